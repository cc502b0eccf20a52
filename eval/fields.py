"""Fit the model that recognises the fields of a catalog in a question (`assistant/understand/field_reader.py`).

`eval/wordings/fields_*.jsonl`, one file a writer: {"text": with {X} for the name of an item, "fields": names}. Each writer's
texts are tried with a model that learnt from the others' only; then all of them are fitted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.understand.field_reader import FITTED, NAMED, SURE
from assistant.understand.fields import asked_fields
from index.embedding import SentenceEmbedding
from index.tokens import STOP_WORDS, stem, words

FOLDER = Path(__file__).parent / "wordings"
STRENGTH = 200.0  # inverse of the penalty on weights, for vectors of length 1
LEAST_COUNT, LEAST_LIFT = 2, 3.0  # texts of a field that have a word of it, and how much more often than all texts
NAMES_VALUES = frozenset(
    {"topics", "tools", "audience", "prerequisites", "language"}
)  # fields of which a question often has a value: its words ask for no more
DIGITS = 3


@dataclass(frozen=True)
class Wording:
    text: str
    fields: frozenset[str]
    writer: str


def load_wordings(folder: Path = FOLDER) -> list[Wording]:
    return [
        Wording(row["text"].replace("{X}", NAMED), frozenset(row["fields"]), path.stem)
        for path in sorted(folder.glob("fields_*.jsonl"))
        for row in map(json.loads, path.read_text("utf-8").splitlines())
    ]


def fit_fields() -> list[str]:
    """Write the fitted model; says how it, and the patterns alone, do on the texts of writers it did not learn from."""
    wordings = load_wordings()
    names = sorted({name for one in wordings for name in one.fields})
    embedding = SentenceEmbedding()
    basis = embedding.basis()
    vectors = np.array([embedding.asked([one.text], basis)[0][0] for one in wordings])
    asked = np.array([[name in one.fields for name in names] for one in wordings])
    writers = np.array([one.writer for one in wordings])
    said = []
    for writer in sorted(set(writers)):
        held = writers == writer
        weights, bias = _fitted(vectors[~held], asked[~held])
        found = 1 / (1 + np.exp(-(vectors[held] @ weights.T + bias))) >= SURE
        listed = np.array([[any(field.name == name for field in asked_fields(one.text)) for name in names] for one in wordings if one.writer == writer])
        said += [f"{writer}, model: {_figures(found, asked[held])}", f"{writer}, patterns: {_figures(listed, asked[held])}"]
    weights, bias = _fitted(vectors, asked)
    own = _own_words(wordings, names)
    kept = {
        name: {"bias": round(float(bias[at]), DIGITS), "words": own[name], "weights": [round(float(value), DIGITS) for value in weights[at]]}
        for at, name in enumerate(names)
    }
    FITTED.write_text(json.dumps({"identity": embedding.identity, "fields": kept}, separators=(",", ":")) + "\n", "utf-8")
    return said


def _fitted(vectors: np.ndarray, asked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    models = [LogisticRegression(C=STRENGTH, max_iter=1000).fit(vectors, asked[:, at]) for at in range(asked.shape[1])]
    return np.array([model.coef_[0] for model in models]), np.array([model.intercept_[0] for model in models])


def _figures(found: np.ndarray, asked: np.ndarray) -> str:
    right, none = (found & asked).sum(), ~asked.any(axis=1)
    return f"precision {right / found.sum():.3f}, recall {right / asked.sum():.3f}, none found where none is asked for {(~found[none].any(axis=1)).mean():.3f}, n {len(asked)}"


def _own_words(wordings: list[Wording], names: list[str]) -> dict[str, list[str]]:
    """name -> stems that its wordings have more often than all."""
    stems = [
        {stem(re.sub(r"(?<=[a-z]{4})is(?=e|ed|es|ing|ation|ations?$)", "iz", word)) for word in words(one.text) if word not in STOP_WORDS}
        | {stem(word) for word in words(one.text) if word not in STOP_WORDS}
        for one in wordings
    ]
    everywhere = Counter(token for held in stems for token in held)
    found = {}
    for name in names:
        if name in NAMES_VALUES:
            found[name] = []
            continue
        of_field = [held for held, one in zip(stems, wordings, strict=True) if name in one.fields]
        count = Counter(token for held in of_field for token in held)
        found[name] = sorted(
            token for token, n in count.items() if token.isalpha() and n >= LEAST_COUNT and n / len(of_field) >= LEAST_LIFT * everywhere[token] / len(wordings)
        )
    return found
