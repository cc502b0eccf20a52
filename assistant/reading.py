"""What composers are given: a question, what was found for it, and where it may look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from corpus import Fact
from index import Candidates, SearchIndex, Sentence

from .catalog import CatalogView
from .draft import Span
from .evidence import Evidence
from .understand.fields import Field
from .understand.question import Question


@dataclass(frozen=True)
class Judged:
    """Evidence once the likeliest of it was read together with the question."""

    evidence: tuple[Evidence, ...]  # most likely answer first
    confidence: float  # 0..1: calibrated chance that the documents answer


@dataclass(frozen=True)
class Reading:
    """One question with its evidence. Nothing in it changes."""

    question: Question
    found: Candidates
    weighed: tuple[Evidence, ...]  # most likely answer first, by features alone
    judge: Callable[[], Judged]  # reads the likeliest of it; called once, by the first who wants to know
    index: SearchIndex
    catalog: CatalogView
    items: tuple[str, ...]  # catalog items that the question names, or that it leans on
    asked: tuple[Field, ...]  # catalog fields that it asks for, or that it leans on
    said: str  # what the person said in the turns that this one leans on
    allowed: np.ndarray | None  # bool, (n_chunks,): chunks that may answer; None: all
    ask: Callable[[str], Reading]  # reads another question in the place of this one
    read_texts: Callable[[int, Sequence[str]], np.ndarray]  # log-odds that each text answers, as the reader of a stage says
    lead: str = ""  # the whole of a long message of which only what asks is read
    asked_back: str = ""  # the question of the last reply that the message answers

    @cached_property
    def judged(self) -> Judged:
        return self.judge()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self.judged.evidence

    @property
    def confidence(self) -> float:
        return self.judged.confidence

    def led_by(self, position: int) -> Reading:
        """This reading with the sentence at a position as its likeliest evidence."""
        evidence = tuple(sorted(self.evidence, key=lambda one: one.position != position))
        return replace(self, judge=lambda: Judged(evidence, self.confidence))

    def text_of(self, fact: Fact) -> str:
        """The claim of the documents that a fact of the catalog is."""
        return self.index.documents[fact.document_id].text[fact.start : fact.end]

    def opening_of(self, item_id: str) -> Span | None:
        """The first sentence of the document on an item of the catalog."""
        document_id = f"catalog-{item_id}"
        first = next((sentence for sentence in self.index.sentences if sentence.document_id == document_id), None)
        return span_of_sentence(first) if first else None

    def may_cite(self, document_id: str) -> bool:
        return self.allowed is None or any(self.index.chunks[at].document_id == document_id for at in np.flatnonzero(self.allowed))


def span_of_sentence(sentence: Sentence) -> Span:
    return Span(sentence.document_id, sentence.start, sentence.end)
