"""Meet what is not a question to the documents: greetings, thanks, who are you; and what is out of bounds.

Text -> `Talk` or None. Patterns over everyday phrases; a question with a greeting in
front is a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.tokens import fold

GREETING = r"(?:hi+|hello+|hey+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|hi there|hello there|hey there)"
THANKS = r"(?:thanks?(?: you)?(?: (?:so|very) much| a lot| a bunch)?|thank u|thx|ty|cheers|much appreciated|(?:that(?:'s| is| was) )?(?:great|perfect|awesome|cool|nice|excellent|wonderful|helpful|very helpful|brilliant)|(?:that|this|it) (?:really |was |is |has )*(?:helped|helps|helpful|useful)|that(?:'s| is| was) (?:all|everything)(?: (?:that )?i (?:need(?:ed)?|wanted)(?: to know)?)?|got it|ok(?:ay)?|i see|understood|makes sense)"
GOODBYE = r"(?:bye+|goodbye|good bye|see (?:you|ya)(?: later)?|good night|have a (?:nice|good|great) (?:day|one|evening|weekend))"
NAME = r"(?:,? (?:there|assistant|bot|friend|everyone|all|folks|again|buddy|mate|for (?:your|the|all your|all the) help|for that|then))?"
_SMALL = tuple(
    (kind, re.compile(rf"^(?:{pattern})\W*$", re.I))
    for kind, pattern in (
        (
            "greeting",
            rf"{GREETING}{NAME}(?:\W+(?:how are you(?: doing)?(?: today)?|(?:i )?hope (?:you(?:'re| are)? (?:doing )?(?:well|fine|good|great)|all is well|you have a \w+ day)))?|how are you(?: doing)?(?: today)?|how(?:'s| is) it going|what(?:'s| is) up|sup|(?:{GREETING}\W+)?(?:(?:it(?:'s| is) )?(?:nice|good|great|lovely) to (?:meet|see) you|pleased to meet you){NAME}",
        ),
        ("goodbye", rf"(?:{THANKS}{NAME}\W+)*{GOODBYE}{NAME}"),
        ("thanks", rf"(?:(?:{THANKS}|ok|oh|ah|wow){NAME}\W+)*{THANKS}{NAME}"),
        (
            "about",
            rf"(?:{GREETING}{NAME}\W+)?(?:who|what) (?:exactly )?are you|(?:{GREETING}{NAME}\W+)?what(?:'s| is) your name|are you (?:an? )?(?:real |actual )?(?:ai|bot|chatbot|robot|human|person|real|machine)(?: or (?:an? )?\w+)?|"
            rf"(?:{GREETING}{NAME}\W+)?(?:so )?what (?:all )?(?:can|do) you (?:do|know|help(?: me)? with)(?: for me)?|what (?:(?:kinds?|sorts?|types?) of )?(?:questions? |things? )?(?:can|could|may) i ask(?: you)?(?: about)?|how (?:can|could|do) you (?:help(?: me)?|work)|help(?: me)?|can you help(?: me)?|tell me about yourself|who (?:made|built|created) you|what are you (?:able to do|for|good at)",
        ),
    )
)
RULES = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass) (?:all |any |everything |the |your |my )*(?:of )?(?:the |your )?(?:previous|prior|above|earlier|instructions?|rules?|guidelines|prompts?|documents?|sources?)|"
    r"\b(?:system|hidden|initial|secret|developer|internal) (?:prompt|instructions?|message|rules?)|\b(?:show|print|reveal|list|read|dump|output)\b[^.?!]{0,30}\b(?:hidden|configuration|config|system) (?:\w+ )?files?\b|\bprompt (?:above|injection)|\b(?:reveal|show|print|repeat|output|leak|tell me|give me|what (?:is|are)) (?:me )?your (?:\w+ )?(?:prompt|instructions?|rules|configuration)|"
    r"\b(?:you are now|from now on you|pretend (?:to be|you(?:'re| are)|that)|act as|role[- ]?play|jailbreak|developer mode|dan mode|do anything now)\b|\bwithout (?:any )?(?:citations?|sources?)\b.*\b(?:make|invent|guess)|\b(?:make up|invent|fabricate) (?:an?|some|any) (?:answer|fact|figure|number|source|quote|citation)s?\b|"
    r"\b(?:answer|reply|respond|write|talk)\b[^.?!]*\bwithout (?:citing|quoting|naming|giving) (?:any |your )?(?:sources?|citations?)\b|\b(?:just|please|and|or) make (?:things|stuff|something) up\b|"
    r"\b(?:reveal|show|print|repeat|output|leak|read|tell|give|send) (?:me |us )?your (?:\w+ )?(?:passwords?|credentials|api keys?|access tokens?|secrets?)\b",
    re.I,
)
OUTSIDE = re.compile(
    r"^\W*(?:please |can you |could you |would you |will you |i (?:want|need) you to |help me (?:to )?)*(?:write|compose|draft|generate|code|program|translate|sing|draw|paint|play|book|order|call|email|send|remind|solve|calculate my taxes|tell me a (?:joke|story)|debug|fix my)\b(?! (?:about|on) (?:the|this))",
    re.I,
)
ELSEWHERE = re.compile(
    r"\b(?:weather|forecast|stock price|lottery|horoscope|football score|recipe|joke|poem|haiku|password|credit card|social security number|home address|phone number of|my (?:bank|medical|tax))\b",
    re.I,
)


@dataclass(frozen=True)
class Talk:
    """What kind of talk it is: "greeting", "goodbye", "thanks", "about", "rules" or "outside"."""

    kind: str


def read_talk(text: str) -> Talk | None:
    """The kind of talk that a message is; None for a question to the documents.

    >>> read_talk("hello!").kind, read_talk("Hello, what does it cost?")
    ('greeting', None)
    """
    plain = fold(re.sub(r"\s+", " ", text)).strip()
    for kind, pattern in _SMALL:
        if pattern.match(plain):
            return Talk(kind)
    if RULES.search(plain):
        return Talk("rules")
    return None


def is_outside(text: str) -> bool:
    """Whether a message asks for a service rather than for what documents say (write, translate)."""
    return bool(OUTSIDE.search(fold(text)))


def is_elsewhere(text: str) -> bool:
    """Whether a message asks for what documents seldom say (the weather, personal data)."""
    return bool(ELSEWHERE.search(fold(text)))


def without_greeting(text: str) -> str:
    """A question without the greeting or thanks before it."""
    shorter = re.sub(rf"^\s*(?:(?:{GREETING}|{THANKS}){NAME}\s*[,.!;:–-]+\s*)+(?=\S.{{6}})", "", text, flags=re.I)
    return shorter.strip() or text
