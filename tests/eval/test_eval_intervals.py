import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval import intervals
from eval.measures.abstention import auroc

shares = st.lists(st.tuples(st.integers(0, 8).map(lambda eighths: eighths / 8), st.sampled_from("abcde")), min_size=2, max_size=30)


def keys(count):
    return [str(i) for i in range(count)]


def test_mean_interval_is_near_the_normal_one():
    """100 coins, half heads: standard error sqrt(.25 / 100) = .05, so about .40 to .60."""
    found = intervals.mean([0.0, 1.0] * 50, keys(100), (0, 1))
    assert (found.value, found.n, found.clusters) == (0.5, 100, 100)
    assert found.low == pytest.approx(0.402, abs=0.015)
    assert found.high == pytest.approx(0.598, abs=0.015)


def test_equal_answers_within_clusters_widen_the_interval():
    """100 values in 10 clusters of equal ones: standard error sqrt(.25 / 10) = .16, not .05."""
    values = [float(i % 2) for i in range(10) for _ in range(10)]
    apart = intervals.mean(values, keys(100))
    together = intervals.mean(values, [str(i) for i in range(10) for _ in range(10)])
    assert together.high - together.low > 2.5 * (apart.high - apart.low)


def test_all_at_one_end_gets_the_exact_limit():
    """50 of 50: 0.025 ** (1 / 50) = 0.9289 (Clopper and Pearson)."""
    found = intervals.mean([1.0] * 50, keys(50), (0, 1))
    assert (found.high, found.low) == (1.0, pytest.approx(0.9289, abs=1e-4))
    assert intervals.mean([0.0] * 50, keys(50), (0, 1)).high == pytest.approx(1 - 0.9289, abs=1e-4)


def test_no_values_and_one_cluster_are_said():
    assert intervals.mean([], []).note == "no question says anything about it"
    assert intervals.mean([0.2, 0.4], ["a", "a"]).note == "one cluster: no interval"


@given(shares)
@settings(max_examples=30)
def test_interval_holds_the_value_and_is_the_same_twice(items):
    values, clusters = zip(*items, strict=True)
    found = intervals.mean(values, clusters, (0, 1))
    assert found == intervals.mean(values, clusters, (0, 1))
    if found.low is not None:
        assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9 or set(values) in ({0.0}, {1.0})


def test_difference_of_a_run_with_itself_is_0_with_p_1():
    values = [0.0, 1.0, 1.0, None]
    assert intervals.difference(values, values, keys(4)) == intervals.Difference(0.0, 0.0, 0.0, 1.0)


def test_paired_difference_by_hand():
    """Six wins of 1 and no loss in six clusters: difference 1, two-sided p = 2 / 2**6 = 1/32."""
    found = intervals.difference([0.0] * 6, [1.0] * 6, keys(6))
    assert (found.value, found.low, found.high) == (1, 1, 1)
    assert found.p == pytest.approx(1 / 32, abs=0.008)


def test_exchange_keeps_clusters_whole():
    """The same six wins in one cluster can only be exchanged together: p = 1."""
    assert intervals.difference([0.0] * 6, [1.0] * 6, ["a"] * 6).p == 1


def test_difference_of_shares_of_different_questions():
    """A: 1 of 2 known; B: 3 of 4 known: 3/4 - 1/2."""
    found = intervals.difference([1.0, 0.0, None, None], [1.0, 0.0, 1.0, 1.0], keys(4))
    assert found.value == pytest.approx(1 / 4)
    assert intervals.difference([None], [1.0], ["a"]) is None


def test_p_values_of_chance_are_spread_evenly():
    """Two runs that differ by chance alone: about one in twenty p-values lies below 0.05."""
    rng = np.random.default_rng(7)
    low = sum(intervals.difference(list(a), list(b), keys(40)).p < 0.05 for a, b in rng.random((200, 2, 40)))
    assert 2 <= low <= 22


def test_curve_interval_and_its_undefined_case():
    pairs = [(str(i), i / 20, float(i > 9)) for i in range(20)]
    assert intervals.curve(auroc, pairs, "not defined").value == 1
    assert intervals.curve(auroc, [(k, c, 1.0) for k, c, _ in pairs], "not defined: x").note == "not defined: x"
    assert intervals.curve(auroc, [], "not defined: x").value is None
