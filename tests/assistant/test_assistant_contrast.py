"""Two things set side by side: each is asked about by itself, and one sentence on each is shown; real model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_documents import assistant_over, said

from assistant import Assistant
from assistant.understand.parts import split_parts
from assistant.understand.sides import two_sides

CLUB = """# The rowing club

## Members

Juniors row on Saturday mornings and are taught by two coaches. Their year costs 80 crowns, which includes the use of the gym.

Veterans meet on Wednesday evenings. For them the year costs 145 crowns, gym and sauna included.

## Boats

The quad was built in 1998 and weighs 52 kilograms.

The eight was bought in 2016. It weighs 96 kilograms and has carbon riggers.

## Rules

Dogs are not allowed in the boathouse, except guide dogs. Boats may be taken out every day except Monday.
The safety course is compulsory for everybody who steers.
"""


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"club.md": CLUB}) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Which is dearer, the boat or the bus?", "Which is dearer, the boat?", "Which is dearer, the bus?"),
        ("Is the ferry slower than the bus?", "Is the ferry slower?", "Is the bus slower?"),
        ("yearly charge Keel vs Spinnaker", "yearly charge Keel", "yearly charge Spinnaker"),
        ("How do the fees of Red and Blue differ?", "How do the fees of Red differ?", "How do the fees of Blue differ?"),
    ],
)
def test_each_side_has_a_question_of_its_own(text: str, one: str, other: str) -> None:
    sides = two_sides(text)
    assert sides is not None
    assert (sides.one, sides.other) == (one, other)


@pytest.mark.parametrize(
    "text", ["Can I pay by card or in cash?", "What happens when I have more than 60 hours?", "Is it longer than two days?", "Who teaches it?", ""]
)
def test_what_sets_nothing_side_by_side_has_no_sides(text: str) -> None:
    assert two_sides(text) is None


@given(st.text(alphabet="ab cdeor than vs, ?.", max_size=80))
def test_the_two_sides_of_any_text_ask_different_things(text: str) -> None:
    sides = two_sides(text)
    assert sides is None or sides.one != sides.other


@pytest.mark.parametrize(
    ("question", "both"),
    [
        ("Who pays more for a year, juniors or veterans?", ("80 crowns", "145 crowns")),
        ("Which boat is heavier, the quad or the eight, and by what figures?", ("52 kilograms", "96 kilograms")),
    ],
)
def test_both_are_told_of(club: Assistant, question: str, both: tuple[str, str]) -> None:
    told = said(club, question)
    assert all(part in told for part in both)


def test_figures_of_a_comparison_are_no_question_of_their_own() -> None:
    assert len(split_parts("Which is dearer, the boat or the bus, and by how much?")) == 1
    assert len(split_parts("Which is dearer, the boat or the bus, and who drives the bus?")) == 2


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Can I bring my guide dog into the boathouse?", "Yes"),
        ("May I bring a dog into the boathouse?", "No"),
        ("Can I take a boat out on Monday?", "No"),
        ("Can I skip the safety course if I steer?", "No"),
    ],
)
def test_what_is_excepted_or_left_out_is_answered_the_other_way(club: Assistant, question: str, verdict: str) -> None:
    assert said(club, question).startswith(verdict)
