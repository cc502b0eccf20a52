"""The list of documents that may answer, to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from corpus import Document


def scope_html(documents: Iterable[Document], catalog_ids: frozenset[str]) -> str:
    """Checkboxes for all documents, the guide's before the catalog's, all of them ticked."""
    listed = sorted(documents, key=lambda document: document.title.casefold())
    guide = [document for document in listed if document.doc_id not in catalog_ids]
    catalog = [document for document in listed if document.doc_id in catalog_ids]
    return _group("Documents", guide) + _group("Programs, courses and providers", catalog)


def _group(title: str, documents: list[Document]) -> str:
    if not documents:
        return ""
    rows = "".join(
        f'<li><label><input type="checkbox" value="{escape(document.doc_id)}" checked><span>{escape(document.title)}</span></label>'
        f'<button type="button" class="read" data-document="{escape(document.doc_id)}" data-start="0" data-end="0" aria-label="Read {escape(document.title)}">Read</button></li>'
        for document in documents
    )
    return (
        f'<fieldset><legend>{escape(title)} <span class="count">{len(documents)}</span></legend>'
        f'<p class="all"><button type="button" data-tick="all">All</button><button type="button" data-tick="none">None</button></p><ul>{rows}</ul></fieldset>'
    )
