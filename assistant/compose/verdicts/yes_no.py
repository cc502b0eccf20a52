"""Answer a yes/no question: Yes or No where the evidence settles it, then the evidence.

No guess: where question and evidence share too little, or their polarity cannot be told,
the evidence is shown without a Yes or No.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.tokens import fold

from ...check import NEGATION
from ...draft import Draft, Piece
from ...evidence import FEATURES, Evidence, Reader, token_set
from ...item_names import OFFERINGS
from ...reading import Reading
from ...understand.forms import asking
from ...understand.lexicon import synonym_groups
from ...understand.question import names
from ..sentences import REFERS_BACK, choose, pieces_of
from .by_catalog import Settled, compared, settled_by_catalog
from .cells import tells_apart
from .claimed import claim_met
from .mismatch import asking_of_amounts, number_mismatch
from .polarity import (
    LACKING,
    NEGATIVE,
    ONLY,
    QUALIFIED,
    SPEAKS,
    WRONG,
    denies_apart,
    excepted,
    has_none,
    needs_what_is_left_out,
    offers_choice,
    opposes,
    polarity,
    speaks,
    turns,
    whether_for,
    without_names,
)
from .verdict import read_to_say, verdict

LEAST_COVERAGE = 0.5  # share of the question's words, near ones included, that evidence must hold to settle it
DECIDES_SHARE, DENIES_SHARE = 0.5, 0.45  # of the likeliest one's chance, that a sentence has which settles in its place, or denies what it says
AS_MUCH = 0.8  # of what the deciding sentence holds of the question, that one holds which contradicts it
ASKED_ABOVE = 0.35  # share of the question that a heading holds which asks the same
LEAST_CHANCE = 0.4  # that a sentence answers which says Yes and holds less of the question
LEAST_COSINE = 0.55  # or how near it must be in meaning
LIKELY = 0.55  # or how likely to answer
CONTRADICTS = 0.35  # how likely another sentence must be, beside the one that settles a Yes, to leave it open
LEFT_OUT = re.compile(
    r"\bwithout\b[^,;?.]*|\bfrom (?:my|our|here|home)\b(?: \w+){0,2}? in [\w-]+", re.I
)  # need not stand in what settles it: what one would do without, where the person is
LEANS = re.compile(r"\b(?:it|its|that|this|these|those|they|them|he|she|there|so|one|then|such)\b", re.I)  # on what was said before
SPEAKS_FOR_ITSELF = 0.15  # how much an answer to a question of the documents' own is ahead
READ_AS_NO = -3.0  # log-odds of Yes up to which a sentence is read so surely as a No that no rule alone makes a Yes of it
PARTICLE_WORDS = 4  # a sentence up to this long only says Yes or No; the one after it says why


def compose_yes_no(reading: Reading, threshold: float) -> Draft | None:
    """Yes or No with its evidence, or the evidence alone; None where the evidence is too weak."""
    if (found := settled(reading, threshold)) is None:
        return None
    return Draft("answered", (*spoken(found.first, found.said), *found.rest), found.confidence, "yes_no")


def compose_asked_alone(reading: Reading, threshold: float) -> Draft | None:
    """Yes or No to what asks in a message that tells of the person first, where only that makes the evidence too weak, and the same sentence is the likeliest."""
    asked = asking(reading.question.text)
    if reading.confidence >= threshold or reading.said or not reading.evidence or LEANS.search(asked) or len(asked) >= len(reading.question.text.strip()):
        return None
    alone = reading.ask(asked)
    if not alone.evidence or alone.evidence[0].position != reading.evidence[0].position or alone.items != reading.items:
        return None
    found = settled(alone, threshold)
    return Draft("answered", (*spoken(found.first, found.said), *found.rest), found.confidence, "yes_no") if found and found.said is not None else None


def settled(reading: Reading, threshold: float) -> Settled | None:
    """None where the evidence is too weak."""
    if found := settled_by_catalog(reading):
        return found
    if reading.confidence < threshold:
        return None
    chosen = chosen_for(reading)
    if not chosen:
        return None
    decisive, by_rule = decided(reading, chosen)
    says = read_to_say(chosen)
    overruled = by_rule is True and decisive.says is not None and decisive.says <= READ_AS_NO and not _denies_elsewhere(reading, decisive.sentence.text)
    chosen_between = bool(reading.catalog.items) and offers_choice(reading.question.text, decisive.sentence.text)
    alone = says is None or chosen_between or (by_rule is not None and by_rules_alone(reading, decisive) and not overruled)
    said = by_rule if alone else verdict()(by_rule, says)
    if said and reading.items and not _names_stand_in(reading, chosen):
        said = None  # a Yes would say of an item, with a name that is not there, what the documents say of it with others
    yes = verdict().chance(by_rule, says) if not alone else 0.5 if by_rule is None else float(by_rule)
    if said is None:
        return Settled(None, tuple(pieces_of(chosen, reading)), (), reading.confidence)
    if said is not by_rule:
        decisive = next((one for one in chosen if one.says is not None and (one.says > 0) is said), decisive)
    first = tuple(pieces_of([decisive, *_explaining(decisive, reading)], reading))
    shown = {span for piece in first for span in piece.spans}
    rest = [piece for piece in pieces_of([one for one in chosen if one is not decisive], reading) if not shown & set(piece.spans)]
    return Settled(said, first, tuple(rest), reading.confidence, yes)


def _denies_elsewhere(reading: Reading, said: str) -> bool:
    """Whether what a sentence denies is something else than what is asked: told in another clause, or excepted."""
    return denies_apart(reading, said) or excepted(reading, without_names(reading, asking(reading.question.text)), without_names(reading, said)) is not None


def chosen_for(reading: Reading) -> list[Evidence]:
    """The sentences that are shown, likeliest first."""
    told = [one for one in reading.evidence if not one.sentence.text.rstrip().endswith(":")]
    return choose(reading, evidence=[one for one in told if not _of_another(reading, one)] or told)


def _of_another(reading: Reading, evidence: Evidence) -> bool:
    """Whether a sentence stands on the page of another offering than those that the question asks a field of."""
    return bool(reading.asked and reading.items) and on_another_page(reading, evidence)


def on_another_page(reading: Reading, evidence: Evidence) -> bool:
    """Whether a sentence stands on the page of an offering that the question does not name."""
    items = reading.catalog.items
    page = evidence.sentence.document_id.removeprefix("catalog-")
    return page in items and items[page].kind in OFFERINGS and page not in reading.items


def _names_stand_in(reading: Reading, chosen: Sequence[Evidence]) -> bool:
    """Whether the sentences that are shown, or what stands above them, hold every name of the question in some form, but those of the items that it names and of what the catalog says of them."""
    items = (reading.catalog.items[item_id] for item_id in reading.items)
    known = [name for item in items for name in (item.title, *item.aliases, *item.codes, item.provider or "")]
    known += [reading.text_of(fact) for (item_id, _), facts in reading.catalog.facts.items() if item_id in reading.items for fact in facts]
    known += [part for one in chosen for part in (one.sentence.title, *one.sentence.headings, one.sentence.indexed_text)]
    text = " ".join(known)
    held, plain = token_set(text), fold(text)
    return all(
        fold(name) in plain or any(token in held or any(set(way) <= held for way in synonym_groups().get(token, ())) for token in token_set(name))
        for name in names(LEFT_OUT.sub(" ", asking(reading.question.text)))
    )


def by_rules_alone(reading: Reading, decisive: Evidence) -> bool:
    """Whether rules know better than reading does: a number, a value or a listed opposite is compared, or an exception is told.

    Beside a catalog, whose terse facts the reader has not learnt from, also where the question offers a choice, asks for the only one where others
    are told of, or the documents answer it with Yes or No; of documents alone reading is right more often there.
    """
    said, asked = decisive.sentence.text, asking(reading.question.text)
    compares = (
        needs_what_is_left_out(asked, said) or excepted(reading, asked, said) is not None or tells_apart(reading, decisive.sentence) or compared(reading, said)
    )
    return compares or (bool(reading.catalog.items) and _spoken_to(reading, decisive, asked))


def _spoken_to(reading: Reading, decisive: Evidence, asked: str) -> bool:
    """Whether a sentence speaks to what the question puts: a choice, an only one, a denial, or Yes or No in so many words."""
    said = decisive.sentence.text
    told = polarity(reading, said)
    return bool(
        offers_choice(reading.question.text, said)
        or (told is not None and ONLY.search(reading.question.text) and not ONLY.search(said))
        or (told is not None and (WRONG.search(asked) or has_none(asked, said)))
        or (told and denies_apart(reading, said))
        or whether_for(reading, said) is not None
        or _speaks_to(reading, decisive)
    )


def decided(reading: Reading, chosen: Sequence[Evidence]) -> tuple[Evidence, bool | None]:
    """The sentence that settles the question, and how by the rules; None where none does, or where another one contradicts a Yes."""
    speaking = [one for one in chosen if _speaks_to(reading, one)] or _with_the_amount(reading, chosen)
    ranked = speaking if len(speaking) == 1 else sorted(chosen, key=lambda one: (-_decides(one), one.position))
    verdicts = ((one, _verdict(reading, one, one is ranked[0])) for one in ranked if one.chance >= DECIDES_SHARE * ranked[0].chance)
    decisive, verdict = next((pair for pair in verdicts if pair[1] is not None), (ranked[0], None))
    if verdict is not False and (turned := next((one for one in chosen if turns(reading, decisive, one)), None)):
        return turned, polarity(reading, turned.sentence.text)
    if not verdict or speaking:
        return decisive, verdict
    denying = [one for one in chosen if one.chance >= CONTRADICTS * decisive.chance and _denies(reading, one, decisive)]
    sure = next((one for one in denying if one.chance >= DENIES_SHARE * decisive.chance), None)
    return (sure, False) if sure else (decisive, None if denying else True)


def _with_the_amount(reading: Reading, chosen: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that tell whether an amount of the question holds, where they agree."""
    told = [(one, claim_met(asking_of_amounts(reading.question.text), one.sentence.text)) for one in chosen]
    verdicts = {met for _, met in told if met is not None}
    return [one for one, met in told if met is not None][:1] if len(verdicts) == 1 else []


