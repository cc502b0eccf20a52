"""What a follow-up means beside the course before, and advice by a field of work, money and time."""

from __future__ import annotations

import pytest
from test_assistant_catalog import said

from assistant import Assistant
from assistant.catalog import CatalogView
from assistant.compose.choices.conditions import FREE
from assistant.understand.alluded import in_conversation
from assistant.understand.conversation import read_turn
from assistant.understand.lexicon import domains_of
from assistant.understand.listed import described_option
from assistant.understand.profile import budget_of
from corpus import load_corpus


@pytest.fixture(scope="module")
def catalog() -> CatalogView:
    return CatalogView(load_corpus())


def turns(*texts: str) -> list[dict[str, str]]:
    return [{"role": "assistant" if at % 2 else "user", "content": text} for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("history", "message", "read"),
    [
        (("Who teaches Calculus 1A?", "David Jerison and others."), "oops, I meant B", "Who teaches 18.01.2x Calculus 1B: Integration?"),
        (("How long is the Executive Program in General Management?", "7 months."), "and the 5-week one?", None),
        (("Does MITx award certificates?", "Yes."), "I see. Does OpenCourseWare?", "Does MIT OpenCourseWare award certificates?"),
        (
            ("When does the AI Executive Academy start in autumn 2024?", "On 28 October."),
            "And the year after?",
            "When does the AI Executive Academy start in 2025?",
        ),
        (("Is the AI Executive Academy hard?", "It is demanding."), "is it an advanced course?", "is it an advanced course?"),
    ],
)
def test_the_question_before_is_asked_of_what_a_short_message_means(catalog: CatalogView, history: tuple[str, str], message: str, read: str | None) -> None:
    text = in_conversation(read_turn(message, turns(*history)), catalog, None).text
    assert text == read if read else "Advanced Management Program" in text


@pytest.mark.parametrize(
    ("history", "message", "fact"),
    [
        (("What does Calculus 1A ask of me each week?", "8 hours per week. How long it lasts: 13 weeks."), "and its sequel, how long is that?", "15 weeks"),
        (("What does Machine Learning in Business cost?", "$3,500."), "and what about the one for clinics?", "$2,950"),
        (("What does Frontiers of Generative AI in Business cost?", "$5,500."), "Too much. Is there anything on the same topic below $2,000?", "$1,750"),
        (
            ("Price of Algorithmic Business Thinking?", "Do you mean the six-week online run or the two-day run in person?"),
            "the one on campus",
            "$4,500",
        ),
    ],
)
def test_a_course_is_found_beside_the_one_before(shipped_assistant: Assistant, history: tuple[str, str], message: str, fact: str) -> None:
    assert fact in shipped_assistant.answer(message, turns(*history)).text


def test_an_option_of_our_own_question_is_known_by_its_words_or_its_format() -> None:
    asked = "Do you mean the day pass, the week pass by post, or the family card?"
    assert described_option("that card for families... the family thing", asked) == "the family card"
    assert described_option("the pass", asked) == ""
    assert described_option("in a classroom", "Do you mean the online run or the run in Cambridge?") == "the run in Cambridge"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("I run a clinic, have 3,000 dollars and can only study online. What should I go for?", "Health Care"),
        ("Without a cent to spend I'd like to understand hypothesis testing and Bayesian inference. What should I take?", "18.05"),
        ("I build drones and can spare only two days. Which short course would help me?", "Advanced Reinforcement Learning"),
        ("Which free course is made for my teenage son, who loves derivatives?", "Calculus 1A"),
    ],
)
def test_advice_goes_by_the_field_of_work_and_keeps_what_is_demanded(shipped_assistant: Assistant, question: str, named: str) -> None:
    assert named in said(shipped_assistant, question)


def test_whether_one_course_is_shorter_than_otherwise_is_not_told_by_its_length(shipped_assistant: Assistant) -> None:
    history = turns("Can the flagship certificate be done online?", "Yes, entirely.")
    assert not shipped_assistant.answer("so is it shorter that way?", history).text.startswith("Yes")


def test_sums_in_words_and_having_nothing_are_budgets() -> None:
    assert [budget_of(text) for text in ("six thousand dollars at most", "two grand", "not a single cent", "six hundred people")] == [6000, 2000, 0, None]


def test_free_time_is_not_free_of_charge() -> None:
    assert [bool(FREE.search(text)) for text in ("a free course", "it is free of charge", "I can free two days", "I have free evenings")] == [
        True,
        True,
        False,
        False,
    ]


def test_words_of_one_trade_are_of_one_field_of_work() -> None:
    assert domains_of("hospitals") == domains_of("a nurse") != domains_of("robots")
    assert not domains_of("a lawyer")
