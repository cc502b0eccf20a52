"""Whether a sentence says that what is asked about is free, however question and sentence put it.

People ask from both sides ("do I have to pay?", "is it free?"), and documents answer in words that deny
something else ("no charge", "without a fee"), so these are read before negations are.
"""

from __future__ import annotations

import re

from ...check import NEGATION

_EXTRA = r"(?:extra |additional |further |added |separate )?"
_CHARGE = r"(?:charges?|costs?|fees?|payments?|paying|surcharges?|supplements?|expense)\b"
FREE = re.compile(
    rf"\b(?:free(?!\s+(?:to|from|time|days?|hand|will|of (?!charge|cost))|-)|gratis|complimentary|for nothing|let off|waived?|waives|exempt|spared|"
    rf"(?:costs?|pays?|paying|charged?|owes?|billed) (?:[\w'’]+ ){{0,2}}?nothing|(?:no|zero) {_EXTRA}{_CHARGE}|(?:for|at|with) zero (?:dollars|money|cash)\b|without (?:an? |any |the |paying )?{_EXTRA}{_CHARGE}|"
    rf"(?:pays?|paid|charges?|charged) no \w+|never (?:paid|pays?|charged?)\b|(?:not|n['’]t) (?:be )?(?:charged?|billed)\b(?! (?:more|less|extra))|"
    rf"(?:included|comes?|contained) in (?:the |your |every |each |its |all )?(?:[\w-]+ ){{0,2}}?(?:price|fee|fare|rent|cost|subscription|tariff|premium|tuition|charge|rate)s?\b)",
    re.I,
)
MUST_PAY = re.compile(
    r"\b(?:have|has|need|got|expected|obliged|required|forced|asked) to (?:[\w-]+ ){0,2}?pay\b(?! (?:by|with|in|through|via|online)\b)|\bmust (?:\w+ ){0,3}?pay\b|"
    r"\b(?:do|does|will|would) (?:you|they|it) (?:\w+ )?(?:charge|bill|cost)\b(?! (?:by|with|in|through|via|online)\b)|\b(?:be|get|am|is|are) (?:charged|billed)\b|"
    r"\bis there (?:an? )?(?:\w+ )?(?:charge|fee|cost|surcharge|supplement)\b",
    re.I,
)
CONDITION = re.compile(r"^(?:\w+,? )?(?:if|when|once|suppose|say|after)\b[^,]*,\s*", re.I)  # what comes before the question itself
PARTLY = re.compile(r"\b(?:partly|sometimes|some|most|only|except|apart from|unless|until|often)\b", re.I)


def free_as_asked(asked: str, said: str) -> bool | None:
    """Yes or no to a question whether something is free or has to be paid for, by a sentence that says that it is free; None for any other two."""
    question = CONDITION.sub("", asked)
    free = bool(FREE.search(question))
    if not (free or MUST_PAY.search(question)) or NEGATION.search(FREE.sub(" ", question)):
        return None
    says_free = FREE.search(said) and not NEGATION.search(FREE.sub(" ", said)) and not PARTLY.search(said)
    return free if says_free else None
