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
from ...draft import Draft
from ...evidence import Reader, token_set
from ...reading import Reading
from ...understand.lexicon import domains_of
from ...understand.profile import budget_of, hours_of
from ..wording import told_fact
from .conditions import HARD, SEVERAL_HARD, Condition, conditions_of, meeting

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
SURE_COSINE = 0.45  # and this for one that is told before all else
ONLY_COSINE = 0.1  # or this, where nothing else meets the conditions
MEANT_FOR_DOMAIN, COVERS_DOMAIN = (
    0.3,
    0.15,
)  # how much it counts that an offering is for the field of work that the message speaks of, by its name or audience, or that it covers it
SHARED = 0.2  # how much the question's words count that a sentence has, beside its cosine
CONFIDENCE = 0.6


def compose_offering(reading: Reading, surely: bool = False) -> Draft | None:
    """The offering that fits best, with its reason; None where none stands out. `surely`: far enough that nothing else need be asked of whoever wants advice."""
    budget, hours, conditions = budget_of(reading.question.text), hours_of(reading.question.text), conditions_of(reading)
    named = [item_id for item_id in reading.items if reading.catalog.items[item_id].kind not in WIDER]
    if not (surely or CHOICE.search(reading.question.text) or conditions or hours):
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
    hard = len({condition.name for condition in conditions} & HARD)
    least = FAR_COSINE if (len(nearest) <= FEW and conditions) or hard >= SEVERAL_HARD else LEAST_COSINE
    clear = near >= ONLY_COSINE if not others else (near >= least and lead >= LEAST_LEAD) or (near >= FAR_COSINE and lead >= CLEAR_LEAD)
    if not clear or (surely and (best in named or near < SURE_COSINE or lead < CLEAR_LEAD)):
        return None
    terms = [
        *(["fee_usd"] if budget is not None else []),
        *(["weekly_hours"] if hours is not None else ["length"] if TIME.search(reading.question.text) else []),
    ]
    facts = [reason, *(fact for name in terms for fact in reading.catalog.of(best, name)[:1])]
    pieces = tuple(told_fact(reading, fact) for fact in dict.fromkeys(facts))
    return Draft("answered", pieces, max(reading.confidence, CONFIDENCE), "recommendation")


def _of_named(reading: Reading, named: Sequence[str], conditions: list[Condition]) -> Draft | None:
    """Of several items that the question names the only one that meets its conditions, with the facts that show it."""
    fitting = [facts for item, facts in meeting(reading.catalog, conditions, reading) if item.id in named] if conditions and len(named) > 1 else []
    pieces = tuple(told_fact(reading, fact) for fact in dict.fromkeys(fitting[0])) if len(fitting) == 1 else ()
    return Draft("answered", pieces, max(reading.confidence, CONFIDENCE), "recommendation") if pieces else None


def breaks(reading: Reading, item_id: str) -> bool:
    """Whether something that is known of an item is not what the message demands."""
    known = (condition for condition in conditions_of(reading) if condition.name in HARD and reading.catalog.of(item_id, condition.name))
    return any(not condition.facts(reading.catalog.items[item_id]) for condition in known) or not _affordable(
        reading, item_id, budget_of(reading.question.text)
    )


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
                said = reading.text_of(fact)
                found.append((float(dense[at]) + SHARED * reader.share(token_set(said)), fact))
    near, reason = max(found, key=lambda pair: pair[0], default=(0.0, None))
    return (near + _in_domain(reading, item_id), reason) if reason else None


def _in_domain(reading: Reading, item_id: str) -> float:
    """What it adds that an offering is of the field of work that the message speaks of."""
    domains = domains_of(reading.question.text)
    if not domains:
        return 0.0
    meant = " ".join((reading.catalog.items[item_id].title, *(reading.text_of(fact) for fact in reading.catalog.of(item_id, "audience"))))
    covers = " ".join(reading.text_of(fact) for fact in reading.catalog.of(item_id, "topics"))
    return MEANT_FOR_DOMAIN if domains & domains_of(meant) else COVERS_DOMAIN if domains & domains_of(covers) else 0.0
