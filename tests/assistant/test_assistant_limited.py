"""What keeps a limit, things told as first, second and third, differences of two things, and offers that are accepted; real model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from own_documents import assistant_over, said

from assistant import Assistant
from assistant.compose.lists.limited import limit_of

HALLS = """# Halls of the town

## Rooms for hire

| Room | Seats | Price per evening |
|---|---|---|
| Lindgarten | 24 | £40 |
| Orangery | 60 | £95 |
| Old Forge | 12 | £25 |
| Assembly Hall | 180 | £240 |

## How the town came to its halls

The first hall was a barn that the brewer Anselm Rook gave to the town in 1851. It burnt down.

The second hall stood by the river and was built of brick. Floods ruined it twice.

The third hall, opened in 1932, is the one in use today.

## Yearly memberships

The Harbour Choir membership costs £85 a year and includes the scores.

The Reading Circle membership costs £20 a year.

The Film Society membership costs £48 a year with two guests.

## Prices for a wedding

A wedding in the Orangery comes to £1,140 in all, for 12 hours at £95.
"""


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"halls.md": HALLS}) as assistant:
        yield assistant


def test_rows_of_a_table_that_keep_a_limit_are_listed_and_no_other(halls: Assistant) -> None:
    reply = said(halls, "Which rooms for hire have more than 50 seats?")
    assert "Orangery" in reply
    assert "Assembly Hall" in reply
    assert "Lindgarten" not in reply
    assert "Old Forge" not in reply


def test_what_keeps_a_limit_is_counted(halls: Assistant) -> None:
    assert said(halls, "How many rooms for hire cost less than £50 per evening?").startswith("2:")


def test_sentences_that_keep_a_limit_are_listed(halls: Assistant) -> None:
    reply = said(halls, "Which yearly memberships cost less than £50?")
    assert "Reading Circle" in reply
    assert "Film Society" in reply
    assert "Harbour Choir" not in reply


def test_a_figure_that_is_the_limit_is_not_below_it() -> None:
    below, most = limit_of("Which passes cost less than £50?"), limit_of("Which passes cost at most £50?")
    assert below is not None
    assert most is not None
    assert not below.keeps(50)
    assert most.keeps(50)


@pytest.mark.parametrize(
    "question",
    ["Which passes are there?", "What happens after more than that?", "Who has over many years helped?", "What do I pay if I cancel more than 14 days before?"],
)
def test_no_limit_is_seen_where_none_is(question: str) -> None:
    assert limit_of(question) is None


def test_things_told_as_first_second_and_third_belong_together(halls: Assistant) -> None:
    reply = said(halls, "Which halls has the town had?")
    assert 0 <= reply.find("The first hall") < reply.find("The second hall") < reply.find("The third hall")


def test_the_difference_of_two_things_that_the_question_names(halls: Assistant) -> None:
    assert "£65: £85 − £20 = £65" in said(halls, "How much more does the Harbour Choir membership cost than the Reading Circle membership?")


def test_all_prices_come_with_their_figures(halls: Assistant) -> None:
    reply = said(halls, "Give me all the prices of the rooms for hire.")
    assert all(price in reply for price in ("£40", "£95", "£25", "£240"))


def test_a_total_that_a_sentence_states_is_not_computed_anew(halls: Assistant) -> None:
    reply = said(halls, "What does a wedding of 12 hours in the Orangery cost in total?")
    assert "£1,140" in reply
    assert "That is" not in reply


def test_an_offer_that_is_accepted_is_one_question(halls: Assistant) -> None:
    history = [
        {"role": "user", "content": "How many rooms for hire are there?"},
        {"role": "assistant", "content": "It is a list of rooms for hire and has four of them. Shall I list them?"},
    ]
    reply = halls.answer("sure, go ahead", history).text
    assert reply.count("Lindgarten") == 1
    assert not reply.startswith("Yes")
