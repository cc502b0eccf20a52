"""Recommend an offering of the catalog by what a person wants to learn, can pay and has time for.

Offerings that meet every condition of the question are compared by how near their sentences
are to it in meaning; the one that stands out is named with the sentence that is the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus import Fact

from ...amounts import amount_of
from ...catalog import span_of
from ...draft import Draft, Piece
from ...evidence import Reader, token_set
from ...reading import Reading
from ...understand.profile import budget_of, hours_of
from .conditions import Condition, conditions_of, meeting

CHOICE = re.compile(
    r"\b(?:(?:course|elective|program|programme|class|module|workshop|seminar)s?|something|anything|what fits|what would you (?:pick|choose|take)|(?:suggestion|offer)s?)\b",
    re.I,
)
WIDER = frozenset({"provider", "certificate"})  # kinds of items that others belong to: who names one may want one of those
REASONS = ("topics", "audience")  # fields that say what an offering is about or whom it is for
TIME = re.compile(r"\b(?:hours?|days?|weeks?|months?|time)\b", re.I)
LEAST_LEAD = 0.03  # of its cosine over the next one's
LEAST_COSINE = 0.36
FEW = 4  # offerings that meet the conditions, among which one is soon the nearest
FAR_COSINE, CLEAR_LEAD = 0.2, 0.12  # or these, where no other one comes near
ONLY_COSINE = 0.1  # or this, where nothing else meets the conditions
SHARED = 0.2  # how much the question's words count that a sentence has, beside its cosine
CONFIDENCE = 0.6


def compose_offering(reading: Reading) -> Draft | None:
    """The offering that fits best, with its reason; None where none stands out."""
    budget, hours, conditions = budget_of(reading.question.text), hours_of(reading.question.text), conditions_of(reading)
    named = [item_id for item_id in reading.items if reading.catalog.items[item_id].kind not in WIDER]
    if not (CHOICE.search(reading.question.text) or conditions or hours):
        return None
    if named and reading.catalog.named_whole(reading.question.text):
        return _of_named(reading, named, conditions)
    fitting = [
        item
        for item, _ in meeting(reading.catalog, conditions, reading)
        if _affordable(reading, item.id, budget) and (hours is None or _takes_in_all(reading, item.id) <= hours)
    ]
    nearest = {item.id: found for item in fitting if (found := reason_of(reading, item.id))}
    if not nearest or (len(nearest) == 1 and not conditions and hours is None):
        return None
    best, *others = sorted(nearest, key=lambda item_id: -nearest[item_id][0])
    near, reason = nearest[best]
    lead = near - max((nearest[item_id][0] for item_id in others), default=0.0)
    least = FAR_COSINE if len(nearest) <= FEW and conditions else LEAST_COSINE
    clear = near >= ONLY_COSINE if not others else (near >= least and lead >= LEAST_LEAD) or (near >= FAR_COSINE and lead >= CLEAR_LEAD)
    if not clear:
        return None
    terms = [
        *(["fee_usd"] if budget is not None else []),
        *(["weekly_hours"] if hours is not None else ["length"] if TIME.search(reading.question.text) else []),
    ]
    facts = [reason, *(fact for name in terms for fact in reading.catalog.of(best, name)[:1])]
    pieces = tuple(Piece(reading.text_of(fact), (span_of(fact),)) for fact in dict.fromkeys(facts))
    return Draft("answered", pieces, max(reading.confidence, CONFIDENCE), "recommendation")


def _of_named(reading: Reading, named: Sequence[str], conditions: list[Condition]) -> Draft | None:
    """Of several items that the question names the only one that meets its conditions, with the facts that show it."""
    fitting = [facts for item, facts in meeting(reading.catalog, conditions, reading) if item.id in named] if conditions and len(named) > 1 else []
    pieces = tuple(Piece(reading.text_of(fact), (span_of(fact),)) for fact in dict.fromkeys(fitting[0])) if len(fitting) == 1 else ()
    return Draft("answered", pieces, max(reading.confidence, CONFIDENCE), "recommendation") if pieces else None


def _takes_in_all(reading: Reading, item_id: str) -> Decimal:
    """Hours that an offering takes in all; without end where that is not known."""
    known = [amount.high for fact in reading.catalog.of(item_id, "weekly_hours") if fact.unit == "hours in all" and (amount := amount_of(fact))]
    return max(known, default=Decimal("Infinity"))


def _affordable(reading: Reading, item_id: str, budget: Decimal | None) -> bool:
    """Whether the known fee, if any, is within the budget, if any."""
    amounts = [amount for fact in reading.catalog.of(item_id, "fee_usd") if (amount := amount_of(fact))]
    return budget is None or not amounts or any(amount.low <= budget for amount in amounts)


def reason_of(reading: Reading, item_id: str) -> tuple[float, Fact] | None:
    """The fact that is nearest to the question, in meaning and by its words, and how near."""
    index, dense = reading.index, reading.found.scores.dense
    reader = Reader(reading.question, index)
    found: list[tuple[float, Fact]] = []
    for name in REASONS:
        for fact in reading.catalog.of(item_id, name):
            at = index.sentence_at(fact.document_id, fact.start)
            if at is not None:
                held = token_set(reading.text_of(fact))
                found.append((float(dense[at]) + SHARED * reader.share(held), fact))
    return max(found, key=lambda pair: pair[0], default=None)
