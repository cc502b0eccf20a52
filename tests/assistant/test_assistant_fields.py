"""The fields of the catalog that a question asks for, in people's own words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_assistant_catalog import said

from assistant import Assistant
from assistant.understand.field_reader import RULED_OUT, field_model, fields_asked
from assistant.understand.fields import asked_fields, fields

WORDINGS = Path(__file__).resolve().parents[2] / "eval" / "wordings"


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("what would I have to fork out for the AI Executive Academy", "fee_usd"),
        ("what sort of person ought to go to Ethics of AI?", "audience"),
        ("which outside firm is behind Designing and Building AI Products and Services", "given_with"),
        ("till what date does Product Innovation in the Age of AI take registrations", "deadline"),
        ("whose lectures are they in 18.06SC", "instructors"),
    ],
)
def test_a_field_is_recognised_in_words_that_no_pattern_lists(shipped_assistant: Assistant, question: str, field: str) -> None:
    assert field in [one.name for one in fields_asked(question, shipped_assistant.field_reader)]


def test_names_of_courses_do_not_sway_what_is_asked(shipped_assistant: Assistant) -> None:
    reader = shipped_assistant.field_reader
    assert reader is not None
    masked, chances = reader.read("would Designing Efficient Deep Learning Systems break the bank?")
    assert "Deep Learning" not in masked
    assert max(chances, key=lambda name: chances[name]) == "fee_usd"


def test_without_a_catalog_only_patterns_are_asked() -> None:
    assert fields_asked("How long is it and what does it cost?", None) == asked_fields("How long is it and what does it cost?")


def test_every_learnt_field_is_one_of_the_list() -> None:
    assert set(field_model().names) <= {field.name for field in fields()}


def test_wordings_name_known_fields_and_none_stands_twice() -> None:
    rows = [json.loads(line) for path in sorted(WORDINGS.glob("fields_*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    assert {name for row in rows for name in row["fields"]} == set(field_model().names)
    assert len({row["text"].lower() for row in rows}) == len(rows)


def test_a_field_that_is_ruled_out_beside_a_sure_one_is_dropped(shipped_assistant: Assistant) -> None:
    question = "Our budget has to cover Making AI Work for one person. What is the price?"
    reader = shipped_assistant.field_reader
    assert reader is not None
    assert reader.read(question)[1]["topics"] < RULED_OUT
    assert "topics" in [field.name for field in asked_fields(question)]
    assert [field.name for field in fields_asked(question, reader)] == ["fee_usd"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what is Frontiers of Generative AI in Business going for?", "$5,500"),
        ("Calculus 1B: Integration. Number of weeks?", "15 weeks"),
        ("which outside company offers Designing and Building AI Products and Services together with MIT xPRO?", "Emeritus"),
        ("last day to register for Product Innovation in the Age of AI?", "8 July"),
        ("how many courses is the xPRO certificate Machine Learning for Business, Engineering, and Science made of?", "two courses"),
    ],
)
def test_what_is_recognised_is_looked_up(shipped_assistant: Assistant, question: str, told: str) -> None:
    assert told in said(shipped_assistant, question)


@pytest.mark.parametrize(
    "question",
    ["Who lectures in Machine Learning, Modeling, and Simulation Principles?", "until when can I sign up for Frontiers of Generative AI in Business?"],
)
def test_what_the_catalog_lacks_is_said_to_be_unknown(shipped_assistant: Assistant, question: str) -> None:
    assert shipped_assistant.answer(question).abstained
