"""What stands on disk for a corpus, told without loading the model or opening Chroma."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus import Corpus

from . import store
from .chunks import cut
from .config import IndexConfig
from .weights import model_name, resolve_model

State = Literal["up to date", "out of date", "not built"]


@dataclass(frozen=True)
class IndexStatus:
    """`state` compares the corpus, the settings and the model of now with what was built."""

    state: State
    documents: int
    passages: int  # chunks that the documents of now are cut into
    sentences: int
    fingerprint: str  # of corpus, splitter and model as they are now
    model: str
    built: str  # date and time of the newest index; "" where there is none
    size: int  # bytes of the newest index on disk; 0 where there is none
    folder: Path  # of the newest index, or where one would be built


def index_status(corpus: Corpus, config: IndexConfig, corpus_key: str) -> IndexStatus:
    """Raises ModelError or StateDirectoryError."""
    _, identity = resolve_model(config.model)
    chunks, sentences = cut(corpus.documents, config.chunk_characters)
    wanted = store.fingerprint(chunks, sentences, identity)
    found = store.find(config, corpus_key, wanted)
    older = store.find(config, corpus_key)
    state: State = "up to date" if found else "out of date" if older else "not built"
    newest = next(iter(found or older), None)
    return IndexStatus(
        state=state,
        documents=len(corpus.documents),
        passages=len(chunks),
        sentences=len(sentences),
        fingerprint=wanted,
        model=model_name(config.model),
        built=_built(newest) if newest else "",
        size=_size(newest) if newest else 0,
        folder=newest or store.corpus_folder(config, corpus_key),
    )


def _built(folder: Path) -> str:
    with suppress(OSError, ValueError, AttributeError):
        return str(store.read_manifest(folder).get("built", ""))
    return ""


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            total += path.stat().st_size if path.is_file() else 0
    return total
