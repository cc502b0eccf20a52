"""What is read of sentences with a question, and the tokens of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_documents import assistant_over

from assistant import Assistant
from assistant.cross_encoder import READERS, STAGES, base
from assistant.passages import LONGEST_SAID, Passage, asked_as, coded, passages_of, read_as

CLUB = """# Rowing club

## Membership

The Early Bird rate takes 40% off the monthly fee. It is open to students and carers. Bookings are made in the app.

## Boats

| Boat | Seats |
|---|---|
| Heron | 4 |
"""
LONGEST = STAGES[-1].longest
TOKENIZER = base(READERS / STAGES[-1].reader)[0]
PASSAGES = st.lists(st.builds(Passage, st.sampled_from(["", "Boats", "Boats › Prices"]), st.text(max_size=900)), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"club.md": CLUB}) as assistant:
        yield assistant


def position(club: Assistant, start: str) -> int:
    return next(at for at, sentence in enumerate(club.index.sentences) if sentence.text.startswith(start))


def test_a_sentence_that_refers_back_is_read_with_the_one_before(club: Assistant) -> None:
    read = {sentence.text: read_as(club.index, at) for at, sentence in enumerate(club.index.sentences)}
    assert "40% off" in read["It is open to students and carers."]
    assert "carers" not in read["Bookings are made in the app."]
    assert "Seats: 4" in next(text for sentence, text in read.items() if "Heron" in sentence)


def test_beside_the_one_before_a_sentence_is_read_as_it_is(club: Assistant) -> None:
    rate, students = position(club, "The Early Bird"), position(club, "It is open")
    assert "40% off" in passages_of(club.index, [students])[0].text
    assert passages_of(club.index, [rate, students])[1] == Passage("Rowing club › Membership", "It is open to students and carers.")


def test_a_row_is_read_with_the_heads_of_its_columns(club: Assistant) -> None:
    assert passages_of(club.index, [position(club, "Heron")]) == [Passage("Rowing club › Boats", "Boat: Heron; Seats: 4")]


def test_headings_are_read_where_they_change() -> None:
    tokens, places = coded(TOKENIZER, "How many?", [Passage("Boats", "One."), Passage("Boats", "Two."), Passage("Crew", "Three.")], LONGEST)
    assert TOKENIZER.decode(tokens).replace(" ", "") == "<s>howmany?</s></s>boats›one.</s>two.</s>crew›three.</s>"
    assert [TOKENIZER.decode(tokens[start:end]).replace(" ", "") for start, end in places] == ["one.</s>", "two.</s>", "three.</s>"]


@given(st.text(max_size=2000), PASSAGES)
def test_every_passage_has_a_place_and_all_fits_the_model(question: str, passages: list[Passage]) -> None:
    tokens, places = coded(TOKENIZER, question, passages, LONGEST)
    assert len(places) == len(passages)
    assert all(start < end for start, end in places)
    assert all(end <= after for (_, end), (after, _) in pairwise(places))
    assert places[-1][1] == len(tokens) <= 512


def test_what_was_said_before_is_read_with_the_question_and_cut() -> None:
    assert asked_as("How much?", "") == "How much?"
    assert asked_as("How much?", "a" * 500) == f"How much? ({'a' * LONGEST_SAID})"
