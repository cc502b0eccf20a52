"""A fee in another currency, at the rate that a question gives ("at 0.9 euros to the dollar")."""

from __future__ import annotations

import re
from decimal import Decimal

from ...amounts import Amount
from ...draft import Draft
from ...reading import Reading
from .known import amount_in, computed, known, upper

VALUE = r"(?P<{0}>\d+(?:[.,]\d+)?)"
OTHER = r"(?P<{0}>(?!dollars?\b|usd\b|cents?\b)[a-z]{{3,}})"
DOLLAR = r"(?:us[- ]?)?(?:dollars?|usd)"
IS = r"(?:=|is|are|equals?|makes?|gives?|buys?|gets? (?:me|you|us)|to|per|for|a|worth|against|at|being)"
RATES = (  # so many of the other for a dollar; so many dollars for one of the other
    (re.compile(rf"\b{VALUE.format('value')} {OTHER.format('unit')} {IS} (?:the |an? |one |each |every |1 )?(?:{DOLLAR}|\$)", re.I), False),
    (re.compile(rf"(?:\b(?:the|an?|one|1|each|per|every) {DOLLAR}|\$\s?1(?![\d.,])) ?{IS} (?:about |worth |at )?{VALUE.format('value')} {OTHER.format('unit')}\b", re.I), False),
    (re.compile(rf"\b(?:\$\s?{VALUE.format('sign')}|{VALUE.format('value')} {DOLLAR}) {IS} (?:the |an? |one |each |every |1 )?{OTHER.format('unit')}\b", re.I), True),
    (re.compile(rf"\b(?:the|an?|one|1|each|per|every) {OTHER.format('unit')} ?{IS} (?:about |worth |at )?(?:\$\s?{VALUE.format('sign')}|{VALUE.format('value')} {DOLLAR})", re.I), True),
)  # fmt: skip


def exchanged(reading: Reading, items: list[str]) -> Draft | None:
    """The fee of the one item in the currency of the rate; None where no rate is given."""
    rate = _rate(reading.question.text)
    fee = known(reading, items[0], "fee_usd") if rate and len(items) == 1 else None
    if rate is None or fee is None:
        return None
    value, unit, divides = rate
    whole, by = amount_in(fee), Amount(value, value)
    result = whole.per(by) if divides else whole.times(by)
    said = f"{value.normalize():f}"
    working = f"{whole.written('fee_usd')} {'÷' if divides else '×'} {said} = {result.written('')} {unit}"
    return computed(f"{upper(reading.catalog.called(fee.item_id))} costs {result.written('')} {unit}: {working}.", working, [fee])


def _rate(text: str) -> tuple[Decimal, str, bool] | None:
    """(number, other currency, whether it is dollars for one of that).

    >>> _rate("at 0.92 euros to the dollar"), _rate("1 euro = $1.10")
    ((Decimal('0.92'), 'euros', False), (Decimal('1.10'), 'euros', True))
    """
    for pattern, divides in RATES:
        if match := pattern.search(text):
            found = match.groupdict()
            value = Decimal((found.get("sign") or found["value"]).replace(",", "."))
            unit = found["unit"].lower()
            return (value, unit if unit.endswith("s") or len(unit) == 3 else f"{unit}s", divides) if value else None
    return None
