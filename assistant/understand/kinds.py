"""Tell the kind of thing that would answer a question, and what a text that holds it looks like.

Text -> a kind, by rules over question words and units; nothing here knows any document. The first phrase that asks
decides: "On what day will the fee be taken?" asks for a date, "What does it cost when I cancel?" for money.
"""

from __future__ import annotations

import re

from ..amounts import CODES, CURRENCY
from .forms import ASKING_WORD, AUXILIARY, asking, asks_yes_no

COSTS = r"(?:cost(?:s|ing|l\w+)?|pric(?:e[sdy]?|ing|ier|iest)|fees?|tuition|expensive|cheap(?:er|est|ly)?|dear(?:er|est)|afford\w*|(?<!in )charg(?:e[sd]?|ing)|damage|dollars?|usd|set \w+ back)"
PAYS = r"how much (?:money|to pay|(?:would|will|do|does|did|must|should|can) \w+ (?:have to |need to |then )?(?:pay|owe|spend))"
STEEP = r"how steep(?= (?:is|are|was|were) (?:it|that|they|the (?:whole )?(?:price|fee|cost|bill|tuition)s?)\b|\W*$)"
KINDS: dict[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.I)
    for kind, pattern in {
        "money": rf"\b(?:{COSTS}|{STEEP}|{PAYS})\b|\$",
        "duration": r"\bhow (?:long|many (?:\w+ )?(?:days?|weeks?|months?|years?|hours?|minutes?)|much time)\b|\bduration\b|\blength of (?:time|the (?:course|program))",
        "percent": r"\b\w+(?:ance|ion|ure|ess|ass)? rate\b|\b(?:what|which) percent|\bpercentage\b|\bwhat (?:share|proportion|fraction)\b",
        "count": r"\bhow many\b|\b(?:number|count) of\b|\bhow much\b|\bhow (?:old|far|big|large|tall|fast|high|deep|wide|heavy|often)\b|\bwhat (?:number(?! (?:do|does|did|is|has|have)\b)|amount|size|age|rank)\b",
        "date": r"\bwhen\b(?! it comes to\b)|\b(?:what|which) (?:date|day|month|year|time|century|decade|season)s?\b|\bdeadline\b|\bby when\b|\bhow soon\b",
        "person": r"\bwho(?:m|se)?\b|\bnames? of (?:the |its |their )?(?:\w+ )?(?:prof(?:essor)?|teacher|instructor|lecturer|person|author|director|founder|owner|manager)s?\b|\bwhich (?:person|professor|instructor|teacher|king|queen|president|author)s?\b|\bwhat (?:person|professor|king|queen|president)\b",
        "place": r"\bwhere\b|\b(?:what|which) (?:city|country|place|state|town|location|campus|region|continent|river|area)\b",
        "reason": r"\bwhy\b|\bhow come\b|\bwhat (?:is|was|are) the (?:reason|cause|purpose)s?\b|\bfor what reason|\bwhat (?:do|does|did|is|are|would) (?:[\w-]+ ){1,3}?(?:need|needed|use|used|want|wanted)\b[^?]{0,40}\bfor\b(?=\s*(?:\?|$|in\b))",
        "method": r"\bhow (?:do|can|could|should|would|does|did|to|is|are|was|were)\b|\bwhat (?:are the )?steps\b|\bin what way\b",
        "definition": r"^(?:so |and )?(?:what(?:'s| is| are| was| were)|who is|define|explain)\s+(?:an? |the )?[\w\"“'’.&+ -]{2,60}\??$|\bwhat does .+ mean\b|\bmeaning of\b|\bstand for\b",
    }.items()
}
ASKED_FOR = ("duration", "percent", "count", "date", "person", "place", "reason")  # kinds that a phrase of their own asks for
HELD: dict[str, re.Pattern[str]] = {  # what a text has that holds one of a kind; for the other kinds any text may
    kind: re.compile(pattern, flags)
    for kind, pattern, flags in (
        (
            "money",
            rf"[$€£¥]\s?\d|\b(?:{CODES})\s?\d|\b\d[\d,.]*\s?(?:(?:thousand|million|billion|k)\s)?(?:{CURRENCY}|cents?|{CODES})\b|\b(?:free|no (?:cost|fee|charge))\b|"
            r"\b(?:costs?|price[sd]?|fees?|pays?|paid|charged?|billed|rent|deposit|surcharge)\b[^.;]{0,30}?(?<![\w.])\d[\d,.]*\b(?! ?(?:%|per ?cent|days?|weeks?|months?|years?|hours?|minutes?))",
            re.I,
        ),
        (
            "duration",
            r"\b(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few)(?:\s?(?:to|-|–|or)\s?\d+)?[\s-]*(?:\w+[\s-])?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))\b",
            re.I,
        ),
        ("percent", r"\d\s?%|\bper ?cent|\b(?:half|third|quarter|majority)\b", re.I),
        (
            "count",
            r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|once|twice|several|many|half)\b",
            re.I,
        ),
        (
            "date",
            r"\b(?:1\d|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|noon|midnight)\b|"
            r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}[:.][0-5]\d\b|\b\d{1,2} ?[ap]\.?m\b|\b\d+\s(?:days?|weeks?|months?|years?)\b|\bcentury\b|\b(?:before|after|until|within|by the end|on day)\b",
            re.I,
        ),
        ("person", r"(?<!^)(?<![.!?] )\b[A-Z][a-zà-ÿ]+(?:[ -](?:[A-Z]\.\s?)?[A-Z][a-zà-ÿ]+)*", 0),
        ("place", r"\b(?:in|at|on|from|near|to|of|across|via|through|into)\s+(?:the\s+)?[A-Z]|\b(?:campus|online|city|country|office|website|street)\b", 0),
        (
            "reason",
            r"\b(?:because|since|due to|so that|in order to|as a result|reason|therefore|thus|hence|caused?|allows?|in that|leads? to|results? in|to (?:help|ensure|avoid|make|prevent|protect))\b",
            re.I,
        ),
    )
}
LINKING = re.compile(r"\b(?:when|where|who(?:m|se)?)\b", re.I)  # ask, or link a clause: "what happens when …", "somebody who …"
CLAUSE = re.compile(r"[.?!;:]\s")
MAY_ASK = re.compile(
    r"(?:^|[.,;:?!–—(-]|\b(?:and|or|but|so|then|ok|also|since|until|till|from|by|to|for|with|of|at|in|on|about|is|are|was))\s*$", re.I
)  # before a word that asks
VERB_FIRST = re.compile(rf"['’]?\s*(?:{AUXILIARY}|s)\b", re.I)
OPEN_ASKING = re.compile(r"\b(?:what|which|how)\b", re.I)  # may ask for anything: what follows tells
OF_MONEY = re.compile(r"\bhow many (?:dollar|euro|pound|crown|franc)s?\b", re.I)
NEAR_ASKING = 2  # words after "what" or "which" that say what is asked for: "which entry fee", not "which kinds of fee"


