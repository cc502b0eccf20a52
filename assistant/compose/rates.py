"""Compute from rates that a sentence states: so much for each of something, so many of which the question or the sentence names.

For any document and currency: "$4 an hour plus $0.15 per millilitre", asked for 3 hours and 40 ml;
"38 crowns a week" over "nine weeks" of the same sentence; "four instalments of 335 crowns".
Every rate of the sentence must find its quantity, a stated maximum is kept, and a sentence with
conditions ("each further hour") is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.tokens import stem

from ..amounts import number
from ..draft import Draft
from ..evidence import Evidence
from ..reading import Reading
from .stated import COUNT, computed, value_of_number
from .wording import shown

CURRENCY = r"dollars?|euros?|pounds?|crowns?|kron(?:a|or|er|e)|francs?|yen|zloty|rupees?|pesos?"
SUM = rf"(?:(?P<sign>[$€£¥])\s?(?P<in_sign>\d[\d,]*(?:\.\d+)?)|(?P<in_word>\d[\d,]*(?:\.\d+)?)\s(?P<word>{CURRENCY}))"
MONEY = re.compile(SUM, re.I)
RATE = re.compile(rf"{SUM}(?:\s+[\w-]+){{0,2}}?\s*(?:\b(?:a|an|per|each|every|for (?:each|every|a|an|one))\s+|/\s*)(?:half[- ])?(?P<unit>[a-z]+)\b", re.I)
PARTS = re.compile(rf"\b{COUNT.format('count')}\s+(?P<things>(?:[\w-]+\s+)?[a-z]+s)\s+(?:of|at|for)\s+{SUM}(?:\s+each)?", re.I)
LIMIT = re.compile(rf"\b(?:up to|maximum|at most|no more than|capped at|limit(?:ed)? to|ceiling of|never more than)\b[^.;]{{0,20}}?{SUM}", re.I)
CONDITION = re.compile(r"\b(?:further|additional|extra|first|after (?:that|which)|beyond|over and above|half[- ]\w+|thereafter|from the \w+)\b", re.I)
NUMBERED = re.compile(
    rf"(?<![\w$€£¥.,:])(?<!no\. ){COUNT.format('count')}(?:-|\s+|(?=[a-z]))(?:(?:full|whole|more|other|of|the|our|my|adult|small|large|identical|residential|live-in)\s+)*(?P<unit>[a-z]+)\b",
    re.I,
)
ASKS = re.compile(r"\b(?:how much|what|total|altogether|cost|costs|price|pay|owe|bill|charged?|fees?|rent|earn|get|receive|sum|come to|end up)\b", re.I)
WHOLE = re.compile(r"\b(?:total|altogether|in all|entire|whole|all of|complete|sum|combined|together|overall|add(?:s|ed)? up|come to|end up)\b", re.I)
EACH_OF = re.compile(r"\b(?:a|an|per|each|every)\s+(?P<unit>[a-z]+)\b", re.I)  # "how much a month?" asks for the rate itself
SHORT = {"ml": "millilitre", "l": "litre", "km": "kilometre", "m": "metre", "kg": "kilogram", "g": "gram", "gb": "gigabyte", "h": "hour", "hr": "hour", "hrs": "hour", "min": "minute", "mins": "minute", "pax": "person", "people": "person", "persons": "person", "kid": "child", "kids": "child", "children": "child", "seats": "seat"}  # fmt: skip
WITH_MONTH = re.compile(r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.I)


@dataclass(frozen=True)
class Price:
    """So much, in the currency as it is written."""

    value: Decimal
    sign: str
    word: str

    def written(self, value: Decimal) -> str:
        text = number(value, "fee_usd")[1:]
        return f"{self.sign}{text}" if self.sign else f"{text} {self.word}"


def compose_rates(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """What so many cost or bring, from the likeliest sentence that states a rate for them; None where none does."""
    text = reading.question.text
    if not ASKS.search(text):
        return None
    wanted_each = {unit_of(match["unit"]) for match in EACH_OF.finditer(text)}
    asked = {unit: count for unit, count in quantities_of(text).items() if unit not in wanted_each}
    for evidence in sentences:
        said = shown(evidence.sentence) if evidence.sentence.unit.kind == "table_row" else evidence.sentence.text
        if CONDITION.search(said):
            continue
        if WHOLE.search(text) and (parts := PARTS.search(said)) and len(MONEY.findall(said)) == 1:
            terms = [(value_of_number(parts["count"]), price_of(parts))]
        else:
            own = quantities_of(said) if WHOLE.search(text) else {}
            terms = _terms(said, asked, own)
        if terms and len({(price.sign, price.word) for _, price in terms}) == 1:
            return _computed(reading, evidence, terms, said)
    return None


def _terms(said: str, asked: dict[str, Decimal], own: dict[str, Decimal]) -> list[tuple[Decimal, Price]]:
    """Each rate of a sentence with its quantity; empty where one lacks it."""
    terms = []
    for match in RATE.finditer(said):
        unit = unit_of(match["unit"])
        count = asked.get(unit, own.get(unit))
        if count is None:
            return []
        terms.append((count, price_of(match)))
    return terms


def _computed(reading: Reading, evidence: Evidence, terms: Sequence[tuple[Decimal, Price]], said: str) -> Draft:
    price = terms[0][1]
    total = sum((count * one.value for count, one in terms), Decimal(0))
    working = " + ".join(f"{number(count, '')} × {one.written(one.value)}" for count, one in terms) + f" = {price.written(total)}"
    limit = next((price_of(match) for match in LIMIT.finditer(said)), None)
    if limit and limit.value < total:
        return computed(reading, evidence, f"That is {price.written(limit.value)} in all, the most that is charged: {working}.", working)
    return computed(reading, evidence, f"That is {price.written(total)} in all: {working}.", working)


def price_of(match: re.Match[str]) -> Price:
    """The sum of money that a pattern with SUM found."""
    return Price(value_of_number(match["in_sign"] or match["in_word"]), match["sign"] or "", (match["word"] or "").lower())


def quantities_of(text: str) -> dict[str, Decimal]:
    """Unit, in the singular, -> how many of it a text names; units that it names twice are left out.

    >>> quantities_of("3 hours, 40 ml, for two adults")
    {'hour': Decimal('3'), 'millilitr': Decimal('40'), 'adult': Decimal('2')}
    """
    found: dict[str, list[Decimal]] = {}
    for match in NUMBERED.finditer(MONEY.sub(" ", text)):
        unit = unit_of(match["unit"])
        if not WITH_MONTH.fullmatch(match["unit"]):
            found.setdefault(unit, []).append(value_of_number(match["count"]))
    return {unit: counts[0] for unit, counts in found.items() if len(set(counts)) == 1}


def unit_of(word: str) -> str:
    """A unit as one stem, abbreviations written out."""
    return stem(SHORT.get(word.lower(), word.lower()))
