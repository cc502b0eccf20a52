"""What people thought of replies, and what was not answered, kept in one SQLite file.

One row a reply, by its key; a changed rating replaces the earlier one. Nothing leaves the
machine. `FeedbackStore.wanting` and `export` serve the owner, at the command line.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..types import Answer
from .errors import FeedbackError

FILE_NAME = "feedback.sqlite3"
TABLE = """
CREATE TABLE IF NOT EXISTS replies (
    key TEXT PRIMARY KEY,
    at TEXT NOT NULL,         -- UTC, ISO 8601
    question TEXT NOT NULL,
    reply TEXT NOT NULL,
    outcome TEXT NOT NULL,
    citations TEXT NOT NULL,  -- JSON
    config_id TEXT NOT NULL,
    rating TEXT NOT NULL DEFAULT '',   -- '', 'good' or 'bad'
    comment TEXT NOT NULL DEFAULT '',
    history TEXT NOT NULL DEFAULT '[]'  -- JSON: the turns before, role and content
)"""
COLUMNS = "key, at, question, reply, outcome, citations, config_id, rating, comment, history"
UNANSWERED = "('abstained', 'partial')"


@dataclass(frozen=True)
class Wanting:
    """A question that was not answered or whose reply was disliked."""

    question: str  # as it was asked last
    times: int
    unanswered: int  # of these times
    disliked: int  # of these times
    comments: tuple[str, ...]
    last_at: str


class FeedbackStore:
    """The feedback file of a state directory. Safe to share between threads and processes."""

    def __init__(self, state_dir: Path) -> None:
        self.path = state_dir / FILE_NAME

    def record(self, key: str, question: str, answer: Answer, rating: str = "", comment: str = "", history: Sequence[Mapping[str, str]] = ()) -> None:
        """Keep one reply with its rating and the turns before it; the same key again replaces what was kept."""
        row = (key, datetime.now(UTC).isoformat(timespec="seconds"), question, answer.text, answer.outcome)
        citations = json.dumps([asdict(citation) for citation in answer.citations], ensure_ascii=False)
        values = (*row, citations, answer.config_id, rating, comment, json.dumps(list(history), ensure_ascii=False))
        with self._open() as connection:
            connection.execute(f"INSERT OR REPLACE INTO replies ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def wanting(self, most: int = 50) -> list[Wanting]:
        """Unanswered and disliked questions, the most frequent first."""
        query = f"""
            SELECT question, COUNT(*), SUM(outcome IN {UNANSWERED}), SUM(rating = 'bad'), json_group_array(comment) FILTER (WHERE comment != ''), MAX(at)
            FROM replies WHERE outcome IN {UNANSWERED} OR rating = 'bad'
            GROUP BY lower(rtrim(trim(question), '?.! ')) ORDER BY 2 DESC, 6 DESC LIMIT ?"""
        with self._open() as connection:
            rows = connection.execute(query, (most,)).fetchall()
        return [Wanting(question, times, unanswered, disliked, tuple(json.loads(comments)), at) for question, times, unanswered, disliked, comments, at in rows]

    def export(self, path: Path) -> int:
        """Write every kept reply as a line of JSON, oldest first, in the shape that `python -m eval promote` reads; gives their number.

        What was not answered and not rated counts as "down".
        """
        with self._open() as connection:
            connection.row_factory = sqlite3.Row
            rows = [dict(row) for row in connection.execute("SELECT * FROM replies ORDER BY at, key")]
        lines = [json.dumps(_logged(row), ensure_ascii=False) + "\n" for row in rows]
        try:
            path.write_text("".join(lines), "utf-8")
        except OSError as error:
            raise FeedbackError(f"{path}: cannot be written ({error.strerror}); name another file") from error
        return len(lines)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=5)) as connection, connection:
                connection.execute(TABLE)
                if "history" not in {row[1] for row in connection.execute("PRAGMA table_info(replies)")}:  # a file of an earlier version
                    connection.execute("ALTER TABLE replies ADD COLUMN history TEXT NOT NULL DEFAULT '[]'")
                yield connection
        except (OSError, sqlite3.Error) as error:
            raise FeedbackError(f"{self.path}: the feedback file cannot be used ({error}); check the state directory, or move the file away") from error


def _logged(row: Mapping[str, str]) -> dict[str, Any]:
    reply = {"text": row["reply"], "outcome": row["outcome"], "citations": json.loads(row["citations"]), "config_id": row["config_id"]}
    feedback = "up" if row["rating"] == "good" else "down"
    return {
        "question": row["question"],
        "history": json.loads(row["history"]),
        "feedback": feedback,
        "comment": row["comment"],
        "at": row["at"],
        "reply": reply,
    }
