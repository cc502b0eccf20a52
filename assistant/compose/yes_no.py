"""Answer a yes/no question: Yes or No where the evidence settles it, then the evidence.

No guess: where question and evidence share too little, or their polarity cannot be told,
the evidence is shown without a Yes or No.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from corpus import Fact
from index import Sentence
from index.tokens import fold

from ..catalog import OFFERINGS, Field, fields, span_of
from ..check import NEGATION, NUMBER_WORDS, numbers_in
from ..draft import Draft, Piece
from ..evidence import FEATURES, Evidence, Reader, token_set
from ..question import GENERIC, asking, lexicon
from ..reading import Reading
from .catalog_facts import explained
from .sentences import REFERS_BACK, choose, pieces_of

SURE = 0.95
LEAST_COVERAGE = 0.5  # share of the question's words, near ones included, that evidence must hold to settle it
DECIDES_SHARE, DENIES_SHARE = 0.5, 0.45  # of the likeliest one's chance, that a sentence has which settles in its place, or denies what it says
AS_MUCH = 0.8  # of what the deciding sentence holds of the question, that one holds which contradicts it
ASKED_ABOVE = 0.35  # share of the question that a heading holds which asks the same
LEAST_CHANCE = 0.4  # that a sentence answers which says Yes and holds less of the question
LEAST_COSINE = 0.55  # or how near it must be in meaning
CONTRADICTS = 0.35  # how likely another sentence must be, beside the one that settles a Yes, to leave it open
LISTED = frozenset({"tools", "instructors", "provider", "level", "format"})  # fields that a page gives in full: what is not there is not so
SPEAKS_FOR_ITSELF = 0.15  # how much an answer to a question of the documents' own is ahead
SPEAKS = re.compile(
    r"^(?:(?P<yes>yes|certainly|of course|absolutely|definitely|gladly|sure|naturally|by all means|with pleasure)|"
    r"no|never|sorry, no|not (?:yet|at all|quite|really|any ?more|necessarily|always|usually|at present|currently)|"
    r"(?:unfortunately|sadly|regrettably|alas|usually|generally|no, )[, ]*not|(?:i['’]m|we['’]re|i am|we are) afraid not)(?=[,.;:!])",
    re.I,
)
TELLS = 0.3  # how telling a word is that a clause may deny
PARTICLE_WORDS = 4  # a sentence up to this long only says Yes or No; the one after it says why
NEGATIVE = re.compile(
    r"\b(?:not|never|none|neither|nor|nobody|cannot|nothing|waived?|waives|bypass(?:es)?|spares?|no longer|unable|hardly|barely|rarely|seldom|exclud(?:es?|ing)|exempt)\b|n['’]t\b",
    re.I,
)
LACKING = re.compile(  # denies only what follows, up to the next preposition; "without loss" denies nothing
    r"\b(?:without|lacks?|lacking|little|no(?!-))\s+(?!(?:any )?(?:loss|losing|damage|penalty|charge|extra|cost|fees?|problems?|delay|fear|difficulty|exception|paying|limit)\b)"
    r"(?P<what>(?:(?!(?:during|in|for|at|on|to|with|by|from|after|before|when|while|as|until|under|over|is|are|was|were|will|may|can)\b)[\w'’-]+\s*){1,5})",
    re.I,
)
ONLY = re.compile(r"\b(?:only|solely|exclusively|just|nothing but)\b", re.I)
ALSO = re.compile(r"\b(?:and|both|also|as well as|too)\b", re.I)
EVERY = re.compile(r"\b(?:all|every|each|always|everyone|everybody|everything)\b", re.I)
NOT_EVERY = re.compile(r"\b(?:not (?:all|every|each|always|everyone|everybody|everything)|(?:nearly|almost) (?:all|every|always)|most of)\b", re.I)
STILL = re.compile(r"\b(?:still|nowadays|these days|today|any ?more|currently|yet)\b", re.I)
ENDED = re.compile(
    r"\b(?:closed|ended|stopped|ceased|abolished|withdrawn|discontinued|removed|demolished|dropped|no longer|used to|until (?:19|20)\d\d)\b", re.I
)
BUT_NOT = re.compile(r"\b(?:but|and|though|although) not\s+(?!(?:with|for|in|on|at|from|to|by|all|always|every|if|when)\b)(?P<what>(?:[\w'’-]+\s*){1,4})", re.I)
CELL_YES = re.compile(r"^\W*(?:yes|included|include|✓|✔|free|allowed|permitted|available|unlimited)\b", re.I)
CELL_NO = re.compile(r"^\W*(?:no|none|not|never|n/a|excluded|unavailable|forbidden|prohibited|✗|✘|–|—|-)(?:\W|$)", re.I)
QUALIFIED = re.compile(r"\bnot (?:only|just|merely|simply|solely)\b|\bno(?:t)? (?:longer than|more than|later than|fewer than|less than)\b", re.I)
CLAUSE = re.compile(
    r"(?:,|;)?\s+(?=(?:but|whereas|while|although|though|unlike|rather than|instead of|and not|and (?:can|could|may|do|does|did|is|are|was|were|will|would|must|has|have)(?:not|n['’]t| not| never))\b)|;\s+|,\s+(?=and\s+(?:[\w'’-]+\s+){1,4}?(?:is|are|was|were|can|may|must|will|would|has|have|do|does)\b)|\s+(?=(?:which|who|whose|that)\s+(?:can|cannot|could|is|are|was|has|have|do|does|did|will|would|may|must|need)\b)",
    re.I,
)
DENIES = re.compile(r"^(?:unlike|rather than|instead of)\b", re.I)  # what follows is what is not so
CHOICE = re.compile(r"\bor (?!not\b|no\b|so\b|more\b|less\b|any)", re.I)
UNITS = r"(days?|weeks?|months?|years?|hours?|ceus?|courses?|electives?|units?|percent|%|usd|dollars?|modules?|exams?)"
NUMERAL = r"(\d[\d,.]*|\b(?:" + "|".join(NUMBER_WORDS) + r")\b)"
QUANTITY = re.compile(rf"{NUMERAL}[\s-]+(?:(?!to\b|or\b|and\b|of\b)[a-z-]+\s+)?{UNITS}\b", re.I)
COUNTS = re.compile(rf"{NUMERAL}(?=[\s-]+(?P<things>[a-z-]+(?:\s+[a-z-]+){{0,2}}))", re.I)
AT_MOST = re.compile(r"\b(?:up to|at most|no more than|not more than|a maximum of|maximum|within|limited to)\W+$", re.I)
AT_LEAST = re.compile(r"\b(?:at least|no (?:less|fewer) than|a minimum of|minimum|more than|from)\W+$", re.I)
NAME_AND = re.compile(r"\b([A-Z][\w+]*) ([A-Z][\w+]*|\d[\w.]*)\b")


def compose_yes_no(reading: Reading, threshold: float) -> Draft | None:
    """Yes or No with its evidence, or the evidence alone; None where the evidence is too weak."""
    if draft := _from_facts(reading):
        return draft
    if reading.confidence < threshold:
        return None
    chosen = choose(reading, evidence=[one for one in reading.evidence if not one.sentence.text.rstrip().endswith(":")])
    if not chosen:
        return None
    decisive, verdict = _decided(reading, chosen)
    if verdict is None:
        return Draft("answered", tuple(pieces_of(chosen, reading)), reading.confidence, "yes_no")
    first = spoken(pieces_of([decisive, *_explaining(decisive, reading)], reading), verdict)
    shown = {span for piece in first for span in piece.spans}
    rest = [piece for piece in pieces_of([one for one in chosen if one is not decisive], reading) if not shown & set(piece.spans)]
    return Draft("answered", (*first, *rest), reading.confidence, "yes_no")


def _decided(reading: Reading, chosen: Sequence[Evidence]) -> tuple[Evidence, bool | None]:
    """The sentence that settles the question, and how; None where none does, or where another one contradicts a Yes."""
    speaking = [one for one in chosen if _speaks(one.sentence) and _is_asked_above(reading, one)]
    ranked = speaking if len(speaking) == 1 else sorted(chosen, key=lambda one: (-_decides(one), one.position))
    verdicts = ((one, _verdict(reading, one, one is ranked[0])) for one in ranked if one.chance >= DECIDES_SHARE * ranked[0].chance)
    decisive, verdict = next((pair for pair in verdicts if pair[1] is not None), (ranked[0], None))
    if not verdict or speaking:
        return decisive, verdict
    denying = [one for one in chosen if one.chance >= CONTRADICTS * decisive.chance and _denies(reading, one, decisive)]
    sure = next((one for one in denying if one.chance >= DENIES_SHARE * decisive.chance), None)
    return (sure, False) if sure else (decisive, None if denying else True)


def _verdict(reading: Reading, evidence: Evidence, best: bool) -> bool | None:
    """How a sentence settles the question; None where it is too far from it, or is not the best and has another number."""
    differs = _number_mismatch(asking(reading.question.text), evidence.sentence.text)
    if not (_settles(evidence) or differs is not None) or (differs and not best):
        return None
    verdict = polarity(reading, evidence.sentence.text, evidence.sentence)
    return None if verdict and evidence.chance < LEAST_CHANCE and _covered(evidence) < LEAST_COVERAGE else verdict


def _is_asked_above(reading: Reading, evidence: Evidence) -> bool:
    """Whether the heading of a sentence asks what the question asks."""
    return Reader(reading.question, reading.index).share(token_set(evidence.sentence.headings[-1])) >= ASKED_ABOVE


def _explaining(decisive: Evidence, reading: Reading) -> list[Evidence]:
    """The sentence after one that only says Yes or No."""
    if len(decisive.sentence.text.split()) > PARTICLE_WORDS:
        return []
    return [one for one in reading.evidence if one.position == decisive.position + 1 and one.sentence.unit.section == decisive.sentence.unit.section]


def _denies(reading: Reading, evidence: Evidence, decisive: Evidence) -> bool:
    """Whether a sentence says no in so many words to a question that does not."""
    said = evidence.sentence.text
    if _covered(evidence) < AS_MUCH * _covered(decisive):
        return False
    plain = bool(NEGATIVE.search(QUALIFIED.sub(" ", said)) or LACKING.search(said)) and not NEGATION.search(asking(reading.question.text))
    return plain and _settles(evidence) and polarity(reading, said, evidence.sentence) is False


def _decides(evidence: Evidence) -> float:
    """How well a sentence settles the question: likely to answer, and holding most of its words."""
    return round(evidence.chance + _covered(evidence) + SPEAKS_FOR_ITSELF * _speaks(evidence.sentence), 6)


def _settles(evidence: Evidence) -> bool:
    return _covered(evidence) >= LEAST_COVERAGE or _feature(evidence, "cosine") >= LEAST_COSINE


def _covered(evidence: Evidence) -> float:
    """Share of the question that a sentence and its headings hold; one that opens with a pronoun is read with those beside it."""
    near = _feature(evidence, "coverage_near") if REFERS_BACK.match(evidence.sentence.text) else 0.0
    return max(_feature(evidence, "coverage_topic"), near)


def _feature(evidence: Evidence, name: str) -> float:
    return float(evidence.features[FEATURES.index(name)])


def _speaks(sentence: Sentence) -> bool:
    """Whether it opens with Yes, No or words that stand for them under a heading that asks."""
    return bool(SPEAKS.match(sentence.text) and sentence.headings and sentence.headings[-1].rstrip().endswith("?"))


def _from_facts(reading: Reading) -> Draft | None:
    """Settled by the catalog: the facts on what is asked of the items that are named."""
    for field in reading.asked or _fields_of_named_values(reading):
        items = [item_id for item_id in reading.items[:2] if field.name not in LISTED or reading.catalog.items[item_id].kind in OFFERINGS]
        facts = [fact for item_id in items for fact in reading.catalog.of(item_id, field.name) if reading.may_cite(fact.document_id)]
        pieces = []
        for fact in facts:
            text = _text(reading, fact)
            if explained(reading, text) or CHOICE.search(reading.question.text) or polarity(reading, text) is False:
                pieces.append(Piece(text, (span_of(fact),)))
        verdicts = {polarity(reading, piece.text) for piece in pieces}
        if not pieces and facts and field.name in LISTED and _said_of_others(reading, field.name):
            pieces = [Piece(_text(reading, fact), (span_of(fact),)) for fact in facts]
            verdicts = {_asks_negative(_without_names(reading, reading.question.text))}
        if pieces:
            return Draft("answered", spoken(pieces[:2], verdicts.pop() if len(verdicts) == 1 else None), SURE, "yes_no")
    return None


def _fields_of_named_values(reading: Reading) -> list[Field]:
    """Listed fields of which the question names a value that some item has ("TensorFlow")."""
    asked = f" {fold(reading.question.text)} "
    named = {
        fact.field
        for (_, name), facts in reading.catalog.facts.items()
        for fact in facts
        if name in LISTED and isinstance(fact.value, tuple) and any(re.search(rf"\b{re.escape(fold(str(value)))}\b", asked) for value in fact.value)
    }
    return [field for field in fields() if field.name in named]


def _said_of_others(reading: Reading, field: str) -> bool:
    """Whether the catalog says of another item what is asked of this one: a value of the field, and not one that this item has."""
    others = (fact for (item_id, name), facts in reading.catalog.facts.items() if name == field and item_id not in reading.items for fact in facts)
    return any(explained(reading, _text(reading, fact)) for fact in others)


def _text(reading: Reading, fact: Fact) -> str:
    return reading.index.documents[fact.document_id].text[fact.start : fact.end]


def spoken(pieces: list[Piece], verdict: bool | None) -> tuple[Piece, ...]:
    """The pieces, opened by Yes or No where that is settled."""
    if verdict is None:
        return tuple(pieces)
    first = pieces[0]
    rest = re.sub(r"^(?:yes|no)(?=[,.;:!])", "", first.text, flags=re.I).lstrip(",.;:! ")
    rest = "" if SPEAKS.fullmatch(rest.rstrip(".!")) or SPEAKS.sub("", rest).strip(" .!,") == "" else rest
    return (replace(first, text=(("Yes. " if verdict else "No. ") + rest[:1].upper() + rest[1:]).strip()), *pieces[1:])


def polarity(reading: Reading, text: str, sentence: Sentence | None = None) -> bool | None:
    """True: yes; False: no; None: the sentence does not settle it, or the question offers a choice ("two days or three?")."""
    if CHOICE.search(reading.question.text):
        return None
    asked = _without_names(reading, asking(reading.question.text))
    said = _without_names(reading, text)
    asks_negative = _asks_negative(asked)
    if (mismatch := _number_mismatch(asked, text)) is not None:
        return not mismatch
    if _another_value(asked, said) or _another_name(reading.question.text, text):
        return asks_negative
    if sentence is not None and sentence.unit.kind == "table_row":
        return _cell_says(reading, sentence)
    if sentence is not None and (opens := SPEAKS.match(text)) and _speaks(sentence):
        yes = bool(opens["yes"])
        turned = bool(NEGATION.search(_without_names(reading, sentence.headings[-1]))) != asks_negative
        return yes != turned
    body = _clause(reading, asked, QUALIFIED.sub(" ", SPEAKS.sub("", said)))
    if sentence is not None and sentence.unit.kind == "list_item" and NEGATIVE.search(_above(reading, sentence)):
        return asks_negative
    if EVERY.search(asked) and NOT_EVERY.search(said):
        return asks_negative
    denied = any(token_set(match["what"]) & token_set(asked) for match in BUT_NOT.finditer(said)) or bool(STILL.search(asked) and ENDED.search(said))
    if not ONLY.search(said) and ONLY.search(asked) and not NEGATIVE.search(body) and not _lacks(asked, body):
        return asks_negative if ALSO.search(body) else None
    denied = denied or _other_clause(reading, asked, body, said) is not None
    if ONLY.search(body) and not ONLY.search(asked) and not denied and not NEGATIVE.search(body):
        return None
    negative = (denied or bool(NEGATIVE.search(body) or DENIES.search(body) or _lacks(asked, body))) != _opposite(asked, body)
    return negative if asks_negative else not negative


def _lacks(asked: str, said: str) -> bool:
    """Whether a sentence denies, by "without" or "no", something that the question names."""
    any_asked = re.search(r"\bany\b", asked, re.I)
    return any(token_set(match["what"]) & token_set(asked) or (any_asked and match["what"].lower().startswith("any ")) for match in LACKING.finditer(said))


def _clause(reading: Reading, asked: str, said: str) -> str:
    """The clause of a sentence that is about what is asked: the one that holds the most telling words, near ones included, the first of equals."""
    reader = Reader(reading.question, reading.index)
    wanted = token_set(asked)
    clauses = [clause for clause in CLAUSE.split(said) if clause.strip()]
    return max(clauses, key=lambda clause: (round(reader.share(token_set(clause)), 6), len(wanted & token_set(clause))), default=said)


def _other_clause(reading: Reading, asked: str, body: str, said: str) -> str | None:
    """A clause that denies a telling word of the question which the chosen clause lacks."""
    told = {token for token, weight in reading.question.telling.items() if weight >= TELLS} & token_set(asked) - token_set(body)
    return next((clause for clause in CLAUSE.split(said) if clause.strip() not in body and NEGATIVE.search(clause) and told & token_set(clause)), None)


def _cell_says(reading: Reading, sentence: Sentence) -> bool | None:
    """What the cells of a row say in so many words, in the columns that the question names, where it names some."""
    offset = sentence.start
    cells = [(cell.column, sentence.text[cell.start - offset : cell.end - offset]) for cell in sentence.unit.cells[1:]]
    cells = [(column, value) for column, value in cells if token_set(column) & set(reading.question.own)] or cells
    verdicts = {True if CELL_YES.match(value) else False if CELL_NO.match(value) else None for _, value in cells}
    found = verdicts.pop() if len(verdicts) == 1 else None
    return None if found is None else found != _asks_negative(asking(reading.question.text))


def _above(reading: Reading, item: Sentence) -> str:
    """What announces a list: the sentence before its first item, where that ends in a colon, else its heading."""
    at = reading.index.sentence_at(item.document_id, item.start) or 0
    while at > 0 and reading.index.sentences[at - 1].document_id == item.document_id and reading.index.sentences[at - 1].unit.group == item.unit.group:
        at -= 1
    before = reading.index.sentences[at - 1] if at > 0 else None
    announces = (
        before is not None and before.document_id == item.document_id and before.unit.section == item.unit.section and before.text.rstrip().endswith(":")
    )
    return before.text if before is not None and announces else " ".join(item.headings[-1:])


def _without_names(reading: Reading, text: str) -> str:
    """A text without the names of the items in question, so that the "no" of a title denies nothing."""
    names = [name for item_id in reading.items for name in (reading.catalog.items[item_id].title, *reading.catalog.items[item_id].aliases)]
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", name)), " X ", text, flags=re.I)
    return re.sub(r"\bno-(?=\w)", "", text, flags=re.I)


def _asks_negative(text: str) -> bool:
    """Whether Yes would confirm a negative ("Is it true that it does not expire?"); "Don't I need…?" asks for the positive."""
    body = re.sub(
        r"^\W*(?:\w+n['’]t|(?:is|are|do|does|can|could|will|should|must|have|has)\s+(?:i|we|you|it|they)\s+not)\b|,\s*(?:isn|doesn|don|aren|won|can)['’]t .*$|\bor not\b",
        "",
        text.strip(),
        flags=re.I,
    )
    return bool(NEGATION.search(re.sub(r"\bwithout\b", "", body, flags=re.I)))


@lru_cache(maxsize=1)
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    def pattern(entries: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(re.escape(entry) if not entry[0].isalpha() else rf"\b{re.escape(entry)}\b" for entry in entries))

    return tuple((pattern(left), pattern(right)) for left, right in lexicon()["opposites"])


def _opposite(asked: str, said: str) -> bool:
    """Whether the sentence has the other side of a pair of opposites, and not the question's own."""
    asked, said = fold(asked), fold(said)
    for left, right in _opposites():
        for own, other in ((left, right), (right, left)):
            if own.search(asked) and not other.search(asked) and other.search(said) and not own.search(said):
                return True
    return False


