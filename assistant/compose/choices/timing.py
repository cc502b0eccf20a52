"""Conditions on when a course starts and how many hours a week it takes: "a run starting in November 2024", "at most six hours a week"."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from corpus import Fact

from ...amounts import amount_of
from ...check import NUMBER_WORDS
from ...dates import MONTHS, SHORT_MONTHS, month_of

Test = tuple[str, Callable[[Fact], bool]]  # field, whether a fact of it meets the condition

COUNT = rf"\d+|{'|'.join(NUMBER_WORDS)}"
HOURS = re.compile(
    rf"(?P<how>\b(?:under|less than|fewer than|at most|up to|no more than|not more than|max(?:imum)?|only|just|spare|have|free)\b[^.;?]{{0,15}}?)?\b(?P<count>{COUNT}) (?:hours?|hrs) (?:per|a|each|every) week(?P<after>[^.;?]{{0,15}}\b(?:at (?:the )?(?:very )?most|max(?:imum)?|tops|or less|or fewer)\b)?",
    re.I,
)
STARTING = re.compile(
    rf"\b(?:start(?:s|ing)?|begin(?:s|ning)?|kick(?:s|ing)? off|runs?(?: starting)?|held|given)\b[^.;?]{{0,25}}?\b(?:in|during) (?P<month>{'|'.join(MONTHS)}|{'|'.join(SHORT_MONTHS)})\b\.?(?: (?P<year>(?:19|20)\d\d))?",
    re.I,
)
ISO = re.compile(r"(?P<until>\bto )?\b(?P<year>\d{4})-(?P<month>\d\d)-\d\d")


def timing_tests(text: str) -> list[Test]:
    """What a text demands of the weekly hours and the start of a course.

    >>> [field for field, _ in timing_tests("at most six hours a week, starting in May")]
    ['weekly_hours', 'dates']
    """
    found: list[Test] = []
    if (hours := HOURS.search(text)) and (hours["how"] or hours["after"]):
        most = Decimal(NUMBER_WORDS.get(hours["count"].lower(), hours["count"]))
        found.append(("weekly_hours", lambda fact: _within(fact, most)))
    if start := STARTING.search(text):
        month, year = month_of(start["month"]), start["year"]
        found.append(("dates", lambda fact: _starts(fact, month, year)))
    return found


def _within(fact: Fact, most: Decimal) -> bool:
    amount = amount_of(fact)
    return amount is not None and "per week" in (fact.unit or "hours per week") and amount.high <= most


def _starts(fact: Fact, month: int, year: str | None) -> bool:
    """Whether a run of it starts in a month; the second of two dates with "to" between is an end."""
    return any(
        int(date["month"]) == month and year in (None, date["year"])
        for date in ISO.finditer(str(fact.value).split("registration")[0])
        if not date["until"] or str(fact.value).startswith("runs from")
    )
