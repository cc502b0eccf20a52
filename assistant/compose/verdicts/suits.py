"""Whether somebody who lacks something can follow a course, from what a sentence says that one needs."""

from __future__ import annotations

import re

from index.tokens import STOP_WORDS, words

from ...check import NEGATION
from ...understand.forms import asking
from ...understand.lacking import COPES, LACKS

NEEDS_NONE = re.compile(
    r"\b(?:needs?|requires?|assumes?|expects?|asks? for)\s+no\b|\bno\b[^,;.]{0,40}\b(?:needed|required|necessary|assumed|expected)\b|(?:do|does)(?:n['’]t| not) (?:need|require|assume|expect|ask)\b|"
    r"\bwithout (?:an? |any )?[^,;.]{0,20}\b(?:background|experience|knowledge|programming|coding)\b|\b(?:for|suits?|welcomes?) (?:complete |total |absolute )?(?:beginners|newcomers|novices)\b",
    re.I,
)
NEEDS = re.compile(r"\b(?:requires?|needs?|assumes?|expects?|demands?|asks? for|must (?:have|know|be able))\b", re.I)
OF_ANY = re.compile(
    r"\b(?:of|from|with) (?:any|every|all|whatever) (?:\w+ )?(?:backgrounds?|professions?|disciplines?|fields?|walks? of life)\b|\b(?:open to|for|welcomes?|serves?) (?:everyone|everybody|anyone|anybody|all(?! \w+s\b))\b|\bregardless of\b",
    re.I,
)
MUST_BE = re.compile(
    r"\b(?:must|need to|have to|has to|needs to|got to) (?:\w+ ){0,3}?(?:be an?|have an?|have (?:studied|worked)|come from)\b|\b(?:must|should) (?:i|we|one|you|people|participants) (?:be an?|have an?|have (?:studied|worked)|come from)\b",
    re.I,
)
MAY = re.compile(
    r"\b(?:allowed|permitted|welcome|accepted|ok|okay|suitable|suited|made for|meant for|right for|open to|"
    r"(?:can|could|may|might|would) (?:\w+ ){1,5}?(?:still |even |also |really )?(?:take|join|do|attend|start|begin|enrol|enroll|follow|understand|complete|finish|cope|manage|keep up|sign up|go for|get in|fit in))\b",
    re.I,
)
ASKS_IF_NEEDED = re.compile(
    r"\b(?:do|does|did|will|would|must|should)\s+(?:\w+\s+){1,4}?(?:need|have to|require)\b|\bmust (?:i|we|you|one)\b|\b(?:is|are)\b[^?]*\b(?:needed|required|necessary)\b",
    re.I,
)
ASKS_OF_NEEDS = re.compile(
    r"\b(?:needs?|needed|requires?|required|requirements?|must|have to|has to|should|prerequisites?|background|expected|too|only|just for|reserved|advanced|experts?|experienced|skip|instead|lose|lost|bored|not|degree|cost|pay|free)\b|n['’]t\b",
    re.I,
)
SHUT_OUT = re.compile(
    r"\b(?:closed to|shut out|locked out|ruled out|out of (?:reach|the question|bounds)|off[- ]limits|barred|excluded|turned (?:away|down)|rejected|no (?:chance|hope|way in)|cannot|can['’]?t)\b",
    re.I,
)
ONLY_FOR = re.compile(
    r"\b(?:only|just|solely|exclusively|purely|nothing but|reserved|restricted)\b[^,;.?]{0,30}\b(?:for|to|aimed at|open to)\b|\bfor\b[^,;.?]{0,40}\b(?:only|alone|exclusively)\b",
    re.I,
)
OF_PEOPLE = re.compile(
    r"\b(?:background|degree|profession|trained|qualified|scientists?|engineers?|programmers?|developers?|coders?|specialists?|experts?|graduates?|academics?|people|those|persons?)\b",
    re.I,
)


def suits(asked: str, said: str) -> bool | None:
    """True where nothing is needed, False where something is, of a question whether a beginner, or who lacks a skill, would cope; the other way round of one whether they are shut out; None for any other pair.

    >>> suits("Would a beginner cope with it?", "It needs no technical background.")
    True
    >>> suits("Would somebody who has never programmed be fine there?", "It requires Python.")
    False
    >>> suits("I have no degree, so is it closed to me?", "It requires a degree.")
    True
    """
    if ASKS_IF_NEEDED.search(asking(asked)):
        return None
    if NEEDS_NONE.search(said) and MAY.search(asked) and not ASKS_OF_NEEDS.search(asked):
        return True
    if not LACKS.search(asked):
        return None
    if SHUT_OUT.search(asked):
        return True if NEEDS.search(said) and not NEGATION.search(said) else False if NEEDS_NONE.search(said) else None
    if not COPES.search(asked) and not (MAY.search(asked) and _needs_it(asked, said)):
        return None
    if NEEDS_NONE.search(said) or OF_ANY.search(said):
        return True
    return False if NEEDS.search(said) and not NEGATION.search(said) else None


def _needs_it(asked: str, said: str) -> bool:
    """Whether a text names something that the question lacks."""
    lacking = {word for match in LACKS.finditer(asked) for word in words(match[0])} - STOP_WORDS
    return NEEDS.search(said) is not None and bool(lacking & set(words(said)))


def closed_to_others(asked: str, said: str) -> bool | None:
    """False of a question whether one must be somebody in particular, where a sentence says that it is for people of any kind; None for any other pair.

    >>> closed_to_others("Must I be a trained scientist to join?", "It is meant for leaders of any background.")
    False
    >>> closed_to_others("Is it just for people with a background in physics?", "It is meant for physicists.") is None
    True
    """
    particular, of_any = MUST_BE.search(asked) or ONLY_FOR.search(asked), OF_ANY.search(said)
    if particular is None or of_any is None or NEGATION.search(asked) or not OF_PEOPLE.search(asked):
        return None
    named = {word.lower() for word in OF_PEOPLE.findall(asked)} & {word.lower() for word in OF_PEOPLE.findall(OF_ANY.sub(" ", said))}
    return None if named - {"people", "those", "background"} else False  # only some of the people who are named
