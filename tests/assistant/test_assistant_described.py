"""Items meant without their full name: by words that only one name has, by who gives or teaches them, by how a title begins."""

from __future__ import annotations

import pytest
from test_assistant_catalog import said

from assistant import Assistant
from assistant.catalog import CatalogView
from assistant.understand.alluded import with_names
from assistant.understand.conversation import read_turn
from assistant.understand.described import described, with_name
from assistant.understand.profile import read_profile
from corpus import load_corpus


@pytest.fixture(scope="module")
def catalog() -> CatalogView:
    return CatalogView(load_corpus())


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("who gives the AI products program at xPRO?", "xpro-aipp"),
        ("how heavy is the one on probability?", "oll-1805"),
        ("when is the training for the materials industry?", "pe-mlmi"),
        ("is the optimization class of James Orlin free?", "oll-15053"),
        ("Is Strang's course free?", "oll-1806"),
        ("how much is the machine learning course?", None),
        ("which courses are on probability?", None),
    ],
)
def test_a_description_means_the_one_item_that_it_fits(catalog: CatalogView, text: str, item: str | None) -> None:
    assert described(text, catalog) == ((item,) if item else ())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Is Vivienne Sze's hardware class over?", "Is Designing Efficient Deep Learning Systems over?"),
        ("Is Vivienne Sze's pottery class over?", "Is Vivienne Sze's pottery class over?"),
        ("Is the one on probability harder than 18.06SC?", "Is the one on probability harder than 18.06SC?"),
    ],
)
def test_a_description_is_read_as_the_name_unless_it_says_more_than_is_known(catalog: CatalogView, text: str, read: str) -> None:
    assert with_name(text, catalog) == read


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("what does machine learning for materials cost?", ["pe-mlmi"]),
        ("is leading the AI driven org online?", ["see-leading-ai"]),
        ("what does machine learning in general cost?", []),
    ],
)
def test_the_opening_of_a_title_names_it_where_it_ends_with_a_word_of_its_own(catalog: CatalogView, text: str, items: list[str]) -> None:
    assert catalog.linked(text) == items


@pytest.mark.parametrize(
    ("history", "message", "told"),
    [
        (("Is the AI Executive Academy on campus?", "Yes, in Cambridge."), "Cambridge is far from Oslo. How much?", "$22,500"),
        (("Is the AI Executive Academy on campus?", "Yes, in Cambridge."), "I saw Machine Learning in Business too. How much?", "$3,500"),
        (("How long is Calculus 1B?", "It lasts 15 weeks."), "sorry, wrong course, I meant linear algebra", "13 weeks"),
        (("How many hours a week does 6.036x take?", "11 hours."), "ok and the one on probability, heavier?", "14 hours"),
        (("What does the Generative AI Business Sprint cost?", "$1,750."), "Cheaper than the ABT Sprint, then?", "No."),
        (("What does Leading the AI-Driven Organization cost in autumn 2024?", "It costs $12,500."), "is that still the fee in 2025?", "No."),
        (("Does Regina Barzilay teach AI in Pharma and Biotech?", "Yes, she does."), "is she in any other Sloan course?", "Leading the AI-Driven"),
    ],
)
def test_a_follow_up_is_answered_of_what_it_means(shipped_assistant: Assistant, history: tuple[str, str], message: str, told: str) -> None:
    turns = [{"role": role, "content": text} for role, text in zip(("user", "assistant"), history, strict=True)]
    assert told in shipped_assistant.answer(message, turns).text


def test_one_of_several_who_teaches_is_enough_for_any_of_them(shipped_assistant: Assistant) -> None:
    assert said(shipped_assistant, "Does any of Leslie Kaelbling and Duane Boning teach in the xPRO program about AI products?").startswith("Yes")


def test_who_alone_teaches_more_is_meant_by_what_else_they_teach(catalog: CatalogView) -> None:
    turns = [{"role": "user", "content": "Who teaches 18.05?"}, {"role": "assistant", "content": "Jeremy Orloff and Jennifer French Kamrin."}]
    assert with_names(read_turn("what else does she teach?", turns), catalog).text == "what else does Jennifer French Kamrin teach?"


@pytest.mark.parametrize(("text", "rusty"), [("Calculus is Greek to me", True), ("my algebra is rusty", True), ("I like calculus and Greek food", False)])
def test_forgotten_mathematics_is_told_from_other_remarks(text: str, rusty: bool) -> None:
    assert read_profile(text).rusty is rusty


def test_a_word_that_several_names_share_tells_no_course_by_the_noun_for_any(shipped_assistant: Assistant) -> None:
    reply = said(shipped_assistant, "What does the product course by Sloan cost?")
    assert "Chief Product Officer" not in reply
    assert not reply.startswith("The documents say otherwise")
