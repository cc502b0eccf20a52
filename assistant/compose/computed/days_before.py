"""The day that lies so many days, weeks or months before a day which a message names ("six to eight weeks before its start", "on 1 July")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from ...amounts import Amount
from ...dates import DAY, day_of, written_day
from ...draft import Draft
from ...evidence import Evidence
from ...reading import Reading
from .stated import QUANTITY, computed, plural, value_of_number

ASKS_DAY = re.compile(
    r"\b(?:when|by when|until when|(?:what|which|earliest|latest|last|first) (?:and (?:the )?latest |two )?(?:day|date)s?|latest|deadline)\b", re.I
)
BEFORE = re.compile(r"\W*(?:before|ahead of|prior to|in advance of)\b", re.I)
IN_DAYS = {"day": 1, "week": 7}
NO_YEAR = 2023  # without a leap day


def compose_day_before(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """From the one day in the message, by the time before it that the likeliest sentence states, of these or of those read; of a range both days."""
    named = list(DAY.finditer(f"{reading.lead} {reading.question.text}" if reading.lead else reading.question.text))
    if not ASKS_DAY.search(reading.question.text) or len({match[0].lower() for match in named}) != 1 or (then := day_of(named[0], NO_YEAR)) is None:
        return None
    for evidence in (*sentences, *reading.evidence[: len(sentences)]):
        times = [match for match in QUANTITY.finditer(evidence.sentence.text) if BEFORE.match(evidence.sentence.text[match.end() :])]
        if len(times) != 1 or (scale := IN_DAYS.get(times[0]["unit"].lower())) is None:
            continue
        low, high = value_of_number(times[0]["low"]), value_of_number(times[0]["high"] or times[0]["low"])
        days = [then - timedelta(days=int(count) * scale) for count in dict.fromkeys((high, low))]
        dated = named[0]["year"] is not None
        if not dated and any((day.month, day.day) < (3, 1) <= (then.month, then.day) for day in days):
            return None  # a leap day may lie between
        written = [written_day(day, dated) for day in days]
        unit = times[0]["unit"].lower()
        working = "; ".join(
            f"{written_day(then, dated)} − {count:f} {plural(unit, Amount(count, count))} = {day}"
            for count, day in zip(dict.fromkeys((high, low)), written, strict=True)
        )
        lead = f"Between {written[0]} and {written[1]}" if len(written) == 2 else f"On {written[0]}"
        return computed(reading, evidence, f"{lead}: {working}.", working)
    return None
