"""Tell two things apart in sentences: what the documents say on each, side by side.

Each side is asked about by itself ("Which is dearer, the boat?"), so that one sentence, or row, is found for each; nothing
is said where only one of them is told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.tokens import tokens

from ..draft import Draft, Piece
from ..evidence import Evidence, Reader, holds_kind, token_set
from ..reading import Reading
from ..understand.forms import asks_yes_no
from ..understand.question import GENERIC
from ..understand.sides import Sides, two_sides
from .outcomes import compose_abstention
from .sentences import choose, compose_sentences, pieces_of
from .verdicts.polarity import offers_choice
from .wording import shown

SENTENCES_IN = 15  # likeliest sentences, among which one on each thing is looked for
LEAST_CHANCE_SHARE = 0.2  # of the likeliest one's chance, that it must have
SIDE_WORDS = 2  # telling words beside "or" or "versus" that name a thing
NAMED = 0.5  # how much it counts, beside its chance, that a sentence names one thing and not the other
ALONE = 0.5  # how much it counts against one sentence for both sides that it names only one
NAMES = 0.5  # share of what is told of a side only, that a sentence holds which names it
OF_KIND = 0.4  # how much it counts that a sentence holds the figure, the date or whatever else is asked for of both
BESIDE = 0.3  # how much it counts that two are rows of one table
LEAST_SURE = 0.6  # of the bar, that each side must reach where the documents answer the whole
LOOKED_AT = 4  # likeliest sentences on each side
VERSUS = re.compile(r"\b(?:versus|vs\.?|compared? (?:with|to)|as against|against)(?=\W)", re.I)
BETWEEN = (VERSUS, re.compile(r"\b(?:or|than|(?:different|differs?) from)\b", re.I), re.compile(r"\band\b", re.I))
PRONOUN = re.compile(r"\b(?:it|its|they|them|their|this|these|he|she|his|her)\b", re.I)  # of which the sentence before says whom it means
CLAUSE = re.compile(r"[,;:?!–—]|\s-\s")


def compose_each_side(reading: Reading, threshold: float) -> Draft | None:
    """The likeliest sentence on each of two things that the question sets side by side; None where it sets none, or one of them is not told of."""
    sides = two_sides(reading.question.text)
    if sides is None or (asks_yes_no(reading.question.text) and not (sides.choice and _chosen_between(reading))):
        return None
    asked = [reading.ask(text) for text in (sides.one, sides.other)]
    least = threshold if reading.confidence < threshold else LEAST_SURE * threshold
    if any(one.confidence < least or not one.evidence for one in asked):
        return None
    own = _own_tokens(sides)
    ranked = [_ranked(reading, each, words, others) for each, (words, others) in zip(asked, own, strict=True)]
    pairs = [
        (mine[0] + theirs[0] + BESIDE * _beside(mine[1], theirs[1]) - ALONE * _one_sided(reading, mine[1], theirs[1], own), mine[1], theirs[1])
        for mine in ranked[0]
        for theirs in ranked[1]
    ]
    _, *best = max(pairs, key=lambda pair: pair[0])
    likeliest = [one for one in reading.evidence[:1] if one.chance >= max(each.chance for each in best)]
    chosen = sorted({one.position: one for one in (*best, *likeliest)}.values(), key=lambda one: one.position)
    if len(chosen) < len(best):
        if _one_sided(reading, *best, own):
            return None
        chosen = choose(reading, evidence=[chosen[0], *(one for one in reading.evidence if one.position != chosen[0].position)])
    return Draft("answered", tuple(pieces_of(chosen, reading)), min(one.confidence for one in asked), "comparison")


def _chosen_between(reading: Reading) -> bool:
    """Whether a question offers a choice, and the likeliest sentence does not leave it open itself."""
    return not reading.evidence or offers_choice(reading.question.text, reading.evidence[0].sentence.text)


def _ranked(whole: Reading, side: Reading, own: frozenset[str], others: frozenset[str]) -> list[tuple[float, Evidence]]:
    """The likeliest sentences on one side with how well they tell of it: likely for the whole question and for that side, naming it and not the other, with what is asked for."""
    chances = {one.position: one.chance for one in whole.evidence}
    candidates = {one.position: one for one in (*side.evidence[:LOOKED_AT], *whole.evidence[:LOOKED_AT])}
    alone = {one.position: one.chance for one in side.evidence}
    return [
        (
            chances.get(at, 0.0)
            + alone.get(at, 0.0)
            + NAMED * (_speaks_of(whole, one, own) - _speaks_of(whole, one, others))
            + OF_KIND * bool(holds_kind(whole.question, shown(one.sentence))),
            one,
        )
        for at, one in candidates.items()
    ]


def _one_sided(reading: Reading, one: Evidence, other: Evidence, own: Sequence[tuple[frozenset[str], frozenset[str]]]) -> bool:
    """Whether both sides are to be told by one sentence, which names not both."""
    return one.position == other.position and any(_speaks_of(reading, one, words) < NAMES for words, _ in own)


def _beside(one: Evidence, other: Evidence) -> bool:
    """Whether two are rows of one table, or items of one list."""
    here, there = one.sentence, other.sentence
    return (
        one.position != other.position
        and here.unit.kind == there.unit.kind != "sentence"
        and (here.document_id, here.unit.group) == (there.document_id, there.unit.group)
    )


def _own_tokens(sides: Sides) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Of each side the telling tokens that only its question has, and those that only the other has."""
    one, other = (frozenset(tokens(text)) - GENERIC for text in (sides.one, sides.other))
    return (one - other, other - one), (other - one, one - other)


