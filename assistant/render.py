"""Turn checked pieces into Markdown with numbered citations.

(Draft, checked pieces) -> text, citations, statements. Places are numbered by first
use; one place has one number. A marker follows the sentence that it supports.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus import Document

from .check import Verdict
from .draft import Draft, Piece, Span
from .types import Citation, Statement


class Numbering:
    """Citations of one reply, numbered by first use."""

    def __init__(self, documents: Mapping[str, Document], section: Mapping[Span, str]) -> None:
        self.documents, self.section = documents, section
        self.numbers: dict[Span, int] = {}

    def of(self, spans: Sequence[Span]) -> tuple[int, ...]:
        return tuple(self.numbers.setdefault(span, len(self.numbers) + 1) for span in dict.fromkeys(spans))

    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citation(span, number) for span, number in self.numbers.items())

    def _citation(self, span: Span, number: int) -> Citation:
        document = self.documents[span.document_id]
        source = document.source_at(span.start, span.end)
        return Citation(
            number=number,
            document_id=span.document_id,
            title=document.title,
            section=self.section.get(span, ""),
            url=source.url,
            as_of=source.as_of,
            quote=document.text[span.start : span.end],
            start=span.start,
            end=span.end,
        )


def render(draft: Draft, verdicts: Sequence[tuple[Piece, Verdict]], numbering: Numbering) -> tuple[str, tuple[Statement, ...]]:
    """Markdown of the pieces that may be shown, and a statement for each that says something."""
    blocks: list[tuple[str, str]] = []
    statements = []
    step = 0
    for piece, verdict in verdicts:
        if piece.layout == "row":
            text, numbers = _row(piece, numbering)
        else:
            numbers = numbering.of(piece.spans)
            text = _marked(escape(piece.text), numbers)
            step = step + 1 if piece.layout == "step" else step
            text = {"item": f"- {text}", "step": f"{step}. {text}"}.get(piece.layout, text)
        if piece.states:
            shown = " | ".join(cell for cell, _ in piece.cells) if piece.cells else piece.text
            statements.append(Statement(shown, numbers, verdict.supported, verdict.how))
        blocks.append((piece.layout, text))
    return _join(blocks, draft.columns), tuple(statements)


def _row(piece: Piece, numbering: Numbering) -> tuple[str, tuple[int, ...]]:
    cells, used = [], []
    for text, spans in piece.cells:
        numbers = numbering.of(spans)
        used.extend(numbers)
        cells.append(_marked(escape(text).replace("|", "\\|"), numbers))
    return "| " + " | ".join(cells) + " |", tuple(dict.fromkeys(used))


def _marked(text: str, numbers: tuple[int, ...]) -> str:
    marks = "".join(f"[{number}]" for number in numbers)
    return f"{text} {marks}" if marks else text


def _join(blocks: Sequence[tuple[str, str]], columns: tuple[str, ...]) -> str:
    text = ""
    for at, (layout, block) in enumerate(blocks):
        before = blocks[at - 1][0] if at else ""
        if layout == "row" and before != "row":
            head = "| " + " | ".join(escape(column).replace("|", "\\|") for column in columns) + " |\n|" + "---|" * len(columns)
            block = f"{head}\n{block}"
        if not at:
            text = block
        elif layout == before == "sentence":
            text += " " + block
        elif layout == before:
            text += "\n" + block
        else:
            text += "\n\n" + block
    return text


def escape(text: str) -> str:
    """Document text as plain text inside Markdown: no HTML, images or links come alive.

    >>> escape("<b>x</b> ![a](b)")
    '&lt;b>x&lt;/b> !\\\\[a\\\\](b)'
    """
    text = text.replace("&", "&amp;") if re.search(r"&(?:#\w+|\w+);", text) else text
    text = re.sub(r"\s+", " ", text.replace("<", "&lt;")).strip()
    text = re.sub(r"^>", "&gt;", text)  # elsewhere it opens nothing ("Open Bank > Import")
    return re.sub(r"([\[\]*`~]|(?<!\w)_|_(?!\w))", r"\\\1", text)
