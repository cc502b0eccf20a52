"""Whom a message takes to teach an item, to give it, or to share in giving it, where the catalog names others."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus import Fact
from index.tokens import STOP_WORDS, fold

from ...catalog import CatalogView
from ...draft import Piece
from ...item_names import OFFERINGS, name_tokens
from ...reading import Reading
from ...understand.question import names
from ..catalog_facts import given_by_whom
from ..wording import first_of
from .clauses import WHY, clauses, stating

OPEN_FORMS = frozenset({"list", "comparison", "recommendation", "plan"})  # in which several may be named
TAKES_PART = re.compile(r"\b(?:in charge of|(?:which|what) (?:part|module|lecture|section|bit)|role)\b", re.I)  # of a person
TEACHING = r"(?:teach(?:es|ing)?|taught|gives?|gave|leads?|led|runs?|ran|holds?|held|lectur(?:es?|ed)|present(?:s|ed)?|explain(?:s|ed)?|instruct(?:s|ed)?)\b"
TEACHES = re.compile(rf"\b(?P<who>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*)*|he|she|they|(?i:professor|prof\.?|dr\.?) \w+) (?:\w+ly |also |still )?{TEACHING}")
IN_PLACE = re.compile(r"\b(?:instead of|in place of|besides|other than|apart from|replac\w+)\b", re.I)  # of somebody else
WHEN = re.compile(r"^\W*(?:\w+\W+)?(?:when|while|where|once|after|before)\b", re.I)
WORD = r"[A-Z](?:[\w&'’-]|\.(?=\w))+"
NAME = rf"(?P<name>{WORD}(?: {WORD})*)"
PARTNER = re.compile(
    rf"\b{NAME}(?: [a-z]\w*){{0,4}}? (?:(?i:as|is|was|be|become|became)) (?:(?i:an?|the|its|their|your) )?(?i:partner)\b|\b{NAME.replace('name', 'third')} (?i:partner(?:s|ed)?) with\b|"
    rf"\b(?i:partner(?:s|ed|ship)?|together|jointly|in collaboration|in cooperation|gives?|given|offers?|offered|runs?|teaches|provides|teams? up|teamed up) (?:(?i:it|this|that) )?(?:(?i:with|is|was|called) )(?:(?i:the) )?{NAME.replace('name', 'other')}|"
    rf"^\W*(?i:why|how come|what makes) (?:(?i:is|was) )?{NAME.replace('name', 'fourth')} (?:(?i:is|was) )?(?:(?i:an?|the|its) )?(?i:partner)\b"
)


def attributed_otherwise(reading: Reading) -> Piece | None:
    """What the catalog says of the one item that is named, where the message puts a person to it who only teaches others, or states that others give it."""
    catalog, text = reading.catalog, reading.question.text
    if (teachers := _taught_by_others(reading)) is not None:
        return first_of(reading, teachers)
    items = [item_id for item_id in reading.items if catalog.items[item_id].kind in OFFERINGS and item_id in catalog.linked(text)]
    told = stating(text, reading.question.form)
    if len(items) != 1 or (reading.question.form in OPEN_FORMS and not TAKES_PART.search(text)) or (reading.question.form == "yes_no" and not told):
        return None
    if reading.question.form != "yes_no" and (taught := catalog.of(items[0], "instructors")):
        people = _people(catalog, text)
        if people and not people & catalog.taught_by(items[0]) and not IN_PLACE.search(text):
            return first_of(reading, taught)
    return _another_partner(reading, items[0], told) or _another_provider(reading, items[0], told)


def _people(catalog: CatalogView, text: str) -> frozenset[str]:
    """Those who teach something whom a text names, in full or by a last name that only they have."""
    return frozenset(person for name, person in _called(catalog.people) if re.search(rf"\b{re.escape(name)}\b", text))


@lru_cache(maxsize=8)
def _called(people: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """(name, person): whole names, and last names that one person only has."""
    last = [person.split()[-1] for person in people]
    return tuple(
        (name, person)
        for person in sorted(people)
        for name in (person, person.split()[-1])
        if name == person or (last.count(name) == 1 and fold(name) not in STOP_WORDS)
    )


def _taught_by_others(reading: Reading) -> list[Fact] | None:
    """Who teaches an item, where a clause has it taught by somebody else ("when she teaches 18.05")."""
    catalog, text = reading.catalog, reading.question.text
    everyone, told = _people(catalog, text), stating(text, reading.question.form)
    parts = clauses(text)
    for at, clause in enumerate(parts):
        match = TEACHES.search(clause)
        if match is None or not (clause in told or (WHEN.search(clause) and at + 1 < len(parts))):
            continue
        people = _people(catalog, match["who"]) or (everyone if match["who"] in {"he", "she", "they"} and len(everyone) == 1 else frozenset())
        named = catalog.linked(clause) or list(reading.items)
        taught = catalog.of(named[0], "instructors") if len(named) == 1 else []
        if people and taught and not people & catalog.taught_by(named[0]):
            return taught
    return None


def _another_partner(reading: Reading, item_id: str, told: list[str]) -> Piece | None:
    """What the catalog says of the partner of an item, where the question has somebody else for one."""
    catalog, facts = reading.catalog, reading.catalog.of(item_id, "given_with")
    text = ". ".join(told) if reading.question.form == "yes_no" else reading.question.text
    held = " ".join(reading.text_of(fact) for fact in facts)
    named = [name for name in catalog.partners if re.search(rf"\b{re.escape(name)}\b", text)]
    if named and facts and not any(name in held for name in named):
        return first_of(reading, facts)
    item = catalog.items[item_id]
    known = {token for name in (item.title, *item.aliases, *item.codes, item.provider or "", held) for token in name_tokens(name)}
    spoken = [match["name"] or match["other"] or match["third"] or match["fourth"] for match in PARTNER.finditer(text)]
    others = [name for name in spoken if set(name_tokens(name)).isdisjoint(known) and set(name.split()) & set(names(text))]
    return first_of(reading, facts) if facts and others else None


def _another_provider(reading: Reading, item_id: str, told: list[str]) -> Piece | None:
    """The sentence that introduces an item, where the question states that another provider gives it."""
    catalog, text = reading.catalog, reading.question.text
    provider = catalog.items[item_id].provider or ""
    partners = " ".join(reading.text_of(fact) for fact in catalog.of(item_id, "given_with"))
    stated = next((clause for clause in told if item_id in catalog.linked(clause) and not WHY.search(clause)), "")
    named = catalog.units(stated) if stated else catalog.units_at(text) - catalog.units(partners)
    given_by = catalog.units(provider) or (frozenset({provider}) if stated and provider else frozenset())
    return given_by_whom(reading, item_id) if named and given_by and named.isdisjoint(given_by) else None
