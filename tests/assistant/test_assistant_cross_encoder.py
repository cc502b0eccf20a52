"""The cross-encoder: what it reads of a sentence, and what it makes of it; the real weights."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from own_documents import assistant_over

from assistant import Assistant
from assistant.cross_encoder import ANSWERS, LONGEST_SAID, READERS, SAYS, STAGES, CrossEncoder, Stage, asked_as, base, cross_encoders, load, pooled, read_as
from assistant.evidence import Reread
from index.light import compact, light, restored

CLUB = """# Rowing club

## Membership

The Early Bird rate takes 40% off the monthly fee. It is open to students and carers. Bookings are made in the app.

## Boats

| Boat | Seats |
|---|---|
| Heron | 4 |
"""


@pytest.fixture(scope="module", params=STAGES[1:], ids=lambda stage: stage.reader)
def cross_encoder(request: pytest.FixtureRequest) -> CrossEncoder:
    return CrossEncoder(request.param)


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"club.md": CLUB}) as assistant:
        yield assistant


def test_a_sentence_that_answers_reads_better_than_one_that_sounds_alike(cross_encoder: CrossEncoder) -> None:
    answers, alike = cross_encoder.scores(
        "How much does a locker cost?", ["Lockers: A locker costs $12 a month.", "Lockers: A locker that is left open is emptied by the staff."]
    )
    assert answers[ANSWERS] > alike[ANSWERS]


def test_a_sentence_that_allows_says_yes_rather_than_one_that_forbids(cross_encoder: CrossEncoder) -> None:
    allows, forbids = cross_encoder.scores("Can I bring my dog?", ["Dogs are welcome in the garden.", "Dogs are not allowed on the grounds."])
    assert allows[SAYS] > forbids[SAYS]


def test_the_same_pairs_give_the_same_scores_from_many_threads(cross_encoder: CrossEncoder) -> None:
    def ask(_: int) -> list[float]:
        return cross_encoder.scores("Who may join?", ["Anybody over 12 may join.", "The club was founded in 1911."]).ravel().tolist()

    with ThreadPoolExecutor(4) as pool:
        assert len({tuple(scores) for scores in pool.map(ask, range(12))}) == 1


def test_a_text_scores_the_same_in_any_company(cross_encoder: CrossEncoder) -> None:
    texts = ["Anybody over 12 may join.", "The club was founded in 1911. " * 9, "Boats."]
    together = cross_encoder.scores("Who may join?", texts)
    alone = np.vstack([cross_encoder.scores("Who may join?", [text]) for text in texts])
    np.testing.assert_allclose(together, alone, rtol=1e-12)


@pytest.mark.parametrize("stage", STAGES[1:], ids=lambda stage: stage.reader)
def test_whole_numbers_move_a_state_by_little(stage: Stage) -> None:
    tokenizer, model = base(READERS / stage.reader)
    load(READERS / stage.reader, model)
    pairs = tokenizer(["Who may join?"] * 2, ["Anybody over 12 may join.", "The club was founded in 1911."], padding=True, return_tensors="pt")
    with torch.inference_mode():
        exact = pooled(model.eval()(**pairs).last_hidden_state, pairs["attention_mask"])
        whole = pooled(light(model)(**pairs).last_hidden_state, pairs["attention_mask"])
    assert 0 < float((exact - whole).norm() / exact.norm()) < 0.25  # rounded all alike, those of the large one move by more than half


def test_all_that_is_open_in_a_process_shares_the_readers(club: Assistant) -> None:
    assert Assistant(club.index, club.config).cross_encoders is club.cross_encoders is cross_encoders()


def test_nothing_to_read_gives_no_scores(cross_encoder: CrossEncoder) -> None:
    assert cross_encoder.scores("Who may join?", []).shape == (0, 2)


@pytest.mark.parametrize("text", ["", "?", "word " * 5000, "\u0000\ud7ff 😀"], ids=["empty", "mark", "huge", "odd"])
def test_any_text_has_a_finite_score(cross_encoder: CrossEncoder, text: str) -> None:
    assert np.isfinite(cross_encoder.scores(text, [text, "Anybody over 12 may join."])).all()


def test_a_sentence_that_refers_back_is_read_with_the_one_before(club: Assistant) -> None:
    read = {sentence.text: read_as(club.index, at) for at, sentence in enumerate(club.index.sentences)}
    assert "40% off" in read["It is open to students and carers."]
    assert "carers" not in read["Bookings are made in the app."]
    assert "Seats: 4" in next(text for sentence, text in read.items() if "Heron" in sentence)


def test_what_was_said_before_is_read_with_the_question_and_cut() -> None:
    assert asked_as("How much?", "") == "How much?"
    assert asked_as("How much?", "a" * 500) == f"How much? ({'a' * LONGEST_SAID})"


@given(arrays(np.float32, (3, 5), elements=st.floats(-4, 4, width=32)))
def test_compact_weights_are_near_what_they_were(values: np.ndarray) -> None:
    stored = compact({"a.weight": values, "a.bias": values[0]})
    assert stored["a.weight"].dtype == np.int8
    back = restored(stored)
    assert np.abs(back["a.weight"] - values).max() <= max(np.abs(values).max(), 1e-9) / 127
    assert np.allclose(back["a.bias"], values[0], atol=0.01)


def test_sentences_that_were_not_read_are_no_likelier_than_the_worst_that_were() -> None:
    chances = Reread(0.0, 1.0, 1.0)(np.array([0.6, 0.5, 0.5]), np.array([2.0, -1.0]))
    assert chances[0] > chances[1] == pytest.approx(chances[2])
