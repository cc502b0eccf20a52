"""Whether a row of a table says Yes or No to a question by its cells alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Sentence

from ...evidence import token_set
from ...reading import Reading
from ...understand.question import GENERIC

CELL_YES = re.compile(r"^\W*(?:yes|included|include|✓|✔|free|allowed|permitted|available|unlimited)\b", re.I)
CELL_NO = re.compile(r"^\W*(?:no|none|not|never|n/a|excluded|unavailable|forbidden|prohibited|✗|✘|–|—|-)(?:\W|$)", re.I)
NOT_SO = re.compile(r"\b(?:only|solely|exclusively|not|never|or|than)\b|n['’]t\b", re.I)  # a question with such a word asks for more than what stands in a cell
TELLS = 0.3  # how telling a word is that only one column has
Cells = Sequence[tuple[str, str]]  # column and value


def cells_say(reading: Reading, row: Sentence, negative: bool) -> bool | None:
    """What the cells of a row say in so many words, in the columns that the question names, where it names some; or that one of its words stands in those, or only in others. `negative`: Yes would confirm a negative."""
    named, others = _columns(reading, row)
    verdicts = {True if CELL_YES.match(value) else False if CELL_NO.match(value) else None for _, value in named or others}
    found = verdicts.pop() if len(verdicts) == 1 else None
    return _stands_there(reading, named, others) if found is None else found != negative


def tells_apart(reading: Reading, row: Sentence) -> bool:
    """Whether a word of the question stands in the columns that it names and not in the others, or the other way round."""
    return row.unit.kind == "table_row" and _stands_there(reading, *_columns(reading, row)) is not None


def _columns(reading: Reading, row: Sentence) -> tuple[Cells, Cells]:
    """The cells of a row, but for its label, in columns that the question names and in others."""
    cells = [(cell.column, row.text[cell.start - row.start : cell.end - row.start]) for cell in row.unit.cells[1:]]
    shared = frozenset.intersection(*(token_set(column) for column, _ in cells)) if len(cells) > 1 else frozenset()
    named = [cell for cell in cells if (token_set(cell[0]) - shared) & set(reading.question.own)]
    return named, [cell for cell in cells if cell not in named]


def _stands_there(reading: Reading, named: Cells, others: Cells) -> bool | None:
    """None where the question names no column or every one, or what it asks stands in neither or in both."""
    if not named or not others or NOT_SO.search(reading.question.text):
        return None
    heads = token_set(" ".join(column for column, _ in (*named, *others)))
    asked = {token for token, weight in reading.question.telling.items() if weight >= TELLS} - heads - GENERIC
    here, there = (bool(asked & token_set(" ".join(value for _, value in cells))) for cells in (named, others))
    return None if here == there else here
