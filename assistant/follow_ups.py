"""Questions worth asking next that the documents can answer.

From the documents' own headings that are questions, and from the catalog's fields that
have a value: never a question whose answer is not there.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np

from corpus import Item
from index import SearchIndex

from .catalog import CatalogView
from .reading import Reading
from .understand.fields import asked_fields, fields
from .understand.question import content_tokens

MOST = 3
LONG = 45  # characters of a name that reads badly in a question
COMMON = re.compile(r"\b(?:course|program|programme|certificate|module|elective|track)$", re.I)


def follow_ups(reading: Reading, told: Collection[str], fallback: tuple[str, ...]) -> tuple[str, ...]:
    """Up to three, nearest to what was asked, not asked already, and none of the headings `told` that the reply cites from."""
    offered: list[str] = []
    asked = set(content_tokens(reading.question.text))
    named = {field.name for field in asked_fields(reading.question.text)}
    for item_id in reading.items[:1]:
        item = reading.catalog.items[item_id]
        offered += [field.template.format(title=called(item)) for field in fields() if field.name not in named and reading.catalog.of(item_id, field.name)][:2]
    for heading in _question_headings(reading, told):
        if len(offered) >= MOST:
            break
        if heading not in offered and not set(content_tokens(heading)) <= asked:
            offered.append(heading)
    return tuple(offered[:MOST]) or fallback


def called(item: Item) -> str:
    """How a question calls an item: by its name, a long one by its shortest other name of two words or more.

    >>> called(Item(id="x", title="Introduction to the Theory and the Practice of Pottery", kind="course", aliases=("pottery course",)))
    'the pottery course'
    """
    name = item.name or item.title
    others = [alias for alias in item.aliases if " " in alias]
    if len(name) <= LONG or not others:
        return name
    short = min(others, key=lambda alias: (len(alias), alias))
    return f"the {short}" if short[0].islower() or COMMON.search(short) else short


def _question_headings(reading: Reading, told: Collection[str]) -> list[str]:
    """Headings of the found chunks that are questions, nearest first, but for those told."""
    found = (reading.index.chunks[int(at)].headings for at in reading.found.chunks[:40])
    return list(dict.fromkeys(headings[-1] for headings in found if headings and headings[-1].endswith("?") and headings[-1] not in told))


def opening_questions(index: SearchIndex, catalog: CatalogView) -> tuple[str, ...]:
    """Questions to begin with: the documents' own, else what the catalog has."""
    headings = list(dict.fromkeys(chunk.headings[-1] for chunk in index.chunks if chunk.headings and chunk.headings[-1].endswith("?")))
    if len(headings) < MOST:
        for item in catalog.offerings()[: MOST * 2]:
            headings += [field.template.format(title=item.name or item.title) for field in fields() if catalog.of(item.id, field.name)][:1]
    if len(headings) < MOST:
        titles = dict.fromkeys(chunk.headings[-1] for chunk in index.chunks if chunk.headings)
        headings += [f"What do the documents say about “{title}”?" for title in titles]
    places = np.linspace(0, len(headings) - 1, min(MOST, len(headings))).astype(int) if headings else []
    return tuple(headings[place] for place in places)
