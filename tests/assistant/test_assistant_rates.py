"""Rates, discounts, lists below a colon and rows of a table, computed and listed from documents made for the test; real model."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_documents import assistant_over, said

from assistant import Assistant
from assistant.compose.computed.rates import quantities_of

WORKSHOP = """# Workshop hire

## Prices

| Code | Machine | Price | Term |
|---|---|---|---|
| W1 | Resin printer | $4 an hour plus $0.15 per millilitre of resin | 1 |
| W2 | Bench saw | €12 an hour | 2 |
| W3 | Kiln | £30 per firing | 2 |

The membership of the workshop costs $80 a year. Students get 25% off the membership.

A lodging charge of 38 crowns a week is taken during the nine weeks of the residential course.

The late fee is 15 crowns for every day, up to a maximum of 100 crowns.

## Clothing

In the workshop you must wear:

- safety shoes,
- goggles, and
- a tight jacket.
"""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory):
    with assistant_over(tmp_path_factory, {"workshop.md": WORKSHOP}) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("What does the resin printer cost in total for 3 hours and 40 ml of resin?", "That is $18 in all: 3 × $4 + 40 × $0.15 = $18."),
        ("How much is the bench saw for 4 hours?", "That is €48 in all: 4 × €12 = €48."),
        ("How much is the lodging charge in total over the entire residential course?", "That is 342 crowns in all: 9 × 38 crowns = 342 crowns."),
        ("How much is the late fee for 10 days?", "That is 100 crowns in all, the most that is charged: 10 × 15 crowns = 150 crowns."),
        ("What does the membership of the workshop cost for students?", "That is $60: $80 × 25 ÷ 100 = $20; $80 − $20 = $60."),
    ],
)
def test_what_so_many_cost_is_computed_from_a_rate(workshop: Assistant, question: str, opening: str) -> None:
    assert said(workshop, question).startswith(opening)


def test_the_rate_itself_is_not_multiplied(workshop: Assistant) -> None:
    assert "€12 an hour" in said(workshop, "What does the bench saw cost an hour?")


def test_a_list_below_a_colon_is_told_whole(workshop: Assistant) -> None:
    reply = said(workshop, "What must I wear in the workshop?")
    assert [line.removeprefix("- ") for line in reply.splitlines() if line.startswith("- ")] == ["Safety shoes", "Goggles", "A tight jacket."]


def test_rows_of_a_table_are_listed_by_what_their_cells_hold(workshop: Assistant) -> None:
    reply = said(workshop, "Which machines are there in the second term?")
    assert "W2 – Bench saw" in reply
    assert "W3 – Kiln" in reply
    assert "W1" not in reply


@given(st.integers(1, 99), st.sampled_from(["hours", "adults", "children", "boxes"]))
def test_a_quantity_is_read_with_its_unit(count: int, unit: str) -> None:
    assert list(quantities_of(f"for {count} {unit}").values()) == [Decimal(count)]
    assert quantities_of(f"${count} for {unit}") == {}
