"""A question without what politeness puts around it: "Could you tell me what it costs?" asks what it costs, not whether one can.

Text -> text. What follows the wrapping decides: an asking word stays as it is ("what it costs"), "if" and "whether" ask for a
Yes or No ("Is it true that …?"), a thing is asked for ("Give me all courses").
"""

from __future__ import annotations

import re

PLEASE = r"(?:\s*,?\s*(?:please|pls|kindly|possibly|maybe|perhaps|also|just|quickly|briefly|by any chance))*"
ME = r"(?:\s+(?:me|us|to me|to us))?"
YOU = r"(?:you|u)"
START = r"(?:(?<=^)|(?<=[.!?;:,–—]\s)|(?<=\b(?i:and|but)\s)|(?<=\b(?i:so|hi)\s))"
ASKING = r"(?:what|which|who|whom|whose|how|when|where|why|until when|at what|in what|for how|by when)(?:['’]s)?\b"
WRAPPING = "|".join(
    (
        rf"(?:can|could|would|will){PLEASE}\s+{YOU}{PLEASE}\s+(?:tell|show|explain|say|remind|let|inform|advise|clarify|confirm|help){ME}(?:\s+(?:know|understand|find out|figure out))?",
        rf"would\s+{YOU}\s+mind{PLEASE}\s+(?:telling|explaining|showing|saying|letting|confirming){ME}(?:\s+know)?",
        rf"(?:do|would)\s+{YOU}{PLEASE}\s+(?:happen\s+to\s+)?(?:know|remember|recall)|(?:do\s+{YOU}\s+have\s+)?(?:any|an)\s+(?:idea|clue)(?:\s+(?:of|about))?",
        rf"(?:may|can|could|might){PLEASE}\s+i{PLEASE}\s+(?:ask|know|find\s+out){ME}(?:\s+you)?",
        r"is\s+it\s+possible\s+to\s+(?:know|find\s+out|say|tell)",
        r"i(?:['’]?d|\s+would)\s+(?:(?:also|just|really)\s+)?(?:like|love)\s+to\s+(?:know|find\s+out|understand|ask|hear|learn)",
        r"i\s+(?:(?:also|just|really)\s+)?(?:want|wanted|need|needed)\s+to\s+(?:know|find\s+out|understand|ask)",
        r"i(?:['’]m|\s+am|\s+was|['’]ve\s+been|\s+have\s+been)\s+(?:(?:just|also)\s+)?(?:wondering|curious|trying\s+to\s+(?:find\s+out|understand|figure\s+out))(?:\s+about)?|i\s+wonder|(?:just\s+)?wondering",
        rf"{PLEASE.replace('*', '?')}\s*(?:tell|let)\s+(?:me|us)(?:\s+know)?{PLEASE}",
    )
)
EMBEDDED = re.compile(
    rf"{START}{PLEASE}\s*(?:{WRAPPING}){PLEASE}\s*[,:]?\s+(?:(?P<asks>{ASKING})|(?P<whether>if|whether)\s+(?!so\b|not\b|possible\b|i may ask\b))", re.I
)
ORDER = re.compile(
    rf"{START}(?:(?:can|could|would|will){PLEASE}\s+you|would\s+{YOU}\s+mind){PLEASE}\s+(?P<verb>list|listing|name|naming|give|giving|show|showing|tell|telling|explain|explaining|describe|describing|compare|comparing|summari[sz]e|walk|talk)\b(?=\s+\w)",
    re.I,
)
VERBS = {
    "listing": "list",
    "naming": "name",
    "giving": "give",
    "showing": "show",
    "telling": "tell",
    "explaining": "explain",
    "describing": "describe",
    "comparing": "compare",
}
WHETHER = re.compile(r"(?<=[a-z] )and (?:also )?whether\b", re.I)  # "… the price and whether books are included?"
ABOUT = re.compile(
    rf"{START}(?:(?:do|would)\s+{YOU}\s+have|is\s+there)\s+(?:any|some|more)\s+(?:more\s+)?(?:info|information|details?|data)\s+(?:on|about|regarding|concerning)\s+",
    re.I,
)


