"""Two things set against each other that the documents tell of apart; real model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from own_documents import assistant_over, said

from assistant import Assistant

TRAILS = """# Trails of the moor

## Marked trails

| Trail | Length | Time | Guide's fee |
|---|---|---|---|
| Heron Loop | 6 km | 2 hours | £30 |
| Crag Path | 9 km | 4 hours | £55 |
| Mill Walk | 3 km | 1 hour | £18 |

## Getting there

The bus from the station costs £3.20 and runs every hour.

The ferry across the lake costs £5 and runs on Sundays only.

## Huts

| | Stone hut | Lake hut |
|---|---|---|
| Beds | 12 | 20 |
| Price a night | £14 | £11 |
"""


@pytest.fixture(scope="module")
def trails(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"trails.md": TRAILS}) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Which takes longer, the Heron Loop or the Crag Path?", ("2 hours", "4 hours")),
        ("Which is cheaper, the bus or the ferry?", ("£3.20", "£5")),
        ("Which is dearer, the stone hut or the lake hut?", ("£14", "£11")),
    ],
    ids=["rows of a table", "sentences", "columns of a table"],
)
def test_both_are_shown(trails: Assistant, question: str, parts: tuple[str, str]) -> None:
    reply = said(trails, question)
    assert all(part in reply for part in parts)


@pytest.mark.parametrize(("question", "verdict"), [("Is the ferry dearer than the bus?", "Yes."), ("Is the ferry cheaper than the bus?", "No.")])
def test_the_figures_decide_on_yes_or_no(trails: Assistant, question: str, verdict: str) -> None:
    assert said(trails, question).startswith(verdict)


def test_nothing_is_set_against_what_is_not_told_of(trails: Assistant) -> None:
    assert not said(trails, "Is the ferry dearer than the helicopter?").startswith(("Yes", "No"))
