"""The two things that a question sets side by side, each asked about by itself.

"Which is dearer, the boat or the bus?" -> "Which is dearer, the boat?" and "Which is dearer, the bus?". Rules over closed
classes of English words; nothing here knows any document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .forms import AUXILIARY

COMPARATIVE = re.compile(
    r"\b(?:more|less|fewer|better|worse|sooner|later|earlier|(?:un)?safer|nearer|closer|farther|further|commoner|"
    r"(?:larg|bigg|small|long|short|high|low|fast|slow|quick|cheap|dear|pric(?:i)|costli|heavi|light|old|young|warm|cold|hott|cool|wid|narrow|deep|tall|thick|thinn|strong|weak|"
    r"bright|dark|loud|quiet|easi|hard|tough|strict|busi|rich|poor|green|full|sharp|soft|smooth|great|new|tight|loos|mild|cleari|hardi|sweet|dri|wett|clean|larg|rar|fin|simpl)er|"
    r"differ(?:s|ence|ences|ent)?|compar(?:e|es|ed|ing|ison)|versus|vs|as against|opposed|apart|same|each|respectively)\b",
    re.I,
)
CONNECTIVES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\s*,?\s*\b(?:versus|vs\.?|as against|against|(?:as )?compared (?:with|to)|(?:as )?opposed to)\s+",
        r"\s+(?:compares?|differs?|differed|compared)\s+(?:in (?:[\w-]+ ){1,3}?)?(?:with|to|from)\s+(?:(?:that|those|the one)\s+(?:of|for)\s+)?",
        r"\s+(?:is|are)\s+(?:[\w-]+ )?different\s+from\s+",
        r"\s+than\s+(?!\d|[£€$]|(?:an?|one|two|three|four|five|six|ten|half)\b)",
        r"\s*,?\s+or\s+",
        r"\s+and\s+",
    )
)
BETWEEN = re.compile(r"\b(?:between|which of|who of|both|compar\w+|differ\w*|apart|side by side|next to each other|respectively|each|the two)\b", re.I)
DETERMINER = r"(?:an?|the|my|your|our|his|her|its|their|this|that|these|those|each|either|one)"
PREPOSITION = r"(?:in|on|at|for|from|to|with|by|as|of|under|over|into|during|after|before|if|when|up|through|without)"
ENDS = re.compile(  # words that no name of a thing goes beyond
    rf"(?:{AUXILIARY}(?:n['’]?t)?|be|been|am|i|we|you|they|he|she|it|me|us|them|what|which|who|whom|whose|how|when|where|why|if|that|because|while|and|but|or|than|there|not|"
    r"differs?|differed|compares?|compared|costs?|takes?|lasts?|pays?|gives?|gets?|keeps?|goes|go|holds?|uses?|needs?|sits?|carr(?:y|ies)|comes?|lets?|allows?|makes?|runs?|boils?|starts?|ends?|works?|feels?|stays?|"
    r"more|less|fewer|better|worse|longer|shorter|higher|lower|faster|quicker|cheaper|dearer|earlier|later|sooner|larger|bigger|smaller|heavier|please|pls)",
    re.I,
)
LEADS = re.compile(r"(?:\s+(?:any|much|a lot|far|even|hear back|go|cost|last|take|run|be|get|have|come|need))+\s*$", re.I)  # between a name and the comparative
DIFFERENCE = re.compile(
    r"^\W*(?:what(?:['’]?s| is| are)|is there) (?:the |an? |any )?(?:\w+ )?differences? (?:in|as to|regarding) (?:the )?(?P<what>.{2,40}?) (?:between|of|for) (?=.* (?:and|or) )",
    re.I,
)
MOST_WORDS = 5


@dataclass(frozen=True)
class Sides:
    """A question on each of two things alone."""

    one: str
    other: str
    choice: bool = False  # "the boat or the bus?": no Yes or No answers it
    named: tuple[str, str] = ("", "")  # the words of each thing


def two_sides(text: str) -> Sides | None:
    """None where a question sets no two things side by side.

    >>> two_sides("Is the walk longer from P1 or from P2?")
    Sides(one='Is the walk longer from P1?', other='Is the walk longer from P2?', choice=True, named=('from P1', 'from P2'))
    >>> two_sides("income needed Heron vs Kingfisher")
    Sides(one='income needed Heron', other='income needed Kingfisher', choice=False, named=('Heron', 'Kingfisher'))
    >>> two_sides("Can I pay by card or in cash?") is None
    True
    """
    if not COMPARATIVE.search(text):
        return None
    asked, text = text, DIFFERENCE.sub(lambda match: f"What is the {match['what']} for ", text)
    for connective in CONNECTIVES:
        if connective is CONNECTIVES[-1] and not BETWEEN.search(asked):
            return None
        for match in connective.finditer(text):
            after = _operand(text[match.end() :])
            until = _before_comparative(text[: match.start()]) if "than" in match[0] else match.start()
            before = _operand_before(text[:until], after)
            if before and after and before.lower() != after.lower():
                start, end = until - len(before), match.end() + len(after)
                return Sides(
                    f"{text[: match.start()]}{text[end:]}".strip(),
                    f"{text[:start]}{after}{text[until : match.start()]}{text[end:]}".strip(),
                    " or " in match[0].lower(),
                    (before, after),
                )
    return None


def _before_comparative(text: str) -> int:
    """Where what is compared ends: before the last comparative and its verb ("is the boat [much dearer]", "do cars [go faster]")."""
    last = [match.start() for match in COMPARATIVE.finditer(text)]
    before = text[: last[-1]] if last else text
    return len(LEADS.sub("", before).rstrip())


def _operand(text: str) -> str:
    """The words that name a thing at the start of a text."""
    clause = re.split(r"[,;:?!–—()]|\s-\s|\.(?:\s|$)", text, maxsplit=1)[0]
    taken: list[re.Match[str]] = []
    for match in re.finditer(r"\S+", clause):
        content = [word for word in taken if not re.fullmatch(rf"{DETERMINER}|{PREPOSITION}", word[0], re.I)]
        if len(content) >= MOST_WORDS or ENDS.fullmatch(match[0]) or (content and re.fullmatch(PREPOSITION, match[0], re.I)):
            break
        taken.append(match)
    return clause[: taken[-1].end()] if taken else ""


def _operand_before(text: str, after: str) -> str:
    """The words that name a thing at the end of a text: from the last word on that opens the other name too, else about as many words as that has."""
    clause = re.split(r"[,;:?!–—()]\s*|\s-\s|\.\s", text)[-1]
    words = list(re.finditer(r"\S+", clause))
    if not words or not after:
        return ""
    opening = after.split()[0].lower()
    if re.fullmatch(PREPOSITION, opening, re.I) and opening not in [match[0].lower() for match in words]:
        opening = next((match[0].lower() for match in reversed(words[-MOST_WORDS:]) if re.fullmatch(PREPOSITION, match[0], re.I)), opening)
    if re.fullmatch(rf"{DETERMINER}|{PREPOSITION}", opening, re.I):
        same = [match.start() for match in words if match[0].lower() == opening]
        if same and len(clause[same[-1] :].split()) <= MOST_WORDS + 2:
            return clause[same[-1] :]
    start = len(clause)
    for match in reversed(words[-max(len(after.split()), 1) :]):
        if ENDS.fullmatch(match[0]):
            break
        start = match.start()
    return clause[start:]
