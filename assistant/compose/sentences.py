"""Answer with the sentence or two that say it: facts, definitions, reasons.

The best sentence first; a second where it adds words of the question that the first
lacks, or completes it from the next line; never two that say the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from index import Sentence

from ..draft import Draft, Piece
from ..evidence import Evidence, holds_kind, token_set
from ..question import GENERIC
from ..reading import Reading
from .wording import piece_of, word_count

MOST_WORDS = 60
SECOND_SHARE = 0.6  # a second sentence has at least this share of the first one's chance
SAME_SHARE = 0.7  # token overlap from which two sentences say the same


def compose_sentences(reading: Reading) -> Draft:
    """The best evidence, in an order that reads well."""
    chosen = choose(reading)
    return Draft("answered", tuple(pieces_of(chosen)), reading.confidence, reading.question.form)


def choose(reading: Reading, most: int = 2, evidence: Sequence[Evidence] | None = None) -> list[Evidence]:
    """One or two sentences that answer, best first."""
    candidates = list(evidence if evidence is not None else reading.evidence)
    if not candidates:
        return []
    fuller = (
        other
        for other in candidates[1:6]
        if other.chance >= SECOND_SHARE * candidates[0].chance and same(other.sentence, candidates[0].sentence) and _adds(reading, candidates[:1], other)
    )
    chosen = [next(fuller, candidates[0])]  # what says the same and more is said instead
    for completes in (_adds, _goes_on):
        for other in candidates[1:12]:
            if len(chosen) >= most:
                return chosen
            if other.chance < SECOND_SHARE * chosen[0].chance or any(same(other.sentence, one.sentence) for one in chosen):
                continue
            words = sum(word_count(one.sentence.text) for one in (*chosen, other))
            if words <= MOST_WORDS and completes(reading, chosen, other):
                chosen.append(other)
    return chosen


def _adds(reading: Reading, chosen: Sequence[Evidence], other: Evidence) -> bool:
    """Whether a sentence holds a word of the question, or the kind asked for, that the chosen ones lack."""
    asked = {token for token in reading.question.tokens if token not in GENERIC}
    held = frozenset().union(*(token_set(one.sentence.indexed_text) for one in chosen))
    if (asked & token_set(other.sentence.indexed_text)) - held:
        return True
    return holds_kind(reading.question, chosen[0].sentence.text) is False and bool(holds_kind(reading.question, other.sentence.text))


def _goes_on(reading: Reading, chosen: Sequence[Evidence], other: Evidence) -> bool:
    """Whether a sentence follows the best one in its paragraph."""
    first = chosen[0]
    return (
        other.sentence.document_id == first.sentence.document_id
        and other.sentence.unit.block == first.sentence.unit.block
        and other.position == first.position + 1
    )


def pieces_of(chosen: Sequence[Evidence]) -> list[Piece]:
    """Sentences of one document in reading order; documents in order of their best sentence."""
    order = {evidence.sentence.document_id: at for at, evidence in reversed(list(enumerate(chosen)))}
    ordered = sorted(chosen, key=lambda evidence: (order[evidence.sentence.document_id], evidence.position))
    pieces, before = [], None
    for evidence in ordered:
        pieces.append(piece_of(evidence.sentence, after=before))
        before = evidence.sentence
    return pieces


def same(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences say nearly the same words."""
    left, right = token_set(one.text), token_set(other.text)
    return len(left & right) >= SAME_SHARE * min(len(left), len(right), 40) if left and right else False
