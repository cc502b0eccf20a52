"""Load a question set: a folder with `queries.jsonl` and, where it has its own, `documents.jsonl`.

Path or name -> QuestionSet. Every line is checked; an error names file, line, field, what was
found and what is expected. Offsets count Unicode code points, end exclusive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from eval.errors import DataError

OWN_SETS = Path(__file__).parent / "questions"
MOST_CATEGORIES = 20  # a field of `meta` with more values than this is no category


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Shape = TypeVar("Shape", bound=_Line)


class DocumentText(_Line):
    """A document as the question set has it; `meta.sentences` is an official sentence split."""

    doc_id: str = Field(min_length=1)
    title: str = ""
    text: str
    meta: dict[str, Any] = {}


class Turn(_Line):
    role: Literal["user", "assistant"]
    text: str


class Relevant(_Line):
    """A document that answers, or with `start` and `end` the place in it that answers."""

    doc_id: str
    span_text: str | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, gt=0)


class Question(_Line):
    """One question with everything that is known about its right answer."""

    query_id: str = Field(min_length=1)
    text: str
    history: list[Turn] = []
    answerable: bool
    answers: list[str] = []
    relevant: list[Relevant] = []
    meta: dict[str, Any] = {}
    outcomes: list[Literal["answered", "partial", "clarify", "abstained", "small_talk"]] = []
    expect: list[list[str]] = []  # facts; each a list of alternative regular expressions
    forbid: list[str] = []  # regular expressions that a right reply does not match
    tags: list[str] = []
    group: str | None = None

    @field_validator("expect", "forbid")
    @classmethod
    def _compiles(cls, patterns: list[Any]) -> list[Any]:
        for fact in patterns:
            for pattern in [fact] if isinstance(fact, str) else fact:
                try:
                    re.compile(pattern)
                except re.error as error:
                    raise ValueError(f"a regular expression that compiles ({error})") from error
            if not fact:
                raise ValueError("at least one alternative for each fact")
        return patterns

    @property
    def acceptable(self) -> frozenset[str]:
        """Outcomes that are right: those given, else answered or partial, or abstained."""
        if self.outcomes:
            return frozenset(self.outcomes)
        return frozenset({"answered", "partial"} if self.answerable else {"abstained"})

    @property
    def cluster(self) -> str:
        """Questions that are not independent of each other share this key."""
        meta_key = self.meta.get("dialogue_id") or self.meta.get("article")
        return str(self.group or meta_key or self.query_id.split("<::>")[0])

    @property
    def spans(self) -> list[tuple[str, int, int]]:
        """Places that answer, as (document id, start, end); empty where only documents are known."""
        return [(r.doc_id, r.start, r.end) for r in self.relevant if r.start is not None and r.end is not None]


@dataclass(frozen=True)
class QuestionSet:
    """Questions and the documents they are asked of; no documents: the shipped corpus."""

    name: str
    questions: tuple[Question, ...]
    documents: Mapping[str, DocumentText] | None = None
    corpus_dir: Path | None = None


def load_sets(names: list[str]) -> list[QuestionSet]:
    """The sets of that name or folder, or of all folders in it; `own` stands for all of ours on the shipped documents, in the order of their names."""
    folders: list[Path] = []
    for name in names:
        group = OWN_SETS if name == "own" else OWN_SETS / name
        if inside := sorted(path.parent for path in group.glob("*/queries.jsonl")):
            folders += inside
        else:
            folders.append(Path(name) if Path(name).is_dir() else OWN_SETS / name)
    if not folders:
        raise DataError(f"{OWN_SETS}: no question set found, expected a folder with queries.jsonl")
    sets = [load_set(folder) for folder in folders]
    if len({s.name for s in sets}) < len(sets):
        raise DataError(f"two of the sets have the same folder name: {', '.join(s.name for s in sets)}; rename one")
    return sets


def load_set(folder: Path) -> QuestionSet:
    """Read and check one folder.

    Raises: DataError for a missing or empty file, an unknown field, a duplicate id, a
    relevant document that is not there, or a span that is not at its place.
    """
    queries = folder / "queries.jsonl"
    if not queries.is_file():
        raise DataError(f"{folder}: no queries.jsonl found, expected one question a line with query_id, text, answerable and more as eval/data.py lists them")
    own_documents = folder / "documents.jsonl"
    documents = load_documents(own_documents) if own_documents.is_file() else None
    questions: list[Question] = []
    seen: dict[str, int] = {}
    for number, question in _read(queries, Question):
        if question.query_id in seen:
            raise DataError(
                f"{queries} line {number}: query_id is {question.query_id!r}, which line {seen[question.query_id]} has already; expected an id of its own"
            )
        seen[question.query_id] = number
        if documents is not None:
            _check_places(question, documents, f"{queries} line {number}")
        questions.append(question)
    if not questions:
        raise DataError(f"{queries}: the set is empty, expected at least one question")
    return QuestionSet(folder.resolve().name, tuple(questions), documents, folder if documents else None)


def load_documents(path: Path) -> dict[str, DocumentText]:
    """doc_id -> document. Raises: DataError for a duplicate id or an empty file."""
    documents: dict[str, DocumentText] = {}
    for number, document in _read(path, DocumentText):
        if document.doc_id in documents:
            raise DataError(f"{path} line {number}: doc_id {document.doc_id!r} is there twice, expected an id of its own")
        documents[document.doc_id] = document
    if not documents:
        raise DataError(f"{path}: no documents found, expected at least one, or no such file to use the shipped corpus")
    return documents


def tags_of(questions: Sequence[Question]) -> dict[str, tuple[str, ...]]:
    """query_id -> its tags: the set's own, the turn, answerable or not, and the categories in `meta`."""
    values: dict[str, set[str]] = {}
    for question in questions:
        for key, found in question.meta.items():
            values.setdefault(key, set()).update(_texts(found))
    categories = {key for key, found in values.items() if len(found) <= MOST_CATEGORIES}
    return {q.query_id: tuple(sorted(_tags(q, categories))) for q in questions}


