"""What the browser keeps, read back without trust."""

import pytest

from assistant.types import Answer, Citation
from assistant.window.answer_view import footnoted, turn_html
from assistant.window.turns import MOST_TURNS, Session, Turn, openings, read_session

CITATION = Citation(1, "d", "Title <b>", "Fees › All", "https://mit.edu/x", "2024", "It costs $5.", 0, 12)
ANSWER = Answer("It costs $5. [1]", "answered", (CITATION,), follow_ups=("And <i>then</i>?",))


def test_a_session_survives_the_browser():
    session = Session(turns=[Turn(question="How much?", answer=ANSWER, rating="good")], scope=["d"])
    assert read_session(session.kept()) == session


@pytest.mark.parametrize(
    "kept", [None, "x", [], {"turns": "x"}, {"turns": [{"question": 1}]}, {"version": 99}, {"turns": [{"question": "x" * 30_000, "answer": {}}]}]
)
def test_what_cannot_be_read_begins_afresh(kept):
    assert read_session(kept) == Session()


def test_only_the_newest_turns_are_kept():
    session = Session(turns=[Turn(question=str(number), answer=ANSWER) for number in range(MOST_TURNS + 3)])
    assert session.kept()["turns"][0]["question"] == "3"


def test_history_is_what_the_assistant_takes():
    assert Session(turns=[Turn(question="Q", answer=ANSWER)]).history() == [
        {"role": "user", "content": "Q"},
        {"role": "assistant", "content": "It costs $5. [1]"},
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("Hello.", ["Hello."]),
        ("One. [1] Two. [2][3]", ["One. [1]", "One. [1] Two. [2][3]"]),
        ("| a | b |\n|---|---|\n| c [1] | d |", ["| a | b |\n|---|---|", "| a | b |\n|---|---|\n| c [1] | d |"]),
        ("- one [1]\n- two [2]", ["- one [1]", "- one [1]\n- two [2]"]),
    ],
)
def test_a_reply_is_shown_in_parts_that_are_whole(text, parts):
    assert openings(text) == parts


def test_a_turn_escapes_everything():
    html = turn_html(Turn(question='<img src=x onerror="a()">', answer=ANSWER), 0, last=True)
    assert "<img" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;img" in html


def test_footnotes_name_title_section_date_and_address():
    assert footnoted(Turn(question="How much?", answer=ANSWER), 1) == (
        "## How much?\n\nIt costs $5. [^2-1]\n\n[^2-1]: “It costs $5.” Title <b>, Fees › All, as of 2024, https://mit.edu/x"
    )
