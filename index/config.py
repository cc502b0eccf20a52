"""Settings of the index, read once at the edge and passed on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs


def default_state_dir() -> Path:
    """`.state` in a checkout of the project, else the user's data folder."""
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / ".state"
    return Path(platformdirs.user_data_dir("document-assistant"))


@dataclass(frozen=True)
class IndexConfig:
    """How documents are cut, embedded and kept."""

    state_dir: Path = field(default_factory=default_state_dir)
    model: str | None = None  # folder or hub name; None: the packaged all-MiniLM-L6-v2
    chunk_characters: int = 1000  # about 200 words: a paragraph, mostly within MiniLM's 256 word pieces with its headings
    exact_limit: int = 100_000  # chunks searched exactly in memory; above, by Chroma's graph
    lock_seconds: float = 300.0  # how long to wait for another process that builds

    @staticmethod
    def from_environment(environment: Mapping[str, str] = os.environ) -> IndexConfig:
        """ASSISTANT_STATE_DIR and ASSISTANT_MODEL, where set."""
        state_dir = environment.get("ASSISTANT_STATE_DIR")
        return IndexConfig(
            state_dir=Path(state_dir).expanduser() if state_dir else default_state_dir(),
            model=environment.get("ASSISTANT_MODEL") or None,
        )
