"""What a turn asks: its question, the items and the fields of the catalog that it names or leans on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.tokens import words

from ..catalog import CatalogView
from .conversation import Turn
from .ellipsis import ASKING
from .field_reader import Chances, fields_asked
from .fields import Field
from .forms import answer_kind, question_form
from .naming import items_of
from .profile import describes_self, only_describes
from .question import Question, counted_tokens, read_question

WISHES = re.compile(r"\b(?:anything|something)\b[^?.!]{0,40}\?\W*$", re.I)  # "… Anything at Sloan?"
PATTERNS_ONLY = frozenset({"comparison", "definition", "recommendation", "plan"})  # forms that ask for more than a field where no pattern finds one
FEW = 2  # words of a message that leans on the one before, which alone ask for nothing
SHORT = 14  # words of a message that may take over what the one before asked for


@dataclass(frozen=True)
class Asked:
    """A turn as it is understood, before anything is searched."""

    question: Question
    items: tuple[str, ...]  # ids of the items of the catalog that it is about
    fields: tuple[Field, ...]
    carried: dict[str, float]  # token -> weight in 0..1 of what earlier turns add


def understand(turn: Turn, catalog: CatalogView, chances: Chances | None = None) -> Asked:
    """The question of a turn; a short one that leans on the turn before takes over what that asked for. `chances`: of the fields of a text, where a model knows them."""
    question = read_question(turn.text)
    fields = fields_asked(turn.text, chances if question.form not in PATTERNS_ONLY and (not turn.leans or (ASKING.search(turn.text) and len(words(turn.text)) > FEW)) else None)
    items = items_of(turn, question.form, bool(fields), catalog)
    carried = {token: weight for token, weight in turn.carried.items() if token not in question.tokens}
    if turn.leans and len(words(turn.text)) <= SHORT and (turn.elliptic or not fields):
        fields = (fields_asked(turn.previous, chances) or fields_asked(turn.said, chances) if turn.elliptic or question.form != "yes_no" else []) or fields
        question = _taken_over(question, turn.previous)
    if _wants_advice(turn, question):
        question = replace(question, form="recommendation")
    return Asked(replace(question, subjects=catalog.names_of(items)), items, tuple(fields), carried)


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
    open_ended = not turn.text.rstrip().endswith("?") or WISHES.search(turn.text)
    return bool(question.form == "fact" and open_ended and describes_self(f"{turn.text} {turn.said}"))
