"""Compute with the dates of the catalog: how often a course starts, and the days between two of its dates, or between the starts of two courses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus import Fact

from ...catalog import span_of
from ...dates import MONTHS, written_day
from ...draft import Draft, Piece
from ...reading import Reading
from .known import SURE, computed, upper

NAMES = "|".join(name.capitalize() for name in MONTHS)
THINGS = r"(?:start(?:ing)? (?:dates|days)|runs|dates|starts|intakes)"
HOW_OFTEN = re.compile(rf"\b(?:how (?:often|many times)|(?:how many|number of|count of|count) (?:the )?(?:(?P<year>20\d\d) )?(?:[a-z]+ )?{THINGS})\b", re.I)
DATED = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{NAMES})(?: (?P<year>\d{{4}}))?")
SAME_MONTH = re.compile(rf"\b(?P<first>\d{{1,2}}) to \d{{1,2}} (?P<month>{NAMES})")
UNTIL = re.compile(rf"\s+(?:to|until) \d{{1,2}} (?:{NAMES})(?= \d{{4}})?")  # the end of a run, its year left to its start
HOW_LONG = re.compile(r"\bhow long\b|\bhow much time\b|\b(?:how many|number of|many) (?:[a-z]+ )?(?:days|weeks)\b|\b(?:days|weeks) (?:between|from)\b", re.I)
OPENING = r"(?:day one|day 1|kick-?off|opening day|first (?:day|class|session|lecture)|starts?|begins?|start of|beginning|class)"
REGISTERING = re.compile(rf"^(?=.*\b(?:regist|sign|enrol|deadline|cut-?off)\w*)(?=.*\b{OPENING}\b)", re.I | re.S)
FIRST_TO_LAST = re.compile(r"\b(?:first|earliest|opening)\b.*\b(?:last|final|latest|closing)\b", re.I | re.S)
OF_STARTS = re.compile(r"\b(?:starts?|runs?|intakes?|start(?:ing)? dates?)\b", re.I)
EARLIER = re.compile(r"\b(?:earlier|later|sooner|first|before|after)\b", re.I)
ISO = r"\d{4}-\d\d-\d\d"
RUN = re.compile(rf"(?P<start>{ISO})(?: to (?P<end>{ISO}))?")
CLOSES = re.compile(rf"\bregistration until (?P<day>{ISO})")
IN_YEAR = re.compile(r"(?<!january )(?<!february )(?<!march )(?<!april )(?<!may )(?<!june )(?<!july )(?<!august )(?<!september )(?<!october )(?<!november )(?<!december )\b20\d\d\b", re.I)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """One run of a course; its end where it is known."""

    start: date
    end: date | None


def runs(reading: Reading, item_id: str) -> Draft | None:
    """How many times an item starts, by the dates of a fact, in the year that is asked about where one is."""
    asked = HOW_OFTEN.search(reading.question.text)
    years = [asked["year"]] if asked and asked["year"] else IN_YEAR.findall(reading.question.text)
    for fact in reading.catalog.of(item_id, "dates"):
        starts = [start for start in starts_in(reading.text_of(fact)) if not years or start[2] in years]
        if len(starts) > 1 and reading.may_cite(fact.document_id):
            place = (span_of(fact),)
            lead = Piece(f"{len(starts)} starts are named:", place, how=f"computed: counted {len(starts)}", layout="lead")
            return Draft("answered", (lead, *(Piece(" ".join(start), place, how="composed", layout="item") for start in starts)), SURE, "computed")
    return None


def days_between(reading: Reading, items: list[str]) -> Draft | None:
    """The days between two dates of a course: the end of registration and the first day, the first and the last start, the first and the last day; of two courses, between their first starts."""
    text = reading.question.text
    if not HOW_LONG.search(text):
        return None
    facts = [next((fact for fact in reading.catalog.of(item_id, "dates") if runs_of(fact) and reading.may_cite(fact.document_id)), None) for item_id in items]
    if len(facts) == 2 and EARLIER.search(text) and any(field.name == "dates" for field in reading.asked):
        return _starts_apart(reading, facts)
    fact = facts[0] if len(facts) == 1 else None
    if fact is None:
        return None
    named = _in_years(text, runs_of(fact))
    closes = CLOSES.search(str(fact.value))
    if REGISTERING.search(text) and closes and named:
        return _gap(fact, "Registration ends {} before the first day", date.fromisoformat(closes["day"]), named[0].start)
    if FIRST_TO_LAST.search(text) and OF_STARTS.search(text) and len(named) > 1:
        return _gap(fact, "The first and the last start lie {} apart", named[0].start, named[-1].start)
    if FIRST_TO_LAST.search(text) and len(named) == 1 and named[0].end is not None:
        return _gap(fact, "The first and the last day lie {} apart", named[0].start, named[0].end)
    return None


def _starts_apart(reading: Reading, facts: list[Fact | None]) -> Draft | None:
    """Which of two courses starts first, in the year that is asked about where one is, and by how many days."""
    starts = [(named[0].start, fact) for fact in facts if fact is not None and (named := _in_years(reading.question.text, runs_of(fact)))]
    if len(starts) != 2 or starts[0][0] == starts[1][0]:
        return None
    (first, one), (then, other) = sorted(starts, key=lambda pair: pair[0])
    working = _working(first, then)
    name, later = upper(reading.catalog.called(one.item_id)), reading.catalog.called(other.item_id)
    return computed(f"{name} starts on {written_day(first)}, {_days(first, then)} before {later}: {working}.", f"{written_day(first)}; {working}", [one, other])


def _gap(fact: Fact, told: str, first: date, last: date) -> Draft | None:
    if first >= last:
        return None
    working = _working(first, last)
    return computed(f"{told.format(_days(first, last))}: {working}.", working, [fact])


def _working(first: date, last: date) -> str:
    """From one day to another, in weeks too."""
    days = (last - first).days
    weeks = f"{round(days / 7)} weeks" if days % 7 == 0 else f"about {round(days / 7)} weeks"
    return f"from {written_day(first)} to {written_day(last)} = {days} days" + (f", {weeks}" if days > 7 else "")


def _days(first: date, last: date) -> str:
    days = (last - first).days
    return f"{days} day{'s' if days > 1 else ''}"


def _in_years(text: str, found: list[Run]) -> list[Run]:
    """The runs that start in the years that a text names; all where it names none."""
    years = {int(year) for year in re.findall(r"\b20\d\d\b", text)}
    return [run for run in found if not years or run.start.year in years]


def runs_of(fact: Fact) -> list[Run]:
    """The runs that a fact on dates gives, the earliest first."""
    value = CLOSES.sub(" ", str(fact.value))
    days = [(date.fromisoformat(match["start"]), match["end"]) for match in RUN.finditer(value)]
    return sorted((Run(start, date.fromisoformat(end) if end else None) for start, end in days), key=lambda run: run.start)


def starts_in(text: str) -> list[tuple[str, str, str]]:
    """Day, month and year of each start that a text names; a year holds for the dates before it that lack one.

    >>> starts_in("on 9 September and 11 November 2024")
    [('9', 'September', '2024'), ('11', 'November', '2024')]
    """
    found: list[tuple[str, str, str]] = []
    year = ""
    text = UNTIL.sub("", SAME_MONTH.sub(r"\g<first> \g<month>", text))
    for match in reversed(list(DATED.finditer(text))):
        year = match["year"] or year
        found.append((match["day"], match["month"], year))
    return found[::-1]
