"""What a run leaves behind: a folder, and in it one raw line for each question.

    DIR/run.json                       settings, versions and counts of the run
    DIR/<set>.<mode>/queries.jsonl     the questions as they were asked
    DIR/<set>.<mode>/documents.jsonl   the documents that citations point into
    DIR/<set>.<mode>/raw.jsonl         one `Record` a line, in the order of the replies

Nothing else is needed to score it, on any machine, at any later time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, TypeVar

from assistant.types import Answer, Citation, RetrievedPassage, Statement
from eval.data import DocumentText, Question, load_documents, load_set
from eval.errors import RunError

Mode = Literal["corpus", "reading", "retrieval"]
RAW, QUERIES, DOCUMENTS, RUN = "raw.jsonl", "queries.jsonl", "documents.jsonl", "run.json"
T = TypeVar("T")


@dataclass(frozen=True)
class Record:
    """One reply, or the reason why there is none. In retrieval mode only `reply.passages` is filled."""

    query_id: str
    reply: Answer | None
    error: str | None  # "ValueError: ..." where the assistant crashed
    seconds: float  # of the whole call, seen from outside

    def to_line(self) -> str:
        reply = self.reply.to_dict() if self.reply else None
        shape = {"query_id": self.query_id, "error": self.error, "seconds": round(self.seconds, 6), "reply": reply}
        return json.dumps(shape, ensure_ascii=False, default=list) + "\n"


@dataclass(frozen=True)
class Case:
    """A question with its record and the documents: all that a measure may look at."""

    question: Question
    record: Record
    documents: Mapping[str, DocumentText]

    @property
    def reply(self) -> Answer:
        """The reply. Only for cases that did not crash."""
        if self.record.reply is None:
            raise RunError(f"{self.question.query_id} has no reply: {self.record.error}")
        return self.record.reply

    @property
    def answered(self) -> bool:
        return self.reply.outcome in ("answered", "partial")


@dataclass(frozen=True)
class RecordedSet:
    """One question set as it was run in one mode."""

    name: str  # "<set>.<mode>"
    mode: Mode
    cases: tuple[Case, ...]  # in the order of the question file; those not reached are left out
    asked: int


def parse_record(line: str) -> Record:
    """The inverse of `Record.to_line`; fields that this version does not know are left out."""
    raw = json.loads(line)
    reply = raw["reply"]
    return Record(raw["query_id"], _answer(reply) if reply else None, raw["error"], raw["seconds"])


def read_records(path: Path) -> dict[str, Record]:
    """query_id -> record. A last line that an interruption cut off does not count."""
    records: dict[str, Record] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
            if line.endswith("\n"):
                record = parse_record(line)
                records[record.query_id] = record
    return records


def read_run(folder: Path) -> list[RecordedSet]:
    """All recorded sets of a run folder. Raises: RunError where there is no run or nothing in it."""
    if not (folder / RUN).is_file():
        raise RunError(f"{folder}: no run.json found, expected the folder of a run; make one with: python -m eval run own --out {folder}")
    recorded = [_read_set(path.parent) for path in sorted(folder.glob(f"*/{RAW}"))]
    if not any(s.cases for s in recorded):
        raise RunError(f"{folder}: the run holds no reply yet; go on with: python -m eval run ... --out {folder}")
    return recorded


def read_settings(folder: Path) -> dict[str, Any]:
    """The content of run.json; empty where there is none."""
    path = folder / RUN
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def _read_set(folder: Path) -> RecordedSet:
    questions = load_set(folder).questions
    documents = load_documents(folder / DOCUMENTS)
    records = read_records(folder / RAW)
    cases = tuple(Case(q, records[q.query_id], documents) for q in questions if q.query_id in records)
    mode: Any = folder.name.rsplit(".", 1)[-1].removesuffix("-no-history")
    return RecordedSet(folder.name, mode, cases, len(questions))


def _answer(raw: dict[str, Any]) -> Answer:
    parts = {"citations": Citation, "statements": Statement, "passages": RetrievedPassage}
    filled = {name: _many(kind, raw.get(name, ())) for name, kind in parts.items()}
    return _one(Answer, {**raw, **filled, "follow_ups": tuple(raw.get("follow_ups", ()))})


def _many(kind: type[T], items: Iterable[dict[str, Any]]) -> tuple[T, ...]:
    return tuple(_one(kind, {**item, **({"citations": tuple(item["citations"])} if kind is Statement else {})}) for item in items)


def _one(kind: type[T], values: dict[str, Any]) -> T:
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in values.items() if name in known})
