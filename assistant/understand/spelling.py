"""Correct typing errors of a question against the words of the documents.

A word is corrected only where neither the documents nor English have it, to the nearest
word of the documents or closed-class English word (Damerau-Levenshtein distance 1, or 2
from six letters on), the more frequent one of equals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from index.tokens import STOP_WORDS, fold, words
from index.vocabulary import Vocabulary

from .english import is_english
from .lexicon import lexicon, schools

QUESTION_WORDS = frozenset(
    "many much long cost costs price need needed required requirement does take which there free online start difference compare better cheaper dearer longer shorter between cheapest expensive shortest longest dearest lowest highest".split()
)
WORD = re.compile(
    r"\b[A-Za-z]{4,}(?!\w|['’](?!s\b)[A-Za-z])|^dose(?= (?:the|it|this|that|an?|my|one|i)\b)|^wat(?= (?:is|are|do|does|did|can|will|if|about)\b)|\b(?:teh|hte|taht|adn|waht|hwo|hte|ot|fo|si|nad)\b",
    re.I,
)

OPENINGS = {"dose": "does", "wat": "what"}  # words that are meant otherwise where they open a question
COUNTED = {"ours": "hours", "weaks": "weeks", "weak": "weeks", "daze": "days"}  # and where they are counted
COUNTING = re.compile(r"\b(?:how many|number of|\d+)\s+$", re.I)
BRITISH = re.compile(r"(?<=[a-z]i)[sz](?=(?:e[ds]?|ers?|ing|ations?|ational)$)")
ENDINGS = ("s", "es", "ing", "ed", "d", "er", "ers")


@dataclass(frozen=True)
class Correction:
    """One word as typed and as read."""

    typed: str
    read: str


class Speller:
    """Corrects words of questions; built once per index."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._known = {part for word in vocabulary.counts for part in re.split(r"[\W_]+", word)} | set(vocabulary.counts) | STOP_WORDS | QUESTION_WORDS
        self._known |= {form for name in schools() for word in words(name) for form in (word, f"{word}s")}
        self._targets = {word: count for word, count in vocabulary.counts.items() if word.isalpha() and len(word) > 3}
        for word in STOP_WORDS | QUESTION_WORDS:
            if word.isalpha() and len(word) > 2:
                self._targets[word] = max(self._targets.get(word, 0), 5)
        for word in _asking_words():
            self._targets.setdefault(word, 1)

    def correct(self, text: str) -> tuple[str, tuple[Correction, ...]]:
        """The text with its typing errors read as words of the documents, and what was changed."""
        made: list[Correction] = []

        def replace(match: re.Match[str]) -> str:
            word = match[0]
            read = OPENINGS.get(fold(word)) if match.start() == 0 else COUNTED.get(fold(word)) if COUNTING.search(text[: match.start()]) else None
            read = read or self._nearest(fold(word))
            if read is None:
                return word
            made.append(Correction(word, read))
            return read

        return WORD.sub(replace, text), tuple(made)

    @lru_cache(maxsize=10_000)  # noqa: B019  one speller per index, as long as the process lives
    def _nearest(self, word: str) -> str | None:
        if word in self._known:
            return None
        if (spelt := BRITISH.sub(lambda match: {"s": "z", "z": "s"}[match[0]], word)) in self._known:  # "organise" where the documents have "organize"
            return spelt
        if is_english(word):
            return None
        limit = 1 if len(word) < 6 else 2
        best: tuple[int, bool, int, str] | None = None
        for target, count in self._targets.items():
            if abs(len(target) - len(word)) > limit:
                continue
            distance = OSA.distance(word, target, score_cutoff=limit)
            if distance <= limit:
                key = (distance, target[0] != word[0], -count, target)
                best = min(best, key) if best else key
        return best[3] if best else None


@lru_cache(maxsize=1)
def _asking_words() -> frozenset[str]:
    """The single words of `lexicon.yaml` that people use for the same thing, in their English forms ("teaching"), which no document need have."""
    single = {word for group in lexicon()["synonyms"] for word in map(str, group) if word.isalpha() and len(word) > 3}
    forms = {stem + ending for word in single for stem in (word, word.removesuffix("e")) for ending in ENDINGS}
    return frozenset(single | {form for form in forms if is_english(form)})


def spelling_note(corrections: Sequence[Correction]) -> str:
    """What was read otherwise than typed; nothing for slips in the small words."""
    telling = [correction for correction in corrections if correction.read not in STOP_WORDS]
    return "Read " + ", ".join(f"“{one.typed}” as “{one.read}”" for one in telling) + "." if telling else ""
