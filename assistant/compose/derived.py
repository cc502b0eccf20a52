"""Compute from a sentence of the documents: another unit, what is left, a last date, the width of a range, the fitting tier.

For any document, with or without a catalog. The question says what is computed, the sentence
has the figures, the working is shown; where a figure is lacking nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from index.tokens import stem

from ..amounts import Amount, amount_of, number
from ..catalog import span_of
from ..check import NUMBER_WORDS
from ..draft import Draft, Piece
from ..evidence import FEATURES, Evidence, token_set
from ..reading import Reading, span_of_sentence
from .selection import EXTREME
from .wording import piece_of

LOOKED_AT = 5  # sentences that may have the figures, the likeliest
LEAST_COSINE, LEAST_CHANCE = 0.35, 0.15
LEAST_COVERED = 0.3
CONFIDENCE = 0.6
COUNT = r"(?P<{0}>\d[\d,]*(?:\.\d+)?|" + "|".join(NUMBER_WORDS) + r")"
UNIT = r"(?P<unit>minute|hour|day|week|month|year)s?"
QUANTITY = re.compile(
    rf"(?<![\w$.,]){COUNT.format('low')}(?:\s*(?:to|–|-)\s*{COUNT.format('high')})?[\s-]+(?:full |whole |more )?{UNIT}\b(?!\s+(?:a|an|per|each|every)\s+\w+)",
    re.I,
)
MONEY = re.compile(r"\$\s?(?P<low>\d[\d,]*(?:\.\d+)?)(?:\s*(?:to|–|-|and)\s*\$?\s?(?P<high>\d[\d,]*(?:\.\d+)?))?")
TIMES = {("month", "year"): 12, ("day", "week"): 7, ("hour", "day"): 24, ("minute", "hour"): 60}  # so many of the first are one of the second
IN_UNIT = re.compile(r"\b(?:in|into|to)\s+(?:full |whole )?(?P<unit>minute|hour|day|week|month|year)s\b", re.I)
TOTAL = re.compile(r"\b(?:total|altogether|in all|add(?:s|ed)? up|sum|combined|together|overall)\b", re.I)
TIMES_EACH = re.compile(rf"\b(?!one\b){COUNT.format('count')}\s+(?:[\w-]+\s+){{0,4}}?(?P<things>\w+s)\b", re.I)  # "two of the quantum courses"
OF_EACH = re.compile(rf"\b{COUNT.format('count')}\s+(?:[\w-]+\s+){{1,3}}of\s+{COUNT.format('low')}\s+{UNIT}\s+each\b", re.I)
EACH = re.compile(r"\b(?:each|apiece|per (?:course|program|programme|person|participant|seat|session|module|class|ticket|item|unit))\b", re.I)
LEFT = re.compile(r"\b(?:left|remain(?:s|ing)?|still have|to go|more)\b", re.I)
SPENT = re.compile(r"\b(?:into|after|already|used|spent|gone|passed|ago|since|in)\b", re.I)
LAST = re.compile(
    r"\b(?:until when|by when|when must|when (?:do|does|would|will|should) .*\b(?:finish|end|complete|done|over|expire)|latest|deadline|how long do i have)\b",
    re.I,
)
MONTHS = "january february march april may june july august september october november december".split()
DATE = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})\s+(?P<year>(?:19|20)\d\d)\b", re.I)
WIDTH = re.compile(r"\b(?:differ(?:ence)?|gap|spread|range|apart|between|how (?:wide|much more|far))\b", re.I)
ENDS = re.compile(
    r"\b(?:low(?:est|er)?|cheap(?:est)?|min(?:imum)?|short(?:est)?|bottom|small(?:est)?|least)\b.*\b(?:high(?:est|er)?|dear(?:est)?|expensive|max(?:imum)?|long(?:est)?|top|larg(?:est)?|most)\b|\b(?:high(?:est)?|dearest|most expensive|max(?:imum)?|longest|top)\b.*\b(?:low(?:est)?|cheapest|least|min(?:imum)?|shortest|bottom)\b|\b(?:two )?ends\b",
    re.I,
)
TIER = re.compile(
    r"(?:(?P<a>\d+)\s*(?:to|–|-)\s*(?P<b>\d+)|(?:(?P<more>at least|more than|over)\s+)?(?P<c>\d+)|(?:(?P<less>less than|under|within|fewer than|at most)\s+)(?P<d>\d+))\s*(?P<unit>day|week|month)s?(?:\s*(?P<open>or (?:more|longer|earlier)|or (?:less|fewer|later)))?",
    re.I,
)
VALUE = re.compile(r"\d+(?:\.\d+)?\s?%(?: of the \w+)?|\$\s?\d[\d,]*|\b(?:free|full (?:refund|fee|price)|no (?:refund|fee|charge|cost))\b", re.I)
BEFORE = re.compile(r"\b(?:before|ahead|prior|in advance|notice|until|earlier|cancel|withdraw|defer|postpone|move|pull out|tell)\b", re.I)
DAYS = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True)
class Tier:
    """A value that holds for a span of time."""

    value: str
    said: str  # with its time, as it stands
    low: Decimal  # days
    high: Decimal


def compose_derived(reading: Reading) -> Draft | None:
    """A computed reply from the likeliest sentences; None where the question asks for no such computation."""
    text = reading.question.text
    sentences = [one for one in reading.evidence[:LOOKED_AT] if _near(one, bool(reading.said))]
    extreme = next(((field, lowest) for field, lowest, pattern in EXTREME if pattern.search(text)), None)
    if extreme is not None and (draft := _extreme(reading, *extreme)):
        return draft
    if BEFORE.search(text) and (draft := _tier(reading, sentences)):
        return draft
    if LAST.search(text) and (date := DATE.search(text)) and (draft := _last_date(reading, date, sentences)):
        return draft
    if (TOTAL.search(text) or TIMES_EACH.search(text)) and (draft := _times_each(reading, sentences)):
        return draft
    if LEFT.search(text) and SPENT.search(text) and (draft := _left(reading, sentences)):
        return draft
    if WIDTH.search(text) and ENDS.search(text) and (draft := _width(reading, sentences)):
        return draft
    if (unit := IN_UNIT.search(text)) and (draft := _converted(reading, unit["unit"].lower(), sentences)):
        return draft
    return None


def _extreme(reading: Reading, field: str, lowest: bool) -> Draft | None:
    """The item of the likeliest list or table with the lowest or highest amount; None where not all of them have one."""
    index = reading.index
    for evidence in reading.evidence[:LOOKED_AT]:
        unit = evidence.sentence.unit
        if unit.kind not in {"list_item", "table_row"} or evidence.chance < LEAST_CHANCE:
            continue
        items = [
            one
            for one in index.sentences
            if one.document_id == evidence.sentence.document_id and one.unit.group == unit.group and one.unit.kind == unit.kind and one.unit.first
        ]
        amounts = [_of_kind(one.text, field) for one in items]
        if len(items) < 2 or any(amount is None for amount in amounts):
            continue
        best = (min if lowest else max)(amount for amount in amounts if amount is not None)
        chosen = [piece_of(one) for one, amount in zip(items, amounts, strict=True) if amount == best]
        lead = Piece(f"Of those listed, the {'lowest' if lowest else 'highest'}:", states=False, layout="lead")
        return Draft("answered", (lead, *chosen), max(reading.confidence, CONFIDENCE), "computed")
    return None


def _of_kind(text: str, field: str) -> Decimal | None:
    """The only price, or the only time in days, of a text; of a range its lower end."""
    if field == "fee_usd":
        prices = list(MONEY.finditer(text))
        return _value(prices[0]["low"]) if len(prices) == 1 else None
    times = [amount.low * DAYS[unit] for amount, unit in quantities(text) if unit in DAYS]
    return times[0] if field == "length" and len(times) == 1 else None


def _near(evidence: Evidence, leans: bool) -> bool:
    """Whether a sentence is about what is asked, not only of its kind; the words of a follow-up alone tell little of that."""
    cosine, covered = (float(evidence.features[FEATURES.index(name)]) for name in ("cosine", "coverage_topic"))
    return evidence.chance >= LEAST_CHANCE and covered >= LEAST_COVERED and (leans or cosine >= LEAST_COSINE)


def quantities(text: str) -> list[tuple[Amount, str]]:
    """Times that a text states, with their unit.

    >>> [(amount.written(""), unit) for amount, unit in quantities("It takes 8 to 12 weeks, at most three years.")]
    [('8 to 12', 'week'), ('3', 'year')]
    """
    found = []
    for match in QUANTITY.finditer(text):
        low, high = _value(match["low"]), _value(match["high"] or match["low"])
        if low <= high:
            found.append((Amount(low, high), match["unit"].lower()))
    return found


def _value(text: str) -> Decimal:
    return Decimal(NUMBER_WORDS.get(text.lower(), text.replace(",", "")))


def _computed(reading: Reading, evidence: Evidence, text: str, working: str) -> Draft:
    result = Piece(text, (span_of_sentence(evidence.sentence),), how=f"computed: {working}")
    return Draft("answered", (result, piece_of(evidence.sentence)), max(reading.confidence, CONFIDENCE), "computed")


def _single(sentences: Iterable[Evidence], unit: str) -> tuple[Evidence, Amount] | None:
    """The likeliest sentence that states one time in a unit, and that time."""
    for evidence in sentences:
        amounts = {amount for amount, other in quantities(evidence.sentence.text) if other == unit}
        if len(amounts) == 1:
            return evidence, amounts.pop()
    return None


def _converted(reading: Reading, unit: str, sentences: list[Evidence]) -> Draft | None:
    """The first time that the likeliest sentences state, in the unit that is asked for, where they use another one."""
    for evidence in sentences[:2]:
        stated = quantities(evidence.sentence.text)
        if any(other == unit for _, other in stated):
            return None
        for amount, other in stated:
            if (count := TIMES.get((other, unit))) is not None:
                result, sign = Amount(amount.low / count, amount.high / count), "÷"
            elif (count := TIMES.get((unit, other))) is not None:
                result, sign = Amount(amount.low * count, amount.high * count), "×"
            else:
                continue
            working = f"{amount.written('')} {sign} {count} = {result.written('')}"
            return _computed(
                reading, evidence, f"{amount.written('')} {_plural(other, amount)} are {result.written('')} {_plural(unit, result)}: {working}.", working
            )
    return None


def _times_each(reading: Reading, sentences: list[Evidence]) -> Draft | None:
    """So many times what a sentence says of each one: a price, or hours of several things."""
    asked = TIMES_EACH.search(reading.question.text)
    for evidence in sentences[:2]:
        said = evidence.sentence.text
        if (both := OF_EACH.search(said)) and TOTAL.search(reading.question.text):
            count, each, field, unit = _value(both["count"]), Amount(_value(both["low"]), _value(both["low"])), "", both["unit"].lower()
        elif asked and EACH.search(said) and len(prices := list(MONEY.finditer(said))) == 1 and stem(asked["things"].lower()) in token_set(said):
            low = _value(prices[0]["low"])
            count, each, field, unit = _value(asked["count"]), Amount(low, _value(prices[0]["high"] or prices[0]["low"])), "fee_usd", ""
        else:
            continue
        total = each.times(Amount(count, count))
        working = f"{number(count, '')} × {each.written(field)} = {total.written(field)}"
        named = f" {_plural(unit, total)}" if unit else ""
        return _computed(reading, evidence, f"That is {total.written(field)}{named} in all: {working}.", working)
    return None


def _left(reading: Reading, sentences: list[Evidence]) -> Draft | None:
    """What is left of a time that the documents allow, after what the question says is spent."""
    spent = quantities(reading.question.text)
    if len(spent) != 1 or not (found := _single(sentences, spent[0][1])):
        return None
    (used, unit), (evidence, whole) = spent[0], found
    if used.low > whole.low:
        return None
    rest = whole - used
    working = f"{whole.written('')} − {used.written('')} = {rest.written('')}"
    return _computed(reading, evidence, f"{rest.written('')} {_plural(unit, rest)} are left: {working}.", working)


def _last_date(reading: Reading, date: re.Match[str], sentences: list[Evidence]) -> Draft | None:
    """The month that lies a time of the documents after the one in the question."""
    for unit, months in (("month", 1), ("year", 12)):
        if found := _single(sentences, unit):
            evidence, amount = found
            first = MONTHS.index(date["month"].lower()) + 12 * int(date["year"])
            last = first + int(amount.high * months)
            end = f"{MONTHS[last % 12].capitalize()} {last // 12}"
            working = f"{date[0]} + {amount.written('')} {_plural(unit, amount)} = {end}"
            return _computed(reading, evidence, f"Until {end}: {working}.", working)
    return None


def _width(reading: Reading, sentences: list[Evidence]) -> Draft | None:
    """The distance between the two ends of a range."""
    for evidence in sentences:
        ranges = [(Amount(_value(match["low"]), _value(match["high"])), "fee_usd", "") for match in MONEY.finditer(evidence.sentence.text) if match["high"]] + [
            (amount, "", unit) for amount, unit in quantities(evidence.sentence.text) if amount.low < amount.high
        ]
        if reading.question.kind in {"money", "duration"}:
            ranges = [one for one in ranges if (one[1] == "fee_usd") == (reading.question.kind == "money")]
        if len(ranges) == 1:
            amount, field, unit = ranges[0]
            gap = Amount(amount.high - amount.low, amount.high - amount.low)
            working = f"{number(amount.high, field)} − {number(amount.low, field)} = {gap.written(field)}"
            named = f" {_plural(unit, gap)}" if unit else ""
            return _computed(reading, evidence, f"Lowest and highest lie {gap.written(field)}{named} apart: {working}.", working)
    return None


def _tier(reading: Reading, sentences: list[Evidence]) -> Draft | None:
    """Which of a sentence's tiers ("50 % at 41 to 22 days") holds for the time that the question names, and its amount."""
    asked = quantities(reading.question.text)
    if not asked or asked[-1][1] not in DAYS:
        return None
    days = asked[-1][0].low * DAYS[asked[-1][1]]
    for evidence in sentences:
        tiers = tiers_of(evidence.sentence.text)
        holding = [tier for tier in tiers if tier.low <= days <= tier.high]
        if len(tiers) < 2 or len(holding) != 1:
            continue
        tier = holding[0]
        count = f"{number(asked[-1][0].low, '')} {_plural(asked[-1][1], asked[-1][0])}"
        fees = [
            fact
            for item_id in reading.items[:1]
            for fact in reading.catalog.of(item_id, "fee_usd")
            if amount_of(fact) is not None and reading.may_cite(fact.document_id)
        ]
        fees = [fact for fact in fees if not fact.note or len(fees) == 1 or set(re.findall(r"\d{4}", fact.note)) & set(reading.question.numbers)] or fees
        percent = re.match(r"(\d+(?:\.\d+)?)\s?%", tier.value)
        if percent and fees:
            fee = amount_of(fees[0])
            assert fee is not None
            share = fee.times(Amount(Decimal(percent[1]) / 100, Decimal(percent[1]) / 100))
            working = f"{percent[1]} % of {fee.written('fee_usd')} = {share.written('fee_usd')}"
            spans = (span_of_sentence(evidence.sentence), span_of(fees[0]))
            result = Piece(f"For {count} that is {share.written('fee_usd')}: {working}.", spans, how=f"computed: {count}; {working}")
            return Draft("answered", (result, piece_of(evidence.sentence)), max(reading.confidence, CONFIDENCE), "computed")
        return _computed(reading, evidence, f"For {count} this holds: {tier.said}.", f"{count} lie in that tier")
    return None