@lru_cache(maxsize=1)
def _scales() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(re.compile("|".join(rf"\b{re.escape(way)}\b" for way in ways)) for ways in scale) for scale in lexicon()["scales"])


def _another_value(asked: str, said: str) -> bool:
    """Whether the sentence has another value than the question where only one can hold ("a master's?", "a bachelor's degree")."""
    asked, said = fold(asked), fold(said)
    for scale in _scales():
        own, others = [at for at, value in enumerate(scale) if value.search(asked)], [at for at, value in enumerate(scale) if value.search(said)]
        if own and others and not set(own) & set(others):
            return True
    return False


def _another_name(asked: str, said: str) -> bool:
    """Whether the sentence has the question's name with another second part ("MacBook Pro", "MacBook Air")."""
    return any(
        re.search(rf"\b{re.escape(first)} (?:[A-Z][\w+]*|\d[\w.]*)", said) and not re.search(rf"\b{re.escape(second)}\b", said)
        for first, second in NAME_AND.findall(asked)
    )


def _meets(wanted: set[str], given: re.Match[str], text: str) -> bool:
    """Whether a number is the one that a sentence gives, or within the limit that it sets."""
    before = text[: given.start()]
    values = {float(value) for value in numbers_in(given[1])}
    if AT_MOST.search(before):
        return any(float(value) <= max(values) for value in wanted)
    if AT_LEAST.search(before):
        return any(float(value) >= min(values) for value in wanted)
    return bool(wanted & numbers_in(given[1]))


