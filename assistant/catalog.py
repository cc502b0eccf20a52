"""Look things up in the catalog: what is known of its items, who gives and teaches them; which of them a text names is told in `item_names`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from corpus import Corpus, Fact
from index.tokens import stem, words

from .draft import Span
from .item_names import OFFERINGS, ItemNames, name_tokens, squeeze
from .understand.english import telling

REGISTRATION = re.compile(r"\b(?:regist|appl|enrol|book|sign)[a-z -]*\b(?:until|by|before|till|closes?|ends?)\b|\bdeadline\b", re.I)
STATEMENTS = "facts"  # the field of statements that are of no other field
CAPITALISED = re.compile(r"(?<![.!?] )(?<!^)[A-Z][\w+&'’-]*(?:\s+(?:(?:of|for|and|in|the|to|with|on)\s+){0,2}[A-Z][\w+&'’-]*){1,}", re.M)
STATED = ("role", "other_credit", "level", "status", "requirements", "audience")  # fields with a value in words that items can be chosen by


class CatalogView(ItemNames):
    """A catalog as questions see it. Built once per index; safe to share."""

    def __init__(self, corpus: Corpus) -> None:
        self.facts: dict[tuple[str, str], list[Fact]] = {}
        self.fact_at: dict[Span, Fact] = {}
        texts = {document.doc_id: document.text for document in corpus.documents}
        for fact in corpus.facts:
            self.facts.setdefault((fact.item_id, fact.field), []).append(fact)
            if fact.field in {STATEMENTS, "title_note"} and fact.note:  # what a statement is of, in words ("kinds of certificate", "vendor")
                self.facts.setdefault((fact.item_id, fact.note), []).append(fact)
            if fact.field == "dates" and REGISTRATION.search(texts[fact.document_id][fact.start : fact.end]):  # told with the dates
                self.facts.setdefault((fact.item_id, "deadline"), []).append(fact)
            self.fact_at[span_of(fact)] = fact
        super().__init__({item.id: item for item in corpus.catalog.items} if corpus.catalog else {})
        self._corpus = corpus

    @cached_property
    def others(self) -> list[str]:
        people = {squeeze(person) for person in self.people}
        partners = [squeeze(name) for name in self.partners if " " in name]
        return [name for name in (*_other_names(self._corpus, self.names), *partners) if name not in people] if self.items else []

    def is_offered(self, item_id: str) -> bool:
        """Whether an item is something that one takes: a course, a programme, or courses that have a price together."""
        return self.items[item_id].kind in OFFERINGS or bool(self.of(item_id, "fee_usd") and self.items[item_id].kind == "benchmark")

    def called(self, item_id: str) -> str:
        """How a sentence calls an item."""
        return self.items[item_id].name or self.items[item_id].title

    def of(self, item_id: str, field: str) -> list[Fact]:
        return self.facts.get((item_id, field), [])

    def names_another(self, text: str) -> bool:
        """Whether a text has a name that the documents have for something else than an item."""
        squeezed = f" {squeeze(text)} "
        for name in self._provider_names:
            squeezed = squeezed.replace(f" {name} ", " ")
        known = self.stated_values | {squeeze(name) for name in self.partners}
        return any(f" {name} " in squeezed and name not in known for name in self.others)

    def without_providers(self, text: str) -> str:
        """A text without the names of those who give offerings."""
        for name in self._provider_names:
            ways = {name, name.removeprefix("mit ")}
            text = re.sub(rf"\b(?:{'|'.join(map(re.escape, sorted(ways, key=len, reverse=True)))})\b", " ", text, flags=re.I)
        return text

    @cached_property
    def _provider_names(self) -> list[str]:
        """Whole names of those who give offerings, the longest first."""
        return sorted({squeeze(item.provider) for item in self.offerings() if item.provider}, key=len, reverse=True)

    def words_of_audience(self, item_id: str) -> frozenset[str]:
        """Telling words of its names, and of whom it is meant for."""
        return self.words_of_names(item_id).union(*(name_tokens(str(fact.value)) for fact in self.of(item_id, "audience")))

    def taught_by(self, item_id: str) -> frozenset[str]:
        """Names of those who teach an item; none where they are not known."""
        return frozenset(str(name) for fact in self.of(item_id, "instructors") if isinstance(fact.value, tuple) for name in fact.value)

    @cached_property
    def people(self) -> frozenset[str]:
        """All who teach something."""
        return frozenset().union(*(self.taught_by(item_id) for item_id in self.items))

    @cached_property
    def partners(self) -> frozenset[str]:
        """All who give something together with its provider, by their names and without "MIT" before them."""
        values = [str(fact.value) for (_, field), facts in self.facts.items() if field == "given_with" for fact in facts]
        return frozenset(name for value in values for name in (value, value.removeprefix("MIT ")) if name)

    @cached_property
    def stated_values(self) -> frozenset[str]:
        """What statements say in two words or more, in small letters, without what stands before a colon ("strategy and innovation")."""
        return frozenset(phrase for (_, field), facts in self.facts.items() if field in STATED for fact in facts for phrase in _phrases(fact))

    def stating(self, item_id: str, phrase: str) -> list[Fact]:
        """Facts of an item that say one of `stated_values`."""
        return [fact for field in STATED for fact in self.of(item_id, field) if phrase in _phrases(fact)]

    def units(self, text: str) -> frozenset[str]:
        """Titles of the catalog's records of providers that a text names, in full or by an alias."""
        return frozenset(title for name, title in self._names_of_units if name.search(text))

    def units_at(self, text: str) -> frozenset[str]:
        """Those that it says something is at, by or from ("who at MIT xPRO runs it?")."""
        return frozenset(
            title
            for name, title in self._names_of_units
            if re.search(rf"(?:\b(?:at|by|from|over to|belongs? to|part of) (?:the )?(?:MIT )?){name.pattern}", text, re.I)
        )

    @cached_property
    def _names_of_units(self) -> list[tuple[re.Pattern[str], str]]:
        units = [item for item in self.items.values() if item.kind == "provider"]
        return [(re.compile(rf"\b{re.escape(name)}\b", re.I), item.title) for item in units for name in (item.title, *item.aliases)]

    def names_of_unit(self, title: str) -> tuple[str, ...]:
        """Title and aliases of the catalog's record of a provider; none where it has none."""
        return next(((item.title, *item.aliases) for item in self.items.values() if item.kind == "provider" and item.title == title), ())

    def providers(self, text: str) -> set[str]:
        """Providers that a text names, in full or by a word that only their name has."""
        plain, found = text.lower(), set()
        for way, name in self._ways_to_providers:  # the longest first: the library of a school is not the school
            plain, times = re.subn(rf"\b{re.escape(way)}\b", " ", plain)
            if times:
                found.add(name)
        return found

    @cached_property
    def _ways_to_providers(self) -> list[tuple[str, str]]:
        """(words in small letters, provider): its name, without a first word that others have too; words that no other provider and no title has."""
        names = {item.provider for item in self.offerings() if item.provider}
        titles = {stem(word) for item in self.offerings() for name in (item.title, *item.aliases) for word in words(name)}
        shared = Counter(word for name in names for word in set(words(name)))
        found = []
        for name in sorted(names):
            first, _, rest = name.lower().partition(" ")
            found.append((rest if rest and shared[first] > 1 else name.lower(), name))
            found += [(word, name) for word in words(name) if shared[word] == 1 and stem(word) not in titles and telling(word) == 1]
        return sorted(found, key=lambda pair: -len(pair[0]))


def _other_names(corpus: Corpus, names: Sequence[tuple[str, str, frozenset[str]]]) -> list[str]:
    """Names of three words and more that the pages of the catalog have for something else than an item ("Executive Program in General Management")."""
    pages = {fact.document_id for fact in corpus.facts}
    texts = (document.text for document in corpus.documents if document.doc_id in pages)
    found = {squeeze(name) for text in texts for match in CAPITALISED.finditer(text) for name in (match[0], match[0].split(" of ")[0])}
    held = [tokens for _, _, tokens in names]
    return [name for name in found if name.count(" ") > 1 and not any(set(name_tokens(name)) <= tokens for tokens in held)]


def _phrases(fact: Fact) -> list[str]:
    """The value of a statement as words, where it has two at least."""
    said = words(fact.value.rpartition(": ")[2]) if isinstance(fact.value, str) else []
    return [" ".join(said)] if len(said) > 1 else []


def span_of(fact: Fact) -> Span:
    return Span(fact.document_id, fact.start, fact.end)
