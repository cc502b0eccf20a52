"""Which of a sentence's tiers ("50 % at 41 to 22 days") holds for the time that a question names, and its amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...amounts import Amount, amount_of, number, sums_said
from ...catalog import span_of
from ...draft import Draft, Piece, Span
from ...evidence import Evidence, token_set
from ...reading import Reading, span_of_sentence
from ...understand.lexicon import synonyms_of
from ..choices.mentioned import mentioned
from ..verdicts.polarity import without_names
from ..wording import piece_of
from .known import known
from .stated import CONFIDENCE, DAYS, computed, plural, quantities

TIER = re.compile(
    r"(?:(?P<a>\d+)\s*(?:to|–|-)\s*(?P<b>\d+)|(?:(?P<more>at least|more than|over)\s+)?(?P<c>\d+)|(?:(?P<less>less than|under|within|fewer than|at most)\s+)(?P<d>\d+))\s*(?P<unit>day|week|month)s?(?:\s*(?P<open>or (?:more|longer|earlier)|or (?:less|fewer|later)))?",
    re.I,
)
VALUE = re.compile(r"\d+(?:\.\d+)?\s?%(?: of the \w+)?|\$\s?\d[\d,]*|\b(?:free|full (?:refund|fee|price)|no (?:refund|fee|charge|cost))\b", re.I)
PAID = re.compile(r"\$\s?(\d[\d,]*)(?!\d)")  # what the person says they paid
FREE = re.compile(r"\b(?:free|no (?:charge|fee|cost)|without (?:charge|a fee|cost|paying))\b", re.I)
BEFORE = re.compile(
    r"\b(?:before|ahead|prior|in advance|notice|until|earlier|cancel\w*|withdraw\w*|defer\w*|postpon\w*|move|pull(?:ing)? out|back(?:ing)? out|drop(?:ping)? out|want out|starts? in|begins? in|lose|to go|tell|push)\b",
    re.I,
)

CHANGES = re.compile(
    r"\b(?:cancel\w*|withdr[ae]w\w*|defer\w*|postpon\w*|reschedul\w*|mov(?:e|es|ing) (?!to\b)|push\w* (?:it|my|back)|(?:another|different|later) (?:date|run)|(?:pull|back|drop)(?:s|ed|ing|ped|ping)? out|want out|put(?:ting)? off)\b",
    re.I,
)
AHEAD = re.compile(r"\b[\w-]+ (?:days?|weeks?|months?) (?=before\b|ahead\b|prior\b|in advance\b|out\b|away\b|to go\b|left\b)", re.I)
INSTEAD = re.compile(
    r"\b(?:by how much|difference|how much (?:more|less|cheaper|dearer|better)|save[sd]?|saving|better off|instead|rather than|compared|versus|vs)\b", re.I
)
LOOKED_AT = 5
SHARES = {"nothing": 0, "quarter": 25, "half": 50, "entire": 100, "whole": 100, "full": 100, "all": 100, "everything": 100, "complete": 100}
SHARE = re.compile(rf"\b(?:(?P<percent>\d+)\s?(?:%|per ?cent)|(?P<word>{'|'.join(SHARES)})\b(?! (?:course|program|programme|notice)\b))", re.I)
BACK = re.compile(r"\b(?:get|gets|have|receive|see|give|given|pay|paid)\b[^,;.?]{0,30}\bback\b|\brefund\w*", re.I)
TAKEN = re.compile(
    r"\b(?:lose|loses|lost|losing|forfeit\w*|keeps?|pays?|costs?|charged?|owe|gone|retain\w*|withh[eo]ld\w*|due|throw\w*|wast\w*|down the drain)\b", re.I
)


AT_ALL = re.compile(
    r"\b(?:(?:lose|lost|losing|forfeit\w*|cost\w*|pay|paid|owe|charged?) (?:me |us |you )?(?:any|something|anything)\b|(?:is|was|would|will) there (?:be )?(?:an? |any )?(?:\w+ )?(?:charge|fee|cost|penalty)\b|any (?:charge|fee|penalty))",
    re.I,
)  # asks whether anything is taken


@dataclass(frozen=True)
class Tier:
    """A value that holds for a span of time."""

    value: str
    said: str  # with its time, as it stands
    low: Decimal  # days
    high: Decimal


def compose_tier(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """Which of a sentence's tiers ("50 % at 41 to 22 days") holds for the time that the question names, or what was said before it, and its amount; of two rules also how far they lie apart."""
    text = reading.question.text
    asked = quantities(text) or quantities(reading.lead)
    ahead = [quantity for match in AHEAD.finditer(text if quantities(text) else reading.lead) for quantity in quantities(match[0])]
    asked = ahead if len(ahead) == 1 else asked  # not how long the course takes
    if not asked or asked[-1][1] not in DAYS:
        return None
    days = asked[-1][0].low * DAYS[asked[-1][1]]
    count = f"{number(asked[-1][0].low, '')} {plural(asked[-1][1], asked[-1][0])}"
    tiered = [evidence for evidence in (*sentences, *_rules(reading, sentences)) if len(tiers_of(evidence.sentence.text)) > 1]
    fee, place = _fee(reading)
    if INSTEAD.search(text) and fee is not None and (draft := _two_rules(reading, tiered, days, count, fee, place)):
        return draft
    if INSTEAD.search(text) and fee is not None and len(asked) == 2 and (draft := _two_times(reading, tiered, asked, fee, place)):
        return draft
    if len(tiered) > 1:  # a cancellation or a deferral: words and reading tell
        tiered = _likeliest_first(reading, tiered)
    for evidence in tiered:
        tier = _holding(evidence, days)
        if tier is None:
            continue
        if fee is not None and (share := _share(tier, fee)):
            working, spans = share[1], (span_of_sentence(evidence.sentence), *place)
            result = Piece(f"For {count} that is {share[0].written('fee_usd')}: {working}.", spans, how=f"computed: {count}; {working}")
            return Draft("answered", (result, piece_of(evidence.sentence)), max(reading.confidence, CONFIDENCE), "computed")
        said = _holds(text, tier, evidence.sentence.text) if reading.question.form == "yes_no" else None
        lead = "" if said is None else "Yes. " if said else "No. "
        return computed(reading, evidence, f"{lead}For {count} this holds: {tier.said}.", f"{count} lie in that tier")
    return None


