"""Whether there is a course on the subject of another one that meets conditions: "anything like the riding course for under $500?"."""

from __future__ import annotations

import re
from decimal import Decimal

from ...amounts import amount_of
from ...draft import Draft
from ...reading import Reading
from ..verdicts.yes_no import spoken
from ..wording import told_fact
from .conditions import HARD, conditions_of, meeting

LIKE = re.compile(r"\b(?:something|anything|one|ones|courses?|class(?:es)?|programs?|programmes?|alternatives?)\b[^?.!]*\blike\b", re.I)
CHEAPER = re.compile(r"\b(?:cheaper|less expensive|more affordable)\b", re.I)
LEAST_SHARED = 0.5  # share of a name, by how telling its words are, that another one has which is on the same subject
SURE = 0.9


def compose_alike(reading: Reading) -> Draft | None:
    """Yes and the course on the same subject that meets all conditions, with the facts that show it; None where none does."""
    offered = [item_id for item_id in reading.items if reading.catalog.is_offered(item_id)]
    if len(offered) != 1 or not LIKE.search(reading.question.text):
        return None
    conditions = conditions_of(reading)
    cheaper = CHEAPER.search(reading.question.text) is not None
    if not cheaper and not {condition.name for condition in conditions} & HARD:
        return None
    named = offered[0]
    alike = [
        (shared, item, facts)
        for item, facts in meeting(reading.catalog, conditions, reading)
        if item.id != named
        and (shared := reading.catalog.shared_name(named, item.id)) >= LEAST_SHARED
        and (not cheaper or _fee(reading, item.id) < _fee(reading, named))
    ]
    if not alike:
        return None
    _, item, facts = max(alike, key=lambda found: found[0])
    shown = dict.fromkeys([*facts, *(reading.catalog.of(item.id, "fee_usd")[:1] if cheaper else [])])
    pieces = [told_fact(reading, fact) for fact in shown]
    return Draft("answered", spoken(pieces, True if reading.question.form == "yes_no" else None), SURE, reading.question.form)


def _fee(reading: Reading, item_id: str) -> Decimal:
    """The least known fee of an item; without end where none is known."""
    return min((amount.low for fact in reading.catalog.of(item_id, "fee_usd") if (amount := amount_of(fact))), default=Decimal("Infinity"))
