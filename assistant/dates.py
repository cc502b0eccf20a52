"""Days and months as people write them: "3 May", "May 3rd, 2025", "Sept"."""

from __future__ import annotations

import re
from datetime import date

MONTHS = "january february march april may june july august september october november december".split()
SHORT_MONTHS = "jan feb mar apr jun jul aug sept sep oct nov dec".split()
NAMES = "|".join(MONTHS)
DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{NAMES})|(?P<us_month>{NAMES}) (?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?)\b(?!,\d)(?:,? (?P<year>20\d\d)\b)?",
    re.I,
)
ANY_LEAP_YEAR = 2024  # of a day that is named without one, so that every day of a year is known


def month_of(name: str) -> int:
    """The number of a month, by its name or the first letters of it.

    >>> month_of("November"), month_of("Sept")
    (11, 9)
    """
    return next(at for at, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def day_of(match: re.Match[str], year: int = ANY_LEAP_YEAR) -> date | None:
    """The day that a match of `DAY` names, of a year that is given where it names none; None where there is no such day.

    >>> day_of(DAY.search("on May 3rd, 2025")), day_of(DAY.search("on 31 June"))
    (datetime.date(2025, 5, 3), None)
    """
    try:
        return date(int(match["year"] or year), month_of(match["month"] or match["us_month"]), int(match["day"] or match["us_day"]))
    except ValueError:
        return None


def written_day(day: date, with_year: bool = True) -> str:
    """
    >>> written_day(date(2025, 5, 3)), written_day(date(2025, 5, 3), with_year=False)
    ('3 May 2025', '3 May')
    """
    return f"{day.day} {MONTHS[day.month - 1].capitalize()}" + (f" {day.year}" if with_year else "")
