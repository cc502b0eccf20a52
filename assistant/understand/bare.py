"""A question for a field that names nothing it could be of, read of what was talked about.

"What does the riding course cost?" and then "How many hours do I ride?": no pronoun leans on the turn before, and yet the question
stands for nothing without it. One that speaks of courses in general, or of anything that the field does not explain, is left alone.
"""

from __future__ import annotations

import re

from index.tokens import stem, tokens

from ..catalog import CatalogView
from .conversation import Turn
from .field_reader import FieldReader, asking_words, fields_asked
from .forms import question_form
from .kinds import answer_kind
from .lexicon import lexicon
from .naming import people_named, talked_about
from .profile import without_people
from .question import GENERIC, names, telling_tokens

FORMS = frozenset({"fact", "yes_no", "computed", "list"})
NOUN = r"(?:course|class|program|programme|certificate|module|elective|training|track|sprint|workshop|option|one)"
IN_GENERAL = re.compile(
    rf"\b(?:an?|any|all|every|each|most|some|typical|other|another|which|what|many|(?!suggest|interest|request|test|rest|latest)\w+est)\b (?:[\w-]+ ){{0,3}}?{NOUN}s?\b"
    rf"|(?<!\bthese )(?<!\bthose )\b{NOUN}s\b|\bwhich of\b|\btypical\w*\b|\bin general\b|\bon average\b",
    re.I,
)
PER_ONE = re.compile(rf"\b(?:per|for each|for every) {NOUN}\b", re.I)  # of a course that is the whole of it, of a certificate it is not
OFFERED = frozenset(stem(word) for word in ("course", "class", "training", "program", "programme", "certificate", "take", "taken", "teach", "taught"))
WAYS = re.compile(
    "|".join(rf"\b{re.escape(way)}\b" for group in lexicon()["formats"].values() for way in group), re.I
)  # of giving a course: a format is asked for
TELLING = 0.75  # from which a word is of something else than the field


def read_of_what_was_before(turn: Turn, catalog: CatalogView, reader: FieldReader | None) -> Turn:
    """The turn as one that leans on those before, where it asks for a field and names nothing else, and they were of one item; else as it was."""
    leaning, text = turn.leaning, PER_ONE.sub(" ", without_people(turn.text))
    if leaning is None or question_form(turn.text, answer_kind(turn.text)) not in FORMS or IN_GENERAL.search(text):
        return turn
    if catalog.linked(text) or people_named(text, catalog) or not talked_about(leaning, catalog):
        return turn
    fields = [field for field in fields_asked(text, reader) if not field.seldom_told]
    ways = {token for way in WAYS.findall(text) for token in tokens(way)}
    known = ways.union(*(asking_words(field, text) for field in fields))
    return leaning if known and _explained(text, frozenset(known)) else turn


def _explained(text: str, known: frozenset[str]) -> bool:
    """Whether a text has no name and no telling word but those known."""
    named = {token for name in names(text) for token in tokens(name)}
    return named <= known and all(told < TELLING or token in known | GENERIC | OFFERED for token, told in telling_tokens(text).items())
