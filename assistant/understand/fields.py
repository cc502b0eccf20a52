"""Which fields of the catalog a question asks for: `fields.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

TEMPORAL = re.compile(r"\b(?:before|after|once|until|by the time)\s+(?:[\w'’-]+\s+){1,5}(?:starts?|begins?|ends?|finish(?:es)?|is over)\b", re.I)


@dataclass(frozen=True)
class Field:
    """A field of the catalog: the words that ask for it, and how a question for it reads."""

    name: str
    label: str
    asks: re.Pattern[str]
    template: str  # a question for it, with {title}
    asks_alone: re.Pattern[str]  # what asks for it only where no other field is asked for
    lacks: str  # says that it is not known, of {title}
    told_by: re.Pattern[str] | None  # words of which one at least is in what tells of it; None: any sentence may
    seldom_told: bool = False  # asked of courses everywhere and seldom told: a sentence without a word of it is no answer, and no fee or length is
    told_at_large: bool = False  # where it is told, then often of all courses and not of one


@lru_cache(maxsize=1)
def fields() -> tuple[Field, ...]:
    """All fields, in the order of `fields.yaml`."""
    entries = yaml.safe_load((Path(__file__).parent / "fields.yaml").read_text("utf-8"))
    return tuple(
        Field(
            name,
            entry["label"],
            _any_of(entry["asks"]),
            entry["question"],
            _any_of(entry.get("asks_alone", ["(?!)"])),
            entry.get("lacks", f"The documents give no {entry['label']} for {{title}}."),
            _any_of(entry["told_by"]) if "told_by" in entry else None,
            entry.get("seldom_told", False),
            entry.get("told_at_large", False),
        )
        for name, entry in entries.items()
    )


@lru_cache(maxsize=1)
def seldom_told() -> frozenset[str]:
    """Names of the fields that are seldom told."""
    return frozenset(field.name for field in fields() if field.seldom_told)


def told_in(field: Field, text: str) -> bool:
    """Whether a text may tell of a field."""
    return field.told_by is None or field.told_by.search(text) is not None


def _any_of(asks: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{ask})\b" for ask in asks), re.I)


def asked_fields(text: str) -> list[Field]:
    """Fields that a text asks for, in the order of `fields.yaml`; what only says when something else is ("before it begins") asks for none."""
    text = TEMPORAL.sub(" ", text)
    return [field for field in fields() if field.asks.search(text)] or [field for field in fields() if field.asks_alone.search(text)]
