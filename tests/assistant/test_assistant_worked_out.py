"""What is worked out from the catalog and told with it: shares, days, hours, counts; limits for a Yes or No; what is taken for granted."""

from __future__ import annotations

import pytest
from test_assistant_catalog import said

from assistant import Assistant
from assistant.compose.computed.runs import starts_in
from assistant.compose.lists.counted import in_a_row
from assistant.compose.verdicts.mismatch import number_mismatch
from assistant.understand.parts import split_parts
from assistant.understand.shorthand import written_out


@pytest.mark.parametrize(
    ("question", "working"),
    [
        ("I booked the AI Executive Academy and must cancel 30 days before it begins. How many dollars do I lose?", "50 % of $22,500 = $11,250"),
        ("What does one single day of the AI Executive Academy work out at?", "$22,500 ÷ 10 = $2,250"),
        ("By how much is the Global CEO Program more expensive than the Executive Program in General Management?", "$53,000 − $39,500 = $13,500"),
        ("What do both Sloan sprints cost together?", "$1,450 + $1,750 = $3,200"),
        ("how much more is the generative ai sprint than the other sprint", "$1,750 − $1,450 = $300"),
        ("if i stick 18.05 out, how many hours is that all told?", "14 weeks × 14 hours = 196 hours"),
        ("How long between the registration cutoff and the first day of Product Innovation in the Age of AI?", "from 8 July 2024 to 29 July 2024 = 21 days"),
        (
            "How many weeks pass between the earliest and the last start of Applied Business Analytics?",
            "from 22 October 2024 to 10 June 2025 = 231 days, 33 weeks",
        ),
        ("How many days are there from the first day of the AI Executive Academy to the final one?", "from 28 October 2024 to 8 November 2024 = 11 days"),
        (
            "Which begins sooner, AI in Health Care or AI in Pharma and Biotech, and by how many days?",
            "from 11 September 2024 to 9 October 2024 = 28 days",
        ),
        ("hours in total for calculus 1a and 1b please", "104 + 120 = 224"),
        ("With $12,000, how many of my people can I send to Unsupervised Machine Learning?", "4 × $2,950 = $11,800; $12,000 − $11,800 = $200"),
        ("How many xPRO leadership courses does it take to reach the CEUs of No Code AI?", "10 ÷ 1.25 = 8"),
        ("What percentage of the 16 days do both core courses make up?", "2 + 3 = 5; 5 ÷ 16 × 100 = 31.2"),
        ("We're four analysts for the AI Executive Academy. What's the bill?", "4 × $22,500 = $90,000"),
        ("If I spread the lowest flagship fee over 30 months, what do I pay per month?", "$15,000 ÷ 30 = $500"),
        ("Which in-person Sloan course is the most expensive per day?", "$5,500 ÷ 2 = $2,750"),
        ("I started the flagship 10 months ago and have done 6 days. How many months and days are left?", "36 − 10 = 26; 16 − 6 = 10"),
        ("Both core courses and the computer vision one are behind me. How many days are left for the flagship?", "16 − (4 + 2 + 3) = 7"),
        ("What is the fewest short programs with which I reach the 16 days of the flagship?", "16 ÷ 5 = 3.2, rounded up 4"),
        ("If my flagship certificate starts in June 2026, by which year must I be done at the latest?", "June 2026 + 36 months = June 2029"),
    ],
)
def test_a_working_is_shown(shipped_assistant: Assistant, question: str, working: str) -> None:
    assert working in said(shipped_assistant, question)


def test_how_often_a_course_starts_is_counted_by_its_dates(shipped_assistant: Assistant) -> None:
    told = said(shipped_assistant, "How many times does Applied Business Analytics start in 2025?")
    assert told.startswith("3 starts are named")
    assert "14 January 2025" in told
    assert "October" not in told


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How many of the library ones take exactly 15 weeks?", "One course"),
        ("How many six-week Sloan courses have a price of precisely $2,950?", "5 courses"),
    ],
)
def test_courses_of_exactly_a_price_or_a_length_are_counted(shipped_assistant: Assistant, question: str, count: str) -> None:
    assert said(shipped_assistant, question).startswith(count)


def test_hours_that_are_asked_for_are_not_answered_with_the_fees_of_free_courses(shipped_assistant: Assistant) -> None:
    assert "$0" not in said(shipped_assistant, "What do Calculus 1A and Calculus 1B come to in total hours?")


