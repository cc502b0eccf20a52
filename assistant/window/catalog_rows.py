"""The catalog's courses and programmes as rows of a table, each value with its place.

Corpus -> rows whose cells hold (text, place in a document, as-of date), and the keys by
which a page sorts and filters them. What the catalog does not say stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Corpus, Fact, Item

OFFERINGS = ("certificate", "short_course", "course", "online_program", "program")
COLUMNS = ("role", "format", "length", "fee_usd", "level")
DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.4}  # of the calendar, to compare lengths


@dataclass(frozen=True)
class Value:
    """One value of a cell and where it stands."""

    text: str
    document_id: str
    start: int
    end: int
    as_of: str | None
    low: float | None = None  # dollars, or days of the calendar


@dataclass(frozen=True)
class Row:
    """A course or programme."""

    item_id: str
    title: str
    name: str  # as a sentence calls it
    kind: str
    provider: str
    cells: dict[str, tuple[Value, ...]]  # by column

    def least(self, column: str) -> float | None:
        """The number a column is sorted by: dollars or days, of the first value."""
        return next((value.low for value in self.cells[column] if value.low is not None), None)

    def formats(self) -> tuple[str, ...]:
        """ "online", "on campus", both or neither, as the words of the format say."""
        words = " ".join(value.text for value in self.cells["format"]).lower()
        online = any(word in words for word in ("online", "virtual", "on demand"))
        return ("online",) * online + ("on campus",) * any(word in words for word in ("campus", "in person"))

    def roles(self) -> tuple[str, ...]:
        """ "core" or "elective" of the flagship certificate, where the catalog says so."""
        return tuple(value.text for value in self.cells["role"] if value.text in ("core", "elective"))


def catalog_rows(corpus: Corpus) -> list[Row]:
    """Rows of all offerings, in the catalog's order."""
    if corpus.catalog is None:
        return []
    facts: dict[tuple[str, str], list[Fact]] = {}
    for fact in corpus.facts:
        facts.setdefault((fact.item_id, fact.field), []).append(fact)
    return [_row(item, {column: facts.get((item.id, column), []) for column in COLUMNS}) for item in corpus.catalog.items if item.kind in OFFERINGS]


def _row(item: Item, facts: dict[str, list[Fact]]) -> Row:
    cells = {column: tuple(_value(fact) for fact in found if _belongs(fact)) for column, found in facts.items()}
    return Row(item.id, item.title, item.name or item.title, item.kind.replace("_", " "), item.provider or "", cells)


def _belongs(fact: Fact) -> bool:
    """The feed's own labels of certification are no role a person would look for."""
    return not (fact.field == "role" and str(fact.value).startswith("certification type"))


def _value(fact: Fact) -> Value:
    low = fact.value[0] if isinstance(fact.value, tuple) else fact.value
    number = float(low) if isinstance(low, int | float) else None
    if fact.field == "length" and number is not None:
        number = number * DAYS[fact.unit] if fact.unit in DAYS else None
    return Value(_text(fact), fact.document_id, fact.start, fact.end, fact.as_of, number)


def _text(fact: Fact) -> str:
    if fact.field == "fee_usd":
        return "free" if fact.value == 0 else " to ".join(f"${amount:,}" for amount in _parts(fact.value))
    parts = [str(part) for part in _parts(fact.value)]
    joined = (" to " if fact.field == "length" else "; ").join(parts)
    return f"{joined} {fact.unit}" if fact.unit else joined


def _parts(value: object) -> Sequence[object]:
    return value if isinstance(value, tuple) else (value,)
