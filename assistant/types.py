"""What an assistant gives back: `Answer`, its `Citation`s and checked `Statement`s.

Frozen and JSON-ready; every offset counts Unicode code points in the text of the
document named beside it, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Outcome = Literal["answered", "partial", "clarify", "abstained", "small_talk"]


@dataclass(frozen=True)
class DocumentRange:
    """A part of the documents that may answer: a whole document, or characters start..end of it."""

    document_id: str
    start: int = 0
    end: int | None = None


@dataclass(frozen=True)
class Citation:
    """A place in a document that a reply rests on: `quote == document.text[start:end]`."""

    number: int  # from 1, by first use in the reply
    document_id: str
    title: str
    section: str  # headings above the quote, joined by " › "; "" where there are none
    url: str | None
    as_of: str | None  # date of the source, as the source gives it
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Statement:
    """One sentence of a reply and the outcome of its check against what it cites."""

    text: str  # as shown, without markers
    citations: tuple[int, ...]  # numbers of the citations
    supported: bool
    how: str  # "quoted", "composed", "computed: 16 − 5 = 11", or why it is not supported


@dataclass(frozen=True)
class RetrievedPassage:
    """A chunk that the retriever found, best first."""

    rank: int  # from 1
    chunk_id: str
    document_id: str
    start: int
    end: int
    score: float  # fused score; higher is better; comparable within one question only
    found_by: str  # "dense", "lexical" or "dense+lexical"


@dataclass(frozen=True)
class Answer:
    """A reply. `text` is Markdown with markers [1], [2] that number `citations`."""

    text: str
    outcome: Outcome
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0  # 0..1: calibrated chance that the documents answer the question
    follow_ups: tuple[str, ...] = ()  # up to three questions that the documents can answer
    timings: Mapping[str, float] = field(default_factory=dict)  # seconds per stage, "total" included
    statements: tuple[Statement, ...] = ()
    passages: tuple[RetrievedPassage, ...] = ()
    form: str = ""  # form of the question: "fact", "yes_no", "list", ...
    understood_as: str = ""  # the question with what the conversation and spelling added
    note: str = ""  # what the person should know of how it was read ("Read “certifcate” as “certificate”")
    config_id: str = ""  # fingerprint of corpus, index and settings

    @property
    def abstained(self) -> bool:
        return self.outcome == "abstained"

    def to_dict(self) -> dict[str, Any]:
        """The reply as plain dicts, lists, strings and numbers.

        >>> Answer("Hello.", "small_talk").to_dict()["abstained"]
        False
        """
        return {**asdict(self), "abstained": self.abstained, "timings": dict(self.timings)}
