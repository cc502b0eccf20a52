"""Count the items of a list where a question asks how many there are and no sentence says so.

"How many steps does the application have?" over a heading with five bullets: they are counted, and all are shown.
"""

from __future__ import annotations

from index.tokens import stem, words

from ...draft import Draft, Piece
from ...evidence import token_set
from ...reading import Reading, span_of_sentence
from ..wording import piece_of
from .sections import covered, headed_list, intro
from .steps import PARTS_NAMED

SURE_FIT = 0.75  # share of what the question tells, beside the thing that it counts, that stands above the list
CONFIDENCE = 0.6
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
