"""Answer a question for a list with the whole of it: every item of a list, every row of a table, all that a paragraph tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Sentence

from ...draft import Draft, Layout, Piece
from ...evidence import Evidence, token_set
from ...reading import Reading, span_of_sentence
from ...understand.forms import LIST
from ...understand.question import telling_tokens
from ..sentences import choose, compose_sentences, pieces_of
from ..wording import bare, in_order, piece_of, word_count
from .enumeration import announced, items_below, series
from .groups import Group, likeliest_groups
from .paragraphs import counted_above
from .sections import ASKS_STEPS, covered, headed_list, same_list, tells_steps
from .table_lists import rows_meeting, rows_shown

SECTION_SHARE = 0.15  # of the best one's chance, that a sentence of its section has which comes before those of others
MOST_SENTENCES = 4  # of a list that stands in prose
MOST_WORDS_TOLD = 130  # of a paragraph that is shown whole
MOST_WORDS_WHOLE = 90  # a list up to this long is shown with its explanations, a longer one by its labels
MOST_WORDS_FOUND = 120  # of a list that a question for a fact is answered with
SURE_FIT = 0.75  # share of the question that the heading of a list holds, from which the list is surely meant
FURTHER_IN, FURTHER_SHARE = 5, 0.5  # likeliest sentences, and their share of the best one's chance, that are shown with a paragraph beside them
TELLS = 0.5  # how telling a word is that items are chosen by
ITEMS_IN, ITEM_SHARE, LEAST_ITEMS = 5, 0.35, 2  # sentences that may be items of the list asked for, their share of the best one's chance, how many must be
PREDICATE = re.compile(r"(?<!\bwhat )(?<!\bwhich )\b(?:are|is|were|was|that|which are|with|have|has|need|needs|take|takes|cost|costs|can be)\b(.+)", re.I)


def compose_list(reading: Reading) -> Draft:
    """The group that the question most likely means, as far as it is asked for; the best sentences where that is a single one and no list is asked for in so many words."""
    group, *others = likeliest_groups(reading, _may_mean)
    if below := _led_up_to(reading, group, others):
        return Draft("answered", items_shown(reading, below), reading.confidence, "list")
    if group.kind == "sentence" and not LIST.search(reading.question.text):
        return compose_sentences(reading)
    return Draft("answered", _whole(reading, group), reading.confidence, "list")


def list_fits(reading: Reading) -> bool:
    """Whether there is a list whose heading holds nearly all that the question asks."""
    group = headed_list(reading)
    return group is not None and covered(reading, token_set(" ".join((group[0].title, *group[0].headings)))) >= SURE_FIT


def items_found(reading: Reading) -> tuple[Piece, ...]:
    """The whole list that several of the likeliest sentences are items of, where it is short."""
    best = reading.evidence[0]
    likely = [one for one in reading.evidence[:ITEMS_IN] if one.chance >= ITEM_SHARE * best.chance]
    likely = [one for one in likely if one.sentence.unit.kind == "list_item" and one.sentence.unit.first]
    lists = [(one, same_list(reading.index, one.position)) for one in likely]
    group = next((one for one, group in lists if sum(other.sentence in group for other in likely) >= LEAST_ITEMS), None)
    if group is None:
        return ()
    items = [one for one in same_list(reading.index, group.position) if one.unit.first]
    if tells_steps(reading.index, items) and not ASKS_STEPS.search(reading.question.text):
        return ()
    if sum(word_count(one.text) for one in items) > MOST_WORDS_FOUND:
        return ()
    return tuple(piece_of(one, "step" if one.unit.ordinal else "item") for one in _meeting(reading, items))


def items_shown(reading: Reading, heads: list[Sentence]) -> tuple[Piece, ...]:
    """The items that the question asks for: as they stand, or by their labels where they are long."""
    heads = _meeting(reading, heads)
    layout: Layout = (
        "step" if heads[0].unit.ordinal or (tells_steps(reading.index, heads, numbered=False) and ASKS_STEPS.search(reading.question.text)) else "item"
    )
    if len(heads) == 1:
        return (piece_of(heads[0]),)
    if all(one.unit.label for one in heads) and not heads[0].unit.ordinal and sum(word_count(one.text) for one in heads) > MOST_WORDS_WHOLE:
        return tuple(Piece(bare(one.unit.label), (span_of_sentence(one),), layout=layout) for one in heads)
    return tuple(piece_of(one, layout) for one in heads)


def _whole(reading: Reading, group: Group) -> tuple[Piece, ...]:
    """All of a group that the question asks for."""
    if group.kind == "table":
        rows = rows_meeting(reading, group.heads)
        return rows_shown(reading, rows) if len(rows) > 1 else (piece_of(rows[0]),)
    if group.kind == "list":
        return items_shown(reading, group.heads)
    last = group.sentences[-1]
    at = reading.index.sentence_at(last.document_id, last.start)
    below = announced(reading.index, at) if at is not None else []
    if below and below[0].unit.kind == "list_item":
        return (*in_order(group.sentences), *(piece_of(item, "step" if item.unit.ordinal else "item") for item in below))
    reading = reading.led_by(group.position)
    if told := _counted_off(reading):
        return told
    if group.kind == "paragraph" and sum(word_count(one.text) for one in group.sentences) <= MOST_WORDS_TOLD:
        return in_order(_with_those_beside(reading, group.sentences))
    evidence = sorted(reading.evidence[1:], key=lambda one: not _belongs(one, reading.evidence[0]))
    chosen = choose(reading, MOST_SENTENCES, [reading.evidence[0], *evidence])
    if all(_belongs(one, reading.evidence[0]) for one in chosen):
        chosen.sort(key=lambda one: one.position)  # what is listed stands in the order of its section
    return tuple(pieces_of(chosen, reading))


def _with_those_beside(reading: Reading, block: Sequence[Sentence]) -> list[Sentence]:
    """A paragraph with sentences of other paragraphs of its section that are nearly as likely: text is often broken after every thought."""
    told = list(block)
    for one in reading.evidence[1:FURTHER_IN]:
        near = _belongs(one, reading.evidence[0]) and one.chance >= FURTHER_SHARE * reading.evidence[0].chance and one.sentence.unit.kind == "sentence"
        if near and one.sentence not in told and sum(word_count(other.text) for other in (*told, one.sentence)) <= MOST_WORDS_TOLD:
            told.append(one.sentence)
    return sorted(told, key=lambda sentence: sentence.start)


def _may_mean(reading: Reading, group: Group) -> bool:
    """Whether a question for a list may mean a group: steps only where it asks for such, or takes an offer up."""
    return group.kind != "list" or bool(reading.said) or bool(ASKS_STEPS.search(reading.question.text)) or not tells_steps(reading.index, group.heads)


def _led_up_to(reading: Reading, group: Group, others: Sequence[Group]) -> list[Sentence]:
    """The items of a list that a group of sentences stands right before, where that is the next likely one."""
    last = group.sentences[-1]
    at = reading.index.sentence_at(last.document_id, last.start)
    items = items_below(reading.index, at) if at is not None and last.unit.kind == "sentence" else []
    return items if items and others and others[0].sentences[0] == items[0] else []


def _counted_off(reading: Reading) -> tuple[Piece, ...]:
    """What the best sentence counts off, or is counted off with."""
    index, best = reading.index, reading.evidence[0]
    if announced(index, best.position):
        return tuple(pieces_of([best], reading))
    return in_order(counted_above(reading, best) or series(index, best.position))


def _belongs(one: Evidence, best: Evidence) -> bool:
    """Whether a sentence stands in the section of the best one and is not much less likely: what is listed stands together."""
    here, there = one.sentence, best.sentence
    return (here.document_id, here.unit.section) == (there.document_id, there.unit.section) and one.chance >= SECTION_SHARE * best.chance


def _meeting(reading: Reading, heads: list[Sentence]) -> list[Sentence]:
    """The items that hold what the question asks of them ("which of them are online?"); all where it asks nothing that only some hold."""
    above = token_set(" ".join((heads[0].title, *heads[0].headings)))
    predicate = PREDICATE.search(reading.question.text)
    wanted: Sequence[str] = [token for token, told in telling_tokens(predicate[1]).items() if told >= TELLS and token not in above] if predicate else ()
    asked = [token for token in wanted if 0 < sum(token in token_set(head.text) for head in heads) < len(heads)]
    return [head for head in heads if all(token in token_set(head.text) for token in asked)] or heads