def _likeliest_first(reading: Reading, tiered: list[Evidence]) -> list[Evidence]:
    read, own = {evidence.position: evidence.chance for evidence in reading.evidence}, _own(reading)
    return sorted(tiered, key=lambda evidence: -(evidence.chance + read.get(evidence.position, 0.0) + len(own & _only_in(evidence, tiered))))


def _two_times(reading: Reading, tiered: list[Evidence], asked: list[tuple[Amount, str]], fee: Amount, place: tuple[Span, ...]) -> Draft | None:
    """How far apart the amounts lie that the likeliest rule takes at two times."""
    if not tiered or any(unit not in DAYS for _, unit in asked):
        return None
    rule = _likeliest_first(reading, tiered)[0]
    tiers = [_holding(rule, amount.low * DAYS[unit]) for amount, unit in asked]
    shares = [share for tier in tiers if tier and (share := _share(tier, fee))]
    if len(shares) != 2 or shares[0][0].low == shares[1][0].low:
        return None
    return _apart(reading, [rule], shares, " and ".join(f"{number(amount.low, '')} {plural(unit, amount)}" for amount, unit in asked), place)


def _two_rules(reading: Reading, tiered: list[Evidence], days: Decimal, count: str, fee: Amount, place: tuple[Span, ...]) -> Draft | None:
    """How far apart the amounts of two rules of one document lie, each of which a word of the question is of alone ("defer instead of cancelling")."""
    ours = list({evidence.position: evidence for evidence in tiered if evidence.sentence.document_id == tiered[0].sentence.document_id}.values())
    own = _own(reading)
    named = [evidence for evidence in ours if own & _only_in(evidence, ours)]
    tiers = [tier for evidence in named if (tier := _holding(evidence, days))]
    shares = [share for tier in tiers if (share := _share(tier, fee))]
    if len(named) != 2 or len(shares) != 2 or shares[0][0].low == shares[1][0].low:
        return None
    return _apart(reading, named, shares, count, place)


def _apart(reading: Reading, rules: Sequence[Evidence], shares: list[tuple[Amount, str]], times: str, place: tuple[Span, ...]) -> Draft:
    """The difference of two amounts with their working, and the rules that they come from."""
    large, small = sorted(shares, key=lambda share: -share[0].low)
    gap = (large[0] - small[0]).written("fee_usd")
    working = f"{large[1]}; {small[1]}; {large[0].written('fee_usd')} − {small[0].written('fee_usd')} = {gap}"
    spans = (*(span_of_sentence(rule.sentence) for rule in rules), *place)
    result = Piece(f"For {times} the difference is {gap}: {working}.", spans, how=f"computed: {times}; {working}")
    return Draft("answered", (result, *(piece_of(rule.sentence) for rule in rules)), max(reading.confidence, CONFIDENCE), "computed")


