"""Several things asked in one message: terse enumerations, what they are led by, and parts that the documents do not tell."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from test_assistant_catalog import said

from assistant import Assistant
from assistant.compose.outcomes import join_parts
from assistant.draft import Draft, Piece
from assistant.understand.parts import enumerated, split_parts


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Calculus 1B: how many hours weekly, and what level?", 2),
        ("modeling for ML - days? price? on campus or not?", 3),
        ("the sprint: price, length and the names of the professors", 3),
        ("Making AI Work: fee + start dates n weekly hours", 3),
    ],
)
def test_every_piece_of_an_enumeration_is_asked_of_what_leads_it(message: str, parts: int) -> None:
    lead = message.split(":")[0].split(" - ")[0]
    assert len(split_parts(message)) == parts
    assert all(part.startswith(f"{lead}: ") for part in split_parts(message))


@pytest.mark.parametrize(
    "message",
    [
        "MITx vs OCW: price and certificates?",
        "Product Innovation: how much time lies between the last registration and the first day?",
        "I have two problems: money and time",
        "Machine Learning for Big Data and Text Processing: Foundations and Advanced - which is longer?",
        "Which is it: the sprint or the academy?",
    ],
)
def test_a_comparison_a_statement_or_a_title_is_no_enumeration(message: str) -> None:
    assert enumerated(message) == ()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Calculus 1B, two things: how many hours weekly, and what level?", ["8 hours per week", "pre-college"]),
        ("no code ai: number of weeks + what software do we use", ["12 weeks", "RapidMiner"]),
        ("Chief Product Officer program in Spanish, I would like to know price, duration and format", ["$20,000", "12 months", "blended"]),
        ("The sister certificate in Innovation & Technology: what was the price and when did it run?", ["$28,000", "3 June"]),
        ("OpenCourseWare or MITx, what is the difference when it comes to money and certificates?", ["free", "paid", "MicroMasters"]),
        ("I have a shop in Porto. How long does the AI Executive Academy last and what would it cost me?", ["10 days", "$22,500"]),
        ("I like Calculus 1B. How long, for which level, and who stands in front of the class?", ["15 weeks", "pre-college", "David Jerison"]),
        ("What does the No Code AI program cost & how many weeks does it take?", ["12 weeks"]),
    ],
)
def test_each_part_is_answered(shipped_assistant: Assistant, question: str, told: list[str]) -> None:
    reply = said(shipped_assistant, question)
    assert all(one in reply for one in told)


@pytest.mark.parametrize(
    "question",
    [
        "xPRO quantum computing courses: price per course? And who are the professors?",
        "What do the systems-engineering courses of xPRO cost each and who teaches them?",
    ],
)
def test_a_teacher_of_something_else_is_not_named_for_a_part_that_is_not_told(shipped_assistant: Assistant, question: str) -> None:
    reply = shipped_assistant.answer(question)
    assert reply.outcome == "partial"
    assert "is taught by" not in reply.text


def test_what_comes_nearest_to_a_part_that_is_not_answered_stands_apart_from_the_other_answers() -> None:
    near, fee = Piece("The walk takes 3 hours."), Piece("The walk costs $5.")
    drafts = [Draft("abstained", (Piece("The documents do not answer this. The nearest they come:", states=False), near)), Draft("answered", (fee,), 0.9)]
    readings = [SimpleNamespace(question=SimpleNamespace(text=text)) for text in ("How shady is the walk?", "What does it cost?")]
    told = join_parts(readings, drafts)
    assert told.outcome == "partial"
    assert [piece.text for piece in told.pieces] == ["The documents do not answer “How shady is the walk”. The nearest they come:", near.text, fee.text]
    assert told.pieces[1].layout != told.pieces[2].layout


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("I never liked numbers. Which books does it use and which tools does it need?", 2),
        ("What happens on the first day and what after?", 1),
        ("How much is the ferry & where does it stop?", 2),
    ],
)
def test_a_further_part_has_a_question_of_its_own(message: str, parts: int) -> None:
    assert len(split_parts(message)) == parts


def test_a_later_part_knows_what_the_long_message_spoke_of(shipped_assistant: Assistant) -> None:
    message = (
        "I run a small steel lab in Turkey, we are eleven people, and a supplier told us about Machine Learning for Materials "
        "Informatics at MIT over a coffee last week. Who teaches it, and how long is it?"
    )
    reply = said(shipped_assistant, message)
    assert "Buehler" in reply
    assert "4 days" in reply


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("If we buy both Sloan sprints, the generative AI one and the algorithmic one, what is the sum?", "$3,200"),
        ("price per day of the 2025 runs of Leading the AI-Driven Organization?", "$2,580"),
        ("What does Innovation: Beyond the Buzzword come to per CEU?", "$1,600"),
        ("I did the first core course, then the second core course and the computer vision elective. How many of the 16 days still remain?", "7 days"),
    ],
)
def test_what_is_computed_uses_the_facts_that_are_meant(shipped_assistant: Assistant, question: str, result: str) -> None:
    assert result in said(shipped_assistant, question)
