"""Whether an item is the dearest, the shortest, the heaviest, … of those that a text sets it among, by the figures of the catalog."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus import Fact

from ...amounts import amount_of
from ...draft import Draft
from ...reading import Reading
from ...understand.forms import asking, asks_yes_no
from ..choices.conditions import conditions_of, topic_condition
from ..choices.selection import EXTREME, comparable, unexplained
from ..wording import told_fact
from .polarity import asks_negative, without_names
from .yes_no import spoken

SURE = 0.95
SUPERLATIVE = re.compile(r"\b(?:\w+est|most|least)\b", re.I)
NOT_THE_ONE = re.compile(r"\b(?:one of|among|some of|(?:second|third|next)(?:[- ]|$))(?: the)?\s*$", re.I)  # before it
AMONG = re.compile(r"^[^,.;:?!]*")  # what follows it says of which
OF_WHATEVER = re.compile(
    r"\b(?:thing|price list|list|prices?|priced?|catalog(?:ue)?|they (?:have|offer|sell|run)|there is|everything|anything|all|items?|offers?|portfolio|menu|right|true|correct)\b",
    re.I,
)
UNITS = frozenset({"days", "weeks", "months"})
FEWEST = 3  # items with a figure, of which one is the most


@dataclass(frozen=True)
class Ranked:
    """Whether an item is what a text says, its own fact and that of what is so."""

    holds: bool
    own: Fact
    best: Fact


def compose_superlative(reading: Reading) -> Draft | None:
    """Yes or No to whether the one item that is named is the most expensive, the shortest or the like; None where that is not asked, or not told."""
    text = reading.question.text
    offered = [item_id for item_id in reading.items if reading.catalog.is_offered(item_id)]
    if len(offered) != 1 or not asks_yes_no(text) or (found := ranked(reading, offered[0], text)) is None:
        return None
    pieces = tuple(told_fact(reading, fact) for fact in dict.fromkeys((found.own, found.best)))
    return Draft("answered", spoken(pieces, found.holds != asks_negative(without_names(reading, asking(text)))), SURE, "yes_no")


def ranked(reading: Reading, item_id: str, text: str) -> Ranked | None:
    """None where a text calls an item no such thing, or among what is not plain."""
    plain = without_names(replace(reading, items=(item_id,)), text)
    said = [(field, lowest, match) for field, lowest, pattern in EXTREME for match in pattern.finditer(plain) if SUPERLATIVE.search(match[0])]
    if len(said) != 1 or NOT_THE_ONE.search(plain[: said[0][2].start()]):
        return None
    field, lowest, match = said[0]
    among = OF_WHATEVER.sub(" ", AMONG.match(plain[match.end() :])[0])  # type: ignore[index]
    if re.search(r"\bX\b", among):
        return None  # of what it is a part of
    scope = replace(reading, question=replace(reading.question, text=among), items=())
    providers, conditions = reading.catalog.providers(among), [condition for condition in conditions_of(scope) if condition.name != "provider"]
    conditions += [topic_condition(reading, token) for token in unexplained(scope, [], frozenset())]
    among_them = [
        item.id
        for item in reading.catalog.items.values()
        if (not providers or item.provider in providers) and reading.catalog.is_offered(item.id) and all(condition.facts(item) for condition in conditions)
    ]
    facts = [fact for one in among_them for fact in reading.catalog.of(one, field) if reading.may_cite(fact.document_id)]
    rated = {fact.item_id: told for fact in facts if (told := _figure(fact, lowest))}
    if item_id not in rated or len(rated) < FEWEST:
        return None
    best = (min if lowest else max)(rated.values(), key=lambda told: told[0])
    return Ranked(rated[item_id][0] == best[0], rated[item_id][1], rated[item_id][1] if rated[item_id][0] == best[0] else best[1])


def _figure(fact: Fact, lowest: bool) -> tuple[Decimal, Fact] | None:
    """A figure of the catalog that can be compared with others, with its fact."""
    amount = amount_of(fact)
    if amount is None or (fact.field == "length" and fact.unit not in UNITS) or "access" in (fact.note or ""):
        return None
    return comparable(amount.low if lowest else amount.high, fact.unit), fact
