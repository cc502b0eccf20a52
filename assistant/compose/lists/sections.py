"""Lists by what stands above them: the one whose heading fits a question, and whether it tells steps."""

from __future__ import annotations

import re

from index import SearchIndex, Sentence

from ...evidence import token_set
from ...reading import Reading
from .enumeration import items_below

EVIDENCE_IN = 20  # sentences, the likeliest, in whose sections a list is looked for
LEAST_FIT = 0.5  # share of the question that a heading with its introduction holds
PROCEDURE = re.compile(r"\b(?:how|steps?|process|procedure|appl(?:y|ying|ication)|instructions?|guide|ways?|first|proceed|to \w+:?$)\b", re.I)
ASKS_STEPS = re.compile(r"\b(?:how|steps?|process|procedure|instructions?|proceed)\b", re.I)


def headed_list(reading: Reading) -> list[Sentence] | None:
    """The sentences of the list of at least two items whose heading and items fit the question best; of steps only where it asks how something is done, and the other way round."""
    index, form = reading.index, reading.question.form
    best: tuple[float, list[Sentence]] | None = None
    seen: set[tuple[str, int]] = set()
    for evidence in reading.evidence[:EVIDENCE_IN]:
        for group in _lists_beside(index, evidence.position):
            key = (group[0].document_id, group[0].unit.group)
            heads = [sentence for sentence in group if sentence.unit.first]
            if key in seen or len(heads) < 2:
                continue
            seen.add(key)
            lead = intro(index, group[0])
            if form == "how_to" and not group[0].unit.ordinal and not PROCEDURE.search(" ".join((*group[0].headings[-1:], lead))):
                continue
            if form == "list" and tells_steps(index, heads) and not ASKS_STEPS.search(reading.question.text):
                continue
            fit = covered(reading, token_set(" ".join((group[0].title, *group[0].headings, lead))))
            if fit >= LEAST_FIT and (best is None or fit + evidence.chance > best[0]):
                best = (fit + evidence.chance, group)
    return best[1] if best else None


def same_list(index: SearchIndex, position: int) -> list[Sentence]:
    """All sentences of the list, or rows of the table, that one stands in."""
    return index.run_around(position, lambda one, here: (one.document_id, one.unit.group, one.unit.kind) == (here.document_id, here.unit.group, here.unit.kind))


def intro(index: SearchIndex, first: Sentence) -> str:
    """The sentence that leads up to a list: the last one before it in its section."""
    at = index.sentence_at(first.document_id, first.start)
    section = index.run_around(at, lambda one, here: one.unit.section == here.unit.section) if at is not None else []
    before = [sentence for sentence in section if sentence.end <= first.start and sentence.unit.kind == "sentence"]
    return before[-1].text if before else ""


def tells_steps(index: SearchIndex, items: list[Sentence], numbered: bool = True) -> bool:
    """Whether a list is announced as a procedure and, where that is wanted, numbered."""
    return (bool(items[0].unit.ordinal) or not numbered) and bool(PROCEDURE.search(" ".join((*items[0].headings[-1:], intro(index, items[0])))))


def procedure_below(index: SearchIndex, position: int) -> list[Sentence]:
    """The items of a list that a sentence stands right before, where their heading or that sentence announces a procedure."""
    here = index.sentences[position]
    return items_below(index, position) if PROCEDURE.search(" ".join((*here.headings[-1:], here.text))) else []


def covered(reading: Reading, held: frozenset[str], without: frozenset[str] = frozenset()) -> float:
    """Share of the question's telling words, but for some, that a heading with its introduction holds, near words included."""
    question = reading.question
    telling = {token: weight for token, weight in question.telling.items() if token not in without}
    told = sum(telling.values())
    got = sum(
        weight * (1.0 if token in held else max((question.near.get(token, {}).get(other, 0.0) for other in held), default=0.0))
        for token, weight in telling.items()
    )
    return got / told if told else 0.0


def _lists_beside(index: SearchIndex, position: int) -> list[list[Sentence]]:
    """The lists of the section that a sentence stands in."""
    section = index.run_around(position, lambda one, here: one.unit.section == here.unit.section)
    groups: dict[int, list[Sentence]] = {}
    for sentence in section:
        if sentence.unit.kind == "list_item":
            groups.setdefault(sentence.unit.group, []).append(sentence)
    return list(groups.values())
