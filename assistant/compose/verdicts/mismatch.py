"""Whether a sentence gives another number than a question: of the same unit, of the same things, beyond a limit, or another sum."""

from __future__ import annotations

import re
from decimal import Decimal

from ...amounts import bare_sums, sums_said
from ...check import NUMBER_WORDS, numbers_in
from ...dates import DAY
from ...evidence import token_set
from ...understand.forms import asking
from ...understand.question import GENERIC
from .claimed import asks_whether_enough, claim_met, names_an_amount, tells_a_grade, tells_what_one_has
from .registering import signs_up

UNITS = r"(days?|weeks?|months?|years?|hours?|ceus?|courses?|electives?|units?|percent|%|usd|dollars?|modules?|exams?)"
NUMERAL = r"(\d[\d,.]*|\b(?:" + "|".join(NUMBER_WORDS) + r")\b)"
QUANTITY = re.compile(rf"{NUMERAL}[\s-]+(?:(?!to\b|or\b|and\b|of\b)[a-z-]+\s+)?{UNITS}\b", re.I)
COUNTS = re.compile(rf"{NUMERAL}(?P<more>\s+or more)?(?:\s+of(?: the| these| those| its)?)?(?=[\s-]+(?P<things>[a-z-]+(?:\s+[a-z-]+){{0,2}}))", re.I)
ONE_OF = re.compile(r"one\s+of\b", re.I)  # counts nothing
RANGE = re.compile(r"(?<![\w.,$])(\d+(?:\.\d+)?)\s*(?:to|–|-)\s*$", re.I)
AT_MOST = re.compile(r"\b(?:up to|at most|no more than|not more than|a maximum of|maximum|within|limited to)\W+$", re.I)
AT_LEAST = re.compile(r"\b(?:at least|no (?:less|fewer) than|a minimum of|minimum|more than|from)\W+$", re.I)
MORE_THAN = re.compile(r"\b(?:longer|more|over|above|exceeds?|exceeding|beyond|greater|higher)\s+(?:than\s+)?$", re.I)
LESS_THAN = re.compile(r"\b(?:shorter|less|fewer|under|below|lower|quicker)\s+(?:than\s+)?$", re.I)
LIMITS = re.compile(f"(?:{MORE_THAN.pattern})|(?:{LESS_THAN.pattern})", re.I)
TIMES = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0}  # hours
STRETCHED = re.compile(r"\b(?:over|across|in|within|for|take|takes|spread|last|after|up to)\s+(?:as (?:long|much) as |about |some )?$", re.I)
OF_MONEY = re.compile(r"\b(?:still|costs?|is it|prices?|fees?|pay|paid|comes? in|come to|tuition|charged?|set .{1,12} back)\b", re.I)


def number_mismatch(asked: str, text: str) -> bool | None:
    """Whether the evidence gives another number for the unit asked about; None where no unit is shared."""
    if (met := claim_met(asked, text)) is not None:
        return not met
    for found in QUANTITY.finditer(asked):
        wanted, singular = numbers_in(found[1]), found[2].lower().rstrip("s")
        given = [match for match in QUANTITY.finditer(text) if match[2].lower().rstrip("s") == singular and numbers_in(match[1])]
        if wanted and given:
            return not any(_meets(wanted, match, text, asked[: found.start()]) for match in given)
    if (beyond := beyond_limit(asked, text)) is not None:
        return beyond
    for number, things in _numbered(asked):
        given = [(match, other) for match, other in _numbered(text) if things & other]
        if given:
            return not any(_meets(numbers_in(number[1]), match, text, or_more=bool(number["more"])) for match, _ in given)
    wanted_sums, given_sums = sums_said(asked) or bare_sums(asked), [value for value, _ in sums_said(text)]
    if wanted_sums and given_sums and (OF_MONEY.search(asked) or any(LIMITS.search(asked[:at]) for _, at in sums_said(asked))):
        return _other_sums(wanted_sums, given_sums, asked)
    return None


def asking_of_amounts(text: str) -> str:
    """The sentence that asks; the whole text where that asks whether what was said before is enough, or where a grade is told before.

    >>> asking_of_amounts("I have ten hours a week. Is that enough?")
    'I have ten hours a week. Is that enough?'
    """
    asked = asking(text)
    if signs_up(asked) and not DAY.search(asked) and DAY.search(text):
        return text
    return text if (asks_whether_enough(asked) or tells_what_one_has(text) or tells_a_grade(text)) and not names_an_amount(asked) else asked


def _meets(wanted: set[str], given: re.Match[str], text: str, asked: str = "", or_more: bool = False) -> bool:
    """Whether a number is the one that a sentence gives, or within the limit that either sets; `asked`: what stands before it in the question; `or_more`: that number or more is asked about."""
    before = text[: given.start()]
    values = {float(value) for value in numbers_in(given[1])}
    if or_more:
        return max(values) >= min(map(float, wanted))
    if MORE_THAN.search(asked):
        return min(values) > max(map(float, wanted))
    if LESS_THAN.search(asked):
        return max(values) < min(map(float, wanted))
    if AT_MOST.search(before):
        return any(float(value) <= max(values) for value in wanted)
    if AT_LEAST.search(before):
        return any(float(value) >= min(values) for value in wanted)
    if low := RANGE.search(before):
        return any(float(low[1]) <= float(value) <= max(values) for value in wanted)  # "7 hours": "6 to 8 hours"
    return bool(wanted & numbers_in(given[1]))


def _numbered(text: str) -> list[tuple[re.Match[str], frozenset[str]]]:
    """Numbers of a text, each with what it counts: the telling words of the three after it."""
    return [(match, token_set(match["things"]) - GENERIC) for match in COUNTS.finditer(text) if numbers_in(match[1]) and not ONE_OF.match(match[0])]


def beyond_limit(asked: str, text: str) -> bool | None:
    """Whether a time in the question is longer than the longest that a text allows, in another unit ("over four years?": "within 36 months")."""
    times = [
        (max(map(float, numbers_in(match[1]))) * TIMES[unit], match) for match in QUANTITY.finditer(asked) if (unit := _unit_of(match)) and numbers_in(match[1])
    ]
    limits = [
        min(map(float, numbers_in(match[1]))) * TIMES[unit]
        for match in QUANTITY.finditer(text)
        if (unit := _unit_of(match)) and numbers_in(match[1]) and AT_MOST.search(text[: match.start()])
    ]
    times = [(time, match) for time, match in times if STRETCHED.search(asked[: match.start()])]
    return times[0][0] > limits[0] if len(times) == len(limits) == 1 else None


def _unit_of(match: re.Match[str]) -> str:
    unit = match[2].lower().rstrip("s")
    return unit if unit in TIMES else ""


def _other_sums(wanted: list[tuple[Decimal, int]], given: list[Decimal], asked: str) -> bool | None:
    """Whether the sums that are given differ from the one asked about, or do not keep to the limit that it is; None where they lie on both sides of it."""
    for value, at in wanted:
        for limit, holds in ((MORE_THAN, [one > value for one in given]), (LESS_THAN, [one < value for one in given])):
            if limit.search(asked[:at]):
                return None if len(set(holds)) > 1 else not holds[0]
    return not {value for value, _ in wanted} & set(given)
