"""Intervals and p-values that know which questions hang together.

Values and cluster keys -> numbers, with a fixed seed: the same input, the same digits. Clusters
(a dialogue, an article, a family of questions) are drawn whole. An average is a sum over a
count, both drawn together, so measures that are defined for some questions only are treated right.

Sources: cluster bootstrap, Cameron, Gelbach and Miller, 2008; exchange (sign-flip) test, Fisher,
1935; exact binomial limit, Clopper and Pearson, 1934.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
RESAMPLES = 2000
EXCHANGES = 5_000
LEVEL = 0.95
SEED = 20_240_601


@dataclass(frozen=True)
class Estimate:
    """A figure with its interval. All None where it is not defined; `note` then says why."""

    value: float | None
    low: float | None
    high: float | None
    n: int  # questions
    clusters: int
    note: str = ""


@dataclass(frozen=True)
class Difference:
    """B minus A on the same questions."""

    value: float
    low: float
    high: float
    p: float  # two-sided


def mean(values: Sequence[float], clusters: Sequence[str], bounds: tuple[float, float] | None = None) -> Estimate:
    """Average with the percentile interval of the cluster bootstrap.

    `bounds` is the measure's range. Where all values stand at one end of it the bootstrap
    sees no spread; the other limit is then the exact binomial one over the clusters.
    """
    if not values:
        return Estimate(None, None, None, 0, 0, "no question says anything about it")
    sums, counts = _per_cluster(values, clusters)
    value = float(sums.sum() / counts.sum())
    if bounds and value in bounds:
        limit = (1 - LEVEL) / 2
        reach = (bounds[1] - bounds[0]) * (1 - limit ** (1 / len(counts)))
        low, high = (value, value + reach) if value == bounds[0] else (value - reach, value)
    elif len(counts) < 2:
        return Estimate(value, None, None, len(values), 1, "one cluster: no interval")
    else:
        drawn = draws(len(counts))
        low, high = _limits(drawn @ sums / (drawn @ counts))
    return Estimate(value, low, high, len(values), len(counts))


def curve(of: Callable[[Array, Array, Array], Array], pairs: Sequence[tuple[str, float, float]], undefined: str) -> Estimate:
    """A figure of all cases together, from (cluster, confidence, label); `of` takes weights (resamples, n)."""
    keys = [key for key, _, _ in pairs]
    count = len(set(keys))
    if not pairs:
        return Estimate(None, None, None, 0, 0, undefined)
    confidence, label = np.array([p[1] for p in pairs]), np.array([p[2] for p in pairs])
    value = float(of(confidence, label, np.ones((1, len(pairs))))[0])
    if np.isnan(value):
        return Estimate(None, None, None, len(pairs), count, undefined)
    if count < 2:
        return Estimate(value, None, None, len(pairs), count, "one cluster: no interval")
    _, index = np.unique(keys, return_inverse=True)
    low, high = _limits(of(confidence, label, draws(count)[:, index]))
    return Estimate(value, low, high, len(pairs), count)


def difference(a: Sequence[float | None], b: Sequence[float | None], clusters: Sequence[str]) -> Difference | None:
    """Mean of B minus mean of A over the same questions; None where one side says nothing.

    The p-value is that of exchanging A and B within whole clusters at random.
    """
    sums_a, counts_a = _defined(a, clusters)
    sums_b, counts_b = _defined(b, clusters)
    if not counts_a.sum() or not counts_b.sum():
        return None
    value = float(sums_b.sum() / counts_b.sum() - sums_a.sum() / counts_a.sum())
    drawn = draws(len(counts_a))
    low, high = _limits(_ratio(drawn @ sums_b, drawn @ counts_b) - _ratio(drawn @ sums_a, drawn @ counts_a))
    flips = exchanges(len(counts_a))
    moved_sum, moved_count = flips @ (sums_b - sums_a), flips @ (counts_b - counts_a)
    swapped_a = _ratio(sums_a.sum() + moved_sum, counts_a.sum() + moved_count)
    swapped_b = _ratio(sums_b.sum() - moved_sum, counts_b.sum() - moved_count)
    as_far = np.abs(swapped_b - swapped_a) >= abs(value) - 1e-12
    return Difference(value, low, high, float((1 + as_far.sum()) / (1 + EXCHANGES)))


@lru_cache(maxsize=8)
def draws(clusters: int) -> Array:
    """How often each cluster is drawn, (RESAMPLES, clusters); every row sums to `clusters`."""
    counts = np.random.default_rng(SEED).multinomial(clusters, np.full(clusters, 1 / clusters), RESAMPLES)
    return counts.astype(float)


@lru_cache(maxsize=2)
def exchanges(clusters: int) -> Array:
    """Which clusters change sides, (EXCHANGES, clusters), 0 or 1."""
    return np.random.default_rng(SEED).integers(0, 2, (EXCHANGES, clusters)).astype(float)


def _per_cluster(values: Sequence[float], clusters: Sequence[str]) -> tuple[Array, Array]:
    _, index = np.unique(list(clusters), return_inverse=True)
    return np.bincount(index, np.asarray(values, float)), np.bincount(index).astype(float)


def _defined(values: Sequence[float | None], clusters: Sequence[str]) -> tuple[Array, Array]:
    _, index = np.unique(list(clusters), return_inverse=True)
    known = np.array([v is not None for v in values], float)
    filled = np.array([0.0 if v is None else v for v in values])
    return np.bincount(index, filled), np.bincount(index, known)


def _ratio(sums: Array, counts: Array) -> Array:
    return np.divide(sums, counts, out=np.full(np.shape(sums), np.nan), where=counts > 0)


def _limits(values: Array) -> tuple[float, float]:
    tail = 100 * (1 - LEVEL) / 2
    low, high = np.nanpercentile(values, [tail, 100 - tail])
    return float(low), float(high)
