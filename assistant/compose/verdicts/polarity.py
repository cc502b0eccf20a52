"""Whether a sentence says yes or no to a question: its negations, opposites, limits, other values and names.

Question + sentence -> True (yes), False (no) or None (it does not settle it). No guess.
"""

from __future__ import annotations

import re

from index import Sentence

from ...check import NEGATION
from ...evidence import Evidence, Reader, token_set
from ...reading import Reading
from ...understand.forms import AUXILIARY, asking
from ...understand.question import GENERIC
from .cells import cells_say
from .charges import free_as_asked
from .claimed import claim_left_open
from .exclusive import another_name, another_value, is_more_than, opposite
from .mismatch import asking_of_amounts, number_mismatch
from .suits import closed_to_others, suits

SPEAKS = re.compile(
    r"^(?:(?P<yes>yes|certainly|of course|absolutely|definitely|gladly|sure|naturally|by all means|with pleasure)|"
    r"no|never|sorry, no|not (?:yet|at all|quite|really|any ?more|necessarily|always|usually|at present|currently)|"
    r"(?:unfortunately|sadly|regrettably|alas|usually|generally|no, )[, ]*not|(?:i['’]m|we['’]re|i am|we are) afraid not)(?=[,.;:!])",
    re.I,
)
EXCEPTED = 0.85  # how near a word of the question must be to what a sentence excepts
TELLS = 0.3  # how telling a word is that a clause may deny
NEGATIVE = re.compile(
    r"\b(?:not|never|none|neither|nor|nobody|cannot|nothing|waived?|waives|bypass(?:es)?|spares?|no longer|unable|hardly|barely|rarely|seldom|exclud(?:es?|ing)|exempt)\b|n['’]t\b",
    re.I,
)
LACKING = re.compile(  # denies only what follows, up to the next preposition; "without loss" denies nothing
    r"\b(?:without|lacks?|lacking|little|no(?!-))\s+(?!(?:any )?(?:loss|losing|damage|penalty|charge|extra|cost|fees?|problems?|delay|fear|difficulty|exception|paying|limit)\b)"
    r"(?P<what>(?:(?!(?:during|in|for|at|on|to|with|by|from|after|before|when|while|as|until|under|over|is|are|was|were|will|may|can)\b)[\w'’-]+\s*){1,5})",
    re.I,
)
ANY = re.compile(r"\b(?:any|(?:show|have|has|list|with|there|get|find)\w* an?) (?P<what>[\w-]+)", re.I)  # "any run?": "without any run", "no run"
NO_SUCH = re.compile(  # "no" that denies the whole clause: "there is no late entry", "needs no guide"
    r"(?:^\W*no|\b(?-i:no))(?! (?:longer than|more than|later than|fewer than|less than|doubt|limit|matter|problem|difficulty|exception)\b|-)\s+(?!(?:extra |additional |further )?(?:charge|cost|fee|loss|penalty|delay)s?\b)[a-z]",
    re.I,
)
BEFORE_IT = re.compile(
    rf"^[^?]*[,;]\s+(?=(?:and |so |but )?{AUXILIARY}\s+(?:i|we|you|they|he|she|it|there|the|this|that|my)\b)", re.I
)  # "I haven't done any maths, do they …?"
APPOSED = re.compile(
    r",\s*(?:and )?(?:not|never|no(?!\w))\b[^,?]*(?=[,?]|$)", re.I
)  # says once more what the clause before says: "on its own, not as part of a certificate"
TAG = re.compile(r",\s*(?:is|are|does|do|was|were|will|would|can|has|have)(?:n['’]t| not)? (?:it|they|that|he|she|i|we|you)\b\W*$", re.I)  # "…, isn't it?"
CONDITIONAL = re.compile(r"\b(?:if|unless|until|when|whether)\b[^,;.:]*", re.I)  # what is denied in there is not what is said
ONLY = re.compile(
    r"\b(?:only|solely|exclusively|just(?! (?:a|an|one)\b)|nothing but)\b(?<!part just)(?<!module just)(?<!section just)(?<!unit just)(?<!chapter just)", re.I
)
ALSO = re.compile(r"\b(?:and|both|also|as well as|too)\b", re.I)
EVERY = re.compile(r"\b(?:all|every|each|always|everyone|everybody|everything)\b", re.I)
NOT_EVERY = re.compile(r"\b(?:not (?:all|every|each|always|everyone|everybody|everything)|(?:nearly|almost) (?:all|every|always)|most of)\b", re.I)
STILL = re.compile(r"\b(?:still|nowadays|these days|today|any ?more|currently|yet)\b", re.I)
ENDED = re.compile(
    r"\b(?:closed|ended|stopped|ceased|abolished|withdrawn|discontinued|removed|demolished|dropped|no longer|used to|until (?:19|20)\d\d)\b", re.I
)
BUT_NOT = re.compile(r"\b(?:but|and|though|although) not\s+(?!(?:with|for|in|on|at|from|to|by|all|always|every|if|when)\b)(?P<what>(?:[\w'’-]+\s*){1,4})", re.I)
NOT_OTHER = re.compile(r",\s+not (?!(?:only|just|merely|even|all|every|always|until|yet|in|at|on|for|to|by|with)\b)(?P<what>[^,.;]{3,50})(?=[,.;]|$)", re.I)
QUALIFIED = re.compile(
    r"\bnot (?:only|just|merely|simply|solely|un(?:usual|common|likely|heard of|known)|rare|infrequent)\b|\bno(?:t)? (?:longer than|more than|later than|fewer than|less than)\b",
    re.I,
)
CLAUSE = re.compile(
    r"(?:,|;)?\s+(?=(?:but|whereas|while|although|though|unlike|rather than|instead of|and not|and (?:can|could|may|do|does|did|is|are|was|were|will|would|must|has|have)(?:not|n['’]t| not| never))\b)|;\s+|,\s+(?=and\s+(?:[\w'’-]+\s+){1,4}?(?:is|are|was|were|can|may|must|will|would|has|have|do|does)\b)|\s+(?=(?:which|who|whose|that)\s+(?:can|cannot|could|is|are|was|has|have|do|does|did|will|would|may|must|need)\b)",
    re.I,
)
DENIES = re.compile(r"^(?:unlike|rather than|instead of)\b", re.I)  # what follows is what is not so
CHOICE = re.compile(r"^(?!.*\bany\b(?:(?!\bor\b).)*\bor\b(?:(?!\bor\b).)*$).*\bor (?!not\b|no\b|so\b|more\b|less\b|any)", re.I | re.S)
NO_CHOICE = re.compile(
    r",?\s*\bor (?:at (?:the very )?least\b|(?:is|are|was) (?:that|this|it|they|those) (?:just|only|merely|all|pure(?:ly)?|simply)\b[^?]*)", re.I
)  # adds to a question, or doubts it
ALTERNATIVES = re.compile(r"(?P<one>[\w-]+) or (?:(?:an?|the|from|with|in|at|on|to) )*(?P<other>[\w-]+)", re.I)
WITHOUT = re.compile(
    r"\b(?:without|skip(?:ping)?|leav(?:e|ing) out|avoid(?:ing)?|dispense with)\s+(?:(?:an?|the|any|my|taking|doing|passing|having|paying)\s+)*(?P<what>(?:(?!(?:in|for|at|on|to|from|if|when|as|because|since|while|and|or|but)\b)[\w'’-]+\s*){1,3})",
    re.I,
)
EXCEPT = re.compile(
    r"[,;]?\s+(?:except(?:ing)?|apart from|with the exception of|other than)\b(?!\s+that\b)\s+(?:(?:for|on|in|at|to|by|when|where|during|from|under|the|an?|those)\s+)*"
    r"(?P<what>[^.;]+?)(?P<rest>,? (?:which|who|whose|where|for which|for whom|in which|on which|when)\b[^.;]*)?(?=[.;]|$)",
    re.I,
)
SOME = re.compile(r"\b(?:any\w*|some\w*|give|gives|have|has|offers?|(?:is|are) there)\b", re.I)
COSTS_NOTHING = re.compile(
    r"\b(?:(?:for )?free|costs? nothing|(?:for|without) (?:a |any )?(?:fee|cost|charge|paying)|(?:at )?no (?:cost|fee|charge)|for nothing|gratis)\b", re.I
)
CLOSES = re.compile(r"\b(?:closed|shut|forbidden|refused|excluded|banned|prohibited|barred|kept out)\b", re.I)
SET_AGAINST = re.compile(r"\W*(?:however|but|nevertheless|nonetheless|still|yet|even so)\b", re.I)
WRONG = re.compile(
    r"\bthe wrong (?:sort|kind|type|one|thing|choice|place|way)\b|\bout of the question\b|\bruled out\b|\boff[- ]limits\b", re.I
)  # "is a cat the wrong pet?" asks whether it is not right
EXISTS = re.compile(r"^\W*(?:(?:so|and|but|then|ok(?:ay)?),?\s+)?(?:is|are) there\b", re.I)  # one with another value does not deny that there is one with this
COUNTED = re.compile(
    rf"{EXISTS.pattern} (?:(?:more|fewer|less) than|over|only|just|exactly|at least|at most) (?!\$)\w+ [a-z]", re.I
)  # "are there more than two rooms?"
LEFT = re.compile(r"\b(?:but|and|yet) (?:none of|no|not|skip(?:ped|ping)?|leave out) (?:(?:an?|any|the|its) )*(?P<what>[\w-]+(?: [\w-]+)?)", re.I)
NEEDS_BOTH = re.compile(r"\b(?:completing|passing|finishing|taking|requires?|needs?|earned by|earned with)\b[^.;]*?\band (?P<also>[^.;,]+)", re.I)
NEEDED = re.compile(
    r"\b(?:requires?|required|needs?|needed|must|mandatory|compulsory|obligatory|essential|non-negotiable|indispensable|have to|has to)\b", re.I
)


