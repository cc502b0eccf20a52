"""Split a message that asks several things into its questions.

"How long is it and what does it cost?" -> two questions; the second keeps the subject of
the first. Only at a sentence end, or where a conjunction opens a question of its own.
"""

from __future__ import annotations

import re

from .forms import AUXILIARY
from .question import telling_tokens
from .sides import two_sides

ASKING = r"(?:what|how|when|where|who|whom|whose|which|why)(?:['’]?s)?\b"
OPENS = rf"(?:{ASKING}|{AUXILIARY}(?:n't)?\b)"
BEFORE = r"(?:(?:in|from|for|on|at|to|by|with|of|about|roughly|until|since|up to|between|through)\s+(?=(?:what|how|when|where|who|whom|which)\b))?"  # "and in which room?"
CUT = re.compile(
    rf"(?<=[?])\s+(?=\S)|\s*[,;]?\s+(?:(?:and|also|plus|as well as|&|\+)\s+(?:also\s+)?(?={BEFORE}{OPENS})|or\s+(?:also\s+)?(?={BEFORE}{ASKING}))(?!(?:how|what|which) (?:to|of)\b|by whom\b|(?:with|for) whom\W*$|which ones\b|(?:what|who|which|where|how) (?:after|afterwards|before|then|else|not)(?:wards)?\b)|\s*;\s+(?={OPENS})|,\s+(?=(?:(?:for|from|until|since|at|on)\s+)?(?:what|how|when|where|who)\s)",
    re.I,
)
QUESTION = re.compile(
    rf"\?|, (?:how|what|when)\b|(?:^|[:;–—-] )\W*(?:and |or |also |but |so )?{BEFORE}{OPENS}|\b(?:tell me|(?<!that you )(?<!which you )(?<!that they )(?:list|name)|show|give me)\b",
    re.I,
)
ENUMERATED = re.compile(r"^\W*(?P<lead>[^?!]{3,100}?)(?:\s*:|\s+[–—-])\s+(?P<rest>[^:]+)$")  # "No Code AI: price, weeks + which tools"
NEXT = re.compile(rf"\?\s+(?:and\s+)?|\s*[,;]\s+(?:(?:and|plus|n|&|\+)\s+)?|\s+(?:plus|n|&)\s+|\s*\+\s*|\s+and\s+(?={BEFORE}{OPENS}|(?:the|its|their)\b)", re.I)
JOINED_NOUNS = re.compile(r"\s+and\s+", re.I)  # "price and length", but not "start and finish" of what asks
SET_APART = re.compile(r"\b(?:vs|versus|compared?|comparison|differences?|between|same|equal|identical)\b", re.I)
OF_ONE = re.compile(
    rf"^(?!.*\b(?:vs|versus|or|compared?|comparison|differences?|between|both|i|my|we|our|me|us)\b)(?!{OPENS})", re.I
)  # no comparison, statement or question
ASKED = re.compile(rf"{BEFORE}{OPENS}", re.I)
OF_IT = re.compile(r"(?:the|its|their)\b", re.I)
TITLE_WORD = re.compile(r"[A-Z][a-z]")
LISTING = re.compile(
    r"^\W*(?:please |can you |could you )?(?:tell|give|show) me\b[^?]*(?:,| and) (?:its|their) ", re.I
)  # "tell me the tools of it, its fee and the rank"
BETWEEN = re.compile(r",?\s+and\s+(?=(?:the|its|their)\b)|,\s+(?=(?:the|its|their)\b)", re.I)
SUBORDINATE = re.compile(r"^\W*(?:and |so |but )?(?:when|where|if|once|after|before)\s+(?:i|we|you|they|he|she|it|someone|people|my|our|your|the|an?)\b", re.I)
WHO = re.compile(r",\s+who\b", re.I)  # "could my mother, who never worked in tech, follow it?"
ASKS_FIRST = re.compile(rf"^\W*{AUXILIARY}\b", re.I)
MOST = 3
LEAST_ENUMERATED, MOST_ENUMERATED, LONGEST_ENUMERATED, LONGEST_NOUN = (
    2,
    4,
    9,
    5,
)  # pieces of an enumeration, and words of one that asks, or only names what is asked for
EMBEDDED = re.compile(
    r"^(?:how (?:long|much|many|often|big|far|old)|what|where|when)\s+(?:[\w'’-]+\s+){1,4}(?:is|are|was|costs?|takes?|lasts?|means?|offers?)\W*$", re.I
)  # "how long each one is"
FIGURES = re.compile(
    r"^(?:how\s+(?:much|many)\s+(?:\w+\s+){0,3}(?:save|saved)\b|by\s+(?:how\s+(?:much|many|far)|what\s+\w+)|(?:with\s+|to\s+)?what\s+(?:are|were|is|was)\s+(?:the\s+(?:two\s+)?\w+|they|both|each)|what\s+do\s+they\s+\w+|"
    r"(?:for\s+|until\s+)?(?:how|what)\b.{0,40}\b(?:each|both|they|them|the two))\b[^,;]{0,30}$",
    re.I,
)  # "… and by how much?" asks for no more than the comparison tells
BY_HOW_MUCH = re.compile(
    r"^(?:by\s+(?:how\s+(?:much|many|far)|what\s+\w+)\b|how\s+(?:many|much|far)\s+(?:(?:days|weeks|months|hours|dollars)\s+)?(?:too\s+(?:few|little|many|much)|short|off)\s+(?:is|are|am|would|will|do|does)\b|what\s+(?:at|for|with)\s+[^,;]+\W*$)",
    re.I,
)  # asks nothing without what was said before it
WHICH_OF_TWO = re.compile(r"\bwhich (?:one )?of (?:the|these|those|them|both|my|our)\b", re.I)
EXTREME = re.compile(r"\b(?:cheapest|dearest|priciest|shortest|longest|quickest|most expensive|least expensive|lowest|highest)\b", re.I)
OF_EXTREME = re.compile(
    r"^(?:what (?:does|do|would|is) (?:it|that|that one|its) (?:cost|take|price)|how (?:much|long)(?: (?:is|does) (?:it|that)(?: cost| take| last)?)?|what(?:['’]s| is| are) (?:the|its) (?:price|fee|cost|length|workload)|at what (?:price|fee)|for how (?:much|long))\W*$",
    re.I,
)
AFTER_STATEMENT = re.compile(
    rf"^(?!.*\d\s*(?:days?|weeks?|months?|years?|hours?|ceus?|dollars?)\b.*[.!]\s).*[.!]\s+\W*{BEFORE}{OPENS}[^.!?]*\w$", re.I
)  # a question after a statement that it is not computed from
ORDERS = re.compile(r"^\W*(?:please |can you |could you )?(?:list|name|tell|give|show)\b", re.I)
RELATIVE = re.compile(r"\b(?:know|tell me|wonder(?:ing)?|understand|decide|depend(?:s|ing)? on|explain|say|see|sure|if|whether|about)\s*,?$", re.I)


