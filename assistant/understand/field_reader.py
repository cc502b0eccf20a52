"""Which fields of the catalog a question asks for, as learnt from wordings: "does my wallet survive it?" asks for the fee.

A logistic model for each field over the vector of the question, in which names of items stand as "the course"; fitted by
`python -m eval fields` on wordings that people wrote (`eval/wordings`). The patterns of `fields.yaml` know the plain ways.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from index import SearchIndex
from index.tokens import stem, words

from ..catalog import CatalogView
from .fields import Field, asked_fields, fields

FITTED = Path(__file__).parent / "fields_fitted.json"
NAMED = "the course"  # what stands for the name of an item
SURE = 0.75  # chance from which a field is asked for that no pattern finds
SURER, DOUBTED = 0.95, 0.2  # chance from which it is asked for instead of another one, and that this one has at most
INSTEAD = {"dates": ("deadline",)}  # of a field the ones that are meant where both are found
TOGETHER = {"ceus": ("other_credit",)}  # fields that are asked for in the same words

Chances = Callable[[str], Mapping[str, float]]  # of a text: name of a field -> chance that it is asked for


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


def field_chances(index: SearchIndex, catalog: CatalogView) -> Chances | None:
    """Chances of the fields of a text; None where there is no catalog, or the index has vectors of another model."""
    if not catalog.items or index.embedder.identity != field_model().identity:
        return None

    @lru_cache(maxsize=4096)
    def chances(text: str) -> Mapping[str, float]:
        masked = catalog.masked(text, NAMED)
        return field_model().chances(index.embedder.asked([masked], index.tokens.basis)[0][0])

    return chances


def fields_asked(text: str, chances: Chances | None) -> list[Field]:
    """The fields that a text asks for, in the order of `fields.yaml`: those that a pattern finds; where none does, or the one it finds is not meant, those that the model knows."""
    listed = asked_fields(text)
    if chances is None:
        return listed
    chance = dict(chances(text))
    for name, others in TOGETHER.items():
        chance |= dict.fromkeys(others, chance.get(name, 0.0))
    surest = max(chance, key=lambda name: chance[name])
    if len(listed) == 1 and chance[surest] >= SURER and chance.get(listed[0].name, 1.0) < DOUBTED:
        listed = []
    return [field for field in listed if surest not in INSTEAD.get(field.name, ()) or chance[surest] < SURER] or [
        field for field in fields() if chance.get(field.name, 0.0) >= SURE
    ]


def read_only(field: Field, text: str) -> bool:
    """Whether only the model knows that a text asks for a field."""
    return field not in asked_fields(text)


def asking_words(field: Field, text: str) -> set[str]:
    """Stems of the words of a text that ask for a field: those a pattern finds, and those that its wordings have."""
    found = {stem(word) for match in field.asks.finditer(text) for word in words(match[0])}
    return found | {token for word in words(text) if (token := stem(word)) in field_model().words.get(field.name, ())}
