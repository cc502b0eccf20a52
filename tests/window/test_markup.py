"""Markdown to safe HTML, and ranges marked where they stand."""

import re

import pytest

from assistant.window.markup import answer_html, marked_html, plain_quote, safe_url

TEXT = """# Fees

| Course | Price | Days |
|---|---|---|
| **Vision** and more | $4,700 | 4 |

1. First, *apply* early.
2. Then wait.

> A remark with `code`.

Prose [with a link](https://example.org/) ends."""


def marks(html):
    return "".join(re.findall(r"<mark>(.*?)</mark>", html))


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("$4,700", "$4,700"),
        ("**Vision** and more | $4,700 | 4", "Vision and more$4,7004"),
        ("| **Vision** and more | $4,700 | 4 |", "Vision and more$4,7004"),
        ("1. First, *apply* early.", "First, apply early."),
        ("First, *apply*", "First, apply"),
        ("# Fees", "Fees"),
        ("> A remark with `code`.", "A remark with code."),
        ("with a link](https://example.org/) ends", ""),
        ("Prose", "Prose"),
        ("*apply* early.\n2. Then", "apply early.Then"),
    ],
)
def test_a_range_is_marked_and_the_blocks_stay(wanted, shown):
    start = TEXT.index(wanted)
    html = marked_html(TEXT, start, start + len(wanted))
    if shown:
        assert marks(html) == shown
    assert ("<table>" in html, "<ol>" in html, "<blockquote>" in html, "<h1>" in html) == (True, True, True, True)


def test_an_empty_range_marks_nothing():
    assert "<mark>" not in marked_html(TEXT, 0, 0)
    assert "<mark>" not in marked_html("", 3, 9)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![beacon](https://evil.example/x.png)",
        "[go](javascript:alert(1))",
        "[go](data:text/html,x)",
        "<https://evil.example/>",
        '[x](https://a.example/"onclick="alert(1))',
        "`<b>`",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_no_markup_of_a_text_comes_alive(hostile):
    for html in (marked_html(hostile, 0, len(hostile)), answer_html(hostile, str)):
        assert not re.search(r"<(?!/?(p|mark|a|code)\b)", html)
        assert not re.search(r"<a(?! href=\"https?://[^\"]*\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">)", html)


def test_only_markers_of_ours_become_markers():
    assert answer_html(r"One. [1] As \[2\] says [3].", lambda number: f"<i>{number}</i>") == "<p>One. <i>1</i> As [2] says <i>3</i>.</p>\n"


def test_characters_that_we_reserve_lose_their_meaning():
    assert "<mark>" not in marked_html("a \ue000b\ue001 c", 0, 0)


def test_a_quote_of_a_row_reads_as_one_line():
    assert plain_quote("| Price | **$4,700** |\n|---|---|") == "Price · $4,700"


@pytest.mark.parametrize(
    ("url", "safe"), [("https://mit.edu/a", True), ("http://x", True), ("javascript:1", False), ("//x", False), ('https://x"y', False), (None, False)]
)
def test_only_web_addresses_are_linked(url, safe):
    assert (safe_url(url) is not None) is safe
