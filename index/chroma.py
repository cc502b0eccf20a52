"""Chunks in Chroma: one cosine collection for each index folder, filled through LlamaIndex's ChromaVectorStore.

Telemetry is off and no embedding function of Chroma's own is used. What the libraries need is
imported when a collection is opened, so that `import index` is quick.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .chunks import Chunk

COLLECTION = "chunks"
BATCH = 1000


def text_hash(text: str) -> str:
    """What an embedded text is known by: 24 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def open_collection(folder: Path) -> Any:
    """The Chroma collection of an index folder: telemetry off, no embedding function of its own."""
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder / "chroma"), settings=Settings(anonymized_telemetry=False))
    return client.get_or_create_collection(COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}})


def chroma_errors() -> tuple[type[Exception], ...]:
    import chromadb.errors

    return (chromadb.errors.ChromaError, RuntimeError)


def write_chunks(folder: Path, chunks: Sequence[Chunk], vectors: np.ndarray) -> None:
    from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

    store = ChromaVectorStore(chroma_collection=open_collection(folder))
    for at in range(0, len(chunks), BATCH):
        nodes = [
            TextNode(
                id_=chunk.chunk_id,
                text=chunk.text,
                embedding=vector.tolist(),
                metadata={
                    "document": chunk.document_id,
                    "title": chunk.title,
                    "section": " › ".join(chunk.headings),
                    "start": chunk.start,
                    "end": chunk.end,
                    "text_hash": text_hash(chunk.indexed_text),
                },
                relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=chunk.document_id)},
            )
            for chunk, vector in zip(chunks[at : at + BATCH], vectors[at : at + BATCH], strict=True)
        ]
        store.add(nodes)


def read_chunks(folder: Path) -> dict[str, tuple[np.ndarray, str]]:
    """chunk id -> (vector, hash of the embedded text)."""
    if not (folder / "chroma").is_dir():
        raise OSError(f"{folder} has no chroma folder")
    stored = open_collection(folder).get(include=["embeddings", "metadatas"])
    return {
        chunk_id: (np.asarray(vector, dtype=np.float32), str(metadata["text_hash"]))
        for chunk_id, vector, metadata in zip(stored["ids"], stored["embeddings"], stored["metadatas"], strict=True)
    }
