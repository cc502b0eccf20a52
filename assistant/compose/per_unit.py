"""Compute what an item of the catalog costs or takes for each unit, in all, or for several people."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ..amounts import Amount, number, units
from ..check import NUMBER_WORDS
from ..draft import Draft
from ..reading import Reading
from .known import amount_in, computed, field_of, known, upper

PER = re.compile(
    r"(?<!hour )(?<!hours )(?<!hrs )\b(?:per|a|each|for (?:each|one)|one|every)(?: single)? (?P<unit>day|week|month|hour|ceu|credit)\b|\b(?P<rate>daily|weekly|hourly|monthly|day|hour) (?:rate|price|cost|fee)",
    re.I,
)
US = r"my [a-z]+ and (?:me|i|myself)|(?:me|i|myself) and my [a-z]+|both of us|the two of us"
TOGETHER = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:of (?:us|them)|(?:siblings|friends|managers|engineers|analysts|leads|of my \w+)\b(?=.*\b(?:all|each|every)\b)|people|colleagues|persons|employees|staff|seats|participants|team members)\b|"
    rf"(?:(?<=send )|(?<=enrol )|(?<=train )|(?<=book )|(?<=bring ))(?:two|three|four|five|six|seven|eight|nine|ten|\d+)(?= (?!(?:days|weeks|months|hours|courses|modules|programs|programmes|dollars|electives)\b)[a-z]+s\b)|\b(?:{US})\b",
    re.I,
)
COMES_TO = re.compile(r"\b(?:works? out|comes? (?:out )?(?:at|to)|amounts? to)\b", re.I)
RATES = {"daily": "day", "weekly": "week", "hourly": "hour", "monthly": "month", "day": "day", "hour": "hour"}
SO_MANY = re.compile(rf"\b(?P<count>\d+|{'|'.join(NUMBER_WORDS)}) (?P<unit>day|week|month|hour)s\b", re.I)


def per_unit(reading: Reading, items: list[str], per: re.Match[str]) -> Draft | None:
    """A fee or a credit for each day, week, month, hour or CEU, one line for each item."""
    drafts = [_rate(reading, item_id, (per["unit"] or RATES[per["rate"].lower()]).lower()) for item_id in items]
    rates = [draft for draft in drafts if draft is not None]
    if not rates or len(rates) < len(drafts):
        return None
    return replace(rates[0], pieces=tuple(piece for draft in rates for piece in draft.pieces))


def _rate(reading: Reading, item_id: str, unit: str) -> Draft | None:
    field = field_of(reading)
    wanted = "ceus" if field is not None and field.name in {"ceus", "other_credit"} and unit not in {"ceu", "credit"} else "fee_usd"
    whole = known(reading, item_id, wanted)
    of_credit = unit in {"ceu", "credit"}
    base = known(reading, item_id, "ceus") or known(reading, item_id, "other_credit") if of_credit else known(reading, item_id, "length", unit)
    if (
        whole is None
        or amount_in(whole).high == 0
        or base is None
        or (field is None and not COMES_TO.search(reading.question.text))
        or (field is not None and field.name == "length")
        or amount_in(base).low == 0
    ):
        return None
    total, count = amount_in(whole), amount_in(base)
    each = total.per(count)
    if total.low == total.high:
        working = f"{total.written(wanted)} ÷ {count.written('')} = {each.written(wanted)}"
    else:
        working = f"{number(total.low, wanted)} ÷ {number(count.high, '')} = {number(each.low, wanted)} and {number(total.high, wanted)} ÷ {number(count.low, '')} = {number(each.high, wanted)}"
    label = "unit of credit" if unit == "credit" or (of_credit and "CEU" not in reading.text_of(base)) else "CEU" if of_credit else unit
    verb, things = ("costs", "") if wanted == "fee_usd" else ("gives", " CEUs")
    many = SO_MANY.search(reading.question.text)
    if many and many["unit"].lower() == unit and wanted == "fee_usd" and each.low == each.high:  # "at its day rate, what would sixteen days come to?"
        wanted_many = Decimal(NUMBER_WORDS.get(many["count"].lower(), many["count"]))
        all_of_them = each.times(Amount(wanted_many, wanted_many))
        working = f"{working}; {number(wanted_many, '')} × {each.written(wanted)} = {all_of_them.written(wanted)}"
        text = (
            f"At what {reading.catalog.called(item_id)} costs per {label}, {number(wanted_many, '')} {label}s come to {all_of_them.written(wanted)}: {working}."
        )
        return computed(text, working, [whole, base])
    text = f"{upper(reading.catalog.called(item_id))} {verb} {each.written(wanted)}{things} per {label}: {working}."
    return computed(text, working, [whole, base])


def hours(reading: Reading, item_id: str) -> Draft | None:
    """Hours in all, from hours per week or day and the weeks or days."""
    for unit in ("week", "day"):
        each, length = known(reading, item_id, "weekly_hours", f"hours per {unit}"), known(reading, item_id, "length", unit)
        if each is not None and length is not None:
            total = amount_in(each).times(amount_in(length))
            working = f"{units(amount_in(length), unit + 's')} × {amount_in(each).written('')} hours = {total.written('')} hours"
            return computed(f"{upper(reading.catalog.called(item_id))} takes {total.written('')} hours in all: {working}.", working, [length, each])
    return None


def times(reading: Reading, item_id: str, people: str) -> Draft | None:
    fee = known(reading, item_id, "fee_usd")
    us = re.fullmatch(US, people, re.I) is not None
    word = "two" if us else people.split()[0].lower()
    count = Decimal(NUMBER_WORDS.get(word, word)) if (word.isdigit() or word in NUMBER_WORDS) else None
    if fee is None or count is None:
        return None
    total = amount_in(fee).times(Amount(count, count))
    each = amount_in(fee).written("fee_usd")
    working = f"{each} + {each} = {total.written('fee_usd')}" if us else f"{number(count, '')} × {each} = {total.written('fee_usd')}"
    return computed(f"{upper(reading.catalog.called(item_id))} costs {total.written('fee_usd')} for {'both' if us else word}: {working}.", working, [fee])
