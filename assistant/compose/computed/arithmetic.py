"""Compute from catalog facts: sums, differences, prices per day, days left, hours in all.

Each number that enters is cited, and the working is shown. Nothing is computed that
lacks a known number: what is unknown is named.
"""

from __future__ import annotations

import re
from decimal import Decimal

from corpus import Fact
from index.tokens import stem

from ...amounts import Amount, amount_of, number, units
from ...catalog import STATEMENTS, span_of
from ...draft import Draft, Piece
from ...evidence import token_set
from ...reading import Reading
from ...understand.field_reader import asking_words, read_only
from ...understand.fields import Field, asked_fields
from ...understand.forms import FEWEST
from ...understand.lexicon import lexicon
from ...understand.profile import budget_of
from ..choices.mentioned import by_a_word, by_teacher, mentioned
from ..wording import told_fact
from .combined import SHARE, UNITS_OF_TIME
from .days import EACH_OF, FINISH, GOAL, LEFT, days_left, fewest, made_of, share_of_days, yearly_days
from .exchanged import exchanged
from .known import SURE, amount_in, computed, facts_of_all, field_of, known, listed, upper
from .needed import courses_needed, places_paid
from .people import FOR_EACH, US, count_of, people_sent, times
from .per_unit import PER, hours, per_unit
from .runs import HOW_OFTEN, days_between, runs
from .taken import taken_apart

SUM = re.compile(
    r"\b(?:sum|bill|invoice|back to back|one after (?:the other|another)|in a row|total|together|altogether|combined|in all|all told|between (?:us|the two of us|them)|jointly|the pair|add(?:s|ed)? up|both|plus|overall|all (?:two|three|four|five)|all of (?:them|these|those))\b",
    re.I,
)
DIFFERENCE = re.compile(
    r"\b(?:difference|by how (?:much|many)|how much (?:more|less|dearer|cheaper|longer|shorter)|how many (?:\w+ )?(?:more|fewer|longer|shorter)|gap|save|dearer|apart|lie between|differ|extra|on top|(?:went|go|gone|goes) up|r[oi]se|risen|increased?|hike[sd]?|jump(?:s|ed)?|climb(?:s|ed)?|grow[ns]?|grew)\b",
    re.I,
)
WIDTH = re.compile(r"\b(?:differ\w*|gap|spread|apart|between|from\b.*\bto|wide|how far)\b|\b(?:and|to) (?:the )?(?:\w+est|maximum|most)\b", re.I)  # of a range
ENDS = re.compile(r"\b(?:(?<!the )(?<!each )ends?|lowest|highest|shortest|longest|cheapest|dearest|minimum|maximum|range|spread)\b", re.I)
COUNT = re.compile(r"\b(?:how many|number of|count of|headcount)\b", re.I)
BUDGET = re.compile(
    r"\b(?:enough|afford|cover|covers|suffice|sufficient|budget|pay for|left(?: over)?|remains?|stays?|how far|short of|set aside|saved|spare|in the pot|change)\b",
    re.I,
)
HOURS_IN_ALL = re.compile(
    r"(?=.*\bhours?\b(?! (?:a|per|each|every|weekly) | (?:of|for) (?:\w+ )?(?!work\b|study\b|effort\b|learning\b)[a-z]{4,}s\b))"  # "hours of exams" are a part of it
    r".*\b(?:total|in sum|the sum|for the pair|min(?:imum)? (?:and|to) max(?:imum)?|all?[ -]?together|in all|overall|whole|entire|all told|all in|in the end|comes? to|adds? up|(?:from )?(?:the )?(?:start|beginning|first)(?: \w+)? (?:to|till|until|through) (?:the )?(?:end|finish|last))\b|"
    r"\bweeks (?:x|×|\*|times|multiplied by) (?:(?:the|its|weekly) )*hours\b",
    re.I | re.S,
)
THE_TWO = re.compile(r"\bthe (?:first|former|one)\b.*\bthe (?:second|latter|other)\b|\bthe (?:second|latter|other)\b.*\bthe (?:first|former|one)\b", re.I)
NAMED = frozenset({"instructors", "tools", "topics"})  # fields that list what can be counted


