"""Write a catalog item as a Markdown document, so that it can be searched and cited like any other.

(Item, Catalog) -> RenderedItem: a heading for each field the item has, a sentence for each claim,
and one Fact for each claim that says where in the document its sentence stands. Absent fields
leave no trace.
"""

from dataclasses import dataclass

from corpus.claims import Claim, Value
from corpus.documents import Document, Link, Provenance
from corpus.items import Catalog, Derived, Difference, Item
from corpus.sentences import claim_sentence, opening_sentence

HEADINGS = {
    "status": "Status",
    "level": "Level",
    "audience": "Who it is for",
    "role": "Role",
    "given_with": "Given with",
    "length": "Length",
    "weekly_hours": "Weekly hours",
    "format": "Format",
    "dates": "Dates",
    "fee_usd": "Fee",
    "ceus": "Credits",
    "other_credit": "Credits",
    "prerequisites": "Prerequisites",
    "topics": "Topics",
    "tools": "Tools",
    "instructors": "Instructors",
    "requirements": "Requirements",
    "facts": "Further facts",
}
DIFFERENCES_HEADING = "Where sources differ"
DERIVED_HEADING = "Worked out from the catalog"


@dataclass(frozen=True)
class Fact:
    """One claim and its sentence: `document.text[start:end]` of the document `document_id`.

    `value` is as the catalog has it: a number, a (low, high) range, a text or a tuple of texts.
    """

    fact_id: str  # item, field and position, as "pe-modopt.fee_usd.0"
    item_id: str
    title: str
    kind: str
    field: str
    value: Value
    unit: str | None
    note: str | None
    source_id: str
    source_title: str
    as_of: str | None
    document_id: str
    start: int
    end: int


@dataclass(frozen=True)
class RenderedItem:
    """A catalog item as a document, with the facts that stand in it, in reading order."""

    document: Document
    facts: tuple[Fact, ...]


@dataclass
class _Page:
    """Text under construction, with what each sentence in it rests on."""

    text: str
    spans: list[Provenance]

    def add(self, sentence: str, source: str, url: str | None, as_of: str | None) -> tuple[int, int]:
        start = len(self.text)
        self.text += sentence
        self.spans.append(Provenance(start, len(self.text), source, url, as_of))
        self.text += "\n"
        return start, start + len(sentence)


def render_item(item: Item, catalog: Catalog) -> RenderedItem:
    """The document of one item; its id is "catalog-" and the item's id."""
    document_id = f"catalog-{item.id}"
    page = _Page(f"# {item.title}\n\n", [])
    facts: list[Fact] = []
    _add_opening(page, item, catalog)
    heading = None
    for field, position, claim in item.claims():
        if field in HEADINGS and HEADINGS[field] != heading:
            heading = HEADINGS[field]
            page.text += f"\n## {heading}\n\n"
        facts.append(_add_claim(page, item, field, position, claim, catalog))
    _add_notes(page, DIFFERENCES_HEADING, [row for row in catalog.differences if item.id in row.items], catalog, item)
    _add_notes(page, DERIVED_HEADING, [row for row in catalog.derived if item.id in row.items], catalog, item)
    return RenderedItem(_document(document_id, item, page), tuple(facts))


def _add_opening(page: _Page, item: Item, catalog: Catalog) -> None:
    first = next((catalog.source(claim.source) for _, _, claim in item.claims()), None)
    title = first.title if first else item.provider or item.title
    page.add(opening_sentence(item), title, (first.url if first else None) or item.url, first.as_of if first else None)


def _add_claim(page: _Page, item: Item, field: str, position: int, claim: Claim, catalog: Catalog) -> Fact:
    source = catalog.source(claim.source)
    as_of = claim.as_of or source.as_of
    words = claim_sentence(item, field, claim, source, differs=_differs(getattr(item, field)))
    start, end = page.add(words, source.title, source.url or item.url, as_of)
    return Fact(
        fact_id=f"{item.id}.{field}.{position}",
        item_id=item.id,
        title=item.title,
        kind=item.kind,
        field=field,
        value=claim.value,
        unit=claim.unit,
        note=claim.note,
        source_id=source.id,
        source_title=source.title,
        as_of=as_of,
        document_id=f"catalog-{item.id}",
        start=start,
        end=end,
    )


def _differs(claims: tuple[Claim, ...]) -> bool:
    """Whether claims of one field come from several sources and are not all the same."""
    return len({claim.source for claim in claims}) > 1 and len({(claim.value, claim.unit) for claim in claims}) > 1


def _add_notes(page: _Page, heading: str, notes: list[Difference] | list[Derived], catalog: Catalog, item: Item) -> None:
    if not notes:
        return
    page.text += f"\n## {heading}\n\n"
    for note in notes:
        sources = [catalog.source(source_id) for source_id in note.sources]
        url = next((source.url for source in sources if source.url), item.url)
        dates = {source.as_of for source in sources if source.as_of}
        as_of = dates.pop() if len(dates) == 1 else None
        page.add(note.text, "; ".join(source.title for source in sources), url, as_of)


def _document(document_id: str, item: Item, page: _Page) -> Document:
    titles = dict.fromkeys(span.source for span in page.spans)
    dates = {span.as_of for span in page.spans}
    addresses = dict.fromkeys(url for url in (item.url, *item.more_urls) if url)
    return Document(
        doc_id=document_id,
        title=item.title,
        text=page.text,
        source="; ".join(titles),
        section="",
        url=item.url or next((span.url for span in page.spans if span.url), None),
        as_of=dates.pop() if len(dates) == 1 else None,
        links=tuple(Link(item.title, url) for url in addresses),
        provenance=tuple(page.spans),
    )
