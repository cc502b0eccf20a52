"""Ask questions of a set of documents; every sentence of a reply is cited and checked.

>>> from assistant import answer
>>> answer("How long does the flagship certificate take?").outcome  # doctest: +SKIP
'answered'

The names below are imported when they are first used, so that `assistant --help` does
not pay for the libraries beneath.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .config import AssistantConfig
    from .default import aanswer, answer
    from .engine import Assistant
    from .errors import AssistantError, HistoryError, ScopeError
    from .types import Answer, Citation, DocumentRange, RetrievedPassage, Statement

_ROOM = {
    "Answer": "types",
    "Assistant": "engine",
    "AssistantConfig": "config",
    "AssistantError": "errors",
    "Citation": "types",
    "DocumentRange": "types",
    "HistoryError": "errors",
    "RetrievedPassage": "types",
    "ScopeError": "errors",
    "Statement": "types",
    "aanswer": "default",
    "answer": "default",
}

__all__ = [
    "Answer",
    "Assistant",
    "AssistantConfig",
    "AssistantError",
    "Citation",
    "DocumentRange",
    "HistoryError",
    "RetrievedPassage",
    "ScopeError",
    "Statement",
    "aanswer",
    "answer",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_ROOM[name]}", __name__), name)
