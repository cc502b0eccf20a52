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

from index import Sentence
from index.tokens import stem

from ...amounts import CODES, CURRENCY, number
from ...draft import Draft
from ...evidence import Evidence, token_set
from ...reading import Reading
from ..wording import cells_of, shown
from .stated import COUNT, computed, value_of_number

SUM = rf"(?:(?P<sign>[$€£¥]|\b(?:{CODES})\b)\s?(?P<in_sign>\d[\d,]*(?:\.\d+)?)|(?P<in_word>\d[\d,]*(?:\.\d+)?)\s(?P<word>{CURRENCY}))"
MONEY = re.compile(SUM, re.I)
RATE = re.compile(rf"{SUM}(?:\s+[\w-]+){{0,2}}?\s*(?:\b(?:a|an|per|each|every|for (?:each|every|a|an|one))\s+|/\s*)(?:half[- ])?(?P<unit>[a-z]+)\b", re.I)
PARTS = re.compile(rf"\b{COUNT.format('count')}\s+(?P<things>(?:[\w-]+\s+)?[a-z]+s)\s+(?:of|at|for)\s+{SUM}(?:\s+each)?", re.I)
LIMIT = re.compile(rf"\b(?:up to|maximum|at most|no more than|capped at|limit(?:ed)? to|ceiling of|never more than)\b[^.;]{{0,20}}?{SUM}", re.I)
CONDITION = re.compile(r"\b(?:if|unless|further|additional|extra|first|after (?:that|which)|beyond|over and above|half[- ]\w+|thereafter|from the \w+)\b", re.I)
NUMBERED = re.compile(
    rf"(?<![\w$€£¥.,:])(?<!no\. ){COUNT.format('count')}(?:-|\s+|(?=[a-z]))(?:(?:full|whole|more|other|of|the|our|my|adult|small|large|identical|residential|live-in)\s+)*(?P<unit>[a-z]+)\b(?! (?:before|ahead|after|prior|earlier|later|notice|ago)\b)",
    re.I,
)
ASKS = re.compile(r"\b(?:how much|what|total|altogether|cost|costs|price|pay|owe|bill|charged?|fees?|rent|earn|get|receive|sum|come to|end up)\b", re.I)
WHOLE = re.compile(r"\b(?:total|altogether|in all|entire|whole|all of|complete|sum|combined|together|overall|add(?:s|ed)? up|come to|end up)\b", re.I)
MOST = re.compile(r"\b(?:the most|at most|maximum|no more than)\b", re.I)
WHOLE_YEAR = re.compile(r"\b(?:(?:a|the|one|in a|over a|for a|each|every) (?:whole |full |entire )?year|annual(?:ly)?|yearly|twelve months|all year)\b", re.I)
PER_COLUMN = re.compile(r"\b(?:per|a|each|every)\s+(?P<unit>hour|day|night|week|month|term|semester|year)\b|\b(?P<ly>hour|night|week|month|year)ly\b", re.I)
BEYOND = re.compile(r"\b(?:each|every|any|per|a)\s+(?:further|additional|extra|more)\s+(?:full\s+)?(?P<unit>[a-z]+)\b", re.I)
BEYOND_SOME = re.compile(
    rf"\b(?:beyond|over and above|in excess of|exceeding|after)\s+(?:the |your |these )?(?:first |initial |included )?{COUNT.format('free')}\s+(?:[\w-]+\s+)?(?P<unit>[a-z]+s)\b[^.;]*?{SUM}\s*(?:each|apiece|per\b)",
    re.I,
)  # "coaching beyond the four sessions is charged at 65 euros each"
FIRST_SOME = re.compile(
    rf"\b(?:up to|the first|for)\s+{COUNT.format('count')}\s+(?:[\w-]+\s+)?(?P<unit>[a-z]+)\s+(?:[\w-]+\s+){{1,4}}?{SUM}[^.;]*?\b(?:each|every|any)\s+(?:further|additional|extra|more|other)\b[^.;]*?{SUM.replace('P<', 'P<more_')}",
    re.I,
)  # "up to three items are £38, and each further one is £9"
FREE_OF = re.compile(r"\bfree\s+(?P<unit>[a-z]+)\b", re.I)
BEFORE_UNIT = re.compile(rf"(?<![\w.,:-]){COUNT.format('count')}\b(?!-to-|-\w+-)(?=(?P<after>[\s-]*(?:[\w-]+\s*){{1,3}}))", re.I)
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
    asked = _with_months({unit: count for unit, count in quantities_of(text).items() if unit not in wanted_each}, text)
    for evidence in sentences:
        said = _row_rates(reading, evidence.sentence) if evidence.sentence.unit.kind == "table_row" else evidence.sentence.text
        if draft := _beyond(reading, evidence, said, asked):
            return draft
        if CONDITION.search(said):
            continue
        if WHOLE.search(text) and (parts := PARTS.search(said)) and len(MONEY.findall(said)) == 1:
            terms = [(value_of_number(parts["count"]), price_of(parts))]
        else:
            own = _with_months(quantities_of(said), "") if WHOLE.search(text) or MOST.search(text) else {}
            terms = _terms(said, asked, own)
        if terms and len({(price.sign, price.word) for _, price in terms}) == 1:
            return _computed(reading, evidence, terms, said)
    return None


