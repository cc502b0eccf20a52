"""A reply in the making: pieces of text, each with the places it rests on.

Composers make a `Draft`; the check decides which pieces may be shown; rendering
numbers the places and writes the Markdown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .types import Outcome

Layout = Literal["sentence", "item", "step", "row", "lead", "note"]


@dataclass(frozen=True, order=True)
class Span:
    """Characters start..end of a document."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """One sentence, list item, step or table row of a reply."""

    text: str  # plain text; for a row: unused
    spans: tuple[Span, ...] = ()
    how: str = "quoted"  # "quoted", "composed", or "computed: <working>"
    layout: Layout = "sentence"
    cells: tuple[tuple[str, tuple[Span, ...]], ...] = ()  # of a row
    states: bool = True  # False: says nothing of the documents' subject (a greeting, a question back)


@dataclass(frozen=True)
class Draft:
    """What a composer found: pieces in the order shown, and how sure it is."""

    outcome: Outcome
    pieces: tuple[Piece, ...] = ()
    confidence: float = 0.0
    form: str = ""
    columns: tuple[str, ...] = ()  # heads of the table, where pieces are rows
    follow_ups: tuple[str, ...] = field(default=())
