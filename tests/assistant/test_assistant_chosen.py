"""Courses chosen by what the catalog states, compared side by side, added up; and what leads up to a question."""

from __future__ import annotations

import pytest
from test_assistant_catalog import said

from assistant import Assistant
from assistant.compose.verdicts.mismatch import number_mismatch
from assistant.understand.fields import asked_fields
from assistant.understand.kinds import answer_kind
from assistant.understand.parts import split_parts

BOARD = "I liked it there. My employer has a contract with MIT Sloan Executive Education, and I live not far from it, so: "


@pytest.mark.parametrize(
    ("question", "those", "others"),
    [
        ("all sloan exec ed programs that cost $2,950 (aug 2024)", ["Making AI Work", "Unsupervised", "Pharma", "Health Care", "Applied Business"], ["Sprint"]),
        ("Which programs have Strategy and Innovation as their certification type?", ["Making AI Work", "Unsupervised"], ["Pharma"]),
        ("I like Jennifer French Kamrin's style. Please give me every course of hers.", ["18.05", "18.01.1x", "18.01.2x"], []),
        (
            BOARD + "which courses of theirs in your catalog could I take physically in Cambridge?",
            ["Executive Academy", "Frontiers", "AI-Driven", "Algorithmic"],
            ["Modeling and Optimization"],
        ),
    ],
)
def test_courses_are_chosen_by_a_price_a_stated_value_a_person_or_a_place(
    shipped_assistant: Assistant, question: str, those: list[str], others: list[str]
) -> None:
    told = said(shipped_assistant, question)
    assert all(title in told for title in those)
    assert not any(title in told for title in others)


def test_two_fields_that_are_asked_for_stand_side_by_side(shipped_assistant: Assistant) -> None:
    told = said(shipped_assistant, "Generative AI Business Sprint or Frontiers of Generative AI in Business: how do the two differ in price and format?")
    assert all(cell in told for cell in ("$1,750", "$5,500", "online, on demand", "in person, Cambridge"))


def test_what_two_things_are_about_is_compared_too(shipped_assistant: Assistant) -> None:
    told = said(shipped_assistant, "Foundations vs Advanced of the text processing course, what's the difference?")
    assert "Topics" in told
    assert "Length" in told


def test_a_comparison_without_a_verb_is_decided_by_the_figures(shipped_assistant: Assistant) -> None:
    assert said(shipped_assistant, "global ceo program (with IESE) pricier than the advanced management program?").startswith("No. ")


def test_days_left_count_the_courses_that_are_told_of_before_the_question(shipped_assistant: Assistant) -> None:
    told = said(
        shipped_assistant,
        "So I've finished both core courses and the 4-day Deep Learning for AI and Computer Vision elective. How many days do I still need for the flagship certificate?",
    )
    assert "16 − (4 + 2 + 3) = 7" in told


@pytest.mark.parametrize(
    "question",
    [
        "If I take two of the online applied programs, what is the range I should budget altogether?",
        "Two online applied courses: between what and what in total?",
    ],
)
def test_so_many_times_a_range_is_computed(shipped_assistant: Assistant, question: str) -> None:
    assert "2 × $2,000 to $4,000 = $4,000 to $8,000" in said(shipped_assistant, question)


def test_each_of_them_means_the_courses_just_named_as_a_group(shipped_assistant: Assistant) -> None:
    told = said(shipped_assistant, "How many core courses does the flagship certificate suggest starting with, and how long does each of them last?")
    assert "Foundations lasts 2 days" in told
    assert "Advanced lasts 3 days" in told


@pytest.mark.parametrize(
    ("question", "truth"),
    [
        ("What does it cost to renew the certificate when it expires?", "does not expire"),
        ("Which video platform is used for the online sessions of the AI Executive Academy?", "in person"),
    ],
)
def test_an_end_or_a_format_taken_for_granted_is_corrected(shipped_assistant: Assistant, question: str, truth: str) -> None:
    told = said(shipped_assistant, question)
    assert told.startswith("The documents say otherwise:")
    assert truth in told


@pytest.mark.parametrize("question", ["Is the AI Executive Academy online?", "When the course ends, do I get a certificate?"])
def test_what_is_asked_is_not_taken_for_granted(shipped_assistant: Assistant, question: str) -> None:
    assert "say otherwise" not in said(shipped_assistant, question)


def test_a_question_for_any_is_met_with_no_where_there_is_none(shipped_assistant: Assistant) -> None:
    question = "Did the August 2024 course feed show any run of Building and Scaling Intelligent Enterprises with Artificial Intelligence?"
    assert said(shipped_assistant, question).startswith("No. ")


def test_what_leads_up_to_a_question_says_what_it_is_about(shipped_assistant: Assistant) -> None:
    told = said(
        shipped_assistant,
        "Hi! I've never written a line of Python in my life, and my boss wants me to sign up for the No Code AI program. Is Python something I need for it?",
    )
    assert told.startswith("No. ")
    told = said(
        shipped_assistant,
        "I'm on the executive board of a mid-size logistics firm. I don't code and won't start now; I care about strategy. Which MIT option would you point me to?",
    )
    assert "Sloan" in told


def test_a_conjunction_or_a_language_is_no_part_of_an_unknown_name(shipped_assistant: Assistant) -> None:
    for question in (
        "Since the Live Online version needs fewer days than the campus version, how many days are left to do?",
        "How much did the Spanish-language Chief Product Officer programme cost?",
    ):
        assert "do not name" not in said(shipped_assistant, question)