def _tags(question: Question, categories: set[str]) -> set[str]:
    derived = {"turn:later" if question.history else "turn:first", f"answerable:{'yes' if question.answerable else 'no'}"}
    meta = {f"{key}:{text}" for key in categories & question.meta.keys() for text in _texts(question.meta[key])}
    return {*question.tags, *derived, *meta}


def _texts(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _read(path: Path, shape: type[Shape]) -> Iterator[tuple[int, Shape]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, parse_line(line, shape, f"{path} line {number}")


def parse_line(line: str, shape: type[Shape], place: str) -> Shape:
    """One JSON line as `shape`. Raises: DataError with place, field, found and expected."""
    try:
        return shape.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "the line"
        found = json.dumps(first["input"], ensure_ascii=False, default=str)[:80]
        expected = first["msg"].removeprefix("Value error, ")
        if first["type"] == "extra_forbidden":
            expected = "one of " + ", ".join(shape.model_fields)
            raise DataError(f"{place}: field {name} is unknown, expected {expected}") from error
        raise DataError(f"{place}: {name} is {found}, expected {expected}") from error


def _check_places(question: Question, documents: Mapping[str, DocumentText], place: str) -> None:
    context = question.meta.get("context")
    named = [r.doc_id for r in question.relevant] + ([context.get("doc_id")] if isinstance(context, dict) else [])
    for doc_id in named:
        if doc_id not in documents:
            raise DataError(f"{place}: document {doc_id!r} is not in documents.jsonl, expected one of its doc_id")
    for item in question.relevant:
        if item.start is None or item.end is None or item.span_text is None:
            continue
        found = documents[item.doc_id].text[item.start : item.end]
        if found != item.span_text:
            raise DataError(f"{place}: relevant {item.doc_id} {item.start}..{item.end} holds {found[:60]!r}, expected {item.span_text[:60]!r}")
