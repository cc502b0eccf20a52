"""What a message says in passing of the item that it names, and the catalog has otherwise.

"With the course at $3,000, is the hotel extra?", "the five-day course", "since it is all on Zoom": each states a value of a
field, wherever it stands. A value that any fact of the item has is no mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Fact

from ...amounts import SAID, SPELLED, amount_of, sums_said
from ...check import NUMBER_WORDS, numbers_in
from ...item_names import OFFERINGS
from ...reading import Reading
from ...understand.lexicon import lexicon
from ..verdicts.claimed import RATE
from .clauses import stating

STATED_OF = OFFERINGS | {"benchmark"}  # kinds of items with a fee, a length and a format of their own
CALLED = "the course"  # what stands for the name of an item
IT = re.compile(
    r"\b(?:it|its|being|it['’]s|they|their|this|that|(?:the|this|that) (?:\w+ )?(?:course|one|program|programme|certificate|class|training|sprint))\b", re.I
)
NUMERAL = rf"(?<![\w$.,-])(?P<count>\d[\d.]*|{'|'.join(NUMBER_WORDS)})"
TIME = re.compile(
    rf"(?<!after )(?<!before )(?<!first )(?<!next )(?<!past )(?<!every )(?:{NUMERAL}(?:\s+(?:full|whole|long|short))?[\s-]|(?<!hours )(?<!hrs )(?<!days )(?<!times )(?<!once )(?<!twice )(?<!evenings )\ban?\s+(?:(?:whole|full|single)\s+)?|\b(?P<half>half a\s+))(?P<unit>day|week|month|year)s?\b"
    r"(?!\s+(?:ago|away|before|after|from|later|earlier|old|notice|in advance|into|until|till|left|off|per|each|every|access|window|on|a (?:day|week|month)|of (?:access|notice|(?:[\w-]+ )?(?:experience|practice|work))|(?:to|for) (?:decide|apply|register|cancel|pay))\b)",
    re.I,
)
PARTS = re.compile(
    rf"(?!\d{{3}}){NUMERAL}\s+(?:(?!(?:of|or|and|to|the|about|on|in|for|at|from|with|by|things?)\b)[\w-]+\s+){{0,3}}?(?P<unit>courses?|modules?|programs?|programmes?|exams?|electives?|ceus?)\b",
    re.I,
)
DONE = re.compile(r"\b(?:done|finished|completed|passed|taken|left|already|behind|remaining|other)\b", re.I)
OF_ITS_OWN = re.compile(
    r"\b(?:discounts?|deposits?|rebates?|refunds?|instal\w+|cancel\w*|defer\w*|scholarships?|budget\w*|sav(?:e|ing|es)|reimburs\w*|sponsor\w*|per|afford|extra|each|regist\w+|appl(?:y|ies|ication)\w*|enrol\w*|sign|book\w*|under|over|below|above|(?:start|begin|open)s? in|up to|at (?:most|least)|(?:more|less|fewer|longer|shorter) than)\b",
    re.I,
)  # a value beside it is of something else, or a limit
VALUE = rf"(?:\$\s?\d[\d,.]*k?|\d[\d,.]*\s?(?:k|dollars?|usd|bucks)|(?:\d+|{'|'.join(NUMBER_WORDS)})[\s-](?:day|week|month|year)s?)"
ATTRIBUTED = re.compile(
    rf"\b(?:its|the|this|that|your|their|a|an)\s+(?:(?:whole|full|long|short|entire)\s+)?(?P<value>{VALUE})(?=-|\s+(?:\w+\s+)?(?:one|course|class|program(?:me)?|certificate|training|sprint|version|run|fee|price|tuition|ticket)\b)|\b(?:its|their)\s+(?P<its>{VALUE})(?!\s+(?:of|access|window|discount|deposit)\b)",
    re.I,
)
HELD_SO = r"[\s-](?:[\w-]+ )?(?:sessions?|class(?:es)?|lectures?|lessons?|meetings?|version|format|edition)\b"
POINTS_TO_IT = re.compile(r"\b(?:that|this|which|it)(?:['’]s| is)\b.{0,80}\b(?:fee|price|tuition|cost|length|duration)\b", re.I)
WHICH_OF = re.compile(rf"\b(?:which|what|one|any|each|all) of the (?P<parts>{PARTS.pattern}) (?:in|of|within|that make up) (?:[\w'’-]+ )?{CALLED}\b", re.I)
SAME, ROUGHLY = 0.001, 0.1  # shares by which amounts may differ and are the same: in the same unit, in another one
OPPOSITE = {"online": "in person", "in person": "online"}
IN_ALL = re.compile(r"\bin all\b|\btotal\b", re.I)
MIXED = re.compile(r"\b(?:blended|hybrid)\b", re.I)
DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
WORKING_WEEK = {5.0: 7.0, 10.0: 14.0}  # days that are called a week, two weeks
FIELDS = {"money": "fee_usd", "time": "length", "ceu": "ceus", "weekly hours": "weekly_hours", "format": "format"}  # kind of value -> the field that has it


@dataclass(frozen=True)
class Value:
    """An amount: money in dollars, time in days; `high` where it is a range."""

    low: float
    unit: str  # of a time as it was said
    high: float | None = None

    def fits(self, told: Value) -> bool:
        """Whether a stated amount is the one that is told, or lies within its range; times of two units agree by about a tenth."""
        slack = SAME if self.unit == told.unit else ROUGHLY
        lows = {told.low, WORKING_WEEK.get(told.low, told.low)} if self.unit == "week" else {told.low}
        high = max(told.high or told.low, *lows)
        return any(low * (1 - slack) <= self.low <= high * (1 + slack) for low in lows)


@dataclass(frozen=True)
class Granted:
    """A fact that has another value than a message states."""

    kind: str  # "money", "time", "ceu", "format" or what is counted
    fact: Fact


def granted_otherwise(reading: Reading) -> list[Granted]:
    """What the catalog has otherwise of the one item that is spoken of, one fact a kind; empty where nothing is stated, or it fits."""
    catalog, text = reading.catalog, reading.question.text
    message = reading.lead if text in reading.lead else f"{reading.lead} {text}"
    named = [item_id for item_id in catalog.linked(message) if catalog.items[item_id].kind != "provider"] or list(reading.items)
    if len(named) != 1:
        return []
    own = [fact for (item_id, _), facts in catalog.facts.items() if item_id == named[0] for fact in facts if reading.may_cite(fact.document_id)]
    stated = _stated(reading, named[0], message)
    formats = [str(value) for value in stated.pop("format", [])]
    found = [("format", _format_otherwise(reading, own, formats))]
    found += [(kind, _amount_otherwise(reading, own, kind, values, formats)) for kind, values in stated.items()]
    only_counts = catalog.items[named[0]].kind not in STATED_OF
    return [Granted(kind, fact) for kind, fact in found if fact is not None and not (only_counts and kind in FIELDS)]


def _stated(reading: Reading, item_id: str, message: str) -> dict[str, list[Value]]:
    """kind -> values of it that a message states of an item."""
    catalog, form = reading.catalog, reading.question.form
    masked = catalog.masked(message, CALLED)
    told = stating(masked, form)
    found: dict[str, list[Value]] = {}
    for clause in told:
        if IT.search(clause) or item_id in catalog.linked(clause):
            _take(found, values_in(clause) if not OF_ITS_OWN.search(RATE.sub(" ", clause)) else {}, DONE.search(clause) is not None)
            found.setdefault("format", []).extend(_formats(clause, "formats"))
    for match in ATTRIBUTED.finditer(masked):
        _take(found, values_in((match["value"] or match["its"]).replace("-", " ")), False)
    for match in WHICH_OF.finditer(masked):
        _take(found, values_in(match["parts"]), False)
    if match := POINTS_TO_IT.search(masked):
        _take(found, values_in(re.split(r"(?<=[.!?])\s", masked[: match.start()])[-1]), True)
    if form != "yes_no":
        found.setdefault("format", []).extend([*_formats(masked, "implied_formats"), *_spoken_formats(masked)])
    return found


def _take(found: dict[str, list[Value]], values: dict[str, list[Value]], measured_only: bool) -> None:
    """Adds values to those found; `measured_only`: not what is counted, which the person may have done already."""
    for kind, several in values.items():
        if kind in FIELDS or not measured_only:
            found.setdefault(kind, []).extend(value for value in several if kind in FIELDS or value.low > 1)  # "one course of it" says nothing of how many


def values_in(text: str) -> dict[str, list[Value]]:
    """kind -> amounts that a text states: sums, times, and what it counts.

    >>> values_in("five weeks for $900")["time"][0].low
    35.0
    """
    found: dict[str, list[Value]] = {}
    for value, _ in sums_said(text):
        found.setdefault("money", []).append(Value(float(value), ""))
    for match in TIME.finditer(text):
        for number in numbers_in(match["count"]) if match["count"] else {"0.5" if match["half"] else "1"}:
            found.setdefault("time", []).append(Value(float(number) * DAYS[match["unit"].lower()], match["unit"].lower()))
    for match in RATE.finditer(text):
        if "week" in {match["per"], "week" if (match["adverb"] or "").lower() == "weekly" else ""}:
            ends = [float(number) for end in ("low", "high") if match[end] for number in numbers_in(match[end])]
            found.setdefault("weekly hours", []).append(Value(ends[0], "hour", ends[-1]))
    for match in PARTS.finditer(text):
        for number in numbers_in(match["count"]):
            found.setdefault(_counted(match["unit"]), []).append(Value(float(number), ""))
    return found


def without_values(text: str) -> str:
    """A text without the sums and times that it states."""
    for pattern in (SPELLED, SAID, TIME):
        text = pattern.sub(" ", text)
    return text


def _counted(unit: str) -> str:
    return unit.lower().removesuffix("s").replace("programme", "program")


def _formats(text: str, key: str) -> list[str]:
    """ "online" and "in person", where a text has one of the words that the lexicon lists for it."""
    listed = lexicon()[key]
    return [name for name in OPPOSITE if any(re.search(rf"\b{re.escape(way)}\b", text, re.I) for way in listed.get(name, ()))]


def _spoken_formats(text: str) -> list[str]:
    """Those in which a text speaks of the sessions, or of a version ("the online sessions")."""
    return [name for name in OPPOSITE if any(re.search(rf"\b{re.escape(way)}{HELD_SO}", text, re.I) for way in lexicon()["formats"][name])]


def _format_otherwise(reading: Reading, own: Sequence[Fact], stated: Sequence[str]) -> Fact | None:
    """What is told of the format of an item, where that is the other one than is stated, and no fact of it has that."""
    held = " ".join(reading.text_of(fact) for fact in own)
    told = [fact for fact in own if fact.field == "format"]
    for name in stated:
        if not (_formats(held, "formats") and name not in _formats(held, "formats")) or MIXED.search(held):
            continue
        return next((fact for fact in told if OPPOSITE[name] in _formats(reading.text_of(fact), "formats")), None)
    return None


def _amount_otherwise(reading: Reading, own: Sequence[Fact], kind: str, stated: Sequence[Value], formats: Sequence[str]) -> Fact | None:
    """The first fact with an amount of a kind, where none of the item's facts has one that is stated; of the run in the format that is spoken of, where there are several."""
    about = [fact for fact in own if (fact.field == FIELDS[kind] if kind in FIELDS else kind in values_in(reading.text_of(fact)))]
    of_format = [fact for fact in about if set(_formats(reading.text_of(fact), "formats")) & set(formats)]
    held = of_format if kind in FIELDS and len(of_format) < len(about) and of_format else own
    told = [value for fact in held for value in (*values_in(reading.text_of(fact)).get(kind, ()), *_ranges(fact, kind))]
    if kind == "weekly hours" and stated and not told:
        return next((fact for fact in about if IN_ALL.search(fact.unit or "")), None)
    if not stated or not about or not told or any(value.fits(other) for value in stated for other in told):
        return None
    return (of_format or about)[0]


def _ranges(fact: Fact, kind: str) -> Iterator[Value]:
    """The range that a fact has as its value."""
    amount = amount_of(fact)
    if amount is not None and fact.field == FIELDS.get(kind) and kind != "weekly hours":  # which stand in the words of the fact
        unit = (fact.unit or "").removesuffix("s")
        scale = DAYS.get(unit, 0.0) if kind == "time" else 1.0
        if scale:
            yield Value(float(amount.low) * scale, unit if kind == "time" else "", float(amount.high) * scale)
