"""Yes or No to whether something of the catalog has a value that the question names: a format, a partner, a teacher, a kind, a charge, a date.

A value of the field that is asked about settles a Yes, and another one, where only one can hold or all are listed, a No.
Amounts are compared in `claimed`, two items in `more_or_less`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from corpus import Fact
from index.tokens import fold, words

from ...amounts import amount_of, sums_said
from ...check import NEGATION
from ...draft import Draft
from ...item_names import OFFERINGS
from ...reading import Reading
from ...understand.field_reader import read_only
from ...understand.forms import ASKING_WORD, asking, asks_yes_no
from ...understand.lexicon import lexicon, schools
from ..catalog_facts import explained
from ..wording import told_fact
from .charges import FREE, MUST_PAY
from .exclusive import same_value, scale_words
from .polarity import EVERY, SOME, asks_negative, offers_choice, without_names
from .yes_no import spoken

SURE = 0.95
MOST_SHOWN = 2
LEAST_NAME = 4  # letters of a last name that names somebody by itself
LEAST_SLIPPED, ALIKE = 5, 0.87  # letters of a word that may be another one mistyped, and how alike the two are
PLACES = ("online", "in person")  # formats of which one without the other excludes it
WHOLLY = re.compile(r"\b(?:only|wholly|entirely|completely|fully|purely|exclusively|all of it|the whole|must|have to|has to|need to|required)\b", re.I)
INSTEAD = re.compile(r"\b(?:without|avoid\w*|instead|rather than|other than|skip\w*)\b", re.I)
SPOKEN_OF_FORMAT = " take follow attend join study complete come travel held taught place followed taken attended done earn earned finish finished given offered delivered live "  # of any course that is given somewhere
SPOKEN_OF_TRUTH = " correct right true real really zero dollars "  # of any question
AT_A_PLACE = re.compile(r"\b(?:from|in|to) (?:[A-Z][\w-]+)(?: [A-Z][\w-]+)?(?=\W|$)")  # where the person is, or would go
WITH = re.compile(
    r"\b(?:with|through|via|involved|involvement|(?:part|hand|share) in|together|jointly|joint|partner\w*|behind|co-\w+|collaborat\w+|cooperat\w+)\b", re.I
)
SPOKEN_OF_PARTNERS = " together jointly partner behind involved involvement part hand share through via run offered taught provided "
SPOKEN_OF_TEACHERS = " teach taught appear lead behind involved really one of those people course class "
SPOKEN_OF_LEVELS = " both parts part sit level course class pitched aimed meant intended students people difficulty already really "
ANY_OF = re.compile(r"\b(?:any|one|someone|somebody|anyone|anybody|either|some)(?: one)? of\b", re.I)
OF_A_KIND = re.compile(
    r"\b(?:types?|kinds?|categor\w+|certificat\w+|filed|listed|classed|classified|belongs?|under|counts?|counted|grouped?|labell?\w*|tagg?(?:ed|s)?|headings?|toward|towards)\b",
    re.I,
)
COSTS = re.compile(r"\bcosts? (?:money|anything|something)\b|\bpaid\b", re.I)
FOR_NOTHING = re.compile(rf"{FREE.pattern}|(?:\bnot|n['’]t) (?:be )?paid\b|\bunpaid\b", re.I)
SPOKEN_OF_CHARGES = " free charge pay paid money cost costs nothing everybody everyone thing single course program offering company employer money even "
AT_ONCE = re.compile(r"\b(?:up[- ]?front|at once|in advance|in one go|in full|in parts|monthly|instal\w+)\b", re.I)  # asks how it is paid, not whether
ABOUT_A_DATE = re.compile(r"\b(?:is|are|was|were) there\b|\b(?:has|have|had)\b|\bany\b|\b(?:set|fixed|scheduled|announced|planned|known)\b", re.I)
NO_RUN = re.compile(r"\b(?:without(?: any| a)?|no|not any) (?:[\w-]+ )?(?:runs?|dates?)\b", re.I)


@dataclass(frozen=True)
class Found:
    """Facts that settle a question, and whether what it asks about holds."""

    facts: tuple[Fact, ...]
    holds: bool


def compose_typed(reading: Reading) -> Draft | None:
    """Yes or No with the facts that settle it; None where no value of the catalog does."""
    text = reading.question.text
    if not reading.items or offers_choice(text) or sums_said(text) or not _asks(reading):
        return None
    charged = _asks_of_a_charge(asking(text))
    for check, fields in CHECKS:
        if charged is (check is _charge) and not _asks_for_more(reading, fields) and (found := check(reading)) is not None and found.facts:
            pieces = tuple(told_fact(reading, fact) for fact in found.facts[:MOST_SHOWN])
            negative = asks_negative(FOR_NOTHING.sub(" ", without_names(reading, asking(text))))
            return Draft("answered", spoken(pieces, found.holds != negative), SURE, "yes_no")
    return None


def _asks(reading: Reading) -> bool:
    """Whether a Yes or No is asked for, be it without a verb ("pottery course given with the guild?")."""
    text = reading.question.text
    terse = reading.question.form == "fact" and not reading.said and text.rstrip().endswith("?") and not ASKING_WORD.search(text)
    return reading.question.form == "yes_no" or terse or (reading.question.form == "fact" and asks_yes_no(asking(text)))


def _asks_for_more(reading: Reading, fields: frozenset[str]) -> bool:
    """Whether the question asks in so many words for another field which the items have ("is the online course under $900?")."""
    others = [field for field in reading.asked if field.name not in fields and not read_only(field, reading.question.text)]
    return any(reading.catalog.of(item_id, field.name) for item_id in reading.items for field in others)


def _asks_of_a_charge(text: str) -> bool:
    return any(pattern.search(text) for pattern in (FOR_NOTHING, MUST_PAY, COSTS))


def _accounted(reading: Reading, text: str) -> bool:
    """Whether the items and these words are all that the question tells of, typing errors in them included."""
    names = " ".join(reading.catalog.items[item_id].title for item_id in reading.items)
    known = list(dict.fromkeys(words(f"{text} {names} {SPOKEN_OF_TRUTH}")))
    slips = [word for word in words(reading.question.text) if len(word) >= LEAST_SLIPPED and get_close_matches(word, known, 1, ALIKE)]
    return explained(reading, " ".join((text, SPOKEN_OF_TRUTH, *slips)))


def _facts(reading: Reading, field: str) -> list[list[Fact]]:
    """Of each item that is named, its facts on a field that may be cited."""
    return [[fact for fact in reading.catalog.of(item_id, field) if reading.may_cite(fact.document_id)] for item_id in reading.items]


def _offerings(reading: Reading) -> bool:
    return all(reading.catalog.items[item_id].kind in OFFERINGS for item_id in reading.items)


@lru_cache(maxsize=1)
def _ways() -> dict[str, re.Pattern[str]]:
    """format -> how it is said."""
    listed = {place: sorted(lexicon()["formats"][place], key=len, reverse=True) for place in PLACES}  # "from my kitchen table" before "from my kitchen"
    return {place: re.compile("|".join(rf"\b{re.escape(way)}\b" for way in ways), re.I) for place, ways in listed.items()}


def _places(text: str) -> set[str]:
    return {place for place, ways in _ways().items() if ways.search(text)}


def _format(reading: Reading) -> Found | None:
    """Whether the one item that is named can be taken where the question puts it."""
    text = asking(reading.question.text)
    facts = _facts(reading, "format")[0]
    asked, held = _places(without_names(reading, text)), _places(" ".join(str(fact.value) for fact in facts))
    if len(reading.items) != 1 or len(asked) != 1 or not held or not _offerings(reading):
        return None
    said = " ".join(match[0] for ways in _ways().values() for match in ways.finditer(text))
    rest = _ways()[next(iter(asked))].sub(" ", text)
    accounted = " ".join((*map(reading.text_of, facts), said, SPOKEN_OF_FORMAT, *AT_A_PLACE.findall(rest), *(match[0] for match in AT_A_PLACE.finditer(rest))))
    if INSTEAD.search(rest) or not _accounted(reading, accounted):
        return None
    if len(held) > 1 and WHOLLY.search(rest):
        return None
    return Found(tuple(facts), asked <= held)


def _partner(reading: Reading) -> Found | None:
    """Whether the items that are named are given with the partner that is named."""
    text = asking(reading.question.text)
    held = _facts(reading, "given_with")
    named = [name for name in reading.catalog.partners if re.search(rf"\b{re.escape(name)}\b", text, re.I)] or [
        name for name in schools() if re.search(rf"\b(?:with|through|via) (?:the )?{re.escape(name)}\b", text, re.I)
    ]
    if not named or not all(held) or not WITH.search(text) or not _offerings(reading):
        return None
    if not _accounted(reading, " ".join((*(reading.text_of(fact) for facts in held for fact in facts), *named, SPOKEN_OF_PARTNERS))):
        return None
    return Found(tuple(fact for facts in held for fact in facts), all(any(name in str(fact.value) for name in named for fact in facts) for facts in held))


def _teachers(reading: Reading) -> Found | None:
    """Whether the person who is named, or any of those who are, teaches all the items that are named."""
    text = asking(reading.question.text)
    people = _people(reading, text)
    held = _facts(reading, "instructors")
    if not people or not all(held):
        return None
    told = " ".join(reading.text_of(fact) for facts in held for fact in facts)
    if not _accounted(reading, f"{told} {' '.join(people)} {SPOKEN_OF_TEACHERS}"):
        return None
    needed = len(people) if not ANY_OF.search(text) else 1
    holds = all(len(people & reading.catalog.taught_by(item_id)) >= needed for item_id in reading.items)
    return Found(tuple(fact for facts in held for fact in facts), holds)


def _people(reading: Reading, text: str) -> frozenset[str]:
    """Those who teach something that a text names, in full, without their middle initial or by a last name that no other has."""
    plain, last = fold(text), [person.split()[-1] for person in reading.catalog.people]
    telling = {name for name in last if last.count(name) == 1 and len(name) >= LEAST_NAME}
    ways = {person: {person, re.sub(r" \w\.", "", person), *({person.split()[-1]} & telling)} for person in reading.catalog.people}
    return frozenset(person for person, names in ways.items() if any(re.search(rf"\b{re.escape(fold(name))}\b", plain) for name in names))


def _level(reading: Reading) -> Found | None:
    """Whether the items that are named are all at the level that is named."""
    text = asking(reading.question.text)
    held = _facts(reading, "level")
    facts = [fact for several in held for fact in several]
    same = [same_value(without_names(reading, text), without_names(reading, " ".join(map(reading.text_of, several)))) for several in held]
    told = " ".join(map(reading.text_of, facts))
    if None in same or not _accounted(reading, f"{told} {SPOKEN_OF_LEVELS} {' '.join(scale_words(text))}"):
        return None
    return Found(tuple(facts), all(same))


def _kind(reading: Reading) -> Found | None:
    """Whether a labelled value of the one item ("certification type: …") is the one that is named, of those that items have under that label."""
    facts = [fact for fact in _facts(reading, "role")[0] if ": " in str(fact.value)]
    if len(reading.items) != 1 or len(facts) != 1 or not OF_A_KIND.search(reading.question.text):
        return None
    label, _, own = str(facts[0].value).rpartition(": ")
    values = {
        value
        for (_, field), told in reading.catalog.facts.items()
        if field == "role"
        for fact in told
        for head, _, value in [str(fact.value).rpartition(": ")]
        if head == label
    }
    text = fold(without_names(reading, reading.question.text))
    named = {value for value in values if re.search(rf"\b{re.escape(fold(value))}\b", text)}
    return Found(tuple(facts), named == {own}) if len(named) == 1 else None


def _charge(reading: Reading) -> Found | None:
    """Whether the offerings of the one provider, or the one item, are free or have to be paid for."""
    text = asking(reading.question.text)
    free = FOR_NOTHING.search(text) is not None
    if len(reading.items) != 1 or AT_ONCE.search(text):
        return None
    facts = _facts(reading, "kinds of fee")[0] or [fact for fact in _facts(reading, "fee_usd")[0] if amount_of(fact)]
    told = " ".join(map(reading.text_of, facts))
    if not facts or NEGATION.search(told) or not _accounted(reading, f"{told} {SPOKEN_OF_CHARGES}"):
        return None
    kinds = {kind for fact in facts for kind in _kinds_of_charge(fact)}
    if len(kinds) > 1 and SOME.search(text):
        return Found(tuple(facts), True) if free else None
    if len(kinds) > 1:
        return Found(tuple(facts), False) if EVERY.search(text) or WHOLLY.search(text) else None
    return Found(tuple(facts), kinds == {"free" if free else "paid"})


def _kinds_of_charge(fact: Fact) -> set[str]:
    """ "free", "paid" or both."""
    if (amount := amount_of(fact)) is not None:
        return {"paid" if amount.low > 0 else "free"}
    values = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    return {"free" if str(value).startswith("free") else "paid" for value in values}


def _run(reading: Reading) -> Found | None:
    """No date is set for the one item, where it has none and the catalog says that no run is listed."""
    text = asking(reading.question.text)
    if len(reading.items) != 1 or [field.name for field in reading.asked] != ["dates"] or not ABOUT_A_DATE.search(text) or _facts(reading, "dates")[0]:
        return None
    item_id = reading.items[0]
    told = [fact for (of, _), facts in reading.catalog.facts.items() if of == item_id for fact in facts if reading.may_cite(fact.document_id)]
    return Found(tuple(fact for fact in told if NO_RUN.search(reading.text_of(fact)))[:1], False)


CHECKS: tuple[tuple[Callable[[Reading], Found | None], frozenset[str]], ...] = (  # each with the fields that may be asked for
    (_format, frozenset({"format"})),
    (_partner, frozenset({"given_with", "provider"})),
    (_teachers, frozenset({"instructors"})),
    (_level, frozenset({"level", "audience", "prerequisites"})),
    (_kind, frozenset({"role", "provider", "requirements"})),
    (_charge, frozenset({"fee_usd", "kinds of fee", "format"})),
    (_run, frozenset({"dates"})),
)