def compose_arithmetic(reading: Reading) -> Draft | None:
    """A computed reply; None where the question asks for no computation that the catalog allows."""
    text = reading.question.text
    if reading.question.form == "recommendation" or reading.question.kind == "reason":
        return None  # "five hours a week" is what a person has
    items = mentioned(reading)
    if len(items) < 2 and reading.lead and THE_TWO.search(text):
        items = mentioned(reading, reading.lead)  # "One asks for A, another for B. How much dearer is the first?"
    if COUNT.search(text) and (each := EACH_OF.search(text)) and (draft := made_of(reading, items, each["days"] or each["long"])):
        return draft
    if FEWEST.search(text) and (draft := fewest(reading, items)):
        return draft
    if draft := yearly_days(reading, items):
        return draft
    if (LEFT.search(text) or FINISH.search(text)) and GOAL.search(text) and (draft := days_left(reading, items)):
        return draft
    if len(items) == 1 and (draft := places_paid(reading, items[0])):
        return draft
    if items and (draft := courses_needed(reading, items)):
        return draft
    if SHARE.search(text) and (draft := share_of_days(reading, items)):
        return draft
    if len(items) == 1 and (draft := _budget(reading, items[0])):
        return draft
    if HOURS_IN_ALL.search(reading.catalog.masked(text, "the course")) and (draft := hours(reading, items or by_teacher(reading) or by_a_word(reading, []))):
        return draft
    if 1 <= len(items) <= 3 and (per := PER.search(text)) and (draft := per_unit(reading, items, per, apart=bool(DIFFERENCE.search(text)))):
        return draft
    if draft := exchanged(reading, items):
        return draft
    if len(items) >= 2 and (draft := taken_apart(reading, items)):
        return draft
    people = people_sent(reading)
    if len(items) == 1 and people and (reading.question.form != "yes_no" or reading.question.kind == "money"):
        return times(reading, items[0], people)
    if len(items) == 1 and ENDS.search(text) and WIDTH.search(text) and (draft := _spread(reading, items[0])):
        return draft
    if len(items) == 1 and DIFFERENCE.search(text) and (draft := _apart(reading, items[0])):
        return draft
    if COUNT.search(text) and (draft := _counted(reading, items)):
        return draft
    if draft := days_between(reading, items):
        return draft
    if len(items) == 1 and HOW_OFTEN.search(text) and (draft := runs(reading, items[0])):
        return draft
    if len(items) >= 2:
        field = field_of(reading)
        if DIFFERENCE.search(text) and field and len(items) == 2:
            return _difference(reading, items, field)
        if SUM.search(text) and field:
            return _sum(reading, items + [item_id for item_id in by_teacher(reading) if item_id not in items], field, people)
    return None


def _budget(reading: Reading, item_id: str) -> Draft | None:
    """Whether a sum that the person names covers the fee."""
    budget = budget_of(reading.question.text)
    fee = known(reading, item_id, "fee_usd")
    if budget is None or fee is None or not BUDGET.search(reading.question.text):
        return None
    amount = amount_in(fee)
    name = reading.catalog.called(item_id)
    have = number(budget, "fee_usd")
    low, high = (number(abs(budget - end), "fee_usd") for end in (amount.low, amount.high))
    costs = f"{upper(name)} costs {amount.written('fee_usd')}"
    working = f"{have} − {number(amount.high, 'fee_usd')} = {high}"
    if budget >= amount.high:
        least = "" if amount.low == amount.high else "at least "
        return computed(f"Yes. {costs}, and {have} covers that, with {least}{high} left: {working}.", working, [fee])
    missing = f"{number(amount.low, 'fee_usd')} − {have} = {low}"
    if budget < amount.low:
        least = "" if amount.low == amount.high else "at least "
        return computed(f"No. {costs}, {least}{low} more than {have}: {missing}.", missing, [fee])
    return computed(
        f"It depends on the choice: {name} costs {amount.written('fee_usd')}, so of {have} at most {low} is left, and at most {high} is missing.",
        f"{have} − {number(amount.low, 'fee_usd')} = {low}; {number(amount.high, 'fee_usd')} − {have} = {high}",
        [fee],
    )


