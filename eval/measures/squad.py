"""The official SQuAD 2.0 figures for predictions of any system: EM, F1, and both parts.

{query_id: text} ("" declines) and questions -> percentages over all questions, as the
authors' evaluate-v2.0.py computes them. Source: Rajpurkar, Jia, Liang, ACL 2018.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from eval.data import Question
from eval.measures.answers import exact, overlap_f1
from eval.measures.text import normalise


def squad_scores(questions: Sequence[Question], predictions: Mapping[str, str]) -> dict[str, float]:
    """Percentages 0..100; a question without a prediction counts as declined."""
    em = [_score(exact, q, predictions) for q in questions]
    f1 = [_score(overlap_f1, q, predictions) for q in questions]
    has = [q.answerable for q in questions]
    return {
        "n": len(questions),
        "EM": _percent(em),
        "F1": _percent(f1),
        "HasAns_EM": _percent([v for v, h in zip(em, has, strict=True) if h]),
        "HasAns_F1": _percent([v for v, h in zip(f1, has, strict=True) if h]),
        "NoAns_acc": _percent([v for v, h in zip(em, has, strict=True) if not h]),
    }


def _score(measure: Callable[[str, str], float], question: Question, predictions: Mapping[str, str]) -> float:
    references = [a for a in question.answers if normalise(a)] or [""]
    return max(measure(predictions.get(question.query_id, ""), reference) for reference in references)


def _percent(values: Sequence[float]) -> float:
    return 100 * sum(values) / len(values) if values else 0.0
