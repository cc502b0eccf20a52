"""What a question takes to exist or to be needed: asked as a question of its own, and met where the documents deny it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from own_documents import assistant_over, said
from test_assistant_catalog import said as told_by

from assistant import Assistant
from assistant.compose.premises.asked_openly import claimed
from assistant.compose.premises.presupposed import presupposed

CLUB = """# The rowing club

## Joining

The club has no entrance exam. Members need no boat of their own.

## Courses

The beginners' course fills six evenings and ends without a certificate. The club lends oars, boats and life jackets for the course.

## The boathouse

The boathouse stands at the mill. It opens at seven in the morning. The rowers' magazine costs $9. The beginners' course lasts six weeks.
"""


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"club.md": CLUB}) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "taken"),
    [
        ("where can I download the certificate you get for the course?", "Do you get a certificate for the course?"),
        ("How good must my French be for the tour?", "Does one need French for the tour?"),
        ("By how much does the pass cut the price?", "Does the pass cut the price?"),
        ("Which museum has the longest opening hours?", None),
        ("How much of my fee do I get back?", None),
        ("What does the certificate cost?", None),
    ],
)
def test_what_is_taken_for_granted_is_put_as_a_question(question: str, taken: str | None) -> None:
    assert presupposed(question) == taken


@pytest.mark.parametrize(
    ("question", "denial"),
    [
        ("where do i download my certificate for 6.036x from the open learning library?", "no certificate is claimed"),
        ("which department signs the master's degree you get for the MITx MicroMasters?", "does not give a degree"),
        ("which level of Python does the No Code program demand of its participants?", "Python"),
        ("How often must I renew my MIT machine learning certificate?", "does not expire"),
        ("Frontiers of Generative AI in Business is a six-week online course, so on which weekday do new units come out?", "2 days"),
        ("Where do I claim my 25 CEUs after the No Code AI program?", "10 Continuing Education Units"),
        ("Is there a payment plan for Calculus 1A?", "free of charge"),
        ("Which video software is needed for the AI Executive Academy?", "in person"),
        ("The AI Executive Academy is given with Stanford. Who pays whom?", "Schwarzman"),
        ("As we have 24 months for the 16 days of the flagship certificate, how many days a month is that?", "36 months"),
        ("How many attempts are there at the capstone of the MicroMasters? My colleague says unlimited ones.", "at most two attempts"),
        ("How much hyperparameter tuning would a vice president have to do in the AI leadership courses?", "the minutiae of hyperparameter tuning"),
        ("As an MIT alumna with this certificate, which email address do I get?", "do not become MIT alumni"),
    ],
)
def test_what_the_documents_deny_is_said(shipped_assistant: Assistant, question: str, denial: str) -> None:
    reply = told_by(shipped_assistant, question)
    assert reply.startswith(("The documents say otherwise:", "The documents give another figure:"))
    assert denial in reply


@pytest.mark.parametrize(
    "question",
    [
        "If I cancel my place in a short program of MIT Professional Education, how much of the fee do I get back?",
        "How many people do they admit per run of the AI Executive Academy?",
        "What does the paid certificate track of a MITx Online course cost?",
    ],
)
def test_what_they_leave_open_is_declined(shipped_assistant: Assistant, question: str) -> None:
    assert shipped_assistant.answer(question).outcome == "abstained"


def test_what_was_not_found_is_not_denied(shipped_assistant: Assistant) -> None:
    assert shipped_assistant.answer("How much does Universal AI cost?").outcome == "abstained"  # its page says that no price was seen


def test_any_documents_may_deny_it(club: Assistant) -> None:
    assert "without a certificate" in said(club, "Who signs the certificate you get after the beginners' course?")
    assert said(club, "Where does the boathouse stand?").startswith("The boathouse stands at the mill.")


@pytest.mark.parametrize(
    "question",
    [
        "With the beginners' course lasting ten weeks, when can I go on holiday?",
        "The rowers' magazine costs $12, how do I subscribe?",
        "I was told the magazine for rowers costs $12. Who writes it?",
    ],
)
def test_another_figure_of_the_same_is_told(club: Assistant, question: str) -> None:
    assert said(club, question).startswith("The documents give another figure:")


@pytest.mark.parametrize(
    "question", ["The magazine for rowers costs $9, how do I subscribe?", "My daughter has ten weeks of holidays. When does the magazine appear?"]
)
def test_a_figure_that_fits_or_is_of_something_else_is_let_stand(club: Assistant, question: str) -> None:
    assert "another figure" not in said(club, question)


@pytest.mark.parametrize(
    ("question", "corrected"),
    [
        ("How come the beginners' course fills only three evenings?", "The documents give another figure: The beginners' course fills six evenings"),
        ("Since the rowers' magazine costs $12, who pays for it?", "The documents give another figure: The rowers' magazine costs $9."),
    ],
)
def test_a_figure_taken_for_granted_is_asked_for_openly(club: Assistant, question: str, corrected: str) -> None:
    assert said(club, question).startswith(corrected)


@pytest.mark.parametrize("question", ["Why does the beginners' course last six weeks?", "How come the beginners' course fills six evenings?"])
def test_a_figure_that_is_so_is_not_corrected(club: Assistant, question: str) -> None:
    assert "another figure" not in said(club, question)


@pytest.mark.parametrize(
    "text",
    [
        "Why must I pay more than $40?",
        "Why is it shut?",
        "How long does it take?",
        "Why do 3 boats and 4 oars cost so much?",
        "Since we are 3 adults, what do we pay?",
    ],
)
def test_no_figure_is_claimed_where_none_or_several_or_a_limit_is_told(text: str) -> None:
    assert claimed(text) is None
