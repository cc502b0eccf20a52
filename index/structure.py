"""Read the structure of a document: sections, list items, table rows, sentences.

Text -> Outline, in reading order; every unit keeps the place it was cut from:
`text[unit.start:unit.end]` is what a person would quote. Reads Markdown and plain
text alike: headings may be marked (`#`, underlined) or be short lines of their own.
Sentences come from sentencex; list items and table rows are never split across.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .headings import ANSWER, QUESTION, is_bold_heading, is_numbered_heading, is_unmarked_heading, pairs_at, row_below
from .lines import ATX_HEADING, BOLD_LINE, ENDS, LIST_ITEM, TABLE_RULE, UNDERLINE, Line, lines_of, wrapped_at
from .sentence_places import sentence_places

__all__ = ["Cell", "Unit", "outline", "sentence_places"]

LABEL = re.compile(r"^(?P<mark>\*{0,2}|_{0,2})(?P<label>[^.!?]{2,100})(?P=mark)\s*(?::\s+|\s+[–—]\s+)(?=\S)")
NUMBERED_LEVEL, UNMARKED_LEVEL, QUESTION_LEVEL = 6, 7, 8


@dataclass(frozen=True)
class Cell:
    """One cell of a table row; `column` is the head of its column."""

    column: str
    start: int
    end: int


@dataclass(frozen=True)
class Unit:
    """The smallest thing that is quoted: a sentence, a list item's sentence, or a table row."""

    start: int
    end: int
    kind: str  # "sentence", "list_item" or "table_row"
    headings: tuple[str, ...]  # from the outermost inwards, without the document's title
    section: int  # number of its section, from 0
    block: int  # number of its paragraph, list item or table row
    group: int  # number of the list, table or paragraph that the block is in
    label: str = ""  # "Term" of a list item "Term: explanation", or the first cell of a row
    ordinal: str = ""  # "1." of a numbered item
    first: bool = True  # first sentence of its block
    cells: tuple[Cell, ...] = ()
    head: tuple[int, int] | None = None  # of a row: where the heads of the columns stand


@dataclass
class _State:
    text: str
    stack: list[tuple[int, str]] = field(default_factory=list)
    section: int = 0
    block: int = 0
    group: int = 0
    units: list[Unit] = field(default_factory=list)
    width: int = 0  # at which the text breaks its lines; 0 where it does not


def outline(text: str, title: str = "") -> tuple[Unit, ...]:
    """Cut a document into units, in reading order.

    >>> [u.kind for u in outline("# Fees\\nOne costs $5. Two costs $6.\\n\\n- Three: free\\n")]
    ['sentence', 'sentence', 'list_item']
    """
    lines = lines_of(text)
    state = _State(text, width=wrapped_at(lines))
    at = 0
    while at < len(lines):
        at = _read_block(lines, at, state, title)
    return tuple(state.units)


def _read_block(lines: list[Line], at: int, state: _State, title: str) -> int:
    line = lines[at]
    if line.blank:
        state.group += 1
        return at + 1
    if line.text.lstrip().startswith("```"):
        return _skip_code(lines, at)
    if marked := ATX_HEADING.match(line.text):
        _open_section(state, len(marked[1]), marked[2], title)
        return at + 1
    if at + 1 < len(lines) and UNDERLINE.match(lines[at + 1].text) and not LIST_ITEM.match(line.text) and "|" not in line.text:
        _open_section(state, 1 if "=" in lines[at + 1].text else 2, line.text.strip(), title)
        return at + 2
    if UNDERLINE.match(line.text):
        return at + 1
    if _is_table(lines, at):
        return _read_table(lines, at, state)
    if asked := QUESTION.match(line.text):
        _open_section(state, QUESTION_LEVEL, asked["words"], title)
        return at + 1
    if (answer := ANSWER.match(line.text)) and state.stack and state.stack[-1][0] == QUESTION_LEVEL:
        return _read_paragraph(lines, at, state, answer.end())
    if is_numbered_heading(lines, at):
        _open_section(state, NUMBERED_LEVEL, line.text.strip(), title)
        return at + 1
    if item := LIST_ITEM.match(line.text):
        return _read_item(lines, at, item, state)
    if many := pairs_at(lines, at):
        return _read_row(lines, at, many, state)
    if is_unmarked_heading(lines, at, state.width) or is_bold_heading(lines, at):
        heading = re.sub(r"[*_:]+\s*$|^\s*[*_]+", "", line.text.strip()) if BOLD_LINE.match(line.text) else line.text.strip().removesuffix(":")
        _open_section(state, QUESTION_LEVEL if heading.endswith("?") else UNMARKED_LEVEL, heading, title)
        return _read_row(lines, at + 1, row_below(lines, at), state)
    return _read_paragraph(lines, at, state)


def _skip_code(lines: list[Line], at: int) -> int:
    at += 1
    while at < len(lines) and not lines[at].text.lstrip().startswith("```"):
        at += 1
    return at + 1


