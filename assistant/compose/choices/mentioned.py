"""Which items of the catalog a question means, named or described."""

from __future__ import annotations

import re

from ...item_names import name_tokens
from ...reading import Reading
from ...understand.listed import ORDINALS
from ...understand.naming import CORE, PLACED_CORE, groups_named
from ..computed.stated import QUANTITY
from .conditions import people_conditions

DESCRIBED = re.compile(
    rf"\b(?:the|an?|my|your|their|this|that)\s+(?P<what>(?:[\w-]+\s+){{1,8}}?)(?P<role>electives?|one|{CORE} (?:course|module|class))\b", re.I
)
JOINT = re.compile(r"[,;:.?!]\s|\s\+\s|\b(?:and|then|plus|afterwards|next|after that)\b", re.I)
PLACE = re.compile(rf"\b(?:{'|'.join(ORDINALS)})\b", re.I)


def mentioned(reading: Reading, said: str = "") -> list[str]:
    """Items that the question names, or what was said before it: one by one, as a group by their role ("both core courses"), or by a role and a word of the name ("the vision elective")."""
    text = said or reading.question.text
    found = list(reading.catalog.linked(said)) if said else list(reading.items)
    grouped = groups_named(text, reading.catalog)
    if PLACED_CORE.search(text) and len(PLACE.findall(text)) == 1:  # "the first core course" is one of them, though "core course" is a name of each
        core = {item.id for item in reading.catalog.offerings() if any(fact.value == "core" for fact in reading.catalog.of(item.id, "role"))}
        found = [item_id for item_id in found if item_id not in core or item_id in grouped]
    found += [item_id for item_id in grouped if item_id not in found]
    for role in ("core", "elective"):
        of_role = [item.id for item in reading.catalog.offerings() if any(fact.value == role for fact in reading.catalog.of(item.id, "role"))]
        for match in DESCRIBED.finditer(text):
            shared = {item_id: len(set(name_tokens(match["what"])) & set(name_tokens(reading.catalog.items[item_id].title))) for item_id in of_role}
            most = max(shared.values(), default=0)
            meant = [item_id for item_id, count in shared.items() if count == most > 0]
            if len(meant) == 1 and meant[0] not in found and match["role"].lower().startswith(("elective", "one")) == (role == "elective"):
                found += meant
    found += [item_id for item_id in reading.catalog.priced_alike(text) if item_id not in found]
    return [item_id for item_id in found if reading.catalog.is_offered(item_id)]


def by_a_word(reading: Reading, found: list[str]) -> list[str]:
    """Courses of which a piece of the question that names none, and has no word of those already found, has a word that only they have, and no other telling one ("then Ethics at three days")."""
    catalog = reading.catalog
    known = frozenset[str]().union(*map(catalog.words_of_names, found))
    pieces = [QUANTITY.sub(" ", piece) for piece in catalog.cut(reading.question.text, JOINT) if not catalog.linked(piece)]
    meant = [item_id for piece in pieces if known.isdisjoint(name_tokens(piece)) for item_id in catalog.called_by_a_word(piece)]
    return [item_id for item_id in dict.fromkeys(meant) if catalog.items[item_id].kind != "certificate"]


def by_teacher(reading: Reading) -> list[str]:
    """The one course that is told by those who teach it ("the optimization course by Orlin"), and by words of its title where they teach several; empty where that leaves it open."""
    text, catalog = reading.question.text, reading.catalog
    taught = people_conditions(text, catalog)
    theirs = [item for item in catalog.offerings() if taught and all(condition.facts(item) for condition in taught)]
    shared = {item.id: len(set(name_tokens(text)) & set(name_tokens(item.title))) for item in theirs}
    meant = [item_id for item_id, count in shared.items() if count == max(shared.values())]
    return meant if len(meant) == 1 else []
