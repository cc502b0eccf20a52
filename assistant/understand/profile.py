"""What a person says of themselves: role, coding, mathematics, aim, budget, time.

Text -> `Profile`. Everyday wording only; which track fits is decided elsewhere, from
what the documents say of whom each is for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ..check import NUMBER_WORDS

NOT = r"(?:no|not|never|cannot|can't|cant|don't|dont|doesn't|without|hate|zero|hardly|barely|little|non|avoid|n't)"
CODE = r"(?:cod(?:e|ing)|program(?:ming|mer)?|python|software|scripts?)"
MATHS = r"(?:math(?:s|ematics)?|calculus|algebra|statistics|probability)"
ROLES = (
    (
        "executive",
        r"\b(?:executive|ceo|cto|cfo|coo|cio|c-suite|c-level|director|vp|vice[- ]president|head of|board|founder|president|chief \w+ officer|chief)\b",
    ),
    (
        "technical",
        r"\b(?:engineer|developer|programmer|data scientist|researcher|scientist|physicist|mathematician|computer science|software|phd|robotics|technical expert|(?<!made )(?<!existing )(?<!built )(?<!shelf )algorithms?|roboticist|coder)\b",
    ),
    (
        "manager",
        r"\b(?:manage[rs]?|managing|consultant|marketing|sales|business|product owner|team lead(?:er)?|lawyer|nurse|teacher|hr|human resources|non[- ]technical|entrepreneur|operations|finance)\b",
    ),
    (
        "analyst",
        r"\b(?:analysts?|practitioner|implementer|apply(?:ing)? (?:ai|ml|existing|machine learning)|(?:ready[- ]made|existing|pre-?built|off[- ]the[- ]shelf) (?:algorithms?|models?|tools?)|applied|hands[- ]on|use cases?)\b",
    ),
)

PEOPLE = re.compile(
    r"\b(?:my|our|his|her|their) (?:[\w-]+ )?(?:daughter|son|wife|husband|mother|mum|mom|father|dad|sister|brother|child|kid|niece|nephew|cousin|friend|colleague|boss|team|staff|people|children)s?\b",
    re.I,
)


NOTHING = re.compile(
    r"\b(?:zero|no|0) (?:dollars|money|budget|cost)\b(?! back)|\b(?:not (?:even )?(?:one|a|a single)|without (?:a|one)|no) (?:cent|penny|dime)\b|\b(?:can['’]?t|cannot|can not) (?:spend|pay) (?:anything|a (?:cent|penny|dime))\b",
    re.I,
)  # no money at all
TERMS = r"(?:math\w*|calculus|algebra|statistics|eigen\w+|gradient\w*|derivatives?|integrals?|matri\w+|posterior\w*|probabilit\w+)"
RUSTY = re.compile(
    rf"\brusty\b|\bbrush(?:ing)? up\b|\b{TERMS}\b[^.?!]{{0,40}}\b(?:(?:greek|chinese|foreign|alien|a fog|gibberish|a mystery) to|foggy|rings? a bell|means? nothing)\b"
    rf"|\b(?:last|since my) (?:\w+ )?{TERMS} (?:class|course|lecture|lesson|exam)\b|\b(?:forgot(?:ten)?|lost)\b[^.?!]{{0,30}}\b{TERMS}\b|\b{TERMS} (?:is|was) (?:long|ages|decades|years) ago\b",
    re.I,
)
IN_WORDS = re.compile(rf"\b({'|'.join(word for word in NUMBER_WORDS if word != 'zero')}) (?:(hundred|thousand)(?= (?:dollars|usd|bucks)\b)|grand)\b", re.I)


@dataclass(frozen=True)
class Profile:
    """What was said; None and "" where nothing was."""

    role: str  # "technical", "manager", "executive", "analyst" or ""
    codes: bool | None
    maths: bool | None
    budget: Decimal | None  # US dollars
    words: str  # the text itself, for interests
    rusty: bool = False  # whether what they once learned is forgotten, or its terms mean nothing to them

    @property
    def empty(self) -> bool:
        return not self.rusty and not self.role and self.codes is None and self.maths is None and self.budget is None


def read_profile(text: str) -> Profile:
    """What a text says of the person who wrote it.

    >>> read_profile("I'm a nurse, I can't code and have $3,000").codes
    False
    """
    affirmed = re.sub(rf"\b(?!non\b){NOT}\b[^,.;!?]*", " ", text, flags=re.I)
    role = _called(affirmed) or next((name for name, pattern in ROLES if re.search(pattern, affirmed, re.I)), "")
    return Profile(role, _has(text, CODE), _has(text, MATHS), budget_of(text), text, RUSTY.search(text) is not None)


def latest_profile(text: str, before: str) -> Profile:
    """What a message says of its writer, and what was said before of all that it leaves open: who adds that they code is believed.

    >>> latest_profile("Actually I know some Python", "I can't code and do marketing").codes
    True
    """
    now, whole = read_profile(text), read_profile(f"{text} {before}")
    codes = whole.codes if now.codes is None else now.codes
    return replace(whole, role=now.role or whole.role, codes=codes, maths=whole.maths if now.maths is None else now.maths)


def _called(text: str) -> str:
    """The role that people call themselves by ("I'm an analyst in sales"), the first one; "" where they do not."""
    found = {
        name: match.start() for name, pattern in ROLES if (match := re.search(rf"(?:^\W*|\b(?:i['’]?m|i am|as) (?:an? )?(?:[\w-]+ )?){pattern}", text, re.I))
    }
    return min(found, key=lambda name: found[name], default="")


def _has(text: str, thing: str) -> bool | None:
    if not re.search(rf"\b{thing}\b", text, re.I):
        return None
    denied = re.search(
        rf"{NOT}\b[^.!?;]{{0,25}}?\b{thing}\b|\b{thing}\b[^.!?;,]{{0,15}}\b(?:is|are)\b[^.!?;,]{{0,10}}\b(?:weak|rusty|bad|poor|not)\b", text, re.I
    )
    return not denied


def budget_of(text: str) -> Decimal | None:
    """A sum of dollars that a person has to spend."""
    if NOTHING.search(text):
        return Decimal(0)
    if said := IN_WORDS.search(text):
        return Decimal(NUMBER_WORDS[said[1].lower()]) * (100 if (said[2] or "").lower() == "hundred" else 1000)
    match = re.search(
        r"\$\s?(\d[\d,]*(?:\.\d+)?)\s*(k)?\b|\b(\d[\d,]*(?:\.\d+)?)\s*(k|grand|thousand)?\s*(?:usd|dollars|bucks)\b|\b(\d+)\s?(k|grand)\b|\bbudget(?: of| is|:)? (\d[\d,]{2,})()(?![\d,])",
        text,
        re.I,
    )
    if not match:
        return None
    figure = next(group for group in (match[1], match[3], match[5], match[7]) if group)
    thousand = any(group for group in (match[2], match[4], match[6]))
    return Decimal(figure.replace(",", "")) * (1000 if thousand else 1)


def hours_of(text: str) -> Decimal | None:
    """Hours in all that a person has; none where they are hours of each week.

    >>> hours_of("only six hours to spare this month"), hours_of("I have 6 hours a week")
    (Decimal('6'), None)
    """
    match = re.search(
        rf"\b(\d+|{'|'.join(NUMBER_WORDS)})[ -]hours?\b(?!\s+(?:a|per (?!(?:employee|person|head|participant|colleague)\b)|each|every|of)\b)(?=\s+(?:per|to spare|at most|in all|in total|altogether|free|only|left|this|over|for)\b|[,.;]|\W*$)",
        text,
        re.I,
    )
    return Decimal(NUMBER_WORDS.get(match[1].lower(), match[1])) if match else None


ASKS = re.compile(
    r"\?|\b(?:what|which|how|when|where|who|whom|why)\b|^\W*(?:tell|list|show|give|explain|compare|name|is|are|do|does|can|could|will|would)\b", re.I
)


def without_people(text: str) -> str:
    """A text without those for whom it is asked ("could my daughter take it?"): what is asked is the same for anyone.

    >>> without_people("how many hours would my younger daughter need?")
    'how many hours would need?'
    """
    return PEOPLE.sub("", text).replace("  ", " ")


def only_describes(text: str) -> bool:
    """Whether a text says who its writer is and wants something, and asks nothing in so many words.

    >>> only_describes("Math PhD, code every day, want the deepest option there is")
    True
    """
    return (
        not ASKS.search(text)
        and not read_profile(text).empty
        and re.search(r"\b(?:wants?|needs?|likes?|loves?|looking|prefers?|hopes?|wish(?:es)?|learn|help)\b", text, re.I) is not None
    )


def describes_self(text: str) -> bool:
    """Whether a text tells who its writer is or can, rather than asking.

    >>> describes_self("I'm a nurse and I can't code")
    True
    """
    return (
        bool(
            re.search(
                r"\b(?:i(?: only| just| really)?(?:'m| am|'ve been|'ve| have| can| can't| cannot| run| lead| head| work| do| don't| want| need| used| hate| love| like)\b|my (?:job|role|background|team|budget)\b)|^(?:engineer|developer|manager|executive|nurse|teacher|consultant|analyst)\b",
                text,
                re.I,
            )
        )
        and not read_profile(text).empty
    )
