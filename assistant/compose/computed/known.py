"""Known numbers of catalog items, to compute with."""

from __future__ import annotations

import re

from corpus import Fact

from ...amounts import Amount, amount_of
from ...catalog import span_of
from ...draft import Draft, Piece
from ...evidence import token_set
from ...reading import Reading
from ...understand.field_reader import asking_words
from ...understand.fields import Field, fields

SURE = 0.95
TOGETHER = re.compile(r"\b(?:come to|be|cost|is|are|makes?) (?:\w+ )?(?:together|altogether|in all|in total|combined)\b", re.I)
BESIDE = re.compile(
    r"\b(?:\d+|two|three|four|five|six|eight|ten|twelve)-(?:minute|hour|day|week|month|year)s?\b|\bby how (?:much|far|many(?: (?:day|week|month)s)?)\b|\bhow (?:much|many) (?:\w+ ){0,3}save(?: with (?:it|that|this))?\b",
    re.I,
)
UNNAMED = (  # what is computed where no field is asked for
    ("length", re.compile(r"\b(?:more|fewer|most|fewest) (?:days|weeks|months)\b|\b(?:longer|shorter)\b", re.I)),
    ("fee_usd", re.compile(r"^(?!.*\b(?:days|weeks|months|hours|ceus?|credits?)\b).*\b(?:bill|invoice|quoted?|totals?|save)\b", re.I | re.S)),
)


def asked_for(reading: Reading) -> list[Field]:
    """The fields that a question asks for, without those read from words that only describe ("both 6-hour sprints") or ask how far two things lie apart ("by how much")."""
    text = reading.question.text
    bare = BESIDE.sub(" ", text)
    return [field for field in reading.asked if asking_words(field, bare) or not asking_words(field, text)] or list(reading.asked)


def field_of(reading: Reading) -> Field | None:
    """The field with numbers that a question asks for."""
    numeric = {"fee_usd", "length", "ceus", "other_credit"}
    text = reading.question.text
    asked = [field for field in asked_for(reading) if field.name in numeric]
    if re.search(
        r"\b(?:dearer|cheaper|dollars?|in (?:terms of )?money|(?:to|must|we|i|you|they|would|should) pay|pay(?:s|ing)? (?:for|more|less|together)|save|price|buy|buying|purchase)\b",
        text,
        re.I,
    ):
        return next(field for field in fields() if field.name == "fee_usd")
    if not reading.asked and TOGETHER.search(text):
        return next(field for field in fields() if field.name == "fee_usd")  # what several things are together is their price
    if not asked and (name := next((name for name, pattern in UNNAMED if pattern.search(text)), None)):
        return next(field for field in fields() if field.name == name)
    return asked[0] if asked else None


def known(reading: Reading, item_id: str, field: str, unit: str | None = None) -> Fact | None:
    """The fact with a number, in the wanted unit: of several the one that says most of what the question does ("the runs of 2025"), else the preferred one."""
    asked = token_set(f"{reading.lead} {reading.question.text}")
    found = [
        fact
        for fact in reading.catalog.of(item_id, field)
        if amount_of(fact) is not None and (unit is None or (fact.unit or "").startswith(unit)) and reading.may_cite(fact.document_id)
    ]
    return max(found, key=lambda fact: len(asked & token_set(reading.text_of(fact))), default=None)


def amount_in(fact: Fact) -> Amount:
    """The amount of a fact that `known` found."""
    found = amount_of(fact)
    assert found is not None
    return found


def facts_of_all(reading: Reading, items: list[str], field: Field) -> tuple[list[Fact], list[str]]:
    """Known facts in one unit, and the names of items without one."""
    facts, unknown = [], []
    for item_id in items:
        fact = known(reading, item_id, field.name)
        if fact is None and field.name == "ceus":
            fact = known(reading, item_id, "other_credit")
        if fact is None:
            unknown.append(reading.catalog.called(item_id))
        else:
            facts.append(fact)
    return facts, unknown


def computed(text: str, working: str, facts: list[Fact]) -> Draft:
    """A reply of one computed sentence, with its working and the places of its numbers."""
    spans = tuple(dict.fromkeys(span_of(fact) for fact in facts))
    return Draft("answered", (Piece(text, spans, how=f"computed: {working}"),), SURE, "computed")


def listed(names: list[str]) -> str:
    """ "one, two and three"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def upper(text: str) -> str:
    """With a capital at the start of a sentence."""
    return text[:1].upper() + text[1:]
