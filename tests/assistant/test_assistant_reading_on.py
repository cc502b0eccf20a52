"""How many sentences are read, and what reading adds to the rules of Yes and No: plumbing, without a model."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compose.verdicts.verdict import Verdict, verdict
from assistant.confidence import OPEN, OPEN_ALONE, READ, confidences, features_at, read_on
from assistant.cross_encoder import STAGES
from assistant.evidence import Weights, log_odds


def level(stage, bias=0.0):
    """The confidence is one feature, the first."""
    weights = np.zeros(1 + (stage + 1) * len(READ))
    weights[0] = 1.0
    return Weights(bias, weights)


LEVEL = tuple(level(stage) for stage in range(len(STAGES)))


def features(chance):
    return np.array([log_odds(chance)])


@pytest.mark.parametrize(
    ("chance", "says", "stages"),
    [(0.99, False, [0]), (0.01, False, [0]), (0.5, False, [0, 1, 2]), (0.99, True, [0, 1, 2]), (0.01, True, [0])],
    ids=["surely answered", "surely not", "open", "surely answered, by Yes or No", "surely not, by Yes or No"],
)
def test_the_next_stage_reads_only_where_the_first_leaves_it_open(chance, says, stages):
    asked = []

    def read(stage):
        asked.append(stage)
        return np.zeros((2, 2))

    last, sure = read_on(features(chance), read, LEVEL, says)
    assert asked == stages
    assert last == stages[-1]
    assert sure == pytest.approx(chance)


def test_of_documents_without_a_catalog_all_stages_read_before_one_is_believed():
    asked = []
    chance = (OPEN[1] + OPEN_ALONE[1]) / 2

    def read(stage):
        asked.append(stage)
        return np.zeros((2, 2))

    read_on(features(chance), read, LEVEL, between=OPEN_ALONE)
    read_on(features(chance), read, LEVEL, between=OPEN)
    assert asked == [0, 1, 2, 0]


def test_the_confidence_is_that_of_the_last_stage_that_read():
    doubtful = (*LEVEL[:-1], level(len(STAGES) - 1, bias=-1.0))
    chance = sum(OPEN) / 2
    assert read_on(features(chance), lambda stage: np.zeros((1, 2)), doubtful)[1] < chance


def test_the_fitted_weights_count_what_reads_better_as_likelier():
    for stage, model in enumerate(confidences()):
        weights = dict(zip(features_at(stage), model.values, strict=True))
        assert weights[f"{STAGES[stage].name}_best"] > 0
        assert all(weights[f"{STAGES[stage].name}_{name}"] > -0.1 for name in READ)


@given(st.sampled_from([True, False, None]), st.floats(-6, 6), st.floats(0, 6))
def test_a_yes_never_turns_into_a_no_because_reading_says_yes_more_clearly(rule, says, more):
    assert verdict().chance(rule, says + more) >= verdict().chance(rule, says)


def test_neither_yes_nor_no_is_said_where_rule_and_reading_disagree():
    even = Verdict(0.0, 1.0, 1.0)
    assert even(True, -1.0) is None
    assert even(True, 2.0) is True
    assert even(False, -2.0) is False
