"""Search chunks and sentences, dense and lexical, fused.

Scores of the two kinds are made comparable before they are added: each becomes a
z-score over the candidates of the question (Lee, "Analyses of multiple evidence
combination", 1997, compares such normalisations). Every chunk is scored exactly up to
`IndexConfig.exact_limit`; above, Chroma's graph names the dense candidates. The candidates
are scored once more by how well their tokens meet those of the question (late interaction:
Khattab and Zaharia, "ColBERT", SIGIR 2020), and by how well their whole document fits the words of
the query; a chunk counts for more that is near the best ones in meaning (pseudo-relevance feedback with vectors:
Li et al., "Pseudo Relevance Feedback with Deep Language Models and Dense Retrievers", TOIS 2023), and in a document
whose other chunks fit too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from corpus import Corpus, Document

from . import store
from .chroma import open_collection
from .chunks import Chunk, Sentence, cut
from .config import IndexConfig
from .embedding import SentenceEmbedding
from .lexical import LexicalIndex
from .store import Progress
from .token_vectors import TokenVectors
from .vocabulary import Vocabulary, corpus_words

CANDIDATES = 100  # of each kind of search
WEIGHTS = {"chunk_dense": 1.0, "chunk_lexical": 1.0, "sentence_dense": 0.5, "sentence_lexical": 0.5, "document_lexical": 0.25, "tokens": 1.5}
FEEDBACK, FEEDBACK_FROM = 0.25, 5  # how much counts how near a chunk is to the mean of so many of the best
DOCUMENT_SHARE, DOCUMENT_DEPTH = 0.25, 3  # how much the mean of a document's best chunks counts for each of them


@dataclass(frozen=True)
class Query:
    """What is searched for: a vector of length 1, weighted tokens, and the vectors of the tokens in their context."""

    vector: np.ndarray  # float32, (dimensions,)
    tokens: Mapping[str, float]  # stemmed token -> weight, > 0
    words: TokenVectors | None = None  # None or empty: nothing is said about single words


@dataclass(frozen=True)
class Scores:
    """One query's scores: cosines in -1..1 and BM25 sums >= 0."""

    chunks: Mapping[str, np.ndarray]  # by name, as in WEIGHTS: float, (n_chunks,); of sentences the best of each chunk
    dense: np.ndarray  # float, (n_sentences,)
    lexical: np.ndarray  # float, (n_sentences,)
    documents: np.ndarray  # float, (n_chunks,): BM25 of the whole document of each chunk
    words: TokenVectors | None = None  # of the query; candidates are scored by them when they are known


@dataclass(frozen=True)
class Candidates:
    """Chunks found for a query, best first (ties: reading order), with every score by name.

    `score` is the fused score (a weighted sum of z-scores, no fixed range); the arrays
    of `parts` hold cosines in -1..1 and BM25 sums >= 0 and are aligned with `chunks`.
    """

    chunks: np.ndarray  # int, positions in the index
    score: np.ndarray
    parts: Mapping[str, np.ndarray]
    scores: Scores  # of everything in the index

    def found_by(self, at: int) -> str:
        found = [name for name in ("dense", "lexical") if self.parts[f"rank_{name}"][at] < CANDIDATES and self.parts[f"chunk_{name}"][at] > 0]
        return "+".join(found) or "sentence"


