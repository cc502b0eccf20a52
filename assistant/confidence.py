"""How likely the documents answer: a calibrated number for a whole question.

Evidence of a question -> chance in 0..1, by a forest and a logistic model fitted on development
questions, answerable and not (`python -m eval fit`). A similarity alone separates the two poorly, so
it also sees what is missing (the rarest word of the question that nothing found holds, the
kind of answer asked for, names and numbers), how far the best sentence stands out from
all others (Cummins, Jose and O'Riordan, "Improved query performance prediction using
standard deviation", SIGIR 2011), and what sort of question it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index import Candidates, SearchIndex

from .alignment import ALIGNMENT, met
from .cross_encoder import ANSWERS
from .evidence import FEATURES, Evidence, Read, Reader, Weights, fitted, log_odds, token_set, topic_set
from .forest import Forest
from .question import Question

REPLY_FEATURES = (
    "chance",  # log-odds of the best sentence
    "second",  # log-odds of the second
    "cosine",
    "coverage",  # of the best sentence
    "coverage_topic",
    "coverage_chunk",
    "kind_missing",  # the best two sentences lack the kind asked for
    "names",
    "unmatched",  # how telling the most telling word is that the best sentence and its headings lack
    "unmatched_around",  # the same for its whole chunk
    "unmatched_all",  # summed over words, best sentence
    "missing",  # largest idf share of one question word that the best sentence and its headings lack
    "missing_around",  # the same for its whole chunk
    "unknown",  # idf share of question words that no document has
    "chunk_cosine",
    "unmatched_mean",  # how telling the words are that the best sentence lacks, over all its words
    "words",  # ln of the question's telling words
    "yes_no",  # asks for a yes or no
    "same_kind",  # holds the kind asked for
    "gap",  # cosine of the nearest sentence less that of the eleventh
    "lexical_share",  # BM25 of the best sentence over the idf of all words of the question
    "stands_out",  # cosine of the best evidence, in standard deviations from the mean of all sentences
    "named",  # the question has names
    "asked",  # how many content words the question has
    "asks_number",
    "asks_method",
    "asks_person",
)
MET = tuple(f"{name}_{where}" for where in ("best", "top", "chunk") for name in ALIGNMENT)  # how the question's words are met, in context, there
TOP = 3
OPEN = (0.15, 0.8)  # confidence between which the next stage reads
OTHERS = 10  # sentences that the nearest one is compared with


def reply_features(question: Question, evidence: Sequence[Evidence], index: SearchIndex, found: Candidates) -> np.ndarray:
    """float, (len(REPLY_FEATURES) + len(MET),), of evidence that is not empty."""
    best = evidence[0]
    reader = Reader(question, index)
    held = token_set(best.sentence.text) | topic_set(best.sentence)
    missing = [idf * (1 - reader.match(token, held)) / reader.total for token, idf in reader.idf.items()]
    around = token_set(index.chunks[best.sentence.chunk].indexed_text)
    missing_around = [idf * (1 - reader.match(token, around)) / reader.total for token, idf in reader.idf.items()]
    frequency = index.sentence_lexical.document_frequency
    unknown = sum(idf * (1 - max(reader.near[token].values(), default=0.0)) for token, idf in reader.idf.items() if token not in frequency)
    top = np.array([one.features for one in evidence[:TOP]])
    column = {name: top[:, at] for at, name in enumerate(FEATURES)}
    context = met(question, index, [*((one.position,) for one in evidence[:TOP]), index.chunk_sentences(best.sentence.chunk)])
    return np.array(
        [
            float(log_odds(best.chance)),
            float(log_odds(evidence[1].chance)) if len(evidence) > 1 else -5.0,
            column["cosine"].max(),
            column["coverage"][0],
            column["coverage_topic"].max(),
            column["coverage_chunk"].max(),
            column["kind_missing"][:2].min(),
            column["names"].max(),
            reader.unmatched(held),
            reader.unmatched(around),
            sum(told * (1 - reader.match(token, held)) for token, told in question.telling.items() if token in reader.near),
            max(missing, default=0.0),
            max(missing_around, default=0.0),
            unknown / reader.total,
            float(found.parts["chunk_dense"].max()),
            _unmatched_mean(question, reader, held),
            float(np.log(1 + len(question.telling))),
            float(question.form == "yes_no"),
            column["kind"][:2].max(),
            *_standing(best, reader, found),
            float(bool(question.names)),
            float(len(question.own)),
            float(question.kind in {"count", "money", "date", "duration", "percent"}),
            float(question.kind in {"reason", "method"}),
            float(question.kind == "person"),
            *context[0],
            *context[:-1].max(axis=0),
            *context[-1],
        ]
    )


def _standing(best: Evidence, reader: Reader, found: Candidates) -> tuple[float, float, float]:
    """How far the nearest sentences stand out from all others."""
    cosine, lexical = found.scores.dense, found.scores.lexical
    depth = min(OTHERS, len(cosine) - 1)
    nearest = -np.partition(-cosine, depth)[: depth + 1]
    spread = float(cosine.std()) or 1.0
    return float(nearest.max() - nearest.min()), float(lexical.max()) / reader.total, float(cosine[best.position] - cosine.mean()) / spread


def _unmatched_mean(question: Question, reader: Reader, held: frozenset[str]) -> float:
    told = {token: weight for token, weight in question.telling.items() if token in reader.near}
    return sum(weight * (1 - reader.match(token, held)) for token, weight in told.items()) / (sum(told.values()) or 1.0)


@dataclass(frozen=True)
class ReplyModel:
    """A forest, which fits documents like those it was fitted on best, and a logistic model, which carries over to others; their mean log-odds."""

    forest: Forest  # of REPLY_FEATURES
    logistic: Weights  # of REPLY_FEATURES and MET

    def chance(self, features: np.ndarray) -> np.ndarray:
        """0..1, one for each row of `features`, (..., len(REPLY_FEATURES) + len(MET)); not yet calibrated."""
        odds = log_odds(self.forest.chance(features[..., : len(REPLY_FEATURES)])) + log_odds(self.logistic.chance(features))
        return 1 / (1 + np.exp(-odds / 2))

    def to_dict(self) -> dict:
        return {**self.forest.to_dict(), "met": list(MET), "logistic": {"bias": self.logistic.bias, "weights": self.logistic.values.tolist()}}


@lru_cache(maxsize=1)
def reply_model() -> ReplyModel:
    """Fitted on development questions. Raises ValueError where it was fitted on other features."""
    model = fitted()["reply"]
    if (tuple(model["features"]), tuple(model["met"])) != (REPLY_FEATURES, MET):
        raise ValueError("fitted.json: its reply features differ from those of confidence.py; fit anew with `python -m eval fit`")
    return ReplyModel(Forest(REPLY_FEATURES, model["trees"]), Weights(model["logistic"]["bias"], np.array(model["logistic"]["weights"])))


@dataclass(frozen=True)
class Calibration:
    """Turns the model's chance, and how well the likeliest sentences read, into a chance that comes true as often as it says.

    Source: Platt, "Probabilistic outputs for support vector machines", 1999.
    """

    slope: float
    intercept: float
    best: float
    worst: float

    def __call__(self, chance: float, scores: np.ndarray) -> float:
        """0..1, the higher the higher `chance` (0..1) and the best and the worst of `scores` (log-odds that a sentence answers) are."""
        odds = self.slope * log_odds(chance) + self.best * scores.max() + self.worst * scores.min() + self.intercept
        return float(1 / (1 + np.exp(-odds)))


@lru_cache(maxsize=1)
def reply_calibrations() -> tuple[Calibration, ...]:
    """One for each stage of reading, fitted on questions that neither the model was fitted on nor the stage's cross-encoder trained on."""
    return tuple(Calibration(**one) for one in fitted()["calibrations"])


def read_on(chance: float, read: Callable[[int], np.ndarray], calibrations: Sequence[Calibration], says: bool = False) -> tuple[Read, float]:
    """What reading gives of the likeliest sentences, and the confidence; the next stage reads where one leaves it open.

    `read(stage)`: float, (sentences, columns), as `CrossEncoder.scores` gives them. `says`: a Yes or No is asked for, which only the
    last stage is asked about, unless the documents hardly answer at all.
    """
    found, sure = Read(0, np.zeros((0, 2))), 0.0
    for stage, calibration in enumerate(calibrations):
        found = Read(stage, read(stage))
        sure = calibration(chance, found.scores[:, ANSWERS])
        if sure < OPEN[0] or (sure > OPEN[1] and not says):
            break
    return found, sure


def fitted_threshold() -> float:
    """The confidence from which a question is answered, fitted with the weights."""
    return float(fitted()["threshold"])
