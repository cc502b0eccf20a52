"""What stands around the likeliest sentence: the paragraph that tells how something is done, or counts off what it is one of."""

from __future__ import annotations

from index import Sentence

from ...draft import Piece
from ...evidence import Evidence
from ...reading import Reading
from ..sentences import same
from ..wording import in_order, word_count
from .enumeration import announced

MOST_WORDS = 75  # of what is shown
LOOKED_AT = 3  # sentences, the likeliest, of which those from elsewhere are shown too
FURTHER_SHARE = 0.3  # of the likeliest one's chance, that they have
MOST_BEFORE = 6  # sentences before the likeliest one, among which one may count off what it tells


def around(reading: Reading) -> tuple[Piece, ...]:
    """The likeliest sentence with its paragraph, from that sentence on where it is long, since how something is done is seldom told in one; empty where it stands alone."""
    best = reading.evidence[0]
    block = reading.index.run_around(best.position, lambda one, here: (one.unit.block, one.unit.kind) == (here.unit.block, "sentence"))
    if _words(block) > MOST_WORDS:
        block = [one for one in block if one.start >= best.sentence.start]
    told = [one for at, one in enumerate(block) if at == 0 or _words(block[: at + 1]) <= MOST_WORDS]
    if len(told) < 2:
        return ()
    for other in reading.evidence[1:LOOKED_AT]:
        new = other.chance >= FURTHER_SHARE * best.chance and not any(same(other.sentence, one) for one in told)
        if new and _words([*told, other.sentence]) <= MOST_WORDS:
            told.append(other.sentence)
    return in_order(told)


def counted_above(reading: Reading, best: Evidence) -> list[Sentence]:
    """The sentence of a paragraph that counts things off ("Three schemes exist."), and those that tell them, where the best sentence is one of these; else empty."""
    index = reading.index
    for at in range(best.position - 1, max(best.position - MOST_BEFORE, 0) - 1, -1):
        before = index.sentences[at]
        if before.document_id != best.sentence.document_id or before.unit.block != best.sentence.unit.block:
            return []
        following = announced(index, at)
        if any(told is best.sentence for told in following):
            return [before, *following]
    return []


def _words(sentences: list[Sentence]) -> int:
    return sum(word_count(one.text) for one in sentences)
