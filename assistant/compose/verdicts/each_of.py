"""Yes or No to whether several courses have the amount that a question names, each of them: "do both take 8 hours a week?"."""

from __future__ import annotations

import re

from corpus import Fact

from ...amounts import amount_of
from ...draft import Draft
from ...reading import Reading
from ...understand.forms import ASKING_WORD, asking, asks_yes_no
from ..wording import told_fact
from .mismatch import number_mismatch
from .polarity import asks_negative, offers_choice, without_names
from .yes_no import spoken

SURE = 0.95
EACH = re.compile(r"\b(?:both|each|all|every one|either of them)\b", re.I)
TOGETHER = re.compile(r"\b(?:together|in total|altogether|combined|in all|sum|enough)\b", re.I)
MEASURED = frozenset({"length", "weekly_hours", "ceus", "fee_usd"})
FEWEST, MOST = 2, 3


def compose_each_of(reading: Reading) -> Draft | None:
    """None where that is not asked, or where the catalog does not tell it of every one."""
    text = reading.question.text
    asked = without_names(reading, asking(text))
    if not asks_yes_no(text) or not EACH.search(asked) or TOGETHER.search(asked) or ASKING_WORD.search(asked) or offers_choice(text):
        return None
    fields = [field.name for field in reading.asked if field.name in MEASURED]
    if len(fields) != 1 or not FEWEST <= len(reading.items) <= MOST:
        return None
    told = [_has(reading, item_id, fields[0], asked) for item_id in reading.items]
    known = [(fact, has) for fact, has in told if fact is not None and has is not None]
    if len(known) < len(told):
        return None
    pieces = tuple(told_fact(reading, fact) for fact, _ in known)
    return Draft("answered", spoken(pieces, all(has for _, has in known) != asks_negative(asked)), SURE, "yes_no")


def _has(reading: Reading, item_id: str, field: str, asked: str) -> tuple[Fact | None, bool | None]:
    """The one fact of an item on a field, and whether it has the amount that is asked about."""
    facts = [fact for fact in reading.catalog.of(item_id, field) if amount_of(fact) and reading.may_cite(fact.document_id)]
    if len({(amount_of(fact), fact.unit) for fact in facts}) != 1:
        return None, None
    differs = number_mismatch(asked, reading.text_of(facts[0]))
    return facts[0], None if differs is None else not differs
