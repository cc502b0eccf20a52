"""Answer with a whole list: every item of the list, or every step, that the question asks for."""

from __future__ import annotations

import re

from index import SearchIndex, Sentence

from ..draft import Draft, Layout, Piece
from ..evidence import Evidence, token_set
from ..question import telling_tokens
from ..reading import Reading, span_of_sentence
from .enumeration import ORDINALS, announced, series, steps
from .paragraphs import around, counted_above
from .sentences import choose, pieces_of
from .table_lists import compose_table_list, rows_meeting, rows_shown
from .wording import bare, in_order, piece_of, word_count

SECTION_SHARE = 0.15  # of the best one's chance, that a sentence of its section has which comes before those of others
MOST_SENTENCES = 4  # of a list that stands in prose
MOST_WORDS_WHOLE = 90  # a list up to this long is shown with its explanations, a longer one by its labels
LEAST_FIT = 0.5
SURE_FIT = 0.75  # share of the question that the heading of a list holds, from which the list is surely meant
TELLS = 0.5  # how telling a word is that items are chosen by
LOOKED_AT = 3  # sentences that may be a part of what is asked for
ITEMS_IN, ITEM_SHARE, LEAST_ITEMS = 5, 0.35, 2  # sentences that may be items of the list asked for, their share of the best one's chance, how many must be
GATHERED_IN, LEAST_GATHERED, MOST_GATHERED = 12, 3, 20  # sentences among which items of one list are counted, how many must be, and how long the list may be
STEPS_IN, STEP_SHARE = 8, 0.4  # sentences that may be a step of what is asked for, and their share of the best one's chance
WHOLE_SHARE = 0.6  # of the best one's chance, that such a sentence has
PARTS = r"(?:step|part|phase|stage|point|item|reason|rule|tip|path|requirement|condition|principle)"
PLACE = re.compile(rf"\b({'|'.join(ORDINALS)})\s+(?:\w+\s+)?{PARTS}\b|\b{PARTS}\s+(?:no\.?\s*|number\s+|#\s*)?(\d{{1,2}})\b", re.I)
PROCEDURE = re.compile(r"\b(?:how|steps?|process|procedure|appl(?:y|ying|ication)|instructions?|guide|ways?|first|proceed|to \w+:?$)\b", re.I)
ASKS_STEPS = re.compile(r"\b(?:how|steps?|process|procedure|instructions?|proceed)\b", re.I)
PREDICATE = re.compile(r"\b(?:are|is|were|was|that|which are|with|have|has|need|needs|take|takes|cost|costs|can be)\b(.+)", re.I)
ENUMERATION = re.compile(r"(?:[^,;]+[,;]\s+){1,}[^,;]*\b(?:and|or)\b")


def compose_list(reading: Reading) -> Draft:
    """The list that fits best, complete; the best sentences where no list fits."""
    if told := _told(reading):
        return Draft("answered", told, reading.confidence, reading.question.form)
    group = best_list(reading)
    if group is None and reading.question.form == "list" and (rows := compose_table_list(reading)):
        return rows
    telling = _enumeration(reading, group) if reading.question.form != "how_to" else None
    if group is None and telling is not reading.evidence[0] and reading.question.form == "list" and (gathered := _gathered(reading)):
        return Draft("answered", gathered, reading.confidence, reading.question.form)
    if group is None or telling:
        if reading.question.form == "how_to" and (paragraph := around(reading)):
            return Draft("answered", paragraph, reading.confidence, "how_to")
        evidence = sorted(reading.evidence, key=lambda one: (one is not telling, not _belongs(one, reading.evidence[0])))
        chosen = choose(reading, MOST_SENTENCES, evidence)
        if telling is None and (fuller := _continued(reading)) and fuller not in chosen:
            chosen = [chosen[0], fuller]
        return Draft("answered", tuple(pieces_of(chosen, reading)), reading.confidence, reading.question.form)
    if nth := _nth(reading.question.text, [sentence for sentence in group if sentence.unit.first]):
        return Draft("answered", (piece_of(nth),), reading.confidence, reading.question.form)
    layout: Layout = "step" if reading.question.form == "how_to" or group[0].unit.ordinal else "item"
    heads = [sentence for sentence in group if sentence.unit.first]
    heads = _meeting(reading, heads) if reading.question.form == "list" else heads
    labels_only = layout == "item" and all(sentence.unit.label for sentence in heads) and sum(word_count(s.text) for s in heads) > MOST_WORDS_WHOLE
    pieces: list[Piece] = []
    for sentence in heads:
        if labels_only:
            pieces.append(Piece(bare(sentence.unit.label), (span_of_sentence(sentence),), layout=layout))
        else:
            pieces.append(piece_of(sentence, layout))
    return Draft("answered", tuple(pieces), reading.confidence, reading.question.form)


