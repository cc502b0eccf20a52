"""A price less a discount, where one sentence states the price and another the share that is taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ...amounts import number
from ...draft import Draft, Piece
from ...evidence import Evidence, token_set
from ...reading import Reading, span_of_sentence
from ...understand.question import GENERIC
from ..wording import piece_of, shown
from .priced import NUMBERED
from .rates import MONEY, price_of
from .stated import CONFIDENCE

SHARE = r"(?P<share>\d{1,2}(?:\.\d+)?)\s?(?:%|per ?cent)"
OFF = re.compile(
    rf"{SHARE}\s+(?:off|discount|reduction|less|cheaper|rebate)\b|\b(?:discount|reduction|rebate) of\s+{SHARE.replace('share', 'of')}|"
    rf"\b(?:cut|reduced|lowered|reduces|cuts)\b[^.;]{{0,40}}?\bby\s+{SHARE.replace('share', 'by')}|\b(?:discount|reduction|rebate)s?\b[^.;:|]{{0,30}}:\s?{SHARE.replace('share', 'cell')}|"
    rf"\b(?:pays?|covers?|bears?|carr(?:y|ies)|takes? over|gives?)\s+(?:up to )?{SHARE.replace('share', 'borne')}\s+of\b",
    re.I,
)
ASKS_BACK = re.compile(r"\b(?:back|refund(?:ed)?|returned|repaid|reimbursed)\b", re.I)
ASKS_REST = re.compile(r"\b(?:still|myself|ourselves|left|rest|remain\w*|own (?:share|part|pocket)|after)\b", re.I)
ASKS = re.compile(r"\b(?:how much (?:is|are|was|money|of my|do i get|will|would)|prices?|costs?|pay|fees?|charged?|total|come to|owe)\b", re.I)
ASKS_SHARE = re.compile(
    r"\b(?:what|which|how (?:big|large|much)|any|get) (?:is |are |an? |the |of a )?(?:\w+ )?(?:discount|reduction|rebate|percent|per cent)\b", re.I
)
LEAST_PRICED = 0.1  # chance of the sentence with the price, which the one with the discount may well leave behind
AS_LIKELY = 0.7  # as the likeliest row, from which it is open which of two is meant


def compose_discount(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """The price that is left; None where the likeliest sentences state no price or no discount, or the question does not speak of what earns it."""
    text = reading.question.text
    if (
        reading.question.form not in {"fact", "computed"}
        or not ASKS.search(text)
        or ASKS_SHARE.search(text)
        or ASKS_BACK.search(text)  # a part of what was paid is no price
        or reading.question.numbers
        or NUMBERED.search(text)
    ):
        return None
    discounts = [(one, match) for one in sentences if (match := OFF.search(shown(one.sentence))) and _earned(reading, one)]
    if len({match[0] for _, match in discounts}) != 1 or (discounts[0][1]["borne"] and not ASKS_REST.search(text)):
        return None
    discount, match = discounts[0]
    if (priced := _priced(reading, sentences, discount)) is None:
        return None
    evidence, found = priced
    share = Decimal(match["share"] or match["of"] or match["by"] or match["cell"] or match["borne"])
    price = price_of(found)
    left = price.value * (100 - share) / 100
    less = price.value - left
    working = f"{price.written(price.value)} × {number(share, '')} ÷ 100 = {price.written(less)}; {price.written(price.value)} − {price.written(less)} = {price.written(left)}"
    spans = (span_of_sentence(evidence.sentence), span_of_sentence(discount.sentence))
    result = Piece(f"That is {price.written(left)}: {working}.", spans, how=f"computed: {working}")
    pieces = (result, piece_of(evidence.sentence, asked=reading.question), piece_of(discount.sentence))
    return Draft("answered", pieces, max(reading.confidence, CONFIDENCE), "computed")


def _priced(reading: Reading, sentences: Sequence[Evidence], discount: Evidence) -> tuple[Evidence, re.Match[str]] | None:
    """The price that the likeliest other sentence states; None where that one states none or several, or another row of its table is about as likely."""
    others = [one for one in sentences if one is not discount]
    if not others or others[0].chance < LEAST_PRICED or len(sums := _sums(reading, others[0])) != 1:
        return None
    best = others[0]
    beside = [one for one in others[1:] if (one.sentence.document_id, one.sentence.unit.group) == (best.sentence.document_id, best.sentence.unit.group)]
    if best.sentence.unit.kind == "table_row" and any(one.chance >= AS_LIKELY * best.chance for one in beside):
        return None
    return best, sums[0]


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
