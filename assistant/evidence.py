"""Weigh sentences as evidence for a question.

Question + retrieved chunks -> `Evidence`, best sentence first. Each candidate sentence
gets a few features (how much of the question it and its surroundings hold, how near its
vector is, whether it holds the kind of thing asked for); a logistic model with weights
fitted on development questions (`python -m eval fit`) turns them into the chance that
the sentence answers. The likeliest are then read together with the question (`cross_encoder`). Coverage weighs words by how rare they are (idf), as in
Metzler et al., "Similarity measures for tracking information flow", CIKM 2005.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from index import Candidates, SearchIndex, Sentence
from index.tokens import fold, stem, tokens, words

from .alignment import ALIGNMENT, alignment
from .check import NUMBER_WORDS
from .cross_encoder import ANSWERS, SAYS
from .understand.english import LEAST
from .understand.kinds import HELD
from .understand.lexicon import synonyms_of
from .understand.question import GENERIC, NUMBER, Question

SYNONYM = 0.9  # how near a listed synonym counts
COUNTED_NEAR = 0.35  # nearness from which a word stands for what is counted
NUMBER_STEMS = frozenset(stem(word) for word in (*NUMBER_WORDS, "dozen", "hundred", "thousand", "million", "once", "twice", "both", "several", "single", "no"))
_COMPOUND = re.compile(r"[-'/&]|^[a-z]+\d+$|^\d+[a-z]+$")
CHUNKS = 12  # best chunks whose sentences are weighed
FEATURES = (
    "cosine",  # of sentence (with its topic) and question
    "cosine_best",  # cosine less the best cosine of the candidates
    "coverage",  # idf share of the question's words in the sentence
    "coverage_topic",  # the same, in sentence, label and headings
    "coverage_chunk",  # the same, in the whole chunk and headings
    "coverage_near",  # the same, in the sentences beside it
    "topic_precision",  # idf share of the innermost heading's words that the question has
    "topic_question",  # the heading is itself a question much like this one
    "kind",  # holds the kind asked for; 0 where no kind is asked for
    "kind_missing",
    "kind_topic",  # cosine where the kind is held: an answer of the right kind on the subject
    "unmatched",  # how telling the most telling question word is that sentence and headings lack, 0..1
    "names",  # share of the question's names and numbers that sentence or headings hold
    "about",  # 1: about an item of the catalog that the question names; -1: it names one, and this is not about it
    "chunk",  # fused chunk score less the best chunk's
    "lexical",  # BM25 of the sentence over the best of the candidates
    *ALIGNMENT,  # how well the sentence's words meet the question's, in context
)


@dataclass(frozen=True)
class Evidence:
    """A sentence and how likely it is to answer."""

    sentence: Sentence
    position: int  # in the index
    chance: float  # 0..1: fitted chance that this sentence answers
    features: np.ndarray  # float, in the order of FEATURES
    says: float | None = None  # log-odds that it says Yes, if it answers; None where it was not read


@dataclass(frozen=True)
class Weights:
    """A fitted logistic model: chance = 1 / (1 + exp(-(bias + values . features)))."""

    bias: float
    values: np.ndarray

    def chance(self, features: np.ndarray) -> np.ndarray:
        return 1.0 / (1.0 + np.exp(-(self.bias + features @ self.values)))


@lru_cache(maxsize=1)
def fitted() -> dict:
    """What `python -m eval fit` wrote: weights of sentences and of whole replies."""
    return json.loads((Path(__file__).parent / "fitted.json").read_text("utf-8"))


def sentence_weights() -> Weights:
    """Weights of FEATURES, fitted on development questions."""
    model = fitted()["sentence"]
    return Weights(model["bias"], np.array([model["weights"][name] for name in FEATURES]))


def weigh(question: Question, found: Candidates, index: SearchIndex, weights: Weights | None = None) -> list[Evidence]:
    """Sentences of the best chunks, most likely answer first; empty where nothing was found."""
    chunks = [int(chunk) for chunk in found.chunks[:CHUNKS]]
    positions = [at for chunk in chunks for at in index.chunk_sentences(chunk)]
    if not positions:
        return []
    features = feature_table(question, found, index, positions)
    chances = (weights or sentence_weights()).chance(features)
    order = sorted(range(len(positions)), key=lambda i: (-round(float(chances[i]), 9), positions[i]))
    return [Evidence(index.sentences[positions[i]], positions[i], float(chances[i]), features[i]) for i in order]


@dataclass(frozen=True)
class Reread:
    """How the chance of a sentence changes when it is read with the question: log-odds = bias + chance * its log-odds + score * that of the reading."""

    bias: float
    chance: float
    score: float

    def __call__(self, chances: np.ndarray, scores: np.ndarray) -> np.ndarray:
        """0..1 each, of chances and the scores of the first of them; the others count as read no better than the worst of these."""
        known = np.concatenate([scores, np.full(len(chances) - len(scores), scores.min())])
        return 1 / (1 + np.exp(-(self.bias + self.chance * log_odds(chances) + self.score * known)))


def log_odds(chance: np.ndarray | float) -> np.ndarray:
    kept = np.clip(chance, 1e-4, 1 - 1e-4)
    return np.log(kept / (1 - kept))


@lru_cache(maxsize=1)
def reread_weights() -> tuple[Reread, ...]:
    """One for each stage of reading, fitted on questions that its cross-encoder was not trained on."""
    return tuple(Reread(**one) for one in fitted()["reread"])


@dataclass(frozen=True)
class Read:
    """What reading gave of the likeliest sentences, in one of the `STAGES`."""

    stage: int
    scores: np.ndarray  # float, (sentences read, 2), as `CrossEncoder.scores` gives them


def reread(evidence: Sequence[Evidence], read: Read) -> list[Evidence]:
    """Evidence with its chances before reading, in the order that the stage before left, and what the reading of the first of it gave: likeliest first."""
    scores = read.scores
    chances = reread_weights()[read.stage](np.array([one.chance for one in evidence]), scores[:, ANSWERS])
    says = [*scores[:, SAYS].tolist(), *[None] * (len(evidence) - len(scores))]
    found = [replace(one, chance=float(chance), says=yes) for one, chance, yes in zip(evidence, chances, says, strict=True)]
    return sorted(found, key=lambda one: (-round(one.chance, 9), one.position))


def feature_table(question: Question, found: Candidates, index: SearchIndex, positions: Sequence[int]) -> np.ndarray:
    """float, (len(positions), len(FEATURES))."""
    reader = Reader(question, index)
    chunk_score = dict(zip(found.chunks.tolist(), found.score.tolist(), strict=True))
    best_chunk = found.score[0]
    cosine = found.scores.dense[list(positions)]
    lexical = found.scores.lexical[list(positions)]
    lexical = lexical / (lexical.max() or 1.0)
    rows = []
    for at, position in enumerate(positions):
        sentence = index.sentences[position]
        rows.append(
            (
                cosine[at],
                cosine[at] - cosine.max(),
                *reader.coverage(position),
                *reader.topic(sentence),
                *reader.kind(sentence, float(cosine[at])),
                reader.unmatched(token_set(sentence.text) | topic_set(sentence)),
                reader.names(sentence),
                reader.about(sentence),
                chunk_score[sentence.chunk] - best_chunk,
                lexical[at],
            )
        )
    return np.hstack([np.array(rows, dtype=np.float64), alignment(question, index, positions)])


@lru_cache(maxsize=50_000)
def token_set(text: str) -> frozenset[str]:
    return frozenset(tokens(text))


def topic_set(sentence: Sentence) -> frozenset[str]:
    """Tokens of what stands above a sentence: title, headings, label and the heads of a row's columns."""
    return token_set(" ".join((sentence.title, *sentence.headings, sentence.unit.label, *sentence.columns)))