def offers_choice(asked: str, said: str = "") -> bool:
    """Whether a question offers a choice, other than of what a text leaves open itself ("by tram or bus").

    >>> offers_choice("Is it two days or three?"), offers_choice("May I bring a cat or a dog?", "Each guest may bring a dog or a cat.")
    (True, False)
    """
    asked = NO_CHOICE.sub(" ", asked)
    held = token_set(said) if re.search(r"\bor\b", said) else frozenset()
    left_open = [match for match in ALTERNATIVES.finditer(asked) if all(token_set(match[side]) and token_set(match[side]) <= held for side in ("one", "other"))]
    for match in left_open:
        asked = asked.replace(match[0], match["one"])
    return CHOICE.search(asked) is not None


def polarity(reading: Reading, text: str, sentence: Sentence | None = None) -> bool | None:
    """True: yes; False: no; None: the sentence does not settle it, or the question offers a choice ("two days or three?")."""
    if offers_choice(reading.question.text, text):
        return None
    asked = without_names(reading, asking(reading.question.text))
    said = without_names(reading, text)
    if (exception := excepted(reading, asked, said)) is not None:
        return exception
    negative_asked, exists = asks_negative(asked), EXISTS.search(asked) is not None
    if (fits := whether_for(reading, text)) is not None:
        return fits
    if has_none(asked, said):
        return negative_asked
    if needs_what_is_left_out(asked, said):
        return False
    if claim_left_open(without_names(reading, asking_of_amounts(reading.question.text)), text):
        return None
    if (mismatch := number_mismatch(without_names(reading, asking_of_amounts(reading.question.text)), text)) is not None:
        denied = asks_negative(QUALIFIED.sub(" ", asked))
        if mismatch and exists and not (COUNTED.search(asked) or NO_SUCH.search(said)):
            return None
        return mismatch if denied else not mismatch
    if excludes(reading, text):
        return None if exists else negative_asked
    if sentence is not None and sentence.unit.kind == "table_row":
        return cells_say(reading, sentence, asks_negative(asking(reading.question.text)))
    if sentence is not None and (opens := SPEAKS.match(text)) and speaks(sentence):
        yes = bool(opens["yes"])
        heading = without_names(reading, sentence.headings[-1])
        turned = asks_negative(heading) != negative_asked
        return (yes != turned) != bool(opposite(asked, heading))  # "Does it expire?" "No." to "Is it still valid?"
    said = _without_the_other(asked, said)
    body = _clause(reading, asked, QUALIFIED.sub(" ", SPEAKS.sub("", said)))
    if (free := free_as_asked(asked, body)) is not None:
        return free
    if sentence is not None and sentence.unit.kind == "list_item" and NEGATIVE.search(_above(reading, sentence)):
        return negative_asked
    if EVERY.search(asked) and NOT_EVERY.search(said):
        return negative_asked
    denied = any(token_set(match["what"]) & token_set(asked) for match in BUT_NOT.finditer(said)) or bool(STILL.search(asked) and ENDED.search(said))
    if not ONLY.search(said) and ONLY.search(asked) and not NEGATIVE.search(body) and not _lacks(asked, body):
        return negative_asked if ALSO.search(body) else None
    denied = denied or _other_clause(reading, asked, body, said) is not None
    if ONLY.search(body) and not ONLY.search(asked) and not denied and not NEGATIVE.search(body):
        return None
    plain = CONDITIONAL.sub(" ", body)
    other_side = opposite(asked, body)
    denied = denied or bool(NEGATIVE.search(plain) or NO_SUCH.search(plain) or DENIES.search(body) or _lacks(asked, body))
    negative = denied if other_side is None else other_side
    return negative if negative_asked else not negative


