"""A price less a discount, where one sentence states the price and another the share that is taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ..amounts import number
from ..draft import Draft, Piece
from ..evidence import Evidence, token_set
from ..question import GENERIC
from ..reading import Reading, span_of_sentence
from .rates import MONEY, price_of
from .stated import CONFIDENCE
from .wording import piece_of, shown

SHARE = r"(?P<share>\d{1,2}(?:\.\d+)?)\s?(?:%|per ?cent)"
OFF = re.compile(
    rf"{SHARE}\s+(?:off|discount|reduction|less|cheaper|rebate)\b|\b(?:discount|reduction|rebate) of\s+{SHARE.replace('share', 'of')}|"
    rf"\b(?:cut|reduced|lowered|reduces|cuts)\b[^.;]{{0,40}}?\bby\s+{SHARE.replace('share', 'by')}",
    re.I,
)
ASKS = re.compile(r"\b(?:how much|what|price|cost|pay|total|come to|left)\b", re.I)
ASKS_SHARE = re.compile(
    r"\b(?:what|which|how (?:big|large|much)|any|get) (?:is |are |an? |the |of a )?(?:\w+ )?(?:discount|reduction|rebate|percent|per cent)\b", re.I
)


def compose_discount(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """The price that is left; None where the likeliest sentences state no price or no discount, or the question does not speak of what earns it."""
    text = reading.question.text
    if not ASKS.search(text) or ASKS_SHARE.search(text):
        return None
    reduced = next(((one, match) for one in sentences if (match := OFF.search(one.sentence.text)) and _earned(reading, one)), None)
    priced = next(((one, sums[0]) for one in sentences if reduced and one is not reduced[0] and len(sums := _sums(reading, one)) == 1), None)
    if reduced is None or priced is None:
        return None
    (discount, match), (evidence, found) = reduced, priced
    share = Decimal(match["share"] or match["of"] or match["by"])
    price = price_of(found)
    left = price.value * (100 - share) / 100
    less = price.value - left
    working = f"{price.written(price.value)} × {number(share, '')} ÷ 100 = {price.written(less)}; {price.written(price.value)} − {price.written(less)} = {price.written(left)}"
    spans = (span_of_sentence(evidence.sentence), span_of_sentence(discount.sentence))
    result = Piece(f"That is {price.written(left)}: {working}.", spans, how=f"computed: {working}")
    pieces = (result, piece_of(evidence.sentence, asked=reading.question), piece_of(discount.sentence))
    return Draft("answered", pieces, max(reading.confidence, CONFIDENCE), "computed")


def _earned(reading: Reading, evidence: Evidence) -> bool:
    """Whether the question has a telling word of the sentence that gives the discount, or one near it: whom it is for, or its name."""
    held = token_set(evidence.sentence.indexed_text)
    return any(
        token in held or any(other in held for other, nearness in reading.question.near.get(token, {}).items() if nearness >= 0.5)
        for token in reading.question.own
        if token not in GENERIC
    )


def _sums(reading: Reading, evidence: Evidence) -> list[re.Match[str]]:
    """The sums of money that a sentence states, of a row those in the columns that are asked for."""
    return list(MONEY.finditer(shown(evidence.sentence, asked=reading.question)))
