"""What a turn asks: its question, the items and the fields of the catalog that it names or leans on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.tokens import words

from ..catalog import CatalogView
from .bare import WAYS
from .conversation import Turn
from .ellipsis import ASKING
from .field_reader import FieldReader, fields_asked, read_only
from .fields import Field
from .fields import fields as every_field
from .forms import asking, question_form
from .kinds import answer_kind
from .naming import items_of
from .profile import describes_self, only_describes
from .question import Question, counted_tokens, read_question

WISHES = re.compile(r"\b(?:anything|something)\b[^?.!]{0,40}\?\W*$", re.I)  # "… Anything at Sloan?"
PATTERNS_ONLY = frozenset({"comparison", "recommendation", "plan"})  # forms that ask for more than a field where no pattern finds one
FILLING = re.compile(
    r"\b(?:what|how|about|and|but|or|so|ok|okay|for|if|the|it|its|is|will|would|be|run|version|option|one|i|you|we|do|did|does|take|took|taken|done|it['’]s)\b",
    re.I,
)
TIMES = r"\b(?:in|for|of) (?:the )?(?:early |late )?(?:(?:spring|summer|autumn|fall|winter) )?(?:20\d\d|spring|summer|autumn|fall|winter)\b"
OPENS = re.compile(r"\W*(?:what|how|when|where|who|which|why)\b", re.I)
OF_PROVIDERS = frozenset({"kinds of certificate"})  # fields by which providers are compared, whatever words ask for them
DEFINING = frozenset({"topics", "role", "provider", "audience", "status", "level", "kinds of certificate"})  # fields that a definition tells of
FEW = 2  # words of a message that leans on the one before, which alone ask for nothing
SHORT = 14  # words of a message that may take over what the one before asked for


@dataclass(frozen=True)
class Asked:
    """A turn as it is understood, before anything is searched."""

    question: Question
    items: tuple[str, ...]  # ids of the items of the catalog that it is about
    fields: tuple[Field, ...]
    carried: dict[str, float]  # token -> weight in 0..1 of what earlier turns add


def understand(turn: Turn, catalog: CatalogView, reader: FieldReader | None = None) -> Asked:
    """The question of a turn; a short one that leans on the turn before takes over what that asked for. `reader`: tells fields by a model, beside the patterns."""
    question = read_question(turn.text)
    standing = not turn.leans or (ASKING.search(turn.text) is not None and len(words(turn.text)) > FEW)
    fields = fields_asked(turn.text, reader if standing and question.form not in PATTERNS_ONLY else None)
    unnamed = catalog.without_providers(turn.text)
    fields = [field for field in fields if field.asks.search(unnamed) or not field.asks.search(turn.text)]  # a library that gives courses is no tool
    if question.form == "comparison" and not fields:
        fields = [field for field in fields_asked(turn.text, reader) if field.name in OF_PROVIDERS]
    if question.form == "definition":  # "what is it?" is asked of all of it, "what is it going for?" of its price
        fields = [field for field in fields if field.name not in DEFINING or not read_only(field, turn.text)]
    items = items_of(turn, question.form, bool(fields), catalog)
    if turn.leans and not fields and items and question.form == "yes_no" and WAYS.search(turn.text):
        fields = [field for field in every_field() if field.name == "format"]  # "would I be in Cambridge the whole time?"
    carried = {token: weight for token, weight in turn.carried.items() if token not in question.tokens}
    before = fields_asked(turn.previous, reader) if turn.leans and other_setting(turn.text) else []
    if any(len(catalog.of(item_id, field.name)) > 1 for item_id in items[:1] for field in before):
        return Asked(replace(_taken_over(question, turn.previous), subjects=catalog.names_of(items)), items, tuple(before), carried)
    if turn.leans and len(words(turn.text)) <= SHORT and (turn.elliptic or not fields):
        fields = (fields_asked(turn.previous, reader) or fields_asked(turn.said, reader) if turn.elliptic or question.form != "yes_no" else []) or fields
        question = _taken_over(question, turn.previous)
    if _wants_advice(turn, question):
        question = replace(question, form="recommendation")
    return Asked(replace(question, subjects=catalog.names_of(items)), items, tuple(fields), carried)


def other_setting(text: str) -> bool:
    """Whether a message only names another way in which something is given ("and in person?"), or another time ("and in 2025?").

    >>> other_setting("what about online?"), other_setting("and the online applied ones?")
    (True, False)
    """
    rest, found = re.subn(rf"{WAYS.pattern}|{TIMES}", " ", asking(text), flags=re.I)
    return bool(found) and not re.search(r"\w", FILLING.sub(" ", rest))


def _taken_over(question: Question, previous: str) -> Question:
    """A question with the kind of answer, and the form of reply, that the one before asked for, where it has none of its own."""
    return replace(
        question,
        kind=question.kind or answer_kind(previous),
        counted=question.counted if question.kind else counted_tokens(previous),
        form=question.form if question.form != "fact" or question.kind else question_form(previous, ""),
    )


def _wants_advice(turn: Turn, question: Question) -> bool:
    """Whether people say who they are, and ask for nothing else than what suits them."""
    if only_describes(turn.text):
        return True
    open_ended = not (turn.text.rstrip().endswith("?") or OPENS.match(turn.text)) or WISHES.search(turn.text)
    return bool(question.form == "fact" and open_ended and describes_self(f"{turn.text} {turn.said}"))
