"""The item that a message describes without its name: by who teaches it ("Ann Lee's riding course"), or by words of its name that only one item has.

"The riding course of the club" and "the one on riding" mean what only one name, of those that the club gives where it is named, has the words of;
"the course for shipping companies" also what is meant for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from ..catalog import CatalogView
from ..check import NUMBER_WORDS
from ..item_names import name_tokens
from .question import GENERIC

NOUN = r"(?:courses?|class(?:es)?|one|program|programme|certificate|module|elective|training|offering|sprint|academy|workshop)"
NOUNS = "course class one program programme certificate module elective training offering workshop"
SEVERAL = re.compile(
    r"\b(?:courses|classes|programs|programmes|certificates|modules|electives|trainings|offerings|sprints|workshops)\b", re.I
)  # a kind of item, unless the item is named so
NUMBERS = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)}|\d)\b", re.I)  # "their two courses"
KINDS = frozenset({"sprint", "academy", "certificate"})  # nouns that are words of names
WORD = r"(?!(?:of|the|other|for|with|in|on|at|to|from|and|or|is|are|was|does|do|that|which|who|it|i|you|we)\b)[\w&'’/-]+"
DESCRIBED = re.compile(rf"(?:\b(?:the|that|this|your|their|(?:what|which) (?:two|three|2|3))|['’]s?) (?P<what>(?:{WORD} ){{1,5}}?)(?P<noun>{NOUN})\b", re.I)
DESCRIBED_AFTER = re.compile(
    rf"\b(?:the|that|their|['’]s) (?:{WORD} )?{NOUN} (?:on|about|for|in|covering|dealing with) (?:the )?(?P<what>{WORD}(?: {WORD}){{0,3}})", re.I
)
THEIRS = rf"['’]s? (?:[\w&,-]+ ){{0,6}}?{NOUN}\b"  # after the name of who teaches it
BY = rf"\b{NOUN} (?:that )?(?:of|by|with|from|taught by|led by|given by) (?:prof(?:essor|\.)? )?"  # before it
LEAST_SURNAME = 4  # letters of a surname that means somebody by itself
LEAST_WORDS = 2  # words of its name by which something is meant where nobody who gives it is named


def described(text: str, catalog: CatalogView) -> tuple[str, ...]:
    """The one item that a text describes; none where it is not plain which."""
    found = _found(text, catalog)
    return (found[0],) if found else ()


def with_name(text: str, catalog: CatalogView) -> str:
    """A text with the name of the item that it describes in the place of the description; as it was where it names one, or says more of it than is known."""
    if any(catalog.items[item_id].kind != "provider" for item_id in catalog.linked(text)) or (found := _found(text, catalog)) is None:
        return text
    item_id, span = found
    said = _telling(span) - _words_of_providers(catalog.providers(text), catalog)
    if any(re.search(r"\d", token) for token in said) or not said <= _told_of(item_id, catalog):
        return text
    return text.replace(span, catalog.called(item_id), 1)


def _found(text: str, catalog: CatalogView) -> tuple[str, str] | None:
    """The one item that a text describes, and the words that do."""
    if taught := _taught(text, catalog):
        return taught
    providers = catalog.providers(text)
    offered = [item.id for item in catalog.offerings() if not providers or item.provider in providers]
    by_providers = _words_of_providers(providers, catalog)
    for match in DESCRIBED.finditer(text):
        noun = match["noun"].lower()
        wanted = _telling(f"{match['what']}{noun if noun in KINDS else ''}") - by_providers
        found = _only_one(wanted, offered, (catalog.words_of_names,)) if len(wanted) >= (1 if providers else LEAST_WORDS) else ""
        if found and (not SEVERAL.fullmatch(noun) or SEVERAL.search(catalog.called(found))):
            return found, match[0]
    for match in DESCRIBED_AFTER.finditer(text):
        wanted = _telling(match["what"]) - by_providers
        if wanted and (found := _only_one(wanted, offered, (catalog.words_of_names, catalog.words_of_audience))):
            return found, match[0]
    return None


def _words_of_providers(providers: Iterable[str], catalog: CatalogView) -> frozenset[str]:
    return frozenset(name_tokens(" ".join((*providers, *(way for name in providers for way in catalog.names_of_unit(name))))))


def _told_of(item_id: str, catalog: CatalogView) -> frozenset[str]:
    """Words of its names and of all values that the catalog has of an item, and those for which they stand in a question about it."""
    values = (str(fact.value) for (of, _), facts in catalog.facts.items() if of == item_id for fact in facts)
    return catalog.words_of_names(item_id).union(name_tokens(NOUNS), *map(name_tokens, values))


def _telling(text: str) -> frozenset[str]:
    return frozenset(token for token in name_tokens(NUMBERS.sub(" ", text)) if token not in GENERIC)


def _taught(text: str, catalog: CatalogView) -> tuple[str, str] | None:
    """The one item that somebody teaches whose class a text speaks of, of several the one of whose names it has a word; and the words that speak of it."""
    whose = [(person, span) for person in sorted(catalog.people) if (span := _class_of(person, text, catalog))]
    items = [item.id for item in catalog.offerings() if len(whose) == 1 and whose[0][0] in catalog.taught_by(item.id)]
    if len(items) > 1:
        said, shared = _telling(text), frozenset.intersection(*map(catalog.words_of_names, items))
        items = [item_id for item_id in items if (catalog.words_of_names(item_id) - shared) & said]
    return (items[0], whose[0][1]) if len(items) == 1 else None


def _class_of(person: str, text: str, catalog: CatalogView) -> str:
    """The words of a text that speak of a class of somebody, by the whole name or by a surname that nobody else has; "" where none do."""
    surname = person.split()[-1]
    if surname.lower() not in text.lower():
        return ""
    alone = len(surname) >= LEAST_SURNAME and sum(other.split()[-1] == surname for other in catalog.people) == 1
    for name in (person, *([surname] if alone else [])):
        if found := re.search(rf"\b{re.escape(name)}{THEIRS}|{BY}{re.escape(name)}\b", text, re.I):
            return found[0]
    return ""


def _only_one(wanted: frozenset[str], offered: Sequence[str], ways: Sequence[Callable[[str], frozenset[str]]]) -> str:
    """The only item with all of these words, in the first way in which any has them; "" where several have."""
    for held in ways:
        if found := [item_id for item_id in offered if wanted <= held(item_id)]:
            return found[0] if len(found) == 1 else ""
    return ""
