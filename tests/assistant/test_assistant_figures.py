"""Differences, rests, shares, sums and ages computed from documents made for the test; real model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_documents import assistant_over, said

from assistant import Assistant
from assistant.compose.computed.figures import figures

REPORT = """# Yearly report of the ferry company

## Service

In 2024 we received 1,284 complaints about delays, against 1,402 in 2023.

The rebuilding of the pier at Larn had cost 8.6 million crowns, against an estimate of 6.2 million crowns.

The company has 74 ferries, of which 31 are electric.

When the new ticket machines were counted, 412 of the 430 machines were working.

In 2024, eleven of 29 applicants passed the pilot test.

From the fund we paid for the lifeboat (€9,000), the brass band (€2,500) and the school garden (€3,200).

The lounge card covers four lounge visits a year; each further visit costs €22.

Breakdown help is free within 40 km of a harbour; beyond that we charge EUR 1.10 for each further kilometre.

## People

Ilse Tarn (3 March 1861, Larn - 17 October 1934, Ostrel) designed the first ferry. The ferry Aurora, her best known, was launched on 9 May 1899.

Ilse Tarn married on the quay on 1 February 1925, in the autumn of her life.

The winter fare is $15,000 to $25,000 in total for a whole ship.

## Passes

| Pass | Early price | Standard price | Monthly charge |
|---|---|---|---|
| Coast pass | €189 | €225 | €6.50 |
| Island pass | €120 | €149 | €9 |
"""


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"report.md": REPORT}) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("By how many did complaints about delays fall from 2023 to 2024?", "The difference is 118: 1,402 − 1,284 = 118."),
        (
            "By how much did the rebuilding of the pier at Larn go over the estimate?",
            "The difference is 2.4 million crowns: 8.6 million crowns − 6.2 million crowns = 2.4 million crowns.",
        ),
        ("How much is saved with the early price of the coast pass over the standard price?", "The difference is €36: €225 − €189 = €36."),
        ("How many of the company's ferries are not electric?", "That leaves 43: 74 − 31 = 43."),
        ("How many of the new ticket machines were not working when they were counted?", "That leaves 18: 430 − 412 = 18."),
        ("What percentage of applicants passed the pilot test in 2024?", "That is about 37.9 per cent: 11 ÷ 29 × 100 = 37.9."),
        (
            "How much did the lifeboat, the brass band and the school garden get from the fund all together?",
            "That is €14,700 in all: €9,000 + €2,500 + €3,200 = €14,700.",
        ),
        ("What is the monthly charge of Coast pass + Island pass?", "That is €15.50 in all: €6.50 + €9 = €15.50."),
        ("How much do I pay for six lounge visits with the lounge card?", "That is €44, as 4 are included: (6 − 4) × €22 = €44."),
        ("What do you charge for breakdown help 60 km from a harbour?", "That is EUR 22, as 40 are included: (60 − 40) × EUR 1.10 = EUR 22."),
        ("How old was Ilse Tarn when she died?", "73 years old, counted from 3 March 1861 to 17 October 1934, the birthday past: 1934 − 1861 = 73."),
        (
            "How old was Ilse Tarn when she married in the autumn of her life, on the quay?",
            "63 years old, counted from 3 March 1861 to 1 February 1925, before the birthday: 1925 − 1861 − 1 = 63.",
        ),
        ("What does the monthly charge of the coast pass come to over a whole year?", "That is €78 in all: 12 × €6.50 = €78."),
    ],
)
def test_what_is_asked_for_is_computed_with_its_working(ferries: Assistant, question: str, opening: str) -> None:
    assert said(ferries, question).startswith(opening)


@pytest.mark.parametrize(
    "question",
    [
        "How many complaints about delays did we receive in 2024?",
        "How many ferries are electric?",
        "How many of the machines were working?",
        "What is the early price of the coast pass?",
        "Who designed the first ferry?",
        "What is the winter fare in total for a whole ship?",
        "What is the difference between the coast pass and the island pass?",
        "How old was Bruno Vance when he died?",
    ],
)
def test_nothing_is_computed_where_the_figure_itself_is_asked_for(ferries: Assistant, question: str) -> None:
    assert " = " not in said(ferries, question)


def test_years_dates_shares_codes_and_times_are_no_figures() -> None:
    assert figures("In 2024, on 3 May 1999 at 10:30, 45 % of model X-200 (v2.1, A7) came by 6.86x.") == []


@given(st.integers(0, 999_999_999), st.sampled_from(["$", "€", "£"]))
def test_a_sum_of_money_is_read_as_it_is_written(value: int, sign: str) -> None:
    (figure,) = figures(f"It costs {sign}{value:,} in all.")
    assert (figure.value, figure.written()) == (value, f"{sign}{value:,}")