def _open_section(state: _State, level: int, heading: str, title: str) -> None:
    heading = re.sub(r"[*_`]+", "", heading).strip()
    state.stack = [entry for entry in state.stack if entry[0] < level]
    if not (level == 1 and heading == title):
        state.stack.append((level, heading))
    state.section += 1
    state.group += 1


def _is_table(lines: list[Line], at: int) -> bool:
    """Rows of cells; in Markdown with a rule under the heads, in plain text often without."""
    if at + 1 >= len(lines) or "|" not in lines[at].text:
        return False
    return bool(TABLE_RULE.match(lines[at + 1].text)) or all(_is_barred(line.text) for line in lines[at : at + 2])


def _is_barred(line: str) -> bool:
    """A line that opens and ends with a bar and has at least two cells."""
    return line.strip().startswith("|") and line.rstrip().endswith("|") and line.count("|") >= 3


def _read_table(lines: list[Line], at: int, state: _State) -> int:
    heads = _cell_places(lines[at].text)
    columns = [lines[at].text[start:end] for start, end in heads]
    head = (lines[at].start + heads[0][0], lines[at].start + heads[-1][1]) if heads else None
    at += 2 if TABLE_RULE.match(lines[at + 1].text) else 1
    state.group += 1
    while at < len(lines) and "|" in lines[at].text:
        line = lines[at]
        places = _cell_places(line.text)
        cells = tuple(
            Cell(columns[i] if i < len(columns) else "", line.start + start, line.start + end) for i, (start, end) in enumerate(places) if end > start
        )
        if cells:
            label = line.text[cells[0].start - line.start : cells[0].end - line.start]
            _add(state, cells[0].start, cells[-1].end, "table_row", label=label, cells=cells, head=head)
            state.block += 1
        at += 1
    state.group += 1
    return at


def _cell_places(row: str) -> list[tuple[int, int]]:
    """Start and end of each cell's content, outer bars and blanks left out."""
    bars = [m.start() for m in re.finditer(r"(?<!\\)\|", row)]
    edges = [-1, *bars, len(row)]
    places = []
    for i, (left, right) in enumerate(pairwise(edges)):
        content = row[left + 1 : right]
        outer = i in (0, len(edges) - 2) and not content.strip()
        if not outer:
            stripped = content.strip()
            start = left + 1 + (len(content) - len(content.lstrip()) if stripped else 0)
            places.append((start, start + len(stripped)))
    return places


def _read_item(lines: list[Line], at: int, item: re.Match[str], state: _State) -> int:
    start = lines[at].start + item.end()
    end = lines[at].end
    at += 1
    while at < len(lines) and lines[at].goes_on:
        end = lines[at].end
        at += 1
    _add_sentences(state, start, end, "list_item", item[2] if item[2][-1] in ".)" else "")
    return at


def _read_row(lines: list[Line], at: int, many: int, state: _State) -> int:
    """Lines that tell one thing each, as items of a list."""
    state.group += 1 if many else 0
    opens = [one for one in range(at, at + many) if one == at or not lines[one].goes_on]
    for first, after in pairwise((*opens, at + many)):
        _add_sentences(state, lines[first].start, lines[after - 1].end, "list_item", "")
    state.group += 1 if many else 0
    return at + many


def _read_paragraph(lines: list[Line], at: int, state: _State, opens: int = 0) -> int:
    """A paragraph; `opens`: where in its first line it begins."""
    start = lines[at].start + opens
    first = at
    while at < len(lines) and not lines[at].blank:
        line = lines[at]
        stops = at > first and (
            ATX_HEADING.match(line.text)
            or LIST_ITEM.match(line.text)
            or QUESTION.match(line.text)
            or _is_table(lines, at)
            or (ENDS.search(lines[at - 1].text.rstrip()) and pairs_at(lines, at))
            or is_unmarked_heading(lines, at, state.width)
            or _own_paragraph(lines, at)
        )
        if stops:
            break
        at += 1
    _add_sentences(state, start, lines[at - 1].end, "sentence", "")
    return at


def _own_paragraph(lines: list[Line], at: int) -> bool:
    """Text with one line a paragraph: the line before is long and ends its sentence."""
    before = lines[at - 1].text.rstrip()
    return len(before) > 120 and bool(ENDS.search(before))


def _add_sentences(state: _State, offset: int, end: int, kind: str, ordinal: str) -> None:
    text = state.text[offset:end]
    label_match = LABEL.match(text) if kind == "list_item" else None
    label = re.sub(r"[*_]+", "", label_match["label"]).strip() if label_match else ""
    first = True
    for start, stop in sentence_places(text):
        _add(state, offset + start, offset + stop, kind, label=label, ordinal=ordinal, first=first)
        first = False
    state.block += 1


def _add(state: _State, start: int, end: int, kind: str, **more: object) -> None:
    headings = tuple(heading for _, heading in state.stack)
    unit = Unit(start, end, kind, headings, state.section, state.block, state.group)
    state.units.append(replace(unit, **more))  # type: ignore[arg-type]
