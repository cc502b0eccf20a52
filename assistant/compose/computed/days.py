"""Compute the days of a certificate: what is left after some courses, how many courses of a length make it up."""

from __future__ import annotations

import re
from decimal import Decimal
from math import ceil

from corpus import Item

from ...amounts import Amount, number, units
from ...catalog import span_of
from ...check import NUMBER_WORDS
from ...draft import Draft, Piece
from ...reading import Reading, span_of_sentence
from ..choices.mentioned import by_a_word, mentioned
from .known import SURE, amount_in, computed, known, listed, upper
from .stated import quantities

LEFT = re.compile(
    r"\b(?:left|remain(?:s|ing)?|missing|still (?:need|have|owe)|short of|short(?=\W*$|[,.?;])|too few|to go|lack(?:ing)?|more days|(?:still|yet) open|outstanding)\b",
    re.I,
)
FINISH = re.compile(r"\b(?:finish|enough|suffice|reach|complete|get there|(?<!can.t )(?<!cannot )make it|qualify)\b", re.I)
HOW_MANY_DAYS = re.compile(r"\bhow many (?:of (?:the|my) )?(?:[a-z]+ )?days\b", re.I)
DAY = re.compile(r"\bdays?\b", re.I)
FOR_ELECTIVES = re.compile(
    r"\b(?:left|remain\w*|over|fill|filled)\b[^.?!]{0,20}\b(?:for|with|to) (?:the |my )?electives?\b|\belective days\b|\belectives (?:cost|come to|amount)\b|\bfor electives\b",
    re.I,
)
GOAL = re.compile(r"\b(?:days?|certificates?|certification|credential|requirements?|electives?|programs?|programmes?|needed)\b", re.I)
ONE_LASTS = re.compile(r"\b(?:each|(?:single )?(?:short )?(?:courses?|programs?|programmes?|modules?))\b", re.I)
LOOKED_AT = 15  # sentences, the likeliest
COUNT = rf"\d+|{'|'.join(NUMBER_WORDS)}"
A_YEAR = r"(?:each|every|per|a) (?:single )?(?:year|summer|winter|spring|autumn)"
YEARLY = re.compile(
    rf"\b(?P<count>{COUNT}) (?:[a-z-]+ ){{0,3}}?days?\b[^.?!;:]{{0,25}}?\b{A_YEAR}\b|\b{A_YEAR}\b[^.?!;:,\d]{{0,25}}?\b(?P<then>{COUNT}) (?:[a-z-]+ ){{0,3}}?days?\b",
    re.I,
)
SUM = r"(?:\$\s?{0}|{1} (?:dollars|usd|bucks)\b)"
A_DAY = re.compile(
    rf"{SUM.format('(?P<sign>[0-9][0-9,]*)', '(?P<word>[0-9][0-9,]*)')} ?(?:a|per|each|every|for (?:each|every)) (?:\w+ )?day\b|"
    rf"\b(?:each|every|per|a|all)(?: \w+)? days?\b[^.?!]{{0,80}}?\b(?:at|for|costs?|is|was|were) {SUM.format('(?P<sign_after>[0-9][0-9,]*)', '(?P<word_after>[0-9][0-9,]*)')}",
    re.I,
)  # what a person says that one day costs
EACH_OF = re.compile(
    rf"\b(?P<days>\d+|{'|'.join(NUMBER_WORDS)})[- ]day (?:ones?|(?:short )?(?:courses?|programs?|programmes?|modules?|classes))\b|\b(?:courses?|programs?|programmes?|modules?) of (?P<long>\d+|{'|'.join(NUMBER_WORDS)}) days\b",
    re.I,
)


def _certificate(reading: Reading, items: list[str]) -> Item | None:
    """The certificate with a known number of days that is named, else the first one."""
    goals = [item for item in reading.catalog.offerings() if item.kind == "certificate" and known(reading, item.id, "length", "day")]
    return next((item for item in goals if item.id in items), goals[0] if goals else None)


