"""A document in the source pane, with the cited characters marked where they stand.

(Document, start, end) -> HTML. Long documents are shown from the headings around the
passage; the cut is said.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

from corpus import Document

from .icons import icon
from .markup import marked_html, safe_url

LONGEST_SHOWN = 40_000  # characters of a document in the pane
AROUND = 12_000  # characters shown on each side of a passage of a longer document


def source_html(document: Document, start: int = 0, end: int = 0) -> str:
    """The document with start..end marked; without a range, the whole of it unmarked."""
    source = document.source_at(start, end)
    lines = [f'<p class="source-name">{escape(source.source)}</p>'] if source.source and source.source != document.title else []
    lines.append(facts_html(source.as_of, source.url))
    first, last = _shown(document.text, start, end)
    text = document.text[first:last]
    title = "" if re.match(r"\s*#\s", text) else f"<h1>{escape(document.title)}</h1>"
    return f'<header>{"".join(lines)}</header><div class="document">{title}{_cut(first > 0)}{marked_html(text, start - first, end - first)}{_cut(last < len(document.text))}</div>'


def facts_html(as_of: str | None, url: str | None) -> str:
    """When a source was true and where its official page is; "" where neither is known."""
    facts = [f"<span>as of {escape(as_of)}</span>"] if as_of else []
    if address := safe_url(url):
        site = (urlsplit(address).hostname or "").removeprefix("www.")
        hint = '<span class="sr-only"> (official page, opens in a new tab)</span>'
        facts.append(f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{escape(site)}{icon("out")}{hint}</a>')
    return f'<p class="facts">{"".join(facts)}</p>' if facts else ""


def _shown(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a text to show: whole, or from a heading before the passage to one after it."""
    if len(text) <= LONGEST_SHOWN:
        return 0, len(text)
    before = [match.start() for match in re.finditer(r"^#{1,6} ", text[:start], re.M) if match.start() >= start - AROUND]
    first = before[0] if before else text.rfind("\n", 0, max(0, start - AROUND)) + 1
    after = text.find("\n", min(len(text), end + AROUND))
    return first, after if after >= 0 else len(text)


def _cut(cut: bool) -> str:
    return '<p class="cut">Part of this long document is not shown.</p>' if cut else ""