def split_parts(text: str) -> tuple[str, ...]:
    """The questions of a message, in order; one where it is one, context sentences kept with the question after them.

    >>> split_parts("How long is it and what does it cost?")
    ('How long is it', 'what does it cost?')
    """
    if each := enumerated(text):
        return each
    if LISTING.search(text):
        return tuple(piece.strip() for piece in BETWEEN.split(text, maxsplit=MOST - 1))
    pieces: list[str] = []
    start = 0
    for match in CUT.finditer(text):
        before = text[start : match.start()].strip()
        if (
            not before
            or (WHO.match(text[match.start() :]) and ASKS_FIRST.match(before))
            or SUBORDINATE.match(before)
            or RELATIVE.search(before)
            or not (QUESTION.search(before) or AFTER_STATEMENT.search(before))
            or (match[0].strip(" ,") in {"&", "+"} and SET_APART.search(text))
            or (ORDERS.match(before) and EMBEDDED.match(text[match.end() :]))
            or (FIGURES.match(text[match.end() :]) and (two_sides(before) or WHICH_OF_TWO.search(before)))
            or BY_HOW_MUCH.match(text[match.end() :])
            or (EXTREME.search(before) and OF_EXTREME.match(text[match.end() :]))
        ):
            continue
        pieces.append(f"{before}?" if AFTER_STATEMENT.search(before) else before)
        start = match.end()
    pieces.append(text[start:].strip())
    asked: list[str] = []
    for piece in pieces:
        if asked and ORDERS.match(piece) and not telling_tokens(piece):  # "list every one" asks nothing of its own
            asked[-1] = f"{asked[-1]} {piece}"
        elif len(piece.split()) >= 2 and QUESTION.search(piece):
            asked.append(piece)
    return tuple(asked) if 1 < len(asked) <= MOST else (text,)


def enumerated(text: str) -> tuple[str, ...]:
    """A question for each piece of a terse enumeration, every one led by what it is asked of; none where the text is no such thing.

    >>> enumerated("No Code AI: number of weeks + what software do we use?")
    ('No Code AI: number of weeks', 'No Code AI: what software do we use')
    """
    match = ENUMERATED.match(text)
    if match is None or not OF_ONE.search(match["lead"]) or ORDERS.match(match["lead"]) or SET_APART.search(match["rest"]):
        return ()
    pieces = [piece for longer in NEXT.split(match["rest"]) for piece in ([longer] if ASKED.match(longer) else JOINED_NOUNS.split(longer))]
    pieces = [piece.strip(" .?!") for piece in pieces if piece.strip(" .?!")]
    if not LEAST_ENUMERATED <= len(pieces) <= MOST_ENUMERATED or not all(map(_asks_one_thing, pieces)):
        return ()
    return tuple(f"{match['lead']}: {piece}" for piece in pieces)


def _asks_one_thing(piece: str) -> bool:
    """Whether a piece of an enumeration is a short question, or a few words that name what is asked for."""
    longest = LONGEST_ENUMERATED if ASKED.match(piece) or OF_IT.match(piece) else LONGEST_NOUN
    return len(piece.split()) <= longest and not TITLE_WORD.match(piece)
