"""Shorthand of people who type on a phone, written out: "6-wk course w/ no tech bg, how many hrs?".

The ways are listed in `lexicon.yaml` (`shorthand`); of single words only small letters are meant, so that "HR" stays what it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .lexicon import lexicon


def written_out(text: str) -> str:
    """The text with its shorthand written out.

    >>> written_out("do i need a degree 2 get in, or is a 6-wk course w/o exams ok?")
    'do i need a degree to get in, or is a 6-week course without exams ok?'
    >>> written_out("Gen-AI for HR")
    'generative AI for HR'
    """
    for short, long in _ways():
        text = short.sub(long, text)
    return text


@lru_cache(maxsize=1)
def _ways() -> tuple[tuple[re.Pattern[str], str], ...]:
    listed = sorted(lexicon()["shorthand"].items(), key=lambda pair: -len(pair[0]))
    return (
        *((_way(short), long) for short, long in listed),
        (re.compile(r"\b2(?= (?:get|do|take|be|join|apply|pay|have|go|know|start|finish)\b)"), "to"),
        (re.compile(r"(?<=[a-z]) n (?=[a-z])"), " and "),
        (re.compile(r"\b(?P<verb>have|has|had|do|does|did|is|are|was|were|ca|could|would|should|must|need)nt\b"), r"\g<verb>n't"),
        (re.compile(r"\bwont\b"), "won't"),
        (
            re.compile(
                r"\bhow steep(?= (?:is|are) (?:the |its )?(?:maths?|mathematics|statistics|algebra|programming|coding|material|workload|learning)\b)", re.I
            ),
            "how hard",
        ),
        (re.compile(r"^k(?=,? (?:and|but|so|what|how|then|thanks)\b)"), "ok"),
        (re.compile(r"(?<=\d)(?P<gap>[ -]?)hr\b"), r"\g<gap>hour"),
        (re.compile(r"(?<=\d) ?h(?= ?(?:/|(?:a|per|each|every) )(?:day|week)\b)"), " hours"),
        (re.compile(r"(?<=\d)(?P<gap>[ -]?)mos?\b"), r"\g<gap>months"),
    )


def _way(short: str) -> re.Pattern[str]:
    """A word as it stands; several in any letters, with blanks or hyphens between them ("Gen-AI")."""
    parts = short.split()
    return re.compile(rf"(?<![\w'’.@/]){'[ -]'.join(map(re.escape, parts))}(?![\w'’@/]|\.\w)", re.I if len(parts) > 1 else 0)
