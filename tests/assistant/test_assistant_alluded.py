"""Follow-ups that mean an item, a part, a person or a field without naming it."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.catalog import CatalogView
from assistant.understand.alluded import with_names
from assistant.understand.bare import read_of_what_was_before
from assistant.understand.conversation import CHANGE, read_turn
from assistant.understand.profile import latest_profile
from assistant.understand.spelling import Speller
from corpus import load_corpus

SPRINT = ("How much is the Generative AI Business Sprint?", "It costs $1,750.")
TWO_COURSES = (
    "What is in the certificate Machine Learning for Business, Engineering, and Science?",
    "It consists of two courses; one is Machine Learning, Modeling, and Simulation Principles.",
)
STEPS = ("What's the third step of applying?", "Step 3 is to review the prerequisites.")


@pytest.fixture(scope="module")
def catalog() -> CatalogView:
    return CatalogView(load_corpus())


def turns(*texts: str) -> list[dict[str, str]]:
    return [{"role": "assistant" if at % 2 else "user", "content": text} for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("history", "message", "read"),
    [
        (SPRINT, "is the algorithmic one cheaper?", "is the Algorithmic Business Thinking Sprint cheaper than the Generative AI Business Sprint?"),
        (("How long is the Advanced Management Program?", "5 weeks."), "And the one they do with IESE?", "And the Global CEO Program?"),
        (("Price of the Generative AI Business Sprint?", "$1,750."), "Is Unsupervised Machine Learning dearer than that?", None),
        (
            ("What do the Advanced Management Program and the Global CEO Program cost?", "$73,000 and $53,000."),
            "Who gives the cheaper one?",
            "Who gives the Global CEO Program?",
        ),
        (("Who teaches 18.06SC?", "Gilbert Strang teaches it."), "what else does he teach?", "what else does Gilbert Strang teach?"),
        (SPRINT, "and the online one?", "and the online one?"),
        (("Who teaches AI in Pharma and Biotech?", "Tommi Jaakkola and Dina Katabi."), "what else does she teach?", "what else does she teach?"),
    ],
)
def test_words_that_stand_for_a_thing_are_read_as_its_name_where_one_alone_fits(
    catalog: CatalogView, history: tuple[str, str], message: str, read: str | None
) -> None:
    text = with_names(read_turn(message, turns(*history)), catalog).text
    assert text == read if read else "than the Generative AI Business Sprint?" in text


@pytest.mark.parametrize(
    ("message", "leans"),
    [
        ("Who are the instructors?", True),
        ("how long would my daughter need?", True),
        ("Do I have to come to campus?", True),
        ("How much does a short course cost?", False),
        ("How many courses are there?", False),
        ("how much does lunch cost?", False),
        ("How much is Harvard's program?", False),
        ("What does the AI Executive Academy cost?", False),
    ],
)
def test_a_question_for_a_field_leans_on_what_was_before_where_it_names_nothing_else(shipped_assistant: Assistant, message: str, leans: bool) -> None:
    turn = read_turn(message, turns("What does Ethics of AI cost?", "It costs $2,500."))
    assert read_of_what_was_before(turn, shipped_assistant.catalog, shipped_assistant.field_reader).leans is leans


@pytest.mark.parametrize(
    ("history", "message", "told"),
    [
        (TWO_COURSES, "And what is the other one called?", "Use Cases of Machine Learning"),
        (("Name one teacher of 18.05.", "Jeremy Orloff teaches 18.05."), "and who is the other?", "Kamrin"),
        (STEPS, "ok and the one after that?", "Step 4"),
        (("What do xPRO's systems-engineering courses cost?", "They cost $1,179 each."), "How many credits do I get per course?", "2.0 to 2.5 CEUs"),
        (("What lies between the technical and the no-code programs?", "The Applied AI and Data Science programs."), "which tools are used there?", "Python"),
        (("How much is Leading the AI-Driven Organization?", "The autumn 2024 runs cost $12,500."), "and in 2025?", "$12,900"),
        (
            ("When does the Executive Program in General Management start?", "In November."),
            "how long is it, and would I sit in Cambridge all the time?",
            "blended",
        ),
        (
            ("Who teaches the AI Executive Academy?", "Sertac Karaman, Eric So and Antonio Torralba."),
            "What else does the last one teach?",
            "Machine Learning in Business",
        ),
    ],
)
def test_what_was_told_before_says_what_a_follow_up_is_of(shipped_assistant: Assistant, history: tuple[str, str], message: str, told: str) -> None:
    assert told in shipped_assistant.answer(message, turns(*history)).text


def test_misspelt_words_that_ask_are_read_right_where_no_document_has_them(shipped_assistant: Assistant) -> None:
    speller: Speller = shipped_assistant.speller
    assert speller.correct("who's teching it, who teachs them")[0] == "who's teaching it, who teaches them"
    assert speller.correct("how many ours a day")[0] == "how many hours a day"
    assert speller.correct("is it one of ours")[0] == "is it one of ours"


@pytest.mark.parametrize(
    "message", ["ok thanks. Different thing now: who was Ada?", "Too dear. Let us talk about something else: who was Ada?", "Another question: who was Ada?"]
)
def test_a_change_of_subject_is_told_wherever_it_is_announced(message: str) -> None:
    changed = CHANGE.match(message)
    assert changed is not None
    assert message[changed.end() :] == "who was Ada?"


def test_who_adds_what_they_can_do_is_believed_over_what_was_said_before() -> None:
    profile = latest_profile("I know some Python and want to use it hands-on", "I'm a marketing manager who can't code")
    assert (profile.role, profile.codes) == ("analyst", True)


def test_all_courses_of_a_person_are_listed_in_small_letters_too(shipped_assistant: Assistant) -> None:
    told = shipped_assistant.answer("what courses does paul mcdonagh-smith teach").text
    assert all(name in told for name in ("Leading the AI-Driven Organization", "AI Executive Academy", "Algorithmic Business Thinking Sprint"))
