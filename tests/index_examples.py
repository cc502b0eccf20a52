"""Small real stand-ins: an embedder of letter counts, and documents made on the spot."""

import time
from collections.abc import Callable, Sequence

import numpy as np

from corpus import Corpus, Document
from index import IndexConfig, SearchIndex
from index.token_vectors import TokenVectors, reduced

DIMENSIONS = 16


class LetterEmbedding:
    """Counts letters in 16 bins, rows of length 1; `embedded` remembers every text that it was given."""

    model_name = "letters"

    def __init__(self, identity: str = "letters-1", pause: float = 0.0) -> None:
        self.identity, self.pause = identity, pause
        self.embedded: list[str] = []

    def vectors(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> np.ndarray:
        self.embedded += texts
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text.lower():
                row[ord(letter) % DIMENSIONS] += 1
            row /= np.linalg.norm(row) or 1
            if progress:
                progress(1)
            time.sleep(self.pause)
        return rows

    def basis(self) -> np.ndarray:
        return np.eye(DIMENSIONS, dtype=np.float32)

    def asked(self, texts: Sequence[str], basis: np.ndarray) -> tuple[np.ndarray, list[TokenVectors]]:
        return self.read(texts, basis)

    def read(self, texts: Sequence[str], basis: np.ndarray, progress: Callable[[int], None] | None = None) -> tuple[np.ndarray, list[TokenVectors]]:
        """Each word of a text is a token."""
        rows, asked = self.vectors(texts, progress), self.embedded
        self.embedded = []
        found = [TokenVectors(reduced(self.vectors(text.split()), basis)) for text in texts]
        self.embedded = asked
        return rows, found


def corpus_of(**texts: str) -> Corpus:
    """A corpus of documents by id; the title is the id."""
    return Corpus(tuple(Document(name, name.capitalize(), text) for name, text in sorted(texts.items())), None, ())


def open_index(corpus: Corpus, config: IndexConfig, embedder: LetterEmbedding | None = None, fresh: bool = False) -> SearchIndex:
    return SearchIndex.open(corpus, config, "examples", fresh=fresh, embedder=embedder or LetterEmbedding())  # type: ignore[arg-type]


ZOO = corpus_of(
    bears="# Food\n\nThe bears eat fish at noon. They sleep in winter.\n",
    hours="# Opening\n\nThe zoo opens at 9 am. It closes at 6 pm.\n\n| Day | Price |\n|---|---|\n| Monday | $5 |\n| Sunday | $9 |\n",
    tigers="# Names\n\n- Sam: the oldest tiger\n- Kim: his sister\n",
)
