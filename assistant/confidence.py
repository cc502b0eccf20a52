"""How likely the documents answer: a calibrated number for a whole question.

Evidence of a question -> chance in 0..1, by a logistic model fitted on development
questions, answerable and not (`python -m eval fit`). A similarity alone separates the
two poorly, so the model also asks what is missing: the rarest word of the question that
nothing found holds, the kind of answer asked for, names and numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index import SearchIndex

from .evidence import FEATURES, Evidence, Weights, _Reader, fitted, token_set, topic_set
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
)
TOP = 3


def reply_features(question: Question, evidence: Sequence[Evidence], index: SearchIndex, chunk_cosine: float) -> np.ndarray:
    """float, (len(REPLY_FEATURES),), of evidence that is not empty."""
    best = evidence[0]
    reader = _Reader(question, index)
    held = token_set(best.sentence.text) | topic_set(best.sentence)
    missing = [idf * (1 - reader.match(token, held)) / reader.total for token, idf in reader.idf.items()]
    around = token_set(index.chunks[best.sentence.chunk].indexed_text)
    missing_around = [idf * (1 - reader.match(token, around)) / reader.total for token, idf in reader.idf.items()]
    frequency = index.sentence_lexical.document_frequency
    unknown = sum(idf * (1 - max(reader.near[token].values(), default=0.0)) for token, idf in reader.idf.items() if token not in frequency)
    top = np.array([one.features for one in evidence[:TOP]])
    column = {name: top[:, at] for at, name in enumerate(FEATURES)}
    return np.array(
        [
            _log_odds(best.chance),
            _log_odds(evidence[1].chance) if len(evidence) > 1 else -5.0,
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
            chunk_cosine,
            _unmatched_mean(question, reader, held),
            float(np.log(1 + len(question.telling))),
            float(question.form == "yes_no"),
            column["kind"][:2].max(),
        ]
    )


def _unmatched_mean(question: Question, reader: _Reader, held: frozenset[str]) -> float:
    told = {token: weight for token, weight in question.telling.items() if token in reader.near}
    return sum(weight * (1 - reader.match(token, held)) for token, weight in told.items()) / (sum(told.values()) or 1.0)


def reply_weights() -> Weights:
    model = fitted()["reply"]
    return Weights(model["bias"], np.array([model["weights"][name] for name in REPLY_FEATURES]))


def fitted_threshold() -> float:
    """The confidence from which a question is answered, fitted with the weights."""
    return float(fitted()["threshold"])


def confidence(features: np.ndarray, weights: Weights | None = None) -> float:
    return float((weights or reply_weights()).chance(features))


def _log_odds(chance: float) -> float:
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(chance / (1 - chance)))
