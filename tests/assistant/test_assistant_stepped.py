"""Tables in steps, rows named by a word of their label, and sums in any currency, of documents without a catalog; real model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from own_documents import assistant_over, said

from assistant import Assistant
from assistant.compose.verdicts.measured import measures_another

YARD = """# The yard's handbook

## Annual leave

| Years of service | Days of leave |
|---|---|
| 0–2 | 24 |
| 3–6 | 27 |
| 7 or more | 31 |

Leave that is not taken by March lapses.

## Leaving the yard

Notice of two months is to be given in writing.

## Apprentices

| Entry | Age | Places each year | Assessment |
|---|---|---|---|
| Year 1 | 16 | 12 | Drawing test and a talk |
| Year 3 | 18 | 4 | Practical test |

The evening lecture on rigging costs 15 crowns, for apprentices 6.

## Crane

The crane in the north dock lifts only what stands on machines without wheels.

## Can I look at a drawing without taking it out of the store?

Yes. Ask the clerk for a view copy.

Requests for a place at the slip may be put off once.

The strike over the ten-hour day of 1904 lasted five weeks and failed.
"""


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"yard.md": YARD}) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("I've been here four years. How much leave do I get?", "3–6 – Days of leave: 27"),
        ("How many days of leave after twelve years?", "7 or more – Days of leave: 31"),
    ],
)
def test_the_step_is_told_that_the_number_of_the_question_lies_in(yard: Assistant, question: str, row: str) -> None:
    assert said(yard, question).startswith(row)


def test_a_table_on_something_else_has_no_step_for_it(yard: Assistant) -> None:
    assert "Days of leave" not in said(yard, "I've been here 4 years, how long is my notice?")


def test_a_column_is_not_named_by_the_word_that_names_the_row(yard: Assistant) -> None:
    assert "Practical test" in said(yard, "How is somebody assessed who comes in at Year 3?")


def test_a_sum_in_another_currency_is_a_price(yard: Assistant) -> None:
    assert "15 crowns" in said(yard, "price of the rigging lecture")


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Can I see a drawing without taking it out?", "Yes."),
        ("I put my request for a place at the slip off already. May I put it off a second time?", "No."),
        ("Did the men win the strike over the ten-hour day?", "No."),
    ],
    ids=["without in a heading", "once", "lost"],
)
def test_yes_and_no_without_a_catalog(yard: Assistant, question: str, opening: str) -> None:
    assert said(yard, question).startswith(opening)


def test_how_wide_is_not_answered_with_how_high() -> None:
    assert measures_another("How wide may a chair be?", "The chair may be no higher than 84 cm.")
    assert not measures_another("How high may a chair be?", "The chair may be no higher than 84 cm.")
    assert not measures_another("How wide is the hall?", "The hall is 9 metres by 21 metres long.")
