"""Gather the units of documents into chunks along headings and paragraphs.

Document -> (Sentence, ...), (Chunk, ...), in reading order. Both are exact slices:
`document.text[start:end] == text`. A chunk holds whole sentences of one section; its
id depends on the document's id and its own place and text only, so that the same
document and settings give the same ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.documents import Document

from .structure import Unit, outline


@dataclass(frozen=True)
class Sentence:
    """One unit of a document: the smallest thing that is cited."""

    sentence_id: str
    document_id: str
    start: int
    end: int
    text: str
    unit: Unit
    chunk: int  # position of its chunk in the index
    title: str  # of its document

    @property
    def headings(self) -> tuple[str, ...]:
        return self.unit.headings

    @property
    def topic(self) -> str:
        """What the sentence is about when read alone: innermost heading (or title) and list label."""
        heading = self.headings[-1] if self.headings else self.title
        return ": ".join(part for part in (heading, self.label) if part)

    @property
    def label(self) -> str:
        """The label of its list item, where it does not begin with it."""
        return self.unit.label if self.unit.label and not self.text.startswith(self.unit.label) else ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Heads of the columns of a table's row."""
        return tuple(cell.column for cell in self.unit.cells if cell.column)

    @property
    def told(self) -> str:
        """The text; the cells of a row with the heads of their columns."""
        if not self.columns:
            return self.text
        cells = ((cell.column, self.text[cell.start - self.start : cell.end - self.start]) for cell in self.unit.cells)
        return "; ".join(f"{column}: {value}" if column else value for column, value in cells)

    @property
    def indexed_text(self) -> str:
        """What is embedded and searched."""
        return f"{self.topic}: {self.told}" if self.topic else self.told


@dataclass(frozen=True)
class Chunk:
    """Some whole sentences of one section, at most `chunk_characters` long where sentences allow."""

    chunk_id: str
    document_id: str
    title: str
    headings: tuple[str, ...]
    start: int
    end: int
    text: str

    @property
    def indexed_text(self) -> str:
        """Title, headings and text: what is embedded and searched."""
        path = ": ".join(dict.fromkeys((self.title, *self.headings)))
        return f"{path}\n{self.text}" if path else self.text


def cut(documents: Iterable[Document], chunk_characters: int) -> tuple[tuple[Chunk, ...], tuple[Sentence, ...]]:
    """Cut documents into chunks and sentences; each sentence knows the position of its chunk."""
    chunks: list[Chunk] = []
    sentences: list[Sentence] = []
    for document in documents:
        for units in _groups(outline(document.text, document.title), chunk_characters):
            start, end = units[0].start, units[-1].end
            text = document.text[start:end]
            chunks.append(Chunk(_identity(document.doc_id, start, text), document.doc_id, document.title, units[0].headings, start, end, text))
            sentences.extend(_sentence(document, unit, len(chunks) - 1) for unit in units)
    return tuple(chunks), tuple(sentences)


def _groups(units: Sequence[Unit], limit: int) -> Iterator[list[Unit]]:
    """Units of one section, broken before a paragraph that does not fit whole, and inside one only where it is too long by itself."""
    ends = {unit.group: unit.end for unit in units}
    group: list[Unit] = []
    for unit in units:
        if group:
            opens = unit.group != group[-1].group
            reach = ends[unit.group] if opens else unit.end
            if unit.section != group[-1].section or reach - group[0].start > limit:
                yield group
                group = []
        group.append(unit)
    if group:
        yield group


def _sentence(document: Document, unit: Unit, chunk: int) -> Sentence:
    text = document.text[unit.start : unit.end]
    return Sentence(_identity(document.doc_id, unit.start, text), document.doc_id, unit.start, unit.end, text, unit, chunk, document.title)


def _identity(document_id: str, start: int, text: str) -> str:
    digest = hashlib.sha256(f"{document_id}\0{start}\0{text}".encode()).hexdigest()
    return f"{document_id}:{start}:{digest[:12]}"
