"""Read a question: its form, the kind of answer it asks for, its words and their weight.

Text -> `Question`. Rules over closed classes of English words only (question words,
auxiliaries, units); nothing here knows any document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from index.structure import sentence_places
from index.token_vectors import TokenVectors
from index.tokens import STOP_WORDS, fold, stem, tokens, words

from .english import telling

AUXILIARY = r"(?:is|are|am|was|were|do|does|did|can|could|will|would|should|shall|may|might|must|has|have|had)"
YES_NO = re.compile(
    rf"^(?:so,?\s+|and\s+|but\s+|then\s+|ok(?:ay)?,?\s+|(?!(?:what|which|how|who|when|where|why)\b)[^?,]{{3,80}},\s+)*(?:{AUXILIARY}(?:n['’]t|nt| not)?\s+(?!(?:.* or not$))\S|(?:ca|wo|sha|ai)n['’]?t\s|cannot\s|is it true|isn't it true)|"
    r"(?:,\s*(?:right|correct|true|yes|no|isn't it|doesn't it|don't they|aren't they|don't i)\s*\?*$)|^(?!(?:what|which|how|who|when|where|why)\b).*\s(?:right|correct)\s*\?+$|\b(?:true or false|yes or no|y/n)\b",
    re.I,
)
INSIDE = re.compile(  # the verb comes first in a later clause: "if it rains, can I…", "broken builds - do they…"
    rf"(?:[,;:–—]|\s-|^(?i:if|once|while|as|since|because|although)\b.*?)\s+{AUXILIARY}(?:n['’]t)?\s+(?:[Ii]|we|you|they|he|she|it|there|my|our|your|the|any|somebody|someone|[A-Z][\w-]+)\b",
)
SHORT_ASKED = re.compile(  # without a verb: "PayPal accepted?", "amberglobe ok for planting?"
    r"^(?!any\b).*(?:(?<!i['’]m )(?<!am )(?<!are )\b(?:accepted|available|allowed|permitted|possible|included|true|ok|okay|alright|all right)\b[^?.!]{0,30}|\b(?:free|fine|open))\s*\?+$",
    re.I,
)
ASKED_LATER = re.compile(r",\s*(?:then\s+)?(?:what|which|how|who)\b[^,]*\?\W*$", re.I)  # "if my trees, all insured, are felled, what do I get?"
ASKING_WORD = re.compile(r"\b(?:what|which|how|who|whom|whose|when|where|why)\b", re.I)
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (
            "money",
            r"\b(?:cost|costs|price|prices|priced|fees?|tuition|expensive|pricey|cheap|cheaper|cheapest|how steep|afford|charges?|how much (?:money|to pay|(?:would|will|do|does|did|must|should|can) \w+ (?:have to |need to |then )?(?:pay|owe|spend)\b)|dollars?|usd|\$)",
        ),
        (
            "duration",
            r"\bhow (?:long|many (?:\w+ )?(?:days?|weeks?|months?|years?|hours?|minutes?)|much time)\b|\bduration\b|\blength of (?:time|the (?:course|program))",
        ),
        ("percent", r"\b\w+(?:ance|ion|ure|ess|ass)? rate\b|\b(?:what|which) percent|\bpercentage\b|\bwhat (?:share|proportion|fraction)\b"),
        (
            "count",
            r"\bhow many\b|\bnumber of\b|\bhow much\b|\bhow (?:old|far|big|large|tall|fast|high|deep|wide|heavy|often)\b|\bwhat (?:number|amount|size|age|rank)\b",
        ),
        ("date", r"\bwhen\b|\b(?:what|which) (?:date|day|month|year|time|century|decade|season)s?\b|\bdeadline\b|\bby when\b|\bhow soon\b"),
        (
            "person",
            r"\bwho(?:m|se)?\b|\bnames? of (?:the |its |their )?(?:\w+ )?(?:prof(?:essor)?|teacher|instructor|lecturer|person|author|director|founder|owner|manager)s?\b|\bwhich (?:person|professor|instructor|teacher|king|queen|president|author)s?\b|\bwhat (?:person|professor|king|queen|president)\b",
        ),
        ("place", r"\bwhere\b|\b(?:what|which) (?:city|country|place|state|town|location|campus|region|continent|river|area)\b"),
        (
            "reason",
            r"\bwhy\b|\bhow come\b|\bwhat (?:is|was|are) the (?:reason|cause|purpose)s?\b|\bfor what reason|\bwhat (?:do|does|did|is|are|would) (?:[\w-]+ ){1,3}?(?:need|needed|use|used|want|wanted)\b[^?]{0,40}\bfor\b(?=\s*(?:\?|$|in\b))",
        ),
        ("method", r"\bhow (?:do|can|could|should|would|does|did|to|is|are|was|were)\b|\bwhat (?:are the )?steps\b|\bin what way\b"),
        (
            "definition",
            r"^(?:so |and )?(?:what(?:'s| is| are| was| were)|who is|define|explain)\s+(?:an? |the )?[\w\"“'’.&+ -]{2,60}\??$|\bwhat does .+ mean\b|\bmeaning of\b|\bstand for\b",
        ),
    )
)
EVIDENCE: dict[str, re.Pattern[str]] = {
    "money": re.compile(r"[$€£¥]\s?\d|\b\d[\d,.]*\s?(?:usd|eur|dollars?|euros?|pounds?|cents?)\b|\b(?:free|no (?:cost|fee|charge))\b", re.I),
    "duration": re.compile(
        r"\b(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few)(?:\s?(?:to|-|–|or)\s?\d+)?[\s-]*(?:\w+[\s-])?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))\b",
        re.I,
    ),
    "percent": re.compile(r"\d\s?%|\bper ?cent|\b(?:half|third|quarter|majority)\b", re.I),
    "count": re.compile(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|once|twice|several|many|half)\b", re.I
    ),
    "date": re.compile(
        r"\b(?:1\d|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d+\s(?:days?|weeks?|months?|years?)\b|\bcentury\b|\b(?:before|after|until|within|by the end)\b",
        re.I,
    ),
    "person": re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][a-zà-ÿ]+(?:[ -](?:[A-Z]\.\s?)?[A-Z][a-zà-ÿ]+)*"),
    "place": re.compile(r"\b(?:in|at|on|from|near|to|of|across|via|through|into)\s+(?:the\s+)?[A-Z]|\b(?:campus|online|city|country|office|website|street)\b"),
    "reason": re.compile(
        r"\b(?:because|since|due to|so that|in order to|as a result|reason|therefore|thus|hence|caused?|allows?|in that|leads? to|results? in|to (?:help|ensure|avoid|make|prevent|protect))\b",
        re.I,
    ),
}
VERBS = "gets makes takes gives lasts needs pays runs starts ends opens closes teaches covers includes deals fits holds means shows comes goes works applies decides belongs suits wants says leads leaves arrives serves sells uses helps keeps brings allows lets".split()
NOT_PLURAL = rf"(?!(?:i|you|we|they|he|she|it|do|did|can|could|will|would|should|shall|may|might|must|have|had|are|were|is|was|does|has|its|this|as|us|vs|plus|costs(?!\s+(?:are|do|can|will|may))|{'|'.join(VERBS)})\b)"
PLURAL = rf"(?:{NOT_PLURAL}[\w-]+ ){{0,3}}?{NOT_PLURAL}[\w-]*[^\Ws]s\b"
LIST = re.compile(
    rf"^(?:please |can you |could you )?(?:list|name|enumerate|give me (?:all|a list|the)|tell me (?:all|every)|show me (?:all|every))\b|\b(?:all (?:of )?(?:the|these|your)|every|complete list|full list|list of|list all|which (?:of the )?{PLURAL}|what (?:are|were) (?:all )?(?:the|some)|what (?:kinds?|types?|sorts?) of|what (?:other )?{PLURAL} (?:are|do|does|can|is|will|were|should|did|would|must))\b|"
    r"\b(?:everything|all of them|all cases|what all|they all|all there (?:is|are))\b|[\s,](?:list|complete|all of them|every one)(?:,? please)?\W*$|^all [\w-]+s\b",
    re.I,
)
MODAL = r"(?:can|could|may|must|should|shall|will|would|wo|ca|mustn|shouldn|couldn|wouldn)(?:['’]?n?['’]?t| not)?"
SEVERAL = re.compile(  # what may well be answered by a list: whether it is, the documents tell
    rf"^(?:so |and |but )?(?:what|who) (?:exactly )?{MODAL}\b|^what (?:am|are) (?:i|we|you|they) (?:not )?(?:allowed|supposed|expected|required)\b|^what (?:exactly )?do(?:es)? .{{1,40}}\b(?:need|have) to\b|"
    rf"\b(?:for|in|on|at|to|from|under|of) (?:what|which) (?:{NOT_PLURAL}[\w-]+ ){{0,2}}?{NOT_PLURAL}[\w-]+[^\Ws]s\b|^(?!what|who|how|why|when|where)(?:[\w-]+ )?[a-z-]+[^\Ws]s (?:for|of|in|on|at)\b|"
    r"^where (?:are|may|can)\b|^who (?:gets?|pays?|needs?|are|else|does not|doesn['’]t|qualif\w+)\b|^all (?:[\w-]+ ){0,2}[\w-]+s\b|[.,?] all (?:of )?\w[\w ]{2,25}\W*$|\b(?:which|what|top) (?:two|three|four|five|six|seven|eight|nine|ten)\b|"
    rf"(?:^|[,.;:–-] )(?:so |and |but )?what {PLURAL}|\bwhich (?:sorts?|kinds?|types?) of\b|^(?!what|who|how|why|when|where)(?:[\w-]+ ){{0,3}}?{PLURAL}(?: (?:available|accepted|covered|included|allowed|list|names|on offer))?(?: please| pls)?\W*$|"
    r"\bwhat(?:['’]s| is| was| comes| goes) (?:\w+ )?(?:included|covered|inside|thrown in|part of)\b|\bwhat do (?:i|we) (?:actually )?get\b|\beveryone who\b|\bwho (?:is|was) (?:\w+ )?(?:entitled|allowed|barred|issued|excluded|eligible)\b|"
    r"\b(?:the whole|the full|full|entire|complete) [\w-]+(?: [\w-]+)?(?: please| pls)?\W*$",
    re.I,
)
ALL_OF_IT = re.compile(
    r"^\W*(?:please )?(?:list|enumerate|(?:give|show|tell) me (?:all|every)|all (?!in\b|together\b))\b|\b(?:all of them|every one of them|all the \w+s)\b", re.I
)
UNLISTED = frozenset({"money", "duration", "percent", "count"})  # kinds of which one is asked for
COUNTED = r"[$€£]?\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:day|week|month|hour|year|dollar|euro|pound)s?\b"  # a limit: "shorter than four days"
COMPARISON = re.compile(
    rf"\b(?:differen(?:ce|ces|t) (?:between|from|to)\b|differ\b|compar(?:e|ed|ing|ison(?! (?:table|chart)))|versus|vs\.?|as against|^(?!(?:if|has|have|is|are|do|does|did|can)\b)(?:[^,?.:]|\.(?=\w)){{3,60}} against (?:[^,?.:]|\.(?=\w)){{3,60}}(?:[:,]|\s[-–—])|(?:better|cheaper|longer|shorter|harder|easier|more \w+) (?:than(?! (?:{COUNTED}))|,? \w+ or)|which is (?:better|cheaper|longer|shorter|harder|easier)|which (?:one|of the two|of them|of these)(?: \w+){{0,2}}? (?:is|are|was|were|has|have|takes?|lasts?|gives?|gets?) (?:the |a )?(?!other|over|never|after|under)(?:\w{{3,}}er|more)\b)",
    re.I,
)
HOW_TO = re.compile(
    r"\bhow (?:do|can|should|would|could) (?:i|we|you|one|someone|people|a \w+) (?:go about |best )?(?!know|need|have|tell|qualify)|\bhow to\b|\b(?:steps?|process|procedure|instructions) (?:to|for|of)\b|\bwhat (?:are the )?steps\b|\bwalk me through\b|\bwhat do i (?:have|need) to do\b",
    re.I,
)
RECOMMEND = re.compile(
    r"\b(?:(?:which|what) (?:\w+ ){0,4}?(?:(?:would|do|can) you\b.*\b(?:recommend|suggest|advise(?! against)|(?<=would you )(?:take|choose|pick))\b|(?:should|would|do|can) (?:i|we)\b(?! (?:(?:have|need) to|know|expect|bring|prepare|submit|send)\b).*(?:\b(?:take(?! (?:along|with|out|off|to the)\b)|(?:choose|pick)(?! (?:from|between|among))|(?<!can i )(?<!can we )do|start|recommend|suggest|apply|go for|be best|suit|advise(?! against))\b))|(?:do|would|can|could) you (?:recommend|suggest|advise)|recommend (?:me|a|an|one|something)|best (?:\w+ )?(?:for (?:me|us|my|someone|somebody|a|an)\b|fit\b|option|choice)|right for (?:me|us|my|someone|somebody|a|an)\b|suits? me|fits? me|where (?:should|do) i (?:start|begin)|should i (?:take|choose|pick|go for)|what(?:'s| is) (?:the )?(?:best|right) |advise me|is (?:\w+ )*(?:one )?for (?:me|us)\b|for someone like me|(?:what(?:'?s| is| would)?\s*|which (?:\w+ ){1,3}?)(?:fits?|suits?|for (?:me|us))\b|(?:which|any|what) (?:\w+ ){0,3}?(?:course|program|programme|class|track|elective)s?\s*\?*$|which (?:\w+ ){0,2}?(?:course|program|programme|class|track|elective)s? if (?:i|my|we|our)\b)",
    re.I,
)
WHAT_TO_DO = re.compile(
    r"\bwhat (?:do|should|must|can|shall) (?:i|we) (?:have to |need to )?do (?:if|when|now|about|with|first|once|after|to (?!learn|become))\b", re.I
)
PLAN = re.compile(
    r"\b(?:plan|schedule|roadmap|map out|put together|design|build) (?:me |out )?(?:my|a|an|the) (?:[\w-]+ )?(?:certificate|plan|path|programme?|curriculum|course|route|schedule|studies)|\bplan (?:it )?for me\b|\bmake me a plan\b|"
    r"(?:^|[.!,;:]\s*|\bplease\s+|\b(?:can|could|would) you\s+|\bhelp me\s+)(?:plan|schedule|map out|work out|put together|lay out|draw up)\b[^?.]{0,40}?\b(?:certificates?|rest|left|course list|courses|days|plan|schedule|electives|path)\b|"
    r"\bwhich (?:courses|electives|classes|modules|programs|programmes)\b[^?]{0,30}\b(?:make up|add up|reach|fill|cover|get me to)\b[^?]{0,20}\b(?:days?|certificate|requirement)\b|"
    r"\b(?:finished|completed|done|did|taken|took|passed)\b[^?]*\bwhat (?:should|do|can|could|must) i (?:take|do) (?:next|now|then)\b",
    re.I,
)
COMPUTED = re.compile(
    r"\b(?:in total|altogether|add(?:s|ed)? up|sum of|combined|total (?:of|for|cost|days?|length|price|fee)|(?:are|is|be) left|remain(?:s|ing)?|still need|per (?:day|week|month|hour|ceu|credit)|a day\b|cheapest|shortest|longest|most expensive|priciest|lowest|highest|least|fewest|most (?:ceus|credits|days)|(?:less|fewer|more|cheaper|longer|shorter) than|under \$?\d|over \$?\d|below \$?\d|above \$?\d|at (?:most|least) \$?\d|up to \$?\d|between \$?\d|how many (?:\w+ )*(?:courses|programs|programmes|electives|options|certificates|tracks|branches|programmes)|how much (?:more|less)|difference in (?:price|cost|fee|length)|enough|save)\b",
    re.I,
)
WHY = re.compile(r"\W*(?:(?:so|and|but|then) )?why\b", re.I)  # asks for a reason, whatever it says of "everything"
NEGATION = re.compile(r"\b(?:not|no|never|without|none|neither|nor|cannot|non)\b|n't\b", re.I)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
MEANT = 0.5  # how much a word tells that stands for a phrase
GENERIC = frozenset(
    stem(word)
    for word in """know knows tell want wanted wants like liked find found get gets getting got give given look looking help thing things
    question questions answer information info detail details people person someone anyone something anything really actually exactly much many long
    kind kinds type types sort way mean means meant does doing done make makes made say says said use used using think please thank thanks
    possible able ever still even quite bit lot let put come comes go goes going see take takes took taken one ones good best right able
    roughly maybe perhaps currently exactly precisely usually typically normally generally approximately officially far
    according guide documents document source sources whether part parts stuff matter allowed allow include included happen happens
    receive receives obtain obtains offer offers offered provide provides gain carry carries hold holds held attend join joining joined
    sign participate spend deal involve involves contain contains feature features block eat eats dive squeeze knock pick award awards run runs
    true settle come comes handle handles stand stands concern concerns suppose supposed advise advised wish
    wonder wondering wondered interested hear heard read saw asked tried hope guess suppose everything every all whole total overall
    whats hows whos wheres whens whys dont doesnt didnt cant couldnt isnt arent wasnt wont wouldnt shouldnt im ive thats theres lets
    hello hi hey ok okay yes sure also else other another same different difference between""".split()
)


@dataclass(frozen=True)
class Question:
    """A question as it was read."""

    text: str  # as typed, cleaned
    form: str  # "fact", "definition", "yes_no", "list", "comparison", "how_to", "recommendation", "computed" or "plan"
    kind: str  # what would answer: a key of EVIDENCE, "method", "definition" or ""
    tokens: dict[str, float]  # stemmed token -> weight in 0..1: 1 for its own words, less for synonyms and what was said before
    own: tuple[str, ...]  # its own content tokens, in order
    numbers: tuple[str, ...]
    names: tuple[str, ...]  # capitalised words and codes, not sentence-initial
    negated: bool
    telling: Mapping[str, float] = field(default_factory=dict)  # own token -> how much it tells, 0..1
    counted: tuple[str, ...] = ()  # tokens of what "how many" counts
    subjects: tuple[frozenset[str], ...] = ()  # tokens of each name of the catalog items that it names
    near: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # token -> tokens of the documents near it, 0..1
    vectors: TokenVectors | None = None  # of the model's tokens of the text


def read_question(text: str) -> Question:
    """Analyse one question. An empty question has no tokens.

    >>> read_question("How much does the course cost?").kind
    'money'
    >>> read_question("Is it free?").form
    'yes_no'
    """
    kind = answer_kind(text)
    own = content_tokens(text)
    told = telling_tokens(text)
    meant = meant_tokens(text)
    return Question(
        text=text,
        form=question_form(text, kind),
        kind=kind,
        tokens={token: 0.5 + 0.5 * told.get(token, 1.0) for token in own} | dict.fromkeys(meant, MEANT),
        own=tuple(own),
        numbers=tuple(number.replace(",", "") for number in NUMBER.findall(text)),
        names=names(text),
        negated=bool(NEGATION.search(text)),
        telling=told | dict.fromkeys(meant, MEANT),
        counted=counted_tokens(text),
    )


def meant_tokens(text: str) -> list[str]:
    """A token for each listed phrase of stop words only: "by when" means a deadline.

    >>> meant_tokens("And by when?")
    ['deadlin']
    """
    stems = [stem(word) for word in words(text)]
    found = []
    for size in (2, 3):
        for at in range(len(stems) - size + 1):
            phrase = stems[at : at + size]
            others = synonym_groups().get(" ".join(phrase), ()) if all(part in STOP_WORDS for part in phrase) else ()
            found += [other[0] for other in others if len(other) == 1][:1]
    return found


def telling_tokens(text: str) -> dict[str, float]:
    """token -> how much it tells of what is asked; generic words of questions tell nothing."""
    found: dict[str, float] = {}
    for word in words(COUNTED_TIME.sub(" ", ORDER.sub(" ", text))):
        for part in {word, *re.split(r"[\-'/&]", word)}:
            token = stem(part)
            if part and part not in STOP_WORDS and token not in GENERIC:
                found[token] = max(found.get(token, 0.0), telling(part))
    return found


def counted_tokens(text: str) -> tuple[str, ...]:
    """Tokens of the thing that "how many" or "number of" counts, up to the next verb.

    >>> counted_tokens("How many people sit in one class?")
    ('peopl',)
    """
    match = re.search(
        rf"\b(?:how many|number of)\s+((?:(?!{AUXILIARY}\b|\b(?:in|at|on|of|for|to|from|with|by|per|i|you|we|they|it|sit|take|get|have|that|who)\b)[\w.+-]+\s*){{1,4}})",
        text,
        re.I,
    )
    return tuple(dict.fromkeys(tokens(match[1]))) if match else ()


ORDER = re.compile(r"^\W*(?:please |can you |could you )?(?:list|name|enumerate|show|describe|explain|define|compare|summari[sz]e|outline)\b(?=\s+\w)", re.I)
COUNTED_TIME = re.compile(r"(?<![\w$.,-])\d+(?=\s+(?:minute|hour|day|week|month|year)s?\b)", re.I)  # "7 days": what is asked is of days


def content_tokens(text: str) -> list[str]:
    """Tokens without stop words; with them where nothing else is there."""
    return list(dict.fromkeys(tokens(text))) or list(dict.fromkeys(tokens(text, keep_stop_words=True)))


def answer_kind(text: str) -> str:
    """The kind of thing that would answer; "" where any sentence might."""
    return next((kind for kind, pattern in KINDS if pattern.search(text)), "")


def question_form(text: str, kind: str) -> str:
    """The form of reply that the question asks for."""
    plain = text.strip()
    if WHAT_TO_DO.search(plain):
        return "how_to"
    for form, pattern in (("plan", PLAN), ("recommendation", RECOMMEND), ("comparison", COMPARISON)):
        if pattern.search(plain):
            return form
    if asks_yes_no(asking(plain)):
        return "yes_no"
    if COMPUTED.search(plain):
        return "computed"
    if LIST.search(plain) and not WHY.match(plain) and (kind not in {"money", "duration"} or ALL_OF_IT.search(plain)):
        return "list"
    if HOW_TO.search(plain):
        return "how_to"
    if SEVERAL.search(plain) and (kind not in UNLISTED or ALL_OF_IT.search(plain)):
        return "list"
    return "definition" if kind == "definition" else "fact"


def asks_yes_no(text: str) -> bool:
    """Whether a sentence asks for a Yes or No.

    >>> asks_yes_no("When the lift is down, can I take the stairs?"), asks_yes_no("When can I take the stairs?")
    (True, False)
    """
    if YES_NO.search(text):
        return bool(re.match(AUXILIARY, text, re.I)) or not ASKED_LATER.search(text)
    inside = INSIDE.search(text)
    if inside is not None and not ASKING_WORD.search(text[inside.end() :]):
        before = ASKING_WORD.findall(text[: inside.end()])
        return not before or (len(before) == 1 and bool(re.match(r"(?:when|where)\b(?!\s+" + AUXILIARY + r"\b)", text, re.I)))
    return bool(SHORT_ASKED.search(text)) and not ASKING_WORD.search(text) and not COMPUTED.search(text)


def sentences_of(text: str) -> list[str]:
    """The sentences of a message, cut as those of the documents are."""
    return [text[start:end] for start, end in sentence_places(text)]


def asking(text: str) -> str:
    """The last sentence of a text that is put as a question, with the one before where it is one or two words; the whole text where none is.

    >>> asking("I code a little. Is that enough?")
    'Is that enough?'
    >>> asking("The studio is to be shut. True?")
    'The studio is to be shut. True?'
    """
    parts = sentences_of(text)
    at = next((at for at in reversed(range(len(parts))) if parts[at].rstrip().endswith("?")), None)
    if at is None:
        return text
    return " ".join(parts[at - 1 : at + 1]) if at and len(parts[at].split()) <= 2 else parts[at]


def names(text: str) -> tuple[str, ...]:
    """Capitalised words, acronyms and codes after the first word; none where everything is shouted."""
    found = re.findall(r"[A-Za-z0-9][\w.+#&'’-]*", text)
    if sum(word.isupper() for word in found) > len(found) / 2:
        return ()
    return tuple(
        word.rstrip(".'’")
        for at, word in enumerate(found)
        if (word[0].isupper() and (at > 0 or (len(word) > 1 and word.isupper())) and fold(word) not in STOP_WORDS)
        or re.search(r"\d.*[A-Za-z]|[A-Za-z].*\d", word)
    )


@lru_cache(maxsize=1)
def lexicon() -> dict:
    """`lexicon.yaml`: words that people use for the same thing, and words that exclude each other."""
    return yaml.safe_load((Path(__file__).parent / "lexicon.yaml").read_text("utf-8"))


@lru_cache(maxsize=1)
def synonym_groups() -> dict[str, tuple[tuple[str, ...], ...]]:
    """stemmed word -> the other members of its groups, each a tuple of stemmed words."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for group in lexicon()["synonyms"]:
        members = [tuple(stem(word) for word in words(str(entry))) for entry in group]
        for member in members:
            for other in members:
                if other != member:
                    groups.setdefault(" ".join(member), []).append(other)
    return {key: tuple(dict.fromkeys(others)) for key, others in groups.items()}


def synonyms_of(text: str) -> dict[str, set[str]]:
    """synonym token -> the question's own tokens that it stands for; of a phrase of stop words, its meant token."""
    stems = [stem(word) for word in words(text)]
    found: dict[str, set[str]] = {}
    for size in (1, 2, 3):
        for at in range(len(stems) - size + 1):
            own = stems[at : at + size]
            others = synonym_groups().get(" ".join(own), ())
            standing = [part for part in own if part not in STOP_WORDS] or [other[0] for other in others if len(other) == 1][:1]
            for other in others:
                for token in other:
                    if token not in own and token not in STOP_WORDS:
                        found.setdefault(token, set()).update(standing)
    return found
