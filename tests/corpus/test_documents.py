"""Loading of documents: what is kept, what is cleaned, what is refused and how."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Document, DocumentError, Link, Provenance, load_documents
from corpus.documents import clean_text, slug

FULL = """---
id: fees
title: Fees and funding
source: Price list
section: Chapter 2
as_of: 2024
links:
  - title: Office
    url: https://example.org/office
  - https://example.org/more
---

# Fees

Four days cost $3,200.
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode("utf-8"))
    return folder


def only(folder: Path) -> Document:
    (document,) = load_documents(folder)
    return document


def message(folder: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        load_documents(folder)
    return str(caught.value)


def test_front_matter_describes_the_document_and_is_no_part_of_its_text(tmp_path: Path) -> None:
    document = only(write(tmp_path, {"a.md": FULL}))
    assert document == Document(
        doc_id="fees",
        title="Fees and funding",
        text="# Fees\n\nFour days cost $3,200.\n",
        source="Price list",
        section="Chapter 2",
        as_of="2024",
        links=(Link("Office", "https://example.org/office"), Link("https://example.org/more", "https://example.org/more")),
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Intro\n\n# Fees #\n", "Fees"),
        ("```\n# a comment\n```\n# Fees\n", "Fees"),
        ("\n\nFirst line\nSecond", "First line"),
        ("## Part two\ntext", "Part two"),
        ("###\n", "notes"),
        ("word " * 40, ("word " * 23).strip() + "…"),
    ],
    ids=["heading", "fenced", "first line", "lower heading", "file name", "long line"],
)
def test_title_is_the_first_heading_else_the_first_line_else_the_file_name(tmp_path: Path, text: str, title: str) -> None:
    assert only(write(tmp_path, {"notes.md": text})).title == title


def test_id_is_the_slug_of_the_relative_path(tmp_path: Path) -> None:
    folder = write(tmp_path, {"Guides/How to Apply.md": "x", "Über_uns.txt": "y"})
    assert [document.doc_id for document in load_documents(folder)] == ["guides-how-to-apply", "über-uns"]


def test_json_lines_give_one_document_a_line(tmp_path: Path) -> None:
    rows = [{"doc_id": "b", "title": "B", "text": "two\r\n"}, {"doc_id": "a", "text": "one"}]
    folder = write(tmp_path, {"rows.jsonl": "\n".join(map(json.dumps, rows)) + "\n\n"})
    assert [(document.doc_id, document.title, document.text) for document in load_documents(folder)] == [
        ("a", "one", "one"),
        ("b", "B", "two\n"),
    ]


def test_hidden_files_and_other_types_are_left_out(tmp_path: Path) -> None:
    folder = write(tmp_path, {".notes.md": "x", ".git/a.md": "x", "picture.png": "x", "a.TXT": "x"})
    assert [document.doc_id for document in load_documents(folder)] == ["a"]


def test_an_empty_folder_gives_no_documents(tmp_path: Path) -> None:
    assert load_documents(tmp_path) == []


def test_text_is_cleaned_of_marks_that_no_reader_sees() -> None:
    assert clean_text("\ufeffa\r\nb\rc\x00d\te\x85\ud800") == "a\nb\nc d\te  "


def test_slug_of_a_name_without_letters_is_not_empty() -> None:
    assert slug("---") == "document"


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_any_text_is_kept_as_it_is_but_for_line_ends_and_control_characters(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name), {"any.txt": text})
        if clean_text(text).strip():
            document = only(folder)
            assert document.text == clean_text(text)
            assert document.title
        else:
            assert "any.txt: found no text" in message(folder)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc",), exclude_characters="\ufeff")))
def test_cleaning_changes_nothing_in_printable_text(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.md": "  \n"}, "a.md: found no text, expected at least one word; add text or remove the file"),
        ({"a.md": "---\ntitle: A\n---\n"}, "a.md: found no text, expected at least one word; add text or remove the file"),
        (
            {"a.md": "---\ntitle: A\n"},
            "a.md: found front matter that opens on line 1 and is not closed, expected a line of three dashes after it; "
            "close the front matter, or put a blank line before the dashes",
        ),
        (
            {"a.md": "---\nid: a\ntitle: A: B\n---\ntext"},
            "a.md: found front matter with broken YAML on line 3, expected lines such as 'title: Fees'; correct it; put values with a colon in quotes",
        ),
        (
            {"a.md": "---\n- a\n---\ntext"},
            "a.md: found front matter that is a list, expected lines such as 'title: Fees'; correct it, or put a blank line before the dashes",
        ),
        (
            {"a.md": "---\ntitle: [1]\n---\ntext"},
            "a.md, front matter title: found a list, expected text; correct the value",
        ),
        (
            {"a.md": "---\nlinks: [{title: A}]\n---\ntext"},
            "a.md, front matter links.0.url: found a mapping, expected links, each with a url; correct the value",
        ),
        (
            {"a.md": "---\nid: b\n---\ntext", "b.txt": "text"},
            "b.txt: found the id 'b', which a.md has already, expected an id of its own; give one of the two another id or file name",
        ),
        ({"a.jsonl": '{"doc_id": "a", "text": "x"}\n{'}, "a.jsonl line 2: found broken JSON, expected a JSON object; correct the line"),
        (
            {"a.jsonl": '{"doc_id": "a"}'},
            "a.jsonl line 1: found a line that lacks doc_id or text, expected both, each with a word in it; correct the line",
        ),
    ],
    ids=["empty", "only front matter", "open", "broken", "list", "value", "link", "same id", "json", "no text"],
)
def test_a_document_that_cannot_be_used_is_named_with_the_next_step(tmp_path: Path, files: dict[str, str], expected: str) -> None:
    assert message(write(tmp_path, files)) == expected


def test_a_document_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Gebühr".encode("latin-1"))
    assert message(tmp_path) == "old.txt: found a byte that is not UTF-8 at position 3, expected text encoded as UTF-8; save the file as UTF-8"


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    assert message(tmp_path / "none").endswith("found no folder, expected a folder of documents; check the path")


def test_source_at_gives_the_span_that_covers_most() -> None:
    first, second = Provenance(0, 10, "First", None, None), Provenance(11, 30, "Second", None, "2024")
    document = Document("a", "A", "x" * 40, source="Whole", provenance=(first, second))
    assert document.source_at(2, 8) is first
    assert document.source_at(8, 20) is second
    assert document.source_at(35, 40) == Provenance(0, 40, "Whole", None, None)


def test_an_id_in_place_of_a_title_gives_way_to_the_first_line_that_names_something(tmp_path):
    row = {"doc_id": "scan_0231", "title": "scan_0231", "text": "Home\nKeeping Bees\nA hive needs sun."}
    assert only(write(tmp_path, {"documents.jsonl": json.dumps(row)})).title == "Keeping Bees"


def test_an_id_stays_the_title_where_the_text_opens_with_a_sentence(tmp_path):
    row = {"doc_id": "scan_0231", "title": "scan_0231", "text": "A hive needs sun."}
    assert only(write(tmp_path, {"documents.jsonl": json.dumps(row)})).title == "scan_0231"
