"""Things that a paragraph counts off: what "three parts" are, and steps that are told one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import SearchIndex, Sentence

from ...check import NUMBER_WORDS
from ..wording import word_count

COUNTED = [word for word, value in NUMBER_WORDS.items() if value.isdigit() and 2 <= int(value) <= 9]
ANNOUNCES = re.compile(rf"\b(?P<count>[2-9]|{'|'.join(COUNTED)})\s+(?:[\w-]+\s+){{0,2}}?(?P<things>[a-z]+s)\b", re.I)
MEASURES = re.compile(
    r"^(?:(?:second|minute|hour|day|week|month|quarter|year|time|dollar|euro|pound|crown|percent|point|kilometre|kilometer|mile|metre|meter|people|person)s?)$",
    re.I,
)
MOST_WORDS = 110  # of what is told of them
SEQUENCE = re.compile(
    r"^(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|after (?:that|this|which)|afterwards|later|finally|lastly|once\b|when\b|now|to (?:begin|start)|begin by|start by)\b",
    re.I,
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
NTH = re.compile(rf"\b(?:the|our|its|their)\s+(?P<place>{'|'.join(ORDINALS)})\s+(?P<one>[a-z]+)(?:\s+(?P<two>[a-z]+))?", re.I)
UNFINISHED = re.compile(r"(?::|[a-z]),?\s*$")  # as a sentence ends which a list goes on with ("It was decided")
LEAST_SEQUENCE = 2  # sentences that say when they come, from which a paragraph tells steps


def announced(index: SearchIndex, position: int) -> list[Sentence]:
    """The sentences that tell the things which a sentence counts ("has three parts."): the next one, where it names all, else the rest of the paragraph.

    Of a sentence that ends in a colon or is not finished, and of one that counts as many, the items of the list below it. Empty where the sentence counts nothing, tells them itself, or nothing follows.
    """
    sentence = index.sentences[position]
    if leads_on(sentence):
        return _within(items_below(index, position))
    match = next((match for match in ANNOUNCES.finditer(sentence.text) if not MEASURES.match(match["things"])), None)
    if match is None or _names(sentence.text[match.end() :]) > 1:
        return []
    count = int(NUMBER_WORDS.get(match["count"].lower(), match["count"]))
    rest = _rest_of_block(index, position)
    if rest and _names(rest[0].text) >= count:
        return rest[:1]
    if not rest and len(items := items_below(index, position, of_section=False)) == count:
        return items
    return _within(rest) if len(rest) >= count - 1 else []


def leads_on(sentence: Sentence) -> bool:
    """Whether a sentence is not finished by itself."""
    return sentence.unit.kind == "sentence" and bool(UNFINISHED.search(sentence.text))


def steps(index: SearchIndex, position: int) -> list[Sentence]:
    """The sentences of a paragraph that tells steps in their order ("First … Then … After that …"), in which a sentence stands; else empty."""
    block = _block(index, position)
    told = [sentence for sentence in block if SEQUENCE.match(sentence.text)]
    return _within(block) if len(told) >= LEAST_SEQUENCE else []


def series(index: SearchIndex, position: int) -> list[Sentence]:
    """The sentences of a document that tell "the first path", "the second path" and so on, in their order, where one of them is at a position.

    Empty where the sentence tells none, or one before the last is missing.
    """
    here = index.sentences[position]
    members = index.run_around(position, lambda one, other: one.document_id == other.document_id)
    for thing in _places(here.text):
        told: dict[int, Sentence] = {}
        for sentence in members:
            if (place := _places(sentence.text).get(thing)) is not None:
                told.setdefault(place, sentence)
        if len(told) > 1 and sorted(told) == list(range(len(told))):
            return _within(list(dict.fromkeys(told[place] for place in range(len(told)))))
    return []


def _places(text: str) -> dict[str, int]:
    """thing -> the place that a text gives it: "the third major path" is of paths and of majors the third."""
    return {thing.lower(): ORDINALS.index(match["place"].lower()) for match in NTH.finditer(text) for thing in (match["one"], match["two"]) if thing}


def items_below(index: SearchIndex, position: int, of_section: bool = True) -> list[Sentence]:
    """The items of a list that follows a sentence at once; in its section, or under the next heading too."""
    here, first = index.sentences[position], index.sentences[position + 1] if position + 1 < len(index.sentences) else None
    if first is None or first.unit.kind != "list_item" or first.document_id != here.document_id:
        return []
    if of_section and first.unit.section != here.unit.section:
        return []
    items = index.run_around(position + 1, lambda one, item: one.unit.group == item.unit.group and one.unit.kind == "list_item")
    return [one for one in items if one.unit.first]


def _names(text: str) -> int:
    """How many things a text names in a row: "a, b and c" are three."""
    runs = [
        len(re.findall(r"[,;]\s", clause)) + 2 - bool(re.search(r"[,;]\s+(?:and|or)\b", clause))
        for clause in re.split(r"[.:](?:\s|$)", text)
        if re.search(r"[,;]\s.*\b(?:and|or)\b", clause)
    ]
    return max(runs, default=1)


def _block(index: SearchIndex, position: int) -> list[Sentence]:
    """The sentences of the paragraph that one stands in."""
    return index.run_around(position, lambda one, here: one.unit.block == here.unit.block and one.unit.kind == here.unit.kind == "sentence")


def _rest_of_block(index: SearchIndex, position: int) -> list[Sentence]:
    here = index.sentences[position]
    return [sentence for sentence in _block(index, position) if sentence.start > here.start]


def _within(sentences: Sequence[Sentence]) -> list[Sentence]:
    """As many of the first sentences as are not too long to be shown."""
    kept: list[Sentence] = []
    for sentence in sentences:
        if kept and sum(word_count(one.text) for one in kept) + word_count(sentence.text) > MOST_WORDS:
            break
        kept.append(sentence)
    return kept
