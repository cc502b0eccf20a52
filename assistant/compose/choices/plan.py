"""Plan a certificate: courses from the catalog that reach its days, with what is known and unknown.

What the person has already taken counts first, then the required courses, then electives, those
nearest the person's interests first; days and known fees are summed with their working, and what
is unknown or missing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from corpus import Fact, Item

from ...amounts import Amount, amount_of, number
from ...catalog import span_of
from ...draft import Draft, Piece
from ...evidence import token_set
from ...reading import Reading
from ...understand.profile import budget_of
from ...understand.question import GENERIC
from .offering import reason_of

SURE = 0.9
TAKEN = re.compile(
    r"[^.;!?]*\b(?:already|have (?:done|taken|finished|completed|passed)|i(?:'ve| have)? (?:took|did|done|taken|finished|completed|passed)|behind me|under my belt)\b[^.;!?]*",
    re.I,
)
NEAR = 0.5  # how near a word of a course is to one of the person's before it counts as an interest
GROUP = re.compile(r"\b(?:both|the two|two|all) (?:the )?(core|electives?)\b|\bthe (core|elective) (?:courses|ones|modules|classes)\b", re.I)

Course = tuple[Item, Fact, Fact | None]  # with its days and its fee


def compose_plan(reading: Reading) -> Draft | None:
    """A plan for the certificate that is counted in days; None where the catalog has none."""
    catalog = reading.catalog
    goals = [item for item in catalog.offerings() if item.kind == "certificate" and _days(reading, item) is not None]
    named = [item for item in goals if item.id in reading.items]
    if not goals or (not named and any(catalog.items[item_id].kind in {"certificate", "online_program", "program"} for item_id in reading.items)):
        return None
    goal = (named or goals)[0]
    target_fact = _days(reading, goal)
    assert target_fact is not None
    target = _amount(target_fact).low
    counting = [(item, days, _fee(reading, item)) for item in _candidates(reading, goal) if (days := _days(reading, item)) is not None]
    done = _taken(reading, [item for item, _, _ in counting])
    had = [course for course in counting if course[0].id in done]
    chosen: list[Course] = []
    for course in counting:
        if course not in had and _total((*had, *chosen)) < target:
            chosen.append(course)
    if not chosen and not had:
        return None
    for course in reversed(chosen):  # what the days do not need, the least wished for first
        rest = [*had, *(other for other in chosen if other is not course)]
        if _total(rest) >= target and not _is_core(reading, course[0]):
            chosen.remove(course)
    pieces = [_course_piece(*course, taken=True) for course in had] + [_course_piece(*course) for course in chosen]
    total = _total((*had, *chosen))
    working = f"{_sum(*had, *chosen)} = {number(total, '')}"
    short = target - total
    left = target - _total(had)
    lacking = f"; {number(target, '')} − ({_sum(*had, *chosen)}) = {number(short, '')}" if short > 0 else ""
    verdict = f"{number(short, '')} days short of" if short > 0 else "enough for"
    missing = f"; {number(target, '')} − ({_sum(*had)}) = {number(left, '')} of them are still to be taken" if had and left > 0 else ""
    pieces.append(
        Piece(
            f"Together {number(total, '')} days ({working}), {verdict} the {number(target, '')} days that {goal.name or goal.title} asks for{missing}.",
            (span_of(target_fact), *(span_of(days) for _, days, _ in (*had, *chosen))),
            how=f"computed: {working}{lacking}{missing}",
        )
    )
    pieces.extend(_money_pieces(reading, goal, chosen))
    return Draft("partial" if short > 0 else "answered", tuple(pieces), SURE, "plan")


def _is_core(reading: Reading, item: Item) -> bool:
    return any(fact.value == "core" for fact in reading.catalog.of(item.id, "role"))


def _total(courses: Iterable[Course]) -> Decimal:
    """Days of some courses."""
    return sum((_amount(days).low for _, days, _ in courses), Decimal(0))


def _sum(*courses: Course) -> str:
    """ "2 + 3": the days of some courses."""
    return " + ".join(number(_amount(days).low, "") for _, days, _ in courses)


def _fee(reading: Reading, item: Item) -> Fact | None:
    return next((fact for fact in reading.catalog.of(item.id, "fee_usd") if amount_of(fact) is not None), None)


def _taken(reading: Reading, candidates: list[Item]) -> set[str]:
    """Candidates that the person says to have taken: by name, by their role, or by a word that only one of their titles has."""
    said = " ".join(match[0] for match in TAKEN.finditer(f"{reading.question.text}. {reading.said}"))
    taken = set(reading.catalog.linked(said)) if said else set()
    for group in GROUP.finditer(said):
        role = (group[1] or group[2]).lower().removesuffix("s")
        taken |= {item.id for item in candidates if any(fact.value == role for fact in reading.catalog.of(item.id, "role"))}
    held = token_set(said)
    for item in candidates:
        others = frozenset().union(*(token_set(other.title) for other in candidates if other is not item))
        if (token_set(item.title) - others - GENERIC) & held:
            taken.add(item.id)
    return taken & {item.id for item in candidates}


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
    wishes = token_set(TAKEN.sub(" ", f"{reading.question.text}. {reading.said}"))
    near = {other for token in wishes for other, nearness in reading.question.near.get(token, {}).items() if nearness >= NEAR}
    asked = (wishes | near) - GENERIC
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
            held = token_set(_matter(reading, item))
            reason = reason_of(reading, item.id)
            counting.append((rank > 0, -len(asked & held), -round(reason[0], 6) if reason else 0.0, len(counting), item))
    return [entry[-1] for entry in sorted(counting, key=lambda entry: entry[:4])]


def _matter(reading: Reading, item: Item) -> str:
    """What a course is about and for whom it is."""
    documents = reading.index.documents
    facts = [fact for name in ("topics", "audience") for fact in reading.catalog.of(item.id, name)]
    return " ".join((item.title, *(documents[fact.document_id].text[fact.start : fact.end] for fact in facts)))


def _same_goal(goal: Item, role: str) -> bool:
    held = token_set(role)
    return len(held & token_set(goal.title)) >= 3


def _course_piece(item: Item, days: Fact, fee: Fact | None, taken: bool = False) -> Piece:
    if taken:
        return Piece(f"{item.title}: {_amount(days).written('')} days, taken already", (span_of(days),), how="composed", layout="item")
    cost = f", {_amount(fee).written('fee_usd')}" + (f" (as of {fee.as_of})" if fee.as_of else "") if fee else ", fee not in the documents"
    spans = (span_of(days), span_of(fee)) if fee else (span_of(days),)
    return Piece(f"{item.title}: {_amount(days).written('')} days{cost}", spans, how="composed", layout="item")


def _money_pieces(reading: Reading, goal: Item, chosen: list[Course]) -> list[Piece]:
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
                f"The budget lies {place} the estimated total of {amount.written('fee_usd')}.",
                (span_of(whole),),
                how=f"computed: {number(budget, 'fee_usd')} against {amount.written('fee_usd')}",
            )
        )
    return pieces
