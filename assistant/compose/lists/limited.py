"""List what keeps a limit that the question sets: "which passes cost less than £50?", "how many rooms have more than 20 seats?".

For any document: the rows of a table, the items of a list, or sentences of the likeliest evidence, each with one figure of
the kind that the limit is of. The catalog has conditions of its own (`conditions`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from index import Sentence
from index.tokens import fold, stem

from ...amounts import CURRENCY
from ...check import NEGATION, NUMBER_WORDS
from ...draft import Draft, Piece
from ...evidence import Evidence, token_set
from ...reading import Reading, span_of_sentence
from ..computed.figures import figures
from ..computed.stated import quantities, value_of_number
from ..wording import cells_of, piece_of

LIMIT = re.compile(
    r"\b(?:(?P<under>under|below|less than|fewer than|cheaper than|shorter than|smaller than|lower than)|(?P<most>at most|no more than|not more than|a maximum of)|"
    r"(?P<over>over|above|more than|longer than|dearer than|larger than|higher than|exceed(?:s|ing)?|beyond)|(?P<least>at least|no (?:less|fewer) than|a minimum of))\s+"
    rf"(?P<sign>[$€£¥])?\s?(?P<value>\d[\d,]*(?:\.\d+)?|(?:{'|'.join(NUMBER_WORDS)})\b)(?P<thousand>\s?k\b)?(?:[\s-]+(?P<noun>[a-z]+))?",
    re.I,
)
ASKS = re.compile(r"\b(?:which|list|name|any|all|how many|what (?:\w+ )?\w+s)\b", re.I)
OF_A_CASE = re.compile(
    r"\b(?:if|when|once|after|before|until|since|unless)\b", re.I
)  # "if I cancel more than 14 days before": the limit is of what happens, not of what is listed
COUNTS = re.compile(r"\bhow many\b", re.I)
TIMES = frozenset(stem(word) for word in ("minute", "hour", "day", "week", "month", "year"))
LOOKED_AT = 12  # sentences among which those with a figure are looked for
LEAST_SHARE = 0.08  # of the likeliest one's chance, that such a sentence has
LEAST_COMPARED = 2  # rows, items or sentences that have a figure of the kind
MOST = 20


@dataclass(frozen=True)
class Limit:
    """A limit and what it is of: money, or what is counted."""

    keeps: Callable[[Decimal], bool]
    money: bool
    noun: str  # stem of what is counted; "" of money


def limit_of(text: str) -> Limit | None:
    """The limit that a question sets.

    >>> limit = limit_of("Which passes cost less than £50?")
    >>> limit.money, limit.keeps(Decimal(49)), limit.keeps(Decimal(50))
    (True, True, False)
    """
    match = LIMIT.search(text)
    if match is None or OF_A_CASE.search(text[: match.start()]):
        return None
    value = value_of_number(match["value"]) * (1000 if match["thousand"] else 1)
    noun = (match["noun"] or "").lower()
    money = bool(match["sign"]) or bool(re.fullmatch(CURRENCY, noun, re.I))
    if not money and not noun:
        return None
    if match["under"]:
        return Limit(lambda found: found < value, money, stem(noun))
    if match["most"]:
        return Limit(lambda found: found <= value, money, stem(noun))
    if match["over"]:
        return Limit(lambda found: found > value, money, stem(noun))
    return Limit(lambda found: found >= value, money, stem(noun))


def compose_limited(reading: Reading) -> Draft | None:
    """What keeps the limit, counted where a number is asked for; None where the question sets none, or nothing can be compared with it."""
    text = reading.question.text
    limit = limit_of(text)
    if limit is None or reading.question.form in {"yes_no", "comparison", "how_to"} or not ASKS.search(text) or not reading.evidence:
        return None
    rows = _group(reading) or [one.sentence for one in _sentences(reading)]
    compared = [(row, value) for row in rows if (value := _value(reading, row, limit)) is not None]
    kept = [row for row, value in compared if limit.keeps(value)]
    if len(compared) < LEAST_COMPARED or not 0 < len(kept) <= MOST:
        return None
    pieces = [piece_of(row, "item", asked=reading.question) for row in kept]
    if COUNTS.search(text):
        spans = tuple(span_of_sentence(row) for row in kept)
        return Draft("answered", (Piece(f"{len(kept)}:", spans, how=f"computed: counted {len(kept)}", layout="lead"), *pieces), reading.confidence, "list")
    return Draft("answered", tuple(pieces), reading.confidence, "list")


def _group(reading: Reading) -> list[Sentence]:
    """All rows of the table, or items of the list, that the likeliest sentence is one of; empty where it is none."""
    best = reading.evidence[0]
    if best.sentence.unit.kind not in {"table_row", "list_item"}:
        return []
    alike = reading.index.run_around(best.position, lambda one, here: (one.unit.group, one.unit.kind) == (here.unit.group, here.unit.kind))
    return [one for one in alike if one.unit.first]


def _sentences(reading: Reading) -> list[Evidence]:
    """The likeliest sentences that hold the names of the question, where some do, and deny nothing."""
    likely = [one for one in reading.evidence[:LOOKED_AT] if one.chance >= LEAST_SHARE * reading.evidence[0].chance and not NEGATION.search(one.sentence.text)]
    names = {fold(name) for name in reading.question.names}
    named = [one for one in likely if names & token_set(one.sentence.indexed_text) or any(name in fold(one.sentence.indexed_text) for name in names)]
    return named or likely


def _value(reading: Reading, row: Sentence, limit: Limit) -> Decimal | None:
    """The figure of a row, item or sentence that the limit is of; None where it has none or several."""
    text = row.text
    if row.unit.kind == "table_row":
        cells = cells_of(row)[1:]
        named = [value for column, value in cells if set(reading.question.own) & token_set(column)]
        headed = [f"{value} {column}" for column, value in cells if not limit.money and limit.noun in token_set(column)]
        text = "; ".join(headed or named or [value for _, value in cells])
    if limit.noun in TIMES and not limit.money:
        values = {amount.low for amount, unit in quantities(text) if stem(unit) == limit.noun}
    else:
        values = {figure.value for figure in figures(text) if (figure.money if limit.money else figure.noun == limit.noun)}
    return values.pop() if len(values) == 1 else None
