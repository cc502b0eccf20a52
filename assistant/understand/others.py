"""Which one "the other" is: of the parts that something is made of, the one that nobody has named yet.

"One of the two courses is Glazing." and then "And the other?" -> the item that the two make up, and the field of the catalog that
names them both.
"""

from __future__ import annotations

import re

from corpus import Fact
from index.tokens import fold

from ..catalog import CatalogView
from .conversation import Turn
from .fields import Field, fields

NOUN = r"(?:one|part|half|course|class|module|program|programme|certificate|sprint|person|teacher|instructor|professor|tool|partner|school|option)"
THE_OTHER = re.compile(rf"\bthe other(?: {NOUN})?\b(?=\W*$|['’]s\b| (?:is|was|cost|take|last|give|offer|need|cover|called|named)s?\b)", re.I)
ASKS_ITS_NAME = re.compile(
    r"\b(?:and|but|so|ok|okay|then|what|which|who|is|was|are|the|of|them|two|do|you|know|it|its|name|called|named|tell|me|please)\b|['’]s\b", re.I
)


def other_part(turn: Turn, catalog: CatalogView) -> tuple[str, Field] | None:
    """The item and its field that name the part which "the other" is, where the message asks no more than what it is; None where it is not plain.

    All parts but one must have been named, one of them in the turn before.
    """
    rest, found = THE_OTHER.subn(" ", turn.text)
    if not found or not turn.subjects or re.search(r"\w", ASKS_ITS_NAME.sub(" ", rest)):
        return None
    last, whole = _plain(" ".join(turn.subjects[0])), _plain(" ".join(" ".join(subject) for subject in turn.subjects))
    known = {field.name: field for field in fields()}
    left = [
        fact
        for (_, name), facts in catalog.facts.items()
        if name in known
        for fact in facts
        if (parts := _parts(fact)) and sum(part in whole for part in parts) == len(parts) - 1 and any(part in last for part in parts)
    ]
    spoken_of = [fact for fact in left if fact.item_id in catalog.linked(" ".join(" ".join(subject) for subject in turn.subjects))]
    left = spoken_of or left
    return (left[0].item_id, known[left[0].field]) if len({(fact.item_id, fact.field) for fact in left}) == 1 else None


def _parts(fact: Fact) -> list[str]:
    """What a fact names, where it names two things or more: a row of them, or what semicolons part ("Two courses: this; that")."""
    value = fact.value
    if isinstance(value, str):
        value = tuple(part for part in value.rstrip(".").partition(": ")[2].split("; ") if part)
    return [_plain(part) for part in value if isinstance(part, str)] if isinstance(value, tuple) and len(value) > 1 else []


def _plain(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "
