"""What a question takes to be there, and a sentence on its subject says is not: "no certificate", "not a student visa".

"When do they mail the certificate?" falls with "no certificate is given"; what is denied in the same breath with other words is
something else.
"""

from __future__ import annotations

import re

from corpus import Fact
from index.tokens import stem, words

from ...draft import Piece
from ...evidence import FEATURES, token_set
from ...reading import Reading
from ...understand.lexicon import synonym_groups, synonyms_of
from ...understand.question import GENERIC
from ..verdicts.polarity import without_names
from ..wording import piece_of, told_fact

DENIED = re.compile(
    r"\b(?:(?:spares? [^.;,]{2,60}?|without [a-z]+ing [^.;,]{0,30}?) the (?:details|minutiae|trouble|effort|need|burden|chore|work) of(?: an?| any| the)?|no|without(?: any| an?)?|(?P<is>is|are) not an?|(?:but|,) not(?: an?| any| the| one)|not one|(?:do|does|did|need|must|may|can) ?not (?:ask (?:for|participants to \w+)|require|need|give|award|offer|include|have|mean|demand|grant|confer|become|count as|make (?:you|anyone|anybody)|turn (?:you|anyone|anybody) into)(?: an?| any| the)?)\s+"
    r"(?P<thing>(?:(?!(?:of|for|to|in|on|at|by|with|from|as|that|which|and|or|but|is|are|was|were|has|have|can|may|will|longer|more|less|later|matter)\b)[\w'’-]+\s*){1,4}(?:(?:of|for|to)\s+(?!it\b)(?:(?:the|an?|any)\s+)?[\w'’-]+)?)",
    re.I,
)
DOES_NOT = re.compile(
    r"\b(?:do|does|did|will) not (?P<verb>[a-z]{4,})(?=\W*$|[.,;]|\s+(?:once|after|when|until|unless|any ?more)\b)", re.I
)  # "does not expire once earned"
NOT_TOLD = re.compile(
    r"\W*(?:is|was|are|were|has been|have been) (?:seen|found|known|told|stated|published|listed|named|mentioned)\b", re.I
)  # "no price was seen" says nothing of whether there is one
BEYOND = re.compile(r"\b(?:more|less|fewer|longer|\w+er) than\b", re.I)  # "no course costs more than $900" denies no course
ANY = frozenset(
    stem(word)
    for word in "formal official such particular specific special actual real working knowledge skills skill program programme course thousands hundreds dozens lots plenty".split()
)  # tell nothing of what is denied
DEFINITE = r"\b(?:the|my|your|our|its|their|this|that)\s+(?:[\w'’-]+\s+){{0,2}}?(?:{})"  # takes it to be there
MINE = re.compile(r"\b(?:my|our|your)\s+((?:[\w'’-]+\s+){0,2}[\w'’-]+)", re.I)
LEAST_COVERAGE = 0.35  # share of the question's words that a sentence of any document holds which denies it
LOOKED_AT = 2


def denied(reading: Reading) -> Piece | None:
    """The fact of the item that is named, or else the likeliest sentence, that says there is none of what the question takes to be there."""
    if reading.question.form == "yes_no":
        return None
    if fact := _denying(reading, definite=False):
        return told_fact(reading, fact)
    near = (one for one in reading.evidence[:LOOKED_AT] if one.features[FEATURES.index("coverage_topic")] >= LEAST_COVERAGE)
    meant = frozenset(synonyms_of(reading.question.text))  # "an alumnus" is one of the "alumni"
    return next((piece_of(one.sentence) for one in near if _things(reading, one.sentence.text, meant) - GENERIC or _does_not(reading, one.sentence.text)), None)


def denied_of_item(reading: Reading) -> Piece | None:
    """The fact of the item that is named which denies what the question speaks of as "the", "my" or "its", or by two words and more."""
    if reading.question.form in {"yes_no", "comparison"} or reading.question.negated:
        return None
    fact = _denying(reading, definite=True)
    return told_fact(reading, fact) if fact else None


def _denying(reading: Reading, definite: bool) -> Fact | None:
    own = [
        fact for (item_id, _), facts in reading.catalog.facts.items() if item_id in reading.items[:1] for fact in facts if reading.may_cite(fact.document_id)
    ]
    for fact in own:
        if _does_not(reading, reading.text_of(fact)):
            return fact
        things = _things(reading, reading.text_of(fact))
        if things and (not definite or len(things - GENERIC) > 1 or _definite(reading, things - GENERIC)):
            return fact
    return None


def _does_not(reading: Reading, text: str) -> bool:
    """Whether a text says that what the question speaks of, in this word or another for the same, does not happen ("when must I renew it?")."""
    asked = token_set(reading.question.text)
    verbs = [stem(match["verb"]) for match in DOES_NOT.finditer(text)]
    return any(asked & {verb, *(way[0] for way in synonym_groups().get(verb, ()) if len(way) == 1)} for verb in verbs)


def _definite(reading: Reading, things: frozenset[str]) -> bool:
    said = [word for word in words(without_names(reading, reading.question.text)) if stem(word) in things]
    return bool(said) and re.search(DEFINITE.format("|".join(map(re.escape, said))), without_names(reading, reading.question.text), re.I) is not None


def _things(reading: Reading, text: str, meant: frozenset[str] = frozenset()) -> frozenset[str]:
    """Tokens of what a text says there is none of, where the question has all of them, or means them."""
    question = without_names(reading, reading.question.text)
    asked, own = token_set(question) | meant, token_set(" ".join(MINE.findall(question)))
    told = without_names(reading, text)
    matches = (match for match in DENIED.finditer(told) if not BEYOND.search(told, match.end()) and not NOT_TOLD.match(told, match.end()))
    things = (token_set(match["thing"]) - ANY - (own if match["is"] else frozenset()) for match in matches)  # "it is no degree" says nothing of mine
    return next((frozenset(thing) for thing in things if thing and (thing - GENERIC or thing) <= asked), frozenset())
