"""How old somebody or something was: the whole years from a date of birth to that of death or of what the question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.tokens import stem, words

from ...dates import MONTHS
from ...draft import Draft
from ...evidence import Evidence, token_set
from ...reading import Reading
from .stated import computed_from

LIVES_IN = 6  # sentences among which a date of birth is looked for
DATE = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>1\d{{3}}|20\d\d)\b", re.I)
AGE = re.compile(r"\b(?:how old|at what age|what age|aged? how)\b", re.I)
DEATH = re.compile(r"\b(?:die[ds]?|death|pass(?:ed)? away|dying|reach(?:ed)?|liv(?:e|ed))\b", re.I)


def compose_age(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """From the date of birth to that of death or of what the question names."""
    lives = [
        (one, found) for one in reading.evidence[:LIVES_IN] if (found := _dates(one.sentence.text)) and _is_birth(one.sentence.text) and _is_meant(reading, one)
    ]
    if not lives or not sentences:
        return None
    born_in, dates = lives[0]
    born = dates[0]
    if DEATH.search(reading.question.text) and len(dates) == 2:
        return _years_between(reading, [born_in], born, dates[1])
    events = [(one, found[0]) for one in sentences if one is not born_in and len(found := _dates(one.sentence.text)) == 1]
    if not events:
        return None
    return _years_between(reading, [events[0][0], born_in], born, events[0][1])


def _is_meant(reading: Reading, evidence: Evidence) -> bool:
    """Whether a sentence is on one whom the question names; any is where it names nobody."""
    named = {stem(word) for name in reading.question.names for word in words(name)}
    return not named or bool(named & token_set(f"{evidence.sentence.title} {' '.join(evidence.sentence.headings)} {evidence.sentence.text}"))


def _is_birth(text: str) -> bool:
    """Whether the first date of a text is one of birth: after "born", or the first of two in brackets."""
    first = DATE.search(text)
    return first is not None and bool(re.search(r"\bborn\b[^.;]*$", text[: first.start()], re.I) or re.search(r"\([^()]*$", text[: first.start()]))


def _dates(text: str) -> list[tuple[date, str]]:
    found = []
    for match in DATE.finditer(text):
        try:
            found.append((date(int(match["year"]), MONTHS.index(match["month"].lower()) + 1, int(match["day"])), match[0]))
        except ValueError:  # no such day: the text is left to be read
            continue
    return found


def _years_between(reading: Reading, rows: Sequence[Evidence], first: tuple[date, str], last: tuple[date, str]) -> Draft | None:
    born, then = first[0], last[0]
    before = (then.month, then.day) < (born.month, born.day)
    years = then.year - born.year - before
    if years <= 0:
        return None
    working = f"{then.year} − {born.year}{' − 1' if before else ''} = {years}"
    birthday = "before the birthday" if before else "the birthday past"
    return computed_from(reading, rows, f"{years} years old, counted from {first[1]} to {last[1]}, {birthday}: {working}.", working)
