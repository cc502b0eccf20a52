"""Compute from a sentence of the documents: another unit, what is left, a last date, the width of a range, the fitting tier.

For any document, with or without a catalog. The question says what is computed, the sentence
has the figures, the working is shown; where a figure is lacking nothing is computed. Sentences count as they are weighed, not as they are
read: reading tells which of them answers, and what is to be computed stands in none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from index.tokens import stem

from ...amounts import Amount, number
from ...dates import MONTHS
from ...draft import Draft, Piece
from ...evidence import Evidence, token_set
from ...reading import Reading
from ..choices.selection import COMPARATIVE, EXTREME
from ..wording import piece_of
from .combined import compose_combined
from .days_before import compose_day_before
from .discount import compose_discount
from .figures import Figure
from .priced import priced_listed
from .rates import WHOLE, compose_rates
from .stated import CONFIDENCE, COUNT, DAYS, LEAST_CHANCE, MONEY, TIMES_EACH, TOTAL, UNIT, computed, computed_from, near, plural, quantities, value_of_number
from .tiers import BEFORE, compose_tier

LEAST_DIGITS = 3  # of a result, from which it does not stand in a sentence by chance
LOOKED_AT = 5  # sentences that may have the figures, the likeliest
DISCOUNT_IN = 10  # sentences that a price or a discount is taken from, which both name what they are for
RATES_IN = 2  # sentences that a rate is taken from
TIMES = {("month", "year"): 12, ("day", "week"): 7, ("hour", "day"): 24, ("minute", "hour"): 60}  # so many of the first are one of the second
IN_UNIT = re.compile(r"\b(?:in|into|to)\s+(?:full |whole )?(?P<unit>minute|hour|day|week|month|year)s\b", re.I)
HOW_MANY_YEARS = re.compile(r"\bhow many (?P<unit>year)s\b", re.I)  # of what is told in months
OF_EACH = re.compile(rf"\b{COUNT.format('count')}\s+(?:[\w-]+\s+){{1,3}}of\s+{COUNT.format('low')}\s+{UNIT}\s+each\b", re.I)
FREE_FIRST = re.compile(rf"\bfree\b[^.;]*?\bfirst\s+{COUNT.format('before')}|\bfirst\s+{COUNT.format('after')}[^.;]*?\bfree\b", re.I)
FURTHER = re.compile(r"\b(?:further|additional|extra|more than|beyond|after that|over and above)\b", re.I)
EACH = re.compile(
    r"\b(?:each|apiece|an? single|(?:an? )?individual|for (?:an?|one) (?:[\w-]+ )?(?:course|program|programme|person|participant|seat|session|module|class|ticket|item|unit)|per (?:course|program|programme|person|participant|seat|session|module|class|ticket|item|unit))\b",
    re.I,
)
LEFT = re.compile(r"\b(?:left|remain(?:s|ing)?|still have|to go|more|(?:till|until|before)\b.*\b(?:up|over|ends?|runs? out))\b", re.I)
SPENT = re.compile(r"\b(?:into|after|already|used|spent|gone|passed|ago|since|in)\b", re.I)
LAST = re.compile(
    r"\b(?:last (?:month|day|date)|by which (?:month|day|date)|until when|by when|when must|when (?:do|does|would|will|should) .*\b(?:finish|end|complete|done|over|expire)|latest|deadline|how long do i have)\b",
    re.I,
)
DATE = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})\s+(?P<year>(?:19|20)\d\d)\b", re.I)
WIDTH = re.compile(r"\b(?:differ(?:ence)?|gap|spread|range|apart|between|how (?:wide|much more|far))\b", re.I)
ENDS = re.compile(
    r"\b(?:low(?:est|er)?|cheap(?:est)?|min(?:imum)?|short(?:est)?|bottom|small(?:est)?|least)\b.*\b(?:high(?:est|er)?|dear(?:est)?|expensive|max(?:imum)?|long(?:est)?|top|larg(?:est)?|most)\b|\b(?:high(?:est)?|dearest|most expensive|max(?:imum)?|longest|top)\b.*\b(?:low(?:est)?|cheapest|least|min(?:imum)?|shortest|bottom)\b|\b(?:two )?ends\b",
    re.I,
)


def compose_derived(reading: Reading) -> Draft | None:
    """A computed reply from the likeliest sentences; None where the question asks for no such computation, or its result stands there already."""
    draft = _derived(reading)
    return None if draft is not None and _stated_already(reading, draft) else draft


def _stated_already(reading: Reading, draft: Draft) -> bool:
    """Whether the sentences that a result is computed from give it themselves."""
    result = draft.pieces[0]
    found = result.how.rpartition(" = ")[2] if result.how.startswith("computed: ") else ""
    quoted = " ".join(reading.index.documents[span.document_id].text[span.start : span.end] for span in result.spans)
    return len(re.findall(r"\d", found)) >= LEAST_DIGITS and re.search(rf"(?<![\d.,]){re.escape(found)}(?![\d]|[.,]\d)", quoted) is not None


def _derived(reading: Reading) -> Draft | None:
    text = reading.question.text
    sentences = [one for one in reading.weighed[:LOOKED_AT] if near(one, bool(reading.said))]
    extreme = next(((field, lowest) for field, lowest, pattern in EXTREME if pattern.search(text)), None)
    if extreme is not None and extreme[0] == "fee_usd" and (terms := priced_listed(reading)):
        return _of_listed(reading, terms, extreme[1])
    if WIDTH.search(text) and ENDS.search(text) and (draft := _width(reading, [*sentences, *_likely(reading)])):
        return draft
    if extreme is not None and not COMPARATIVE.search(text) and reading.question.form != "yes_no" and (draft := _extreme(reading, *extreme)):
        return draft
    if draft := compose_combined(reading, sentences):
        return draft
    if BEFORE.search(f"{reading.lead} {text}") and (draft := compose_tier(reading, sentences)):
        return draft
    if LAST.search(text) and (date := DATE.search(text)) and (draft := _last_date(reading, date, [*sentences, *_likely(reading), *_of_named(reading)])):
        return draft
    if reading.question.form != "yes_no" and (draft := compose_day_before(reading, sentences[:RATES_IN])):
        return draft
    if (_in_all(text) or TIMES_EACH.search(text)) and (draft := _times_each(reading, sentences)):
        return draft
    if reading.question.form != "yes_no" and (draft := compose_rates(reading, sentences[:RATES_IN])):
        return draft
    if (
        reading.question.form != "yes_no"
        and reading.question.kind in {"money", "count", ""}
        and (draft := compose_discount(reading, reading.weighed[:DISCOUNT_IN]))
    ):
        return draft
    if LEFT.search(text) and SPENT.search(text) and (draft := _left(reading, [*sentences, *_likely(reading), *_of_named(reading)])):
        return draft
    if (unit := IN_UNIT.search(text) or HOW_MANY_YEARS.search(text)) and (draft := _converted(reading, unit["unit"].lower(), sentences)):
        return draft
    return None


def _of_listed(reading: Reading, terms: list[tuple[Evidence, Figure]], lowest: bool) -> Draft:
    """The one with the lowest or highest price of the things that the question lists."""
    best = (min if lowest else max)(figure.value for _, figure in terms)
    lead = Piece(f"Of these the {'lowest' if lowest else 'highest'}:", states=False, layout="lead")
    return Draft(
        "answered", (lead, *(piece_of(one.sentence) for one, figure in terms if figure.value == best)), max(reading.confidence, CONFIDENCE), "computed"
    )


def _extreme(reading: Reading, field: str, lowest: bool) -> Draft | None:
    """The item of the likeliest list or table with the lowest or highest amount; None where not all of them have one."""
    index = reading.index
    for evidence in reading.weighed[:LOOKED_AT]:
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
        return value_of_number(prices[0]["low"]) if len(prices) == 1 else None
    times = [amount.low * DAYS[unit] for amount, unit in quantities(text) if unit in DAYS]
    return times[0] if field == "length" and len(times) == 1 else None


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
            elif (count := TIMES.get((unit, other))) is not None and (unit, other) != ("hour", "day"):  # a day of a course has not 24 hours of it
                result, sign = Amount(amount.low * count, amount.high * count), "×"
            else:
                continue
            working = f"{amount.written('')} {sign} {count} = {result.written('')}"
            return computed(
                reading, evidence, f"{amount.written('')} {plural(other, amount)} are {result.written('')} {plural(unit, result)}: {working}.", working
            )
    return None


def _in_all(text: str) -> bool:
    """Whether a question asks for the whole of something."""
    return bool(TOTAL.search(text) or WHOLE.search(text))


def _times_each(reading: Reading, sentences: list[Evidence]) -> Draft | None:
    """So many times what a sentence says of each one: a price, or hours of several things."""
    asked = TIMES_EACH.search(reading.question.text)
    for evidence in sentences[:2]:
        said = evidence.sentence.text
        if (both := OF_EACH.search(said)) and _in_all(reading.question.text) and reading.question.kind != "money":
            count, each, field, unit = (
                value_of_number(both["count"]),
                Amount(value_of_number(both["low"]), value_of_number(both["low"])),
                "",
                both["unit"].lower(),
            )
        elif (
            asked
            and (EACH.search(said) or _for_one(asked["things"], said))
            and len(prices := list(MONEY.finditer(said))) == 1
            and stem(asked["things"].lower()) in token_set(said)
        ):
            low = value_of_number(prices[0]["low"])
            free = FREE_FIRST.search(said)
            if FURTHER.search(said) and not free:
                continue
            if free:
                return _beyond_free(reading, evidence, value_of_number(asked["count"]), value_of_number(free["before"] or free["after"]), low)
            count, each, field, unit = value_of_number(asked["count"]), Amount(low, value_of_number(prices[0]["high"] or prices[0]["low"])), "fee_usd", ""
        else:
            continue
        total = each.times(Amount(count, count))
        working = f"{number(count, '')} × {each.written(field)} = {total.written(field)}"
        named = f" {plural(unit, total)}" if unit else ""
        return computed(reading, evidence, f"That is {total.written(field)}{named} in all: {working}.", working)
    return None


def _for_one(things: str, said: str) -> bool:
    """Whether a text gives a price for one of the things ("$80 to $120 for a large plot")."""
    return re.search(rf"\bfor (?:an?|one|each) (?:[\w-]+ )?{re.escape(things.lower().removesuffix('s'))}\b", said, re.I) is not None


def _beyond_free(reading: Reading, evidence: Evidence, count: Decimal, free: Decimal, each: Decimal) -> Draft:
    """The price of so many, the first of which are free."""
    paid = max(count - free, Decimal(0))
    working = f"({number(count, '')} − {number(free, '')}) × {number(each, 'fee_usd')} = {number(paid * each, 'fee_usd')}"
    return computed(reading, evidence, f"That is {number(paid * each, 'fee_usd')} in all, as the first {number(free, '')} are free: {working}.", working)


def _left(reading: Reading, sentences: list[Evidence]) -> Draft | None:
    """What is left of each time that the documents allow, after what the question says is spent of it ("20 months ago, with 9 days done")."""
    spent = {unit: amount for amount, unit in quantities(reading.question.text)}
    found = {unit: one for unit in spent if (one := _single(sentences, unit))}
    if not spent or len(found) < len(quantities(reading.question.text)) or any(spent[unit].low >= whole.low for unit, (_, whole) in found.items()):
        return None
    rests = {unit: whole - spent[unit] for unit, (_, whole) in found.items()}
    working = "; ".join(f"{whole.written('')} − {spent[unit].written('')} = {rests[unit].written('')}" for unit, (_, whole) in found.items())
    told = " and ".join(f"{rest.written('')} {plural(unit, rest)}" for unit, rest in rests.items())
    rows = {one.position: one for one, _ in found.values()}
    return computed_from(reading, list(rows.values()), f"{told} are left: {working}.", working)


def _last_date(reading: Reading, date: re.Match[str], sentences: list[Evidence]) -> Draft | None:
    """The month that lies a time of the documents after the one in the question."""
    for unit, months in (("month", 1), ("year", 12)):
        if found := _single(sentences, unit):
            evidence, amount = found
            first = MONTHS.index(date["month"].lower()) + 12 * int(date["year"])
            last = first + int(amount.high * months)
            end = f"{MONTHS[last % 12].capitalize()} {last // 12}"
            working = f"{date[0]} + {amount.written('')} {plural(unit, amount)} = {end}"
            return computed(reading, evidence, f"Until {end}: {working}.", working)
    return None


def _likely(reading: Reading) -> list[Evidence]:
    """The likeliest sentences as they are read."""
    return [one for one in reading.evidence[:LOOKED_AT] if one.chance >= LEAST_CHANCE]


def _of_named(reading: Reading) -> list[Evidence]:
    """What was found that the catalog states of the items that the question names, or leans on."""
    return [one for one in reading.weighed if one.sentence.document_id in {f"catalog-{item_id}" for item_id in reading.items}]


def _width(reading: Reading, sentences: list[Evidence]) -> Draft | None:
    """The distance between the two ends of a range."""
    for evidence in sentences:
        ranges = [
            (Amount(value_of_number(match["low"]), value_of_number(match["high"])), "fee_usd", "")
            for match in MONEY.finditer(evidence.sentence.text)
            if match["high"]
        ] + [(amount, "", unit) for amount, unit in quantities(evidence.sentence.text) if amount.low < amount.high]
        if reading.question.kind in {"money", "duration"}:
            ranges = [one for one in ranges if (one[1] == "fee_usd") == (reading.question.kind == "money")]
        if len(ranges) == 1:
            amount, field, unit = ranges[0]
            gap = Amount(amount.high - amount.low, amount.high - amount.low)
            working = f"{number(amount.high, field)} − {number(amount.low, field)} = {gap.written(field)}"
            named = f" {plural(unit, gap)}" if unit else ""
            return computed(reading, evidence, f"Lowest and highest lie {gap.written(field)}{named} apart: {working}.", working)
    return None
