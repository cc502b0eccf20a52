"""A polite question is read as what it asks, in the message and in the turns before it."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from test_assistant_catalog import said

from assistant import Assistant
from assistant.understand.direct import direct
from assistant.understand.forms import question_form
from assistant.understand.kinds import answer_kind
from assistant.understand.message import asked_directly


@pytest.mark.parametrize(
    ("polite", "plain"),
    [
        ("Could you please tell me what it costs?", "what it costs?"),
        ("Would you mind telling me how long it takes?", "how long it takes?"),
        ("Hi! Do you happen to know who teaches it?", "Hi! who teaches it?"),
        ("Any idea when it starts?", "when it starts?"),
        ("I was wondering whether I may bring a dog.", "Is it true that I may bring a dog."),
        ("Can you give me all the electives?", "give me all the electives?"),
        ("Do you have any information on refunds?", "refunds?"),
    ],
)
def test_what_is_wrapped_in_politeness_is_put_directly(polite: str, plain: str) -> None:
    assert direct(polite) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Can I ask for a refund?",
        "Do you know any cheap course?",
        "Could you recommend a course?",
        "Does it tell me what to do?",
        "Can you write code for me?",
        "",
    ],
)
def test_what_asks_for_itself_stays_as_it_is(text: str) -> None:
    assert direct(text) == text


@given(
    st.sampled_from(["Could you tell me ", "Do you know ", "I was wondering ", "May I ask ", ""]),
    st.sampled_from(["what", "if", "whether", "who"]),
    st.text(max_size=60),
)
def test_what_is_put_directly_stays_so(wrapping: str, asks: str, rest: str) -> None:
    assume(asks not in {"if", "whether"} or not re.match(r"(?:so|not|possible|i may ask)\b", rest.strip(), re.I))  # "do you know if so" wraps no question
    plain = direct(f"{wrapping}{asks} {rest}")
    assert not wrapping or not plain.startswith(wrapping)
    assert direct(plain) == plain


def test_a_polite_question_asks_for_no_yes() -> None:
    plain = direct("Could you tell me what the course costs?")
    assert question_form(plain, answer_kind(plain)) == "fact"


def test_the_persons_earlier_questions_are_put_directly_too() -> None:
    turns = [{"role": "user", "content": "Can you tell me what it costs?"}, {"role": "assistant", "content": "Can you tell me which one?"}]
    assert [turn["content"] for turn in asked_directly(turns)] == ["what it costs?", "Can you tell me which one?"]


@pytest.mark.parametrize("question", ["Could you tell me what the AI Executive Academy costs?", "Do you know what the AI Executive Academy costs?"])
def test_a_price_that_is_asked_for_politely_opens_with_no_yes(shipped_assistant: Assistant, question: str) -> None:
    told = said(shipped_assistant, question)
    assert "$22,500" in told
    assert not told.startswith(("Yes", "No"))
