"""Computed from sentences of documents that have no catalog; real model, documents made for the test."""

from __future__ import annotations

import pytest
from own_documents import assistant_over, said

from assistant import Assistant
from assistant.compose.computed.stated import quantities
from assistant.compose.computed.tiers import tiers_of

CLUB = """# The rowing club

## Membership

A membership of the rowing club runs for 24 months and can be renewed once.
The yearly fee of the rowing club lies between $300 and $450, depending on the boat.
Oars cost $85 each.
The indoor course has six evenings of 2 hours each.
The safety course takes two days.

## Leaving a course

Leaving a course is free at 30 days or more before it starts, costs 50 % of the fee at 29 to 8 days, and 100 % at 7 days or less.

## How to join

1. Visit the boathouse.
2. Pass the swimming test.
3. Sign the form.
"""


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory):
    with assistant_over(tmp_path_factory, {"club.md": CLUB}) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("How long is a membership of the rowing club in years?", "24 months are 2 years: 24 ÷ 12 = 2."),
        ("I am 10 months into my membership of the rowing club, how many months are left?", "14 months are left: 24 − 10 = 14."),
        ("If my membership of the rowing club starts in March 2027, until when does it run?", "Until March 2029: March 2027 + 24 months = March 2029."),
        ("How far apart are the lowest and the highest yearly fee of the rowing club?", "Lowest and highest lie $150 apart: $450 − $300 = $150."),
        ("What do four oars cost in total?", "That is $340 in all: 4 × $85 = $340."),
        ("How many hours does the indoor course have in total?", "That is 12 hours in all: 6 × 2 = 12."),
        ("What do I pay when I leave a course two weeks before it starts?", "For 2 weeks this holds: 50 % of the fee at 29 to 8 days."),
    ],
    ids=["another unit", "what is left", "last date", "width of a range", "so many of each price", "so many of each time", "tier"],
)
def test_the_working_is_shown_and_its_figures_are_cited(club: Assistant, question: str, opening: str) -> None:
    reply = club.answer(question)
    assert said(club, question).startswith(opening)
    assert all(statement.supported and statement.citations for statement in reply.statements)


def test_days_of_a_course_are_not_told_as_so_many_times_24_hours(club: Assistant) -> None:
    assert "24" not in said(club, "The safety course takes two days, how many hours is the safety course?")


def test_the_named_step_of_a_list_is_given_alone(club: Assistant) -> None:
    assert said(club, "What is the second step to join the rowing club?") == "Pass the swimming test."


@pytest.mark.parametrize(
    "question",
    [
        "I am 10 months into my training as a coach, how many months are left?",
        "If my coach training starts in March 2027, until when does it run?",
        "What do four boats cost in total?",
    ],
)
def test_nothing_is_computed_from_a_sentence_about_something_else(club: Assistant, question: str) -> None:
    assert not any(statement.how.startswith("computed") for statement in club.answer(question).statements)


def test_times_are_read_with_their_ranges_and_words() -> None:
    found = {(amount.written(""), unit) for amount, unit in quantities("Two to three weeks, or 90-minute talks, but never $5 a year.")}
    assert found == {("2 to 3", "week"), ("90", "minute")}


@pytest.mark.parametrize("text", ["It costs 5 % at 3 days.", "It is free.", "At 3 days or more, at 2 days or less.", ""])
def test_text_without_tiers_has_none(text: str) -> None:
    assert tiers_of(text) == []


def test_a_value_may_stand_after_its_time() -> None:
    assert [(tier.value, int(tier.high)) for tier in tiers_of("Within 14 days: full refund; 15 to 30 days: 50 %.")] == [("full refund", 14), ("50 %", 30)]
