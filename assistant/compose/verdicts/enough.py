"""Yes or No to whether a time is enough for a course, or for several together, or whether one more attempt is allowed, from the catalog."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from ...amounts import Amount, units
from ...draft import Draft
from ...reading import Reading
from ...understand.forms import ASKING_WORD, asking, asks_yes_no
from ..computed.known import SURE, amount_in, computed, known, listed
from ..computed.stated import DAYS, quantities
from ..wording import told_fact
from .attempts import asks_for_an_attempt
from .claimed import asks_whether_enough, claim_met, names_an_amount
from .mismatch import asking_of_amounts, beyond_limit
from .polarity import asks_negative, without_names
from .registering import open_on, signs_up
from .yes_no import spoken

TOGETHER = re.compile(r"\b(?:both|all|the two|the three|together|one after the other|back to back)\b", re.I)
MEASURED = frozenset({"length", "weekly_hours", "ceus"})  # fields of which there may be enough
WHOLES = frozenset({"certificate", "program"})  # what courses are parts of


def compose_enough(reading: Reading) -> Draft | None:
    """None where neither is asked, or where the catalog does not tell."""
    text = reading.question.text
    if not (asks_yes_no(text) or (text.rstrip().endswith("?") and asks_whether_enough(asking(text)))) or ASKING_WORD.search(asking(text)):
        return None
    if asks_for_an_attempt(text):
        return _of_one(reading, reading.question.text, None)
    if TOGETHER.search(text) and asks_whether_enough(text) and (draft := _together(reading)):
        return draft
    claim = _claim(reading)
    if signs_up(claim) and (draft := _of_one(reading, claim, None, open_on)):
        return draft
    if asks_whether_enough(asking(text)) or asks_whether_enough(claim):
        return _of_one(reading, claim, MEASURED)
    return _of_one(reading, claim, None, _within_limit)


def _within_limit(claim: str, text: str) -> bool | None:
    """Whether the time over which something is stretched is within the longest that a text allows."""
    beyond = beyond_limit(claim, text)
    return None if beyond is None else not beyond


def _claim(reading: Reading) -> str:
    """The text that names what is asked to be enough: what asks, or the whole of a long message of which only that is read."""
    claim = asking_of_amounts(reading.question.text)
    return claim if names_an_amount(claim) or not reading.lead else reading.catalog.masked(reading.lead, "it")


def _of_one(reading: Reading, claim: str, fields: frozenset[str] | None, met_by: Callable[[str, str], bool | None] = claim_met) -> Draft | None:
    """Whether the one item that is named allows so many attempts or so long, or whether so much is enough for it; `fields`: those looked at, None for all."""
    if len(reading.items) != 1:
        return None
    facts = [
        fact
        for (item_id, field), found in reading.catalog.facts.items()
        if item_id == reading.items[0] and (fields is None or field in fields)
        for fact in found
        if reading.may_cite(fact.document_id)
    ]
    told = [(fact, met) for fact in facts if (met := met_by(claim, reading.text_of(fact))) is not None]
    if len({met for _, met in told}) != 1:
        return None
    fact, met = told[0]
    return Draft(
        "answered",
        spoken((told_fact(reading, fact),), met != asks_negative(without_names(reading, reading.question.text))),
        SURE,
        "yes_no",
    )


def _together(reading: Reading) -> Draft | None:
    """Whether a time that a question names covers the courses that it names, one after the other."""
    times = quantities(reading.question.text)
    parts = [item_id for item_id in reading.items if reading.catalog.items[item_id].kind not in WHOLES]
    facts = [fact for item_id in parts if (fact := known(reading, item_id, "length"))]
    spans = {fact.unit for fact in facts}
    if len(times) != 1 or len(parts) < 2 or len(facts) < len(parts) or len(spans) != 1 or times[0][1] not in DAYS:
        return None
    unit = spans.pop() or ""
    amounts = [amount_in(fact) for fact in facts]
    total = sum(amounts[1:], amounts[0])
    scale = Decimal(DAYS.get(unit.removesuffix("s"), 0)) / DAYS[times[0][1]]
    needed, given = total.times(Amount(scale, scale)), times[0][0].low
    if not scale or needed.low <= given < needed.high:
        return None
    names = listed([reading.catalog.called(item_id) for item_id in parts])
    working = f"{' + '.join(amount.written('') for amount in amounts)} = {total.written('')}"
    verdict = "Yes" if given >= needed.high else "No"
    return computed(f"{verdict}. {names[:1].upper()}{names[1:]} take {units(total, unit)} together: {working}.", working, facts)
