"""What the catalog settles before anything is searched: names, partners, whose a sentence is, what is taken for granted."""

from __future__ import annotations

import re

import pytest

from assistant import Assistant
from assistant.whose import Whose


def said(assistant: Assistant, question: str, history: list[dict[str, str]] | None = None) -> str:
    """The reply without its markers."""
    return re.sub(r"\s*(?:\[\d+\])+", "", assistant.answer(question, history).text)


@pytest.mark.parametrize(
    ("question", "partner"),
    [
        ("Who's xPRO's partner for Designing and Building AI Products and Services?", "Emeritus"),
        ("Which MIT college is behind the AI Executive Academy together with Sloan?", "MIT Schwarzman College of Computing"),
    ],
)
def test_who_a_program_is_given_with_is_looked_up(shipped_assistant: Assistant, question: str, partner: str) -> None:
    assert f"is given with {partner}" in said(shipped_assistant, question).replace("the MIT", "MIT")


def test_a_sentence_about_another_provider_only_may_not_answer(shipped_assistant: Assistant) -> None:
    about = Whose(shipped_assistant.catalog).asked("If I cancel an MIT xPRO course two weeks before it starts, how much do I lose?", ())
    told = {sentence.text: about(sentence) for sentence in shipped_assistant.index.sentences}
    assert not any(may for text, may in told.items() if "policy page of MIT Sloan Executive Education" in text)
    assert all(may for text, may in told.items() if "xPRO" in text)


def test_where_no_provider_is_asked_about_any_sentence_may_answer(shipped_assistant: Assistant) -> None:
    about = Whose(shipped_assistant.catalog).asked("Do I need Python?", ())
    assert all(about(sentence) for sentence in shipped_assistant.index.sentences)


def test_rules_of_one_provider_are_not_told_of_another(shipped_assistant: Assistant) -> None:
    assert shipped_assistant.answer("If I cancel an MIT xPRO course two weeks before it starts, how much do I lose?").abstained


@pytest.mark.parametrize(
    ("question", "truth"),
    [
        ("When did Gilbert Strang record the Calculus 1A course?", "taught by David Jerison"),
        ("Seeing that Vivienne Sze teaches Materials Informatics, does she also bring in hardware?", "taught by Markus J. Buehler"),
        ("The flagship sits at Sloan, so do I apply to Sloan?", "a certificate program of MIT Professional Education"),
    ],
)
def test_a_person_or_provider_taken_for_granted_is_corrected(shipped_assistant: Assistant, question: str, truth: str) -> None:
    reply = said(shipped_assistant, question)
    assert reply.startswith("The documents say otherwise:")
    assert truth in reply


@pytest.mark.parametrize("text", ["Which programs cost less than $3,000?", "Since the programs are online, how long is the flagship?"])
def test_a_word_that_many_titles_have_names_no_provider(shipped_assistant: Assistant, text: str) -> None:
    assert not shipped_assistant.catalog.providers(text)
    assert "say otherwise" not in said(shipped_assistant, text)


def test_the_provider_that_gives_it_is_no_wrong_premise(shipped_assistant: Assistant) -> None:
    assert "say otherwise" not in said(shipped_assistant, "The flagship is given by MIT Professional Education, so how long does it take?")


def test_courses_with_a_teacher_are_listed_in_full_however_they_are_asked_for(shipped_assistant: Assistant) -> None:
    told = said(shipped_assistant, "open learning library courses with Jennifer French Kamrin")
    assert all(code in told for code in ("18.05", "18.01.1x", "18.01.2x"))


def test_a_comparison_says_what_is_not_known_of_one_side(shipped_assistant: Assistant) -> None:
    reply = shipped_assistant.answer("Is the flagship dearer than the No Code program?")
    assert reply.outcome == "partial"
    assert "$15,000 to $25,000" in reply.text
    assert "The documents give no fee for No Code AI" in reply.text


def test_how_many_courses_of_a_length_make_up_a_certificate_is_computed(shipped_assistant: Assistant) -> None:
    assert "16 ÷ 2 = 8" in said(shipped_assistant, "If every short program I picked was a two-day one, how many would the flagship need?")


def test_electives_are_listed_with_the_length_that_is_asked_with_them(shipped_assistant: Assistant) -> None:
    told = said(shipped_assistant, "List every elective the guide names and how long each one is.")
    assert all(length in told for length in ("(4 days)", "(2 days)", "(3 days)"))