def whether_for(reading: Reading, text: str) -> bool | None:
    """Whether a text says that something is for those who the question is about; None where it says nothing of that."""
    said = without_names(reading, text)
    fits = suits(without_names(reading, reading.question.text), said)
    return fits if fits is not None else closed_to_others(TAG.sub("", without_names(reading, asking(reading.question.text))), said)


def excepted(reading: Reading, asked: str, said: str) -> bool | None:
    """The other verdict than the rest of a sentence, where the question is about what the sentence excepts ("dogs are not accepted, except at the lodge"); None where it is not."""
    exception = EXCEPT.search(said)
    if exception is not None and re.search(r"\bfree\b", exception["what"], re.I) and COSTS_NOTHING.search(asked) and SOME.search(asked):
        return not asks_negative(COSTS_NOTHING.sub(" ", asked))
    if exception is None or token_set(exception["rest"] or "") & token_set(asked) - GENERIC:
        return None  # what is excepted is told of by itself
    rest = f"{said[: exception.start()]}{said[exception.end() :]}"
    head = [token_set(word) for word in exception["what"].split()][-1]
    if len(token_set(exception["what"])) > 1 and not head & token_set(asked) and not SOME.search(asked):
        return None  # of the excepted things only how they are
    own = token_set(asked) - token_set(rest)
    reader, excepts = Reader(reading.question, reading.index), token_set(exception["what"]) - token_set(rest)
    if not excepts or not any(token in excepts or (token in reader.near and reader.match(token, excepts) >= EXCEPTED) for token in own):
        return None
    verdict = polarity(reading, rest)
    return None if verdict is None or (verdict and CLOSES.search(rest)) else not verdict


