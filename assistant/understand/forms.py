"""Tell the form of reply that a question asks for.

Text -> a form, by rules over closed classes of English words (question words, auxiliaries, units); nothing
here knows any document.
"""

from __future__ import annotations

import re

from index.structure import sentence_places

AUXILIARY = r"(?:is|are|am|was|were|do|does|did|can|could|will|would|should|shall|may|might|must|has|have|had)"
YES_NO = re.compile(
    rf"^(?:so,?\s+|and\s+|but\s+|then\s+|ok(?:ay)?,?\s+|(?!(?:what|which|how|who|when|where|why)\b)[^?,]{{3,80}},\s+)*(?:{AUXILIARY}(?:n['’]t|nt| not)?\s+(?!(?:.* or not$))\S|(?:ca|wo|sha|ai)n['’]?t\s|cannot\s|is it true|isn't it true)|"
    r"(?:,\s*(?:right|correct|true|yes|no|isn't it|doesn't it|don't they|aren't they|don't i)\s*\?*$)|^(?!(?:what|which|how|who|when|where|why)\b).*\s(?:right|correct)\s*\?+$|\b(?:true or false|yes or no|y/n)\b",
    re.I,
)
INSIDE = re.compile(  # the verb comes first in a later clause: "if it rains, can I…", "broken builds - do they…"
    rf"(?:[,;:.!–—]|\s-|^(?i:if|once|while|after|before|as|since|because|although)\b.*?)\s+{AUXILIARY}(?:n['’]t)?\s+(?:[Ii]|we|you|they|he|she|it|one|that|this|there|my|our|your|the|any|somebody|someone|[A-Z][\w-]+)\b",
)
LED_IN = re.compile(
    r"^\W*(?:with|on|for|at|in|from|after|by|having)\b[^?,.;]{3,60}?\s(?:can|could|may|might|will|would|am|do|should)\s+(?:i|we)\b", re.I
)  # "with a dog can I stay?"
SHORT_ASKED = re.compile(  # without a verb: "PayPal accepted?", "amberglobe ok for planting?"
    r"^(?!any\b).*(?:(?<!i['’]m )(?<!am )(?<!are )\b(?:accepted|available|allowed|permitted|possible|included|true|ok|okay|alright|all right)\b[^?.!]{0,30}|(?<!topics )(?<!subjects )(?<!areas )(?<!content )(?<!things )\b(?:free|fine|open|over|covered|taught|done|finished|meant))\s*\?+$",
    re.I,
)
TERSE = re.compile(  # without its verb in front: "flagship doable in a weekend?", "need a visa?", "calculus 1A = undergraduate level?", "under 3k, yes?"
    r"(?<!i['’]m )(?<!am )(?<!are )\b(?:doable|feasible|ok|okay|fine|enough|possible|allowed|required|mandatory|necessary|needed|compulsory|included|recorded|refundable|suitable)\b[^?]*\?|^(?:need|have to|must|got to) (?:an?|any|the|i|to)\b[^?]*\?|"
    r"\b(?:hand out|give|offer|have|award|cover|include|accept)s? (?:out )?any\b[^?]*\?|\s=\s[^?]*[a-z][^?]*\?|[,-] (?:yes|yeah|yep|no|y/n|right|correct|huh)\W*\?*$|(?:\.{2,}|…|,) (?:is|does|do|can|are|will) (?:it|they|that|he|she|this)\W*$|, or did i\b",
    re.I,
)
STATED = re.compile(
    r"(?:^|[.!,;:–—-]\s)(?i:so),? (?:the|it|its|i|you|we|they|there|this|that|these|those|my|once|after|with|if|[A-Z][\w-]*)\b[^?]*\?\s*$"
)  # "so the course lasts a week?"
MODAL_OR_BE = r"(?:is(?! called\W*$)|are|was|were|has|have|can|could|will|would|should|must|may|cannot|(?:ca|wo|is|are|was|were|does|do|did|has|have|could|would|should)n['’]?t)"
SAYS = rf"(?:{MODAL_OR_BE}|belongs?|means|appears?|lasts?|includes?|requires?|gives|takes|covers|teaches|comes|goes|gets|expires?|(?:costs?|runs?|starts?|ends?|needs?|offers?)(?= (?:about |only |just |over |under |all |(?<=run )for |(?<=runs )for )?(?:\d|\$|an?\b|the\b|my\b|no\b|any\b|money|nothing|one|two|three|four|five|six|seven|eight|nine|ten|twelve)))"
LEADS_IN = r"\W*(?:(?:so|and|but|then|ok(?:ay)?|well)\b,?\s+)*(?:(?:if|once|since|as|because|after|before|with|for|at|in|on|by)\b[^,?]{3,80},\s+)?"
SAID_OF_IT = re.compile(rf"[.!,;:–—-]\s+(?:and |so )?(?:that|it|this)(?:['’]s|\s+{SAYS})\s[^?,;:]*\?\W*$", re.I)  # "the pottery course, that's three evenings?"
PUT_AS_QUESTION = re.compile(  # a statement with a question mark: "the core course can be taken in June?", "you get a transcript?"
    rf"^{LEADS_IN}(?!(?:if|that|any|anything|something|and|or|to)\b|.*[.!] (?!true|right|correct)\w+(?: \w+)?\W*$)(?:(?:(?!(?:that|if|to)\b|{MODAL_OR_BE}\b)[^\s,?]*[^\s,?:;.],?\s+){{1,14}}?{SAYS}\s(?!be\W*$)|(?:i|you|we|they)\s+(?:(?:only|just|still|also|even|really|\w+ly)\s+)*(?!need\b|want\b|wish\b|look|search|wonder|just\b|only\b)[a-z]+\b|(?:that|it|he|she|this|there)(?:['’]s|\s+{SAYS})\s)[^?:;]*\?\W*$|"
    r",\s*i (?:suppose|guess|assume|presume|take it|gather|hope|think|believe)\W*$|\bor not\W*$",
    re.I,
)
BARE = r"(?:still|only (?!the\b|a\b)|just lose|done|finished|over (?=by|before|within|in time)|enough)\b"  # opens a question that leaves out "is it", "do I"
BARELY = re.compile(rf"^{BARE}[^?]*\?", re.I)  # "still valid after a year?"
CHANCE = re.compile(
    r"^\W*any (?:chance|hope|possibility|danger|risk) (?:of|that|to|i|we|for)\b|^(?:[^?]*[.:!]\s+)?\W*any\b[^?]*\b(?:to be had|there|at all)\W*$", re.I
)  # "any chance of a discount?", "Any free parking there?"
ENOUGH = re.compile(r"(?<!bad )(?<!good )(?<!serious )(?<!old )\benough(?: for [^?.!]*)?\W*$", re.I)  # "900 euros enough?"
HEADED = re.compile(
    rf"^(?:(?!\b(?:what|which|how|who|when|where|why)\b)[^?]){{2,120}}?(?::|\.|…|\s[-–—])\s+(?=(?:{AUXILIARY}|{BARE})\b)", re.I
)  # "Universal AI: is there …"
PURPOSE = re.compile(r"(?<=\w),? (?:so that|so|because) (?:i|we) (?:can|could|may|might|will|must|need)\b[^?]*(?=[.?!]|$)", re.I)  # what it is asked for
ASKED_LATER = re.compile(r",\s*(?:then\s+)?(?:what|which|how|who)\b[^,]*\?\W*$", re.I)  # "if my trees, all insured, are felled, what do I get?"
ASKING_WORD = re.compile(r"\b(?:what|which|how|who|whom|whose|when|where|why)\b", re.I)
ENDS_ASKING, OPENS_ASKING = re.compile(r"\?\s*$"), re.compile(rf"^(?:{AUXILIARY}|what|which|how|who|whom|whose|when|where|why)\b", re.I)
VERBS = "happens matters counts gets makes takes gives lasts needs pays runs starts ends opens closes teaches covers includes deals fits holds means shows comes goes works applies decides belongs suits wants says leads leaves arrives serves sells uses helps keeps brings allows lets".split()
NOT_PLURAL = rf"(?!(?:co-\w+|i|you|we|they|he|she|it|do|did|can|could|will|would|should|shall|may|might|must|have|had|are|were|is|was|does|has|its|this|as|us|vs|plus|costs(?!\s+(?:are|do|can|will|may))|{'|'.join(VERBS)})\b)"
PLURAL = rf"(?:{NOT_PLURAL}[\w-]+ ){{0,3}}?{NOT_PLURAL}[\w-]*[^\Ws]s\b"
LIST = re.compile(
    rf"^(?:please |can you |could you )?(?:list|name|enumerate|give me (?:all|a list|the)|tell me (?:all|every)|show me (?:all|every))\b|\b(?:all (?:of )?(?:the|these|your)|every|complete list|full list|list of|list all|which (?:of the )?{PLURAL}|what (?:are|were) (?:all )?(?:the|some)|what (?:kinds?|types?|sorts?) of|what (?:other )?{PLURAL} (?:are|do|does|can|is|will|were|should|did|would|must))\b|"
    r"\b(?:everything|all of them|all cases|what all|they all|all there (?:is|are))\b|[\s,](?:list|complete|all of them|every one)(?:,? please)?\W*$|^all (?:[\w-]+ ){0,4}?[\w-]+s\b",
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
    rf"\bside by side\b|\bput\b[^?]{{3,60}}\b(?:beside|next to|alongside)\b|\bas opposed to\b|\b(?:differen(?:ce|ces|t) (?:between|from|to)\b|what(?:['’]s| is| are) the differences?\b|differ\b|compar(?:e|ed|ing|ison(?! (?:table|chart)))|versus|vs\.?|as against|stack(?:s|ed)? up (?:against|to)|^(?!what|which|how|who|if)[^,?:]{{2,60}} (?:or|and) [^,?:]{{2,60}}[,:] (?:so )?(?:what|which|how)\b[^?]*\b(?:each|either)\b|^(?!(?:if|has|have|is|are|do|does|did|can)\b)(?:[^,?.:]|\.(?=\w)){{3,60}} against (?:[^,?.:]|\.(?=\w)){{3,60}}(?:[:,]|\s[-–—])|(?:better|cheaper|dearer|pricier|longer|shorter|harder|easier|more \w+) (?:than(?! (?:{COUNTED}))|,? \w+ or)|\bsets?\b[^?]{{2,60}}\bapart\b|which (?:is|has|takes|costs|lasts|gives|needs) (?:the |a )?(?!other|over|never|after|under|number|master|teacher|offer|cover|proper)(?:\w{{3,}}er|more|less|fewer)\b[^?]*\bor\b|which is (?:better|cheaper|dearer|longer|shorter|harder|easier)|which (?:one|of the two|of them|of these)(?: \w+){{0,2}}? (?:is|are|was|were|has|have|takes?|lasts?|gives?|gets?) (?:the |a )?(?!other|over|never|after|under)(?:\w{{3,}}er|more)\b)",
    re.I,
)
HOW_TO = re.compile(
    r"\bhow (?:do|can|should|would|could) (?:i|we|you|one|someone|people|a \w+) (?:go about |best )?(?!know|need|have|tell|qualify)|\bhow to\b|\b(?:steps?|process|procedure|instructions) (?:to|for|of)\b|\bwhat (?:are the )?steps\b|\bwalk me through\b|\bwhat do i (?:have|need) to do\b",
    re.I,
)
RECOMMEND = re.compile(
    r"\b(?:(?:which|what) (?:[\w-]+ ){0,6}?(?:(?:would|do|can) you\b.*\b(?:recommend|suggest|advise(?! against)|(?<=would you )(?:take|choose|pick))\b|(?:should|would|do|can) (?:i|we)\b(?! (?:already |first )?(?:(?:have|need|be able) to|know|expect|bring|prepare|submit|send)\b).*(?:\b(?:take(?! (?:along|with|out|off|to the)\b)|(?:choose|pick|book(?! (?:a|an|the|my|it|them)\b))(?! (?:from|between|among))|(?<!can i )(?<!can we )do|(?<!the )start|recommend|suggest|apply|go for|be best|suit|advise(?! against))\b))|(?:do|would|can|could) you (?:recommend|suggest|advise|propose)|what(?:['’]s| is) made for (?:that|me|us|someone)\b|what (?:(?:do|should|can) i (?:do|take|learn) )?first\W*$|recommend (?:me|a|an|one|something)|(?:would|could|can|do) you (?:point|steer|direct|send) (?:me|us) (?:to|toward)|(?:your|any) (?:suggestion|recommendation|advice)s?\W*$|(?:something|anything)\b[^?.]{0,40}\bfor (?:me|us|my|our)\b|best (?:\w+ )?(?:for (?:me|us|my|someone|somebody|a|an)\b|fit\b|option|choice)|right for (?:me|us|my|someone|somebody|a|an)\b|suits? me|fits? me|where (?:should|do) i (?:start|begin)|where should (?:some(?:body|one)|people|a person) (?:like|such as)\b|should i (?:take|choose|pick|go for)|what(?:'s| is) (?:the )?(?:best|right) |advise me|\b(?:which|what|an?) (?:[\w-]+ ){0,3}?(?:course|program|programme|class|track|elective|certificate)s? for (?:me|us)\b|\bwhich (?:[\w-]+ ){0,3}?(?:course|program|programme|class|track|elective|certificate) for (?:an?|some(?:one|body)|my|our)\b|\bwhat (?:you would|you['’]?d|would you) (?:take|choose|pick|do in my place)\b|\bwhich (?:[\w-]+ ){0,3}?(?:would|could|might|will) (?:help|serve|suit|benefit|fit) (?:me|us|him|her|them|my|our)\b|\bmade for (?:me|us|my|our|people like)\b|\bwhich (?:[\w-]+ ){0,3}?to (?:start with|begin with|start from|take first|choose|pick) for\b|is (?:(?!free\b|closed\b|open\b|enough\b|possible\b)\w+ )*(?:one )?for (?:me|us)\b|(?:what|which(?: one)?) instead\W*$|right up (?:my|our|their|his|her) (?:street|alley)|for someone like me|\b(?:is|are) there (?:anything|something|(?:an?|any|one) [\w-]+)(?: \w+){0,3}? (?:that|which) (?:would |could |might )?(?:fits?|suits?|work for|help)\b|(?:what(?:'?s| is| would)?\s*|which (?:\w+ ){1,3}?)(?:fits?|suits?|for (?:me|us))\b|(?:which|(?<!in )any|what) (?:\w+ ){0,3}?(?:course|program|programme|class|track|elective)s?\s*\?*$|which (?:\w+ ){0,3}?certificates?\s*\?*$|which (?:\w+ ){0,2}?(?:course|program|programme|class|track|elective)s? if (?:i|my|we|our)\b)",
    re.I,
)
WHAT_TO_DO = re.compile(
    r"\b(?:step by step|start to finish|beginning to end|bit by bit|in what order|(?:talk|walk) me through|what(?:['’]s| is| are) the (?:steps|drill|procedure|routine)|what (?:do|should|must) (?:i|we) do,? in order)\b|\bwhat (?:do|should|must|can|shall) (?:i|we) (?:have to |need to )?do (?:if|when|now|about|with|first|once|after|to (?!learn|become))\b",
    re.I,
)
PLAN = re.compile(
    r"\b(?:plan|schedule|roadmap|map out|put together|design|build) (?:me |out )?(?:my|a|an|the) (?:[\w-]+ )?(?:certificate|plan|path|programme?|curriculum|course|route|schedule|studies)|\bplan (?:it )?for me\b|\bmake me a plan\b|"
    r"(?:^|[.!,;:]\s*|\bplease\s+|\b(?:can|could|would) you\s+|\bhelp me\s+)(?:plan|schedule|map out|work out|put together|lay out|draw up)\b[^?.]{0,40}?\b(?:certificates?|rest|left|course list|courses|days|plan|schedule|electives|path)\b|"
    r"\bwhich (?:courses|electives|classes|modules|programs|programmes)\b[^?]{0,30}\b(?:make up|add up|reach|fill|cover|get me to)\b[^?]{0,20}\b(?:days?|certificate|requirement)\b|"
    r"\b(?:finished|completed|done|did|taken|took|passed)\b[^?]*\bwhat (?:should|do|can|could|must) i (?:take|do) (?:next|now|then)\b",
    re.I,
)
FEWEST = re.compile(
    r"\b(?:fewest|(?:least|minimum|smallest|lowest) (?:possible )?number|how few)\b(?=.*\b(?:courses?|programs?|programmes?|modules?|of them)\b)", re.I
)
COMPUTED = re.compile(
    r"\b(?:in total|altogether|add(?:s|ed)? up|sum of|combined|total (?:of|for|cost|days?|length|price|fee)|(?:are|is|be) left|remain(?:s|ing)?|still need|per (?:day|week|month|hour|ceu|credit)|a day\b|cheapest|shortest|longest|most expensive|priciest|lowest|highest|least|fewest|most (?:ceus|credits|days)|(?:less|fewer|more|cheaper|longer|shorter) than|under \$?\d|over \$?\d|below \$?\d|above \$?\d|at (?:most|least) \$?\d|up to \$?\d|between \$?\d|how many (?:\w+ )*(?:courses|programs|programmes|electives|options|certificates|tracks|branches|programmes)|how much (?:more|less)|difference in (?:price|cost|fee|length)|(?<!bad )(?<!good )(?<!serious )(?<!old )enough|save)\b",
    re.I,
)
WHY = re.compile(r"\W*(?:(?:so|and|but|then) )?why\b", re.I)  # asks for a reason, whatever it says of "everything"


