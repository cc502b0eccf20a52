"""Count the runs of a course by the dates of the catalog, and the days between the end of registration and the first day."""

from __future__ import annotations

import re

from ...catalog import span_of
from ...draft import Draft, Piece
from ...reading import Reading
from .figures import MONTHS
from .known import SURE, computed

NAMES = "|".join(name.capitalize() for name in MONTHS)
HOW_OFTEN = re.compile(r"\b(?:how (?:often|many times)|(?:how many|number of) (?:\w+ )?(?:runs|dates|starts|intakes))\b", re.I)
DATED = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{NAMES})(?: (?P<year>\d{{4}}))?")
SAME_MONTH = re.compile(rf"\b(?P<first>\d{{1,2}}) to \d{{1,2}} (?P<month>{NAMES})")
UNTIL = re.compile(rf"\s+(?:to|until) \d{{1,2}} (?:{NAMES})(?= \d{{4}})?")  # the end of a run, its year left to its start
BETWEEN = re.compile(
    r"(?=.*\b(?:regist|sign|enrol|deadline|cut-?off)\w*)(?=.*\b(?:first day|starts?|begins?|start of|beginning|class)\b)\bhow (?:long|many (?:days|weeks))\b",
    re.I,
)
CLOSES = re.compile(
    rf"\b(?:registration|enrol+ment|applications?)\b[^.;,]{{0,30}}\b(?:until|by|before|till) (?P<day>\d{{1,2}}) (?P<month>{NAMES})(?: (?P<year>\d{{4}}))?"
)


def runs(reading: Reading, item_id: str) -> Draft | None:
    """How many times an item starts, by the dates of a fact, in the year that is asked about where one is."""
    years = [number for number in reading.question.numbers if len(number) == 4]
    for fact in reading.catalog.of(item_id, "dates"):
        starts = [start for start in starts_in(reading.text_of(fact)) if not years or start[2] in years]
        if len(starts) > 1 and reading.may_cite(fact.document_id):
            place = (span_of(fact),)
            lead = Piece(f"{len(starts)} starts are named:", place, how=f"computed: counted {len(starts)}", layout="lead")
            return Draft("answered", (lead, *(Piece(" ".join(start), place, how="composed", layout="item") for start in starts)), SURE, "computed")
    return None


def days_between(reading: Reading, item_id: str) -> Draft | None:
    """From the end of registration to the first day, where one fact has both in the same month."""
    for fact in reading.catalog.of(item_id, "deadline"):
        told = reading.text_of(fact)
        closes, starts = CLOSES.search(told), starts_in(CLOSES.sub(" ", told))
        if closes is None or not starts or not reading.may_cite(fact.document_id):
            continue
        day, month, year = starts[0]
        if month == closes["month"] and year == (closes["year"] or year) and (gap := int(day) - int(closes["day"])) > 0:
            working = f"{day} − {closes['day']} = {gap}"
            return computed(f"Registration ends {gap} days before the first day: {working}.", working, [fact])
    return None


def starts_in(text: str) -> list[tuple[str, str, str]]:
    """Day, month and year of each start that a text gives; a date without a year is of the next year that stands there.

    >>> starts_in("on 22 October 2024 and on 14 January and 10 June 2025")
    [('22', 'October', '2024'), ('14', 'January', '2025'), ('10', 'June', '2025')]
    """
    found: list[tuple[str, str, str]] = []
    year = ""
    text = UNTIL.sub("", SAME_MONTH.sub(r"\g<first> \g<month>", text))
    for match in reversed(list(DATED.finditer(text))):
        year = match["year"] or year
        found.append((match["day"], match["month"], year))
    return found[::-1]
