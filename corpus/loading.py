"""Gather a corpus: the documents of a folder and, as documents too, the items of its catalog.

The shipped folder holds `documents/` and `catalog.yaml`. A folder of one's own may hold documents
at any depth, and a catalog.yaml.
"""

from dataclasses import dataclass
from pathlib import Path

from corpus.catalog import Catalog, load_catalog
from corpus.documents import Document, load_documents
from corpus.errors import CorpusError
from corpus.render import Fact, render_item

SHIPPED = Path(__file__).resolve().parent
CATALOG_NAME = "catalog.yaml"


@dataclass(frozen=True)
class Corpus:
    """All documents, sorted by id; `facts` are the claims of the catalog, in its order."""

    documents: tuple[Document, ...]
    catalog: Catalog | None
    facts: tuple[Fact, ...]


def load_corpus(folder: Path = SHIPPED, catalog: Path | None = None) -> Corpus:
    """The corpus of `folder`; without a `catalog`, the folder's own catalog.yaml where it has one.

    Raises:
        CorpusError: the folder holds nothing to answer from, or two documents share an id.
        DocumentError, CatalogError: a file cannot be used as it stands.
    """
    shipped = folder.resolve() == SHIPPED
    documents = load_documents(folder / "documents" if shipped else folder)
    catalog_path = catalog or folder / CATALOG_NAME
    loaded = load_catalog(catalog_path) if catalog or catalog_path.is_file() else None
    rendered = [render_item(item, loaded) for item in loaded.items] if loaded else []
    taken = {document.doc_id for document in documents}
    for page in rendered:
        if page.document.doc_id in taken:
            found = f"the id '{page.document.doc_id}' on a document and on an item of {catalog_path.name}"
            raise CorpusError(str(folder), found, "an id of its own for each", "give the document another id")
    documents += [page.document for page in rendered]
    if not documents:
        expected = "documents (.md, .txt or .jsonl) or a catalog.yaml with items"
        raise CorpusError(str(folder), "an empty corpus", expected, "add a document, or name another folder")
    return Corpus(
        documents=tuple(sorted(documents, key=lambda document: document.doc_id)),
        catalog=loaded,
        facts=tuple(fact for page in rendered for fact in page.facts),
    )