def question_form(text: str, kind: str) -> str:
    """The form of reply that the question asks for."""
    plain = PURPOSE.sub("", text.strip())
    plain = plain.lower() if plain.isupper() else plain
    if WHAT_TO_DO.search(plain):
        return "how_to"
    if FEWEST.search(plain):
        return "computed"
    for form, pattern, part in (("plan", PLAN, plain), ("recommendation", RECOMMEND, unheaded(plain)), ("comparison", COMPARISON, asking(plain))):
        if pattern.search(part):
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
    text = unheaded(text.lower() if text.isupper() else text)
    if (STATED.search(text) or TERSE.search(text)) and not ASKING_WORD.search(text) and not COMPUTED.search(text):
        return True
    if (
        PUT_AS_QUESTION.search(text) or SAID_OF_IT.search(text) or BARELY.search(text) or CHANCE.search(text) or ENOUGH.search(text)
    ) and not ASKING_WORD.search(text):
        return True
    if YES_NO.search(text):
        return bool(re.match(AUXILIARY, text, re.I)) or not ASKED_LATER.search(text)
    if LED_IN.search(text) and not ASKING_WORD.search(text):
        return True
    inside = INSIDE.search(text)
    if inside is not None and not ASKING_WORD.search(text[inside.end() :]):
        before = ASKING_WORD.findall(text[: inside.end()])
        return not before or (len(before) == 1 and bool(re.match(r"(?:when|where)\b(?!\s+" + AUXILIARY + r"\b)", text, re.I)))
    return bool(SHORT_ASKED.search(text)) and not ASKING_WORD.search(text) and not COMPUTED.search(text)


def unheaded(text: str) -> str:
    """A question without what stands before it: a subject with a colon or a dash, a sentence on the person.

    >>> unheaded("Pottery course: is it free?"), unheaded("I leave early. Only lose the deposit?")
    ('is it free?', 'Only lose the deposit?')
    """
    return HEADED.sub("", text)


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
    at = next((at for asks in (ENDS_ASKING, OPENS_ASKING) for at in reversed(range(len(parts))) if asks.search(parts[at])), None)
    if at is None:
        return text
    return " ".join(parts[at - 1 : at + 1]) if at and len(parts[at].split()) <= 2 else parts[at]
