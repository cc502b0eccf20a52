"""Markdown as safe HTML, with the characters of a citation marked.

Markdown -> HTML in which no tag, image or script of the text comes alive and only http(s)
links remain. `marked_html` marks an exact range of characters wherever it lies: in prose,
in list items, across the cells of a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

MARK_OPENS, MARK_CLOSES = "\ue000", "\ue001"  # private-use characters that stand for the ends of a range
NUMBER_OPENS, NUMBER_CLOSES = "\ue002", "\ue003"  # around the number of a citation
RESERVED = re.compile("[\ue000-\ue003]")
BLOCK_PREFIX = re.compile(r"[ \t]*(?:(?:#{1,6}|[-*+]|\d+[.)]|>|\|)[ \t]+)+")  # what makes a line a heading, item, quote or row
MARKER = re.compile(r"(?<!\\)((?:\\\\)*)\[(\d{1,3})\]")

Marker = Callable[[int], str]


def answer_html(markdown: str, marker: Marker) -> str:
    """A reply as HTML; `marker(number)` gives the HTML of each citation marker."""
    text = MARKER.sub(rf"\1{NUMBER_OPENS}\2{NUMBER_CLOSES}", RESERVED.sub("\ufffd", markdown))
    return _parser.render(text, {"marker": marker})


def marked_html(text: str, start: int, end: int) -> str:
    """A document as HTML with the characters start..end in <mark>.

    >>> marked_html("- Bring a *pen*.", 2, 9)
    '<ul>\\n<li><mark>Bring a</mark> <em>pen</em>.</li>\\n</ul>\\n'
    """
    text = RESERVED.sub("\ufffd", text)
    start, end = _inside_blocks(text, start, end)
    if start >= end:
        return _parser.render(text, {})
    return _parser.render(text[:start] + MARK_OPENS + text[start:end] + MARK_CLOSES + text[end:], {})


def plain_quote(quote: str) -> str:
    """A quotation in one line without its Markdown: cells become words set apart by dots.

    >>> plain_quote("| Price | **$4,700** |")
    'Price · $4,700'
    """
    lines = (_without_prefix(line).strip().strip("|").strip() for line in quote.splitlines())
    text = " ".join(line for line in lines if line and not re.fullmatch(r"[\s|:-]+", line))
    text = re.sub(r"\s*(?<!\\)\|\s*", " · ", text)
    return re.sub(r"\*\*|__|`|\\(?=[^\w\s])", "", text)


def safe_url(url: str | None) -> str | None:
    """The address if it is an ordinary web address, else None."""
    return url if url and re.match(r"https?://[^\s<>\"']+$", url) else None


def _without_prefix(line: str) -> str:
    prefix = BLOCK_PREFIX.match(line)
    return line[prefix.end() :] if prefix else line


def _inside_blocks(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the markup at its ends, so that the blocks are still read as blocks."""
    start, end = max(0, start), min(len(text), end)
    line_start = text.rfind("\n", 0, start) + 1
    if prefix := BLOCK_PREFIX.match(text, line_start):
        start = max(start, prefix.end())
    while start < end and text[start] in " \t\n":
        start += 1
    while end > start and text[end - 1] in " \t\n|":
        end -= 1
    return start, end


class _Renderer(RendererHTML):
    """Marks ranges and citation numbers; everything else as markdown-it does, escaped."""

    def text(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return _pieces(tokens[idx].content, env)

    def code_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f"<code>{_pieces(tokens[idx].content, env)}</code>"

    def code_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f"<pre><code>{_pieces(tokens[idx].content, env)}</code></pre>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f"<pre><code>{_pieces(tokens[idx].content, env)}</code></pre>\n"

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return _pieces(tokens[idx].content, env)  # its description; nothing is fetched

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return '<div class="table-scroll" role="region" aria-label="Table" tabindex="0"><table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "</table></div>\n"

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f'<a href="{escape(str(tokens[idx].attrs["href"]))}" target="_blank" rel="noopener noreferrer nofollow">'


def _pieces(text: str, env: Any) -> str:
    """Escaped text; what lies between the reserved characters is marked or made a marker."""
    html = []
    for part in re.split(f"([{MARK_OPENS}{MARK_CLOSES}]|{NUMBER_OPENS}\\d+{NUMBER_CLOSES})", text):
        if part == MARK_OPENS:
            env["inside"] = True
        elif part == MARK_CLOSES:
            env["inside"] = False
        elif part.startswith(NUMBER_OPENS):
            html.append(env["marker"](int(part[1:-1])))
        elif part:
            html.append(f"<mark>{escape(part)}</mark>" if env.get("inside") else escape(part))
    return "".join(html)


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table").disable(["html_block", "html_inline", "autolink"])
    parser.validateLink = lambda url: safe_url(url) is not None  # type: ignore[method-assign]
    return parser


_parser = _make_parser()
