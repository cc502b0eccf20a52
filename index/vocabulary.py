"""The words of a corpus with a vector each: which of them come near a word it lacks.

A question may say "tuition" where the documents say "fee"; the cosine of two words'
vectors tells how near they are. Word by word alignment as in Kenter and de Rijke, "Short
text similarity with word embeddings", CIKM 2015.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .chunks import Sentence
from .tokens import STOP_WORDS, stem, words

NEAR, EQUAL = 0.5, 0.85  # cosines that count as no match and as the same word; linear in between


def corpus_words(sentences: Iterable[Sentence]) -> dict[str, int]:
    """word -> how often it stands in sentences, headings and titles; sorted, stop words and plain numbers left out."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(words(sentence.text))
    for text in {part for sentence in sentences for part in (sentence.title, *sentence.headings)}:
        counts.update(words(text))
    return {word: counts[word] for word in sorted(counts) if word not in STOP_WORDS and not word.replace(".", "").isdigit()}


@dataclass(frozen=True)
class Vocabulary:
    """Words of the corpus; `vectors` is float32, (n_words, dimensions), rows of length 1."""

    counts: dict[str, int]
    vectors: np.ndarray

    @cached_property
    def place(self) -> dict[str, int]:
        return {word: at for at, word in enumerate(self.counts)}

    @cached_property
    def _stems(self) -> np.ndarray:
        """Number of each word's stem."""
        numbers = {name: at for at, name in enumerate(self.stems)}
        return np.array([numbers[stem(word)] for word in self.counts], dtype=np.int64)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return tuple(sorted({stem(word) for word in self.counts}))

    def near(self, vector: np.ndarray) -> dict[str, float]:
        """stem -> nearness in 0..1 of the stems that come near a word's vector."""
        cosine = self.vectors @ vector
        nearness = np.clip((cosine - NEAR) / (EQUAL - NEAR), 0.0, 1.0)
        found: dict[str, float] = {}
        for at in np.flatnonzero(nearness):
            name = self.stems[self._stems[at]]
            found[name] = max(found.get(name, 0.0), float(nearness[at]))
        return found
