import json

import pytest
from eval_examples import answer

from eval.data import DocumentText, load_set
from eval.errors import DataError
from eval.new import questions_from, read_documents, start_set
from eval.promote import promote

PAGE = """# Boats

## How long is the tour?

The tour takes 3 hours in summer and in winter alike.

## Prices

| Boat | Price | Seats |
|---|---|---|
| Swan | $40 | 12 |
"""


@pytest.fixture
def document():
    return DocumentText(doc_id="boats", title="Boats", text=PAGE)


def test_questions_from_headings_tables_and_figures(document):
    asked = {q.query_id.split("-")[1]: q for q in questions_from(document)}
    assert asked["faq"].text == "How long is the tour?"
    assert asked["faq"].expect == [["3"]]
    assert asked["table"].text in ("What is the Price of Swan?", "What is the Seats of Swan?")
    assert asked["cloze"].text == "Which figure is missing here: “The tour takes ___ hours in summer and in winter alike.”"


def test_every_answer_stands_at_its_place(document):
    for asked in questions_from(document):
        assert all(document.text[r.start : r.end] == r.span_text for r in asked.relevant)


def test_started_set_loads_and_is_not_written_over(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/boats.md").write_text(PAGE)
    count = start_set(read_documents(tmp_path / "docs"), tmp_path / "set")
    assert len(load_set(tmp_path / "set").questions) == count == 4
    with pytest.raises(DataError, match="has a question set already"):
        start_set(read_documents(tmp_path / "docs"), tmp_path / "set")


def test_unusable_documents_are_named(tmp_path):
    with pytest.raises(DataError, match=r"no documents found, expected documents\.jsonl or files that end in \.md or \.txt"):
        read_documents(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match=r"a\.txt: is not UTF-8 at byte 0"):
        read_documents(tmp_path)
    with pytest.raises(DataError, match="no question found in the documents"):
        start_set([DocumentText(doc_id="a", text="Nothing here.")], tmp_path / "set")


def log(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_liked_reply_becomes_the_standard_and_disliked_one_waits_for_review(tmp_path):
    reply = answer("It is 1,233 km long. [1]", "answered", "The Rhine is 1,233 km long.").to_dict()
    rows = [
        {"question": "How long?", "feedback": "up", "reply": reply, "history": [{"role": "user", "content": "The Rhine"}]},
        {"question": "How wide?", "feedback": "down", "reply": reply, "comment": "not asked"},
        {"question": "how  WIDE?", "feedback": "up", "reply": reply},
    ]
    found = promote(log(tmp_path / "log.jsonl", *rows), tmp_path / "set")
    assert (found.added, found.to_review, found.known) == (2, 1, 1)
    liked, disliked = load_set(tmp_path / "set").questions
    assert (liked.outcomes, liked.expect, liked.spans) == (["answered"], [[r"(?<!\d)1,233(?!\d)"]], [("river", 0, 27)])
    assert liked.history[0].text == "The Rhine"
    assert (disliked.expect, "review" in disliked.tags, disliked.meta) == ([], True, {"comment": "not asked"})


def test_promoting_twice_adds_nothing(tmp_path):
    path = log(tmp_path / "log.jsonl", {"question": "How long?", "feedback": "down"})
    promote(path, tmp_path / "set")
    assert promote(path, tmp_path / "set").added == 0


def test_bad_log_line_is_named(tmp_path):
    with pytest.raises(DataError, match=r'log\.jsonl line 1: feedback is "fine", expected'):
        promote(log(tmp_path / "log.jsonl", {"question": "x", "feedback": "fine"}), tmp_path / "set")
