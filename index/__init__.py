"""Chunks, sentences and their vectors: what can be searched.

`SearchIndex.open(corpus, config, key)` loads or builds an index; `index.search` has the
scores. The names below are imported when they are first used, so that a command which
needs only the settings does not pay for the libraries.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

for _name, _value in {"ANONYMIZED_TELEMETRY": "False", "HF_HUB_DISABLE_TELEMETRY": "1", "DO_NOT_TRACK": "1", "TOKENIZERS_PARALLELISM": "false"}.items():
    os.environ.setdefault(_name, _value)  # before chromadb, transformers and llama_index are imported

if TYPE_CHECKING:
    from .chunks import Chunk, Sentence, cut
    from .config import IndexConfig
    from .errors import IndexBusyError, IndexingError, ModelError, StateDirectoryError
    from .search import Candidates, SearchIndex
    from .status import IndexStatus, index_status

_ROOM = {
    "Candidates": "search",
    "Chunk": "chunks",
    "IndexBusyError": "errors",
    "IndexConfig": "config",
    "IndexStatus": "status",
    "IndexingError": "errors",
    "ModelError": "errors",
    "SearchIndex": "search",
    "Sentence": "chunks",
    "StateDirectoryError": "errors",
    "cut": "chunks",
    "index_status": "status",
}

__all__ = [
    "Candidates",
    "Chunk",
    "IndexBusyError",
    "IndexConfig",
    "IndexStatus",
    "IndexingError",
    "ModelError",
    "SearchIndex",
    "Sentence",
    "StateDirectoryError",
    "cut",
    "index_status",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_ROOM[name]}", __name__), name)