def _own(reading: Reading) -> set[str]:
    """Tokens of the question, of what stands before it, and of the same meaning."""
    text = f"{reading.lead} {reading.question.text}"
    return {*reading.question.own, *token_set(text), *synonyms_of(text)}


def _holding(evidence: Evidence, days: Decimal) -> Tier | None:
    """The one tier of a sentence that so many days lie in."""
    holding = [tier for tier in tiers_of(evidence.sentence.text) if tier.low <= days <= tier.high]
    return holding[0] if len(holding) == 1 else None


def _share(tier: Tier, fee: Amount) -> tuple[Amount, str] | None:
    """What a tier takes of a fee, by its per cent, and the working."""
    percent = re.match(r"(\d+(?:\.\d+)?)\s?%", tier.value)
    if percent is None:
        return None
    part = Decimal(percent[1]) / 100
    share = fee.times(Amount(part, part))
    return share, f"{percent[1]} % of {fee.written('fee_usd')} = {share.written('fee_usd')}"


def _fee(reading: Reading) -> tuple[Amount | None, tuple[Span, ...]]:
    """What the person says they paid, else the fee of the first item that is named, in the question or before it, and its place."""
    paid = PAID.findall(reading.question.text)
    if len(paid) == 1:
        price = Decimal(paid[0].replace(",", ""))
        return Amount(price, price), ()
    items = [item_id for item_id in reading.items if reading.catalog.is_offered(item_id)] or (mentioned(reading, reading.lead) if reading.lead else [])
    fact = known(reading, items[0], "fee_usd") if items else None
    return (amount_of(fact), (span_of(fact),)) if fact else (None, ())


def _rules(reading: Reading, sentences: Sequence[Evidence]) -> list[Evidence]:
    """Further sentences that may have the tiers: those that reading finds, and where an item is named, what the rules of its provider say of a change of plans."""
    known = {evidence.position for evidence in sentences}
    found = [evidence for evidence in reading.evidence[:LOOKED_AT] if evidence.position not in known]
    items = reading.items or reading.catalog.linked(reading.lead)
    if (
        items
        and CHANGES.search(f"{reading.lead} {reading.question.text}")
        and (INSTEAD.search(reading.question.text) or not any(len(tiers_of(one.sentence.text)) > 1 for one in (*sentences, *found)))
    ):
        provider = reading.catalog.items[items[0]].provider
        theirs = {f"catalog-{item.id}" for item in reading.catalog.items.values() if item.provider == provider}
        others = reading.ask(f"{without_names(reading, reading.question.text)} ({provider})").weighed[:LOOKED_AT]
        found += [evidence for evidence in others if evidence.sentence.document_id in theirs]
    return found


def _holds(asked: str, tier: Tier, said: str) -> bool | None:
    """Whether the sum, or the share of a fee, that a question names is what a tier takes, or leaves; None where it names none.

    >>> whole = Tier("100 %", "100 % at 21 days or less", Decimal(0), Decimal(21))
    >>> _holds("Do I lose the entire fee?", whole, "It costs 100 % at 21 days or less."), _holds("Do I get half of it back?", whole, "It costs 100 %.")
    (True, False)
    """
    free = FREE.search(tier.value) is not None
    if FREE.search(asked):
        return free
    if AT_ALL.search(asked) and not BACK.search(f"{asked} {said}"):
        return not free
    sums = {value for value, _ in sums_said(asked)}
    if len(sums) == 1 and TAKEN.search(asked) and not BACK.search(f"{asked} {said}") and sums <= {value for value, _ in sums_said(said)}:
        return sums == {value for value, _ in sums_said(tier.value)}  # of the sums of all tiers the one that holds, or another
    shares = {int(match["percent"]) if match["percent"] else SHARES[match["word"].lower()] for match in SHARE.finditer(asked)}
    percent = re.match(r"(\d+)\s?%", tier.value)
    taken = int(percent[1]) if percent else 0 if FREE.search(tier.value) else None
    if len(shares) == 1 and taken is None and TAKEN.search(asked) and not BACK.search(f"{asked} {said}") and re.search(rf"\b{min(shares)}\s?%", said):
        return False  # that share is taken at another time
    if len(shares) != 1 or taken is None or BACK.search(said):
        return None
    if BACK.search(asked):
        return shares == {100 - taken}
    return shares == {taken} if TAKEN.search(asked) else None


def _only_in(evidence: Evidence, others: Sequence[Evidence]) -> frozenset[str]:
    """Tokens that a sentence has and none of the others."""
    return frozenset(token_set(evidence.sentence.text)).difference(*(token_set(one.sentence.text) for one in others if one is not evidence))


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
