"""How many sentences are read, and what reading adds to the rules of Yes and No: plumbing, without a model."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compose.verdict import Verdict, verdict
from assistant.confidence import Calibration, read_on, reply_calibrations
from assistant.evidence import READ

LEVEL = (Calibration(1.0, 0.0, 0.0, 0.0), Calibration(1.0, 0.0, 0.0, 0.0))  # the confidence is the chance


@pytest.mark.parametrize(("chance", "depth"), [(0.99, READ[0]), (0.01, READ[0]), (0.5, READ[1])], ids=["surely answered", "surely not", "open"])
def test_more_sentences_are_read_only_where_the_first_leave_it_open(chance, depth):
    asked = []

    def read(first, last):
        asked.append((first, last))
        return np.zeros((last - first, 2))

    scores, sure = read_on(chance, read, LEVEL)
    assert len(scores) == depth == asked[-1][1]
    assert sure == pytest.approx(chance)


def test_fewer_sentences_than_are_read_are_read_once():
    one = np.array([[1.0, 0.0]])
    scores, _ = read_on(0.5, lambda first, last: one[first:last], LEVEL)
    assert len(scores) == 1


def test_the_fitted_weights_count_what_reads_better_as_likelier():
    for calibration in reply_calibrations():
        low, high = (calibration(0.5, np.array([score, score])) for score in (-2.0, 2.0))
        assert low < high


@given(st.sampled_from([True, False, None]), st.floats(-6, 6), st.floats(0, 6))
def test_a_yes_never_turns_into_a_no_because_reading_says_yes_more_clearly(rule, says, more):
    assert verdict().chance(rule, says + more) >= verdict().chance(rule, says)


def test_neither_yes_nor_no_is_said_where_rule_and_reading_disagree():
    even = Verdict(0.0, 1.0, 1.0)
    assert even(True, -1.0) is None
    assert even(True, 2.0) is True
    assert even(False, -2.0) is False
