"""The how manieth attempt a message asks for: "a third try", "three tries", "failed twice, may I sit it again?", "until I pass"."""

from __future__ import annotations

import math
import re

from ...check import NUMBER_WORDS

NUMBER = rf"(?:\d+|\b(?:{'|'.join(NUMBER_WORDS)})\b)"
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
TRIED = re.compile(
    rf"\b(?P<nth>{'|'.join(ORDINALS)}) (?:time|try|attempt|go|shot|sitting|chance)\b|\b(?P<count>{NUMBER}) (?:tries|attempts|goes|shots|sittings|chances|times)\b",
    re.I,
)
FAILED = re.compile(r"\bfail\w*\b[^.?!]*?\b(?P<count>once|twice|(?P<number>\w+) times)\b|\b(?P<before>once|twice)\b[^.?!]*?\bfail", re.I)
AGAIN = re.compile(r"\b(?:again|once more|another|retake|resit|re-?sit|one more)\b", re.I)
OFTEN = re.compile(
    r"\b(?:retake|resit|re-?sit|sit|try|attempt|attempts|tries|repeat|take)\b[^,;.?]{0,60}\b(?:as (?:often|many times) as|unlimited|endless\w*|again and again|over and over|any number of times)|"
    r"\b(?:as many|unlimited|any number of|endless) (?:tries|attempts|goes|shots|sittings|retakes|resits)\b|"
    r"\b(?:retak\w+|re-?sit\w*|sit|sitting|try|trying|attempt\w*|repeat\w*)\b[^,;.?]{0,60}\b(?:until|till) (?:i|we|you|they)(?: finally)? (?:pass|succeed|make it)\b",
    re.I,
)


def tried(asked: str) -> float | None:
    """Its number, without end where any number is asked for; None where none is.

    >>> tried("May I sit it a third time?"), tried("I failed twice. Can I try again?"), tried("May I sit it?")
    (3, 3, None)
    """
    if OFTEN.search(asked):
        return math.inf
    if found := TRIED.search(asked):
        return ORDINALS[found["nth"].lower()] if found["nth"] else int(NUMBER_WORDS.get(found["count"].lower(), found["count"]))
    failed = FAILED.search(asked)
    if failed is None or not AGAIN.search(asked):
        return None
    count = (failed["before"] or failed["count"]).lower()
    number = {"once": "1", "twice": "2"}.get(count) or NUMBER_WORDS.get((failed["number"] or "").lower(), "")
    return int(number) + 1 if number.isdigit() else None


def asks_for_an_attempt(text: str) -> bool:
    """Whether one more attempt, or so many, is asked for."""
    return tried(text) is not None
