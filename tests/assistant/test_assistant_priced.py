"""Prices of several things added up, discounts, and prices with a step; real model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from own_documents import assistant_over, said

from assistant import Assistant

STUDIO = """# Pottery studio

## Courses

| Course | Evenings | Price |
|---|---|---|
| Wheel throwing | 8 | £240 |
| Glazing | 3 | £95 |

## Extras

Renting a shelf costs £12 a month or £110 a year.

Firing a large sculpture costs £38.

The tool roll, with nine tools, is sold for £27.

Extra hours at the wheel beyond the ten hours of a course are charged at £9 each.

Up to four mugs are fired for £6, and each further mug is £2.

Kiln gas is charged at £0.035 a litre.

## Discounts

Pensioners get 20% off the glazing course.

## Leaving a course

Between 30 and 8 days before the first evening, 60 per cent of the price is refunded.
"""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"studio.md": STUDIO}) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("What is the total for the wheel throwing course plus the tool roll?", "That is £267 in all: £240 + £27 = £267."),
        ("As a pensioner, what would I pay for the glazing course?", "That is £76: £95 × 20 ÷ 100 = £19; £95 − £19 = £76."),
        (
            "How much do I save in a year if I pay for the shelf yearly rather than monthly?",
            "The difference over a year is £34: 12 × £12 = £144; £144 − £110 = £34.",
        ),
        ("What do 14 hours at the wheel cost me beyond those of the course?", "That is £36: (14 − 10) × £9 = £36."),
        ("What does it cost to have 7 mugs fired?", "That is £12: £6 + (7 − 4) × £2 = £12."),
        ("How much is the kiln gas for 200 litres?", "That is £7 in all: 200 × £0.035 = £7."),
    ],
    ids=["several things", "discount", "month and year", "beyond what is included", "first ones and further ones", "price of less than a penny's tenth"],
)
def test_what_is_computed_is_right_and_shown(studio: Assistant, question: str, opening: str) -> None:
    reply = studio.answer(question)
    assert said(studio, question).startswith(opening)
    assert all(statement.supported and statement.citations for statement in reply.statements)


@pytest.mark.parametrize(
    "question",
    [
        "What is the total for the wheel throwing course plus a parking space?",
        "What do two wheel throwing courses plus the tool roll cost in total?",
        "As a pensioner, what would I pay for the wheel throwing course and two evenings of glazing?",
        "How much do I get back if I leave the glazing course 20 days before?",
    ],
    ids=["a price is missing", "more than one of a thing", "a number that the discount does not know", "a part that is paid back"],
)
def test_nothing_is_added_up_where_a_part_is_open(studio: Assistant, question: str) -> None:
    assert " + £" not in said(studio, question)
    assert " ÷ 100" not in said(studio, question)