def _told(reading: Reading) -> tuple[Piece, ...]:
    """The whole of what the best evidence is a part of: numbered steps, steps told in prose, or things that a paragraph counts off."""
    index, best = reading.index, reading.evidence[0]
    if PLACE.search(reading.question.text):
        return ()
    if reading.question.form == "how_to":
        likely = [(one, _named_above(reading, one.sentence)) for one in reading.evidence[:STEPS_IN]]
        procedures = [
            (_covered(reading, token_set(" ".join(one.sentence.headings))) + named + one.chance, told)
            for one, named in likely
            if (named or one.chance >= STEP_SHARE * best.chance) and (told := _procedure(reading, one))
        ]
        return max(procedures, key=lambda pair: pair[0])[1] if procedures else ()
    likely = [one for one in reading.evidence[:LOOKED_AT] if one.chance >= WHOLE_SHARE * best.chance]
    if counting := next((one for one in likely if announced(index, one.position)), None):
        return tuple(pieces_of([counting], reading))
    if above := counted_above(reading, best):
        return in_order(above)
    found = [one.sentence for one in reading.evidence[:ITEMS_IN] if one.chance >= ITEM_SHARE * best.chance]
    counted = (series(index, one.position) for one in likely)
    if told := next((told for told in counted if sum(sentence in found for sentence in told) >= LEAST_ITEMS), None):
        return in_order(told)
    return items_found(reading)


def items_found(reading: Reading) -> tuple[Piece, ...]:
    """The whole list that several of the likeliest sentences are items of."""
    best = reading.evidence[0]
    likely = [one for one in reading.evidence[:ITEMS_IN] if one.chance >= ITEM_SHARE * best.chance]
    likely = [one for one in likely if one.sentence.unit.kind == "list_item" and one.sentence.unit.first]
    group = next((one for one in likely if sum(_same_list(one.sentence, other.sentence) for other in likely) >= LEAST_ITEMS), None)
    if group is None:
        return ()
    section = _section(reading.index, group.position)
    items = [one for one in section if _same_list(one, group.sentence) and one.unit.first]
    if reading.question.form != "how_to" and _tells_steps(section, items) and not ASKS_STEPS.search(reading.question.text):
        return ()
    if sum(word_count(one.text) for one in items) > MOST_WORDS_WHOLE + 30:
        return ()
    return tuple(piece_of(one, "step" if one.unit.ordinal else "item") for one in _meeting(reading, items))


def _belongs(one: Evidence, best: Evidence) -> bool:
    """Whether a sentence stands in the section of the best one and is not much less likely: what is listed stands together."""
    here, there = one.sentence, best.sentence
    return (here.document_id, here.unit.section) == (there.document_id, there.unit.section) and one.chance >= SECTION_SHARE * best.chance


def _named_above(reading: Reading, sentence: Sentence) -> float:
    """Share of the innermost heading's words that the question has, plain ones too ("Joining", asked "how do I join?")."""
    heading = token_set(sentence.headings[-1]) if sentence.headings else frozenset()
    return len(heading & set(reading.question.own)) / len(heading) if heading else 0.0


def _gathered(reading: Reading) -> tuple[Piece, ...]:
    """The whole list or table that most of the likely sentences are items of, where its heading does not tell that it is meant."""
    likely = [one for one in reading.evidence[:GATHERED_IN] if one.sentence.unit.kind in {"list_item", "table_row"} and one.sentence.unit.first]
    groups = [[other for other in likely if _same_list(one.sentence, other.sentence)] for one in likely]
    most = max(groups, key=lambda group: (len(group), sum(one.chance for one in group)), default=[])
    if len(most) < LEAST_GATHERED or sum(one.chance for one in most) < reading.evidence[0].chance:
        return ()
    kind = most[0].sentence.unit.kind
    items = [one for one in reading.index.run_around(most[0].position, lambda one, here: _same_list(one, here)) if one.unit.first]
    if len(items) > MOST_GATHERED or _tells_steps(_section(reading.index, most[0].position), items):
        return ()
    items = rows_meeting(reading, items) if kind == "table_row" else _meeting(reading, items)
    if len(items) < 2:
        return ()
    if kind == "table_row":
        return rows_shown(reading, items)
    short = all(one.unit.label for one in items) and sum(word_count(one.text) for one in items) > MOST_WORDS_WHOLE
    return tuple(Piece(bare(one.unit.label), (span_of_sentence(one),), layout="item") if short else piece_of(one, "item") for one in items)


def _tells_steps(section: list[Sentence], items: list[Sentence]) -> bool:
    """Whether a list is numbered and announced as a procedure."""
    return bool(items[0].unit.ordinal) and bool(PROCEDURE.search(" ".join((*items[0].headings[-1:], _intro(section, items[0])))))


def _same_list(one: Sentence, other: Sentence) -> bool:
    return one.document_id == other.document_id and one.unit.group == other.unit.group and one.unit.kind == other.unit.kind


