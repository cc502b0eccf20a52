"""The rows of a catalog: courses, programs and records, whose every claim has a source.

A catalog has `sources` and `items`, and may have `differences` (where sources disagree) and
`derived` (figures worked out from claims). Types only; catalog.py reads and checks the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus.claims import Address, Claim, Names, Quantity, QuantityValue, Row, Source, Text

CLAIM_FIELDS = (
    "status",
    "level",
    "audience",
    "role",
    "given_with",
    "length",
    "weekly_hours",
    "format",
    "dates",
    "fee_usd",
    "ceus",
    "other_credit",
    "prerequisites",
    "topics",
    "tools",
    "instructors",
    "requirements",
    "facts",
)


class Item(Row):
    """What all rows of the catalog share. Fees are US dollars; an absent field means not known, not none."""

    id: Text
    title: Text
    kind: str
    provider: Text | None = None
    url: Address | None = None
    more_urls: tuple[Address, ...] = ()
    in_article: bool = False
    name: Text | None = None  # how a sentence calls the item, where its title alone reads badly: "the AI Academy"
    aliases: tuple[Text, ...] = ()
    codes: tuple[Text, ...] = ()
    opening: Text | None = None
    title_note: tuple[Claim, ...] = ()
    status: tuple[Claim, ...] = ()
    level: tuple[Claim, ...] = ()
    audience: tuple[Claim, ...] = ()
    role: tuple[Claim, ...] = ()
    given_with: tuple[Claim, ...] = ()
    length: tuple[Quantity, ...] = ()
    weekly_hours: tuple[Quantity, ...] = ()
    format: tuple[Claim, ...] = ()
    dates: tuple[Claim, ...] = ()
    fee_usd: tuple[Quantity, ...] = ()
    ceus: tuple[Quantity, ...] = ()
    other_credit: tuple[Quantity, ...] = ()
    prerequisites: tuple[Claim, ...] = ()
    topics: tuple[Names, ...] = ()
    tools: tuple[Names, ...] = ()
    instructors: tuple[Names, ...] = ()
    requirements: tuple[Claim, ...] = ()
    facts: tuple[Claim, ...] = ()

    def claims(self) -> Iterator[tuple[str, int, Claim]]:
        """Every claim as (field, position in the field from 0, claim), notes on the title first."""
        for field in ("title_note", *CLAIM_FIELDS):
            for position, claim in enumerate(getattr(self, field)):
                yield field, position, claim


class Course(Item):
    """A course or a short course."""

    kind: Literal["course", "short_course"]


class Programme(Item):
    """A certificate, or a program of several parts or weeks, online or not."""

    kind: Literal["certificate", "online_program", "program"]


class Record(Item):
    """What is no course: a provider, a set of rules, prices to compare with, statements of an article."""

    kind: Literal["provider", "policy", "benchmark", "article_claims"]


class Difference(Row):
    """Two readings of one matter, from `sources`; shown with the items it concerns."""

    id: Text
    topic: Text
    items: tuple[Text, ...]
    article: Text
    page: Text
    sources: tuple[Text, ...]
    verdict: Text
    text: Text


class Derived(Row):
    """A figure worked out from claims by `formula`; shown with the items it concerns."""

    id: Text
    what: Text
    items: tuple[Text, ...]
    formula: Text
    value: QuantityValue
    unit: Text
    sources: tuple[Text, ...]
    note: Text | None = None
    text: Text


@dataclass(frozen=True)
class Catalog:
    """All sources and items of one file, in file order."""

    sources: tuple[Source, ...]
    items: tuple[Item, ...]
    differences: tuple[Difference, ...] = ()
    derived: tuple[Derived, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def _sources_by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    def source(self, source_id: str) -> Source:
        """The source with this id; KeyError for any other text."""
        return self._sources_by_id[source_id]


ITEM_TYPES: dict[str, type[Item]] = {
    "course": Course,
    "short_course": Course,
    "certificate": Programme,
    "online_program": Programme,
    "program": Programme,
    "provider": Record,
    "policy": Record,
    "benchmark": Record,
    "article_claims": Record,
}
