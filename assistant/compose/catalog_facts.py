"""Answer from the catalog where the question names an item and a field of it.

The claims of that field are shown as they stand; where the catalog has none, the rest
of the documents is asked, and where they have none either, that is said.
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus import Fact
from index.tokens import stem, words

from ..amounts import amount_of
from ..catalog import span_of
from ..check import NEGATION, numbers_in
from ..draft import Draft, Piece
from ..evidence import Evidence, counts, holds_kind, token_set
from ..item_names import name_tokens
from ..reading import Reading
from ..understand.asked import other_setting
from ..understand.bare import PER_ONE
from ..understand.field_reader import asking_words, read_only
from ..understand.fields import Field, told_in
from ..understand.forms import asking, sentences_of
from ..understand.lexicon import synonym_groups
from ..understand.profile import without_people
from ..understand.question import GENERIC, names, telling_tokens
from .sentences import choose, pieces_of
from .wording import told_fact

SURE = 0.95  # confidence of a fact that was looked up by name
SURER = 0.76  # confidence of the documents at large from which they are asked, where the catalog lacks the field
TOLD = 0.75  # how telling a word may be that neither item, field nor fact explains
TOLD_ALONE = 0.5  # the same, where the field was asked for only in the turn before
TOLD_AT_LENGTH = frozenset({"definition", "method", "reason"})  # kinds of answer that no field of the catalog gives
OTHER_FORMS = frozenset({"recommendation", "plan", "comparison"})
MOST_ITEMS = 4
TOGETHER = re.compile(r"\w,? (?:and|plus|as well as)\b|\w[,&+;/]", re.I)  # several things are asked for
INTERROGATIVE = re.compile(r"\b(?:what|which|who|whose|where|when|why|how)(?:['’]?s)?\b", re.I)
LOOKED_AT = 3  # sentences, the likeliest, of which one may tell of a field that the catalog lacks
NAMED = 2  # items that a question back names as examples
CAPITALS = r"[A-Z][\w+&'’-]*"
NAME = re.compile(rf"\b{CAPITALS}(?:\s+(?:(?:of|for|and|in|the|to|with|on|&)\s+){{0,2}}{CAPITALS})+")
LEADING = re.compile(
    r"^(?:(?:Since|As|Because|If|When|While|Given|For|In|On|At|With|And|But|So|Is|Are|Does|Do|Did|Can|Could|Would|Will|Should|Has|Have|Was|Were|What|Which|Who|How|Where|Why|The|A|An|My|Your|Our)\s+(?:the\s+|an?\s+)?)+"
)
SMALL = re.compile(r"(?<=\w)-[a-z]+\b")  # what a hyphen ties to a name in small letters ("Spanish-language")
NAMED_IN = 5  # sentences, the likeliest, of which one must hold a name that no item has
WHOLE = frozenset(stem(word) for word in ("instead", "complete", "entire", "full", "approximate", "ballpark"))  # ask for no more than the item has
OFFERED = frozenset(
    stem(word) for word in ("course", "class", "training", "workshop", "track", "teach", "taught", "held", "happen")
)  # what is said of any item
COMING = re.compile(r"\b(?:next|upcoming|coming|again|still|now|this (?:year|month|spring|summer|autumn|fall|winter))\b", re.I)
PRONOUN = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those)\b", re.I)
CREDIT = frozenset({"ceus", "other_credit"})
DESCRIBING = ("role", "status", "audience")  # fields whose words may stand beside the name of an item ("the sister certificate in innovation")
IN_WORDS = frozenset({"prerequisites"})  # of those, one that is told in words, not as a value
TOLD_IN_WORDS = frozenset({"requirements", "topics", "audience", "role"})  # of those, one that says how many is asked for, where a number is
SPECIFIC = frozenset(
    {"fee_usd", "length", "ceus", "other_credit", "weekly_hours", "instructors", "dates", "prerequisites", "deadline", "language"}
)  # a field whose absence is an answer


def compose_catalog_facts(reading: Reading) -> Draft | None:
    """Every claim on the fields asked for; None where it is not such a question."""
    asked = list(reading.asked)
    if not asked or reading.question.form in OTHER_FORMS | {"yes_no"} or reading.question.kind == "reason":
        return None
    if not reading.items and any(field.seldom_told for field in asked):
        return None
    if not reading.items:
        return _which(reading, asked[0]) or _of_what(reading) or _no_such(reading, asked)
    pieces, lacking = looked_up(reading, asked)
    if not pieces and asked[0].name == "provider" and explained(reading, ""):
        pieces = tuple(piece for item_id in reading.items[:MOST_ITEMS] if (piece := given_by_whom(reading, item_id)))
    if pieces and not lacking:
        return Draft("answered", (*pieces, *_no_later_run(reading, asked)), SURE, reading.question.form)
    if any(field.seldom_told for field in lacking) and not TOGETHER.search(reading.question.text):
        pieces = ()  # "the fee for retaking it" is not the fee
    if lacking and (told := _told_elsewhere(reading, lacking)):
        return Draft("answered", tuple(pieces_of(told, reading)), reading.confidence, reading.question.form)
    if pieces:
        unknown = [field for field in lacking if not read_only(field, reading.question.text)]
        lacks = tuple(Piece(f"The documents do not give the {field.label} of {_called(reading)}.", states=False) for field in unknown)
        return Draft("partial" if lacks else "answered", (*pieces, *lacks), SURE, reading.question.form)
    in_words = bool(lacking) and all(field.name in IN_WORDS for field in lacking) and not explained(reading, "")
    if in_words and any(told_in(field, one.sentence.indexed_text) for one in reading.evidence[:LOOKED_AT] for field in lacking):
        return None  # asks for something in particular, which the documents at large may tell
    return _not_known(reading, lacking) if lacking and not _may_be_known(reading) and not _told_at_large(reading, lacking) else None


def _no_later_run(reading: Reading, asked: list[Field]) -> tuple[Piece, ...]:
    """What the catalog says of the one item as it is now, where a coming run is asked for and none was found."""
    if len(reading.items) != 1 or [field.name for field in asked] != ["dates"] or not COMING.search(reading.question.text):
        return ()
    told = [fact for fact in reading.catalog.of(reading.items[0], "status") if reading.may_cite(fact.document_id)]
    return tuple(told_fact(reading, fact) for fact in told if NEGATION.search(reading.text_of(fact)))[:1]


def _told_at_large(reading: Reading, lacking: list[Field]) -> bool:
    """Whether the documents surely answer what only the model takes for a question on a field."""
    if not all(read_only(field, reading.question.text) for field in lacking) or reading.confidence < SURER or not reading.evidence:
        return False
    told = reading.evidence[0]
    return _is_about(reading, told) and holds_kind(reading.question, told.sentence.text) is not False


def _may_be_known(reading: Reading) -> bool:
    """Whether the documents at large surely answer, with the kind of answer that is asked for."""
    if not reading.evidence or reading.confidence < SURER:
        return False
    told = reading.evidence[0].sentence
    if reading.question.kind in TOLD_AT_LENGTH:
        return _is_about(reading, reading.evidence[0]) or not explained(reading, "")
    fits = holds_kind(reading.question, told.text) is not False
    return fits and not explained(reading, "") and explained(reading, f"{told.indexed_text} {told.title}")


def looked_up(reading: Reading, asked: list[Field]) -> tuple[tuple[Piece, ...], list[Field]]:
    """Sentences of the facts asked for, and the fields that no named item has."""
    pieces: list[Piece] = []
    lacking: list[Field] = []
    answered = set()
    on_fields = {
        field.name: [fact for item_id in reading.items[:MOST_ITEMS] for fact in reading.catalog.of(item_id, field.name) if reading.may_cite(fact.document_id)]
        for field in asked
    }
    meant = {name: [fact for fact in facts if explained(reading, reading.text_of(fact))] for name, facts in on_fields.items()}
    if reading.said and other_setting(reading.question.text):  # "what about in person?": another run, in words of its own
        meant = {name: found or on_fields[name] for name, found in meant.items()}
    explaining = " ".join(
        reading.text_of(fact) for facts in meant.values() for fact in facts
    )  # "in March 2018" is said of the dates, and holds of the teachers asked for with them
    for field in asked:
        facts = meant[field.name]
        if not facts and explaining:
            facts = [fact for fact in on_fields[field.name] if explained(reading, f"{explaining} {reading.text_of(fact)}")]
        if reading.question.counted and field.name in TOLD_IN_WORDS:
            facts = [fact for fact in facts if counts(reading.question, reading.text_of(fact))]
        facts.sort(key=lambda fact: (reading.items.index(fact.item_id), -_year(fact)))  # the newest source first, undated ones last
        if facts:
            answered.add(field.name)
        elif (
            _is_specific(field)
            and (not read_only(field, reading.question.text) or explained(reading, ""))
            and all(reading.catalog.is_offered(item_id) for item_id in reading.items)
            and not any(reading.catalog.of(item_id, name) for item_id in reading.items for name in _same_as(field))
        ):
            lacking.append(field)
        for fact in facts:
            piece = told_fact(reading, fact)
            if piece not in pieces:
                pieces.append(piece)
    if lacking and not any(field.name in answered and _is_specific(field) for field in asked):
        pieces = []
    return tuple(pieces[:6]), lacking


def _is_specific(field: Field) -> bool:
    """Whether that the catalog lacks it of an item is an answer: other documents hardly tell it."""
    return field.name in SPECIFIC or (field.seldom_told and not field.told_at_large)


def _same_as(field: Field) -> frozenset[str]:
    """Names of the fields that tell what it does: credit has two names."""
    return CREDIT if field.name in CREDIT else frozenset({field.name})


def _year(fact: Fact) -> int:
    """Of the date that its source gives; 0 where it gives none."""
    found = re.search(r"\d{4}", fact.as_of or "")
    return int(found[0]) if found else 0


def explained(reading: Reading, text: str) -> bool:
    """Whether item, fields and this sentence account for every telling word of the question."""
    question = reading.question
    held = set(token_set(text))
    for item_id in reading.items:
        item = reading.catalog.items[item_id]
        describing = DESCRIBING if question.form != "yes_no" else DESCRIBING[:1]  # "is it full of programming?" is not explained by "not coding-heavy"
        facts = [fact for field in describing for fact in reading.catalog.of(item_id, field) if not NEGATION.search(reading.text_of(fact))]
        told = [f"{reading.text_of(fact)} {fact.value}" for fact in facts]
        by = item.provider or ""
        for name in (item.title, *item.aliases, *item.codes, by, *reading.catalog.names_of_unit(by), item.kind.replace("_", " "), *told):
            held |= set(name_tokens(name)) | token_set(name)
        held |= {token for person in reading.catalog.taught_by(item_id) for token in token_set(person)}  # "Ms Lee's course" names no more than the item
        for fact in reading.catalog.of(item_id, "length"):
            if (amount := amount_of(fact)) is not None:
                held |= _length_words(question.text, f"{amount.low}", fact.unit or "")
    for field in reading.asked:
        held |= asking_words(field, question.text)
        if field.name == "instructors":  # who comes "instead of" one of another course
            held |= {token for person in reading.catalog.people for token in name_tokens(person)}
    inherited = not any(asking_words(field, question.text) for field in reading.asked) and INTERROGATIVE.search(question.text)
    least = TOLD_ALONE if inherited else TOLD
    text = without_people(asking(question.text))
    if not any(reading.catalog.items[item_id].kind == "certificate" for item_id in reading.items):
        text = PER_ONE.sub(" ", text)
    for token, told in telling_tokens(text).items():
        if token in GENERIC | WHOLE | (OFFERED if reading.items else set()) or token in held or told < least:
            continue
        if question.form != "yes_no" and any(set(way) <= held for way in synonym_groups().get(token, ())):
            continue
        near = question.near.get(token, {})
        if max((near.get(other, 0.0) for other in held), default=0.0) * told < told - least + 0.25:
            return False
    return True


def _length_words(text: str, amount: str, unit: str) -> set[str]:
    """Tokens by which a text says that something lasts so long ("the 16-day certificate", "the two-day course")."""
    units = {stem(word) for word in words(unit)}
    spoken = [word for word in words(text) if amount in numbers_in(word)]
    return {*units, *(stem(word) for word in spoken), *(stem(part) for word in spoken for part in word.split("-"))} if spoken else set()


def given_by_whom(reading: Reading, item_id: str) -> Piece | None:
    """The sentence that introduces an item, where it names the provider who gives it."""
    span, provider = reading.opening_of(item_id), reading.catalog.items[item_id].provider or ""
    if span is None or not reading.may_cite(span.document_id):
        return None
    told = reading.index.documents[span.document_id].text[span.start : span.end]
    return Piece(told, (span,)) if (provider and provider in told) or not reading.catalog.units(provider).isdisjoint(reading.catalog.units(told)) else None


def _told_elsewhere(reading: Reading, lacking: list[Field]) -> list[Evidence]:
    """Sentences about the item, on the field, that hold the kind of answer asked for."""
    about = [
        one
        for one in reading.evidence
        if any((field.told_by or field.asks).search(one.sentence.text) for field in lacking)
        and _is_about(reading, one)
        and (holds_kind(reading.question, one.sentence.text) or all(field.seldom_told for field in lacking))
        and explained(reading, one.sentence.indexed_text)
    ]
    return choose(reading, evidence=about, most=1) if about and about[0].chance > 0.2 else []


def _is_about(reading: Reading, evidence: Evidence) -> bool:
    held = token_set(" ".join((evidence.sentence.title, *evidence.sentence.headings, evidence.sentence.text)))
    return any(name <= held for name in reading.question.subjects if name)


def _called(reading: Reading) -> str:
    """How the one item is called that something is not known of; a figure stands nowhere without its citation."""
    name = reading.catalog.called(reading.items[0])
    return "it" if len(reading.items) > 1 or re.search(r"\d", name) else name


def _not_known(reading: Reading, lacking: list[Field]) -> Draft:
    name, opening = reading.catalog.called(reading.items[0]), reading.opening_of(reading.items[0])
    pieces = (Piece(f"The documents do not give the {lacking[0].label} of {name}.", states=False),)
    if opening is not None and re.search(r"\d", name):  # a figure stands nowhere without its citation
        told = reading.index.documents[opening.document_id].text[opening.start : opening.end]
        pieces = (Piece(f"The documents do not give the {lacking[0].label} of this one:", states=False), Piece(told, (opening,)))
    return Draft("abstained", pieces, 1 - SURE, reading.question.form)


def _which(reading: Reading, field: Field) -> Draft | None:
    """Ask which one is meant where a name fits two or three items with different values."""
    words_of_field = asking_words(field, reading.question.text)
    items = reading.catalog.ambiguous(reading.question.text, frozenset(words_of_field | GENERIC))
    known = [item_id for item_id in items if reading.catalog.of(item_id, field.name) and reading.may_cite(f"catalog-{item_id}")]
    if len(known) < 2 or not explained(replace(reading, items=tuple(known)), ""):
        return None
    if _may_be_known(reading) and reading.evidence[0].sentence.document_id not in {f"catalog-{item_id}" for item_id in known}:
        return None  # what is asked is told of neither
    pieces = [Piece("Which one do you mean?", states=False, layout="lead")]
    for item_id in known:
        fact = reading.catalog.of(item_id, field.name)[0]
        pieces.append(Piece(f"{reading.catalog.items[item_id].title}", (span_of(fact),), how="composed", layout="item"))
    return Draft("clarify", tuple(pieces), 0.5, "clarify")


def _of_what(reading: Reading) -> Draft | None:
    """Ask what "it" is where nothing was said before that it could be."""
    if reading.said or len(sentences_of(reading.question.text)) > 1 or not PRONOUN.search(reading.question.text) or not explained(reading, ""):
        return None
    names = [item.title for item in reading.catalog.offerings() if reading.may_cite(f"catalog-{item.id}")][:NAMED]
    if len(names) < 2:
        return None
    return Draft("clarify", (Piece(f"Which one do you mean, for example {' or '.join(names)}?", states=False),), 0.5, "clarify")


def _no_such(reading: Reading, asked: list[Field]) -> Draft | None:
    """Decline where a figure is asked of something by a full name, in the message or in what "it" leans on, that neither an item nor any of the likeliest sentences has."""
    text = f"{reading.said} {reading.question.text}" if PRONOUN.search(reading.question.text) else reading.question.text
    named = [LEADING.sub("", match[0]) for match in NAME.finditer(text)] if names(text) and reading.catalog.items else []
    held = [token_set(" ".join((one.sentence.title, *one.sentence.headings, one.sentence.indexed_text))) for one in reading.evidence[:NAMED_IN]]
    providers = {token for item in reading.catalog.offerings() for token in token_set(item.provider or "")}
    unknown = next((name for name in named if not any(token_set(SMALL.sub("", name)) - providers <= known for known in held)), None)
    if unknown is None or not any(map(_is_specific, asked)):
        return None
    nearest = pieces_of([one for one in reading.evidence[:1] if token_set(unknown) & held[0]], reading)
    called = "it" if re.search(r"\d", unknown) else f"“{unknown}”"
    lead = f"The documents do not name {called}." + (" The nearest they come:" if nearest else "")
    return Draft("abstained", (Piece(lead, states=False), *nearest), 1 - SURE, reading.question.form)