class SearchIndex:
    """Everything that a question is searched in, held in memory. Safe to share between threads."""

    def __init__(
        self,
        corpus: Corpus,
        chunks: tuple[Chunk, ...],
        sentences: tuple[Sentence, ...],
        stored: store.StoredIndex,
        embedder: SentenceEmbedding,
        config: IndexConfig,
    ) -> None:
        self.corpus, self.chunks, self.sentences = corpus, chunks, sentences
        self.documents: dict[str, Document] = {document.doc_id: document for document in corpus.documents}
        self.chunk_vectors, self.sentence_vectors = stored.chunk_vectors, stored.sentence_vectors
        self.tokens = stored.tokens
        self.embedder, self.config, self.folder = embedder, config, stored.folder
        self.chunk_lexical = LexicalIndex([chunk.indexed_text for chunk in chunks])
        self.sentence_lexical = LexicalIndex([sentence.indexed_text for sentence in sentences])
        self.document_lexical = LexicalIndex([f"{document.title}\n{document.text}" for document in corpus.documents])
        places = {doc_id: place for place, doc_id in enumerate(self.documents)}
        self.chunk_document = np.array([places[chunk.document_id] for chunk in chunks], dtype=np.int64)
        self.vocabulary = Vocabulary(corpus_words(sentences), stored.word_vectors)
        self.sentence_chunk = np.array([sentence.chunk for sentence in sentences], dtype=np.int64)
        self.first_sentence = np.searchsorted(self.sentence_chunk, np.arange(len(chunks)))

    @staticmethod
    def open(
        corpus: Corpus, config: IndexConfig, corpus_key: str, progress: Progress | None = None, fresh: bool = False, embedder: SentenceEmbedding | None = None
    ) -> SearchIndex:
        """Load the index of this corpus; build or rebuild it where corpus, settings or model changed, or `fresh` asks for it.

        Raises ModelError, StateDirectoryError or IndexBusyError.
        """
        embedder = embedder or SentenceEmbedding(config.model)
        chunks, sentences = cut(corpus.documents, config.chunk_characters)
        wanted = store.fingerprint(chunks, sentences, embedder.identity)
        stored = None
        for folder in [] if fresh else store.find(config, corpus_key, wanted):
            stored = stored or store.load(folder, chunks, sentences)
        if stored is None:
            stored = store.build(config, corpus_key, chunks, sentences, embedder, progress, fresh)
        return SearchIndex(corpus, chunks, sentences, stored, embedder, config)

    @property
    def fingerprint(self) -> str:
        return self.folder.name.split("-")[0]

    @cached_property
    def collection(self) -> Any:
        """The persistent Chroma collection of the chunks."""
        return open_collection(self.folder)

    def chunk_sentences(self, chunk: int) -> range:
        """Positions of a chunk's sentences, in reading order."""
        end = self.first_sentence[chunk + 1] if chunk + 1 < len(self.chunks) else len(self.sentences)
        return range(int(self.first_sentence[chunk]), int(end))

    def run_around(self, position: int, belongs: Callable[[Sentence, Sentence], bool]) -> list[Sentence]:
        """The sentences of the same document that follow each other around one and belong with it, in reading order."""
        here, start, end = self.sentences[position], position, position + 1

        def kept(at: int) -> bool:
            return self.sentences[at].document_id == here.document_id and belongs(self.sentences[at], here)

        while start > 0 and kept(start - 1):
            start -= 1
        while end < len(self.sentences) and kept(end):
            end += 1
        return list(self.sentences[start:end])

    def sentence_at(self, document_id: str, place: int) -> int | None:
        """Position of the sentence that holds a character of a document; None where none does."""
        starts, positions = self._starts.get(document_id, ([], []))
        at = bisect_right(starts, place) - 1
        return positions[at] if at >= 0 and place < self.sentences[positions[at]].end else None

    @cached_property
    def _starts(self) -> dict[str, tuple[list[int], list[int]]]:
        """document id -> where its sentences start, in order, and their positions."""
        found: dict[str, tuple[list[int], list[int]]] = {}
        for position, sentence in enumerate(self.sentences):
            starts, positions = found.setdefault(sentence.document_id, ([], []))
            starts.append(sentence.start)
            positions.append(position)
        return found

    def search(self, query: Query, allowed: np.ndarray | None = None, weights: Mapping[str, float] = WEIGHTS) -> Candidates:
        """Candidates of both kinds of search, fused. `allowed`: bool, (n_chunks,), chunks that may answer."""
        return self.fuse(self.scores(query), (), allowed, weights)

    def scores(self, query: Query) -> Scores:
        """Every chunk and sentence scored for a query, both ways."""
        chunk_lexical = self.chunk_lexical.scores(dict(query.tokens))
        sentence_dense = self.sentence_vectors @ query.vector
        sentence_lexical = self.sentence_lexical.scores(dict(query.tokens))
        parts = {
            "chunk_dense": self._dense(query.vector),
            "chunk_lexical": chunk_lexical,
            "sentence_dense": self._best_sentence(sentence_dense),
            "sentence_lexical": self._best_sentence(sentence_lexical),
        }
        documents = self.document_lexical.scores(dict(query.tokens))[self.chunk_document]
        return Scores(parts, sentence_dense, sentence_lexical, documents, query.words)

    def fuse(
        self, scores: Scores, background: Sequence[tuple[float, Scores]] = (), allowed: np.ndarray | None = None, weights: Mapping[str, float] = WEIGHTS
    ) -> Candidates:
        """Candidates of a query; what each `background` query finds counts by its weight."""
        if allowed is None:
            allowed = np.ones(len(self.chunks), dtype=bool)
        everything = [(1.0, scores), *background]
        keep = np.unique(np.concatenate([_best(score, allowed) for _, one in everything for score in one.chunks.values()]))
        fused = np.sum([share * weights[name] * _z(score) for share, one in everything for name, score in self._of(one, keep).items()], axis=0)
        fused = fused + FEEDBACK * self._nearness_to_best(keep, fused)
        fused = fused + DOCUMENT_SHARE * self._document_fit(keep, fused)
        parts = {name: score[keep] for name, score in scores.chunks.items()}
        order = np.lexsort((keep, -np.round(fused, 9)))
        ranks = {f"rank_{name}": np.argsort(np.argsort(-parts[f"chunk_{name}"], kind="stable")) for name in ("dense", "lexical")}
        return Candidates(keep[order], fused[order], {name: part[order] for name, part in {**parts, **ranks}.items()}, scores)

    def _of(self, scores: Scores, chunks: np.ndarray) -> dict[str, np.ndarray]:
        """Every score of the candidates, by name, as in WEIGHTS: float, (n_candidates,)."""
        found = {name: score[chunks] for name, score in scores.chunks.items()} | {"document_lexical": scores.documents[chunks]}
        return found if scores.words is None else {**found, "tokens": self._tokens_met(scores.words, chunks)}

    def _tokens_met(self, asked: TokenVectors, chunks: np.ndarray) -> np.ndarray:
        """About the cosine of each token of a query with its best match in a chunk, its mean: float, (n_chunks given,)."""
        ends = np.append(self.first_sentence, len(self.sentences))
        return self.tokens.met(asked, [(int(ends[chunk]), int(ends[chunk + 1])) for chunk in chunks])

    def _nearness_to_best(self, chunks: np.ndarray, fused: np.ndarray) -> np.ndarray:
        """For each candidate how near it is to the mean of the best ones, its z-score."""
        vectors = self.chunk_vectors[chunks]
        best = np.argsort(-fused, kind="stable")[:FEEDBACK_FROM]
        return _z(vectors @ vectors[best].mean(axis=0)) if len(best) else np.zeros(0)

    def _document_fit(self, chunks: np.ndarray, fused: np.ndarray) -> np.ndarray:
        """For each candidate the mean fused score of the best candidates of its document."""
        scores: dict[str, list[float]] = {}
        for chunk, score in zip(chunks, fused, strict=True):
            scores.setdefault(self.chunks[chunk].document_id, []).append(float(score))
        fit = {document_id: float(np.mean(sorted(all_of_it, reverse=True)[:DOCUMENT_DEPTH])) for document_id, all_of_it in scores.items()}
        return np.array([fit[self.chunks[chunk].document_id] for chunk in chunks])

    def _dense(self, vector: np.ndarray) -> np.ndarray:
        if len(self.chunks) <= self.config.exact_limit:
            return self.chunk_vectors @ vector
        found = self.collection.query(query_embeddings=[vector.tolist()], n_results=CANDIDATES, include=["distances"])
        scores = np.zeros(len(self.chunks), dtype=np.float32)
        for chunk_id, distance in zip(found["ids"][0], found["distances"][0], strict=True):
            scores[self._position[chunk_id]] = 1 - distance
        return scores

    @cached_property
    def _position(self) -> dict[str, int]:
        return {chunk.chunk_id: position for position, chunk in enumerate(self.chunks)}

    def _best_sentence(self, scores: np.ndarray) -> np.ndarray:
        """Highest sentence score of each chunk: float, (n_chunks,)."""
        return np.maximum.reduceat(scores, self.first_sentence) if len(scores) else np.zeros(len(self.chunks))


def _best(scores: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    places = np.flatnonzero(allowed & (scores > 0))
    if len(places) > CANDIDATES:
        places = places[np.argpartition(-scores[places], CANDIDATES)[:CANDIDATES]]
    return places


def _z(scores: np.ndarray) -> np.ndarray:
    """Standard scores; all zero where the scores do not differ."""
    spread = scores.std() if len(scores) else 0.0
    return (scores - scores.mean()) / spread if spread > 1e-9 else np.zeros_like(scores, dtype=np.float64)
