"""Follow-ups that name another subject, another case, another run, or one of several things that were told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.catalog import CatalogView
from assistant.understand.asked import other_setting
from assistant.understand.conversation import read_turn
from assistant.understand.ellipsis import resubjected
from corpus import load_corpus

ABT = "Accelerating Digital Transformation with Algorithmic Business Thinking"
CORES = "There are two: Machine Learning for Big Data and Text Processing: Foundations, and Machine Learning for Big Data and Text Processing: Advanced."


@pytest.fixture(scope="module")
def catalog() -> CatalogView:
    return CatalogView(load_corpus())


def turns(*texts: str) -> list[dict[str, str]]:
    return [{"role": "assistant" if at % 2 else "user", "content": text} for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("before", "message", "asked"),
    [
        ("When does Artificial Intelligence in Health Care start?", "and for pharma?", "When does Artificial Intelligence in Pharma and Biotech start?"),
        ("How long is the AI Executive Academy?", "what about Ethics of AI?", "How long is the Ethics of AI?"),
        ("What do I pay if I cancel 45 days before it starts?", "and if I just postpone instead?", "What do I pay if I postpone 45 days before it starts?"),
    ],
)
def test_the_question_before_is_asked_of_what_the_message_names(catalog: CatalogView, before: str, message: str, asked: str) -> None:
    assert resubjected(read_turn(message, turns(before, "So and so.")), catalog).text == asked


@pytest.mark.parametrize("message", ["and the dress code?", "and at Carnegie Mellon?", "and how long is it?", "why?", "and both?"])
def test_a_message_that_names_no_other_subject_stays_as_it_is(catalog: CatalogView, message: str) -> None:
    turn = read_turn(message, turns("How long is the AI Executive Academy?", "It lasts 10 days."))
    assert resubjected(turn, catalog) == turn


@given(st.text(max_size=60))
def test_any_message_is_read_after_any_question(message: str) -> None:
    catalog = CatalogView(load_corpus())
    turn = read_turn(message, turns("What does the flagship cost?", "It depends."))
    assert resubjected(turn, catalog).text is not None


@pytest.mark.parametrize(
    ("history", "message", "told"),
    [
        (("What are the core courses of the flagship?", CORES), "how many days is the second one?", "3 days"),
        (
            ("Is there a sister certificate to the flagship?", "Yes, the Professional Certificate Program in Innovation & Technology."),
            "what does it cost?",
            "$28,000",
        ),
        ((f"How much is {ABT} in Cambridge?", "It costs $4,500."), "what about online?", "$2,900"),
        (
            (
                "Which general programs has Sloan?",
                "Three: the Advanced Management Program, the Global CEO Program and the Executive Program in General Management.",
            ),
            "Which of the three is the cheapest?",
            "$39,500",
        ),
    ],
)
def test_what_was_told_before_is_what_the_message_is_about(shipped_assistant: Assistant, history: tuple[str, ...], message: str, told: str) -> None:
    assert told in shipped_assistant.answer(message, turns(*history)).text


@pytest.mark.parametrize(
    ("message", "another"), [("what about online?", True), ("and in person?", True), ("and the online applied ones?", False), ("and at Harvard?", False)]
)
def test_another_way_of_giving_a_course_is_told_from_another_course(message: str, another: bool) -> None:
    assert other_setting(message) is another
