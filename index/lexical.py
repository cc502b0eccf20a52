"""Lexical search: BM25 over tokenised texts (bm25s, Lucene variant).

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
"""

from __future__ import annotations

from collections.abc import Sequence

import bm25s
import numpy as np

from .tokens import tokens


class LexicalIndex:
    """BM25 scores of every text for a question, >= 0, 0 where no word is shared."""

    def __init__(self, texts: Sequence[str], k1: float = 0.9, b: float = 0.4) -> None:
        tokenised = [tokens(text) for text in texts]
        self.size = len(texts)
        self.document_frequency: dict[str, int] = {}
        for text in tokenised:
            for token in set(text):
                self.document_frequency[token] = self.document_frequency.get(token, 0) + 1
        self._model: bm25s.BM25 | None = None
        if self.document_frequency:
            self._model = bm25s.BM25(method="lucene", k1=k1, b=b)
            self._model.index(tokenised, show_progress=False)

    def scores(self, weighted: dict[str, float]) -> np.ndarray:
        """Sum of weight x BM25 of each token: float32, (size,)."""
        total = np.zeros(self.size, dtype=np.float32)
        known = {token: weight for token, weight in weighted.items() if token in self.document_frequency}
        for weight in set(known.values()):
            group = [token for token, value in known.items() if value == weight]
            total += weight * self._model.get_scores(group)  # type: ignore[union-attr]
        return total

    def idf(self, token: str) -> float:
        """ln(1 + (N - n + 0.5) / (n + 0.5)); highest for a token that no text has."""
        n = self.document_frequency.get(token, 0)
        return float(np.log(1 + (self.size - n + 0.5) / (n + 0.5)))