def _procedure(reading: Reading, evidence: Evidence) -> tuple[Piece, ...]:
    """The steps that a sentence is one of."""
    index, unit = reading.index, evidence.sentence.unit
    numbered = [one for one in _section(index, evidence.position) if one.unit.group == unit.group and one.unit.ordinal and one.unit.first]
    if unit.ordinal and len(numbered) > 1:
        return tuple(piece_of(sentence, "step") for sentence in numbered)
    told = steps(index, evidence.position)
    return in_order(told)


def _meeting(reading: Reading, heads: list[Sentence]) -> list[Sentence]:
    """The items that hold what the question asks of them ("which of them are online?"); all where it asks nothing that only some hold."""
    above = token_set(" ".join((heads[0].title, *heads[0].headings)))
    predicate = PREDICATE.search(reading.question.text)
    wanted = [token for token, told in telling_tokens(predicate[1]).items() if told >= TELLS and token not in above] if predicate else []
    asked = [token for token in wanted if 0 < sum(token in token_set(head.text) for head in heads) < len(heads)]
    return [head for head in heads if all(token in token_set(head.text) for token in asked)] or heads


def list_fits(reading: Reading) -> bool:
    """Whether there is a list whose heading holds nearly all that the question asks."""
    group = best_list(reading)
    return group is not None and _covered(reading, token_set(" ".join((group[0].title, *group[0].headings)))) >= SURE_FIT


def _nth(text: str, heads: list[Sentence]) -> Sentence | None:
    """The item of a list whose place the question names ("the second step")."""
    match = PLACE.search(text)
    place = ORDINALS.index(match[1].lower()) if match and match[1] else int(match[2]) - 1 if match else len(heads)
    return heads[place] if place < len(heads) else None


def best_list(reading: Reading) -> list[Sentence] | None:
    """Sentences of the list of at least two items whose heading and items fit the question best."""
    index = reading.index
    best: tuple[float, list[Sentence]] | None = None
    seen = set()
    for evidence in reading.evidence[:20]:
        unit = evidence.sentence.unit
        key = (evidence.sentence.document_id, unit.section)
        if key in seen:
            continue
        seen.add(key)
        section = _section(index, evidence.position)
        groups: dict[int, list[Sentence]] = {}
        for sentence in section:
            if sentence.unit.kind == "list_item":
                groups.setdefault(sentence.unit.group, []).append(sentence)
        for group in groups.values():
            heads = [sentence for sentence in group if sentence.unit.first]
            if len(heads) < 2:
                continue
            intro = _intro(section, group[0])
            above = " ".join((*group[0].headings[-1:], intro))
            if reading.question.form == "how_to" and not group[0].unit.ordinal and not PROCEDURE.search(above):
                continue
            if reading.question.form == "list" and _tells_steps(section, heads) and not ASKS_STEPS.search(reading.question.text):
                continue
            head = token_set(" ".join((group[0].title, *group[0].headings, intro)))
            fit = _covered(reading, head) + evidence.chance
            if _covered(reading, head) >= LEAST_FIT and (best is None or fit > best[0]):
                best = (fit, group)
    return best[1] if best else None


def _covered(reading: Reading, held: frozenset[str]) -> float:
    """Share of the question's telling words that a heading with its introduction holds, near words included."""
    question = reading.question
    told = sum(question.telling.values())
    got = sum(
        weight * (1.0 if token in held else max((question.near.get(token, {}).get(other, 0.0) for other in held), default=0.0))
        for token, weight in question.telling.items()
    )
    return got / told if told else 0.0


def _section(index: SearchIndex, position: int) -> list[Sentence]:
    return index.run_around(position, lambda one, here: one.unit.section == here.unit.section)


def _intro(section: list[Sentence], first: Sentence) -> str:
    before = [sentence for sentence in section if sentence.end <= first.start and sentence.unit.kind == "sentence"]
    return before[-1].text if before else ""


def _continued(reading: Reading) -> Evidence | None:
    """The likeliest sentence of the best one's section that enumerates, where the best one only announces."""
    best = reading.evidence[0]
    if ENUMERATION.search(best.sentence.text):
        return None
    here = (best.sentence.document_id, best.sentence.unit.section)
    return next(
        (one for one in reading.evidence[1:8] if (one.sentence.document_id, one.sentence.unit.section) == here and ENUMERATION.search(one.sentence.text)), None
    )


def _enumeration(reading: Reading, group: list[Sentence] | None) -> Evidence | None:
    """A sentence that gives the list in one breath, where it fits about as well as the best evidence."""
    if not reading.evidence:
        return None
    best = reading.evidence[0].chance
    inside = {(sentence.document_id, sentence.start) for sentence in group or ()}
    for evidence in reading.evidence[:6]:
        sentence = evidence.sentence
        if evidence.chance >= 0.6 * best and ENUMERATION.search(sentence.text) and (sentence.document_id, sentence.start) not in inside:
            return evidence
    return None
