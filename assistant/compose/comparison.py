"""Compare two or more things in a small table, each cell cited.

Items of the catalog side by side on the fields asked about; else a table of the documents
that has a column for each thing; else the best sentences on each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus import Fact
from corpus.sentences import readable_date
from index import Sentence

from ..catalog import span_of
from ..draft import Draft, Piece, Span
from ..evidence import Reader, holds_kind, token_set
from ..reading import Reading, span_of_sentence
from ..understand.asked import OF_PROVIDERS
from ..understand.fields import Field, fields
from ..understand.lexicon import synonym_groups
from ..understand.question import GENERIC, telling_tokens
from .choices.selection import value_of
from .contrast import VERSUS, one_each
from .lists.table_lists import row_label
from .verdicts.more_or_less import decided
from .wording import bare, piece_of, shown

SURE = 0.95
SURELY = 0.76  # confidence from which the documents at large fill in what the catalog lacks
UNKNOWN = "—"
STANDS_FOR = {"fee_usd": "kinds of fee"}  # of a provider, which has no price of its own
USUAL = ("format", "length", "fee_usd", "audience", "topics", "prerequisites", "tools", "level", "ceus", "requirements")
MOST_ROWS = 5
TELLING = 0.75  # how telling a word is that a table of the usual may not leave out
LEAST_USUAL = 2  # rows of a table of what nobody asked for by name
TABLES_IN = 40  # chunks whose tables are looked at
WHATEVER = token_set("respects ways things aspects regards points terms differ difference differences compare comparison")  # ask for all that differs
LIKELY_SHARE = 0.5  # of the likeliest row's chance, that a row has which is shown too
ROW_SHARE = 0.15  # of the likeliest sentence's chance, that a row has of a table with no column for what is asked
FIGURE = re.compile(r"\d")


def compose_comparison(reading: Reading) -> Draft | None:
    """A table where there is one to make; else the sentences that tell the things apart."""
    if any(field.name in OF_PROVIDERS for field in reading.asked):
        return _from_catalog(reading) or _from_table(reading)
    return _from_table(reading) or _from_catalog(reading)


def _from_catalog(reading: Reading) -> Draft | None:
    items = [item_id for item_id in reading.items if reading.catalog.items[item_id].kind != "policy"][:3]
    if len(items) < 2:
        return None
    asked = list(reading.asked)
    wanted = asked or [field for name in USUAL for field in fields() if field.name == name]
    rows, missing = [], []
    told: list[Piece] = []  # what the documents at large say where the catalog says nothing
    for field in wanted:
        cells: list[tuple[str, tuple[Span, ...]]] = []
        for item_id in items:
            told_of = reading.catalog.of(item_id, field.name) or reading.catalog.of(item_id, STANDS_FOR.get(field.name, ""))
            facts = [fact for fact in told_of if reading.may_cite(fact.document_id)]
            cells.append((_cell(facts), tuple(span_of(fact) for fact in facts)))
        known = sum(1 for text, _ in cells if text != UNKNOWN)
        if asked and 0 < known < len(items):
            lacking = [item_id for item_id, (text, _) in zip(items, cells, strict=True) if text == UNKNOWN]
            told.extend(piece for item_id in lacking if (piece := _told_elsewhere(reading, field, item_id)))
            if len(told) < len(lacking):
                names = [reading.catalog.called(item_id) for item_id in lacking]
                of = "one of them" if FIGURE.search("".join(names)) else " or ".join(names)  # a figure stands nowhere without its citation
                missing.append(Piece(field.lacks.format(title=of), states=False, layout="note"))
        if known == len(items) or (asked and known):
            rows.append(Piece("", how="composed", layout="row", cells=((field.label.capitalize() if field.label != "CEUs" else "CEUs", ()), *cells)))
    if len(rows) < (1 if asked else LEAST_USUAL) or (not asked and _leaves_open(reading, items, rows)):
        return None
    if len(asked) == 1 and (yes_or_no := decided(reading, items, asked[0])):
        return yes_or_no
    columns = ("", *(reading.catalog.items[item_id].title for item_id in items))
    return Draft("partial" if missing else "answered", (*rows[:MOST_ROWS], *told, *missing), SURE, "comparison", columns=columns)


def _leaves_open(reading: Reading, items: Sequence[str], rows: Sequence[Piece]) -> bool:
    """Whether the question asks for something by a telling word that none of the rows has, and a sentence on each side may tell."""
    shown = token_set(" ".join(text for row in rows for text, _ in row.cells)).union(*reading.catalog.names_of(items), GENERIC)
    text = VERSUS.sub(" ", reading.question.text)
    missing = [token for token, told in telling_tokens(text).items() if told >= TELLING and token not in shown]
    return bool(missing) and bool(one_each(reading))


def _told_elsewhere(reading: Reading, field: Field, item_id: str) -> Piece | None:
    """The likeliest sentence on a field of an item that its own record lacks; None where the documents do not surely tell."""
    asked = reading.ask(field.template.format(title=reading.catalog.items[item_id].title))
    if not asked.evidence or asked.confidence < SURELY or asked.evidence[0].sentence.document_id == f"catalog-{item_id}":
        return None
    held = token_set(" ".join((asked.evidence[0].sentence.title, *asked.evidence[0].sentence.headings, asked.evidence[0].sentence.text)))
    return piece_of(asked.evidence[0].sentence) if any(name <= held for name in reading.catalog.names_of([item_id])) else None


def _cell(facts: list[Fact]) -> str:
    """The values of one item, each with its date where the dates differ."""
    dated = len({fact.as_of for fact in facts}) > 1
    return "; ".join(dict.fromkeys(value_of(fact) + (f" ({readable_date(fact.as_of)})" if dated and fact.as_of else "") for fact in facts)) or UNKNOWN


def _from_table(reading: Reading) -> Draft | None:
    """Of the tables that have a column or a row for two of the things asked about the one that fits best: those rows."""
    asked = set(reading.question.own).union(*(token_set(reading.catalog.items[item_id].title) for item_id in reading.items))
    reader = Reader(reading.question, reading.index)
    chances = {(one.sentence.document_id, one.sentence.start): one.chance for one in reading.evidence}
    best: tuple[float, list[Sentence]] | None = None
    for table in _tables(reading):
        by_column = sum(bool(asked & own) for own in _own_tokens([cell.column for cell in table[0].unit.cells[1:]])) >= 2
        named = [row for row, own in zip(table, _own_tokens([row_label(row) for row in table]), strict=True) if asked & own]
        chosen = _rows_meant(asked, table, chances) if by_column else named if len(named) >= 2 else []
        if chosen and any(_may_tell(reading, row) for row in chosen):
            held = token_set(" ".join((table[0].title, *table[0].headings, *table[0].columns, *(row.text for row in chosen))))
            fit = max(chances.get((row.document_id, row.start), 0.0) for row in chosen) + reader.share(held)
            best = max(best or (0.0, chosen), (fit, chosen), key=lambda pair: pair[0])
    if best is None:
        return None
    likeliest = max(chances.get((row.document_id, row.start), 0.0) for row in best[1])
    held = token_set(" ".join((best[1][0].title, *best[1][0].headings, *(row.text for row in best[1]))))
    topic = asked.difference(GENERIC, WHATEVER, *(token_set(bare(column)) for column in best[1][0].columns))
    elsewhere = bool(topic) and not topic & held  # it sets the things side by side in something else
    named = bool(asked & token_set(" ".join(bare(column) for column in best[1][0].columns[1:])))
    if likeliest < (LIKELY_SHARE if elsewhere else 0.0 if named else ROW_SHARE) * reading.evidence[0].chance:
        return None
    columns = tuple(bare(cell.column) for cell in best[1][0].unit.cells)
    return Draft("answered", tuple(_row(row, row is best[1][0]) for row in best[1]), max(reading.confidence, 0.8), "comparison", columns=columns)


def _may_tell(reading: Reading, row: Sentence) -> bool:
    """Whether a row may hold the price that is asked for: it has one, or a column of them; any row where none is asked for."""
    prices = {"price", *(way[0] for way in synonym_groups()["price"] if len(way) == 1)}
    return reading.question.kind != "money" or bool(holds_kind(reading.question, shown(row))) or not prices.isdisjoint(token_set(" ".join(row.columns)))


def _tables(reading: Reading) -> list[list[Sentence]]:
    """The rows of every table with three columns or more that was found, best first."""
    tables: dict[tuple[str, int], list[Sentence]] = {}
    for chunk in reading.found.chunks[:TABLES_IN]:
        for at in reading.index.chunk_sentences(int(chunk)):
            row = reading.index.sentences[at]
            if row.unit.kind == "table_row" and len(row.unit.cells) >= 3 and (row.document_id, row.unit.group) not in tables:
                around = reading.index.run_around(at, lambda one, here: one.unit.group == here.unit.group and one.unit.kind == "table_row")
                tables[row.document_id, row.unit.group] = around
    return list(tables.values())


def _rows_meant(asked: set[str], table: list[Sentence], chances: Mapping[tuple[str, int], float]) -> list[Sentence]:
    """The rows whose label the question names, else those that are likely to answer; all where there is neither."""
    topic = asked.difference(GENERIC, *(token_set(bare(column)) for column in table[0].columns))
    if not topic:
        return table
    if named := [row for row in table if topic & token_set(row_label(row))]:
        return named
    likely = {row.start: chances.get((row.document_id, row.start), 0.0) for row in table}
    most = max(likely.values())
    return [row for row in table if most > 0 and likely[row.start] >= LIKELY_SHARE * most] or table


def _own_tokens(labels: Sequence[str]) -> list[frozenset[str]]:
    """Of each label, a column's or a row's, the tokens that no other of them has."""
    held = [token_set(bare(label)) for label in labels]
    return [one.difference(*(other for other in held if other is not one)) for one in held]


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
