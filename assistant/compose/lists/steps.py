"""Answer how something is done with its steps, and what the second step is with that one."""

from __future__ import annotations

import re

from index import Sentence

from ...draft import Draft, Piece
from ...evidence import Evidence, token_set
from ...reading import Reading, span_of_sentence
from ..sentences import choose, pieces_of
from ..wording import in_order, piece_of
from .enumeration import ORDINALS, steps
from .paragraphs import around
from .sections import covered, headed_list, procedure_below, same_list

MOST_SENTENCES = 4  # where no steps are told
STEPS_IN, STEP_SHARE = 8, 0.4  # sentences that may be a step of what is asked for, and their share of the best one's chance
PARTS_NAMED = ("step", "part", "phase", "stage", "point", "item", "reason", "rule", "tip", "path", "requirement", "condition", "principle")
PARTS = rf"(?:{'|'.join(PARTS_NAMED)})"
PLACE = re.compile(rf"\b({'|'.join(ORDINALS)})\s+(?:\w+\s+)?{PARTS}\b|\b{PARTS}\s+(?:no\.?\s*|number\s+|#\s*)?(\d{{1,2}})\b", re.I)


def compose_steps(reading: Reading) -> Draft:
    """The steps that are likeliest meant, or the one whose place is asked for; a paragraph or the best sentences where none are told."""
    return Draft("answered", _pieces(reading), reading.confidence, reading.question.form)


def _pieces(reading: Reading) -> tuple[Piece, ...]:
    place = PLACE.search(reading.question.text)
    if place is None and (told := _told(reading)):
        return told
    group = headed_list(reading) or (_list_of_likeliest(reading) if place else procedure_below(reading.index, reading.evidence[0].position))
    heads = [sentence for sentence in group or () if sentence.unit.first]
    if place is not None and (nth := _nth(place, heads)):
        return (piece_of(nth),)
    if heads:
        return tuple(piece_of(one, "step" if reading.question.form == "how_to" or one.unit.ordinal else "item") for one in heads)
    if reading.question.form == "how_to" and (paragraph := around(reading)):
        return paragraph
    return tuple(pieces_of(choose(reading, MOST_SENTENCES), reading))


def _list_of_likeliest(reading: Reading) -> list[Sentence] | None:
    """The list that two of the three likeliest sentences are items of, where the likeliest one stands in its section."""
    best, *_ = likeliest = reading.evidence[:3]
    lists = [same_list(reading.index, one.position) for one in likeliest if one.sentence.unit.kind == "list_item"]
    here = (best.sentence.document_id, best.sentence.unit.section)
    return lists[0] if len(lists) > 1 and lists[0] in lists[1:] and here == (lists[0][0].document_id, lists[0][0].unit.section) else None


def _told(reading: Reading) -> tuple[Piece, ...]:
    """The steps that one of the likeliest sentences is one of, whose heading fits best: such as are named, or of which several are likely."""
    best = reading.evidence[0]
    likely = [(one, _named_above(reading, one.sentence)) for one in reading.evidence[:STEPS_IN]]
    near = {span_of_sentence(one.sentence) for one, _ in likely if one.chance >= STEP_SHARE * best.chance}
    procedures = [
        (covered(reading, token_set(" ".join(one.sentence.headings))) + named + one.chance, told)
        for one, named in likely
        if (named or one.chance >= STEP_SHARE * best.chance)
        and (told := _procedure(reading, one))
        and (named or len(near.intersection(span for piece in told for span in piece.spans)) > 1)
    ]
    return max(procedures, key=lambda pair: pair[0])[1] if procedures else ()


def _named_above(reading: Reading, sentence: Sentence) -> float:
    """Share of the innermost heading's words that the question has, plain ones too ("Joining", asked "how do I join?")."""
    heading = token_set(sentence.headings[-1]) if sentence.headings else frozenset()
    return len(heading & set(reading.question.own)) / len(heading) if heading else 0.0


def _procedure(reading: Reading, evidence: Evidence) -> tuple[Piece, ...]:
    """The steps that a sentence is one of."""
    index, unit = reading.index, evidence.sentence.unit
    section = index.run_around(evidence.position, lambda one, here: one.unit.section == here.unit.section)
    numbered = [one for one in section if one.unit.group == unit.group and one.unit.ordinal and one.unit.first]
    if unit.ordinal and len(numbered) > 1:
        return tuple(piece_of(sentence, "step") for sentence in numbered)
    return in_order(steps(index, evidence.position))


def _nth(place: re.Match[str], heads: list[Sentence]) -> Sentence | None:
    """The item of a list whose place the question names ("the second step")."""
    at = ORDINALS.index(place[1].lower()) if place[1] else int(place[2]) - 1
    return heads[at] if at < len(heads) else None
