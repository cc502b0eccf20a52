"""Words that people use for the same thing, and words that exclude each other: `lexicon.yaml`."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from index.tokens import STOP_WORDS, stem, words


@lru_cache(maxsize=1)
def lexicon() -> dict:
    """`lexicon.yaml`: words that people use for the same thing, and words that exclude each other."""
    return yaml.safe_load((Path(__file__).parent / "lexicon.yaml").read_text("utf-8"))


@lru_cache(maxsize=1)
def schools() -> tuple[str, ...]:
    """Names of schools and platforms that courses are compared with."""
    return tuple(lexicon()["schools"])


@lru_cache(maxsize=1)
def _domains() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{'|'.join(map(re.escape, group))})s?\b", re.I) for group in lexicon()["domains"])


def domains_of(text: str) -> frozenset[int]:
    """The fields of work that a text speaks of, by their places in the lexicon.

    >>> domains_of("I am a nurse") == domains_of("for health care leaders") != frozenset()
    True
    """
    return frozenset(at for at, pattern in enumerate(_domains()) if pattern.search(text))


@lru_cache(maxsize=1)
def synonym_groups() -> dict[str, tuple[tuple[str, ...], ...]]:
    """stemmed word -> the other members of its groups, each a tuple of stemmed words."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for group in lexicon()["synonyms"]:
        members = [tuple(stem(word) for word in words(str(entry))) for entry in group]
        for member in members:
            for other in members:
                if other != member:
                    groups.setdefault(" ".join(member), []).append(other)
    return {key: tuple(dict.fromkeys(others)) for key, others in groups.items()}


def synonyms_of(text: str) -> dict[str, set[str]]:
    """synonym token -> the question's own tokens that it stands for; of a phrase of stop words, its meant token."""
    stems = [stem(word) for word in words(text)]
    found: dict[str, set[str]] = {}
    for size in (1, 2, 3):
        for at in range(len(stems) - size + 1):
            own = stems[at : at + size]
            others = synonym_groups().get(" ".join(own), ())
            standing = [part for part in own if part not in STOP_WORDS] or [other[0] for other in others if len(other) == 1][:1]
            for other in others:
                for token in other:
                    if token not in own and token not in STOP_WORDS:
                        found.setdefault(token, set()).update(standing)
    return found
