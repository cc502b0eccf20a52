"""Compare two or more things in a small table, each cell cited.

Items of the catalog side by side on the fields asked about; else a table of the documents
that has a column for each thing; else the best sentences on each.
"""

from __future__ import annotations

import re

from corpus import Fact
from corpus.sentences import readable_date
from index import Sentence

from ..catalog import fields, span_of
from ..draft import Draft, Piece, Span
from ..evidence import token_set
from ..reading import Reading, span_of_sentence
from .selection import value_of
from .sentences import choose, compose_sentences, pieces_of
from .wording import bare

SURE = 0.95
USUAL = ("format", "length", "fee_usd", "audience", "prerequisites", "tools", "level", "ceus", "requirements")
MOST_ROWS = 5
FIGURE = re.compile(r"\d")


def compose_comparison(reading: Reading) -> Draft | None:
    """A table where there is one to make; else the sentences that tell the things apart."""
    return _from_table(reading) or _from_catalog(reading) or None


def _from_catalog(reading: Reading) -> Draft | None:
    items = [item_id for item_id in reading.items if reading.catalog.items[item_id].kind != "policy"][:3]
    if len(items) < 2:
        return None
    asked = list(reading.asked)
    wanted = asked or [field for name in USUAL for field in fields() if field.name == name]
    rows = []
    for field in wanted:
        cells: list[tuple[str, tuple[Span, ...]]] = []
        for item_id in items:
            facts = [fact for fact in reading.catalog.of(item_id, field.name) if reading.may_cite(fact.document_id)]
            cells.append((_cell(facts), tuple(span_of(fact) for fact in facts)))
        known = sum(1 for text, _ in cells if text != "—")
        if known == len(items) or (asked and known):
            rows.append(Piece("", how="composed", layout="row", cells=((field.label.capitalize() if field.label != "CEUs" else "CEUs", ()), *cells)))
    if not rows:
        return None
    columns = ("", *(reading.catalog.items[item_id].title for item_id in items))
    return Draft("answered", tuple(rows[:MOST_ROWS]), SURE, "comparison", columns=columns)


def _cell(facts: list[Fact]) -> str:
    """The values of one item, each with its date where the dates differ."""
    dated = len({fact.as_of for fact in facts}) > 1
    return "; ".join(dict.fromkeys(value_of(fact) + (f" ({readable_date(fact.as_of)})" if dated and fact.as_of else "") for fact in facts)) or "—"


def _from_table(reading: Reading) -> Draft | None:
    """Rows of a table whose columns are two of the things asked about."""
    index = reading.index
    rows = [
        index.sentences[at]
        for chunk in reading.found.chunks[:40]
        for at in index.chunk_sentences(int(chunk))
        if index.sentences[at].unit.kind == "table_row" and len(index.sentences[at].unit.cells) >= 3
    ]
    asked = set(reading.question.own)
    first = next((row for row in rows if sum(bool(asked & own) for own in _column_tokens(row)) >= 2), None)
    if first is None:
        return _rows_of_table(reading, rows)
    columns = [bare(cell.column) for cell in first.unit.cells]
    table = [s for s in reading.index.sentences if s.document_id == first.document_id and s.unit.group == first.unit.group and s.unit.kind == "table_row"]
    topic = asked - frozenset().union(*(token_set(column) for column in columns))
    chosen = [row for row in table if topic & token_set(row.unit.label)] or table
    return Draft("answered", tuple(_row(row, row is chosen[0]) for row in chosen), max(reading.confidence, 0.8), "comparison", columns=tuple(columns))


def _rows_of_table(reading: Reading, rows: list[Sentence]) -> Draft | None:
    """Two or more rows of one table whose labels are the things asked about."""
    asked = set(reading.question.own)
    for row in rows:
        named = [one for one in rows if one.document_id == row.document_id and one.unit.group == row.unit.group and asked & token_set(one.unit.label)]
        if len(named) >= 2:
            named.sort(key=lambda one: one.start)
            columns = tuple(bare(cell.column) for cell in row.unit.cells)
            return Draft("answered", tuple(_row(one, one is named[0]) for one in named), max(reading.confidence, 0.8), "comparison", columns=columns)
    return None


def _column_tokens(row: Sentence) -> list[frozenset[str]]:
    """Of each column but the first the tokens that no other of them has."""
    heads = [token_set(bare(cell.column)) for cell in row.unit.cells[1:]]
    return [head.difference(*(other for other in heads if other is not head)) for head in heads]


def _row(row: Sentence, first: bool = False) -> Piece:
    """A row with each cell cited; its label too where it has a figure, and beside that of the first row the heads that have one."""
    cells = []
    for at, cell in enumerate(row.unit.cells):
        text = bare(row.text[cell.start - row.start : cell.end - row.start])
        cited = [Span(row.document_id, cell.start, cell.end)] if at or FIGURE.search(text) else []
        if at == 0 and first and row.unit.head and any(FIGURE.search(column) for column in row.columns):
            cited.append(Span(row.document_id, *row.unit.head))
        cells.append((text, tuple(cited)))
    return Piece("", how="quoted", layout="row", cells=tuple(cells), spans=(span_of_sentence(row),))


def compose_contrast(reading: Reading) -> Draft:
    """The sentences that tell the things apart, up to three."""
    chosen = choose(reading)
    return Draft("answered", tuple(pieces_of(chosen, reading)), reading.confidence, "comparison") if chosen else compose_sentences(reading)