def made_of(reading: Reading, items: list[str], each: str) -> Draft | None:
    """How many courses of so many days a certificate takes, where they come out even."""
    goal = _certificate(reading, items)
    days = int(NUMBER_WORDS.get(each.lower(), each))
    if goal is None or days < 1 or not (goal.id in items or GOAL.search(EACH_OF.sub(" ", reading.question.text))):
        return None
    needed = known(reading, goal.id, "length", "day")
    assert needed is not None
    count, left = divmod(target := int(amount_in(needed).low), days)
    if left:
        return None
    working = f"{target} ÷ {days} = {count}"
    text = f"{upper(reading.catalog.called(goal.id))} asks for at least {target} days, so it takes {count} of {days} days each: {working}."
    return computed(text, working, [needed])


def fewest(reading: Reading, items: list[str]) -> Draft | None:
    """How few courses of the longest kind reach the days of a certificate, where a sentence says how long one of them lasts ("2 to 5 days each")."""
    goal = _certificate(reading, items)
    if goal is None or not (goal.id in items or reading.question.numbers):
        return None
    needed = known(reading, goal.id, "length", "day")
    assert needed is not None
    for evidence in reading.weighed[:LOOKED_AT]:
        ranges = [amount for amount, unit in quantities(evidence.sentence.text) if unit == "day" and amount.low < amount.high]
        if len(ranges) == 1 and ONE_LASTS.search(evidence.sentence.text):
            target, longest = amount_in(needed).low, ranges[0].high
            exact, count = target / longest, Decimal(ceil(target / longest))
            working = f"{number(target, '')} ÷ {number(longest, '')} = {number(exact, '')}" + ("" if exact == count else f", rounded up {number(count, '')}")
            text = f"At {number(longest, '')} days each, the longest there are, {number(count, '')} of them reach the {number(target, '')} days: {working}."
            spans = (span_of(needed), span_of_sentence(evidence.sentence))
            return Draft("answered", (Piece(text, spans, how=f"computed: {working}"),), SURE, "computed")
    return None


def days_left(reading: Reading, items: list[str]) -> Draft | None:
    """Days that a certificate still asks for after some of its courses."""
    catalog = reading.catalog
    goal = _certificate(reading, items)
    taken = [item_id for item_id in items if goal is None or item_id != goal.id]
    if not taken:  # "she did both core courses and the vision elective. How many days is she short of 16?"
        taken = [item_id for item_id in mentioned(reading, reading.lead or reading.said) if goal is None or item_id != goal.id]
    taken += [item_id for item_id in by_a_word(reading, [*items, *taken]) if known(reading, item_id, "length", "day")]
    if FOR_ELECTIVES.search(reading.question.text):
        taken = [item_id for item_id in taken if not any(fact.value == "elective" for fact in catalog.of(item_id, "role"))] or [
            item.id for item in catalog.offerings() if any(fact.value == "core" for fact in catalog.of(item.id, "role"))
        ]
    lengths = [known(reading, item_id, "length", "day") for item_id in taken]
    if goal is None or not taken or any(fact is None for fact in lengths):
        return None
    needed = known(reading, goal.id, "length", "day")
    assert needed is not None
    facts = [fact for fact in lengths if fact is not None]
    total = sum((amount_in(fact).low for fact in facts), Decimal(0))
    target = amount_in(needed).low
    parts = " + ".join(number(amount_in(fact).low, "") for fact in facts)
    working = (
        f"{number(target, '')} − ({parts}) = {number(target - total, '')}"
        if len(facts) > 1
        else f"{number(target, '')} − {parts} = {number(target - total, '')}"
    )
    names = listed([reading.catalog.called(item_id) for item_id in taken])
    if target <= total:
        lead = "Yes. " if FINISH.search(reading.question.text) else ""
        text = f"{lead}{names} give {number(total, '')} days, and {reading.catalog.called(goal.id)} asks for at least {number(target, '')}: {parts} = {number(total, '')}."
        return computed(text, f"{parts} = {number(total, '')}", [needed, *facts])
    verb = "give" if len(facts) > 1 else "gives"
    if FINISH.search(reading.question.text) and not LEFT.search(reading.question.text):
        added = f" ({parts} = {number(total, '')})" if len(facts) > 1 else ""
        text = f"No. {names} {verb} {number(total, '')} days{added}, {number(target - total, '')} short of the {number(target, '')} days that {reading.catalog.called(goal.id)} asks for."
        return computed(text, f"{parts} = {number(total, '')}; {working}" if len(facts) > 1 else working, [*facts, needed])
    text = f"{units(Amount(target - total, target - total), 'days').capitalize()} are left for {reading.catalog.called(goal.id)} after {names}: {working}."
    if price := A_DAY.search(reading.question.text):
        each = Decimal(next(value for value in price.groups() if value).replace(",", ""))
        cost = number((target - total) * each, "fee_usd")
        working = f"{working}; {number(target - total, '')} × {number(each, 'fee_usd')} = {cost}"
        text = f"The {units(Amount(target - total, target - total), 'days')} that are left for {reading.catalog.called(goal.id)} after {names} cost {cost} at {number(each, 'fee_usd')} each: {working}."
    return computed(text, working, [needed, *facts])