def _apart(reading: Reading, item_id: str) -> Draft | None:
    """Between the two figures that the catalog gives of one item for two runs."""
    field = field_of(reading)
    facts = [fact for fact in reading.catalog.of(item_id, field.name) if amount_of(fact) is not None and reading.may_cite(fact.document_id)] if field else []
    if field is None or len(facts) != 2 or facts[0].unit != facts[1].unit:
        return None
    small, large = sorted(facts, key=lambda fact: amount_in(fact).low)
    gap = amount_in(large) - amount_in(small)
    unit = "" if field.name == "fee_usd" else f" {large.unit or ''}".rstrip()
    working = f"{amount_in(large).written(field.name)} − {amount_in(small).written(field.name)} = {gap.written(field.name)}"
    noted = f" ({large.note} against {small.note})" if large.note and small.note else ""
    return computed(f"The difference is {gap.written(field.name)}{unit}{noted}: {working}.", working, [large, small])


def _counted(reading: Reading, items: list[str]) -> Draft | None:
    """How many the catalog names: instructors, tools, topics of one item."""
    for field in (
        one for one in dict.fromkeys((*reading.asked, *asked_fields(reading.question.text))) if one.name in NAMED and len(items) == 1 and _counts(reading, one)
    ):
        facts = [
            fact
            for fact in reading.catalog.of(items[0], field.name)
            if isinstance(fact.value, tuple) and amount_of(fact) is None and reading.may_cite(fact.document_id)
        ]
        if len(facts) == 1:
            return _names_counted(facts[0])
    counted = set(reading.question.counted)
    told = [
        fact
        for item_id in items[:1] or reading.items[:1]
        for fact in reading.catalog.of(item_id, STATEMENTS)
        if isinstance(fact.value, tuple) and amount_of(fact) is None and _lists(reading, fact, counted) and reading.may_cite(fact.document_id)
    ]
    return _names_counted(told[0]) if counted and len(told) == 1 and not counted & UNITS_OF_TIME else None


def _lists(reading: Reading, fact: Fact, counted: set[str]) -> bool:
    """Whether a statement lists what a question counts: all its label says is asked, or its sentence has what is counted beside its label and what it lists."""
    label, told = token_set(fact.note or ""), token_set(reading.text_of(fact))
    values = token_set(" ".join(map(str, fact.value))) if isinstance(fact.value, tuple) else set()
    return counted <= told and (label <= set(reading.question.own) or not counted & (label | values))


def _names_counted(fact: Fact) -> Draft:
    """The number of names that a fact lists, and each of them."""
    values, place = fact.value if isinstance(fact.value, tuple) else (), (span_of(fact),)
    lead = Piece(f"{len(values)} are named:", place, how=f"computed: counted {len(values)}", layout="lead")
    return Draft("answered", (lead, *(Piece(str(name), place, how="composed", layout="item") for name in values)), SURE, "computed")


def _counts(reading: Reading, field: Field) -> bool:
    """Whether what a question counts may be what a field lists, and is not asked for by another field."""
    counted = set(reading.question.counted)
    others = set().union(*(asking_words(other, reading.question.text) for other in reading.asked if other is not field))
    listed_names = {stem(word) for word in lexicon()["counted_as"].get(field.name, ())}
    known_to = not read_only(field, reading.question.text) or bool(counted & listed_names)
    return known_to and not counted & ((others | UNITS_OF_TIME) - listed_names)


def _spread(reading: Reading, item_id: str) -> Draft | None:
    """Between the two ends of a range."""
    field = field_of(reading)
    fact = known(reading, item_id, field.name) if field else None
    if field is None or fact is None or amount_in(fact).low == amount_in(fact).high:
        return None
    amount = amount_in(fact)
    gap = amount.high - amount.low
    unit = "" if field.name == "fee_usd" else f" {fact.unit}"
    working = f"{number(amount.high, field.name)} − {number(amount.low, field.name)} = {number(gap, field.name)}"
    return computed(f"Lowest and highest lie {number(gap, field.name)}{unit} apart: {working}{unit}.", working, [fact])


