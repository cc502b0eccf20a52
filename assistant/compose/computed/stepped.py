"""The row of a table in steps that holds for a number which a message names: "3–5" of the years of service for who has been there four.

For any document: a table whose labels are ranges and limits, and a number of the same unit as its label or the head of its
column says. The row is told first; what else is likely, but not another step, follows.
"""

from __future__ import annotations

import re
from decimal import Decimal

from index import Sentence
from index.tokens import stem

from ...check import NUMBER_WORDS
from ...draft import Draft
from ...evidence import token_set
from ...reading import Reading
from ..lists.sections import covered, same_list
from ..sentences import choose, pieces_of
from ..wording import piece_of
from .stated import CONFIDENCE, value_of_number

NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(NUMBER_WORDS)})\b)"
UNIT = r"(?:\s*[a-z]+)?"
STEP = re.compile(
    rf"^\W*(?:(?P<low>{NUMBER}){UNIT}\s*(?:to|–|-|and)\s*(?P<high>{NUMBER})|(?P<below>up to|under|less than|fewer than|below|at most)\s+(?P<most>{NUMBER})|"
    rf"(?P<above>over|more than|above|at least|from)\s+(?P<least>{NUMBER})|(?P<open>{NUMBER}){UNIT}\s*(?:or (?:more|over|longer)|and (?:more|over|above)|\+))",
    re.I,
)
NUMBERED = re.compile(rf"(?P<number>{NUMBER})[\s-]+(?P<unit>[a-z]+)", re.I)
FIGURES = frozenset({"money", "count", "duration", "percent"})  # kinds of which a step may give one
LOOKED_AT = 8  # likeliest sentences among which a step is looked for
LEAST_CHANCE = 0.03  # that one of them has
LEAST_COVERED = 0.1  # of the question, that stands above a table which the likeliest sentence is not of
SURE_FIT = 0.5  # and from which the table is surely meant
LEAST_STEPS = 2  # labels of a table that are such


def compose_stepped(reading: Reading, surely: bool = False) -> Draft | None:
    """The row for the number that the message names, then what is as likely; None where no figure is asked for or no table has steps of that unit.

    `surely`: only of a table whose heads and headings hold most of what is asked; that is an answer whatever is read of it.
    """
    if reading.question.kind not in FIGURES or reading.question.form not in {"fact", "computed"}:
        return None
    for one in reading.evidence[:LOOKED_AT]:
        rows = same_list(reading.index, one.position) if one.sentence.unit.kind == "table_row" and one.chance >= LEAST_CHANCE else []
        row = _holding(rows, reading.question.text)
        if row is None:
            continue
        about = _about(reading, row)
        if about < (SURE_FIT if surely else LEAST_COVERED if reading.evidence[0].sentence not in rows else 0):
            continue
        others = [other for other in reading.evidence if other.sentence not in rows]
        rest = pieces_of(choose(reading, evidence=others), reading) if reading.evidence[0].sentence not in rows else []
        return Draft("answered", (piece_of(row), *rest), max(reading.confidence, CONFIDENCE if surely else 0.0), reading.question.form)
    return None


def _about(reading: Reading, row: Sentence) -> float:
    """Share of what is asked, beside the number and its unit, that stands above a row."""
    numbers = frozenset(stem(match[part].lower()) for match in NUMBERED.finditer(reading.question.text) for part in ("number", "unit"))
    return covered(reading, token_set(" ".join((*row.headings, *row.columns))), numbers)


def _holding(rows: list[Sentence], asked: str) -> Sentence | None:
    """The one row of a table in steps that a number of the question, of the table's unit, lies in."""
    steps = [(row, span) for row in rows if row.unit.cells and (span := step_of(row.unit.label))]
    if len(steps) < LEAST_STEPS:
        return None
    units = token_set(" ".join((rows[0].unit.cells[0].column, *(row.unit.label for row, _ in steps))))
    numbers = [value_of_number(match["number"]) for match in NUMBERED.finditer(asked) if stem(match["unit"].lower()) in units]
    held = [row for row, (low, high) in steps if len(numbers) == 1 and low <= numbers[0] <= high]
    return held[0] if len(held) == 1 else None


def step_of(label: str) -> tuple[Decimal, Decimal] | None:
    """Least and most that a label spans; None where it is no range or limit.

    >>> step_of("5 to 9 years"), step_of("up to 2 kg"), step_of("Year 12")
    ((Decimal('5'), Decimal('9')), (Decimal('0'), Decimal('2')), None)
    """
    if (match := STEP.match(label)) is None:
        return None
    if match["low"]:
        return value_of_number(match["low"]), value_of_number(match["high"])
    if match["below"]:
        most = value_of_number(match["most"])
        return Decimal(0), most if match["below"].lower() in {"up to", "at most"} else most - Decimal("0.001")
    least = value_of_number(match["least"] or match["open"])
    return least + Decimal("0.001") * ((match["above"] or "").lower() in {"over", "more than", "above"}), Decimal("Infinity")
