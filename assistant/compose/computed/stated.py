"""Amounts that a text states, with their units: what is computed from sentences is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ...amounts import Amount
from ...check import NUMBER_WORDS
from ...draft import Draft, Piece
from ...evidence import FEATURES, Evidence
from ...reading import Reading, span_of_sentence
from ..wording import piece_of

LEAST_COSINE, LEAST_CHANCE, LEAST_COVERED = 0.35, 0.15, 0.3  # of a sentence that is about what is asked
CONFIDENCE = 0.6  # at least, of what is computed from a sentence
COUNT = r"(?P<{0}>\d[\d,]*(?:\.\d+)?|" + "|".join(NUMBER_WORDS) + r")"
UNIT = r"(?P<unit>minute|hour|day|week|month|year)s?"
QUANTITY = re.compile(
    rf"(?<![\w$.,]){COUNT.format('low')}(?:\s*(?:to|–|-)\s*{COUNT.format('high')})?[\s-]+(?:full |whole |more )?{UNIT}\b(?!\s+(?:a|an|per|each|every)\s+\w+)",
    re.I,
)
MONEY = re.compile(r"\$\s?(?P<low>\d[\d,]*(?:\.\d+)?)(?:\s*(?:to|–|-|and)\s*\$?\s?(?P<high>\d[\d,]*(?:\.\d+)?))?")
TOTAL = re.compile(r"\b(?:total|all?[ -]?together|in all|all told|add(?:s|ed)? up|sum|combined|together|overall)\b", re.I)
TIMES_EACH = re.compile(
    rf"\b(?!one\b){COUNT.format('count')}\s+(?:[\w-]+\s+){{0,4}}?(?P<things>\w+s)\b(?! (?:before|ahead|after|prior|earlier|later|notice)\b)", re.I
)  # "two of the quantum courses"
DAYS = {"day": 1, "week": 7, "month": 30}


def quantities(text: str) -> list[tuple[Amount, str]]:
    """Times that a text states, with their unit.

    >>> [(amount.written(""), unit) for amount, unit in quantities("It takes 8 to 12 weeks, at most three years.")]
    [('8 to 12', 'week'), ('3', 'year')]
    """
    found = []
    for match in QUANTITY.finditer(text):
        low, high = value_of_number(match["low"]), value_of_number(match["high"] or match["low"])
        if low <= high:
            found.append((Amount(low, high), match["unit"].lower()))
    return found


def value_of_number(text: str) -> Decimal:
    """A number in digits or as a word."""
    return Decimal(NUMBER_WORDS.get(text.lower(), text.replace(",", "")))


def computed(reading: Reading, evidence: Evidence, text: str, working: str) -> Draft:
    """A result with its working, and the sentence that it comes from."""
    return computed_from(reading, [evidence], text, working)


def computed_from(reading: Reading, rows: Sequence[Evidence], text: str, working: str) -> Draft:
    """A result with its working, and the sentences that it comes from."""
    result = Piece(text, tuple(span_of_sentence(one.sentence) for one in rows), how=f"computed: {working}")
    return Draft("answered", (result, *(piece_of(one.sentence) for one in rows)), max(reading.confidence, CONFIDENCE), "computed")


def plural(unit: str, amount: Amount) -> str:
    return unit if amount.low == amount.high == 1 else f"{unit}s"


def near(evidence: Evidence, leans: bool) -> bool:
    """Whether a sentence is about what is asked, not only of its kind; the words of a follow-up alone tell little of that."""
    cosine, covered = (float(evidence.features[FEATURES.index(name)]) for name in ("cosine", "coverage_topic"))
    return evidence.chance >= LEAST_CHANCE and covered >= LEAST_COVERED and (leans or cosine >= LEAST_COSINE)