def test_a_sum_to_spend_is_no_claim_on_the_fee(shipped_assistant: Assistant) -> None:
    assert "another figure" not in said(shipped_assistant, "we have exactly 4,000 dollars left, how many seats on xPRO leadership courses is that")


@pytest.mark.parametrize(("row", "count"), [("red, blue and green", 3), ("tin, old iron, and lead", 3), ("salt and pepper, oil and vinegar", 0)])
def test_what_a_sentence_names_in_a_row_is_counted_where_it_is_plain(row: str, count: int) -> None:
    assert len(in_a_row(row)) == count


def test_what_one_lists_is_no_question_of_its_own() -> None:
    assert len(split_parts("Of the six-week courses that you list, how many cost $2,950?")) == 1


def test_the_end_of_a_run_is_no_start_of_one() -> None:
    assert starts_in("from 28 October to 8 November 2024") == [("28", "October", "2024")]
    assert starts_in("from 29 to 31 July 2024") == [("29", "July", "2024")]


@pytest.mark.parametrize(
    "question",
    [
        "If I fall ill ten days before a short program of MIT Professional Education, how much of my fee do I get back?",
        "If I drop out of a MIT xPRO course, what share of the fee do I get back?",
        "What do the four courses and the capstone of the Statistics and Data Science MicroMasters cost together?",
    ],
)
def test_nothing_is_worked_out_of_figures_that_are_of_something_else(shipped_assistant: Assistant, question: str) -> None:
    assert "=" not in shipped_assistant.answer(question).text


@pytest.mark.parametrize(
    ("asked", "told", "differs"),
    [
        ("Does it come in below 20k?", "It costs $28,000.", True),
        ("ok, under 3k?", "It costs $2,950.", False),
        ("Does it cost 12,500?", "It costs $12,900.", True),
        ("Does it cost more than $10,000?", "It costs $9,000 to $12,000.", None),
    ],
)
def test_sums_are_compared_as_people_write_them(asked: str, told: str, differs: bool | None) -> None:
    assert number_mismatch(asked, told) is differs


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("could i get the 16 day certificate without ever setting foot in cambridge?", "Yes. "),
        ("Is Applied Business Analytics designed for programmers?", "No. "),
        ("Is Applied Business Analytics meant for somebody without a technical background?", "Yes. "),
        ("calculus 1a = undergrad level?", "No. "),
        ("quick one - flagship cert doable in a weekend?", "No. "),
        ("ai in pharma & biotech under 3k, yes?", "Yes. "),
        ("Does Sloan Executive Education have anything at all that costs nothing?", "Yes. "),
        ("Does the 2024 Sloan feed show a run of Building and Scaling Intelligent Enterprises with AI?", "No. "),
        ("Can I follow the AI Executive Academy over the internet?", "No. "),
    ],
)
def test_yes_or_no_is_said_to_questions_in_few_words_and_to_limits(shipped_assistant: Assistant, question: str, opening: str) -> None:
    assert said(shipped_assistant, question).startswith(opening)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What part does J-Clinic play in Artificial Intelligence: Implications for Business Strategy?", "CSAIL"),
        ("The AI Executive Academy costs more than 30k, doesn't that put off smaller firms?", "$22,500"),
        ("since No Code AI runs for half a year, can i pause it over the summer?", "12 weeks"),
        ("what makes the AI Executive Academy cost more than $70,000?", "$22,500"),
        ("which part of Ethics of AI is Vivienne Sze in charge of?", "Trout"),
    ],
)
def test_a_partner_a_limit_and_a_time_taken_for_granted_are_corrected(shipped_assistant: Assistant, question: str, told: str) -> None:
    text = said(shipped_assistant, question)
    assert text.startswith("The documents ")
    assert told in text


def test_terms_of_one_school_are_not_told_of_another_that_leads_up_to_the_question(shipped_assistant: Assistant) -> None:
    question = "I booked a short program with MIT Professional Education but my boss now needs me in the office that very week. How much of my money do I get back if I cancel?"
    assert "Sloan" not in shipped_assistant.answer(question).text


@pytest.mark.parametrize("text", ["Ask HR about it", "see w/e.g. section 2", "hr@example.org", "I like u2"])
def test_what_is_no_shorthand_stays(text: str) -> None:
    assert written_out(text) == text