def tiers_of(text: str) -> list[Tier]:
    """Each tier that a text lists; the value stands just before its time, or just after it.

    >>> [(tier.said, int(tier.low), int(tier.high)) for tier in tiers_of("It is free at 30 days or more and costs 50 % at 29 to 8 days.")]
    [('free at 30 days or more', 30, 100000), ('50 % at 29 to 8 days', 8, 29)]
    """
    times = [match for match in TIER.finditer(text) if match["a"] or match["open"] or match["more"] or match["less"]]
    values = list(VALUE.finditer(text))
    if not times or len(values) < len(times):
        return []
    first = values[0].start() < times[0].start()
    found = []
    for at, time in enumerate(times):
        before, after = (times[at - 1].end() if at else 0), (times[at + 1].start() if at + 1 < len(times) else len(text))
        near = [one for one in values if (before <= one.start() < time.start() if first else time.end() <= one.start() < after)]
        if not near:
            return []
        scale = DAYS[time["unit"].lower()]
        if time["a"]:
            low, high = sorted((Decimal(time["a"]), Decimal(time["b"])))
        else:
            count = Decimal(time["c"] or time["d"])
            upward = bool(time["more"]) or (time["open"] or "").lower().split()[-1:] in (["more"], ["longer"], ["earlier"])
            low, high = (count, Decimal(100_000)) if upward else (Decimal(0), count)
        value = near[-1 if first else 0]
        said = text[min(value.start(), time.start()) : max(value.end(), time.end())]
        found.append(Tier(value[0], said, low * scale, high * scale if high < 100_000 else high))
    return found


def _plural(unit: str, amount: Amount) -> str:
    return unit if amount.low == amount.high == 1 else f"{unit}s"
