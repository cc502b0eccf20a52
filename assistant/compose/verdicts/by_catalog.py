"""Settle a question for a Yes or No by the catalog: the facts on what is asked of the items that are named.

Reading -> `Settled`, or None where no fact explains the question. A field that a page gives in full ("tools") also settles what is not in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import Fact
from index.tokens import fold

from ...catalog import span_of
from ...check import NEGATION
from ...draft import Piece
from ...evidence import token_set
from ...item_names import OFFERINGS
from ...reading import Reading
from ...understand.bare import WAYS
from ...understand.field_reader import read_only
from ...understand.fields import Field, fields
from ..catalog_facts import explained
from ..wording import told_fact
from .mismatch import asking_of_amounts, number_mismatch
from .polarity import asks_negative, excludes, offers_choice, opposes, polarity, without_names

SURE = 0.95
THAN = re.compile(r"\b(?:\w+er|more|less|fewer)\b[^?]{0,30}\bthan\b", re.I)
THAN_BEFORE = re.compile(r"\b(?:shorter|(?<!no )longer|cheaper|dearer|pricier|quicker)\b(?! than\b)", re.I)  # than otherwise: no amount of its own says whether
LISTED = frozenset({"tools", "instructors", "provider", "level", "format"})  # fields that a page gives in full: what is not there is not so
MUST = re.compile(r"\b(?:must|(?:have|has|need|needs) to|requires?|required)\b", re.I)


@dataclass(frozen=True)
class Settled:
    """What settles a question for a Yes or No, and the rest that is shown; `said` is None where nothing settles it."""

    said: bool | None
    first: tuple[Piece, ...]
    rest: tuple[Piece, ...]
    confidence: float
    yes: float = 0.5  # chance of a Yes; 0 or 1 where rules alone settle it


def settled_by_catalog(reading: Reading) -> Settled | None:
    """Settled by the facts on what is asked of the items that are named; None where none explains the question."""
    relative = THAN_BEFORE.search(reading.question.text) is not None and len(reading.items) < 2
    for field in reading.asked or _fields_of_named_values(reading):
        items = [
            item_id
            for item_id in reading.items[: 1 if field.name == "role" else 2]
            if field.name not in LISTED or reading.catalog.items[item_id].kind in OFFERINGS
        ]
        facts = [fact for item_id in items for fact in reading.catalog.of(item_id, field.name) if reading.may_cite(fact.document_id)]
        pieces = []
        for fact in facts:
            text = reading.text_of(fact)
            if relative and not THAN_BEFORE.search(text):
                continue
            if explained(reading, text) or offers_choice(reading.question.text, text) or _contradicts(reading, text):
                pieces.append(Piece(text, (span_of(fact),)))
        verdicts = {polarity(reading, piece.text) for piece in pieces}
        if not pieces and facts and field.name in LISTED and _said_of_others(reading, field.name):
            pieces = [told_fact(reading, fact) for fact in facts]
            verdicts = {asks_negative(without_names(reading, reading.question.text))}
        if pieces:
            one_side = THAN.search(reading.question.text) is not None and len(items) == 2 and len({fact.item_id for fact in facts}) < 2
            must = field.name == "format" and MUST.search(reading.question.text) is not None  # "must I travel for it?"
            unnamed = must and not any(_names_a_format(reading.question.text, fact) for fact in facts)
            said = verdicts.pop() if len(verdicts) == 1 and not one_side and not unnamed else None
            if said is None and read_only(field, reading.question.text):
                continue
            return Settled(said, tuple(pieces[:2]), (), SURE, 0.5 if said is None else float(said))
    return None


def _names_a_format(text: str, fact: Fact) -> bool:
    """Whether a question names a format in some way, or has a word of the one that a fact gives."""
    return WAYS.search(text) is not None or bool(token_set(text) & token_set(str(fact.value)))


def _fields_of_named_values(reading: Reading) -> list[Field]:
    """Listed fields of which the question names a value that some item has ("TensorFlow")."""
    asked = f" {fold(reading.question.text)} "
    named = {
        fact.field
        for (_, name), facts in reading.catalog.facts.items()
        for fact in facts
        if name in LISTED and isinstance(fact.value, tuple) and any(re.search(rf"\b{re.escape(fold(str(value)))}\b", asked) for value in fact.value)
    }
    return [field for field in fields() if field.name in named]


def _said_of_others(reading: Reading, field: str) -> bool:
    """Whether the catalog says of another item what is asked of this one: a value of the field, and not one that this item has."""
    others = (fact for (item_id, name), facts in reading.catalog.facts.items() if name == field and item_id not in reading.items for fact in facts)
    return any(explained(reading, reading.text_of(fact).replace(reading.catalog.called(fact.item_id), " ")) for fact in others)


def _contradicts(reading: Reading, said: str) -> bool:
    """Whether a fact says No to a question of which it does not hold every word: a "no" in it may be of something else ("no application fee")."""
    return polarity(reading, said) is False and (compared(reading, said) or not NEGATION.search(without_names(reading, said)))


def compared(reading: Reading, said: str) -> bool:
    """Whether a text has a number, a value or a listed opposite to compare with the question's."""
    return number_mismatch(asking_of_amounts(reading.question.text), said) is not None or excludes(reading, said) or opposes(reading, said)
