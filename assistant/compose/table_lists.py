"""List the rows of a table: all of them, or those whose cells hold what the question asks of them."""

from __future__ import annotations

import re

from index import Sentence
from index.tokens import stem

from ..draft import Draft, Piece
from ..evidence import token_set
from ..question import EVIDENCE, GENERIC
from ..reading import Reading, span_of_sentence
from .wording import cells_of, piece_of, row_text

TABLES_IN = 12  # sentences among which the table is looked for, the likeliest
LEAST_SHARE = 0.3  # of the likeliest sentence's chance, that a row has
LEAST_FIT = 0.6  # share of the question that the table, with what stands above it, holds
MOST_ROWS = 20
CODE = re.compile(r"^(?:[A-Z]{0,4}[- ]?\d[\w.-]*|[A-Z]{1,4})$")  # a label that alone tells nobody what it stands for
PLACES = {stem(word): str(at) for at, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), 1)}


def compose_table_list(reading: Reading) -> Draft | None:
    """The labels of the rows that are asked for, in their order; None where no table fits the question."""
    seen: set[tuple[str, int]] = set()
    for evidence in reading.evidence[:TABLES_IN]:
        sentence = evidence.sentence
        table = (sentence.document_id, sentence.unit.group)
        if sentence.unit.kind != "table_row" or table in seen or evidence.chance < LEAST_SHARE * reading.evidence[0].chance:
            continue
        seen.add(table)
        rows = _rows(reading, evidence.position)
        wanted = rows_meeting(reading, rows)
        if 1 < len(wanted) <= MOST_ROWS and _covered(reading, rows) >= LEAST_FIT:
            return Draft("answered", rows_shown(reading, wanted), reading.confidence, "list")
    return None


def rows_shown(reading: Reading, rows: list[Sentence]) -> tuple[Piece, ...]:
    """Rows by their labels, with what stands in the columns asked about where a figure or a date is asked for."""
    if reading.question.kind in EVIDENCE:
        return tuple(piece_of(row, "item", asked=reading.question) for row in rows)
    return tuple(Piece(row_label(row), (span_of_sentence(row),), layout="item") for row in rows)


def _rows(reading: Reading, position: int) -> list[Sentence]:
    """All rows of the table that a row stands in."""
    return reading.index.run_around(position, lambda one, here: one.unit.group == here.unit.group and one.unit.kind == "table_row")


def _asked(reading: Reading) -> list[str]:
    """The question's telling words, "second" as the number that a cell has."""
    own = [token for token in reading.question.own if token not in GENERIC]
    return [PLACES.get(token, token) for token in own]


def _above(row: Sentence) -> frozenset[str]:
    return token_set(" ".join((row.title, *row.headings, *row.columns)))


def rows_meeting(reading: Reading, rows: list[Sentence]) -> list[Sentence]:
    """The rows that hold every word of the question which some rows hold and not all, and nothing above them; all where there is no such word."""
    above = _above(rows[0])
    asked = [token for token in _asked(reading) if token not in above and 0 < sum(token in token_set(row.text) for row in rows) < len(rows)]
    return [row for row in rows if all(token in token_set(row.text) for token in asked)]


def _covered(reading: Reading, rows: list[Sentence]) -> float:
    """Share of the question's telling words that stand above the table or in its rows, near ones included."""
    question = reading.question
    held = _above(rows[0]).union(*(token_set(row.text) for row in rows))
    asked = [(token, PLACES.get(token, token)) for token in question.own if token not in GENERIC]
    total = sum(question.telling.get(token, 0.0) for token, _ in asked)
    got = sum(
        question.telling.get(token, 0.0)
        * (1.0 if said in held else max((near for other, near in question.near.get(token, {}).items() if other in held), default=0.0))
        for token, said in asked
    )
    return got / total if total else 0.0


def row_label(row: Sentence) -> str:
    """The first cell, with the second where the first is a code."""
    cells = [value for _, value in cells_of(row)]
    if len(cells) > 1 and CODE.match(cells[0]):
        return f"{cells[0]} – {cells[1]}"
    return cells[0] if cells else row_text(row)