class Reader:
    """What one question looks for in sentences."""

    def __init__(self, question: Question, index: SearchIndex) -> None:
        self.question, self.index = question, index
        lexical = index.sentence_lexical
        frequency = lexical.document_frequency
        specific = [token for token in question.tokens if token not in GENERIC] or list(question.tokens)
        parts = [token for token in specific if token in frequency or not _COMPOUND.search(token)] or specific
        self.idf = {token: lexical.idf(token) * question.tokens[token] * max(question.telling.get(token, 1.0), LEAST) for token in parts}
        self.total = sum(self.idf.values()) or 1.0
        self._shares: dict[frozenset[str], float] = {}
        self.near: dict[str, dict[str, float]] = {token: dict(question.near.get(token, {})) for token in parts}
        for synonym, originals in synonyms_of(question.text).items():
            for original in originals:
                if original in self.near:
                    self.near[original][synonym] = max(self.near[original].get(synonym, 0.0), SYNONYM)

    def match(self, token: str, held: frozenset[str]) -> float:
        """How well a text's tokens hold a word of the question: 1 itself, less a word near it, 0 nothing."""
        if token in held:
            return 1.0
        near = self.near[token]
        small, large = (near, held) if len(near) < len(held) else (held, near)
        return max((near[other] for other in small if other in large), default=0.0)

    def share(self, held: frozenset[str]) -> float:
        """idf share of the question's words that a text holds."""
        if held not in self._shares:  # sentences of one chunk ask for the same again and again
            self._shares[held] = sum(idf * self.match(token, held) for token, idf in self.idf.items()) / self.total
        return self._shares[held]

    def unmatched(self, held: frozenset[str]) -> float:
        """How telling the most telling word is that a text lacks, 0..1."""
        return max((told * (1 - self.match(token, held)) for token, told in self.question.telling.items() if token in self.near), default=0.0)

    def coverage(self, position: int) -> tuple[float, float, float, float]:
        sentence = self.index.sentences[position]
        chunk = self.index.chunks[sentence.chunk]
        own = token_set(sentence.text)
        topic = own | topic_set(sentence)
        near = own
        for beside in (position - 1, position + 1):
            if 0 <= beside < len(self.index.sentences) and self.index.sentences[beside].chunk == sentence.chunk:
                near = near | token_set(self.index.sentences[beside].text)
        return self.share(own), self.share(topic), self.share(token_set(chunk.indexed_text)), self.share(near)

    def topic(self, sentence: Sentence) -> tuple[float, float]:
        if not sentence.headings:
            return 0.0, 0.0
        heading = token_set(sentence.headings[-1])
        lexical = self.index.sentence_lexical
        total = sum(lexical.idf(token) for token in heading) or 1.0
        asked = set(self.idf) | {other for near in self.near.values() for other, nearness in near.items() if nearness >= SYNONYM}
        precision = sum(lexical.idf(token) for token in heading if token in asked) / total
        is_question = sentence.headings[-1].rstrip().endswith("?")
        return precision, precision * self.share(heading) if is_question else 0.0

    def kind(self, sentence: Sentence, cosine: float) -> tuple[float, float, float]:
        held = holds_kind(self.question, sentence.indexed_text)
        if held is None:
            return 0.0, 0.0, 0.0
        return float(held), float(not held), cosine if held else 0.0

    def names(self, sentence: Sentence) -> float:
        wanted = [fold(name) for name in self.question.names] + list(self.question.numbers)
        if not wanted:
            return 0.0
        text = fold(" ".join((sentence.title, *sentence.headings, sentence.text))).replace(",", "")
        return sum(name in text for name in wanted) / len(wanted) - 0.5

    def about(self, sentence: Sentence) -> float:
        if not self.question.subjects:
            return 0.0
        held = token_set(" ".join((sentence.title, *sentence.headings, sentence.text)))
        return 1.0 if any(name <= held for name in self.question.subjects) else -1.0


