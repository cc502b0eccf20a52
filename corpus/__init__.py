"""The corpus room: documents and a catalog of courses, as one list of citable documents.

>>> from corpus import load_corpus
>>> all(document.text for document in load_corpus().documents)
True
"""

from corpus.catalog import Catalog, Claim, Course, Item, Programme, Record, Source, load_catalog
from corpus.documents import Document, Link, Provenance, load_documents
from corpus.errors import CatalogError, CorpusError, DocumentError, Problem
from corpus.loading import SHIPPED, Corpus, load_corpus
from corpus.render import Fact, RenderedItem, render_item

__all__ = [
    "SHIPPED",
    "Catalog",
    "CatalogError",
    "Claim",
    "Corpus",
    "CorpusError",
    "Course",
    "Document",
    "DocumentError",
    "Fact",
    "Item",
    "Link",
    "Problem",
    "Programme",
    "Provenance",
    "Record",
    "RenderedItem",
    "Source",
    "load_catalog",
    "load_corpus",
    "load_documents",
    "render_item",
]
