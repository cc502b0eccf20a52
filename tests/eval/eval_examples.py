"""Small made-up questions, replies and an assistant with queued replies, for the tests of eval/."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.types import Answer, Citation, RetrievedPassage, Statement
from eval.data import DocumentText, Question, Relevant
from eval.record import Case, Record

RIVER = "The Rhine is 1,233 km long. It does not cross Spain. Three countries share its source. Ships use it."
DOCUMENTS = {
    "river": DocumentText(doc_id="river", title="Rhine", text=RIVER),
    "lake": DocumentText(doc_id="lake", title="Lake", text="Lake Constance is 536 square kilometres large."),
}


def question(query_id: str = "q1", text: str = "How long is the Rhine?", **more: Any) -> Question:
    return Question(query_id=query_id, text=text, **{"answerable": True, **more})


def gold(span: str, doc_id: str = "river") -> Relevant:
    start = DOCUMENTS[doc_id].text.index(span)
    return Relevant(doc_id=doc_id, span_text=span, start=start, end=start + len(span))


def citation(quote: str, number: int = 1, doc_id: str = "river", shift: int = 0) -> Citation:
    start = DOCUMENTS[doc_id].text.index(quote) + shift
    return Citation(number, doc_id, DOCUMENTS[doc_id].title, "", None, None, quote, start, start + len(quote))


def passage(rank: int, doc_id: str, start: int, end: int) -> RetrievedPassage:
    return RetrievedPassage(rank, f"{doc_id}-{start}", doc_id, start, end, 1 / rank, "dense")


def answer(text: str = "It is 1,233 km long. [1]", outcome: Any = "answered", *quotes: str, **more: Any) -> Answer:
    citations = tuple(citation(quote, n) for n, quote in enumerate(quotes, 1))
    return Answer(text, outcome, **{"citations": citations, "confidence": 0.5, "config_id": "fake", **more})


def statement(text: str, *numbers: int, how: str = "quoted") -> Statement:
    return Statement(text, numbers, True, how)


def case(asked: Question, reply: Answer | None, error: str | None = None, documents: dict[str, DocumentText] | None = None) -> Case:
    return Case(asked, Record(asked.query_id, reply, error, 0.01), documents or DOCUMENTS)


def write_set(folder: Path, questions: list[Question], documents: bool = True) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "queries.jsonl").write_text("".join(q.model_dump_json(exclude_defaults=True) + "\n" for q in questions), encoding="utf-8")
    if documents:
        (folder / "documents.jsonl").write_text("".join(d.model_dump_json() + "\n" for d in DOCUMENTS.values()), encoding="utf-8")
    return folder


def write_lines(path: Path, *rows: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), encoding="utf-8")
    return path


class FakeAssistant:
    """Answers with the river's first sentence, or crashes on a question that holds "crash"."""

    def __init__(self, confidence: float = 0.5, config_id: str = "fake") -> None:
        self.confidence, self.config_id = confidence, config_id
        self.documents = DOCUMENTS
        self.asked: list[tuple[str, list[dict[str, str]], Any]] = []

    def answer(self, question: str, history: Any = None, scope: Any = None) -> Answer:
        self.asked.append((question, history, scope))
        if "crash" in question:
            raise ValueError("the fake was told to")
        if "moon" in question:
            return Answer("The documents do not say. ", "abstained", confidence=0.1, config_id=self.config_id, passages=self.search(question))
        reply = answer("It is 1,233 km long. [1]", "answered", "The Rhine is 1,233 km long.", confidence=self.confidence, passages=self.search(question))
        return Answer(**{**reply.__dict__, "config_id": self.config_id})

    def search(self, question: str, history: Any = None, scope: Any = None, k: int = 10) -> tuple[RetrievedPassage, ...]:
        return (passage(1, "river", 0, 27), passage(2, "lake", 0, 46))[:k]


@contextmanager
def open_fake(confidence: float = 0.5, config_id: str = "fake") -> Iterator[FakeAssistant]:
    yield FakeAssistant(confidence, config_id)