def holds_kind(question: Question, text: str) -> bool | None:
    """Whether a text holds the kind of thing asked for beyond what the question said; None where any text might."""
    pattern = HELD.get(question.kind)
    if pattern is None or question.form == "yes_no":  # "is there a fee?" is answered without a sum
        return None
    if question.kind == "count" and question.counted:
        return counts(question, text)
    said = fold(question.text)
    for match in pattern.finditer(text):
        if question.kind == "person":
            fresh = any(fold(word) not in said for word in match[0].split())
        elif question.kind in {"count", "money", "duration", "date", "percent"}:
            numbers = NUMBER.findall(match[0])
            fresh = not numbers or any(number.replace(",", "") not in question.numbers for number in numbers)
        else:
            fresh = True
        if fresh:
            return True
    return False


EACH = frozenset({"per", "each", "every"})


def counts(question: Question, text: str) -> bool:
    """Whether a text has a number right beside what the question counts; never where it counts nothing."""
    if not question.counted:
        return False
    stems = [stem(word) for word in words(text.replace("-", " "))]
    head = question.counted[-1]
    near = question.near.get(head, {})
    things = [at for at, token in enumerate(stems) if token == head or near.get(token, 0.0) >= COUNTED_NEAR]
    numbers = [at for at, token in enumerate(stems) if token[0].isdigit() or token in NUMBER_STEMS]
    each = [at for at, token in enumerate(stems) if token in EACH]  # "4 to 8 lectures per module" counts no modules
    return any(-5 <= number - thing <= 2 and not any(number < at < thing for at in each) for thing in things for number in numbers)