def _speaks_of(reading: Reading, evidence: Evidence, words: frozenset[str]) -> float:
    """Share of some words of the question that a sentence, or what stands above it, holds, near ones included."""
    sentence, reader = evidence.sentence, Reader(reading.question, reading.index)
    before = reading.index.sentences[evidence.position - 1] if evidence.position and PRONOUN.search(sentence.text) else None
    led = before.text if before is not None and before.unit.section == sentence.unit.section and before.document_id == sentence.document_id else ""
    held = token_set(" ".join((led, sentence.title, *sentence.headings, sentence.unit.label, sentence.text, *sentence.columns)))
    return sum(reader.match(token, held) if token in reader.near else float(token in held) for token in words) / max(len(words), 1)


def compose_contrast(reading: Reading) -> Draft:
    """The likeliest sentence on each of the two things that the question sets side by side; else those that tell them apart, up to three. A thing by a name that no document has is said to be unknown."""
    if unknown := _unknown(reading):
        draft = compose_abstention(reading)
        return replace(draft, pieces=(Piece(f"The documents do not name “{unknown}”.", states=False), *draft.pieces[1:]))
    chosen = one_each(reading) or choose(reading)
    return Draft("answered", tuple(pieces_of(chosen, reading)), reading.confidence, "comparison") if chosen else compose_sentences(reading)


def _unknown(reading: Reading) -> str:
    """A name in the question of which the documents have no word; none where it is a figure, which would stand there without a citation."""
    frequency = reading.index.sentence_lexical.document_frequency
    for name in reading.question.names:
        held = token_set(name)
        if len(name) > 3 and held and not re.search(r"\d", name) and not any(frequency.get(token) for token in held):
            return re.sub(r"['’]s$", "", name)
    return ""


def one_each(reading: Reading) -> list[Evidence]:
    """Two sentences, each likely to answer and on one of the two things; none where one of them has none."""
    sides = sides_of(reading.question.text)
    reader = Reader(reading.question, reading.index)
    chosen: list[Evidence] = []
    for own, other in (sides, sides[::-1]) if sides else ():
        rated = []
        for one in reading.evidence[:SENTENCES_IN]:
            held = token_set(" ".join((one.sentence.text, *one.sentence.headings, one.sentence.unit.label)))
            on, off = (max((reader.match(token, held) for token in side if token in reader.near), default=0.0) for side in (own, other))
            if on > 0 and one not in chosen and one.chance >= LEAST_CHANCE_SHARE * reading.evidence[0].chance:
                rated.append((one.chance + on - 0.5 * off, one))
        if rated:
            chosen.append(max(rated, key=lambda pair: pair[0])[1])
    return sorted(chosen, key=lambda one: one.position) if len(chosen) == 2 else []


def sides_of(question: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The telling tokens of the two things that a question sets side by side.

    >>> sorted(map(sorted, sides_of("How do the evening course and the day course differ in price?") or ()))
    [['day'], ['evening']]
    """
    for connective in BETWEEN:
        for match in connective.finditer(question):
            before = [token for token in tokens(CLAUSE.split(question[: match.start()])[-1]) if token not in GENERIC][-SIDE_WORDS:]
            after = [token for token in tokens(CLAUSE.split(question[match.end() :])[0]) if token not in GENERIC][:SIDE_WORDS]
            left, right = frozenset(before) - frozenset(after), frozenset(after) - frozenset(before)
            if left and right:
                return left, right
    return None
