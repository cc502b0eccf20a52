"""Replies from documents that the project has never seen, without a catalog; real model, documents made for the test."""

from __future__ import annotations

import re

import pytest
from own_documents import assistant_over, said

from assistant import Assistant

GARDEN = """Community garden
The garden was founded in 1998 by Ruth Alvarez. It has 64 plots and is run by volunteers.
Plots and fees
There are three sizes of plot:
- Small: 10 square metres, $40 a year
- Medium: 20 square metres, $70 a year
- Large: 40 square metres, $120 a year
The deposit is $25 for every plot and is returned when the plot is left tidy.
Ask the plot and fee office (PFO) about fees.
Rules
Sheds may be up to 2 metres high. Each household may hold one plot only. Bonfires are forbidden.
You may use the kitchen after your first season has ended.
Renaming a plot is not possible; people take a new plot under the new name instead.
Overtime of the warden must be approved by the board. It is paid back as time off, not as money.
"""
EQUIPMENT = """# Equipment

| Role | Laptop | Phone |
|---|---|---|
| Drivers | none | Nokia 105 |
| Analysts | ThinkPad P1 | iPhone SE |
| Managers | MacBook Air | iPhone 15 |

Lost devices must be reported within 24 hours.

## Training

- Compliance training: every year, online, 3 hours
- First aid: every two years, on site, one day
- Fire safety: once, on site, 2 hours
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory):
    with assistant_over(tmp_path_factory, {"garden.txt": GARDEN, "equipment.md": EQUIPMENT}) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Can my shed be 3 metres high?", "No. Sheds may be up to 2 metres high."),
        ("Can my shed be 1.5 metres high?", "Yes. Sheds may be up to 2 metres high."),
        ("Can I have two plots?", "No. Each household may hold one plot only."),
        ("Are bonfires allowed in the garden?", "No. Bonfires are forbidden."),
        ("Can I use the kitchen during my first season?", "No. You may use the kitchen after your first season has ended."),
        ("Do managers get a MacBook Pro?", "No. Managers"),
        ("I don't like what we called our plot. Is it possible to change that?", "No. Renaming a plot is not possible"),
        ("Is the overtime of the warden paid as money?", "No. Overtime of the warden must be approved by the board. It is paid back as time off"),
    ],
    ids=["over a limit", "within a limit", "another count", "opposite", "another time", "another name", "surely denied", "refers back"],
)
def test_yes_and_no_follow_from_limits_counts_and_names(own: Assistant, question: str, opening: str) -> None:
    assert said(own, question).startswith(opening)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Why are bonfires allowed in the garden?", "Bonfires are forbidden."),
        ("Since bonfires are allowed, when may I light one?", "Bonfires are forbidden."),
        ("Why do drivers get a laptop?", "Drivers – Laptop: none"),
    ],
    ids=["allowed", "since", "a cell"],
)
def test_what_a_question_takes_for_granted_is_corrected(own: Assistant, question: str, shown: str) -> None:
    assert said(own, question) == f"The documents say otherwise: {shown}"


@pytest.mark.parametrize(
    "question", ["Why are bonfires forbidden?", "Why must lost devices be reported within 24 hours?", "Since it was founded in 1998, who runs it?"]
)
def test_what_a_question_rightly_takes_for_granted_is_not_contradicted(own: Assistant, question: str) -> None:
    assert "otherwise" not in said(own, question)


def test_only_the_row_and_the_column_that_are_asked_for_are_shown(own: Assistant) -> None:
    assert said(own, "What laptop do analysts get?") == "Analysts – Laptop: ThinkPad P1"


def test_rows_of_a_table_are_compared_side_by_side(own: Assistant) -> None:
    reply = own.answer("Compare the equipment of managers and analysts")
    assert reply.form == "comparison"
    assert reply.text.count("\n| ") == 2
    assert "Drivers" not in reply.text


def test_the_item_of_a_list_is_found_by_its_label(own: Assistant) -> None:
    assert said(own, "How much is a medium plot?").startswith("Medium: 20 square metres, $70 a year")


def test_a_sentence_that_announces_a_list_is_shown_with_the_whole_of_it(own: Assistant) -> None:
    assert said(own, "How many sizes of plot are there?").count("\n- ") == 3


def test_the_extreme_of_a_list_is_found_by_its_amounts(own: Assistant) -> None:
    assert said(own, "What's the cheapest plot?").endswith("Small: 10 square metres, $40 a year")


def test_a_list_is_complete_and_filtered_by_what_is_asked_of_its_items(own: Assistant) -> None:
    assert said(own, "List all the trainings").count("- ") == 3
    assert re.findall(r"^- ([\w ]+):", said(own, "Which trainings are on site?"), re.M) == ["First aid", "Fire safety"]


def test_letters_are_told_in_full(own: Assistant) -> None:
    assert said(own, "What does PFO stand for?") == "Ask the plot and fee office (PFO) about fees."
    assert own.answer("What does XYZ stand for?").abstained
