"""Where an answer may look: documents, or parts of documents, as chunks of the index."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index import SearchIndex

from .errors import ScopeError
from .types import DocumentRange

Scope = Sequence[DocumentRange | str] | None


def chunks_in(scope: Scope, index: SearchIndex) -> np.ndarray | None:
    """bool, (n_chunks,): the chunks that touch a part of the scope; None where all may answer.

    Raises ScopeError for a document that is not there.
    """
    if scope is None:
        return None
    by_document: dict[str, list[DocumentRange]] = {}
    for part in (DocumentRange(part) if isinstance(part, str) else part for part in scope):
        if part.document_id not in index.documents:
            raise ScopeError(
                f"scope: found {part.document_id!r}, expected the id of one of {len(index.documents)} documents such as {next(iter(index.documents))!r}"
            )
        by_document.setdefault(part.document_id, []).append(part)
    return np.array([any(_touches(part, chunk.start, chunk.end) for part in by_document.get(chunk.document_id, ())) for chunk in index.chunks])


def _touches(part: DocumentRange, start: int, end: int) -> bool:
    return start < (part.end if part.end is not None else end) and end > part.start
