"""The clauses of a message that state something in passing: neither asked, nor supposed, nor said of the person.

"Since it lasts 5 weeks, can I …?" states a length; "if it lasted 5 weeks", "I have 5 weeks" and "does it last 5 weeks?" state none.
"""

from __future__ import annotations

import re

from ...understand.forms import AUXILIARY

CLAUSE_END = re.compile(
    r"[.?!;:]+(?=\s|$)|,(?=\s)|\s[-–—]+\s|\s+(?=(?:so|but|because|since|given(?! (?:with|by|at|in|on|through|via|to|for)\b)|seeing|i wonder|and (?:i|my|we|our|nobody|he|she))\s)",
    re.I,
)
LEADS_IN = r"^\W*(?:(?:so|and|but|then|ok|okay|now|well|hi|hello|hey|anyway)\b\W*)*"
ASKS = re.compile(
    rf"{LEADS_IN}(?:{AUXILIARY}(?:n['’]?t)?|(?:(?:on|in|at|to|for|from|with|by) )?(?:what|which|who|whom|whose|when|where|how))\b(?! come\b)(?! makes\b)|\bi wonder\b",
    re.I,
)
WHY = re.compile(rf"{LEADS_IN}(?:why|how come|what makes)\b", re.I)
ASKS_BACK = re.compile(
    r"^\W*(?:(?:is|was|are|am) (?:that|this|it|i)(?: \w+)? (?:true|right|correct|so)\b|(?:is|are|was|were|do|does|did|has|have)(?:n['’]?t)? (?:it|they|that|he|she|there)\W*$)",
    re.I,
)  # whether what was stated is so
SAID_BY_OTHERS = re.compile(
    r"\b(?:i|we) (?:\w+ )?(?:heard|read|was told|were told|thought|understood|understand|know|knew|hear|gather|guess|believe|see|saw|suppose|assume)\b(?: that\b)?|\bas far as i know\b|\b(?:my|our) \w+ (?:says?|said|tells? (?:me|us)|told (?:me|us)|claims?|thinks?|believes?)\b(?: that\b)?",
    re.I,
)
RELATIVE = re.compile(
    r",\s+which (?=(?:is|are|was|has|costs?|lasts?|takes?|runs?|needs?|gives?|goes)\b[^?.;,]*,)", re.I
)  # says something of what stands before it
OWN = re.compile(r"\b(?:i|my|me|we|our|us|mine|ours)\b", re.I)
SUPPOSED = re.compile(
    r"\b(?:if|whether|unless|suppose|supposing|would|could|should|can|may|might|must|will|prefer|wish|hope|like|than|rather|instead|not|never|cannot)\b|n['’]t\b",
    re.I,
)


def clauses(text: str) -> list[str]:
    """A text cut at its stops, and where a reason or a turn begins.

    >>> clauses("It lasts 5 weeks, so can I work? Thanks.")
    ['It lasts 5 weeks', 'so can I work', 'Thanks']
    """
    ends = [0, *(place for match in CLAUSE_END.finditer(text) for place in (match.start(), match.end())), len(text)]
    parts = [text[start:end].strip() for start, end in zip(ends[::2], ends[1::2], strict=True)]
    return [part for part in parts if part]


def stating(text: str, form: str) -> list[str]:
    """The clauses that state something in passing; none where a Yes or No is asked of what is stated.

    >>> stating("Since it lasts 5 weeks, can I keep my job?", "yes_no"), stating("It lasts 5 weeks, right?", "yes_no")
    (['Since it lasts 5 weeks'], [])
    """
    parts = clauses(RELATIVE.sub(", it ", text))
    asked = [part for part in parts if ASKS.search(part) and not ASKS_BACK.search(part)]
    if form == "yes_no" and not asked:
        return []
    return [part for part in parts if part not in asked and _states(part)]


def _states(clause: str) -> bool:
    told = SAID_BY_OTHERS.sub(" ", clause)
    return bool(WHY.search(clause) and not OWN.search(told)) or not (ASKS.search(clause) or OWN.search(told) or SUPPOSED.search(told))