def answer_kind(text: str) -> str:
    """The kind of thing that would answer; "" where any sentence might. Of a question for a Yes or No, what it speaks of.

    >>> answer_kind("On what day of the month is the fee taken?"), answer_kind("What does it cost when I cancel?")
    ('date', 'money')
    >>> answer_kind("What happens to somebody who has no pass?"), answer_kind("Is there a fee?")
    ('', 'money')
    """
    last = asking(text)
    if asks_yes_no(last):
        return _spoken_of(text)
    asked = _without_links(last)
    found = [(match.start(), kind, match[0]) for kind in ASKED_FOR if (match := KINDS[kind].search(asked))]
    first = min(found, key=lambda one: one[0], default=None)
    if KINDS["money"].search(asked) and _asks_for_money(asked, first):
        return "money"
    if first is not None:
        return first[1]
    if (kind := next((kind for kind in ("method", "definition") if KINDS[kind].search(asked)), "")) or last == text:
        return kind
    return _spoken_of(_without_links(text))  # "My boss asks what it costs. What can I say?"


def _spoken_of(text: str) -> str:
    """The first kind that any phrase of a text speaks of."""
    return next((kind for kind, pattern in KINDS.items() if pattern.search(text)), "")


def _asks_for_money(asked: str, first: tuple[int, str, str] | None) -> bool:
    """Whether a text that speaks of money asks for a sum: not where its first asking phrase, `first`, asks for something else."""
    opens = OPEN_ASKING.search(asked)
    if first is not None and (opens is None or first[0] <= opens.start() + 1):
        return bool(re.match(r"how much\b|number\b|count\b", first[2], re.I) or OF_MONEY.match(asked, first[0]) or (first[1] == "percent" and opens is None))
    if opens is None or VERB_FIRST.match(asked, opens.end()) or opens[0].lower() == "how":
        return True
    return KINDS["money"].search(" ".join(asked[opens.end() :].split()[:NEAR_ASKING])) is not None


def _without_links(asked: str) -> str:
    """A question with the words blanked that only link a clause."""
    plain = asked
    for match in LINKING.finditer(asked):
        if not _asks(plain, match):
            plain = f"{plain[: match.start()]}{' ' * len(match[0])}{plain[match.end() :]}"
    return plain


def _asks(plain: str, match: re.Match[str]) -> bool:
    before, after = plain[: match.start()], plain[match.end() :]
    clause = CLAUSE.split(before)[-1]
    if ASKING_WORD.search(clause) or not MAY_ASK.search(before) or re.match(rf"\W*{AUXILIARY}\b", clause, re.I):
        return False
    later = ASKING_WORD.search(after) or re.search(rf",\s+{AUXILIARY}\b", after, re.I)  # "when it rains, what …"
    return match[0].lower() not in {"when", "where"} or later is None or VERB_FIRST.match(after) is not None
