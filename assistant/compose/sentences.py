"""Answer with the sentences that say it: facts, definitions, reasons.

The likeliest sentence first, then up to three more that are not much less likely and say
something else, as long as the reply stays short. Neighbours stand in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Sentence

from ..draft import Draft, Piece
from ..evidence import Evidence, Reader, token_set
from ..reading import Reading
from ..understand.question import GENERIC
from .lists.enumeration import announced, leads_on
from .wording import piece_of, word_count

MOST = 4
MOST_WORDS = (0, 100, 80)  # of the reply with a second sentence, and with a third or later one
FURTHER_SHARE = 0.15  # a further sentence has at least this share of the first one's chance
FULLER_SHARE = 0.6  # and this share where it is said instead of the first, which it repeats and completes
MOST_WORDS_BEFORE = 20  # of a sentence that is shown because the next one refers to it
REFERS_BACK = re.compile(r"^(?:it|they|he|she|this|these|those|such|its|their|his|her)\b", re.I)
LABEL_SHARE = 0.6  # how much of the best label's fit a row or item has that is shown beside it
RIVAL_SHARE = 0.4  # of the chance of a row or item, that another of its table or list has whose label is set against its own
SAME_SHARE = 0.7  # token overlap from which two sentences say the same
CANDIDATES = 12


def compose_sentences(reading: Reading) -> Draft:
    """The best evidence, in an order that reads well."""
    chosen = choose(reading)
    return Draft("answered", tuple(pieces_of(chosen, reading)), reading.confidence, reading.question.form)


def choose(reading: Reading, most: int = MOST, evidence: Sequence[Evidence] | None = None) -> list[Evidence]:
    """One to `most` sentences that answer, likeliest first."""
    candidates = list(evidence if evidence is not None else reading.evidence)[:CANDIDATES]
    candidates = _without_other_rows(reading, candidates)
    if not candidates:
        return []
    chosen = [_fuller(reading, candidates)]
    for other in candidates:
        if len(chosen) >= most or other.chance < FURTHER_SHARE * chosen[0].chance:
            break
        length = sum(word_count(one.sentence.text) for one in (*chosen, other))
        if length <= MOST_WORDS[min(len(chosen), 2)] and not any(same(other.sentence, one.sentence) for one in chosen):
            chosen.append(other)
    return chosen


def _fuller(reading: Reading, candidates: Sequence[Evidence]) -> Evidence:
    """The first candidate, or one that says the same and holds more words of the question."""
    first = candidates[0]
    asked = {token for token in reading.question.tokens if token not in GENERIC}
    held = token_set(first.sentence.indexed_text)
    return next(
        (
            other
            for other in candidates[1:6]
            if other.chance >= FULLER_SHARE * first.chance and same(other.sentence, first.sentence) and (asked & token_set(other.sentence.indexed_text)) - held
        ),
        first,
    )


def _without_other_rows(reading: Reading, candidates: list[Evidence]) -> list[Evidence]:
    """Without rows of a table and items of a list that another one of it fits better by its label, and lines that only announce a list.

    A label counts only against what is not much likelier than its own row or item: a single plain word in it ("cost") tells
    less than reading does. A row that shares only the head of a column with the question is not meant either.
    """
    reader = Reader(reading.question, reading.index)
    candidates = [one for one in candidates if not one.sentence.text.rstrip().endswith(":") or announced(reading.index, one.position)] or candidates
    rows = [one for one in candidates if one.sentence.unit.kind == "table_row" or (one.sentence.unit.kind == "list_item" and one.sentence.unit.label)]
    labels = {one.position: reader.share(token_set(one.sentence.unit.label)) for one in rows}

    def best_beside(one: Evidence) -> float:
        place = (one.sentence.document_id, one.sentence.unit.group)
        beside = [other for other in rows if (other.sentence.document_id, other.sentence.unit.group) == place]
        return max(labels[other.position] for other in beside if other.chance >= RIVAL_SHARE * one.chance)

    def meant(one: Evidence) -> bool:
        if one.position not in labels:
            return True
        if (most := best_beside(one)) > 0:
            return labels[one.position] >= LABEL_SHARE * most
        return one.sentence.unit.kind == "list_item" or reader.share(token_set(one.sentence.text)) > 0

    return [one for one in candidates if meant(one)] or candidates


def pieces_of(chosen: Sequence[Evidence], reading: Reading) -> list[Piece]:
    """Pieces of sentences, likeliest first; those that stand side by side in a passage together and in reading order.

    A sentence that opens with "it" or "they" is given the one before it, the likeliest that counts
    something off ("three parts") what it counts, and that is all.
    """
    if chosen and (told := announced(reading.index, chosen[0].position)):
        first = chosen[0].sentence
        if told[0].unit.kind == "list_item":
            return [piece_of(first, "lead"), *(piece_of(item, "step" if item.unit.ordinal else "item") for item in told)]
        return [piece_of(sentence, after=before) for before, sentence in zip([None, first, *told], [first, *told], strict=False)]
    shown = {one.position for one in chosen}
    runs: list[list[Evidence]] = []
    for evidence in chosen:
        run = next((run for run in runs if any(_beside(evidence, one) for one in run)), None)
        if run is None:
            runs.append([evidence])
        else:
            run.append(evidence)
    pieces, before = [], None
    for evidence in (one for run in runs for one in sorted(run, key=lambda one: one.position)):
        antecedent = _antecedent(evidence, reading) if evidence.position - 1 not in shown else None
        if antecedent is not None:
            pieces.append(piece_of(antecedent, after=before))
            before = antecedent
        pieces.append(piece_of(evidence.sentence, after=before, asked=reading.question))
        before = evidence.sentence
        if leads_on(before):  # what it announces stands below it
            pieces += [piece_of(item, "step" if item.unit.ordinal else "item") for item in announced(reading.index, evidence.position)]
    return pieces


def _antecedent(evidence: Evidence, reading: Reading) -> Sentence | None:
    """The sentence before one that opens with a pronoun, in the same paragraph and short enough to be shown too."""
    sentence, at = evidence.sentence, evidence.position
    if at == 0 or not REFERS_BACK.match(sentence.text):
        return None
    before = reading.index.sentences[at - 1]
    near = before.document_id == sentence.document_id and before.unit.block == sentence.unit.block and before.unit.kind == sentence.unit.kind == "sentence"
    return before if near and word_count(before.text) <= MOST_WORDS_BEFORE else None


def _beside(one: Evidence, other: Evidence) -> bool:
    return one.sentence.chunk == other.sentence.chunk and abs(one.position - other.position) == 1


def same(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences say nearly the same words."""
    left, right = token_set(one.text), token_set(other.text)
    return len(left & right) >= SAME_SHARE * min(len(left), len(right), 40) if left and right else False