def _verdict(reading: Reading, evidence: Evidence, best: bool) -> bool | None:
    """How a sentence settles the question; None where it is too far from it, or is not the best and has another number."""
    differs = number_mismatch(asking_of_amounts(reading.question.text), evidence.sentence.text)
    told = best and (whether_for(reading, evidence.sentence.text) is not None or (evidence.chance >= LEAST_CHANCE and opposes(reading, evidence.sentence.text)))
    left_out = best and needs_what_is_left_out(asking(reading.question.text), evidence.sentence.text)
    if not (_settles(evidence) or differs is not None or left_out or told) or (differs and not best):
        return None
    verdict = polarity(reading, evidence.sentence.text, evidence.sentence)
    return None if verdict and evidence.chance < LEAST_CHANCE and _covered(evidence) < LEAST_COVERAGE else verdict


def _speaks_to(reading: Reading, evidence: Evidence) -> bool:
    """Whether a sentence opens with Yes or No under a heading that asks what the question asks."""
    return speaks(evidence.sentence) and Reader(reading.question, reading.index).share(token_set(evidence.sentence.headings[-1])) >= ASKED_ABOVE


def _explaining(decisive: Evidence, reading: Reading) -> list[Evidence]:
    """The sentence after one that only says Yes or No."""
    if len(decisive.sentence.text.split()) > PARTICLE_WORDS or not SPEAKS.match(decisive.sentence.text):
        return []
    return [one for one in reading.evidence if one.position == decisive.position + 1 and one.sentence.unit.section == decisive.sentence.unit.section]