def needs_what_is_left_out(asked: str, said: str) -> bool:
    """Whether a text requires what the question would do without ("without the exam?": "requires four courses and an exam")."""
    left_out = [token_set(match["what"]) for match in WITHOUT.finditer(asked)]
    both, left = NEEDS_BOTH.search(said), LEFT.search(asked)
    if both and left and not token_set(both["also"]) - GENERIC <= token_set(asked[: left.start()]):
        return token_set(both[0][: both.start("also") - both.start()]) & token_set(asked[: left.start()]) - GENERIC != frozenset()
    return bool(NEEDED.search(said)) and not NEGATION.search(said) and any(what and what <= token_set(said) for what in left_out)


def denies_apart(reading: Reading, text: str) -> bool:
    """Whether a text denies only in another clause than the one that is about what is asked, and something else ("gives credit, but is no degree")."""
    asked, said = without_names(reading, asking(reading.question.text)), without_names(reading, text)
    body = _clause(reading, asked, said)
    return bool(NEGATIVE.search(said)) and not (NEGATIVE.search(body) or LACKING.search(body)) and _other_clause(reading, asked, body, said) is None


def excludes(reading: Reading, text: str) -> bool:
    """Whether a text has another value than the question, where only one can hold, its name with another second part, or says that it is not merely so."""
    asked, said = without_names(reading, asking(reading.question.text)), without_names(reading, text)
    return another_value(asked, said) or another_name(reading.question.text, text) or is_more_than(asked, said)


def opposes(reading: Reading, text: str) -> bool:
    """Whether a text has the other side of a listed pair of opposites ("during", "after the") than the question."""
    asked = without_names(reading, asking(reading.question.text))
    return opposite(asked, _clause(reading, asked, without_names(reading, text))) is not None


def turns(reading: Reading, before: Evidence, after: Evidence) -> bool:
    """Whether a sentence stands right after another, is set against it ("However, …") and has the other side of a pair of opposites than the question."""
    beside = after.position == before.position + 1 and after.sentence.unit.block == before.sentence.unit.block
    return beside and bool(SET_AGAINST.match(after.sentence.text)) and opposes(reading, after.sentence.text)


