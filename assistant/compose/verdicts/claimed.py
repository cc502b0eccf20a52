"""Whether an amount that a question names is met by what a text gives: enough of it, needed, at most, as little as, so many attempts.

Times are compared in hours whatever their units, hours a week, credits and sums each by themselves. That both give the
same number is told in `mismatch`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ...amounts import sums_said
from ...check import NUMBER_WORDS
from .attempts import tried
from .registering import open_on

TIMES = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "weekend": 48.0, "fortnight": 336.0, "month": 730.5, "year": 8766.0}  # hours
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(NUMBER_WORDS)})\b)"
UNIT = rf"(?P<unit>{'|'.join(TIMES)})s?\b"
WHOLE = r"(?:whole |full |entire |complete |single |spare |free |working |more )?"
SET_ASIDE = r"(?:(?:left|free|spare|available|to spare|at most|or so)\s+)?"
RATE = re.compile(
    rf"(?P<low>{NUMBER})(?:\s*(?:to|–|-)\s*(?P<high>{NUMBER}))?[\s-]+{WHOLE}(?:hours?|hrs)\s*{SET_ASIDE}"
    r"(?:(?:(?:\b(?:in |of |out of )?(?:an?|each|every|my|your|the|any|one)|\bper)\s+|/\s*)(?P<per>day|week)|(?P<adverb>daily|weekly))\b",
    re.I,
)
TIME = re.compile(
    rf"(?:(?P<low>{NUMBER})(?:\s*(?:to|–|-)\s*(?P<high>{NUMBER}))?[\s-]+{WHOLE}|\b(?P<half>half an? )|\b(?P<one>an? (?:whole|full|entire|complete|single) ))"
    + UNIT
    + r"(?!\s+(?:ago|later)\b)",
    re.I,
)
A_UNIT = re.compile(  # "is a month enough?", but not "eight hours a week"
    rf"(?<!hours )(?<!hour )(?<!hrs )(?<!days )(?<!once )(?<!twice )(?<!times )(?<!half )(?<!hours in )(?<!left in )(?<!free in )(?<!spare in )\ban? (?=(?:working )?(?:{'|'.join(TIMES)})\b(?! (?:ago|later|before|after)\b))",
    re.I,
)
SO_LONG = re.compile(rf"(?:(?<=\bfor )|(?<=\bthan ))an? (?=(?:{'|'.join(TIMES)})\b(?! (?:ago|later|before|after)\b))|(?<=\bin )an? (?=weekend\b)", re.I)
CREDITS = re.compile(rf"(?P<low>{NUMBER})(?:\s*(?:to|–|-)\s*(?P<high>{NUMBER}))?\s+(?:ceus?\b|continuing[- ]education units?)", re.I)
ATTEMPTS = re.compile(
    rf"(?P<low>{NUMBER})\s+(?:attempts?|tries|sittings)\b|(?<=\bat most )(?P<times>{NUMBER}) times\b|(?<=[a-z] )(?:only )?(?P<often>once|twice)\b(?=(?: only)?(?:\W*$|[,.;]))",
    re.I,
)
GRADES = {"A": 4.0, "B": 3.0, "C": 2.0, "D": 1.0, "F": 0.0}
SIGNS = {"+": 0.3, "-": -0.3, None: 0.0}
GRADE = re.compile(
    rf"\b(?:(?i:grades? of|grade|got|gets?|with|earned|scored|have|only|just|mark of|average of)(?: (?:an?|only|just))*|(?i:an?)(?= [{''.join(GRADES)}][+-]? (?:in|on|average|grade)\b)) "
    rf"(?P<low>[{''.join(GRADES)}])(?![\w’'.])(?P<sign>[+-](?!\w))?"
)
GOES_ON = re.compile(r"\b(?:go on|continue|carry on|stay|move on|next|proceed|keep|pass|passed|enough|remain|allowed)\b", re.I)
ENOUGH = re.compile(
    r"\b(?:enough|suffic\w+|(?:would|will|does|do|might) (?:it |that |this )?do\b(?=\W*$|\s+for\b)|cover|covers|(?:finish\w*|over|done|complete\w*|fit|squeeze|get through|through)\b[^?.,;]{0,70}\b(?:in|within|into|with) (?:that|this)(?: (?:time|window|gap|period|break|stretch|span|holiday))?)\b",
    re.I,
)
ENOUGH_MONEY = re.compile(r"\b(?:enough|suffic\w+|do\b(?=\W*$|\s+for\b))", re.I)
HAS = re.compile(
    r"\b(?:with|have|has|got|spare|free up|set aside|budget(?: of| is)?|put in|devote|give it|manage)\s+(?:only |just |about |at most |around |exactly )*\$?$",
    re.I,
)  # before an amount
TO_SPARE = re.compile(r"\W*(?:of [^,.?;]{0,30})?\b(?:left|to spare|spare|budget|in the bank|at my disposal)\b", re.I)  # after one
CAN_DO = re.compile(r"\b(?:keep (?:pace|up)|stay on (?:schedule|track)|follow|manage|do|take|finish|complete|get through|cope with|handle)\b", re.I)
PAYS = re.compile(r"\b(?:covers?|afford|pay for|pays for|stretch to|buy|book|get (?:me|us) (?:in|into|on|onto)|take|do)\b", re.I)
POINTS_BACK = re.compile(r"\b(?:that|this|those|these) (?:be )?(?:enough|sufficient)\b", re.I)
DONE_IN = re.compile(
    r"\b(?:finish|finished|complete|completed|done|knock (?:out|off)|wrap up|earn|get through|got through|squeeze|pull|manage|managed|fit)\b[^?.,;]{0,60}\b(?:in|within|into|with)\s+(?:just |only |about )?$",
    re.I,
)
NEEDED = re.compile(
    r"\b(?:(?:need|have|got|ought) to (?:take|spend|give|set aside|book|put in|find|free|reserve|invest|plan|block|sacrifice|stay)|"
    r"must i (?:take|spend|give|set aside|book|put in|find|free|reserve|invest|plan|block)|do (?:i|we|you) need)\b[^?.,;]{0,30}$",
    re.I,
)
AS_LITTLE = re.compile(r"\bas (?:short|little|few|low|cheap|quick|fast) as\s+(?:about |just |only )?\$?$", re.I)
AS_MUCH = re.compile(r"\bas (?:long|much|many|high|dear|expensive) as\s+(?:about )?\$?$", re.I)
AT_MOST = re.compile(r"\b(?:up to|at most|within|no (?:more|longer) than|not (?:more|longer) than|a maximum of|maximum(?: of)?|limited to)\s+\$?$", re.I)
AT_LEAST = re.compile(r"\b(?:at least|no (?:less|fewer) than|not less than|a minimum of|minimum(?: of)?)\s+\$?$", re.I)
MORE_THAN = re.compile(r"\b(?:(?:longer|more|greater|higher|dearer|later) than|over|above|exceeds?|exceeding|beyond|top|tops)\s+(?:even )?\$?$", re.I)
LESS_THAN = re.compile(r"\b(?:(?:shorter|less|fewer|lower|cheaper|quicker) than|under|below|inside)\s+\$?$", re.I)
LESS_TOO = re.compile(r",?\s+(?:or|and|but) (?:less|fewer|shorter|sooner|under)\b", re.I)  # "18 to 24 months, and less is possible"
MORE_TOO = re.compile(r",?\s+(?:or|and|but) (?:more|longer|over|above|better|higher)\b", re.I)
WITHIN = re.compile(r"\b(?:within|over)\s+$", re.I)
FOR = re.compile(r"\bfor (?:about |as long as )?$", re.I)
ASKS_OF_LATER = re.compile(  # "can I still log in three months from now?"
    r"\b(?:still|remain|stay|be able to|log in|have access|go back|return to)\b[^?]*\b(?:from now|later|after(?:wards)?|on|down the (?:line|road))\b|\bafter\b[^?]*\bstill\b",
    re.I,
)
LASTS_FOR = re.compile(
    r"\b(?:access|valid|available|open|accessible|usable|good)\b[^.;]{0,40}\bfor\s+(?:about |up to |only )?\$?\d|\d+[- ](?:day|week|month|year)s?(?: of)? access\b",
    re.I,
)
LATER = re.compile(r"\blater\b", re.I)
SET_APART = re.compile(r"\b(?:before|after|ahead|prior|notice|in advance|until|from now|to go)\b", re.I)  # "ten days before it starts" is no length
SUM = re.compile(r"^[^\w]*[\d.,]+\s?(?:k|dollars|usd|bucks|grand)?", re.I)
DENIED = re.compile(r"\b(?:no|none|nothing|not|never|nobody)\b[^.;]*$", re.I)
SMALL = 1e-6
DAYS_A_WEEK = 7
NEAR = 0.07  # of a time in another unit that counts as the same: 3 months are 13 weeks


@dataclass(frozen=True)
class Given:
    """An amount in a text, as the ends of what it allows; `at` is where it starts."""

    kind: str  # "time", "hours a week", "hours a day", "credits", "money", "grade" or "attempts"
    low: float
    high: float
    at: int
    end: int
    unit: str = ""


Relation = Callable[[float, Given], bool | None]
RELATIONS: tuple[tuple[re.Pattern[str], Relation], ...] = (  # what stands just before the amount of the question, and whether another one meets it
    (AS_LITTLE, lambda asked, given: given.low <= asked),
    (AS_MUCH, lambda asked, given: given.high >= asked),
    (AT_MOST, lambda asked, given: _kept(given.high <= asked, given.low > asked)),
    (AT_LEAST, lambda asked, given: _kept(given.low >= asked, given.high < asked)),
    (MORE_THAN, lambda asked, given: _kept(given.low > asked, given.high <= asked)),
    (LESS_THAN, lambda asked, given: _kept(given.high < asked, given.low >= asked)),
    (NEEDED, lambda asked, given: _kept(given.low <= asked <= given.high, given.high < asked)),
)


def claim_met(asked: str, text: str) -> bool | None:
    """Whether a text gives what a question claims of an amount; None where the two have none of one kind, or the amounts of the text differ in that.

    >>> claim_met("Would half a year be enough?", "It lasts 12 months."), claim_met("I have 12 hours a week, is that enough?", "It takes 6 to 8 hours per week.")
    (False, True)
    >>> claim_met("Can it be as short as two days?", "They last two to five days."), claim_met("May I sit it a third time?", "It allows at most two attempts.")
    (True, False)
    >>> claim_met("Can I finish it in a weekend?", "It takes at least 16 days, spread over at most 36 months.")
    False
    """
    if (nth := tried(asked)) is not None:
        allowed = [given.high for given in _given(text) if given.kind == "attempts"]
        return nth <= allowed[0] if len(allowed) == 1 else None
    if (open_then := open_on(asked, text)) is not None:
        return open_then
    if ASKS_OF_LATER.search(asked) and LASTS_FOR.search(text):
        asked = LATER.sub("from now", asked)
        claim, found = _compared(asked, text)
        return claim.low <= found[0].high if claim and claim.kind == "time" and len(found) == 1 else None
    claim, found = _compared(asked, text)
    relation = _relation(asked, claim, found) if claim else None
    told = [given for given in found if given.low > 0 or relation is not _enough]  # a limit says nothing of how much is needed
    verdicts = {relation(claim.low, given) for given in told} if claim and relation else set()
    return verdicts.pop() if len(verdicts) == 1 else None


def claim_left_open(asked: str, text: str) -> bool:
    """Whether what a question asks to be enough lies within the range that a text gives, or is not told.

    >>> claim_left_open("Are five hours a week enough?", "It takes 4 to 6 hours a week."), claim_left_open("Is it enough?", "It takes 4 to 6 hours.")
    (True, False)
    """
    if POINTS_BACK.search(asked) and not names_an_amount(asked):
        return names_an_amount(text)  # enough of what is not said
    claim, found = _compared(asked, text)
    within = claim is not None and len(found) == 1 and 0 < found[0].low <= claim.low < found[0].high < math.inf
    return within and claim is not None and _relation(asked, claim, found) is _enough


def _compared(asked: str, text: str) -> tuple[Given | None, list[Given]]:
    """The one amount that a question names, and those of its kind in a text."""
    asked = _spelled_out(asked)
    claims = [given for given in _given(asked, limits=False) if given.kind != "attempts"]
    if len(claims) != 1 or claims[0].low != claims[0].high:
        return None, []
    claim, given = claims[0], list(_given(text))
    if ENOUGH.search(asked) and claim.kind == "hours a day" and not any(one.kind == claim.kind for one in given):
        claim = replace(claim, kind="hours a week", low=claim.low * DAYS_A_WEEK)
    return claim, [one for one in given if one.kind == claim.kind]


def _spelled_out(asked: str) -> str:
    """A question with "1 month" for "a month" where that is an amount."""
    return (A_UNIT if ENOUGH.search(asked) else SO_LONG).sub("1 ", asked)


def names_an_amount(text: str) -> bool:
    """Whether a text names an amount that can be compared.

    >>> names_an_amount("Enough for Calculus 1A?"), names_an_amount("Are 5 hours a week enough?")
    (False, True)
    """
    return next(_given(text), None) is not None


def asks_whether_enough(text: str) -> bool:
    """Whether what was said before is asked to be enough, or what the person has is."""
    return ENOUGH.search(text) is not None or tells_what_one_has(text)


def tells_what_one_has(text: str) -> bool:
    """Whether hours or a sum are told that the person has for what is asked about ("I have 3 hours a week. Can I do it?")."""
    return any(_has_it(text, given) for given in _given(text, limits=False))


def _has_it(asked: str, claim: Given) -> bool:
    """Whether a sum, or hours, are what the person has for something ("with 5 hours a week can I keep up?")."""
    done = PAYS if claim.kind == "money" else CAN_DO
    if claim.kind not in {"money", "hours a week", "hours a day"} or not done.search(asked):
        return False
    after = SUM.sub("", asked[claim.at :], count=1) if claim.kind == "money" else asked[claim.end :]
    return HAS.search(asked[: claim.at]) is not None or TO_SPARE.match(after) is not None


def tells_a_grade(text: str) -> bool:
    """Whether a grade is told ("I got a C. May I go on?")."""
    return GRADE.search(text) is not None


def _relation(asked: str, claim: Given, found: list[Given]) -> Relation | None:
    """How the question compares its amount; None where it only names one that `mismatch` looks for."""
    asked = _spelled_out(asked)
    before = asked[: claim.at]
    for pattern, relation in RELATIONS:
        if pattern.search(before):
            return relation
    if DONE_IN.search(before):
        return _enough
    if claim.kind == "money":
        return _enough if ENOUGH_MONEY.search(asked) or _has_it(asked, claim) else None
    if ENOUGH.search(asked) or _has_it(asked, claim):
        return _enough
    if claim.kind == "grade":
        return _reached if GOES_ON.search(asked) else None
    if claim.kind == "credits":
        return _alike
    other_unit = claim.kind == "time" and len(found) == 1 and found[0].unit != claim.unit
    apart = SET_APART.match(asked[claim.end :].lstrip()) is not None and not FOR.search(before)
    return _alike if other_unit and not apart and not WITHIN.search(before) else None


def _enough(asked: float, given: Given) -> bool | None:
    """Whether so much is enough where so much is needed."""
    return _kept(asked >= given.high, asked < given.low)


def _reached(asked: float, given: Given) -> bool | None:
    """Whether a grade is as good as the one that is asked for."""
    return asked >= given.low


def _alike(asked: float, given: Given) -> bool | None:
    """Whether two amounts, times in different units, are the same; None where one lies in the range of the other."""
    same = given.low == given.high and abs(asked - given.low) <= NEAR * given.low
    apart = asked < given.low * (1 - NEAR) or asked > given.high * (1 + NEAR)
    return _kept(same, apart)


def _kept(yes: bool, no: bool) -> bool | None:
    return True if yes else False if no else None


def _given(text: str, limits: bool = True) -> Iterator[Given]:
    """The amounts of a text; `limits`: with what "at most" and the like before them allow."""
    rest = text
    for pattern, kind in ((RATE, "hours a "), (CREDITS, "credits"), (ATTEMPTS, "attempts"), (TIME, "time")):
        for match in pattern.finditer(rest):
            per = {"daily": "day", "weekly": "week"}.get((match["adverb"] or "").lower(), match["per"]) if pattern is RATE else ""
            unit = match["unit"].lower() if pattern is TIME else ""
            scale = TIMES.get(unit, 1.0)
            if pattern is ATTEMPTS and (times := match["times"] or {"once": "1", "twice": "2"}.get((match["often"] or "").lower())):
                yield Given(kind, _value(times), _value(times), match.start(), match.end())
                continue
            low = 0.5 if unit and match["half"] else 1.0 if unit and match["one"] else _value(match["low"])
            high = _value(match["high"]) if "high" in match.re.groupindex and match["high"] else low
            yield _limited(Given(f"{kind}{per or ''}", low * scale, high * scale, match.start(), match.end(), unit), text if limits else "")
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    for match in () if text.isupper() else GRADE.finditer(text):
        grade = GRADES[match["low"]] + SIGNS[match["sign"]]
        yield _limited(Given("grade", grade, grade, match.start(), match.end()), text if limits else "")
    sums = sums_said(text)
    for value, at in sums:
        yield _limited(Given("money", float(value), float(value), at, at), text if limits else "")


def _limited(given: Given, text: str) -> Given:
    """An amount with the limit that the words before it make of it."""
    before, after = text[: given.at], text[given.end :]
    if LESS_TOO.match(after):
        return replace(given, low=0.0)
    if MORE_TOO.match(after):
        return replace(given, high=math.inf)
    if AT_MOST.search(before):
        return replace(given, low=given.low if given.kind == "attempts" else 0.0)
    if AT_LEAST.search(before):
        return replace(given, high=math.inf)
    if (beyond := MORE_THAN.search(before)) and DENIED.search(before[: beyond.start()]):
        return replace(given, low=0.0)  # "none costs more than $900"
    if beyond:
        return replace(given, low=given.low + SMALL, high=math.inf)
    return given


def _value(text: str) -> float:
    return float(NUMBER_WORDS.get(text.lower(), text.replace(",", "")))