def _denies(reading: Reading, evidence: Evidence, decisive: Evidence) -> bool:
    """Whether a sentence says no in so many words to a question that does not."""
    said = evidence.sentence.text
    if _covered(evidence) < AS_MUCH * _covered(decisive):
        return False
    plain = bool(NEGATIVE.search(QUALIFIED.sub(" ", said)) or LACKING.search(said) or opposes(reading, said)) and not NEGATION.search(
        asking(reading.question.text)
    )
    return plain and _settles(evidence) and polarity(reading, said, evidence.sentence) is False


def _decides(evidence: Evidence) -> float:
    """How well a sentence settles the question: likely to answer, and holding most of its words."""
    return round(evidence.chance + _covered(evidence) + SPEAKS_FOR_ITSELF * speaks(evidence.sentence), 6)


def _settles(evidence: Evidence) -> bool:
    return evidence.chance >= LIKELY or _covered(evidence) >= LEAST_COVERAGE or _feature(evidence, "cosine") >= LEAST_COSINE


def _covered(evidence: Evidence) -> float:
    """Share of the question that a sentence and its headings hold; one that opens with a pronoun is read with those beside it."""
    near = _feature(evidence, "coverage_near") if REFERS_BACK.match(evidence.sentence.text) else 0.0
    return max(_feature(evidence, "coverage_topic"), near)


def _feature(evidence: Evidence, name: str) -> float:
    return float(evidence.features[FEATURES.index(name)])


def spoken(pieces: Sequence[Piece], verdict: bool | None) -> tuple[Piece, ...]:
    """The pieces, opened by Yes or No where that is settled."""
    if verdict is None:
        return tuple(pieces)
    first = pieces[0]
    rest = re.sub(r"^(?:yes|no)(?=[,.;:!])", "", first.text, flags=re.I).lstrip(",.;:! ")
    rest = "" if SPEAKS.fullmatch(rest.rstrip(".!")) or SPEAKS.sub("", rest).strip(" .!,") == "" else rest
    return (replace(first, text=(("Yes. " if verdict else "No. ") + rest[:1].upper() + rest[1:]).strip()), *pieces[1:])
