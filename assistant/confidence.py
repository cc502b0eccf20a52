"""How likely the documents answer: a calibrated number for a whole question.

How the likeliest sentences read with the question, and what sort of question it is -> chance in 0..1, by a logistic model
for each stage of reading, fitted on development questions, answerable and not (`python -m eval fit`). The best score says
whether anything answers, the worst whether the documents are about it at all. Words and vectors that question and sentence
share add nothing to that: near misses share as many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from .cross_encoder import ANSWERS, STAGES
from .evidence import Weights, fitted
from .understand.question import Question

ASKED = (
    "words",  # ln of the question's telling words
    "yes_no",  # asks for a yes or no
    "asks_number",
    "named",  # the question has names
)
READ = ("best", "worst")  # log-odds that a sentence answers, of those that a stage reads
OPEN = (0.15, 0.8)  # confidence between which the next stage reads, where a catalog knows names and figures
OPEN_ALONE = (0.03, 0.97)  # the same, of documents alone: where the small reader is sure of them it tells near misses apart no better than chance


def asked_features(question: Question) -> np.ndarray:
    """float, (len(ASKED),): what is known before any sentence is read."""
    number = question.kind in {"count", "money", "date", "duration", "percent"}
    return np.array([np.log(1 + len(question.telling)), question.form == "yes_no", number, bool(question.names)], dtype=np.float64)


def features_at(stage: int) -> tuple[str, ...]:
    """Names of all that the confidence sees once a stage has read."""
    return (*ASKED, *(f"{one.name}_{name}" for one in STAGES[: stage + 1] for name in READ))


def read_features(scores: np.ndarray) -> np.ndarray:
    """float, (len(READ),), of at least one score."""
    return np.array([scores.max(), scores.min()])


@lru_cache(maxsize=1)
def confidences() -> tuple[Weights, ...]:
    """One for each stage, of its `features_at`. Fitted on questions of sets that no cross-encoder up to it was trained on.

    Raises ValueError where they were fitted on other features.
    """
    models = fitted()["confidences"]
    if [tuple(model["weights"]) for model in models] != [features_at(stage) for stage in range(len(STAGES))]:
        raise ValueError("fitted.json: its features of the confidence differ from those of confidence.py; fit anew with `python -m eval fit`")
    return tuple(Weights(model["bias"], np.array(list(model["weights"].values()))) for model in models)


def read_on(
    features: np.ndarray, read: Callable[[int], np.ndarray], models: Sequence[Weights], says: bool = False, between: tuple[float, float] = OPEN
) -> tuple[int, float]:
    """The last stage that read the likeliest sentences, and the confidence; the next stage reads where one leaves it open.

    `features`: those of `asked_features`. `read(stage)`: float, (sentences, columns), as `CrossEncoder.scores` gives them, at
    least one sentence. `says`: a Yes or No is asked for, which only the last stage is asked about, unless the documents hardly
    answer at all. `between`: OPEN or OPEN_ALONE.
    """
    stage, sure = 0, 0.0
    for stage, model in enumerate(models):
        features = np.append(features, read_features(read(stage)[:, ANSWERS]))
        sure = float(model.chance(features))
        if sure < between[0] or (sure > between[1] and not says):
            break
    return stage, sure


def fitted_threshold() -> float:
    """The confidence from which a question is answered, fitted with the weights."""
    return float(fitted()["threshold"])
