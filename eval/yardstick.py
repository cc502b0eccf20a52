"""Plain BM25 over a folder's documents: the known figure that shows whether measuring is wired right.

QuestionSet -> nDCG@10 and recall@100 (0..1). Title and text together, Porter stems, English stop
words, k1 0.9 and b 0.4 as Anserini has them; no chunks, no dense search, no history.
Published for SciFact (test queries): nDCG@10 0.679, Thakur et al., BEIR, 2021.
"""

from __future__ import annotations

import bm25s
import Stemmer
from ir_measures import R, nDCG

from eval.data import QuestionSet
from eval.errors import DataError
from eval.measures.retrieval import calculate

K1, B, DEPTH = 0.9, 0.4, 100


def bm25_figures(questions: QuestionSet) -> dict[str, float]:
    """Raises: DataError where the set has no documents of its own."""
    if questions.documents is None:
        raise DataError(f"{questions.name}: has no documents.jsonl, expected a folder with its own documents")
    documents = list(questions.documents.values())
    asked = [q for q in questions.questions if q.relevant]
    stemmer = Stemmer.Stemmer("porter")
    model = bm25s.BM25(k1=K1, b=B)
    model.index(bm25s.tokenize([f"{d.title} {d.text}" for d in documents], stopwords="en", stemmer=stemmer, show_progress=False), show_progress=False)
    queries = bm25s.tokenize([q.text for q in asked], stopwords="en", stemmer=stemmer, show_progress=False)
    found, scores = model.retrieve(queries, k=min(DEPTH, len(documents)), show_progress=False)
    rankings = {
        q.query_id: [documents[i].doc_id for i, score in zip(row, values, strict=True) if score > 0]
        for q, row, values in zip(asked, found, scores, strict=True)
    }
    gold = {q.query_id: {r.doc_id for r in q.relevant} for q in asked}
    values: dict[str, list[float]] = {}
    for _, name, value in calculate((nDCG @ 10, R @ DEPTH), gold, rankings):
        values.setdefault(name, []).append(value)
    return {name: sum(v) / len(v) for name, v in values.items()}
