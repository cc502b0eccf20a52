"""Keep an index on disk: chunks in Chroma, sentence vectors beside them, a manifest last.

state_dir/indexes/<corpus>/<fingerprint>-<n>/ holds `chroma/` (one cosine collection,
filled through LlamaIndex's ChromaVectorStore), `sentences.npz`, `tokens.npy` and
`manifest.json`. The manifest is written last, so a folder without one is half-written and never read. A new
index is built beside the old one and takes the vectors of unchanged texts from it; one
process builds at a time, under a lock file.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock, Timeout

from .chroma import chroma_errors, read_chunks, text_hash, write_chunks
from .chunks import Chunk, Sentence
from .config import IndexConfig
from .errors import IndexBusyError, StateDirectoryError
from .token_vectors import TokenStore
from .vocabulary import corpus_words

if TYPE_CHECKING:
    from .embedding import SentenceEmbedding

FORMAT = 3  # raise when what is stored changes shape
MANIFEST = "manifest.json"
TOKENS = "tokens.npy"
KEEP = 2  # complete indexes of one corpus that stay on disk

Progress = Callable[[str, int, int], None]  # what is done, how many so far, of how many


@dataclass(frozen=True)
class StoredIndex:
    """A complete index on disk."""

    folder: Path
    chunk_vectors: np.ndarray  # float32, (n_chunks, dimensions), rows of length 1, in chunk order
    sentence_vectors: np.ndarray  # float32, (n_sentences, dimensions)
    word_vectors: np.ndarray  # float32, (n_words, dimensions), in the order of `corpus_words`
    tokens: TokenStore  # of the sentences


@dataclass
class _Known:
    """What older indexes hold, by the hash of the text."""

    vectors: dict[str, np.ndarray]
    tokens: dict[str, np.ndarray]
    basis: np.ndarray | None = None  # that the tokens are reduced to


def corpus_folder(config: IndexConfig, corpus_key: str) -> Path:
    return config.state_dir / "indexes" / hashlib.sha256(corpus_key.encode()).hexdigest()[:16]


def fingerprint(chunks: Sequence[Chunk], sentences: Sequence[Sentence], model: str) -> str:
    """Changes with corpus, splitter, model (its identity) or format; 16 hexadecimal digits."""
    digest = hashlib.sha256(f"{FORMAT}\0{model}".encode())
    for item in (*chunks, *sentences):
        digest.update(item.indexed_text.encode() + b"\0")
    for chunk in chunks:
        digest.update(f"{chunk.chunk_id}\0".encode())
    return digest.hexdigest()[:16]


def find(config: IndexConfig, corpus_key: str, wanted: str | None = None) -> list[Path]:
    """Complete index folders of a corpus, newest first; of one fingerprint where `wanted` is given."""
    folder = corpus_folder(config, corpus_key)
    try:
        complete = {path: written for path in folder.glob(f"{wanted or '*'}-*") if (written := _written(path))}
    except OSError as error:
        raise StateDirectoryError(
            f"state directory {config.state_dir}: cannot be read ({error.strerror}); set ASSISTANT_STATE_DIR to another folder"
        ) from error
    return sorted(complete, key=lambda path: (complete[path], path.name), reverse=True)


def _written(folder: Path) -> int:
    """When an index was completed, in nanoseconds; 0 where it is half-written or was removed meanwhile."""
    try:
        return (folder / MANIFEST).stat().st_mtime_ns
    except (FileNotFoundError, NotADirectoryError):
        return 0


def load(folder: Path, chunks: Sequence[Chunk], sentences: Sequence[Sentence]) -> StoredIndex | None:
    """Read an index; None where its files are damaged or do not hold what the manifest says."""
    try:
        if read_manifest(folder)["format"] != FORMAT:
            return None
        with np.load(folder / "sentences.npz") as stored:
            sentence_vectors, word_vectors = stored["vectors"], stored["word_vectors"]
            starts, basis = stored["token_starts"], stored["token_basis"]
        tokens = TokenStore(np.load(folder / TOKENS, mmap_mode="r"), starts, basis)
        rows = read_chunks(folder)
        chunk_vectors = np.array([rows[chunk.chunk_id][0] for chunk in chunks], dtype=np.float32).reshape(len(chunks), sentence_vectors.shape[1])
    except _damage():
        return None
    if len(sentence_vectors) != len(sentences) or len(word_vectors) != len(corpus_words(sentences)):
        return None
    if len(starts) != len(sentences) + 1 or starts[-1] != len(tokens.values):
        return None
    return StoredIndex(folder, chunk_vectors, sentence_vectors, word_vectors, tokens)


def build(
    config: IndexConfig,
    corpus_key: str,
    chunks: Sequence[Chunk],
    sentences: Sequence[Sentence],
    embedder: SentenceEmbedding,
    progress: Progress | None = None,
    fresh: bool = False,
) -> StoredIndex:
    """Embed what is new, write a complete index, remove older ones; `fresh` takes nothing from what is there.

    Raises StateDirectoryError where the folder cannot be written and IndexBusyError where
    another process holds the lock for longer than `config.lock_seconds`.
    """
    wanted = fingerprint(chunks, sentences, embedder.identity)
    parent = corpus_folder(config, corpus_key)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with FileLock(parent / "build.lock", timeout=config.lock_seconds):
            for folder in [] if fresh else find(config, corpus_key, wanted):
                if stored := load(folder, chunks, sentences):
                    return stored
                shutil.rmtree(folder, ignore_errors=True)
            _remove_unfinished(parent)
            older = find(config, corpus_key)
            known = _Known({}, {}) if fresh else _known(older, embedder.identity)
            stored = _write(parent / f"{wanted}-{time.time_ns():x}", known, chunks, sentences, embedder, progress)
            for path in older if fresh else older[KEEP - 1 :]:
                shutil.rmtree(path, ignore_errors=True)
            return stored
    except Timeout as error:
        raise IndexBusyError(
            f"state directory {config.state_dir}: another process is building this index (waited {config.lock_seconds:.0f} s); wait for it, or set ASSISTANT_STATE_DIR to another folder"
        ) from error
    except OSError as error:
        raise StateDirectoryError(
            f"state directory {config.state_dir}: cannot be written ({error.strerror or error}); make it writable or set ASSISTANT_STATE_DIR to another folder"
        ) from error


def _write(
    folder: Path, known: _Known, chunks: Sequence[Chunk], sentences: Sequence[Sentence], embedder: SentenceEmbedding, progress: Progress | None
) -> StoredIndex:
    chunk_vectors = _embed([chunk.indexed_text for chunk in chunks], known.vectors, embedder.vectors, "passages", progress)
    basis = known.basis if known.basis is not None else embedder.basis()
    texts = [sentence.indexed_text for sentence in sentences]

    def read(missing: list[str], report: Callable[[int], None]) -> np.ndarray:
        vectors, tokens = embedder.read(missing, basis, report)
        known.tokens.update((text_hash(text), one.values) for text, one in zip(missing, tokens, strict=True))
        return vectors

    whole = {key: vector for key, vector in known.vectors.items() if key in known.tokens}
    sentence_vectors = _embed(texts, whole, read, "sentences", progress)
    token_values = [known.tokens[text_hash(text)] for text in texts]
    vocabulary = list(corpus_words(sentences))
    word_vectors = _embed(vocabulary, known.vectors, embedder.vectors, "words", progress)
    folder.mkdir()
    try:
        write_chunks(folder, chunks, chunk_vectors)
    except chroma_errors() as error:
        raise OSError(str(error)) from error
    np.savez(
        folder / "sentences.npz",
        vectors=sentence_vectors,
        hashes=np.array([text_hash(text) for text in texts]),
        token_starts=np.cumsum([0, *map(len, token_values)], dtype=np.int64),
        token_basis=basis,
        word_vectors=word_vectors,
        word_hashes=np.array([text_hash(word) for word in vocabulary]),
    )
    np.save(folder / TOKENS, np.concatenate([np.zeros((0, basis.shape[1]), dtype=np.int8), *token_values]))
    manifest = {"format": FORMAT, "embedder": embedder.identity, "model": embedder.model_name, "chunks": len(chunks), "sentences": len(sentences)}
    unfinished = folder / (MANIFEST + ".part")
    unfinished.write_text(json.dumps({**manifest, "built": time.strftime("%Y-%m-%d %H:%M:%S")}, indent=1), "utf-8")
    os.replace(unfinished, folder / MANIFEST)
    stored = load(folder, chunks, sentences)  # as every later run will read it: Chroma keeps vectors to its own last digit
    if stored is None:
        raise OSError("what was written could not be read back")
    return stored


def _remove_unfinished(parent: Path) -> None:
    for path in parent.iterdir():
        if path.is_dir() and not (path / MANIFEST).is_file():
            shutil.rmtree(path, ignore_errors=True)


def _embed(
    texts: list[str], known: dict[str, np.ndarray], embed: Callable[[list[str], Callable[[int], None]], np.ndarray], what: str, progress: Progress | None
) -> np.ndarray:
    """Vectors of the texts; only those are embedded that no older index has."""
    missing = list(dict.fromkeys(text for text in texts if text_hash(text) not in known))
    done = len(texts) - len(missing)

    def report(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress(what, min(done, len(texts)), len(texts))

    if not texts:
        return embed([], report)
    if missing:
        report(0)
    fresh = dict(zip(missing, embed(missing, report), strict=True)) if missing else {}
    rows = [fresh[text] if text in fresh else known[text_hash(text)] for text in texts]
    return np.array(rows, dtype=np.float32)


def _known(folders: list[Path], identity: str) -> _Known:
    known = _Known({}, {})
    for folder in folders:
        with suppress(*_damage()):
            manifest = read_manifest(folder)
            if manifest["embedder"] != identity or manifest["format"] != FORMAT:
                continue
            tokens = np.load(folder / TOKENS)
            with np.load(folder / "sentences.npz") as stored:
                hashes, starts, known.basis = stored["hashes"].tolist(), stored["token_starts"], stored["token_basis"]
                known.tokens.update((key, tokens[starts[at] : starts[at + 1]]) for at, key in enumerate(hashes))
                known.vectors.update(zip(hashes, stored["vectors"], strict=True))
                known.vectors.update(zip(stored["word_hashes"].tolist(), stored["word_vectors"], strict=True))
            for vector, key in read_chunks(folder).values():
                known.vectors[key] = vector
    return known


def _damage() -> tuple[type[Exception], ...]:
    """What reading a cut-off, foreign or missing file raises."""
    return (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, EOFError, zipfile.BadZipFile, zlib.error, *chroma_errors())


def read_manifest(folder: Path) -> dict[str, Any]:
    return json.loads((folder / MANIFEST).read_text("utf-8"))