def _with_months(found: dict[str, Decimal], text: str) -> dict[str, Decimal]:
    """Quantities with years told in months too; "a whole year" is one."""
    years = found.get("year", Decimal(1) if WHOLE_YEAR.search(text) else None)
    return found if years is None or "month" in found else {**found, "month": 12 * years}


def _row_rates(reading: Reading, sentence: Sentence) -> str:
    """A row as it is shown, each sum of money with the rate that its column or the row's label names ("Monthly charge"); of several columns those the question names."""
    cells = cells_of(sentence)
    label, rest = cells[0][1], cells[1:]
    named = [(column, value) for column, value in rest if set(reading.question.own) & token_set(column)]
    rates = [(column, value, PER_COLUMN.search(column) or PER_COLUMN.search(label)) for column, value in named or rest]
    if len([value for _, value, _ in rates if MONEY.search(value)]) != 1 or not any(rate for _, _, rate in rates):
        return shown(sentence)
    return "; ".join(
        f"{value} a {(rate['unit'] or rate['ly']).lower()}" if rate and MONEY.fullmatch(value) else f"{column}: {value}" for column, value, rate in rates
    )


def _beyond(reading: Reading, evidence: Evidence, said: str, asked: dict[str, Decimal]) -> Draft | None:
    """What is paid for those beyond the ones that are included: "four visits a year; each further visit costs £22"."""
    if stepped := _stepped(reading, evidence, said, asked):
        return stepped
    match = BEYOND.search(said)
    if match is None:
        return None
    unit, prices = unit_of(match["unit"]), list(MONEY.finditer(said))
    count = _count_of(reading.question.text, unit) or (asked.get("time") if len(asked) == 1 else None)
    free = _count_of(said[: match.start()], unit)
    if count is None or free is None or len(prices) != 1 or count <= free:
        return None
    price = price_of(prices[0])
    total = price.written((count - free) * price.value)
    working = f"({number(count, '')} − {number(free, '')}) × {price.written(price.value)} = {total}"
    return computed(reading, evidence, f"That is {total}, as {number(free, '')} are included: {working}.", working)


def _stepped(reading: Reading, evidence: Evidence, said: str, asked: dict[str, Decimal]) -> Draft | None:
    """What so many cost, of which the first ones have one price together, or none, and each further one its own."""
    if (match := FIRST_SOME.search(said)) is not None:
        first, base = value_of_number(match["count"]), price_of(match)
        each = Price(value_of_number(match["more_in_sign"] or match["more_in_word"]), base.sign, base.word)
    elif (match := BEYOND_SOME.search(said)) is not None:
        each = price_of(match)
        first, base = value_of_number(match["free"]), Price(Decimal(0), each.sign, each.word)
    else:
        return None
    count = _count_of(reading.question.text, unit_of(match["unit"])) or (next(iter(asked.values())) if len(asked) == 1 else None)
    if count is None or count <= first:
        return None
    total = each.written(base.value + (count - first) * each.value)
    lead = f"{base.written(base.value)} + " if base.value else ""
    working = f"{lead}({number(count, '')} − {number(first, '')}) × {each.written(each.value)} = {total}"
    return computed(reading, evidence, f"That is {total}: {working}.", working)


def _count_of(text: str, unit: str) -> Decimal | None:
    """The number of a unit that a text names, up to three words before it ("four lounge visits"); None where it names none or several."""
    found = set()
    for match in BEFORE_UNIT.finditer(MONEY.sub(" ", text)):
        near = [unit_of(word) for word in re.findall(r"[a-z][a-z-]*", match["after"], re.I)[:3]]
        if unit in near:
            found.add(value_of_number(match["count"]))
    return found.pop() if len(found) == 1 else None


def _terms(said: str, asked: dict[str, Decimal], own: dict[str, Decimal]) -> list[tuple[Decimal, Price]]:
    """Each rate of a sentence with its quantity; empty where one lacks it."""
    terms = []
    for match in RATE.finditer(said):
        unit = unit_of(match["unit"])
        count = asked.get(unit, own.get(unit))
        if count is None:
            return []
        if any(unit_of(one["unit"]) == unit for one in FREE_OF.finditer(said)):  # "five free bags": how many are paid for is not said by this rate alone
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
    sign = match["sign"] or ""
    return Price(value_of_number(match["in_sign"] or match["in_word"]), f"{sign.upper()} " if sign.isalpha() else sign, (match["word"] or "").lower())


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
