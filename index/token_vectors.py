"""Vectors of the tokens of sentences in their context, small enough to keep.

A sentence's own vector is the mean of its tokens' vectors; the tokens tell which word of a
question is met where (late interaction: Khattab and Zaharia, "ColBERT", SIGIR 2020, here with
the embedding model as it is). A token's vector is reduced to the principal components of what
the model makes of the common words of its vocabulary, and each value to one byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

DIMENSIONS = 64  # of a reduced vector; fewer where the model has fewer
STEPS = 400  # of 1; values beyond 127 / 400 are cut, so that no few components decide
KEPT_AS_FLOATS = 100_000  # tokens of an index up to which they are kept in memory as floats (256 bytes each), which is several times faster
COMMON = slice(100, 2100)  # places of the common words in the model's vocabulary, after those that every sentence has


@dataclass(frozen=True)
class TokenVectors:
    """The tokens of one text, without the model's own marks."""

    values: np.ndarray  # int8, (n_tokens, DIMENSIONS): STEPS times a vector of length 1 or less
    spans: tuple[tuple[int, int], ...] = ()  # characters of the text that each token stands for


def principal_components(vectors: np.ndarray) -> np.ndarray:
    """float32, (dimensions, DIMENSIONS): the directions in which vectors differ most, the first first."""
    _, _, directions = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)
    return np.ascontiguousarray(directions[:DIMENSIONS].T, dtype=np.float32)


def reduced(vectors: np.ndarray, basis: np.ndarray) -> np.ndarray:
    """int8, (n, DIMENSIONS), of float vectors (n, dimensions)."""
    rows = vectors @ basis
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return np.clip(np.round(rows * STEPS), -127, 127).astype(np.int8)


@dataclass(frozen=True)
class TokenStore:
    """Tokens of all sentences of an index, one sentence after the other; safe to share."""

    values: np.ndarray  # int8, (n_tokens, DIMENSIONS); may lie on disk
    starts: np.ndarray  # int64, (n_sentences + 1,): where each sentence's tokens begin, and the end
    basis: np.ndarray  # float32, (dimensions, DIMENSIONS)

    def of(self, position: int) -> np.ndarray:
        """int8, (n_tokens of the sentence, DIMENSIONS)."""
        return self.values[self.starts[position] : self.starts[position + 1]]

    def similarities(self, asked: TokenVectors, positions: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """About the cosine of each pair of tokens: float, (n_asked, n_tokens of all the sentences, one after the other); and how many are each sentence's."""
        held = [self.of(position) for position in positions]
        tokens = np.concatenate(held).astype(np.float32) if held else np.zeros((0, asked.values.shape[1]), dtype=np.float32)
        return (asked.values.astype(np.float32) / STEPS**2) @ tokens.T, np.array([len(one) for one in held], dtype=np.int64)

    def met(self, asked: TokenVectors, runs: Sequence[tuple[int, int]]) -> np.ndarray:
        """float, (n_runs,): how well sentences `first` to `last` (without it) together meet each token asked for, its mean; 0 where either has no tokens."""
        found = np.zeros(len(runs))
        places = [(int(self.starts[first]), int(self.starts[last])) for first, last in runs]
        held = [at for at, (start, end) in enumerate(places) if end > start]
        if not held or not len(asked.values):
            return found
        query = asked.values.astype(np.float32).T / STEPS**2
        if self._whole is not None:
            similar = self._whole @ query
            bounds = np.minimum(np.array([places[at] for at in held]).ravel(), len(similar) - 1)
            best = np.maximum.reduceat(similar, bounds)[::2]
            last = [row for row, at in enumerate(held) if places[at][1] == len(similar)]  # a run up to the end lost its last token
            best[last] = np.maximum(best[last], similar[-1])
        else:
            values = np.concatenate([self.values[slice(*places[at])] for at in held]).astype(np.float32)
            best = np.maximum.reduceat(values @ query, np.cumsum([0, *(places[at][1] - places[at][0] for at in held[:-1])]), axis=0)
        found[held] = best.mean(axis=1)
        return found

    @cached_property
    def _whole(self) -> np.ndarray | None:
        """All tokens as floats, where they are few enough to be kept so."""
        return np.ascontiguousarray(self.values, dtype=np.float32) if len(self.values) <= KEPT_AS_FLOATS else None
