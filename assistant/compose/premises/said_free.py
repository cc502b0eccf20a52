"""What a message takes to be free of charge, and the catalog has a price for, and the other way round.

"Where do I sign up for the free evening courses?", "Can I pay the fee of the free course in instalments?"
"""

from __future__ import annotations

import re

from ...amounts import amount_of
from ...catalog import span_of
from ...draft import Piece
from ...reading import Reading
from .clauses import stating
from .granted import CALLED, IT

FREE = re.compile(
    r"\b(?:(?<!feel )free(?: of charge)?(?!-| (?:time|hours?|days?|evenings?|weekends?|to|of (?!charge)))|cost(?:s|ing)? (?:me |us |you )?nothing|gratis)\b",
    re.I,
)
OF_IT = re.compile(r"\bfree (?:(?!(?:and|or|of|for|in|on|with|to)\b)[\w-]+ ){0,3}?(?:courses?|class(?:es)?|program(?:me)?s?|sprints?|offerings?)\b", re.I)
PART_OF_IT = re.compile(
    r"\b(?:audit\w*|trials?|webinars?|certificates?|materials?|preview|access|books?|textbooks?|exams?|retakes?|wi-?fi|parking|meals?|lunch|shipping|cancel\w*|defer\w*|mov\w+)\b",
    re.I,
)  # may be free where the course is not
OF_PAYING = frozenset({"instalments", "group discount"})  # fields that nothing is left to ask of where it is free
PERIODICALLY = re.compile(r"\b(?:(?:per|a|each|every) (?:month|week|year|lesson|session)|monthly|weekly|yearly|annual(?:ly)?)\b", re.I)


def free_otherwise(reading: Reading) -> Piece | None:
    """What the catalog says of the price of the one item that is spoken of as free; None where it says that something of it is free."""
    text = reading.question.text
    if len(reading.items) != 1 or reading.question.form == "yes_no" or reading.question.negated:
        return None
    item_id, masked = reading.items[0], reading.catalog.masked(text, CALLED)
    stated = (clause for clause in stating(masked, reading.question.form) if FREE.search(clause) and (IT.search(clause) or reading.catalog.linked(clause)))
    if PART_OF_IT.search(masked) or not (OF_IT.search(masked) or any(stated)):
        return None
    own = [fact for (of, _), facts in reading.catalog.facts.items() if of == item_id for fact in facts if reading.may_cite(fact.document_id)]
    if any(re.search(r"\bfree\b", reading.text_of(fact), re.I) for fact in own):
        return None
    kinds = [fact for fact in own if fact.note == "kinds of fee"]
    priced = kinds or [fact for fact in own if fact.field == "fee_usd" and (amount := amount_of(fact)) is not None and amount.low > 0]
    return Piece(reading.text_of(priced[0]), (span_of(priced[0]),)) if priced else None


def charged_otherwise(reading: Reading) -> Piece | None:
    """That the one item that is spoken of is free of charge, where it is asked how it is paid, or for something off."""
    text, asked = reading.question.text, {field.name for field in reading.asked}
    paying = asked & OF_PAYING or ("fee_usd" in asked and PERIODICALLY.search(text))
    if len(reading.items) != 1 or not paying or PART_OF_IT.search(text):
        return None
    fees = [fact for fact in reading.catalog.of(reading.items[0], "fee_usd") if reading.may_cite(fact.document_id)]
    free = bool(fees) and all((amount := amount_of(fact)) is not None and amount.high == 0 for fact in fees)
    return Piece(reading.text_of(fees[0]), (span_of(fees[0]),)) if free else None
