"""What the browser keeps of a conversation: questions, answers, scope.

The browser's copy is outside text, so it is checked when it comes back; what cannot be
read is dropped and the conversation starts afresh.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Literal
from uuid import uuid4

from pydantic import BaseModel, Field, ValidationError

from ..types import Answer

MOST_TURNS = 50  # kept in the browser, the newest
LONGEST_QUESTION = 20_000  # characters taken from the page; the assistant reads fewer and says so
VERSION = 1  # of what the browser keeps


class Turn(BaseModel):
    """One question and its answer, as far as it was shown."""

    key: str = Field(default_factory=lambda: uuid4().hex, max_length=32, pattern="^[0-9a-f]*$")
    question: str = Field(max_length=LONGEST_QUESTION)
    answer: Answer
    voices: tuple[tuple[int, ...], ...] = ()  # numbers of citations that give one fact differently
    rating: Literal["", "good", "bad"] = ""
    comment: str = Field(default="", max_length=2000)
    stopped: bool = False


class Session(BaseModel):
    """One conversation: its turns, oldest first, and the documents that may answer (None: all)."""

    version: Literal[1] = VERSION
    turns: list[Turn] = []
    scope: list[str] | None = None

    def history(self) -> list[dict[str, str]]:
        """The turns as `Assistant.answer` takes them."""
        return [message for turn in self.turns for message in ({"role": "user", "content": turn.question}, {"role": "assistant", "content": turn.answer.text})]

    def kept(self) -> dict[str, Any]:
        """What goes back to the browser."""
        return self.model_copy(update={"turns": self.turns[-MOST_TURNS:]}).model_dump(mode="json")


def read_session(kept: Any) -> Session:
    """The session that the browser sent; an empty one where it cannot be read."""
    try:
        return Session.model_validate(kept or {})
    except ValidationError:
        return Session()


def shown_answer(answer: Answer) -> Answer:
    """The answer without what the window does not show."""
    return replace(answer, passages=(), timings={})


def openings(text: str) -> list[str]:
    """Ever longer beginnings of a reply, cut after sentences, items and table rows.

    >>> openings("One. [1] Two. [2]")
    ['One. [1]', 'One. [1] Two. [2]']
    """
    ends = [match.end() for match in re.finditer(r"\](?= [^|])|\n+(?!\|-)", text)]
    return list(dict.fromkeys(part for end in [*ends, len(text)] if (part := text[:end].rstrip())))
