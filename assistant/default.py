"""The assistant that `answer` asks: one for the process, opened at the first question from the environment's settings."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from .config import AssistantConfig
from .engine import Assistant
from .types import Answer

_default: Assistant | None = None
_lock = threading.Lock()


def answer(question: str, history: Sequence[Mapping[str, Any]] | None = None) -> Answer:
    """Ask the default assistant. Raises as `Assistant.open` and `Assistant.answer` do."""
    global _default
    with _lock:
        if _default is None:
            _default = Assistant.open(AssistantConfig.from_environment())
    return _default.answer(question, history)


async def aanswer(question: str, history: Sequence[Mapping[str, Any]] | None = None) -> Answer:
    """`answer` for asynchronous callers; the work is done in a thread."""
    return await asyncio.to_thread(answer, question, history)
