"""Settings of the assistant, read once at the edge."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.config import IndexConfig


@dataclass(frozen=True)
class AssistantConfig:
    """Which documents answer, where their index is kept, and how much a reply may say."""

    corpus_dir: Path | None = None  # None: the shipped guide and catalog
    index: IndexConfig = field(default_factory=IndexConfig)
    passages: int = 10  # retrieved passages that a reply carries
    threshold: float | None = None  # least confidence that is answered, 0..1; None: the fitted one
    longest_question: int = 2_000  # characters that are read; the rest is left out, and the reply says so
    longest_history: int = 40  # turns that are read, the newest

    @property
    def folder(self) -> Path:
        """The folder of the documents that answer; its name is the key of their index."""
        from corpus import SHIPPED

        return (self.corpus_dir or SHIPPED).resolve()

    @staticmethod
    def from_environment(environment: Mapping[str, str] = os.environ) -> AssistantConfig:
        """ASSISTANT_CORPUS, ASSISTANT_STATE_DIR and ASSISTANT_MODEL, where set."""
        corpus = environment.get("ASSISTANT_CORPUS")
        return AssistantConfig(corpus_dir=Path(corpus).expanduser() if corpus else None, index=IndexConfig.from_environment(environment))
