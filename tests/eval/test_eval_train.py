"""Training the cross-encoder for a few steps, on questions read by the real assistant."""

import random

import numpy as np
import pytest
from eval_examples import gold, question, write_set

from assistant import AssistantConfig
from assistant.cross_encoder import READERS, STAGES, CrossEncoder
from assistant.passages import Passage
from eval.data import load_set
from eval.errors import DataError
from eval.examples import opener_of, read_set, verdict_of
from eval.shown import ANSWERING, OTHERS, OTHERS_ALONE, SHOWN, shown_of
from eval.train import LARGE, Recipe, form_of, train, write
from index import IndexConfig
from index.weights import default_model_folder

LENGTH = "The Rhine is 1,233 km long."


@pytest.fixture(scope="module")
def examples(tmp_path_factory, shared_state_dir):
    asked = [
        question("a0", "How long is the Rhine?", relevant=[gold(LENGTH)]),
        question("a1", "What uses the Rhine?", relevant=[gold("Ships use it.")]),
        question("u0", "Who painted the moon?", answerable=False),
    ]
    rivers = load_set(write_set(tmp_path_factory.mktemp("train") / "rivers", asked))
    return read_set(rivers, opener_of(AssistantConfig(index=IndexConfig(state_dir=shared_state_dir))))


def test_a_question_is_paired_with_what_answers_it_first_and_with_what_does_not(examples):
    pairs = {example.question.query_id: shown_of(example, False, random.Random(0))[0] for example in examples}
    assert LENGTH in pairs["a0"].passages[0].text
    assert pairs["a0"].answers[0]
    assert 1 <= sum(pairs["a0"].answers) <= ANSWERING
    assert sum(not answers for answers in pairs["a0"].answers) <= OTHERS
    assert pairs["u0"].answers == (False,) * len(pairs["u0"].answers)
    assert len(pairs["u0"].answers) <= OTHERS_ALONE


def test_sentences_are_shown_at_once_in_the_order_of_the_document_and_at_times_by_themselves(examples):
    chance = random.Random(0)
    shown = [one for _ in range(30) for example in examples for one in shown_of(example, True, chance)]
    assert max(len(one.passages) for one in shown) <= max(SHOWN)
    assert any(len(one.passages) == 1 for one in shown)
    asked = [one for one in shown if one.question == "How long is the Rhine?" and len(one.passages) > 1]
    texts = [[passage.text for passage in one.passages] for one in asked]
    assert all([text for text in texts[0] if text in order] == order for order in texts)  # none changes places with another
    assert all(answers is passage.text.endswith(LENGTH) for one in asked for passage, answers in zip(one.passages, one.answers, strict=True))


def test_trained_weights_are_read_by_the_assistant_and_name_their_sets(examples, tmp_path):
    write(train(examples, epochs=4), tmp_path / "new" / "reader")
    trained = CrossEncoder(folder=tmp_path / "new" / "reader")
    assert trained.trained_on == {"rivers"}
    scores = trained.scores("How long is the Rhine?", [LENGTH, "Ships use it."])
    assert np.isfinite(scores).all()
    assert (scores != CrossEncoder().scores("How long is the Rhine?", [LENGTH, "Ships use it."])).all()


def test_training_goes_on_from_weights_and_keeps_the_names_of_their_sets(examples, tmp_path):
    write(train(examples, epochs=1, start=READERS / STAGES[0].reader), tmp_path / "reader")
    before, after = CrossEncoder(), CrossEncoder(folder=tmp_path / "reader")
    assert after.trained_on == before.trained_on | {"rivers"}
    asked = ("How long is the Rhine?", [LENGTH, "Ships use it."])
    assert np.abs(after.scores(*asked) - before.scores(*asked)).max() < 2  # not as one who begins anew


def test_a_reader_of_a_pretrained_form_has_its_words_with_it_also_where_training_goes_on(examples, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    recipe = Recipe(LARGE.stage, epochs=1, rate=3e-5, head_rate=3e-4, falling=0.5, frozen=1)
    write(train(examples, recipe, pretrained=default_model_folder()), first, form_of(default_model_folder(), None))
    write(train(examples, recipe, start=first), second, form_of(None, first))
    for folder in (first, second):
        with np.load(folder / "weights.npz") as stored:
            assert "embeddings.word_embeddings.weight" in stored.files
        scores = CrossEncoder(LARGE.stage, folder).scores_of("How long is the Rhine?", [[Passage("", LENGTH), Passage("", "Ships use it.")]])[0]
        assert np.isfinite(scores).all()


@pytest.mark.parametrize(
    ("expect", "verdict"),
    [([["^\\W*yes"]], True), ([["^\\W*no\\b"], ["12 days"]], False), ([["^Yes|^No"]], None), ([["no refund"]], None), ([], None)],
)
def test_a_yes_or_no_is_learnt_where_the_reply_must_begin_with_one(expect, verdict):
    assert verdict_of(question("q", "Is it?", expect=expect)) is verdict


def test_questions_that_nothing_answers_cannot_teach_alone(examples):
    with pytest.raises(DataError, match="sentence that answers"):
        train([example for example in examples if not example.question.answerable])