def _without_the_other(asked: str, said: str) -> str:
    """A text without what it sets apart from what it says, where the question does not ask about that ("a tourist visa, not a student visa")."""
    for match in NOT_OTHER.finditer(said):
        rest = f"{said[: match.start()]}{said[match.end() :]}"
        if not (token_set(match["what"]) - token_set(rest) - GENERIC) & token_set(asked):
            said = rest
    return said


def _lacks(asked: str, said: str) -> bool:
    """Whether a sentence denies, by "without" or "no", something that the question names."""
    any_asked = re.search(r"\bany\b", asked, re.I)
    both = {token for match in LACKING.finditer(asked) for token in token_set(match["what"])}  # "without a technical background?" is met by "without" one
    return any(
        token_set(match["what"]) & token_set(asked) - both or (any_asked and match["what"].lower().startswith("any ")) for match in LACKING.finditer(said)
    )


def has_none(asked: str, said: str) -> bool:
    """Whether a text says that there is none of what a question asks for any of."""
    return any(re.search(rf"\b(?:without|no|lacks?) (?:any )?{re.escape(match['what'].removesuffix('s'))}s?\b", said, re.I) for match in ANY.finditer(asked))


def _clause(reading: Reading, asked: str, said: str) -> str:
    """The clause of a sentence that is about what is asked: the one that holds the most telling words, near ones included, the first of equals."""
    reader = Reader(reading.question, reading.index)
    wanted = token_set(asked)
    clauses = [clause for clause in CLAUSE.split(said) if clause.strip()]
    return max(clauses, key=lambda clause: (round(reader.share(token_set(clause)), 6), len(wanted & token_set(clause))), default=said)


def _other_clause(reading: Reading, asked: str, body: str, said: str) -> str | None:
    """A clause that denies a telling word of the question which the chosen clause lacks."""
    told = {token for token, weight in reading.question.telling.items() if weight >= TELLS} & token_set(asked) - token_set(body)
    return next((clause for clause in CLAUSE.split(said) if clause.strip() not in body and NEGATIVE.search(clause) and told & token_set(clause)), None)


def _above(reading: Reading, item: Sentence) -> str:
    """What announces a list: the sentence before its first item, where that ends in a colon, else its heading."""
    at = reading.index.sentence_at(item.document_id, item.start) or 0
    while at > 0 and reading.index.sentences[at - 1].document_id == item.document_id and reading.index.sentences[at - 1].unit.group == item.unit.group:
        at -= 1
    before = reading.index.sentences[at - 1] if at > 0 else None
    announces = (
        before is not None and before.document_id == item.document_id and before.unit.section == item.unit.section and before.text.rstrip().endswith(":")
    )
    return before.text if before is not None and announces else " ".join(item.headings[-1:])


def without_names(reading: Reading, text: str) -> str:
    """A text without the names of the items in question, so that the "no" of a title denies nothing."""
    names = [name for item_id in reading.items for name in (reading.catalog.items[item_id].title, *reading.catalog.items[item_id].aliases)]
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", name)), " X ", text, flags=re.I)
    return re.sub(r"\bno-(?=\w)", "", text, flags=re.I)


def asks_negative(text: str) -> bool:
    """Whether Yes would confirm a negative ("Is it true that it does not expire?"); "Don't I need…?" asks for the positive."""
    body = re.sub(
        r"^\W*(?:\w+n['’]t|(?:is|are|do|does|can|could|will|should|must|have|has)\s+(?:i|we|you|it|they)\s+not)\b|,\s*(?:isn|doesn|don|aren|won|can|wouldn|couldn|shouldn|wasn|weren|didn|hasn|haven)['’]t .*$|\bor not\b",
        "",
        text.strip(),
        flags=re.I,
    )
    if WRONG.search(body):
        return not NEGATION.search(body)
    body = BEFORE_IT.sub("", body)
    body = APPOSED.sub(" ", re.sub(r"\bwithout\b|\b(?:say|says) no to\b", "", body, flags=re.I))
    return bool(NEGATION.search(CONDITIONAL.sub(" ", body)))


def speaks(sentence: Sentence) -> bool:
    """Whether it opens with Yes, No or words that stand for them under a heading that asks."""
    return bool(SPEAKS.match(sentence.text) and sentence.headings and sentence.headings[-1].rstrip().endswith("?"))
