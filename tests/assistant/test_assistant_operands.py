"""What is computed is read apart from what it is computed with: so many of each course, rates of exchange, days a year, rules set against each other."""

from __future__ import annotations

import pytest
from test_assistant_catalog import said

from assistant import Assistant
from assistant.dates import month_of
from assistant.understand.parts import split_parts


@pytest.mark.parametrize(
    ("question", "working"),
    [
        (
            "Three analysts go to Applied Business Analytics and five to Machine Learning in Business. What does that come to?",
            "3 × $2,950 + 5 × $3,500 = $26,350",
        ),
        ("I do the Generative AI sprint, my two colleagues take Applied Business Analytics. Total bill?", "$1,750 + 2 × $2,950 = $7,650"),
        ("My sister wants the algorithmic sprint and I the generative one. What do we pay between us?", "$1,450 + $1,750 = $3,200"),
        ("By how much do the lowest and the highest total of the whole certificate differ, in dollars?", "$25,000 − $15,000 = $10,000"),
        ("One euro is 1.25 dollars. How many euros is Applied Business Analytics?", "$2,950 ÷ 1.25 = 2,360 euros"),
        ("At 0.8 pounds to the dollar, what is Machine Learning in Business in pounds?", "$3,500 × 0.8 = 2,800 pounds"),
        ("I can take four days of class every summer. How many days too few is that for the flagship certificate?", "3 × 4 = 12; 16 − 12 = 4"),
        ("With the core finished and then Ethics, how many days are left for the flagship?", "16 − (2 + 3 + 3) = 8"),
        ("If each remaining day of the flagship after both core courses is billed at $1,000, what do I pay?", "11 × $1,000 = $11,000"),
        (
            "Applied Business Analytics begins in 25 days. By how much is it cheaper to defer than to cancel?",
            "$1,475 − $737.50 = $737.50",
        ),
        ("A Professional Education short program begins on 1 August. What is the latest day to hand in the application?", "1 August − 6 weeks = 20 June"),
        ("Which grew more: how big was the jump in the fee of Leading the AI-Driven Organization from 2024 to 2025?", "$12,900 − $12,500 = $400"),
        ("How many hours is Applied Business Analytics in sum, minimum and maximum?", "= 24 to 36 hours"),
        ("What do the AI Executive Academy and Frontiers of Generative AI in Business cost per unit of credit?", "$22,500 ÷ 10 = $2,250"),
    ],
)
def test_a_computation_is_understood_in_other_words(shipped_assistant: Assistant, question: str, working: str) -> None:
    assert working in said(shipped_assistant, question)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How many people teach Artificial Intelligence in Pharma and Biotech?", "8 are named"),
        ("How many industries have a module of their own in Universal AI?", "6 are named"),
        ("How many courses does the Open Learning Library have here?", "7 courses"),
        ("How many Open Learning Library courses take exactly thirteen weeks?", "4 courses"),
        ("Number of six-week Sloan courses with a start in Nov 2024?", "4 courses"),
    ],
)
def test_what_the_catalog_names_is_counted(shipped_assistant: Assistant, question: str, count: str) -> None:
    assert said(shipped_assistant, question).startswith(count)


def test_the_greatest_of_a_field_is_found_by_any_superlative(shipped_assistant: Assistant) -> None:
    assert "18.05" in said(shipped_assistant, "Which of the free Open Learning Library courses with a stated weekly load has the heaviest?")


@pytest.mark.parametrize(
    "question",
    [
        "Send two people to Applied Business Analytics and Machine Learning in Business, what is the total?",  # two of each, or two in all
        "Two managers take Applied Business Analytics and a few take Machine Learning in Business, what is the bill?",
    ],
)
def test_a_number_is_not_taken_for_a_course_that_it_is_not_said_of(shipped_assistant: Assistant, question: str) -> None:
    assert "×" not in said(shipped_assistant, question)


def test_what_is_asked_of_a_second_course_in_half_a_question_is_no_part() -> None:
    assert len(split_parts("Per credit, what do I pay at the Academy and what at the other one?")) == 1


def test_a_month_is_known_by_its_first_letters() -> None:
    assert month_of("Nov") == 11