MISREAD = re.compile(
    r",? or (?:did|do|am|have|was) i (?:[\w'’]+ ){0,3}?(?:mis\w+|wrong|mistaken|confus\w+|dream\w+|imagin\w+)(?: (?:that|it|this))?(?=\W*$)", re.I
)
NEGATED_FIRST = re.compile(
    r"(?:(?<=^)|(?<=[.!?;,:] )|(?<=^so )|(?<=^but )|(?<=^and ))(?P<verb>do|does|did|is|are|was|were|ca|could|would|should|must|have|has|had|wo|need)n['’]?t (?=(?:i|you|we|they|he|she|it|there|the|my|an?|people|this|that)\b(?!\W*(?:$|\?)))",
    re.I,
)  # "don't I need …?" asks whether I need
WHOLE_VERB = {"ca": "can", "wo": "will"}
COMPARED = re.compile(
    rf"^\W*(?!(?:.*\b(?:{ASKING}|(?:is|are|was|were|does|do|did|can|will|would)(?:n['’]t)?|any|if)\b))(?=[^?]{{3,80}}? (?:(?:much|far|any) )?(?:cheaper|dearer|pricier|longer|shorter|more (?:expensive|demanding|costly)|less (?:expensive|demanding|costly)) than\b[^?]*\?\W*$)",
    re.I,
)  # "A pricier than B?"
NOT_BUT = re.compile(
    r"(?<=\bif)\s+(?P<who>i|we|you|he|she|they)\s+(?:do(?:es)?(?:n['’]t| not)|am not|['’]m not)\s+(?:\w+\s+){1,3}?(?:it\s+)?but\s+(?:just\s+|rather\s+|only\s+|simply\s+|instead\s+)?",
    re.I,
)  # "if I don't cancel but postpone"
ANNOUNCED = re.compile(
    rf"{START}(?P<before>[^:?.!]*?)\b(?:(?:i(?:['’]ve)?\s+(?:have|got)|just|a\s+few|a\s+couple\s+of|some|one|two|three|four|\d)\s+)*(?:more\s+|quick\s+)*(?:things?|questions?|points?|facts?|details?|quick ones)(?:\s+(?:really|please))?(?:\s+for (?:an?|my|our|his|her|their) (?!course\b|class\b|program)[^:?.!]{{2,40}}?)?(?:\s+(?:for|to)\s+(?:you|me|us|ask|clear|clarify|settle|know|start|begin)\b[^:?.!]{{0,40}}|\s+(?:about|on|of|for|to|regarding|concerning)\s+(?P<about>[^:?.!]+?))?(?::|\s[–—-])\s+",
    re.I,
)  # "three things: what …"; what it is about stays: "Three things about the course: its price, …"
NUMBERED = re.compile(
    rf"^(?:for |about )?(?P<of>[^?:]{{3,60}}?),?(?:\s+(?:{WRAPPING}){PLEASE})?[\s,:]+1[.)]\s*(?P<first>[^?]+?)[\s,;]+2[.)]\s*", re.I
)  # "of the course I want to know 1) the fee 2) the length"
WISHED = re.compile(
    rf"(?<=\w),\s+(?:{WRAPPING}){PLEASE}:?\s+(?=(?:about\s+)?(?:the|its|their)\s|[\w-]+(?:,|\s+and\s))", re.I
)  # "The course, I would like to know price, length …"


def direct(text: str) -> str:
    """The text with each question put directly, without what announces it.

    >>> direct("Could you tell me what it costs?")
    'what it costs?'
    >>> direct("Hi! Do you know if dogs are allowed?")
    'Hi! Is it true that dogs are allowed?'
    >>> direct("Can you please list the electives?")
    'list the electives?'
    >>> direct("Isn't the ferry dearer than the bus?")
    'Is the ferry dearer than the bus?'
    """
    text = NEGATED_FIRST.sub(lambda match: WHOLE_VERB.get(match["verb"].lower(), match["verb"]) + " ", text)
    text = COMPARED.sub("is ", text)
    text = NOT_BUT.sub(r" \g<who> ", text)
    text = NUMBERED.sub(r"\g<of>: \g<first>, ", text)
    text = WISHED.sub(": ", MISREAD.sub("", ANNOUNCED.sub(_announced, text)))
    text = EMBEDDED.sub(lambda match: "Is it true that " if match["whether"] else match["asks"], text)
    text = ORDER.sub(lambda match: VERBS.get(match["verb"].lower(), match["verb"]), text)
    return WHETHER.sub("and is it true that", ABOUT.sub("", text))


def _announced(match: re.Match[str]) -> str:
    """What several questions are announced for, where that is said, before a colon.

    >>> direct("Two things about the sprint: what does it cost, and who gives it?")
    'the sprint: what does it cost, and who gives it?'
    """
    about = (match["about"] or match["before"]).strip(" ,–—-")
    return (
        f"{about}: " if match["about"] or (len(about) > 3 and not re.search(r"\b(?:i|me|you|hi|hello|we|thanks?|needs?|wants?|wanted)\b", about, re.I)) else ""
    )
