"""How well each word of a question is met by the words of a sentence, read in context.

Question + sentences -> a few figures for each sentence, from the cosines of their tokens
(`index.token_vectors`): a word of the question counts by its best match in the sentence, as in
Zhang et al., "BERTScore", ICLR 2020. To compare sentences each figure is less that of the best
candidate, since what is near depends on the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from index import SearchIndex
from index.tokens import STOP_WORDS, stem, words

from .question import Question

ALIGNMENT = (
    "met_telling",  # mean match of the question's tokens, by how much each tells
    "met_most_telling",  # match of the token that is missed most
    "met",  # mean match of all tokens of the question
    "met_least",  # match of the token that is met least
    "said",  # mean match of the sentence's tokens with the question's
    "met_least_two",  # mean match of the two telling tokens that are met least
)
WORD = re.compile(r"[\w.+#'’-]+")


def alignment(question: Question, index: SearchIndex, positions: Sequence[int]) -> np.ndarray:
    """float, (len(positions), len(ALIGNMENT)), each at most 0; zeros where question or sentences have no tokens."""
    rows = met(question, index, [(position,) for position in positions])
    return rows - rows.max(axis=0) if len(rows) else rows


def met(question: Question, index: SearchIndex, groups: Sequence[Sequence[int]]) -> np.ndarray:
    """The figures themselves, of groups of sentences, each taken together: float, (len(groups), len(ALIGNMENT)); zeros where there are no tokens."""
    asked = question.vectors
    if asked is None or not len(asked.values) or not groups:
        return np.zeros((len(groups), len(ALIGNMENT)))
    telling = token_weights(question)
    return np.array([_figures(np.hstack(index.tokens.similarities(asked, group)), telling) for group in groups])


def _figures(similarity: np.ndarray, telling: np.ndarray) -> tuple[float, ...]:
    if not similarity.shape[1]:
        return (0.0,) * len(ALIGNMENT)
    best = similarity.max(axis=1)
    told = best[telling > 0] if telling.any() else best
    weight = telling if telling.any() else np.ones_like(best)
    return (
        float(best @ weight / weight.sum()),
        float((1 - weight * (1 - best)).min()),
        float(best.mean()),
        float(best.min()),
        float(similarity.max(axis=0).mean()),
        float(np.sort(told)[:2].mean()),
    )


def token_weights(question: Question) -> np.ndarray:
    """float, (n_tokens,): how much the word tells that each token belongs to; 0 for stop words."""
    assert question.vectors is not None
    weights = np.zeros(len(question.vectors.values))
    for match in WORD.finditer(question.text):
        word = next(iter(words(match[0])), "")
        told = question.telling.get(stem(word), 0.0) if word not in STOP_WORDS else 0.0
        for at, (start, end) in enumerate(question.vectors.spans):
            if match.start() <= start and end <= match.end():
                weights[at] = told
    return weights
