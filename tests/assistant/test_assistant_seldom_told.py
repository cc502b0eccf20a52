"""What is asked of courses everywhere and seldom told: class sizes, recordings, times of day, rebates, rooms and meals."""

from __future__ import annotations

import pytest
from test_assistant_catalog import said

from assistant import Assistant
from assistant.understand.fields import fields, told_in


@pytest.mark.parametrize(
    "question",
    [
        "the live online classes of the 16 day certificate, at what time of day are they held?",
        "How many participants are let into one run of the AI Executive Academy?",
        "do they record the live online days so i can watch them again later on",
        "Is accommodation on campus arranged for people who come for the core courses?",
        "do they knock something off the flagship price if three colleagues sign up together?",
        "I sometimes get called away in the middle of a lesson. Are the Live Online sessions recorded so that I can catch up later?",
        "does the fee of the AI Executive Academy include hotel and meals",
        "what do i need to have studied before 18.05 Introduction to Probability and Statistics?",
    ],
)
def test_another_field_that_the_words_name_is_no_answer(shipped_assistant: Assistant, question: str) -> None:
    assert shipped_assistant.answer(question).outcome == "abstained"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("In the Regression Analytics course, at what time of day is the practical part?", "afternoon"),
        ("How many times may I sit the capstone exam of the statistics MicroMasters?", "two attempts"),
        ("computer vison elective: number of days? what do i have to know beforehand?", "linear algebra"),
        ("making AI work, who actually sells that one", "GetSmarter"),
    ],
)
def test_where_it_is_told_it_is_shown(shipped_assistant: Assistant, question: str, told: str) -> None:
    assert told in said(shipped_assistant, question)


def test_each_of_them_has_words_by_which_it_is_told() -> None:
    seldom = [field for field in fields() if field.seldom_told]
    assert all(field.told_by for field in seldom)
    assert not any(told_in(field, "It costs $900 and lasts 3 days online.") for field in seldom)
