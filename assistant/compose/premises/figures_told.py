"""A figure that a message states in passing, of something that is no item of the catalog, and another one that a sentence tells of the same.

"With the evening course lasting ten weeks, when …?" is met with "The evening course lasts six weeks": a sentence that has every
telling word of the clause and one figure of that kind. Where any such sentence has the figure that is stated, nothing is corrected.
"""

from __future__ import annotations

import re

from ...draft import Piece
from ...evidence import token_set
from ...reading import Reading
from ...understand.question import GENERIC
from ..verdicts.mismatch import LIMITS
from ..wording import piece_of
from .clauses import stating
from .granted import DONE, OF_ITS_OWN, values_in, without_values

LEAST = 2  # telling words that a clause has beside its figure
LOOKED_AT = 40  # sentences, the likeliest by features
BOUND = re.compile(r"\b(?:up to|at most|at least|no more than|within|from|minimum|maximum|more than|less than|between|if|unless)\b", re.I)


def figure_otherwise(reading: Reading) -> Piece | None:
    """The sentence with another figure of the same; None where an item of the catalog is spoken of, which has facts of its own."""
    if reading.items:
        return None
    for clause in stating(reading.question.text, reading.question.form):
        values = values_in(clause)
        words = token_set(without_values(clause)) - GENERIC
        if not values or len(words) < LEAST or OF_ITS_OWN.search(clause) or DONE.search(clause) or LIMITS.search(clause):
            continue
        about = [one.sentence for one in reading.weighed[:LOOKED_AT] if words <= token_set(one.sentence.indexed_text) and not BOUND.search(one.sentence.text)]
        for kind, stated in values.items():
            told = [(sentence, values_in(sentence.text).get(kind, [])) for sentence in about]
            told = [(sentence, amounts) for sentence, amounts in told if amounts]
            if not told or any(value.fits(amount) for value in stated for _, amounts in told for amount in amounts):
                continue
            if (sentence := next((sentence for sentence, amounts in told if len(amounts) == 1), None)) is not None:
                return piece_of(sentence)
    return None
