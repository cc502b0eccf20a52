"""A name for all that a reply depends on: the code and its data, the index, the settings."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from .config import AssistantConfig

ROOMS = ("corpus", "index", "assistant")
SUFFIXES = frozenset({".py", ".yaml", ".json", ".npz"})


def config_id(index_fingerprint: str, config: AssistantConfig) -> str:
    """12 hexadecimal digits: replies with the same ones come from the same version and settings."""
    return hashlib.sha256(f"{_code()} {index_fingerprint} {config.threshold} {config.passages} {config.longest_question}".encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def _code() -> str:
    """Changes with the code, the word lists and the fitted weights of the rooms that answer."""
    digest = hashlib.sha256()
    root = Path(__file__).parent.parent
    for path in sorted(path for room in ROOMS for path in (root / room).rglob("*") if path.suffix in SUFFIXES):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
