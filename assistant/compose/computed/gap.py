"""The difference between the lowest and the highest of several items: "the gap between the dearest and the cheapest of Sloan's programs"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Fact

from ...amounts import amount_of
from ...draft import Draft
from ...reading import Reading
from .known import amount_in, computed, upper

ASKS_GAP = re.compile(r"\b(?:gap|difference|apart|spread|between|how much more|by how much|save)\b", re.I)


def gap_between(reading: Reading, facts: Sequence[Fact], field: str) -> Draft | None:
    """The working from the lowest to the highest known value; None where fewer than two differ or their units do."""
    known = sorted((fact for fact in facts if amount_of(fact) is not None), key=lambda fact: amount_in(fact).low)
    if len(known) < 2 or len({fact.unit for fact in known}) > 1 or amount_in(known[0]).low == amount_in(known[-1]).high:
        return None
    low, high = known[0], known[-1]
    gap = amount_in(high) - amount_in(low)
    unit = "" if field == "fee_usd" else f" {high.unit or ''}".rstrip()
    working = f"{amount_in(high).written(field)} − {amount_in(low).written(field)} = {gap.written(field)}"
    verb = {"fee_usd": "costs", "length": "takes"}.get(field, "gives")
    name, other = upper(reading.catalog.called(high.item_id)), reading.catalog.called(low.item_id)
    return computed(f"{name} {verb} {gap.written(field)}{unit} more than {other}: {working}.", working, [high, low])
