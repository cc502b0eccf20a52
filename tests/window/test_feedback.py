"""Ratings and unanswered questions in one SQLite file."""

import json
import sqlite3

import pytest

from assistant.types import Answer
from assistant.window.errors import FeedbackError
from assistant.window.feedback import FeedbackStore

ANSWERED, ABSTAINED = Answer("Yes. [1]", "answered", config_id="c"), Answer("Not known.", "abstained", config_id="c")


def test_unanswered_and_disliked_come_most_frequent_first(tmp_path):
    store = FeedbackStore(tmp_path)
    for key, question, answer, rating, comment in [
        ("1", "Is lunch included?", ABSTAINED, "", ""),
        ("2", "is lunch included", ABSTAINED, "bad", "please add"),
        ("3", "What does it cost?", ANSWERED, "bad", ""),
        ("4", "How long?", ANSWERED, "good", ""),
    ]:
        store.record(key, question, answer, rating, comment)
    wanting = store.wanting()
    assert [(one.question.lower().rstrip("?"), one.times, one.unanswered, one.disliked) for one in wanting] == [
        ("is lunch included", 2, 2, 1),
        ("what does it cost", 1, 0, 1),
    ]
    assert wanting[0].comments == ("please add",)


def test_a_changed_rating_replaces_the_earlier_one(tmp_path):
    store = FeedbackStore(tmp_path)
    store.record("1", "Q", ANSWERED, "bad")
    store.record("1", "Q", ANSWERED, "good")
    assert store.wanting() == []
    assert store.export(tmp_path / "out.jsonl") == 1


def test_export_writes_a_line_of_json_for_each_reply(tmp_path):
    store = FeedbackStore(tmp_path)
    store.record("1", "Wie groß?", ANSWERED, "good", "fein", [{"role": "user", "content": "Hallo"}])
    store.export(tmp_path / "out.jsonl")
    row = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    assert (row["question"], row["feedback"], row["comment"], row["reply"]["config_id"]) == ("Wie groß?", "up", "fein", "c")
    assert row["history"] == [{"role": "user", "content": "Hallo"}]


def test_a_file_of_an_earlier_version_gains_the_history(tmp_path):
    with sqlite3.connect(tmp_path / "feedback.sqlite3") as old:
        old.execute(
            "CREATE TABLE replies (key TEXT PRIMARY KEY, at TEXT, question TEXT, reply TEXT, outcome TEXT, citations TEXT, config_id TEXT, rating TEXT, comment TEXT)"
        )
        old.execute("INSERT INTO replies VALUES ('0', '2026-01-01', 'How?', 'So.', 'answered', '[]', 'c', 'bad', '')")
    store = FeedbackStore(tmp_path)
    store.record("1", "Why?", ANSWERED, "good")
    assert store.export(tmp_path / "out.jsonl") == 2
    assert [json.loads(line)["feedback"] for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()] == ["down", "up"]


def test_a_broken_file_is_named_with_the_next_step(tmp_path):
    (tmp_path / "feedback.sqlite3").write_text("this is no database, " * 100)
    with pytest.raises(FeedbackError, match=r"feedback\.sqlite3: the feedback file cannot be used .* move the file away"):
        FeedbackStore(tmp_path).wanting()
