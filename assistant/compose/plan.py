"""Plan a certificate: courses from the catalog that reach its days, with what is known and unknown.

The required courses first, then electives, those nearest the person's interests first; days
and known fees are summed with their working, and what is unknown or missing is said.
"""

from __future__ import annotations

import re
from decimal import Decimal

from corpus import Fact, Item
from index.tokens import STOP_WORDS, words

from ..amounts import Amount, amount_of, number
from ..catalog import span_of
from ..draft import Draft, Piece
from ..evidence import token_set
from ..profile import budget_of
from ..question import GENERIC
from ..reading import Reading

SURE = 0.9


def compose_plan(reading: Reading) -> Draft | None:
    """A plan for the certificate that is counted in days; None where the catalog has none."""
    catalog = reading.catalog
    goals = [item for item in catalog.offerings() if item.kind == "certificate" and _days(reading, item) is not None]
    named = [item for item in goals if item.id in reading.items]
    if not goals:
        return None
    goal = (named or goals)[0]
    target_fact = _days(reading, goal)
    assert target_fact is not None
    target = _amount(target_fact).low
    chosen: list[tuple[Item, Fact, Fact | None]] = []
    total = Decimal(0)
    for item in _candidates(reading, goal):
        days = _days(reading, item)
        if days is None or (total >= target):
            continue
        fee = next((fact for fact in catalog.of(item.id, "fee_usd") if amount_of(fact) is not None), None)
        chosen.append((item, days, fee))
        total += _amount(days).low
    if not chosen:
        return None
    pieces = [_course_piece(item, days, fee) for item, days, fee in chosen]
    parts = " + ".join(number(_amount(days).low, "") for _, days, _ in chosen)
    working = f"{parts} = {number(total, '')}"
    short = target - total
    verdict = f"{number(short, '')} days short of" if short > 0 else "enough for"
    pieces.append(
        Piece(
            f"Together {number(total, '')} days ({working}), {verdict} the {number(target, '')} days that {goal.name or goal.title} asks for.",
            (span_of(target_fact), *(span_of(days) for _, days, _ in chosen)),
            how=f"computed: {working}; {number(target, '')} − {number(total, '')} = {number(short, '')}",
        )
    )
    pieces.extend(_money_pieces(reading, goal, chosen))
    return Draft("partial" if short > 0 else "answered", tuple(pieces), SURE, "plan")


def _days(reading: Reading, item: Item) -> Fact | None:
    return next(
        (
            fact
            for fact in reading.catalog.of(item.id, "length")
            if fact.unit == "days" and amount_of(fact) is not None and not (fact.note and "access" in fact.note)
        ),
        None,
    )


def _amount(fact: Fact) -> Amount:
    found = amount_of(fact)
    assert found is not None
    return found


def _candidates(reading: Reading, goal: Item) -> list[Item]:
    """Courses of the goal's provider that may count: core ones, then electives, then others named as counting, by interest."""
    catalog = reading.catalog
    interests = {word for word in words(reading.question.text + " " + reading.said) if word not in STOP_WORDS}
    asked = {token for word in interests for token in token_set(word)} - GENERIC
    counting = []
    for item in catalog.offerings():
        if item.provider != goal.provider or item.id == goal.id or item.kind not in {"course", "short_course"}:
            continue
        roles = [str(fact.value) for fact in catalog.of(item.id, "role")]
        rank = (
            0
            if "core" in roles
            else 1
            if "elective" in roles
            else 2
            if any(re.search(r"toward|count", role) and _same_goal(goal, role) for role in roles)
            else None
        )
        if rank is not None:
            held = token_set(reading.index.documents[f"catalog-{item.id}"].text)
            counting.append((rank > 0, -len(asked & held), rank, len(counting), item))
    return [entry[-1] for entry in sorted(counting, key=lambda entry: entry[:4])]


def _same_goal(goal: Item, role: str) -> bool:
    held = token_set(role)
    return len(held & token_set(goal.title)) >= 3


def _course_piece(item: Item, days: Fact, fee: Fact | None) -> Piece:
    cost = f", {_amount(fee).written('fee_usd')}" + (f" (as of {fee.as_of})" if fee.as_of else "") if fee else ", fee not in the documents"
    spans = (span_of(days), span_of(fee)) if fee else (span_of(days),)
    return Piece(f"{item.title}: {_amount(days).written('')} days{cost}", spans, how="composed", layout="item")


def _money_pieces(reading: Reading, goal: Item, chosen: list[tuple[Item, Fact, Fact | None]]) -> list[Piece]:
    """Known fees summed, the unknown ones counted, the budget held against the certificate's own range."""
    pieces = []
    fees = [fee for _, _, fee in chosen if fee is not None]
    unknown = sum(fee is None for _, _, fee in chosen)
    if fees:
        total = sum((_amount(fee) for fee in fees[1:]), _amount(fees[0]))
        parts = " + ".join(_amount(fee).written("fee_usd") for fee in fees)
        working = f"{parts} = {total.written('fee_usd')}" if len(fees) > 1 else parts
        pieces.append(Piece(f"Known fees come to {total.written('fee_usd')}.", tuple(span_of(fee) for fee in fees), how=f"computed: {working}"))
    if unknown:
        pieces.append(
            Piece(
                "The other fees are unknown: the documents do not give them." if fees else "The fees are unknown: the documents do not give them.", states=False
            )
        )
    whole = next((fact for fact in reading.catalog.of(goal.id, "fee_usd") if amount_of(fact) is not None), None)
    budget = budget_of(reading.question.text + " " + reading.said)
    if whole is not None and budget is not None:
        amount = _amount(whole)
        place = "below" if budget < amount.low else "above" if budget > amount.high else "within"
        pieces.append(
            Piece(
                f"A budget of {number(budget, 'fee_usd')} lies {place} the estimated total of {amount.written('fee_usd')}.",
                (span_of(whole),),
                how=f"computed: {number(budget, 'fee_usd')} against {amount.written('fee_usd')}",
            )
        )
    return pieces
