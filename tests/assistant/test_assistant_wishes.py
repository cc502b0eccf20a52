"""Conditions of several kinds in one question: hours, months, levels, partners, limits; and who copes with what is asked of them."""

from __future__ import annotations

import pytest
from test_assistant_catalog import said

from assistant import Assistant
from assistant.compose.choices.timing import timing_tests
from assistant.compose.verdicts.suits import suits


@pytest.mark.parametrize(
    ("question", "fits", "leaves_out"),
    [
        ("I'm after something free, at undergraduate level, and it mustn't take longer than eight weeks. Does MIT have such a course?", "15.053x", "18.05 "),
        ("need something free, at undergrad level, over in less than 10 weeks. what fits", "15.053x", "6.042J"),
        (
            "I can spare six hours a week at the very most and 3000 dollars, and I want one of the six week online courses from Sloan Exec Ed. Which one fits?",
            "Applied Business Analytics",
            "Making AI Work",
        ),
        ("which six-week online sloan courses below 3000 dollars have a run starting in november 2024?", "Making AI Work", "Pharma"),
        ("How many of the Open Learning Library courses in your catalog are at undergraduate level?", "5 courses", "Universal AI"),
        ("Which executive course is put on together with the Schwarzman College of Computing?", "AI Executive Academy", "Sprint"),
        ("Among the Open Learning Library courses, which one runs for the most weeks?", "15 weeks", "18.05 "),
        ("price gap between the dearest and the cheapest of the sloan general management programs over 30k", "$73,000 − $39,500 = $33,500", "Academy"),
        ("if i took all three electives the guide names, how many days would that fill?", "4 + 2 + 3 = 9", "Regression"),
        ("we want to send three managers to the AI Executive Academy, what's the total bill?", "3 × $22,500 = $67,500", "Sprint"),
    ],
)
def test_all_that_is_wished_for_is_kept_to(shipped_assistant: Assistant, question: str, fits: str, leaves_out: str) -> None:
    told = said(shipped_assistant, question)
    assert fits in told
    assert leaves_out not in told


@pytest.mark.parametrize(
    "question",
    [
        "robotics engineer here, done w/ the core courses. which elective fits me best?",
        "two of my engineers build robots and have a couple of days to spare. which of the flagship's electives is right up their street?",
    ],
)
def test_of_a_few_electives_the_nearest_to_a_trade_is_recommended(shipped_assistant: Assistant, question: str) -> None:
    assert said(shipped_assistant, question).startswith("Advanced Reinforcement Learning is meant for people who work in robotics")


def test_a_yes_opens_the_list_where_one_is_asked_for(shipped_assistant: Assistant) -> None:
    assert said(shipped_assistant, "Is there a six-week online course under $3,000?").startswith("Yes. In the catalog, these fit:")


def test_the_end_of_a_run_is_not_its_start(shipped_assistant: Assistant) -> None:
    academy = shipped_assistant.catalog.of("see-ai-academy", "dates")  # 28 October to 8 November 2024
    starts = {month: timing_tests(f"starting in {month} 2024")[0][1] for month in ("October", "November")}
    assert any(starts["October"](fact) for fact in academy)
    assert not any(starts["November"](fact) for fact in academy)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Would a total beginner, no tech background whatsoever, be OK in Universal AI?", "Yes."),
        ("Would somebody who has never programmed cope with the computer vision elective?", "No."),
        ("so advanced reinforcement learning is one of the core courses, right?", "No."),
        ("could i take Modeling and Optimization for Machine Learning on its own, not as part of the certificate?", "Yes."),
        ("building and scaling intelligent enterprises with AI.. are there any runs scheduled in the feed?", "No."),
        ("Accelerating Digital Transformation with Algorithmic Business Thinking: is there also a version where people meet in a real room?", "Yes."),
        ("Is it true that I could earn the 16-day certificate without ever going to Cambridge?", "Yes."),
        ("So once I have the certificate I count as an MIT alumnus?", "No."),
        ("don't I need to be able to program in Python for the no code track?", "No."),
        ("Is the six-week online course Machine Learning in Business under $3,000?", "No."),
    ],
)
def test_a_yes_or_no_is_told_in_the_ways_that_people_ask(shipped_assistant: Assistant, question: str, verdict: str) -> None:
    assert said(shipped_assistant, question).startswith(verdict)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is 18.06SC longer than 18.05?", "No."),
        ("Is 18.05 longer than 18.06SC?", "Yes."),
        ("Is the AI Executive Academy shorter than the Advanced Management Program?", "Yes."),
        ("global ceo program (with IESE) pricier than the advanced management program?", "No."),
    ],
)
def test_two_figures_decide_which_is_more(shipped_assistant: Assistant, question: str, verdict: str) -> None:
    assert said(shipped_assistant, question).startswith(verdict)


def test_one_figure_of_two_decides_nothing(shipped_assistant: Assistant) -> None:
    assert not said(shipped_assistant, "Is 6.86x longer than 18.05?").startswith(("Yes", "No"))


def test_nobody_is_told_to_cope_where_nothing_is_said_of_needs() -> None:
    assert suits("Would a beginner cope?", "It lasts four days.") is None
    assert suits("Would a beginner like it?", "It requires Python.") is None
