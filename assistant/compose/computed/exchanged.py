"""A fee in another currency, at the rate that a question gives ("at 0.9 euros to the dollar")."""

from __future__ import annotations

import re
from decimal import Decimal

from ...amounts import Amount
from ...draft import Draft
from ...reading import Reading
from .known import amount_in, computed, known, listed, upper

VALUE = r"(?P<{0}>\d+(?:[.,]\d+)?)"
OTHER = r"(?P<{0}>(?!dollars?\b|usd\b|cents?\b)[a-z]{{3,}})"
DOLLAR = r"(?:us[- ]?)?(?:dollars?|usd)"
IS = r"(?:=|is|are|equals?|makes?|gives?|buys?|gets? (?:me|you|us)|to|per|for|a|worth|against|at|being)"
RATES = (  # so many of the other for a dollar; so many dollars for one of the other
    (re.compile(rf"\b{VALUE.format('value')} {OTHER.format('unit')} {IS} (?:the |an? |one |each |every |1 )?(?:{DOLLAR}|\$(?!\s?\d)|\$\s?1(?![\d.,]))", re.I), False),
    (re.compile(rf"(?:\b(?:the|an?|one|1|each|per|every) {DOLLAR}|\$\s?1(?![\d.,])) ?{IS} (?:about |worth |at )?{VALUE.format('value')} {OTHER.format('unit')}\b", re.I), False),
    (re.compile(rf"\b(?:\$\s?{VALUE.format('sign')}|{VALUE.format('value')} {DOLLAR}) {IS} (?:the |an? |one |each |every |1 )?{OTHER.format('unit')}\b", re.I), True),
    (re.compile(rf"\b(?:the|an?|one|1|each|per|every) {OTHER.format('unit')} ?{IS} (?:about |worth |at )?(?:\$\s?{VALUE.format('sign')}|{VALUE.format('value')} {DOLLAR})", re.I), True),
)  # fmt: skip


def exchanged(reading: Reading, items: list[str]) -> Draft | None:
    """The fees of the items, added up, in the currency of the rate; None where no rate is given or a fee is not known."""
    rate = _rate(reading.question.text)
    facts = [fact for item_id in items if (fact := known(reading, item_id, "fee_usd"))] if rate else []
    if rate is None or not facts or len(facts) < len(items):
        return None
    value, unit, divides = rate
    fees, by = [amount_in(fact) for fact in facts], Amount(value, value)
    whole = sum(fees[1:], fees[0])
    result = whole.per(by) if divides else whole.times(by)
    added = f"{' + '.join(fee.written('fee_usd') for fee in fees)} = {whole.written('fee_usd')}; " if len(fees) > 1 else ""
    working = f"{added}{whole.written('fee_usd')} {'÷' if divides else '×'} {value.normalize():f} = {result.written('')} {unit}"
    names = upper(listed([reading.catalog.called(item_id) for item_id in items]))
    verb = "costs" if len(items) == 1 else "together cost"
    return computed(f"{names} {verb} {result.written('')} {unit}: {working}.", working, facts)


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