def _sum(reading: Reading, items: list[str], field: Field, people: str) -> Draft | None:
    """What several items come to, for each of so many people where all of them take all; nothing where who takes which is told apart."""
    facts, unknown = facts_of_all(reading, items, field)
    count = Decimal(1) if re.fullmatch(US, people, re.I) else count_of(people)
    if len(facts) < 2 or len({fact.unit for fact in facts}) > 1 or (count > 1 and not FOR_EACH.search(reading.question.text)):
        return None
    free = [fact for fact in facts if field.name == "fee_usd" and amount_in(fact).high == 0]
    if free and len(facts) - len(free) < 2:
        return None if len(free) == len(facts) else Draft("answered", tuple(told_fact(reading, fact) for fact in facts), SURE, "computed")
    facts = [fact for fact in facts if fact not in free]
    total = sum((amount_in(fact) for fact in facts[1:]), amount_in(facts[0]))
    unit = "" if field.name == "fee_usd" else f" {field.label}" if field.name in {"ceus"} else f" {facts[0].unit or ''}".rstrip()
    working = " + ".join(amount_in(fact).written(field.name) for fact in facts) + f" = {total.written(field.name)}"
    names = upper(listed([reading.catalog.called(fact.item_id) for fact in facts]))
    verb = {"fee_usd": "cost", "length": "take"}.get(field.name, "give")
    if count > 1 and field.name == "fee_usd":
        whole = total.times(Amount(count, count)).written(field.name)
        working = f"{working}; {number(count, '')} × {total.written(field.name)} = {whole}"
        text = f"{names} {verb} {whole} together for {number(count, '')}: {working}."
    else:
        text = f"{names} {verb} {total.written(field.name)}{unit} together: {working}."
    pieces = computed(text, working, facts).pieces + tuple(told_fact(reading, fact) for fact in free)
    if unknown:
        pieces += (Piece(f"The documents give no {field.label} for {listed(unknown)}.", states=False),)
    return Draft("partial" if unknown else "answered", pieces, SURE, "computed")


def _difference(reading: Reading, items: list[str], field: Field) -> Draft | None:
    facts, _ = facts_of_all(reading, items, field)
    if len(facts) != 2 or facts[0].unit != facts[1].unit:
        return None
    large, small = sorted(facts, key=lambda fact: amount_in(fact).high, reverse=True)
    pieces = []
    others = (
        [fact for fact in reading.catalog.of(small.item_id, field.name) if amount_of(fact) is not None]
        if len(reading.catalog.of(small.item_id, field.name)) > 1
        else [small]
    )
    for other in others:
        gap = amount_in(large) - amount_in(other)
        unit = "" if field.name == "fee_usd" else units(gap, large.unit or "").removeprefix(gap.written("")).rstrip()
        working = f"{amount_in(large).written(field.name)} − {amount_in(other).written(field.name)} = {gap.written(field.name)}"
        word = {"fee_usd": "costs", "length": "takes"}.get(field.name, "gives")
        noted = f" ({other.note})" if other.note and len(others) > 1 else ""
        if gap.high == gap.low == 0:
            both = {"fee_usd": "cost", "length": "take"}.get(field.name, "give")
            text = f"There is no difference: {reading.catalog.called(large.item_id)} and {reading.catalog.called(small.item_id)} both {both} {amount_in(large).written(field.name)}{unit}."
            pieces.extend(computed(text, working, [large, other]).pieces)
            continue
        text = f"{upper(reading.catalog.called(large.item_id))} {word} {gap.written(field.name)}{unit} more than {reading.catalog.called(small.item_id)}{noted}: {working}."
        pieces.extend(computed(text, working, [large, other]).pieces)
    return Draft("answered", tuple(pieces), SURE, "computed")
