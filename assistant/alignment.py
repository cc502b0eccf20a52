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

from .understand.question import Question

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
    asked = question.vectors
    found = np.zeros((len(positions), len(ALIGNMENT)))
    if asked is None or not len(asked.values):
        return found
    similarity, lengths = index.tokens.similarities(asked, positions)
    held = np.flatnonzero(lengths)
    if not len(held):
        return found
    starts = (np.cumsum(lengths) - lengths)[held]
    best = np.maximum.reduceat(similarity, starts, axis=1)  # of each token asked for in each sentence
    said = np.add.reduceat(similarity.max(axis=0), starts) / lengths[held]
    telling = token_weights(question)
    told = best[telling > 0] if telling.any() else best
    weight = telling if telling.any() else np.ones(len(best))
    found[held] = np.column_stack(
        [
            weight @ best / weight.sum(),
            (1 - weight[:, None] * (1 - best)).min(axis=0),
            best.mean(axis=0),
            best.min(axis=0),
            said,
            np.sort(told, axis=0)[:2].mean(axis=0),
        ]
    )
    return found - found.max(axis=0)


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
