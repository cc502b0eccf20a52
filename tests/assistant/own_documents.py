"""An assistant over documents that a test makes up; real model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from assistant import Assistant, AssistantConfig
from index import IndexConfig


@contextmanager
def assistant_over(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]) -> Iterator[Assistant]:
    """An open assistant over files of these names."""
    folder = tmp_path_factory.mktemp("documents")
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Assistant.open(AssistantConfig(corpus_dir=folder, index=IndexConfig(state_dir=tmp_path_factory.mktemp("state")))) as assistant:
        yield assistant


def said(assistant: Assistant, question: str) -> str:
    """The reply without its markers."""
    return re.sub(r"\s*\[\d+\]", "", assistant.answer(question).text)
