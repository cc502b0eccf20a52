"""Which lines of a text are headings though no mark says so, and which short lines are none: told in rows, or told of something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import BOLD_LINE, ENDS, LIST_ITEM, Line, apart, below, goes_on
from .sentence_places import sentence_places

NUMBERED_HEADING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Z][.)]|§\s?\d{1,3}\.?)\s+(?=[A-Z\"“])(?P<words>\S.*)$")
QUESTION = re.compile(r"^\s*(?:\*\*|__)?Q(?:uestion)?(?:\s*\d{1,3})?\s*[:.)]\s+(?P<words>\S.*\?)(?:\*\*|__)?\s*$", re.I)  # "Q: Is it open?"
ANSWER = re.compile(r"^\s*(?:\*\*|__)?A(?:nswer)?(?:\s*\d{1,3})?\s*[:.)](?:\*\*|__)?\s+(?=\S)", re.I)
PAIR = re.compile(r"^(?!\s*(?:Q|A|Question|Answer)\b)(?P<key>[A-Z0-9][^:.!?;|]{1,40}?):\s+(?P<value>[^\s|].*)$")  # "Treasurer: Ben Okafor"
FIGURE = re.compile(r"\d{4}|[$€£]\s?\d|\d\s?(?:[ap]\.?m\b|%)|\d[:.]\d\d", re.I)
HANGS = re.compile(r"\b(?:the|an?|and|or|its|their|our|your|my|that)$", re.I)  # nothing ends with such a word
CAPITALS = re.compile(r"^(?=[^a-z]*[A-Z]{3})[^a-z]+:$")
LONGEST_HEADING_WORDS = 16
LONGEST_NUMBERED_WORDS = 8  # of a numbered heading right above its text
LONGEST_KEY_WORDS, LEAST_PAIRS, LEAST_ROW = 5, 2, 3
LEAST_TOLD_WORDS = 3  # of the first sentence of a line that tells something and then begins another


def is_unmarked_heading(lines: Sequence[Line], at: int, width: int = 0) -> bool:
    """A short line without a full stop that stands apart and has something below it."""
    text = lines[at].text.strip()
    if CAPITALS.match(text) and apart(lines, at) and below(lines, at) is not None:
        return True
    if not _may_head(text) or goes_on(lines, at, width) or (at > 0 and goes_on(lines, at - 1, width)) or pairs_at(lines, at):
        return False
    if at > 0 and not lines[at - 1].blank:
        before = lines[at - 1].text.strip()
        if not ENDS.search(before) and not LIST_ITEM.match(lines[at - 1].text) and "|" not in before and (not _looks_short(before) or HANGS.search(before)):
            return False
    next_line = below(lines, at)
    if next_line is None:
        return False
    if FIGURE.search(text) and not text.endswith("?") and _short_alone(next_line):
        return False  # a line below the title: "Meeting of 14 May 2026"
    return bool(re.match(r"\s*[\"“'‘(\[$€£|*•–#-]?\s*[A-Z0-9$(\[“\"|]", next_line.text) or LIST_ITEM.match(next_line.text))


def _may_head(text: str) -> bool:
    """Whether a line is short enough for a heading, opens like one and is no sentence."""
    if len(text.split()) > LONGEST_HEADING_WORDS or len(text) > 110 or not re.match(r"[\"“'‘(]?[A-Z0-9]", text):
        return False
    if re.search(r"[.!;,:…]$", text) and not re.search(r"\b[A-Z]\.$", text):
        return False
    places = sentence_places(text)
    return not HANGS.search(text) and (len(places) < 2 or len(text[slice(*places[0])].split()) < LEAST_TOLD_WORDS)


def _short_alone(line: Line) -> bool:
    """Whether a line could be a heading or one of a row, and asks nothing."""
    text = line.text.strip()
    return not line.marked and _may_head(text) and not text.endswith("?")


def _looks_short(text: str) -> bool:
    return len(text.split()) <= LONGEST_HEADING_WORDS and not re.search(r"[,;]$", text)


def is_numbered_heading(lines: Sequence[Line], at: int) -> bool:
    """A short numbered line that stands apart and is followed by a paragraph, not by the next item of a list."""
    numbered = NUMBERED_HEADING.match(lines[at].text)
    if not numbered or len(numbered["words"].split()) > LONGEST_HEADING_WORDS or re.search(r"[.!;,:]\s*$", lines[at].text):
        return False
    next_line = below(lines, at)
    if not apart(lines, at) or next_line is None or next_line.text.startswith((" ", "\t")):
        return False
    if not lines[at + 1].blank:  # right above its text
        return len(numbered["words"].split()) <= LONGEST_NUMBERED_WORDS and not next_line.marked and next_line.text[:1].isupper()
    return not LIST_ITEM.match(next_line.text) or bool(re.match(r"[-*+•–]", next_line.text))


def is_bold_heading(lines: Sequence[Line], at: int) -> bool:
    """A short line, all of it bold, that stands apart and has something below it."""
    bold = BOLD_LINE.match(lines[at].text)
    if not bold or len(bold["heading"]) > 110 or not apart(lines, at):
        return False
    next_line = below(lines, at)
    return next_line is not None and not BOLD_LINE.match(next_line.text)


def pairs_at(lines: Sequence[Line], at: int) -> int:
    """How many lines from one on tell each a thing and what it is ("Treasurer: Ben Okafor"), indented ones below among them; 0 where fewer than LEAST_PAIRS do."""
    many = pairs = 0
    while at + many < len(lines) and (_is_pair(lines[at + many]) or (many and lines[at + many].goes_on)):
        pairs += not lines[at + many].goes_on
        many += 1
    return many if pairs >= LEAST_PAIRS or (pairs and at > 0 and _is_pair(lines[at - 1])) else 0


def _is_pair(line: Line) -> bool:
    pair = None if line.marked else PAIR.match(line.text)
    return pair is not None and len(pair["key"].split()) <= LONGEST_KEY_WORDS


def row_below(lines: Sequence[Line], at: int) -> int:
    """How many short lines below a heading are told in a row, one thing a line; 0 where fewer than LEAST_ROW − 1 are.

    The last line of a row that stands right above a paragraph is the heading of that.
    """
    many = 1
    while at + many < len(lines) and _short_alone(lines[at + many]):
        many += 1
    ends = at + many >= len(lines) or lines[at + many].blank
    if not ends and lines[at + many].text[:1].islower():
        return 0
    row = many - 1 if ends else many - 2
    return row if row >= LEAST_ROW - 1 else 0
