"""Minutes, notes and a page of questions as people write them: what stands only in a table, a pair, a heading or a turn of phrase."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from own_documents import assistant_over, said

from assistant import Assistant

NOTES = """Keeping Sourdough: My Notes
What You Need
A kitchen scale, a jar and two kinds of flour are all that is needed.
- Rye flour: For feeding the starter. It ferments faster than wheat.
- Wheat flour: For the dough.
Starter or Yeast?
The two are often confused. Here is how they differ:
| | Starter | Yeast |
|---|---|---|
| Rising time | 8 to 12 hours | 1 to 2 hours |
| Taste | Sour (strong) | Mild |
Baking in a Cold Kitchen
In winter the dough may stand near the stove, where it is warm. However, the rising times remain the same.
These first loaves are not merely practice; they are eaten like all others.
What It Costs
Prices are those of the shop in town.
- Cost of a scale: From $12 to $20.
- Professional mixers: Large ones can exceed $600 if they are new.
"""

MINUTES = """Minutes of the Riverside Housing Cooperative
Meeting of 14 May 2026, Community Room

Present: Anna Kowalski (chair), Ben Okafor (treasurer), David Lin
Apologies: Emma Brown

1. Roof repair
The offer of Hillman Roofing was chosen, because the work can start in August.

2. Laundry room
The second washing machine is broken. It was decided
- to buy a new machine for at most 900 euros,
- to keep the old dryer,
- to close the room at night.
Children under ten must be with an adult in the laundry room.
"""


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"notes.txt": NOTES}) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"minutes.txt": MINUTES}) as assistant:
        yield assistant


@pytest.mark.parametrize(("question", "verdict"), [("Is yeast sour?", "No."), ("Is the starter mild in taste?", "No."), ("Does yeast taste mild?", "Yes.")])
def test_what_stands_only_in_the_column_of_another_thing_is_not_so(notes: Assistant, question: str, verdict: str) -> None:
    assert said(notes, question).startswith(verdict)


@pytest.mark.parametrize("question", ["Are the first loaves just practice?", "Are those first loaves only for practice?"])
def test_what_is_not_merely_so_is_not_just_so(notes: Assistant, question: str) -> None:
    assert said(notes, question).startswith("No.")


@pytest.mark.parametrize("question", ["Does the dough near the stove need shorter rising times?", "Is the rising time shorter near the stove in winter?"])
def test_what_remains_the_same_is_neither_more_nor_less(notes: Assistant, question: str) -> None:
    assert said(notes, question).startswith("No.")


@pytest.mark.parametrize("question", ["How much can a professional mixer cost?", "What would a large mixer cost me?"])
def test_the_likeliest_item_is_shown_though_another_label_shares_a_word(notes: Assistant, question: str) -> None:
    assert "$600" in said(notes, question)


def test_lines_above_the_minutes_are_found(minutes: Assistant) -> None:
    assert "14 May 2026" in said(minutes, "When was the meeting held?")
    assert "Ben Okafor" in said(minutes, "Who is the treasurer?")


def test_alone_is_not_with_an_adult(minutes: Assistant) -> None:
    assert said(minutes, "May my daughter of eight use the laundry room by herself?").startswith("No.")


@pytest.mark.parametrize("question", ["What did the residents decide about the laundry room?", "What was decided about the washing machines?"])
def test_a_sentence_that_a_list_goes_on_with_is_shown_with_it(minutes: Assistant, question: str) -> None:
    told = said(minutes, question)
    assert all(part in told for part in ("900 euros", "the old dryer", "at night"))
