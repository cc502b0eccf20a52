"""What is known of English words: whether there is such a word, and how telling it is.

From the frequency list that pyspellchecker ships (160,000 words of film subtitles), read
on first use.
"""

from __future__ import annotations

import gzip
import json
import math
from functools import lru_cache
from importlib import resources

NEW_WORDS = frozenset({"tech", "edtech", "fintech", "genai", "chatbot", "upskill", "upskilling", "reskilling"})  # that the list lacks or that are no slips
COMMON, TELLING = 100, 1000  # ranks by frequency: up to the first a word tells little, from the second it tells all it can
LEAST = 0.2


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    packed = (resources.files("spellchecker") / "resources" / "en.json.gz").read_bytes()
    counts: dict[str, int] = json.loads(gzip.decompress(packed))
    return {word: rank for rank, word in enumerate(sorted(counts, key=lambda word: (-counts[word], word)))}


def is_english(word: str) -> bool:
    """Whether the list has a lower-case word."""
    return word in _ranks() or word in NEW_WORDS


def telling(word: str) -> float:
    """How much a word tells of a subject, LEAST..1: little for everyday words, 1 for rare and unknown ones.

    >>> telling("people") < telling("hotel") == telling("eigenvalues")
    True
    """
    rank = _ranks().get(word)
    if rank is None or rank >= TELLING:
        return 1.0
    return max(LEAST, LEAST + (1 - LEAST) * math.log(max(rank, 1) / COMMON) / math.log(TELLING / COMMON))
