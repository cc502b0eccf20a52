"""Turn logged real questions with feedback into test questions.

JSON lines of the feedback export -> Questions appended to a set. Each line has `question`,
`history` (role and content), `feedback` ("up" or "down"), `reply` (an `Answer` as a dict) and,
where the person wrote one, `comment`. Other fields are left alone.

A liked reply becomes the standard: its outcome, the figures it states and the places it cites.
Of a disliked one only the question is known; it is tagged `review` and holds no expectation
until a person writes one. A question that the set has already is not added again.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from eval.data import Question, Relevant, Turn, load_set
from eval.errors import DataError
from eval.measures.text import FIGURE, without_markers


class _Said(BaseModel):
    role: Literal["user", "assistant"]
    content: str


class Logged(BaseModel):
    """One line of the export."""

    question: str
    feedback: Literal["up", "down"]
    reply: dict[str, Any] = {}
    history: list[_Said] = []
    comment: str = ""


@dataclass(frozen=True)
class Promoted:
    """What became of the log."""

    added: int
    to_review: int  # of those added
    known: int  # were in the set already


def promote(log: Path, out: Path) -> Promoted:
    """Append the log's questions to `out/queries.jsonl`, which is made where it is missing."""
    path = out / "queries.jsonl"
    known = {_key(q.text, [t.text for t in q.history]) for q in load_set(out).questions} if path.is_file() else set()
    added: list[Question] = []
    repeated = 0
    for number, line in enumerate(log.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        question = to_question(_parse(line, f"{log} line {number}"))
        key = _key(question.text, [t.text for t in question.history])
        repeated += key in known
        if key not in known:
            known.add(key)
            added.append(question)
    out.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as lines:
        lines.writelines(q.model_dump_json(exclude_defaults=True) + "\n" for q in added)
    return Promoted(len(added), sum("review" in q.tags for q in added), repeated)


def to_question(logged: Logged) -> Question:
    """The test question that one logged exchange makes."""
    history = [Turn(role=said.role, text=said.content) for said in logged.history]
    query_id = "log-" + hashlib.sha256("\n".join([*(t.text for t in history), logged.question]).encode()).hexdigest()[:12]
    shape: dict[str, Any] = {"query_id": query_id, "text": logged.question, "history": history}
    if logged.feedback == "down":
        meta = {"comment": logged.comment} if logged.comment else {}
        return Question(**shape, answerable=True, tags=["feedback:down", "review"], meta=meta)
    outcome = logged.reply.get("outcome", "answered")
    text = without_markers(logged.reply.get("text", ""))
    facts = dict.fromkeys(FIGURE.findall(text)) if outcome != "abstained" else {}
    cited = [Relevant(doc_id=c["document_id"], start=c["start"], end=c["end"], span_text=c["quote"]) for c in logged.reply.get("citations", ())]
    return Question(
        **shape,
        answerable=outcome != "abstained",
        outcomes=[outcome],
        answers=[text] if outcome in ("answered", "partial") else [],
        expect=[[rf"(?<!\d){re.escape(fact)}(?!\d)"] for fact in facts],
        relevant=cited,
        tags=["feedback:up"],
    )


def _parse(line: str, place: str) -> Logged:
    try:
        return Logged.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "the line"
        found = json.dumps(first["input"], ensure_ascii=False, default=str)[:80]
        raise DataError(f"{place}: {name} is {found}, expected {first['msg']}") from error


def _key(text: str, history: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(part.lower().split()) for part in [*history, text])
