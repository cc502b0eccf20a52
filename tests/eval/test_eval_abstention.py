import numpy as np
import pytest
from eval_examples import answer, case, gold, question
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from eval.measures import abstention
from eval.measures.abstention import accuracy_coverage, auroc, calibration_error

UNKNOWN = question(answerable=False)
pairs = st.lists(st.tuples(st.integers(0, 10).map(lambda n: n / 10), st.booleans()), min_size=2, max_size=40)


def arrays(confidence, label):
    return np.array(confidence, float), np.array(label, float), np.ones((1, len(label)))


def test_declined_where_it_must_and_where_it_must_not():
    declined = answer("no", "abstained")
    assert abstention.abstention_recall(case(UNKNOWN, declined)) == 1
    assert abstention.abstention_recall(case(UNKNOWN, answer())) == 0
    assert abstention.abstention_recall(case(question(), declined)) is None
    assert abstention.abstention_precision(case(question(), declined)) == 0
    assert abstention.abstention_precision(case(UNKNOWN, answer())) is None
    assert abstention.wrongly_declined(case(question(), declined)) == 1


def test_acceptable_partial_reply_counts_as_declined():
    asked = question(answerable=False, outcomes=["abstained", "partial"])
    assert abstention.abstention_recall(case(asked, answer("x", "partial"))) == 1


def test_small_talk_is_neither():
    assert abstention.must_decline(question(outcomes=["small_talk"])) is None


def test_auroc_by_hand():
    """Answerable .9 .4, not .6 .4: pairs won 1, 1, 0 and a tie 1/2: 2.5 of 4."""
    assert auroc(*arrays([0.9, 0.4, 0.6, 0.4], [1, 1, 0, 0]))[0] == 2.5 / 4


@given(pairs)
def test_auroc_agrees_with_scikit_learn_or_is_not_defined(items):
    confidence, label, weights = arrays(*zip(*items, strict=True))
    found = auroc(confidence, label, weights)[0]
    if len(set(label)) < 2:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(roc_auc_score(label, confidence))


def test_accuracy_coverage_by_hand():
    """Right, wrong, right by falling confidence: (1/1 + 1/2 + 2/3) / 3."""
    assert accuracy_coverage(*arrays([0.9, 0.5, 0.2], [1, 0, 1]))[0] == pytest.approx((1 + 1 / 2 + 2 / 3) / 3)


def test_equal_confidences_come_in_together():
    assert accuracy_coverage(*arrays([0.5] * 4, [1, 0, 0, 1]))[0] == 1 / 2


def test_calibration_error_by_hand():
    """Bin .9: two, one answerable, gap .4; bin .1: one, none answerable, gap .1: (2 * .4 + .1) / 3."""
    assert calibration_error(*arrays([0.9, 0.9, 0.1], [1, 0, 0]))[0] == pytest.approx((2 * 0.4 + 0.1) / 3)


@given(pairs, st.integers(0, 2**32 - 1))
def test_weights_are_repetitions(items, seed):
    """A weight of 2 is the same as the pair twice."""
    confidence, label, _ = arrays(*zip(*items, strict=True))
    times = np.random.default_rng(seed).integers(0, 3, len(items))
    for curve in (auroc, accuracy_coverage, calibration_error):
        weighted = curve(confidence, label, times[None, :].astype(float))[0]
        if times.sum():
            repeated = curve(*arrays(np.repeat(confidence, times), np.repeat(label, times)))[0]
            assert weighted == pytest.approx(repeated, nan_ok=True)


def test_correctness_takes_the_strictest_measure_the_question_allows():
    quoted = answer("x", "answered", "It does not cross Spain.")
    spans = [gold("It does not cross Spain.")]
    assert abstention.correctness(case(question(expect=[["km"]], relevant=spans), quoted)) == 0
    assert abstention.correctness(case(question(answers=["Spain"], relevant=spans), quoted)) == 1
    assert abstention.correctness(case(question(relevant=spans), quoted)) == 1
    assert abstention.correctness(case(question(), quoted)) is None
    assert abstention.correctness(case(question(), answer("x", "abstained"))) is None