def _numbered(text: str) -> list[tuple[re.Match[str], frozenset[str]]]:
    """Numbers of a text, each with what it counts: the telling words of the three after it."""
    return [(match, token_set(match["things"]) - GENERIC) for match in COUNTS.finditer(text) if numbers_in(match[1])]


def _number_mismatch(asked: str, text: str) -> bool | None:
    """Whether the evidence gives another number for the unit asked about; None where no unit is shared."""
    for number, unit in QUANTITY.findall(asked):
        wanted = numbers_in(number)
        singular = unit.lower().rstrip("s")
        given = [match for match in QUANTITY.finditer(text) if match[2].lower().rstrip("s") == singular and numbers_in(match[1])]
        if wanted and given:
            return not any(_meets(wanted, match, text) for match in given)
    for number, things in _numbered(asked):
        given = [(match, other) for match, other in _numbered(text) if things & other]
        if given:
            return not any(_meets(numbers_in(number[0]), match, text) for match, _ in given)
    wanted = set(re.findall(r"\$\s?(\d[\d,]*)", asked))
    if wanted and (given_money := set(re.findall(r"\$\s?(\d[\d,]*)", text))) and re.search(r"\b(?:cost|is it|price|fee|pay)\b", asked, re.I):
        return not wanted & given_money
    return None
