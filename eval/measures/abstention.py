"""Knowing what it does not know: declined where it must, and a confidence that means something.

The first three are averages over cases; the curves look at all cases together and take weights,
(resamples, n), so that one function gives the figure (weights of 1) and its bootstrap.
Small talk, and a question that may be answered or declined, count in no curve.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.data import Question
from eval.measures.answers import answer_in_cited, judged, right
from eval.measures.citations import right_document, sentence_recall
from eval.measures.measure import Better, Measure
from eval.record import Case

Array = NDArray[np.float64]
BINS = 10


def must_decline(question: Question) -> bool | None:
    """True for an unanswerable question, False for one that must be answered, None for neither."""
    declines = "abstained" in question.acceptable
    if declines != (not question.answerable):
        return None
    return declines if declines or question.acceptable & {"answered", "partial"} else None


def abstention_recall(case: Case) -> float | None:
    """Share declined, among the unanswerable questions.

    Where a partial reply is acceptable too (it names what the documents do not say), it counts as declined.
    """
    return float(case.reply.outcome in case.question.acceptable) if must_decline(case.question) else None


def abstention_precision(case: Case) -> float | None:
    """Share of questions that may be declined, among the declined."""
    return float("abstained" in case.question.acceptable) if case.reply.abstained else None


def wrongly_declined(case: Case) -> float | None:
    """Share declined, among the questions that must be answered."""
    return float(case.reply.abstained) if must_decline(case.question) is False else None


def brier(case: Case) -> float | None:
    """Squared distance of the confidence from 1 (answerable) or 0 (not); source: Brier, 1950."""
    wanted = must_decline(case.question)
    return None if wanted is None else (case.reply.confidence - (not wanted)) ** 2


MEASURES = (
    Measure("abstention_precision", abstention_precision),
    Measure("abstention_recall", abstention_recall),
    Measure("wrongly_declined", wrongly_declined, better="lower"),
    Measure("brier", brier, better="lower", source="Brier, 1950"),
)


def correctness(case: Case) -> float | None:
    """How right an answered reply is, by the strictest measure that its question allows.

    `right` where the question says what is right, else `answer_in_cited@2`, else a marked
    sentence cited, else the right document.
    """
    if not case.answered:
        return None
    if judged(case.question):
        return right(case)
    recall = sentence_recall(case)
    for value in (answer_in_cited(case), None if recall is None else float(recall > 0), right_document(case)):
        if value is not None:
            return value
    return None


def answerability(cases: Sequence[Case]) -> list[tuple[int, float, float]]:
    """(index of the case, confidence, 1 answerable or 0 not) of the cases that are one or the other."""
    known = [(i, c, must_decline(c.question)) for i, c in enumerate(cases)]
    return [(i, c.reply.confidence, float(not wanted)) for i, c, wanted in known if wanted is not None]


def answered(cases: Sequence[Case]) -> list[tuple[int, float, float]]:
    """(index of the case, confidence, correctness) of the answered replies."""
    known = [(i, c, correctness(c)) for i, c in enumerate(cases)]
    return [(i, c.reply.confidence, value) for i, c, value in known if value is not None]


def auroc(confidence: Array, label: Array, weights: Array) -> Array:
    """Chance that an answerable question has a higher confidence than an unanswerable one; a tie counts half.

    nan where one of the two kinds is missing. Source: Hanley and McNeil, 1982.
    """
    groups = _by_value(confidence)
    positive, negative = _sums(weights * label, groups), _sums(weights * (1 - label), groups)
    below = np.cumsum(negative, axis=1) - negative
    wins = (positive * (below + negative / 2)).sum(axis=1)
    return _divide(wins, positive.sum(axis=1) * negative.sum(axis=1))


def accuracy_coverage(confidence: Array, label: Array, weights: Array) -> Array:
    """Area under the accuracy of the most confident share of the answered replies, over that share.

    1 when all are right. Equal confidences come in together. Source: Geifman and El-Yaniv, 2017.
    """
    groups = _by_value(-confidence)
    count, correct = _sums(weights, groups), _sums(weights * label, groups)
    accuracy = _divide(np.cumsum(correct, axis=1), np.cumsum(count, axis=1))
    return _divide(np.nansum(count * accuracy, axis=1), count.sum(axis=1))


def calibration_error(confidence: Array, label: Array, weights: Array) -> Array:
    """Mean distance between confidence and share answerable in ten equal bins; source: Naeini et al., 2015."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    groups = [np.flatnonzero(bins == b) for b in np.unique(bins)]
    gaps = sum(np.abs((weights[:, g] * (confidence[g] - label[g])).sum(axis=1)) for g in groups)
    return _divide(np.asarray(gaps), weights.sum(axis=1))


def _by_value(values: Array) -> list[NDArray[np.int64]]:
    """Indices of equal values together, ascending."""
    order = np.argsort(values, kind="stable")
    edges = np.flatnonzero(np.diff(values[order])) + 1
    return list(np.split(order, edges))


def _sums(values: Array, groups: Sequence[NDArray[np.int64]]) -> Array:
    """(resamples, n) -> (resamples, groups)"""
    order = np.concatenate(groups)
    starts = np.cumsum([0, *map(len, groups[:-1])])
    return np.add.reduceat(values[:, order], starts, axis=1)


def _divide(a: Array, b: Array) -> Array:
    return np.divide(a, b, out=np.full(np.shape(a), np.nan), where=b > 0)


@dataclass(frozen=True)
class Curve:
    """A figure of all cases together: `pairs` says which count, `of` takes (confidence, label, weights)."""

    name: str
    of: Callable[[Array, Array, Array], Array]
    pairs: Callable[[Sequence[Case]], list[tuple[int, float, float]]]
    undefined: str  # said where the figure is not defined
    better: Better = "higher"


CURVES = (
    Curve("auroc", auroc, answerability, "not defined: the set needs answerable and unanswerable questions"),
    Curve("accuracy_coverage", accuracy_coverage, answered, "not defined: no answered reply can be judged"),
    Curve("calibration_error", calibration_error, answerability, "not defined: no question is answerable or not", "lower"),
)