def yearly_days(reading: Reading, items: list[str]) -> Draft | None:
    """What so many days a year come to in the time that a certificate allows, and how many of its days they lack."""
    asked = reading.lead or reading.question.text
    yearly, goal = YEARLY.search(asked), _certificate(reading, items)
    if yearly is None or goal is None or set(items) - {goal.id} or not (LEFT.search(asked) or FINISH.search(asked) or HOW_MANY_DAYS.search(asked)):
        return None
    needed = known(reading, goal.id, "length", "day")
    assert needed is not None
    windows = [amount.high for amount, unit in quantities(reading.text_of(needed)) if unit == "month"]
    count = Decimal(NUMBER_WORDS.get((yearly["count"] or yearly["then"]).lower(), yearly["count"] or yearly["then"]))
    if len(windows) != 1 or windows[0] % 12:
        return None
    years, target = windows[0] / 12, amount_in(needed).low
    total = years * count
    working = f"{number(windows[0], '')} ÷ 12 = {number(years, '')}; {number(years, '')} × {number(count, '')} = {number(total, '')}"
    lead = f"In {number(windows[0], '')} months that makes {units(Amount(total, total), 'days')}"
    asks_for = f"the {number(target, '')} days that {reading.catalog.called(goal.id)} asks for"
    if total >= target:
        return computed(f"{'Yes. ' if reading.question.form == 'yes_no' else ''}{lead}, enough for {asks_for}: {working}.", working, [needed])
    working += f"; {number(target, '')} − {number(total, '')} = {number(target - total, '')}"
    short = units(Amount(target - total, target - total), "days")
    return computed(f"{'No. ' if reading.question.form == 'yes_no' else ''}{lead}, {short} short of {asks_for}: {working}.", working, [needed])


def share_of_days(reading: Reading, items: list[str]) -> Draft | None:
    """What share of the days of a certificate some of its courses make up, in per cent."""
    goal = _certificate(reading, items)
    taken = [item_id for item_id in items if goal is None or item_id != goal.id]
    needed = known(reading, goal.id, "length", "day") if goal is not None else None
    facts = [fact for item_id in taken if (fact := known(reading, item_id, "length", "day"))]
    if goal is None or needed is None or not facts or len(facts) < len(taken) or not (goal.id in items or DAY.search(reading.question.text)):
        return None
    total, target = sum((amount_in(fact).low for fact in facts), Decimal(0)), amount_in(needed).low
    if total >= target:
        return None
    exact = total / target * 100
    percent = exact.quantize(Decimal("0.1"))
    about = "" if percent == exact else "about "
    added = " + ".join(number(amount_in(fact).low, "") for fact in facts)
    working = (f"{added} = {number(total, '')}; " if len(facts) > 1 else "") + f"{number(total, '')} ÷ {number(target, '')} × 100 = {number(percent, '')}"
    names = listed([reading.catalog.called(item_id) for item_id in taken])
    verb = "make" if len(facts) > 1 else "makes"
    text = f"{upper(names)} {verb} up {about}{number(percent, '')} per cent of the {number(target, '')} days of {reading.catalog.called(goal.id)}: {working}."
    return computed(text, working, [*facts, needed])
