"""The lines of a text, and how a line shows by its own marks what it is: a heading, an item of a list, a row of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LIST_ITEM = re.compile(r"^(\s*)([-*+•–▪◦]|\(?\d{1,3}[.)]|[a-zA-Z][.)])\s+(?=\S)")
ATX_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
UNDERLINE = re.compile(r"^\s{0,3}(=+|-{3,})\s*$")
BOLD_LINE = re.compile(r"^\s{0,3}(\*\*|__)(?=\S)(?P<heading>(?:(?!\1).)+?)\1\s*:?\s*$")
TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+\|?\s*$")
ENDS = re.compile(r"[.!?:…][\"”’)\]]*$")  # as a sentence does, or what announces something
LONGEST_WRAPPED = 100  # characters of the longest line of a broken paragraph
LEAST_WRAPPED = 3  # lines of a text that go on below in small letters


@dataclass(frozen=True)
class Line:
    start: int
    end: int  # without the line break
    text: str

    @property
    def blank(self) -> bool:
        return self.text.strip() in {"", "-", "*"}

    @property
    def goes_on(self) -> bool:
        """Whether it is indented and no item, and so belongs to the line above."""
        return self.text.startswith((" ", "\t")) and not self.blank and not LIST_ITEM.match(self.text)

    @property
    def marked(self) -> bool:
        """Whether it has a mark of its own: of a heading, an item, a row, code."""
        return bool(LIST_ITEM.match(self.text) or ATX_HEADING.match(self.text) or UNDERLINE.match(self.text) or "|" in self.text or "```" in self.text)


def lines_of(text: str) -> list[Line]:
    lines, start = [], 0
    for raw in text.split("\n"):
        lines.append(Line(start, start + len(raw), raw))
        start += len(raw) + 1
    return lines


def wrapped_at(lines: Sequence[Line]) -> int:
    """The width at which a text breaks the lines of its paragraphs; 0 where a paragraph is one line."""
    running = [len(one.text.rstrip()) for one, other in pairwise(lines) if re.search(r"[\w,;]$", one.text.rstrip()) and other.text[:1].islower()]
    return max(running) if len(running) >= LEAST_WRAPPED and max(running) <= LONGEST_WRAPPED else 0


def goes_on(lines: Sequence[Line], at: int, width: int) -> bool:
    """Whether a line is broken off because the first word of the next one would not have fitted in."""
    if not width or at + 1 >= len(lines) or lines[at + 1].blank:
        return False
    return len(lines[at].text.rstrip()) + 1 + len(lines[at + 1].text.split(None, 1)[0]) > width


def below(lines: Sequence[Line], at: int) -> Line | None:
    """The next line that is not blank."""
    return next((line for line in lines[at + 1 :] if not line.blank), None)


def apart(lines: Sequence[Line], at: int) -> bool:
    """Whether nothing stands right above a line."""
    return at == 0 or lines[at - 1].blank
