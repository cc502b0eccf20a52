"""Whose a sentence is: the items and providers of the catalog that it tells of.

What one provider says of cancellations is no answer about another. A sentence that names other providers only than those of the
question, and none of its items, is set aside before anything is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index import Sentence

from .catalog import CatalogView

NOT_THIS = re.compile(r"\((?:and )?not\b[^)]*\)|,? (?:but )?not (?:at |with |by |from )?(?:the )?(?:MIT )?[A-Za-z]+(?=[\s,.;)]|$)", re.I)  # "(not Sloan)"


class Whose:
    """What sentences tell of, each looked up once; safe to share between threads."""

    def __init__(self, catalog: CatalogView) -> None:
        self._catalog = catalog
        self._providers: dict[str, frozenset[str]] = {}
        self._items: dict[str, frozenset[str]] = {}

    def asked(self, text: str, items: Sequence[str]) -> Callable[[Sentence], bool]:
        """Whether a sentence may answer a question that names these items, or leans on them; any may where it names no provider's."""
        catalog, text = self._catalog, NOT_THIS.sub(" ", text)
        wanted = catalog.units(text).union(*(catalog.units(catalog.items[item_id].provider or "") for item_id in items))

        def may_answer(sentence: Sentence) -> bool:
            if not wanted:
                return True
            providers = self._providers_of(sentence)
            return not providers or not wanted.isdisjoint(providers) or not self._items_of(sentence).isdisjoint(items)

        return may_answer

    def _providers_of(self, sentence: Sentence) -> frozenset[str]:
        """Those that a sentence or its title names, and the one whose item its document is on."""
        if sentence.sentence_id not in self._providers:
            item = self._catalog.items.get(sentence.document_id.removeprefix("catalog-"))
            own = item.provider or "" if item is not None else ""
            self._providers[sentence.sentence_id] = self._catalog.units(f"{own} {sentence.title} {sentence.text}")
        return self._providers[sentence.sentence_id]

    def _items_of(self, sentence: Sentence) -> frozenset[str]:
        if sentence.sentence_id not in self._items:
            self._items[sentence.sentence_id] = frozenset(self._catalog.linked(sentence.text))
        return self._items[sentence.sentence_id]
