"""Which fields of the catalog a question asks for, as learnt from wordings: "does my wallet survive it?" asks for the fee.

A logistic model for each field over the vector of the question, in which names of items stand as "the course"; fitted by
`python -m eval fields` on wordings that people wrote (`eval/wordings`). The patterns of `fields.yaml` know the plain ways.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from index import SearchIndex
from index.tokens import stem, words

from ..catalog import CatalogView
from .fields import Field, asked_fields, fields, seldom_told

FITTED = Path(__file__).parent / "fields_fitted.json"
NAMED = "the course"  # what stands for the name of an item
SURE = 0.6  # chance from which a field is asked for that no pattern finds
SURER, DOUBTED = 0.95, 0.2  # chance from which it is asked for instead of another one, and that this one has at most
MEANT_TOO = 0.9  # chance from which a field that a pattern finds is asked for beside one that documents seldom tell
RULED_OUT = 0.02  # chance up to which a field that a pattern finds is not meant beside one that surely is
JOINED = re.compile(r"\band\b|[,&+;/]", re.I)  # several may be asked for
INSTEAD = {
    "dates": ("deadline",),
    "instructors": ("given_with", "vendor"),
    "provider": ("given_with", "vendor"),
}  # of a field the ones that are meant where both are found
TOGETHER = {"ceus": ("other_credit",)}  # fields that are asked for in the same words


@dataclass(frozen=True)
class FieldModel:
    """The fitted weights."""

    names: tuple[str, ...]
    bias: np.ndarray  # float, (names,)
    weights: np.ndarray  # float, (names, dimensions)
    words: Mapping[str, frozenset[str]]  # name -> stems that ask for it more than for others
    identity: str  # of the embedding model

    def chances(self, vector: np.ndarray) -> dict[str, float]:
        """name -> chance, 0..1, for the vector of a question, float, (dimensions,)."""
        found = 1 / (1 + np.exp(-(self.weights @ vector + self.bias)))
        return dict(zip(self.names, map(float, found), strict=True))


@lru_cache(maxsize=1)
def field_model() -> FieldModel:
    """The fitted model."""
    kept = json.loads(FITTED.read_text("utf-8"))
    return FieldModel(
        tuple(kept["fields"]),
        np.array([entry["bias"] for entry in kept["fields"].values()]),
        np.array([entry["weights"] for entry in kept["fields"].values()]),
        {name: frozenset(entry["words"]) for name, entry in kept["fields"].items()},
        kept["identity"],
    )


class FieldReader:
    """Reads questions on the items of one catalog; safe to share between threads."""

    def __init__(self, index: SearchIndex, catalog: CatalogView) -> None:
        self._index, self._catalog = index, catalog

    @lru_cache(maxsize=4096)  # noqa: B019  one reader per index, as long as the process lives
    def read(self, text: str) -> tuple[str, Mapping[str, float]]:
        """A text without the names of items, and the chance of each field that it asks for it."""
        masked = self._catalog.masked(text, NAMED)
        chance = field_model().chances(self._index.embedder.asked([masked], self._index.tokens.basis)[0][0])
        for name, others in TOGETHER.items():
            chance |= dict.fromkeys(others, chance.get(name, 0.0))
        return masked, chance


def field_reader(index: SearchIndex, catalog: CatalogView) -> FieldReader | None:
    """None where there is no catalog, or the index has vectors of another model."""
    return FieldReader(index, catalog) if catalog.items and index.embedder.identity == field_model().identity else None


def fields_asked(text: str, reader: FieldReader | None) -> list[Field]:
    """The fields that a text asks for, in the order of `fields.yaml`: those that a pattern finds; where none does, or the one it finds is not meant, those that the model knows."""
    listed = asked_fields(text)
    if reader is None:
        return listed
    masked, chance = reader.read(text)
    joined = JOINED.search(masked)
    listed = [field for field in listed if not field.seldom_told or chance.get(field.name, 1.0) >= DOUBTED]
    surest = max(chance, key=lambda name: chance[name])
    if surest in seldom_told() and chance[surest] >= SURE:  # "a rebate on the price" asks for no price
        kept = {surest, *(field.name for field in listed if chance.get(field.name, 0.0) >= MEANT_TOO)}
        return [field for field in fields() if field.name in kept or chance.get(field.name, 0.0) >= SURER]
    if listed and chance[surest] >= (SURER if len(listed) == 1 else SURE) and all(chance.get(field.name, 1.0) < DOUBTED for field in listed) and not joined:
        listed = []
    if chance[surest] >= MEANT_TOO and not joined:
        listed = [field for field in listed if chance.get(field.name, 1.0) >= RULED_OUT]
    enough = SURE if any(field.name == surest for field in listed) else MEANT_TOO
    read = [field for field in fields() if chance.get(field.name, 0.0) >= (SURER if field.seldom_told else SURE)]
    return _meant(listed, surest, chance[surest] >= enough) or _meant(read, surest, chance[surest] >= MEANT_TOO)


def _meant(found: list[Field], surest: str, sure: bool) -> list[Field]:
    """The fields without those in whose place a surer one is meant."""
    return [field for field in found if not sure or surest not in INSTEAD.get(field.name, ())]


def read_only(field: Field, text: str) -> bool:
    """Whether only the model knows that a text asks for a field."""
    return field not in asked_fields(text)


def asking_words(field: Field, text: str) -> set[str]:
    """Stems of the words of a text that ask for a field: those a pattern finds, and those that its wordings have."""
    found = {stem(part) for match in field.asks.finditer(text) for word in words(match[0]) for part in (word, *word.split("-"))}
    return found | {token for word in words(text) if (token := stem(word)) in field_model().words.get(field.name, ())}
