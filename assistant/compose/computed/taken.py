"""Add up the fees of several items, each for as many as take it: "two managers in A plus one in B", "my partner takes A, I take B"."""

from __future__ import annotations

import re
from decimal import Decimal

from ...amounts import Amount, number
from ...check import NUMBER_WORDS
from ...draft import Draft
from ...item_names import name_tokens
from ...reading import Reading
from .known import amount_in, computed, known, listed, upper
from .people import MANY

JOINT = re.compile(r"[,;:.?!]\s|\s\+\s|\s[–—-]\s|\b(?:plus|and|as well as|together with|then|while|but)\b", re.I)
UNITS = r"(?:days?|weeks?|months?|years?|hours?|minutes?|dollars|usd|ceus?|credits?|per cent|percent|of)"
SEVERAL = re.compile(rf"(?<![\w$-])(?P<count>{MANY})\b(?<!\d\d\d)(?![-.,]\w| {UNITS}\b)", re.I)
ONE = re.compile(
    r"(?<!\bthe )(?<!\bthis )(?<!\bthat )\b(?:one|another|1)\b(?!-)|\b(?:i|me|myself|an?(?! (?:few|couple|lot|number|dozen|handful|group|team|bunch)\b)|(?:my|our|his|her) (?!own\b)[a-z-]+)\b",
    re.I,
)
PAID = re.compile(
    r"\b(?:total|sum|invoice|bill|pay|paid|costs?|price|prices|fees?|tuition|budget|how much|all?[ -]?together|in all|all told|combined|spend|damage|come to|add up)\b",
    re.I,
)


def taken_apart(reading: Reading, items: list[str]) -> Draft | None:
    """What the items cost together, each for so many; None where not every one is said to be taken by one or by several, or none by several."""
    text = reading.question.text
    pieces = _pieces(reading, items) if PAID.search(text) and reading.question.form != "yes_no" else {}
    counts = [_count(pieces[item_id]) for item_id in items if item_id in pieces]
    fees = [known(reading, item_id, "fee_usd") for item_id in items]
    if (
        len(counts) < len(items)
        or any(count is None for count in counts)
        or any(fee is None or amount_in(fee).high == 0 for fee in fees)
        or all(count == 1 for count in counts)
    ):
        return None
    terms = [(count, amount_in(fee)) for count, fee in zip(counts, fees, strict=True) if count is not None and fee is not None]
    parts = [each.times(Amount(count, count)) for count, each in terms]
    total = sum(parts[1:], parts[0]).written("fee_usd")
    added = [f"{number(count, '')} × {each.written('fee_usd')}" if count > 1 else each.written("fee_usd") for count, each in terms]
    working = f"{' + '.join(added)} = {total}"
    names = listed(
        [reading.catalog.called(item_id) + (f" (for {number(count, '')})" if count > 1 else "") for item_id, (count, _) in zip(items, terms, strict=True)]
    )
    return computed(f"{upper(names)} cost {total} together: {working}.", working, [fee for fee in fees if fee is not None])


def _pieces(reading: Reading, items: list[str]) -> dict[str, str]:
    """Item -> the piece of the question that has more words of its names than others have, and is of no other; without items that none has."""
    held = {item_id: reading.catalog.words_of_names(item_id) for item_id in items}
    own = {item_id: held[item_id].difference(*(held[other] for other in items if other != item_id)) for item_id in items}
    pieces = reading.catalog.cut(reading.question.text, JOINT)
    shared = {item_id: [len(own[item_id] & set(name_tokens(piece))) for piece in pieces] for item_id in items}
    found = {item_id: pieces[counts.index(max(counts))] for item_id, counts in shared.items() if counts and counts.count(max(counts)) == 1 and max(counts) > 0}
    return found if len(set(found.values())) == len(found) else {}


def _count(piece: str) -> Decimal | None:
    """How many take what a piece names; None where it does not say, or has several numbers."""
    several = {match["count"].lower() for match in SEVERAL.finditer(piece)}
    if len(several) == 1:
        word = several.pop()
        return Decimal(NUMBER_WORDS.get(word, word))
    return Decimal(1) if not several and ONE.search(piece) else None
