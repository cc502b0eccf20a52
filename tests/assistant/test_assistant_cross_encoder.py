"""The cross-encoder: what it reads of a sentence, and what it makes of it; the real weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from own_documents import assistant_over

from assistant import Assistant
from assistant.cross_encoder import ANSWERS, READERS, SAYS, STAGES, Stage, base, cross_encoders, each_by_itself, load, pooled, scorer
from assistant.evidence import Reread
from assistant.passages import Passage
from index.light import compact, light, restored

Scores = Callable[[str, Sequence[str]], np.ndarray]
CLUB = """# Rowing club

## Membership

The Early Bird rate takes 40% off the monthly fee. It is open to students and carers. Bookings are made in the app.

## Boats

| Boat | Seats |
|---|---|
| Heron | 4 |
"""


@pytest.fixture(scope="module", params=range(1, len(STAGES)), ids=lambda stage: STAGES[stage].reader)
def scores(request: pytest.FixtureRequest) -> Callable[[str, Sequence[str]], np.ndarray]:
    """Of texts by themselves, as the reader of a stage gives them."""
    return lambda question, texts: each_by_itself(request.param, question, texts, cross_encoders())


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"club.md": CLUB}) as assistant:
        yield assistant


def test_a_sentence_that_answers_reads_better_than_one_that_sounds_alike(scores: Scores) -> None:
    answers, alike = scores(
        "How much does a locker cost?", ["Lockers: A locker costs $12 a month.", "Lockers: A locker that is left open is emptied by the staff."]
    )
    assert answers[ANSWERS] > alike[ANSWERS]


def test_a_sentence_that_allows_says_yes_rather_than_one_that_forbids(scores: Scores) -> None:
    allows, forbids = scores("Can I bring my dog?", ["Dogs are welcome in the garden.", "Dogs are not allowed on the grounds."])
    assert allows[SAYS] > forbids[SAYS]


def test_the_same_pairs_give_the_same_scores_from_many_threads(scores: Scores) -> None:
    def ask(_: int) -> list[float]:
        return scores("Who may join?", ["Anybody over 12 may join.", "The club was founded in 1911."]).ravel().tolist()

    with ThreadPoolExecutor(4) as pool:
        assert len({tuple(scores) for scores in pool.map(ask, range(12))}) == 1


def test_a_text_scores_the_same_in_any_company(scores: Scores) -> None:
    texts = ["Anybody over 12 may join.", "The club was founded in 1911. " * 9, "Boats."]
    together = scores("Who may join?", texts)
    alone = np.vstack([scores("Who may join?", [text]) for text in texts])
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


def test_nothing_to_read_gives_no_scores(scores: Scores) -> None:
    assert scores("Who may join?", []).shape == (0, 2)


@pytest.mark.parametrize("text", ["", "?", "word " * 5000, "\u0000\ud7ff 😀"], ids=["empty", "mark", "huge", "odd"])
def test_any_text_has_a_finite_score(scores: Scores, text: str) -> None:
    assert np.isfinite(scores(text, [text, "Anybody over 12 may join."])).all()


def test_texts_that_are_read_beside_each_other_see_each_other_and_the_same_ones_score_the_same() -> None:
    large = cross_encoders()[-1]
    seats, price = Passage("Boats", "The Heron seats four."), Passage("Boats", "It costs $20 an hour.")
    together, alone = large.scores_of("What does the Heron cost?", [[seats, price], [price]])
    assert together.shape == (2, 2)
    assert together[1, ANSWERS] > together[0, ANSWERS]
    assert abs(together[1, ANSWERS] - alone[0, ANSWERS]) > 0.01
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda _: large.scores_of("What does the Heron cost?", [[seats, price]])[0], range(6)))
    assert all((one == together).all() for one in again)


def test_a_stage_that_reads_sentences_beside_each_other_gives_scores_in_the_order_that_is_asked(club: Assistant) -> None:
    score = scorer(club.index, "Who gets the Early Bird rate?", cross_encoders())
    positions = list(range(len(club.index.sentences)))
    there, back = score(len(STAGES) - 1, positions), score(len(STAGES) - 1, positions[::-1])
    np.testing.assert_array_equal(there, back[::-1])


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
