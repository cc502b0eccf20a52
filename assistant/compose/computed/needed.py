"""Compute how many of something it takes: courses that together give what another gives, places that a sum pays for."""

from __future__ import annotations

import re
from decimal import Decimal
from math import ceil

from ...amounts import number
from ...draft import Draft
from ...reading import Reading
from ...understand.profile import budget_of
from .known import amount_in, computed, field_of, known, upper

HOW_MANY = re.compile(r"\b(?:how many|number of)\b(?P<of>.*)", re.I | re.S)
OTHER_COUNTED = re.compile(
    r"\b(?:how many|number of) (?:[\w-]+ )?(?:days|weeks|months|years|hours|dollars|bucks|ceus?|credits?|instructors|teachers|topics|tools|runs|dates)\b", re.I
)
PAYS = re.compile(
    r"\b(?:buy|buys|pays? for|cover|covers|afford|finance|fund|funds|send|put|train|enrol+|book|get|places|seats|spots|for (?:that|it|this)|budget)\b", re.I
)
REACHES = re.compile(
    r"\b(?:need(?:ed|s)?|match(?:es)?|reach(?:es)?|equal|same|as (?:many|much)|makes? up|(?:come|add up|amount|get)s? to|takes?|until|till)\b", re.I
)
CREDITS = re.compile(r"\b(?P<count>\d+(?:\.\d+)?) (?:ceus?|credits?|continuing education units?)\b", re.I)


def places_paid(reading: Reading, item_id: str) -> Draft | None:
    """How many people or places a sum that the question names pays for."""
    text = reading.question.text
    budget, fee = budget_of(text), known(reading, item_id, "fee_usd")
    if budget is None or fee is None or not HOW_MANY.search(text) or OTHER_COUNTED.search(text) or not PAYS.search(text):
        return None
    each = amount_in(fee)
    if each.low != each.high or each.low == 0:
        return None
    count = budget // each.low
    have, one, rest = (number(value, "fee_usd") for value in (budget, each.low, budget - count * each.low))
    name = upper(reading.catalog.called(item_id))
    if count == 0:
        missing = number(each.low - budget, "fee_usd")
        working = f"{one} − {have} = {missing}"
        return computed(f"Not for one: {name} costs {one}, {missing} more than {have}: {working}.", working, [fee])
    exact, all_of_them = budget / each.low, number(count * each.low, "fee_usd")
    down = "" if exact == count else f", rounded down {number(count, '')}"
    working = f"{have} ÷ {one} = {number(exact, '')}{down}; {number(count, '')} × {one} = {all_of_them}; {have} − {all_of_them} = {rest}"
    return computed(f"{have} pays for {number(count, '')}, with {rest} left, at {one} each for {name}: {working}.", working, [fee])


def courses_needed(reading: Reading, items: list[str]) -> Draft | None:
    """How many of the courses that a question counts give together as many CEUs, or take as long, as the other that it names, or as the number it names."""
    text, catalog = reading.question.text, reading.catalog
    counted, field = HOW_MANY.search(text), field_of(reading)
    if counted is None or field is None or OTHER_COUNTED.search(text) or not REACHES.search(text):
        return None
    name = "ceus" if field.name == "other_credit" else field.name
    each_id = next((item_id for item_id in catalog.linked(counted["of"]) if item_id in items), None)
    each = (known(reading, each_id, name) or (known(reading, each_id, "other_credit") if name == "ceus" else None)) if each_id else None
    if each_id is None or each is None or name not in {"ceus", "length"} or amount_in(each).low != amount_in(each).high or amount_in(each).low == 0:
        return None
    others = [item_id for item_id in items if item_id != each_id]
    whole = known(reading, others[0], name) if len(others) == 1 else None
    said = CREDITS.search(text) if name == "ceus" and not others else None
    if said is None and (whole is None or (name == "length" and whole.unit != each.unit)):
        return None
    target = Decimal(said["count"]) if said else amount_in(whole).low
    exact = target / amount_in(each).low
    count = ceil(exact)
    unit = "CEUs" if name == "ceus" else each.unit or ""
    working = f"{number(target, '')} ÷ {amount_in(each).written('')} = {number(exact, '')}" + ("" if exact == count else f", rounded up {count}")
    gives = "" if said else f"{upper(catalog.called(others[0]))} gives {number(target, '')} {unit}, so it takes "
    told = f"{count} of {catalog.called(each_id)}, at {amount_in(each).written('')} each"
    text = f"{gives}{told}: {working}." if gives else f"It takes {told}: {working}."
    return computed(text, working, [each] if said else [whole, each])