@pytest.mark.parametrize(
    ("follow_up", "truth"),
    [("who do they run it with?", "Emeritus"), ("What kind of people is it for?", "decision-making")],
)
def test_a_follow_up_asks_for_a_field_of_what_was_talked_about(shipped_assistant: Assistant, follow_up: str, truth: str) -> None:
    subject = "Designing and Building AI Products and Services" if truth == "Emeritus" else "Advanced Reinforcement Learning"
    history = [{"role": "user", "content": f"What topics does {subject} cover?"}, {"role": "assistant", "content": f"{subject} covers several things [1]."}]
    assert truth in said(shipped_assistant, follow_up, history)


def test_when_something_begins_is_not_asked_by_saying_when_something_else_is(shipped_assistant: Assistant) -> None:
    assert [field.name for field in asked_fields("How fluent in Python must I be before the no-code program begins?")] == []
    assert "dates" in [field.name for field in asked_fields("When does it begin?")]
    assert "Python" in said(shipped_assistant, "How fluent in Python do I need to be before the no-code program begins?")


def test_a_feed_is_no_fee() -> None:
    assert answer_kind("Which programs are in the August 2024 course feed?") == ""
    assert answer_kind("What would the course set me back?") == "money"


def test_a_question_after_a_colon_is_a_part_of_its_own() -> None:
    parts = split_parts("Two things about the sister certificate: whats the price of it, and from when to when was it running in 2024?")
    lead = "Two things about the sister certificate"
    assert parts == (f"{lead}: whats the price of it", f"{lead}: from when to when was it running in 2024")


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Isn't the No Code program longer than ten weeks?", "Yes. "),
        ("Is the No Code program shorter than ten weeks?", "No. "),
        ("Can I get the Statistics and Data Science MicroMasters without the capstone exam?", "No. "),
        ("Is the Advanced Study Program worth real MIT academic credit?", "Yes. "),
        ("The computer vision elective takes longer than the reinforcement learning one, doesn't it?", "Yes. "),
        ("Is the computer vision elective longer than Advanced Reinforcement Learning?", "Yes. "),
        ("Is Advanced Reinforcement Learning longer than the computer vision elective?", "No. "),
        ("older Sloan rules - can I defer at no charge two months before the start?", "Yes. "),
    ],
)
def test_limits_needs_and_clauses_decide_a_yes_or_a_no(shipped_assistant: Assistant, question: str, opening: str) -> None:
    assert said(shipped_assistant, question).startswith(opening)


@pytest.mark.parametrize(
    ("question", "course"),
    [
        ("only six hours to spare this month, boss wants me to know generative ai for the business. what fits?", "the Generative AI Business Sprint"),
        ("I only have six hours over the coming month and 1,500 dollars at most. Anything at Sloan?", "the Algorithmic Business Thinking Sprint"),
        ("Which of the in-person Sloan courses would you pick for an executive with just two days who has $6k?", "Frontiers of Generative AI in Business"),
        ("we make alloys and polymers. i'm the division head. which MIT ml course is for us?", "Machine Learning for Materials Informatics"),
    ],
)
def test_a_recommendation_keeps_to_the_time_the_money_and_the_field(shipped_assistant: Assistant, question: str, course: str) -> None:
    assert course in said(shipped_assistant, question)


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("At the day rate of Modeling and Optimization for Machine Learning, what would sixteen days come to?", "16 × $940 = $15,040"),
        ("I want to do Calculus 1A and then 1B back to back. How many weeks is that?", "13 + 15 = 28"),
        ("first short program for my flagship certificate begins March 2026. what is the last month by which i need all 16 days?", "March 2029"),
        ("How much dearer is the Advanced Management Program than the Global CEO Program?", "$73,000 − $53,000 = $20,000"),
        ("what's the most expensive program in the whole catalog?", "$73,000"),
    ],
)
def test_figures_of_the_catalog_and_of_prose_are_computed_however_one_asks(shipped_assistant: Assistant, question: str, result: str) -> None:
    assert result in said(shipped_assistant, question)


def test_a_part_that_another_answers_is_not_said_to_be_open(shipped_assistant: Assistant) -> None:
    reply = shipped_assistant.answer("What did Innovation: Beyond the Buzzword cost, and how many CEUs did it bring?")
    assert reply.outcome == "answered"
    assert "2.0 Continuing Education Units" in reply.text
    reply = shipped_assistant.answer("how much is Product Innovation in the Age of AI, and which hotel do they recommend nearby?")
    assert reply.outcome == "partial"
    assert "hotel" in reply.text


def test_a_comparison_with_what_no_document_names_is_declined(shipped_assistant: Assistant) -> None:
    reply = shipped_assistant.answer("How does the flagship certificate stack up against Stanford's AI certificate?")
    assert reply.abstained
    assert "“Stanford”" in reply.text


def test_the_others_and_the_one_before_are_those_of_the_conversation(shipped_assistant: Assistant) -> None:
    history = [
        {"role": "user", "content": "How many hours a week does 6.036x take?"},
        {"role": "assistant", "content": "6.036x takes 11 hours per week [1]."},
        {"role": "user", "content": "and 15.053x?"},
        {"role": "assistant", "content": "15.053x takes 10 hours per week [1]."},
    ]
    assert "Kaelbling" in said(shipped_assistant, "And who teaches the one before?", history)
    history = [
        {"role": "user", "content": "Can you name an elective of the flagship certificate?"},
        {"role": "assistant", "content": "One elective of the flagship certificate is Ethics of AI, which lasts 3 days [1]."},
    ]
    assert "Advanced Reinforcement Learning" in said(shipped_assistant, "are there others?", history)


@pytest.mark.parametrize(("asked", "beyond"), [("Could I spread the days over four years?", True), ("Could I spread the days over two years?", False)])
def test_a_limit_holds_across_units_of_time(asked: str, beyond: bool) -> None:
    assert number_mismatch(asked, "All of them must be finished within 36 months.") is beyond
