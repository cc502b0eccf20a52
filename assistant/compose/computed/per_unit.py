"""Compute what an item of the catalog costs or takes for each unit, or in all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus import Fact

from ...amounts import Amount, number, units
from ...catalog import span_of
from ...check import NUMBER_WORDS
from ...draft import Draft, Piece, Span
from ...reading import Reading
from ...understand.fields import Field
from .known import SURE, amount_in, computed, field_of, known, listed, upper

PER = re.compile(
    r"(?<!hour )(?<!hours )(?<!hrs )\b(?:per|a|each|for (?:each|one)|one|every)(?: (?:single|full|whole|classroom|class|teaching|course))? (?P<unit>day|week|month|hour|ceu|credit|unit(?= of (?:[a-z-]+ ){0,3}credit))\b|\b(?P<rate>daily|weekly|hourly|monthly|day|hour) (?:rate|price|cost|fee)|"
    r"\bdivided by (?:(?:its|the|all|number of) ){0,3}(?P<by>day|week|month|hour|ceu)s\b",
    re.I,
)
ONE_COMES_TO = re.compile(
    r"\bwhat (?:do|does|would|will) (?:one|an?|each|every|a single) (?:single )?(?:day|week|month|hour)\b[^?]*\b(?:come|comes|work|amount)\b", re.I
)
COMES_TO = re.compile(r"\b(?:works? out|comes? (?:out )?(?:at|to)|amounts? to)\b", re.I)
EVENLY = re.compile(r"\b(?:evenly|averaged?|on average|spread|split)\b", re.I)
RATES = {"daily": "day", "weekly": "week", "hourly": "hour", "monthly": "month", "day": "day", "hour": "hour"}
RATED = frozenset({"fee_usd", "ceus"})  # fields of which there may be so much for each unit
SPREAD = re.compile(
    rf"\b(?:over|across|into|in|by) (?:(?:the|all|these|equal) ){{0,2}}(?P<count>\d+|{'|'.join(NUMBER_WORDS)}) (?:equal )?(?P<unit>day|week|month|hour)s\b",
    re.I,
)
HIGH_END = re.compile(r"\b(?:highest|upper|top|most|maximum|dearest)\b", re.I)
LOW_END = re.compile(r"\b(?:lowest|lower|bottom|least|minimum|cheapest)\b", re.I)
SO_MANY = re.compile(rf"\b(?P<count>\d+|{'|'.join(NUMBER_WORDS)}) (?P<unit>day|week|month|hour)s\b", re.I)


@dataclass(frozen=True)
class Rate:
    """What an item costs or gives for each unit."""

    name: str
    text: str
    working: str
    each: Amount
    label: str  # of the unit
    field: str
    places: tuple[Span, ...]


def per_unit(reading: Reading, items: list[str], per: re.Match[str], apart: bool) -> Draft | None:
    """A fee or a credit for each day, week, month, hour or CEU, one line for each item; of two also how far they lie apart, where that is asked."""
    rates = [rate for item_id in items if (rate := _rate(reading, item_id, per)) is not None]
    if not rates or len(rates) < len(items):
        return None
    pieces = tuple(Piece(rate.text, rate.places, how=f"computed: {rate.working}") for rate in rates)
    if apart and len(rates) == 2 and (gap := _gap(*sorted(rates, key=lambda rate: -rate.each.low))):
        pieces = (gap, *pieces)
    return Draft("answered", pieces, SURE, "computed")


def _gap(large: Rate, small: Rate) -> Piece | None:
    """How much more the one is for each unit; None for ranges, or rates of different things."""
    if large.label != small.label or large.field != small.field or large.each.low != large.each.high or small.each.low != small.each.high:
        return None
    more = (large.each - small.each).written(large.field)
    working = f"{large.each.written(large.field)} − {small.each.written(small.field)} = {more}"
    shown = f"{large.working}; {small.working}; {working}"
    verb, things = ("costs", "") if large.field == "fee_usd" else ("gives", " CEUs")
    text = f"{upper(large.name)} {verb} {more}{things} more per {large.label} than {small.name}: {working}."
    return Piece(text, tuple(dict.fromkeys((*large.places, *small.places))), how=f"computed: {shown}")


def unit_asked(per: re.Match[str]) -> str:
    """The unit, in the singular, for which a rate is asked."""
    unit = (per["unit"] or per["by"] or RATES[(per["rate"] or "").lower()]).lower()
    return "credit" if unit == "unit" else unit


def extreme_rate(reading: Reading, items: list[str], wanted: str, lowest: bool, unit: str) -> Draft | None:
    """Of several items those with the lowest or highest fee or credit for each unit; such as have no exact one are left out."""
    rates = [rate for item_id in items if (rate := _rate_of(reading, item_id, wanted, unit)) is not None and rate.each.low == rate.each.high]
    if len(rates) < 2:
        return None
    best = (min if lowest else max)(rate.each.low for rate in rates)
    lead = Piece(f"Of those in the catalog that fit, the {'lowest' if lowest else 'highest'} per {rates[0].label}:", states=False, layout="lead")
    return Draft("answered", (lead, *(Piece(one.text, one.places, how=f"computed: {one.working}") for one in rates if one.each.low == best)), SURE, "computed")


def _rate(reading: Reading, item_id: str, per: re.Match[str]) -> Rate | None:
    unit, field = unit_asked(per), field_of(reading)
    if not _asks_a_rate(reading, field, per):
        return None
    wanted = "ceus" if field is not None and field.name in {"ceus", "other_credit"} and unit not in {"ceu", "credit"} else "fee_usd"
    return _rate_of(reading, item_id, wanted, unit)


def _spread(text: str, total: Amount, unit: str) -> tuple[Amount, Amount] | None:
    """A sum that a question spreads over a number of units, and that number; of a range the end that it names."""
    over = SPREAD.search(text)
    if over is None or over["unit"].lower() != unit:
        return None
    count = Decimal(NUMBER_WORDS.get(over["count"].lower(), over["count"]))
    end = total.high if HIGH_END.search(text) else total.low if LOW_END.search(text) else None
    return (total if end is None else Amount(end, end)), Amount(count, count)


def _rate_of(reading: Reading, item_id: str, wanted: str, unit: str) -> Rate | None:
    whole = known(reading, item_id, wanted) or (known(reading, item_id, "other_credit") if wanted == "ceus" else None)
    of_credit = unit in {"ceu", "credit"}
    base = known(reading, item_id, "ceus") or known(reading, item_id, "other_credit") if of_credit else known(reading, item_id, "length", unit)
    if whole is None or amount_in(whole).high == 0:
        return None
    spread = _spread(reading.question.text, amount_in(whole), unit) if base is None else None
    if spread is None and (base is None or amount_in(base).low == 0):
        return None
    total, count = spread or (amount_in(whole), amount_in(base))
    each = total.per(count)
    if total.low == total.high:
        working = f"{total.written(wanted)} ÷ {count.written('')} = {each.written(wanted)}"
    else:
        working = f"{number(total.low, wanted)} ÷ {number(count.high, '')} = {number(each.low, wanted)} and {number(total.high, wanted)} ÷ {number(count.low, '')} = {number(each.high, wanted)}"
    label = "unit of credit" if unit == "credit" or (of_credit and "CEU" not in reading.text_of(base or whole)) else "CEU" if of_credit else unit
    name, places = reading.catalog.called(item_id), tuple(dict.fromkeys(span_of(fact) for fact in (whole, base) if fact is not None))
    many = SO_MANY.search(reading.question.text)
    if (
        many and spread is None and many["unit"].lower() == unit and wanted == "fee_usd" and each.low == each.high
    ):  # "at its day rate, what would sixteen days come to?"
        wanted_many = Decimal(NUMBER_WORDS.get(many["count"].lower(), many["count"]))
        all_of_them = each.times(Amount(wanted_many, wanted_many))
        working = f"{working}; {number(wanted_many, '')} × {each.written(wanted)} = {all_of_them.written(wanted)}"
        text = f"At what {name} costs per {label}, {number(wanted_many, '')} {label}s come to {all_of_them.written(wanted)}: {working}."
    else:
        verb, things = ("costs", "") if wanted == "fee_usd" else ("gives", " CEUs")
        text = f"{upper(name)} {verb} {each.written(wanted)}{things} per {label}: {working}."
    return Rate(name, text, working, each, label, wanted, places)


def _asks_a_rate(reading: Reading, field: Field | None, per: re.Match[str]) -> bool:
    """Whether a price for each unit is asked for: by name, by what one unit comes to, or by "per month" where nothing else is asked."""
    text = reading.question.text
    if field is None:
        return bool(COMES_TO.search(text)) or (not reading.asked and (per[0].lower().startswith("per ") or EVENLY.search(text) is not None))
    return field.name != "length" or bool(ONE_COMES_TO.search(text))


def hours(reading: Reading, items: list[str]) -> Draft | None:
    """Hours in all of one or several items, from hours per week or day and the weeks or days; None where one of them lacks either."""
    found = [one for item_id in items if (one := _hours_of(reading, item_id)) is not None]
    if not found or len(found) < len(items):
        return None
    facts = [fact for _, _, known_facts in found for fact in known_facts]
    names = upper(listed([reading.catalog.called(item_id) for item_id in items]))
    working = "; ".join(told for _, told, _ in found)
    total = sum((amount for amount, _, _ in found[1:]), found[0][0])
    if len(found) == 1:
        return computed(f"{names} takes {total.written('')} hours in all: {working}.", working, facts)
    working += f"; {' + '.join(amount.written('') for amount, _, _ in found)} = {total.written('')}"
    return computed(f"{names} take {total.written('')} hours together: {working}.", working, facts)


def _hours_of(reading: Reading, item_id: str) -> tuple[Amount, str, tuple[Fact, Fact]] | None:
    """Hours of one item in all, their working and its facts."""
    for unit in ("week", "day"):
        each, length = known(reading, item_id, "weekly_hours", f"hours per {unit}"), known(reading, item_id, "length", unit)
        if each is not None and length is not None:
            total = amount_in(each).times(amount_in(length))
            return total, f"{units(amount_in(length), unit + 's')} × {amount_in(each).written('')} hours = {total.written('')} hours", (length, each)
    return None