def test_certificates_of_two_providers_stand_side_by_side(shipped_assistant: Assistant) -> None:
    told = said(shipped_assistant, "What's the difference between MITx and OpenCourseWare when it comes to certificates?")
    assert "MicroMasters credential" in told
    assert "none" in told


@pytest.mark.parametrize(
    ("question", "working"),
    [
        ("18.05 probability: how many hours of work from first to last week?", "14 weeks × 14 hours = 196 hours"),
        ("How many hours all together is 6.036x, start to end?", "13 weeks × 11 hours = 143 hours"),
        ("The optimization course by Orlin: how many hours altogether?", "6 weeks × 10 hours = 60 hours"),
        ("How many hours of exams are there in the MicroMasters capstone, all told?", "4 × 2 = 8"),
    ],
)
def test_hours_in_all_are_worked_out_in_whatever_words_and_for_a_course_told_by_its_teacher(shipped_assistant: Assistant, question: str, working: str) -> None:
    assert working in said(shipped_assistant, question)


def test_hours_of_a_part_of_a_course_or_of_a_week_are_not_those_in_all(shipped_assistant: Assistant) -> None:
    for question in ("How many hours of lectures are there in 18.05 in all?", "How many hours a week does 18.05 take, start to finish?"):
        assert "196" not in shipped_assistant.answer(question).text


@pytest.mark.parametrize(
    ("question", "working"),
    [
        ("How much dearer per day is Product Innovation in the Age of AI than Modeling and Optimization?", "$1,200 − $940 = $260"),
        ("Chief Product Officer in Spanish, what's that per month roughly", "$20,000 ÷ 12 = $1,666.67"),
        ("advanced management program, what does one week come to?", "$73,000 ÷ 5 = $14,600"),
        ("One person to Beyond the Buzzword and one to Designing Research Facilities. What is the bill?", "$3,200 + $3,500 = $6,700"),
        ("I want to take both of Sloan's 6-hour sprints. What do they cost me together?", "$1,450 + $1,750 = $3,200"),
        ("Six product managers to Product Innovation in the Age of AI, sum total in dollars?", "6 × $3,600 = $21,600"),
        ("which of the two Sloan sprints is cheaper and how much do I save with it", "$1,750 − $1,450 = $300"),
        ("What would I save by sending somebody to the AI Executive Academy instead of the Advanced Management Program?", "$73,000 − $22,500 = $50,500"),
        ("For the flagship certificate, how far apart are the lowest and the highest total you quote?", "$25,000 − $15,000 = $10,000"),
        ("Which takes more weeks, Calculus 1B or the 18.05 statistics course, and by how many?", "1 week more"),
        ("which is longer, in weeks, and by how much: 18.05 probability or the 15.053x optimization?", "14 − 6 = 8"),
        ("She did both big data core courses and then the computer vision elective. How many days is she short of 16?", "16 − (4 + 2 + 3) = 7"),
        ("I already did the first core course. How many more days until the certificate?", "16 − 2 = 14"),
        ("done foundations only. days missing for the big certificate?", "16 − 2 = 14"),
        ("What would moving Leading the AI-Driven Organization (2025 run) cost me 25 days before it starts?", "25 % of $12,900 = $3,225"),
        ("A colleague pulled out of a Sloan course of $2,950 thirty days before it began. What would the cancellation cost?", "50 % of $2,950 = $1,475"),
    ],
)
def test_what_is_computed_is_read_from_the_words_people_use(shipped_assistant: Assistant, question: str, working: str) -> None:
    assert working in said(shipped_assistant, question)


@pytest.mark.parametrize(
    "question",
    [
        "Is there a group discount if I enrol ten people in Modeling and Optimization?",
        "I run a bakery with 9 staff and want to learn linear algebra with 18.06SC. What does it cost?",
    ],
)
def test_people_are_multiplied_by_a_fee_only_where_all_of_them_are_to_take_the_course(shipped_assistant: Assistant, question: str) -> None:
    assert " × " not in (text := shipped_assistant.answer(question).text)
    assert " + " not in text


def test_people_on_different_courses_are_counted_apart(shipped_assistant: Assistant) -> None:
    question = "We'd book two colleagues on AI in Pharma and Biotech and a third on AI in Health Care. What's the bill?"
    assert "2 × $2,950 + $2,950 = $8,850" in said(shipped_assistant, question)
