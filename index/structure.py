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

import sentencex

LIST_ITEM = re.compile(r"^(\s*)([-*+•–▪◦]|\(?\d{1,3}[.)]|[a-zA-Z][.)])\s+(?=\S)")
ATX_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
UNDERLINE = re.compile(r"^\s{0,3}(=+|-{3,})\s*$")
BOLD_LINE = re.compile(r"^\s{0,3}(\*\*|__)(?=\S)(?P<heading>(?:(?!\1).)+?)\1\s*:?\s*$")
TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+\|?\s*$")
LABEL = re.compile(r"^(?P<mark>\*{0,2}|_{0,2})(?P<label>[^.!?]{2,100})(?P=mark)\s*(?::\s+|\s+[–—]\s+)(?=\S)")
NUMBERED_HEADING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Z][.)]|§\s?\d{1,3}\.?)\s+(?=[A-Z\"“])(?P<words>\S.*)$")
NUMBERED_LEVEL, UNMARKED_LEVEL, QUESTION_LEVEL = 6, 7, 8
LONGEST_HEADING_WORDS = 16


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


@dataclass(frozen=True)
class _Line:
    start: int
    end: int  # without the line break
    text: str

    @property
    def blank(self) -> bool:
        return self.text.strip() in {"", "-", "*"}


def outline(text: str, title: str = "") -> tuple[Unit, ...]:
    """Cut a document into units, in reading order.

    >>> [u.kind for u in outline("# Fees\\nOne costs $5. Two costs $6.\\n\\n- Three: free\\n")]
    ['sentence', 'sentence', 'list_item']
    """
    lines = _lines(text)
    state = _State(text)
    at = 0
    while at < len(lines):
        at = _read_block(lines, at, state, title)
    return tuple(state.units)


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for raw in text.split("\n"):
        lines.append(_Line(start, start + len(raw), raw))
        start += len(raw) + 1
    return lines


def _read_block(lines: list[_Line], at: int, state: _State, title: str) -> int:
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
    if _is_numbered_heading(lines, at):
        _open_section(state, NUMBERED_LEVEL, line.text.strip(), title)
        return at + 1
    if item := LIST_ITEM.match(line.text):
        return _read_item(lines, at, item, state)
    if _is_unmarked_heading(lines, at) or _is_bold_heading(lines, at):
        heading = re.sub(r"[*_:]+\s*$|^\s*[*_]+", "", line.text.strip()) if BOLD_LINE.match(line.text) else line.text.strip()
        _open_section(state, QUESTION_LEVEL if heading.endswith("?") else UNMARKED_LEVEL, heading, title)
        return at + 1
    return _read_paragraph(lines, at, state)


def _skip_code(lines: list[_Line], at: int) -> int:
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


def _is_unmarked_heading(lines: list[_Line], at: int) -> bool:
    """A short line without a full stop that stands apart and has something below it."""
    text = lines[at].text.strip()
    words = text.split()
    if len(words) > LONGEST_HEADING_WORDS or len(text) > 110 or not re.match(r"[\"“'‘(]?[A-Z0-9]", text):
        return False
    if re.search(r"[.!;,:…]$", text) and not re.search(r"\b[A-Z]\.$", text):
        return False
    if at > 0 and not lines[at - 1].blank:
        before = lines[at - 1].text.strip()
        ends = re.search(r"[.!?:…][\"”’)\]]*$", before) or LIST_ITEM.match(lines[at - 1].text) or "|" in before
        if not ends and not _looks_short(before):
            return False
    below = next((line for line in lines[at + 1 :] if not line.blank), None)
    if below is None:
        return False
    return bool(re.match(r"\s*[\"“'‘(\[$€£|*•–#-]?\s*[A-Z0-9$(\[“\"|]", below.text) or LIST_ITEM.match(below.text))


def _is_numbered_heading(lines: list[_Line], at: int) -> bool:
    """A short numbered line that stands apart and is followed by a paragraph, not by the next item of a list."""
    numbered = NUMBERED_HEADING.match(lines[at].text)
    if not numbered or len(numbered["words"].split()) > LONGEST_HEADING_WORDS or re.search(r"[.!;,:]\s*$", lines[at].text):
        return False
    apart = (at == 0 or lines[at - 1].blank) and at + 1 < len(lines) and lines[at + 1].blank
    below = next((line.text for line in lines[at + 1 :] if not line.blank), None)
    return apart and below is not None and not below.startswith((" ", "\t")) and (not LIST_ITEM.match(below) or bool(re.match(r"[-*+•–]", below)))


def _is_bold_heading(lines: list[_Line], at: int) -> bool:
    """A short line, all of it bold, that stands apart and has something below it."""
    bold = BOLD_LINE.match(lines[at].text)
    if not bold or len(bold["heading"]) > 110 or (at > 0 and not lines[at - 1].blank):
        return False
    below = next((line.text for line in lines[at + 1 :] if not line.blank), None)
    return below is not None and not BOLD_LINE.match(below)


def _looks_short(text: str) -> bool:
    return len(text.split()) <= LONGEST_HEADING_WORDS and not re.search(r"[,;]$", text)


def _is_table(lines: list[_Line], at: int) -> bool:
    """Rows of cells; in Markdown with a rule under the heads, in plain text often without."""
    if at + 1 >= len(lines) or "|" not in lines[at].text:
        return False
    return bool(TABLE_RULE.match(lines[at + 1].text)) or all(_is_barred(line.text) for line in lines[at : at + 2])


def _is_barred(line: str) -> bool:
    """A line that opens and ends with a bar and has at least two cells."""
    return line.strip().startswith("|") and line.rstrip().endswith("|") and line.count("|") >= 3


def _read_table(lines: list[_Line], at: int, state: _State) -> int:
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


def _read_item(lines: list[_Line], at: int, item: re.Match[str], state: _State) -> int:
    start = lines[at].start + item.end()
    end = lines[at].end
    at += 1
    while at < len(lines) and lines[at].text.startswith((" ", "\t")) and not lines[at].blank and not LIST_ITEM.match(lines[at].text):
        end = lines[at].end
        at += 1
    _add_sentences(state, start, end, "list_item", item[2] if item[2][-1] in ".)" else "")
    return at


def _read_paragraph(lines: list[_Line], at: int, state: _State) -> int:
    start = lines[at].start
    first = at
    while at < len(lines) and not lines[at].blank:
        line = lines[at]
        stops = (at > first and (ATX_HEADING.match(line.text) or LIST_ITEM.match(line.text) or _is_table(lines, at) or _is_unmarked_heading(lines, at))) or (
            at > first and _own_paragraph(lines, at)
        )
        if stops:
            break
        at += 1
    _add_sentences(state, start, lines[at - 1].end, "sentence", "")
    return at


def _own_paragraph(lines: list[_Line], at: int) -> bool:
    """Text with one line a paragraph: the line before is long and ends its sentence."""
    before = lines[at - 1].text.rstrip()
    return len(before) > 120 and bool(re.search(r"[.!?:][\"”’)\]]*$", before))


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


def sentence_places(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a paragraph, outer blanks left out.

    >>> sentence_places("One.  Two?")
    [(0, 4), (6, 10)]
    """
    places = []
    for boundary in sentencex.get_sentence_boundaries("en", text):
        piece = text[boundary["start_index"] : boundary["end_index"]]
        start = boundary["start_index"] + len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if re.search(r"\w", text[start:end]):
            places.append((start, end))
    return places
