"""Rows of a table as a list: those whose cells hold what the question asks of them, and how they are shown."""

from __future__ import annotations

import re

from index import Sentence
from index.tokens import stem

from ...draft import Piece
from ...evidence import token_set
from ...reading import Reading, span_of_sentence
from ...understand.forms import LIST
from ...understand.kinds import HELD
from ...understand.question import GENERIC
from ..wording import cells_of, columns_named, piece_of, row_text, sets_side_by_side

CODE = re.compile(r"^(?:[A-Z]{0,4}[- ]?\d[\w.-]*|[A-Z]{1,4})$")  # a label that alone tells nobody what it stands for
ROW_SHARE = 0.5  # of the likeliest row's chance, that a row has which is shown beside it
PLACES = {stem(word): str(at) for at, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), 1)}


def rows_shown(reading: Reading, rows: list[Sentence]) -> tuple[Piece, ...]:
    """Rows by their labels; with what stands in the columns asked about where a figure or a date is asked for, or such a column is named."""
    named = names_a_column(reading, rows[0])
    if named and not LIST.search(reading.question.text):
        rows = _likeliest(reading, rows)
    if named or reading.question.kind in HELD:
        return tuple(piece_of(row, "item", asked=reading.question) for row in rows)
    return tuple(Piece(row_label(row), (span_of_sentence(row),), layout="item") for row in rows)


def names_a_column(reading: Reading, row: Sentence) -> bool:
    """Whether the question names one of the things that a table sets side by side and not all: what is asked of it stands in its column."""
    named = columns_named([cell.column for cell in row.unit.cells[1:]], _asked(reading))
    return sets_side_by_side(row) and any(named) and not all(named)


def _likeliest(reading: Reading, rows: list[Sentence]) -> list[Sentence]:
    """The rows that are not much less likely to answer than the likeliest of them, in the order of the table."""
    chances = {(one.sentence.document_id, one.sentence.start): one.chance for one in reading.evidence}
    known = [chances.get((row.document_id, row.start), 0.0) for row in rows]
    return [row for row, chance in zip(rows, known, strict=True) if chance >= ROW_SHARE * max(known)]


def _asked(reading: Reading) -> list[str]:
    """The question's telling words, "second" as the number that a cell has."""
    own = [token for token in reading.question.own if token not in GENERIC]
    return [PLACES.get(token, token) for token in own]


def _above(row: Sentence) -> frozenset[str]:
    return token_set(" ".join((row.title, *row.headings, *row.columns)))


def rows_meeting(reading: Reading, rows: list[Sentence]) -> list[Sentence]:
    """The rows that hold every word of the question which some rows hold and not all, and nothing above them; all where there is no such word or none holds every one."""
    above = _above(rows[0])
    asked = [token for token in _asked(reading) if token not in above and 0 < sum(token in token_set(row.text) for row in rows) < len(rows)]
    return [row for row in rows if all(token in token_set(row.text) for token in asked)] or rows


def row_label(row: Sentence) -> str:
    """The first cell, with the second where the first is a code."""
    cells = [value for _, value in cells_of(row)]
    if len(cells) > 1 and CODE.match(cells[0]):
        return f"{cells[0]} – {cells[1]}"
    return cells[0] if cells else row_text(row)
