"""Compute from catalog facts: sums, differences, prices per day, days left, hours in all.

Each number that enters is cited, and the working is shown. Nothing is computed that
lacks a known number: what is unknown is named.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from corpus import Fact, Item

from ..amounts import Amount, amount_of, number, units
from ..catalog import Field, fields, span_of
from ..check import NUMBER_WORDS
from ..draft import Draft, Piece
from ..profile import budget_of
from ..reading import Reading
from .mentioned import mentioned

SURE = 0.95
LEFT = re.compile(r"\b(?:left|remain(?:s|ing)?|missing|still (?:need|have|owe)|short of|to go|lack(?:ing)?|more days|(?:still|yet) open|outstanding)\b", re.I)
FINISH = re.compile(r"\b(?:finish|enough|suffice|reach|complete|get there|make it|qualify)\b", re.I)
FOR_ELECTIVES = re.compile(
    r"\b(?:left|remain\w*|over|fill|filled)\b[^.?!]{0,20}\b(?:for|with|to) (?:the |my )?electives?\b|\belective days\b|\bfor electives\b", re.I
)
GOAL = re.compile(r"\b(?:days?|certificates?|certification|credential|requirements?|electives?|programs?|programmes?|needed)\b", re.I)
SUM = re.compile(r"\b(?:sum|back to back|one after the other|in a row|total|together|altogether|combined|in all|add(?:s|ed)? up|both|plus|overall)\b", re.I)
DIFFERENCE = re.compile(
    r"\b(?:difference|by how (?:much|many)|how much (?:more|less|dearer|cheaper|longer|shorter)|how many (?:\w+ )?(?:more|fewer|longer|shorter)|gap|save|dearer|apart|lie between|differ|extra|on top|(?:went|go|gone) up|r[oi]se|risen|increased?)\b",
    re.I,
)
ENDS = re.compile(r"\b(?:ends?|lowest|highest|shortest|longest|cheapest|dearest|minimum|maximum|range|spread)\b", re.I)
COUNT = re.compile(r"\b(?:how many|number of)\b", re.I)
PER = re.compile(
    r"\b(?:per|a|each|for (?:each|one)|one|every) (?P<unit>day|week|month|hour|ceu|credit)\b|\b(?P<rate>daily|weekly|hourly|monthly) (?:rate|price|cost|fee)",
    re.I,
)
TOGETHER = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:of (?:us|them)|people|colleagues|persons|employees|staff|seats|participants|team members)\b",
    re.I,
)
BUDGET = re.compile(
    r"\b(?:enough|afford|cover|covers|suffice|sufficient|budget|pay for|left(?: over)?|remains?|stays?|how far|short of|set aside|saved|spare|in the pot|change)\b",
    re.I,
)
NAMED = frozenset({"instructors", "tools", "topics"})  # fields that list what can be counted
EACH_OF = re.compile(
    rf"\b(?P<days>\d+|{'|'.join(NUMBER_WORDS)})[- ]day (?:ones?|(?:short )?(?:courses?|programs?|programmes?|modules?|classes))\b|\b(?:courses?|programs?|programmes?|modules?) of (?P<long>\d+|{'|'.join(NUMBER_WORDS)}) days\b",
    re.I,
)
RATES = {"daily": "day", "weekly": "week", "hourly": "hour", "monthly": "month"}
MONTHS = {"day": None, "week": None, "month": 1, "year": 12}


def compose_arithmetic(reading: Reading) -> Draft | None:
    """A computed reply; None where the question asks for no computation that the catalog allows."""
    text = reading.question.text
    if reading.question.form == "recommendation":
        return None  # "five hours a week" is what a person has
    items = mentioned(reading)
    if COUNT.search(text) and (each := EACH_OF.search(text)) and (draft := _made_of(reading, items, each["days"] or each["long"])):
        return draft
    if (LEFT.search(text) or FINISH.search(text)) and GOAL.search(text) and (draft := _days_left(reading, items)):
        return draft
    if len(items) == 1 and (draft := _budget(reading, items[0])):
        return draft
    if 1 <= len(items) <= 3 and (per := PER.search(text)) and (draft := _per_unit(reading, items, per)):
        return draft
    if len(items) == 1 and re.search(r"\b(?:total|altogether|in all|overall|whole)\b", text, re.I) and re.search(r"\bhours?\b", text, re.I):
        return _hours(reading, items[0])
    if len(items) == 1 and (people := TOGETHER.search(text)):
        return _times(reading, items[0], people[0])
    if len(items) == 1 and ENDS.search(text) and (draft := _spread(reading, items[0])):
        return draft
    if len(items) == 1 and DIFFERENCE.search(text) and (draft := _apart(reading, items[0])):
        return draft
    if COUNT.search(text) and (draft := _counted(reading, items)):
        return draft
    if len(items) >= 2:
        field = _field(reading)
        if DIFFERENCE.search(text) and field and len(items) == 2:
            return _difference(reading, items, field)
        if SUM.search(text) and field:
            return _sum(reading, items, field)
    return None


def _field(reading: Reading) -> Field | None:
    numeric = {"fee_usd", "length", "ceus", "other_credit"}
    text = reading.question.text
    asked = [field for field in reading.asked if field.name in numeric]
    if re.search(r"\b(?:dearer|cheaper|dollars?|pay|save|price)\b", text, re.I):
        return next(field for field in fields() if field.name == "fee_usd")
    return asked[0] if asked else None


def _known(reading: Reading, item_id: str, field: str, unit: str | None = None) -> Fact | None:
    """The preferred fact with a number, in the wanted unit."""
    for fact in reading.catalog.of(item_id, field):
        if amount_of(fact) is not None and (unit is None or (fact.unit or "").startswith(unit)) and reading.may_cite(fact.document_id):
            return fact
    return None


def _amount(fact: Fact) -> Amount:
    found = amount_of(fact)
    assert found is not None
    return found


def _computed(text: str, working: str, facts: list[Fact]) -> Draft:
    spans = tuple(dict.fromkeys(span_of(fact) for fact in facts))
    return Draft("answered", (Piece(text, spans, how=f"computed: {working}"),), SURE, "computed")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _certificate(reading: Reading, items: list[str]) -> Item | None:
    """The certificate with a known number of days that is named, else the first one."""
    goals = [item for item in reading.catalog.offerings() if item.kind == "certificate" and _known(reading, item.id, "length", "day")]
    return next((item for item in goals if item.id in items), goals[0] if goals else None)


def _made_of(reading: Reading, items: list[str], each: str) -> Draft | None:
    """How many courses of so many days a certificate takes, where they come out even."""
    goal = _certificate(reading, items)
    days = int(NUMBER_WORDS.get(each.lower(), each))
    if goal is None or days < 1 or not (goal.id in items or GOAL.search(EACH_OF.sub(" ", reading.question.text))):
        return None
    needed = _known(reading, goal.id, "length", "day")
    assert needed is not None
    count, left = divmod(target := int(_amount(needed).low), days)
    if left:
        return None
    working = f"{target} ÷ {days} = {count}"
    text = f"{_upper(reading.catalog.called(goal.id))} asks for at least {target} days, so it takes {count} of {days} days each: {working}."
    return _computed(text, working, [needed])


def _days_left(reading: Reading, items: list[str]) -> Draft | None:
    """Days that a certificate still asks for after some of its courses."""
    catalog = reading.catalog
    goal = _certificate(reading, items)
    taken = [item_id for item_id in items if goal is None or item_id != goal.id]
    if FOR_ELECTIVES.search(reading.question.text):
        taken = [item_id for item_id in taken if not any(fact.value == "elective" for fact in catalog.of(item_id, "role"))] or [
            item.id for item in catalog.offerings() if any(fact.value == "core" for fact in catalog.of(item.id, "role"))
        ]
    lengths = [_known(reading, item_id, "length", "day") for item_id in taken]
    if goal is None or not taken or any(fact is None for fact in lengths):
        return None
    needed = _known(reading, goal.id, "length", "day")
    assert needed is not None
    facts = [fact for fact in lengths if fact is not None]
    total = sum((_amount(fact).low for fact in facts), Decimal(0))
    target = _amount(needed).low
    parts = " + ".join(number(_amount(fact).low, "") for fact in facts)
    working = (
        f"{number(target, '')} − ({parts}) = {number(target - total, '')}"
        if len(facts) > 1
        else f"{number(target, '')} − {parts} = {number(target - total, '')}"
    )
    names = _listed([reading.catalog.called(item_id) for item_id in taken])
    if target <= total:
        lead = "Yes. " if FINISH.search(reading.question.text) else ""
        text = f"{lead}{names} give {number(total, '')} days, and {reading.catalog.called(goal.id)} asks for at least {number(target, '')}: {parts} = {number(total, '')}."
        return _computed(text, f"{parts} = {number(total, '')}", [needed, *facts])
    verb = "give" if len(facts) > 1 else "gives"
    if FINISH.search(reading.question.text) and not LEFT.search(reading.question.text):
        added = f" ({parts} = {number(total, '')})" if len(facts) > 1 else ""
        text = f"No. {names} {verb} {number(total, '')} days{added}, {number(target - total, '')} short of the {number(target, '')} days that {reading.catalog.called(goal.id)} asks for."
        return _computed(text, f"{parts} = {number(total, '')}; {working}" if len(facts) > 1 else working, [*facts, needed])
    text = f"{units(Amount(target - total, target - total), 'days').capitalize()} are left for {reading.catalog.called(goal.id)} after {names}: {working}."
    return _computed(text, working, [needed, *facts])


def _per_unit(reading: Reading, items: list[str], per: re.Match[str]) -> Draft | None:
    """A fee or a credit for each day, week, month, hour or CEU, one line for each item."""
    drafts = [_rate(reading, item_id, (per["unit"] or RATES[per["rate"].lower()]).lower()) for item_id in items]
    known = [draft for draft in drafts if draft is not None]
    if not known or len(known) < len(drafts):
        return None
    return replace(known[0], pieces=tuple(piece for draft in known for piece in draft.pieces))


def _rate(reading: Reading, item_id: str, unit: str) -> Draft | None:
    field = _field(reading)
    wanted = "ceus" if field is not None and field.name in {"ceus", "other_credit"} and unit not in {"ceu", "credit"} else "fee_usd"
    whole = _known(reading, item_id, wanted)
    if unit in {"ceu", "credit"}:
        base = _known(reading, item_id, "ceus") or _known(reading, item_id, "other_credit")
    else:
        base = _known(reading, item_id, "length", unit)
    if whole is None or base is None or field is None or field.name == "length" or _amount(base).low == 0:
        return None
    total, count = _amount(whole), _amount(base)
    each = total.per(count)
    if total.low == total.high:
        working = f"{total.written(wanted)} ÷ {count.written('')} = {each.written(wanted)}"
    else:
        working = f"{number(total.low, wanted)} ÷ {number(count.high, '')} = {number(each.low, wanted)} and {number(total.high, wanted)} ÷ {number(count.low, '')} = {number(each.high, wanted)}"
    label = {"ceu": "CEU", "credit": "unit of credit"}.get(unit, unit)
    verb, things = ("costs", "") if wanted == "fee_usd" else ("gives", " CEUs")
    text = f"{_upper(reading.catalog.called(item_id))} {verb} {each.written(wanted)}{things} per {label}: {working}."
    return _computed(text, working, [whole, base])


def _budget(reading: Reading, item_id: str) -> Draft | None:
    """Whether a sum that the person names covers the fee."""
    budget = budget_of(reading.question.text)
    fee = _known(reading, item_id, "fee_usd")
    if budget is None or fee is None or not BUDGET.search(reading.question.text):
        return None
    amount = _amount(fee)
    name = reading.catalog.called(item_id)
    have = number(budget, "fee_usd")
    low, high = (number(abs(budget - end), "fee_usd") for end in (amount.low, amount.high))
    costs = f"{_upper(name)} costs {amount.written('fee_usd')}"
    working = f"{have} − {number(amount.high, 'fee_usd')} = {high}"
    if budget >= amount.high:
        least = "" if amount.low == amount.high else "at least "
        return _computed(f"Yes. {costs}, and {have} covers that, with {least}{high} left: {working}.", working, [fee])
    missing = f"{number(amount.low, 'fee_usd')} − {have} = {low}"
    if budget < amount.low:
        least = "" if amount.low == amount.high else "at least "
        return _computed(f"No. {costs}, {least}{low} more than {have}: {missing}.", missing, [fee])
    return _computed(
        f"It depends on the choice: {name} costs {amount.written('fee_usd')}, so of {have} at most {low} is left, and at most {high} is missing.",
        f"{have} − {number(amount.low, 'fee_usd')} = {low}; {number(amount.high, 'fee_usd')} − {have} = {high}",
        [fee],
    )


def _hours(reading: Reading, item_id: str) -> Draft | None:
    """Hours in all, from hours per week or day and the weeks or days."""
    for unit in ("week", "day"):
        each, length = _known(reading, item_id, "weekly_hours", f"hours per {unit}"), _known(reading, item_id, "length", unit)
        if each is not None and length is not None:
            total = _amount(each).times(_amount(length))
            working = f"{units(_amount(length), unit + 's')} × {_amount(each).written('')} hours = {total.written('')} hours"
            return _computed(f"{_upper(reading.catalog.called(item_id))} takes {total.written('')} hours in all: {working}.", working, [length, each])
    return None


def _times(reading: Reading, item_id: str, people: str) -> Draft | None:
    fee = _known(reading, item_id, "fee_usd")
    word = people.split()[0].lower()
    count = Decimal(NUMBER_WORDS.get(word, word)) if (word.isdigit() or word in NUMBER_WORDS) else None
    if fee is None or count is None:
        return None
    total = _amount(fee).times(Amount(count, count))
    working = f"{number(count, '')} × {_amount(fee).written('fee_usd')} = {total.written('fee_usd')}"
    return _computed(f"{_upper(reading.catalog.called(item_id))} costs {total.written('fee_usd')} for {people.split()[0].lower()}: {working}.", working, [fee])


def _apart(reading: Reading, item_id: str) -> Draft | None:
    """Between the two figures that the catalog gives of one item for two runs."""
    field = _field(reading)
    facts = [fact for fact in reading.catalog.of(item_id, field.name) if amount_of(fact) is not None and reading.may_cite(fact.document_id)] if field else []
    if field is None or len(facts) != 2 or facts[0].unit != facts[1].unit:
        return None
    small, large = sorted(facts, key=lambda fact: _amount(fact).low)
    gap = _amount(large) - _amount(small)
    unit = "" if field.name == "fee_usd" else f" {large.unit or ''}".rstrip()
    working = f"{_amount(large).written(field.name)} − {_amount(small).written(field.name)} = {gap.written(field.name)}"
    noted = f" ({large.note} against {small.note})" if large.note and small.note else ""
    return _computed(f"The difference is {gap.written(field.name)}{unit}{noted}: {working}.", working, [large, small])


def _counted(reading: Reading, items: list[str]) -> Draft | None:
    """How many the catalog names: instructors, tools, topics of one item."""
    for field in (one for one in reading.asked if one.name in NAMED and len(items) == 1):
        facts = [
            fact
            for fact in reading.catalog.of(items[0], field.name)
            if isinstance(fact.value, tuple) and amount_of(fact) is None and reading.may_cite(fact.document_id)
        ]
        if len(facts) == 1:
            count, place = len(facts[0].value), (span_of(facts[0]),)
            lead = Piece(f"{count} are named:", place, how=f"computed: counted {count}", layout="lead")
            return Draft("answered", (lead, *(Piece(str(name), place, how="composed", layout="item") for name in facts[0].value)), SURE, "computed")
    return None


def _spread(reading: Reading, item_id: str) -> Draft | None:
    """Between the two ends of a range."""
    field = _field(reading)
    fact = _known(reading, item_id, field.name) if field else None
    if field is None or fact is None or _amount(fact).low == _amount(fact).high:
        return None
    amount = _amount(fact)
    gap = amount.high - amount.low
    unit = "" if field.name == "fee_usd" else f" {fact.unit}"
    working = f"{number(amount.high, field.name)} − {number(amount.low, field.name)} = {number(gap, field.name)}"
    return _computed(f"Lowest and highest lie {number(gap, field.name)}{unit} apart: {working}{unit}.", working, [fact])


def _facts_of_all(reading: Reading, items: list[str], field: Field) -> tuple[list[Fact], list[str]]:
    """Known facts in one unit, and the names of items without one."""
    facts, unknown = [], []
    for item_id in items:
        fact = _known(reading, item_id, field.name)
        if fact is None and field.name == "ceus":
            fact = _known(reading, item_id, "other_credit")
        if fact is None:
            unknown.append(reading.catalog.called(item_id))
        else:
            facts.append(fact)
    return facts, unknown


def _sum(reading: Reading, items: list[str], field: Field) -> Draft | None:
    facts, unknown = _facts_of_all(reading, items, field)
    if len(facts) < 2 or len({fact.unit for fact in facts}) > 1:
        return None
    total = sum((_amount(fact) for fact in facts[1:]), _amount(facts[0]))
    unit = "" if field.name == "fee_usd" else f" {field.label}" if field.name in {"ceus"} else f" {facts[0].unit or ''}".rstrip()
    working = " + ".join(_amount(fact).written(field.name) for fact in facts) + f" = {total.written(field.name)}"
    names = _listed([_upper(reading.catalog.called(fact.item_id)) for fact in facts])
    verb = {"fee_usd": "cost", "length": "take"}.get(field.name, "give")
    pieces = _computed(f"{names} {verb} {total.written(field.name)}{unit} together: {working}.", working, facts).pieces
    if unknown:
        pieces += (Piece(f"The documents give no {field.label} for {_listed(unknown)}.", states=False),)
    return Draft("partial" if unknown else "answered", pieces, SURE, "computed")


def _difference(reading: Reading, items: list[str], field: Field) -> Draft | None:
    facts, _ = _facts_of_all(reading, items, field)
    if len(facts) != 2 or facts[0].unit != facts[1].unit:
        return None
    large, small = sorted(facts, key=lambda fact: _amount(fact).high, reverse=True)
    pieces = []
    others = (
        [fact for fact in reading.catalog.of(small.item_id, field.name) if amount_of(fact) is not None]
        if len(reading.catalog.of(small.item_id, field.name)) > 1
        else [small]
    )
    for other in others:
        gap = _amount(large) - _amount(other)
        unit = "" if field.name == "fee_usd" else f" {large.unit or ''}".rstrip()
        working = f"{_amount(large).written(field.name)} − {_amount(other).written(field.name)} = {gap.written(field.name)}"
        word = {"fee_usd": "costs", "length": "takes"}.get(field.name, "gives")
        noted = f" ({other.note})" if other.note and len(others) > 1 else ""
        text = f"{_upper(reading.catalog.called(large.item_id))} {word} {gap.written(field.name)}{unit} more than {reading.catalog.called(small.item_id)}{noted}: {working}."
        pieces.extend(_computed(text, working, [large, other]).pieces)
    return Draft("answered", tuple(pieces), SURE, "computed")


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
