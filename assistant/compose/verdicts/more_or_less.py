"""Yes or No to whether one thing of the catalog is more, less or as much as another: dearer, shorter, the cheaper of two, the same for both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus import Fact

from ...amounts import Amount, amount_of
from ...draft import Draft
from ...reading import Reading
from ...understand.fields import Field, fields
from ...understand.forms import asks_yes_no
from ..computed.stated import DAYS
from ..wording import told_fact
from .polarity import asks_negative, without_names
from .yes_no import spoken

SURE = 0.95
MORE, LESS = r"(?P<more>dearer|more expensive|pricier|costlier|longer|heavier|more)", r"cheaper|less expensive|less costly|less|lighter|shorter|quicker|fewer"
THAN = re.compile(rf"\b(?:{MORE}|{LESS})\b(?: \w+){{0,2}}? than\b", re.I)
OF_TWO = re.compile(
    rf"\bthe (?:{MORE}|{LESS})\b(?: \w+)? (?:of|out of|among|between)\b|\bthe (?:dearer|pricier|longer|heavier|lighter|cheaper|shorter|quicker) (?:one|course|program|programme|option|choice|pick|way|route|load)\b",
    re.I,
)
THE_MORE = re.compile(r"\bthe (?:dearer|pricier|longer|heavier|more)\b", re.I)
SAME = re.compile(
    r"\b(?:the same|same|equally|equal|identical|alike|as (?:long|short|expensive|dear|cheap|pricey|costly) as|as (?:much|many) (?:[\w-]+ ){0,4}?as)\b", re.I
)
NAMED_FIELDS = (  # what words of comparison are of, the first that fits
    (
        "weekly_hours",
        re.compile(r"\bhours? (?:a|per|each|every) week|\b(?:per|a|each) week\b|\bweekly (?:hours|load|workload)|\bworkload|\b(?:heavier|lighter)\b", re.I),
    ),
    ("fee_usd", re.compile(r"\b(?:dearer|cheaper|pricier|costlier|expensive|dear|cheap|pricey|costs?|price[sd]?|fees?|pay)\b", re.I)),
    ("length", re.compile(r"\b(?:longer|shorter|quicker|long|short|days|weeks|months|length|duration|time|lasts?)\b", re.I)),
    ("ceus", re.compile(r"\bceus?\b|\bcredits?\b", re.I)),
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def compose_more_or_less(reading: Reading) -> Draft | None:
    """Yes or No with the two facts; None where that is not asked, or where the two cannot be compared."""
    field = _field(reading) if asks_yes_no(reading.question.text) or _terse(reading) else None
    if field is None:
        return None
    return decided(reading, reading.items, field) or _same(reading, field)


def decided(reading: Reading, items: Sequence[str], field: Field) -> Draft | None:
    """Yes or No to whether the first of two items is more or less than the second; None where ranges overlap, or which one is put first is not plain."""
    text = reading.question.text
    by = THAN.search(text) or OF_TWO.search(text)
    if by is None or not asks_yes_no(text) or len(items) != 2:
        return None
    sides = _sides(reading, items, text[: by.start()], text[by.end() :] if by.re is THAN else "")
    facts = [_fact(reading, side, field.name) for side in sides]
    compared = _comparable(facts)
    if len(compared) != 2:
        return None
    one, other = compared
    if not (one.low > other.high or one.high < other.low or one == other):
        return None
    yes = one.low > other.high if by["more"] or THE_MORE.match(by[0]) else one.high < other.low
    return _said(reading, facts, yes)


def _same(reading: Reading, field: Field) -> Draft | None:
    """Yes or No to whether two items, or two runs of one in the years that are named, are the same in something."""
    text = reading.question.text
    if SAME.search(text) is None or len(reading.items) > 2:
        return None
    facts = [_fact(reading, item_id, field.name) for item_id in reading.items] if len(reading.items) == 2 else _of_the_years(reading, field)
    compared = _comparable(facts)
    return _said(reading, facts, compared[0] == compared[1]) if len(compared) == 2 else None


def _of_the_years(reading: Reading, field: Field) -> list[Fact | None]:
    """The one fact for each of two years that the question names."""
    found: list[Fact | None] = []
    for year in dict.fromkeys(YEAR.findall(reading.question.text)):
        told = [fact for fact in reading.catalog.of(reading.items[0], field.name) if year in (fact.note or "")] if reading.items else []
        found.append(told[0] if len(told) == 1 and reading.may_cite(told[0].document_id) else None)
    return found


def _terse(reading: Reading) -> bool:
    """Whether something is asked without a verb ("Pottery course: same price in 2025 as in 2024?")."""
    text = reading.question.text.rstrip()
    return (
        text.endswith("?")
        and SAME.search(text) is not None
        and reading.question.form == "fact"
        and not re.search(r"\b(?:what|which|how|who|when|where|why)\b", text, re.I)
    )


def _field(reading: Reading) -> Field | None:
    """What the things are compared in, where words of comparison say so, else the one field that is asked for."""
    text = reading.question.text
    by = THAN.search(text) or OF_TWO.search(text)
    if by is None and SAME.search(text) is None:
        return None
    asked = next((name for name, pattern in NAMED_FIELDS if pattern.search(by[0] if by else text)), None)
    if asked is None:
        return (
            reading.asked[0]
            if len(reading.asked) == 1
            else next((field for name, pattern in NAMED_FIELDS if pattern.search(text) for field in fields() if field.name == name), None)
        )
    return next(field for field in fields() if field.name == asked)


def _sides(reading: Reading, items: Sequence[str], before: str, after: str) -> list[str]:
    """The two items in the order of the comparison; empty where it is not plain which of them is put first."""
    first, second = ([item_id for item_id in reading.catalog.linked(part) if item_id in items] for part in (before, after))
    if len(first) == 1 and second in ([], [item_id for item_id in items if item_id != first[0]]):
        return [first[0], *(item_id for item_id in items if item_id != first[0])]
    if len(second) == 1 and not first:
        return [*(item_id for item_id in items if item_id != second[0]), second[0]]
    return []


def _fact(reading: Reading, item_id: str, field: str) -> Fact | None:
    """The fact of an item with an amount; None where it has several that differ, or none that may be cited."""
    facts = [fact for fact in reading.catalog.of(item_id, field) if amount_of(fact) and reading.may_cite(fact.document_id)]
    if not facts and field == "ceus":
        return _fact(reading, item_id, "other_credit")
    return facts[0] if len({(amount_of(fact), fact.unit) for fact in facts}) == 1 else None


def _comparable(facts: Sequence[Fact | None]) -> list[Amount]:
    """The amounts of facts in one unit, times in days; empty where one is not known or they have other units."""
    known = [fact for fact in facts if fact is not None]
    spans = {(fact.unit or "").removesuffix("s") for fact in known}
    if len(known) < len(facts) or (len(spans) > 1 and not spans <= DAYS.keys()):
        return []
    return [amount for fact in known if (amount := _in_days(fact)) is not None]


def _in_days(fact: Fact) -> Amount | None:
    """Its amount, a time in days."""
    amount, days = amount_of(fact), DAYS.get((fact.unit or "").removesuffix("s"), 1)
    return amount.times(Amount(Decimal(days), Decimal(days))) if amount is not None else None


def _said(reading: Reading, facts: Sequence[Fact | None], yes: bool) -> Draft:
    pieces = tuple(told_fact(reading, fact) for fact in facts if fact)
    return Draft("answered", spoken(pieces, yes != asks_negative(without_names(reading, reading.question.text))), SURE, "yes_no")
