"""Which item a message means beside the one before: the next of its kind ("its sequel"), its other letter ("I meant B"), the one of so many weeks, one on the same subject."""

from __future__ import annotations

import re

from corpus import Item

from ..catalog import CatalogView
from ..check import NUMBER_WORDS

SEQUEL = re.compile(
    r"\b(?:its|the|that one['’]s) (?:sequel|successor|continuation|follow-?up(?: (?:course|module|class))?|(?:second|next|other) (?:half|part))\b", re.I
)
LETTER = re.compile(r"\b(?P<letter>[A-Z]|\d{1,2})\W*$")
LONGEST_CORRECTION = 6  # words of a message that corrects a letter
NUMBERED = re.compile(r"(?P<stem>.*\d)(?P<letter>[A-Z])|(?P<whole>.*[a-z] )(?P<number>[A-Z]|\d)")
CODE = re.compile(r"^\d[\w.]*\s+")
SO_LONG = re.compile(
    rf"\b(?:the|that) (?:other )?(?P<count>\d+|{'|'.join(NUMBER_WORDS)})[- ](?P<unit>day|week|month)s?(?:[- ]long)? (?:one|course|class|program|programme|sprint)\b",
    re.I,
)
SAME_SUBJECT = re.compile(
    r"\b(?:on|about|in|of|with|for|covering) (?:exactly |roughly |about )?the (?:same|very same) (?:subject|topic|theme|field|area|thing|matter)\b", re.I
)


def with_siblings(text: str, before: str, catalog: CatalogView) -> str:
    """A text with the name of the item that it means beside the one before; as it was where none alone fits."""
    if SEQUEL.search(text) and (found := _sequel(before, catalog)):
        return SEQUEL.sub(lambda _: catalog.called(found), text, count=1)
    if (letter := LETTER.search(text)) and len(text.split()) <= LONGEST_CORRECTION and (found := _lettered(letter["letter"], before, catalog)):
        return f"and {catalog.called(found)}?"
    if (long := SO_LONG.search(text)) and not catalog.linked(text) and (found := _so_long(long["count"], long["unit"], before, catalog)):
        return text.replace(long[0], catalog.called(found))
    return SAME_SUBJECT.sub(lambda _: f"like {catalog.called(before)}", text, count=1)


def _sequel(before: str, catalog: CatalogView) -> str | None:
    """The next item whose title opens as that of the one before."""
    order = list(catalog.items)
    later = (item for item in catalog.offerings() if order.index(item.id) > order.index(before))
    return next((item.id for item in later if _opens_alike(catalog.items[before], item)), None)


def _opens_alike(one: Item, other: Item) -> bool:
    first, second = _head(one), _head(other)
    return first == second or (first is not None and second is not None and first[:-1] == second[:-1] and NUMBERED.fullmatch(first) is not None)


def _head(item: Item) -> str | None:
    """What stands before the colon of a title, without its number."""
    head, colon, _ = CODE.sub("", item.title).partition(": ")
    return head if colon else None


def _lettered(letter: str, before: str, catalog: CatalogView) -> str | None:
    """The item called as the one before but for its last letter or figure."""
    head = _head(catalog.items[before]) or CODE.sub("", catalog.items[before].title)
    if NUMBERED.fullmatch(head) is None or head.endswith(letter):
        return None
    wanted = f"{head[: -len(letter)]}{letter}"
    found = [item.id for item in catalog.offerings() if wanted in (_head(item), CODE.sub("", item.title))]
    return found[0] if len(found) == 1 else None


def _so_long(count: str, unit: str, before: str, catalog: CatalogView) -> str | None:
    """The one other item of the same provider that lasts so long."""
    wanted = NUMBER_WORDS.get(count.lower(), count)
    found = [
        item.id
        for item in catalog.offerings()
        if item.id != before
        and item.provider == catalog.items[before].provider
        and any(str(fact.value) == wanted and (fact.unit or "").removesuffix("s") == unit.lower() for fact in catalog.of(item.id, "length"))
    ]
    return found[0] if len(found) == 1 else None
