"""Every computation that some numbers allow: what might be worked out, before a reader says what answers.

Operands, each with the chance that it enters -> `Working`s, likeliest first. Units decide what may be added, taken from each other or
multiplied. A logistic model tells from the numbers in a working and from its shape how likely it is to be meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, permutations
from typing import NamedTuple

import numpy as np

from assistant.amounts import number
from assistant.evidence import Weights
from eval.workings.operands import OF_QUESTION, Operand

MONTHS, WEEKS, HUNDRED = Decimal(12), Decimal(52), Decimal(100)
UNITS = {  # stem of a unit -> what it is multiplied by to be told in another, or divided by
    "minut": ((60, "÷"),),
    "hour": ((60, "×"), (24, "÷")),
    "day": ((7, "÷"), (24, "×")),
    "week": ((7, "×"),),
    "month": ((12, "÷"),),
    "year": ((12, "×"), (52, "×")),
    **dict.fromkeys(("metr", "meter", "gram", "millilitr", "millilit", "megabyt", "mb"), ((1000, "÷"),)),
    **dict.fromkeys(("kilometr", "kilomet", "kilogram", "litr", "liter", "kilo", "gigabyt", "terabyt", "tonn"), ((1000, "×"),)),
}
MONTHLY, WEEKLY = re.compile(r"\bmonth", re.I), re.compile(r"\bweek", re.I)
FEATURES = (
    "entering",  # log-odds of the numbers in it, added up
    "least",  # of the one least likely to enter
    "one",  # so many numbers in it
    "two",
    "three",
    "more",
    "taken",  # how often something is taken away in it
    "divided",
    "multiplied",
    "but_one",  # all but the first
    "share",
    "no_money",  # money is asked for, and its result is none
    "no_share",  # a share in per cent is
    "no_count",  # a number or a time is, and its result is money
    "places",  # sentences that its numbers stand in
)
MOST_TERMS, MOST_OPERANDS = 3, 5
SURE = 0.98  # chances are kept so far from 0 and 1


class Working(NamedTuple):
    """An expression, its result and the numbers that enter it."""

    expression: str  # "2 × £12 + 2 × £5"
    value: Decimal
    kind: str  # of the result, as of an operand
    unit: str
    operands: tuple[Operand, ...]
    like: Operand | None  # whose way of writing the result has
    joined: bool = False  # a sum or difference, which is put in brackets

    @property
    def result(self) -> str:
        if self.kind == "percent":
            return f"{number(self.value, '')} per cent"
        return self.like.written(self.value) if self.like is not None else number(self.value, "")

    @property
    def written(self) -> str:
        return f"{self.expression} = {self.result}"

    @property
    def bracketed(self) -> str:
        return f"({self.expression})" if self.joined else self.expression


def workings(chances: Sequence[tuple[Operand, float]], kind: str, most: int, weights: Weights) -> list[tuple[Working, float]]:
    """The likeliest workings for a question of a kind, with the log-odds of each by its numbers and its shape alone; of two with one result of the same numbers the shorter."""
    odds = log_odds_of(chances)
    found: dict[tuple[Decimal, frozenset[Operand]], Working] = {}
    for one in _all([operand for operand, _ in chances]):
        key = round(one.value, 4), frozenset(one.operands)
        if one.value > 0 and (key not in found or len(one.expression) < len(found[key].expression)):
            found[key] = one
    if not found:
        return []
    table = np.array([features_of(one, used, odds, kind) for (_, used), one in found.items()])
    chosen = weights.bias + table @ weights.values
    every = list(found.values())
    return [(every[at], float(chosen[at])) for at in np.argsort(-chosen, kind="stable")[:most]]


def log_odds_of(chances: Sequence[tuple[Operand, float]]) -> dict[Operand, float]:
    kept = {operand: min(max(chance, 1 - SURE), SURE) for operand, chance in chances}
    return {operand: math.log(chance / (1 - chance)) for operand, chance in kept.items()}


def features_of(working: Working, used: frozenset[Operand], odds: Mapping[Operand, float], kind: str) -> tuple[float, ...]:
    """Of FEATURES."""
    expression, many = working.expression, len(used)
    chances = [odds[operand] for operand in used]
    return (
        sum(chances),
        min(chances),
        many == 1,
        many == 2,
        many == 3,
        many > 3,
        expression.count("−") - ("(100 −" in expression),
        expression.count("÷"),
        expression.count("×"),
        "− 1)" in expression,
        "(100 " in expression,
        kind == "money" and working.kind != "money",
        kind == "percent" and working.kind != "percent",
        kind in {"count", "duration"} and working.kind == "money",
        len({operand.position for operand in used if operand.position != OF_QUESTION}),
    )


def _all(operands: Sequence[Operand]) -> Iterator[Working]:
    plain = [_plain(one) for one in operands if one.kind != "percent"]
    shares = [one for one in operands if one.kind == "percent"]
    counts = [one for one in operands if one.kind == "count"]
    terms = [*plain, *_multiples(plain, counts)]
    joined = list(_joined(terms))
    yield from terms[len(plain) :]
    yield from joined
    for one in [*terms, *joined]:
        for share in shares:
            if share not in one.operands and len(one.operands) < MOST_OPERANDS:
                yield from _shared(one, share)
    yield from _ratios(plain, joined, counts)


def _plain(one: Operand) -> Working:
    return Working(one.told, one.value, one.kind, one.unit, (one,), one)


def _multiples(plain: Sequence[Working], counts: Sequence[Operand]) -> Iterator[Working]:
    """So many times something, those beyond some, and what a year of it is."""
    for each in plain:
        others = [count for count in counts if count not in each.operands]
        for many in others:
            if each.kind == "money" or many.position != each.operands[0].position or each.operands[0].position != OF_QUESTION:
                yield _times((many,), each)
            for free in others:
                if free is not many and many.value > free.value and free.position != OF_QUESTION:
                    more = f"({many.bare} − {free.bare}) × {each.expression}"
                    yield Working(more, (many.value - free.value) * each.value, each.kind, each.unit, (many, free, *each.operands), each.like)
                if free is not many and many.value > free.value > 1 and each.kind == "money":
                    yield Working(
                        f"{many.bare} ÷ {free.bare} × {each.expression}",
                        many.value / free.value * each.value,
                        each.kind,
                        each.unit,
                        (many, free, *each.operands),
                        each.like,
                    )
            if many.position == OF_QUESTION and many.value > 1:  # all but the first
                yield Working(f"({many.bare} − 1) × {each.expression}", (many.value - 1) * each.value, each.kind, each.unit, (many, *each.operands), each.like)
        if each.kind == "money":
            for many, more_of_it in combinations(others, 2):
                yield _times((many, more_of_it), each)
            for per, count in ((MONTHLY, MONTHS), (WEEKLY, WEEKS)):
                if per.search(each.operands[0].around):
                    yield Working(f"{count} × {each.expression}", count * each.value, each.kind, each.unit, each.operands, each.like)


def _times(many: Sequence[Operand], each: Working) -> Working:
    value = each.value
    for one in many:
        value *= one.value
    return Working(" × ".join([*(one.bare for one in many), each.expression]), value, each.kind, each.unit, (*many, *each.operands), each.like)


def _joined(terms: Sequence[Working]) -> Iterator[Working]:
    """Sums and differences of two or three terms that share no number of the documents."""
    for one, other in permutations(terms, 2):
        if not _may_join(one, other):
            continue
        operands = (*one.operands, *(operand for operand in other.operands if operand not in one.operands))
        if one.expression <= other.expression:
            yield Working(f"{one.expression} + {other.expression}", one.value + other.value, one.kind, one.unit, operands, one.like, True)
        if one.value > other.value:
            yield Working(f"{one.expression} − {other.expression}", one.value - other.value, one.kind, one.unit, operands, one.like, True)
    simple = [term for term in terms if len(term.operands) <= 2]
    for some in combinations(simple, 3):
        if all(_may_join(one, other) for one, other in combinations(some, 2)):
            operands = tuple(dict.fromkeys(operand for one in some for operand in one.operands))
            first = some[0]
            total = sum((one.value for one in some), Decimal(0))
            yield Working(" + ".join(one.expression for one in some), total, first.kind, first.unit, operands, first.like, True)
            for whole in some:
                others = [one for one in some if one is not whole]
                if 2 * whole.value > total:
                    yield Working(
                        f"{whole.expression} − {' − '.join(one.expression for one in others)}",
                        2 * whole.value - total,
                        first.kind,
                        first.unit,
                        operands,
                        whole.like,
                        True,
                    )
                else:
                    left = total - 2 * whole.value
                    yield Working(
                        f"{others[0].expression} + {others[1].expression} − {whole.expression}", left, first.kind, first.unit, operands, whole.like, True
                    )
    for some in combinations([term for term in terms if len(term.operands) == 1 and term.operands[0].position != OF_QUESTION], 4):
        if all(_may_join(one, other) for one, other in combinations(some, 2)):
            operands, values = tuple(one.operands[0] for one in some), [one.value for one in some]
            yield Working(" + ".join(one.expression for one in some), sum(values, Decimal(0)), some[0].kind, some[0].unit, operands, some[0].like, True)
            whole = max(some, key=lambda one: one.value)
            parts = [one for one in some if one is not whole]
            yield Working(
                " − ".join(one.expression for one in (whole, *parts)), 2 * whole.value - sum(values), whole.kind, whole.unit, operands, whole.like, True
            )


def _may_join(one: Working, other: Working) -> bool:
    shared = set(one.operands) & set(other.operands)
    return (
        one.kind == other.kind
        and (one.kind != "money" or one.unit == other.unit)
        and all(operand.kind == "count" and operand.position == OF_QUESTION for operand in shared)  # "4 × £12 + 4 × £3" has one number twice
        and len({*one.operands, *other.operands}) <= MOST_OPERANDS
    )


def _shared(one: Working, share: Operand) -> Iterator[Working]:
    """So many per cent of something, and it without or with them."""
    part, per_cent = share.value / HUNDRED, share.bare
    for factor, written in ((part, per_cent), (1 - part, f"(100 − {per_cent})"), (1 + part, f"(100 + {per_cent})")):
        yield Working(f"{one.bracketed} × {written} ÷ 100", one.value * factor, one.kind, one.unit, (*one.operands, share), one.like)


def _ratios(plain: Sequence[Working], joined: Sequence[Working], counts: Sequence[Operand]) -> Iterator[Working]:
    """So much for each, so many times, the share in per cent, and another unit."""
    for one in [*plain, *joined]:
        if len(one.operands) > MOST_TERMS:
            continue
        for many in counts:
            if many not in one.operands and many.value > 1:
                yield Working(f"{one.bracketed} ÷ {many.bare}", one.value / many.value, one.kind, one.unit, (*one.operands, many), one.like)
        for whole in plain:
            if whole.kind == one.kind and (one.kind != "money" or whole.unit == one.unit) and whole.value and (one.joined or whole is not one):
                if one.kind == "money" and one.value > whole.value and not one.joined:
                    yield Working(f"{one.expression} ÷ {whole.expression}", one.value / whole.value, "count", "", (*one.operands, *whole.operands), None)
                operands = tuple(dict.fromkeys((*one.operands, *whole.operands)))
                if one.value > whole.value or (one.joined and whole.operands[0] not in one.operands):
                    continue
                yield Working(f"{one.bracketed} ÷ {whole.expression} × 100", one.value / whole.value * HUNDRED, "percent", "%", operands, None)
    for one in plain:
        for factor, sign in UNITS.get(one.unit, ()) if one.kind == "count" else ():
            yield _in_other_unit(one, factor, sign)
            for many in counts:
                if many not in one.operands and many.position <= one.operands[0].position:
                    yield _in_other_unit(_times((many,), one), factor, sign)
            for joint in joined:
                if joint.kind == "count" and joint.operands[0] == one.operands[0] and len(joint.operands) <= MOST_TERMS:
                    yield _in_other_unit(joint, factor, sign)


def _in_other_unit(one: Working, factor: int, sign: str) -> Working:
    value = one.value * factor if sign == "×" else one.value / factor
    return Working(f"{one.bracketed} {sign} {factor}", value, "count", "", one.operands, None)
