"""Count the items of a list, or what a sentence names in a row, where a question asks how many there are and no sentence says so.

"How many steps does the application have?" over a heading with five bullets: they are counted, and all are shown.
"""

from __future__ import annotations

import re

from index.tokens import stem, words

from ...check import NEGATION
from ...draft import Draft, Piece
from ...evidence import counts, token_set
from ...reading import Reading, span_of_sentence
from ..wording import piece_of
from .sections import covered, headed_list, intro
from .steps import PARTS_NAMED

SURE_FIT = 0.75  # share of what the question tells, beside the thing that it counts, that stands above the list
CONFIDENCE = 0.6
IN_A_ROW = re.compile(r"(?:\b(?:are|were|namely)\b|:)\s+(?P<row>[^,.;:()]+(?:,\s+[^,.;:()]+)+,?\s+and\s+[^,.;:()]+)\.?\s*$")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # beside what is counted, and counts nothing
MOST_WORDS = 5  # of one thing in a row
PARTS = frozenset(stem(word) for word in PARTS_NAMED)


def compose_counted(reading: Reading) -> Draft | None:
    """The number of the items and the items; None where no list of what is counted is surely meant."""
    question = reading.question
    if question.kind != "count" or not question.counted or question.numbers:
        return None
    group = headed_list(reading)
    if group is None:
        return None
    above = token_set(" ".join((group[0].title, *group[0].headings, intro(reading.index, group[0]))))
    if question.counted[-1] not in above | PARTS or covered(reading, above, without=frozenset(question.counted)) < SURE_FIT:
        return None
    items = [sentence for sentence in group if sentence.unit.first]
    thing = next((word for word in words(question.text) if stem(word) == question.counted[-1]), "")
    lead = Piece(f"{f'{len(items)} {thing}'.rstrip()}:", tuple(span_of_sentence(item) for item in items), how=f"computed: counted {len(items)}", layout="lead")
    shown = tuple(piece_of(item, "step" if item.unit.ordinal else "item") for item in items)
    return Draft("answered", (lead, *shown), max(reading.confidence, CONFIDENCE), "list")


def compose_counted_off(reading: Reading) -> Draft | None:
    """The number of the things that the likeliest sentence names in a row ("the rooms are red, blue and green") and the sentence; None where it counts them itself or the row is not plain."""
    question = reading.question
    if question.kind != "count" or not question.counted or question.form == "yes_no":
        return None
    sentence = reading.evidence[0].sentence
    match = IN_A_ROW.search(sentence.text)
    if (
        match is None
        or NEGATION.search(sentence.text)
        or counts(question, YEAR.sub("", sentence.text))
        or question.counted[-1] not in token_set(sentence.text[: match.start()])
    ):
        return None
    named = in_a_row(match["row"])
    if len(named) < 3:
        return None
    lead = Piece(f"{len(named)} are named:", (span_of_sentence(sentence),), how=f"computed: counted {len(named)}", layout="lead")
    return Draft("answered", (lead, piece_of(sentence)), reading.confidence, question.form)


def in_a_row(row: str) -> list[str]:
    """The things that a row names; none where one of them is long, or has an "and" of its own.

    >>> in_a_row("red, blue and green"), in_a_row("salt and pepper, oil and vinegar")
    (['red', 'blue', 'green'], [])
    """
    *first, last = re.split(r",\s+", row)
    parts = [*first, *re.split(r"(?:^|\s+)and\s+", last)]
    parts = [part for part in parts if part]
    plain = not any(" and " in f" {part} " for part in first) and len(parts) - len(first) <= 2 and all(len(part.split()) <= MOST_WORDS for part in parts)
    return parts if plain else []
