"""What composers are given: a question, what was found for it, and where it may look."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index import Candidates, SearchIndex, Sentence

from .catalog import CatalogView, Field
from .draft import Span
from .evidence import Evidence
from .question import Question


@dataclass(frozen=True)
class Reading:
    """One question with its evidence. Nothing in it changes."""

    question: Question
    found: Candidates
    evidence: tuple[Evidence, ...]  # most likely answer first
    confidence: float  # 0..1: calibrated chance that the documents answer
    index: SearchIndex
    catalog: CatalogView
    items: tuple[str, ...]  # catalog items that the question names, or that it leans on
    asked: tuple[Field, ...]  # catalog fields that it asks for, or that it leans on
    said: str  # what the person said in the turns that this one leans on
    allowed: np.ndarray | None  # bool, (n_chunks,): chunks that may answer; None: all

    def may_cite(self, document_id: str) -> bool:
        return self.allowed is None or any(self.index.chunks[at].document_id == document_id for at in np.flatnonzero(self.allowed))


def span_of_sentence(sentence: Sentence) -> Span:
    return Span(sentence.document_id, sentence.start, sentence.end)
