"""Whether a day is one until which one may register, apply or the like."""

from __future__ import annotations

import re

from ...dates import ANY_LEAP_YEAR, DAY, day_of

OPEN_UNTIL = re.compile(
    r"\b(?P<what>regist\w+|enrol\w*|appl\w+|booking|sign[- ]?ups?|submi\w+)\b[^.;]{0,40}\b(?:until|till|by|no later than|up to)\s+$|\bdeadline\b[^.;]{0,40}$",
    re.I,
)
SIGNS_UP = re.compile(r"\b(?:regist\w+|enrol\w*|appl(?:y|ied|ying|ication)\b|book(?:ed|ing)?\b|sign(?:ed|ing)? up|submit\w*|get in|in time)\b", re.I)
TOO_LATE = re.compile(r"\b(?:too late|miss(?:ed)?|over|closed)\b", re.I)


def signs_up(text: str) -> bool:
    """Whether a text asks to register, to apply or the like, or whether it is too late for that."""
    return SIGNS_UP.search(text) is not None or TOO_LATE.search(text) is not None


def open_on(asked: str, text: str) -> bool | None:
    """Whether the day that a question names is one until which a text says that one may register; None where it tells no such day.

    >>> open_on("Can I still apply on 3 May?", "It starts on 9 May 2025, with applications until 1 May 2025.")
    False
    """
    days, ends = list(DAY.finditer(asked)), [match for match in DAY.finditer(text) if OPEN_UNTIL.search(text[: match.start()])]
    if len(days) != 1 or len(ends) != 1 or not signs_up(asked):
        return None
    year = int(ends[0]["year"] or ANY_LEAP_YEAR)
    day, end = day_of(days[0], year), day_of(ends[0], year)
    if day is None or end is None:
        return None
    return day > end if TOO_LATE.search(asked) else day <= end
