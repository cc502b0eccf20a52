"""Search the documents for a message of a conversation.

Turn + Question -> `Candidates`. The message is searched alone, by its vector, its words and their
vectors; as the model reads it after the turn before, which gives "it" and "the online one" their
sense; and what was said and replied before is searched too, by a weight for this turn.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from index import Candidates, SearchIndex
from index.search import Query, Scores
from index.tokens import STOP_WORDS, stem, words

from .understand.conversation import Turn, history_weight
from .understand.lexicon import synonyms_of
from .understand.question import Question, read_question

MOST_WORDS = 40  # words of a question that are compared with the documents' words
LEAST_NEAR, NEAR_WEIGHT = 0.6, 0.6  # which near words stand in for a word that no document has, and how much they count
SYNONYM_WEIGHT = 0.3  # of a synonym in lexical search; a word of the question counts 1
IN_CONTEXT = 2.0  # how much the message as read after the turn before counts; the message alone counts 1
LONGEST_BEFORE = 300  # characters of the message before, and of the reply to it, that it is read after


class Searcher:
    """Searches one index; safe to share between threads."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index

    def embed(self, question: Question) -> tuple[Question, np.ndarray]:
        """The question with the documents' words near its own and the vectors of its tokens; and its vector."""
        vocabulary = self.index.vocabulary
        asked = [word for word in dict.fromkeys(words(question.text)) if word not in STOP_WORDS and not word.isdigit()][:MOST_WORDS]
        fresh = [word for word in asked if word not in vocabulary.place]
        vectors, token_vectors = self.index.embedder.asked([question.text, *fresh], self.index.tokens.basis)
        known = dict(zip(fresh, vectors[1:], strict=True))
        near = (
            {stem(word): vocabulary.near(known[word] if word in known else vocabulary.vectors[vocabulary.place[word]]) for word in asked}
            if len(vocabulary.counts)
            else {}
        )
        return replace(question, near=near, vectors=token_vectors[0]), vectors[0]

    def find(self, turn: Turn, question: Question, vector: np.ndarray, allowed: np.ndarray | None) -> Candidates:
        """Candidates for an embedded question. `allowed`: bool, (n_chunks,), chunks that may answer."""
        scores = self.index.scores(Query(vector, self._weighted(question), question.vectors))
        return self.index.fuse(scores, self._background(turn, scores), allowed)

    def _background(self, turn: Turn, scores: Scores) -> list[tuple[float, Scores]]:
        """What the conversation before makes of the message, and what it finds itself, each with its weight."""
        if not turn.background:
            return []
        before = " ".join(texts[0][:LONGEST_BEFORE] for texts in turn.background)
        found = [(IN_CONTEXT, self.index.scores(Query(self.index.embedder.in_context(turn.text, before), {})))]
        weight = history_weight(turn.leans, scores.dense)
        for texts in turn.background:
            vector = np.mean([self._remembered(text) for text in texts], axis=0)
            vector /= np.linalg.norm(vector) or 1.0
            found.append((weight, self.index.scores(Query(vector.astype(np.float32), read_question(" ".join(texts)).tokens))))
        return found

    @lru_cache(maxsize=4096)  # noqa: B019  one searcher per corpus, as long as the process lives
    def _remembered(self, text: str) -> np.ndarray:
        """Vector of an earlier message or reply; a conversation asks for the same ones turn after turn."""
        return self.index.embedder.asked([text], self.index.tokens.basis)[0][0]

    def _weighted(self, question: Question) -> dict[str, float]:
        """Weighted tokens for lexical search: its own, listed synonyms, and near words of those that no document has."""
        weighted = dict.fromkeys(synonyms_of(question.text), SYNONYM_WEIGHT)
        known = self.index.sentence_lexical.document_frequency
        for token, near in question.near.items():
            if token not in known:
                for other, nearness in near.items():
                    if nearness >= LEAST_NEAR:
                        weighted[other] = max(weighted.get(other, 0.0), round(NEAR_WEIGHT * nearness, 2))
        return weighted | question.tokens
