"""Compute from figures that stand together in a sentence or a row: their difference, sum, what is left of a whole, a share.

For any document and unit: "1,284 complaints, against 1,402", "73 of the 96 things", "£780,000, of which £455,000".
The question says what is computed; figures of another kind than asked for are left out, and where more or
fewer remain than the computation takes, nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from index.tokens import stem

from ...amounts import number
from ...check import NEGATION
from ...draft import Draft
from ...evidence import Evidence, token_set
from ...reading import Reading
from ..wording import cells_of
from .ages import AGE, compose_age
from .figures import DIGITS, Figure, asked_of, figures
from .priced import ADDS, priced_parts, priced_sides
from .stated import COUNT, computed, computed_from, value_of_number

LOOKED_AT = 3
NUMERIC = frozenset({"money", "count", "duration"})
COMPARING = frozenset(
    stem(word)
    for word in "gap difference more less fewer higher lower cheaper dearer longer shorter dollars euros pounds usd cost costs price pay paid save".split()
)
UNITS_OF_TIME = frozenset(stem(word) for word in "minutes hours days weeks months years".split())
LEAST_TOLD = 0.8  # of what the question tells, that two sentences hold together which are taken from each other
NAMED_IN = 10  # sentences among which rows that the question names are looked for
DIFFERENCE = re.compile(
    r"\bby how (?:much|many)\b|\bhow (?:much|many) (?:\w+ )?(?:more|fewer|less|higher|lower|cheaper|dearer|bigger|larger|smaller|longer|shorter|older|taller)\b|"
    r"\bhow many (?:more|fewer)\b|\bhow (?:much|many) (?:[\w-]+ ){0,2}(?:down|up)\b.*\b(?:on|from|than|against|compared)\b|\bhow much (?:\w+ ){0,4}(?:save|saved|saving)\b|\bhow (?:much|far) (?:\w+ ){0,5}(?:over|under|above|below)\b",
    re.I,
)
GAP = re.compile(r"\b(?:difference|gap)\b", re.I)  # of figures, where a figure is asked for
PART_OF = re.compile(
    rf"\b{COUNT.format('part')}\s+(?:out\s+)?of\s+(?:(?:the|our|its|their|all|my|these|those|some|about)\s+)*(?P<whole>{DIGITS})\b(?!\s?%)", re.I
)
OF_WHICH = re.compile(r",\s+of\s+(?:which|whom|these|them|that)\b", re.I)
COMPLEMENT = re.compile(
    r"\b(?:not|never|still|remain\w*|left|rest|others?|outstanding|itself|themselves|ourselves|yet|missing|fail\w*|without|lack\w*)\b|n['’]t\b", re.I
)
OPPOSED = re.compile(r"\b(?:un|in|im|non-?|dis)(?P<base>[a-z]{4,})\b", re.I)
TIMED = re.compile(r"(?<=\d)(?:\s[a-z]+)?\s(?:a|per|each|every)\s(month|year)\b", re.I)
RANGE = re.compile(r"\d\s*(?:to|–|-)\s*\d")
SHARE = re.compile(r"\b(?:percentage|per ?cent|proportion|share|fraction|success rate)\b", re.I)


def compose_combined(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """What the question asks to be computed of figures of the likeliest sentences; None where it asks for nothing such."""
    text = reading.question.text
    if GAP.search(text) and reading.question.kind in NUMERIC and (draft := _difference(reading, sentences)):
        return draft
    for wanted, compute in ((AGE, compose_age), (DIFFERENCE, _difference), (SHARE, _share), (ADDS, _sum)):
        if wanted.search(text) and (draft := compute(reading, sentences)):
            return draft
    return _rest(reading, sentences)


def _difference(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """Between the only two figures of the kind asked for, in one sentence or one in each of two side by side; else of the two things that the question names."""
    for evidence in sentences[:LOOKED_AT]:
        found = asked_of(reading, evidence)
        if len(found) != 2 or found[0].value == found[1].value or not _alike(*found):
            continue
        times = [time.lower() for time in TIMED.findall(evidence.sentence.text)]
        if len(set(times)) > 1:  # a price a month and one a year
            if len(times) > 2:
                continue
            return _over_a_year(reading, evidence, *(found if times[0] == "month" else reversed(found)))
        large, small = sorted(found, key=lambda figure: -figure.value)
        gap = large.written(large.value - small.value)
        working = f"{large.written()} − {small.written()} = {gap}"
        return computed(reading, evidence, f"The difference is {gap}: {working}.", working)
    asked = set(reading.question.own)
    single = [(one, found[0]) for one in sentences[:2] if len(found := [f for f in figures(one.sentence.text) if f.noun and f.noun in asked]) == 1]
    if len(single) == 2 and single[0][1].noun == single[1][1].noun and abs(single[0][0].position - single[1][0].position) == 1:
        (first, large), (second, small) = sorted(single, key=lambda pair: -pair[1].value)
        gap = large.written(large.value - small.value)
        working = f"{large.written()} − {small.written()} = {gap}"
        return computed_from(reading, [first, second], f"The difference is {gap}: {working}.", working)
    return _apart(reading) or _of_sides(reading)


def _over_a_year(reading: Reading, evidence: Evidence, month: Figure, year: Figure) -> Draft:
    """A year paid by the month against one paid at once."""
    by_month = month.written(12 * month.value)
    gap = month.written(abs(12 * month.value - year.value))
    large, small = (by_month, year.written()) if 12 * month.value > year.value else (year.written(), by_month)
    working = f"12 × {month.written()} = {by_month}; {large} − {small} = {gap}"
    return computed(reading, evidence, f"The difference over a year is {gap}: {working}.", working)


def _apart(reading: Reading) -> Draft | None:
    """Between two sentences or rows with one figure of the kind asked for each, of which each holds words of the question that the other lacks, and both together nearly all."""
    telling = {token: told for token, told in reading.question.telling.items() if token not in COMPARING}
    found = []
    for evidence in reading.weighed[:NAMED_IN]:
        figure_of = asked_of(reading, evidence)
        if len(figure_of) == 1 and (figure_of[0].money or figure_of[0].noun in {*reading.question.own, *UNITS_OF_TIME}):
            sentence = evidence.sentence
            found.append((evidence, figure_of[0], token_set(f"{sentence.indexed_text} {sentence.title}") & set(telling)))
    pairs = [
        (sum(telling[token] for token in held | other_held), evidence.chance + other.chance, ((evidence, figure), (other, other_figure)))
        for at, (evidence, figure, held) in enumerate(found)
        for other, other_figure, other_held in found[at + 1 :]
        if held - other_held and other_held - held and _alike(figure, other_figure) and figure.value != other_figure.value and figure.noun == other_figure.noun
    ]
    if not pairs or (best := max(pairs, key=lambda pair: pair[:2]))[0] < LEAST_TOLD * sum(telling.values()):
        return None
    (first, large), (second, small) = sorted(best[2], key=lambda pair: -pair[1].value)
    gap = large.written(large.value - small.value)
    working = f"{large.written()} − {small.written()} = {gap}"
    return computed_from(reading, [first, second], f"The difference is {gap}: {working}.", working)


def _of_sides(reading: Reading) -> Draft | None:
    """Between the prices of the two things that the question sets side by side, each looked for by itself."""
    terms = priced_sides(reading)
    if not terms:
        return None
    (first, large), (second, small) = sorted(terms, key=lambda term: -term[1].value)
    gap = large.written(large.value - small.value)
    working = f"{large.written()} − {small.written()} = {gap}"
    return computed_from(reading, [first, second], f"The difference is {gap}: {working}.", working)


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures may be taken from each other: of one currency, or none of them money and not of two things."""
    return one.unit == other.unit and one.scale == other.scale


def _rest(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """The whole less the part that the sentence names, where the question asks for the others."""
    text = reading.question.text
    for evidence in sentences[:LOOKED_AT]:
        said = evidence.sentence.text
        opposed = any(stem(match["base"].lower()) in token_set(said) and not re.search(rf"\b{match[0]}\b", said, re.I) for match in OPPOSED.finditer(text))
        if NEGATION.search(said) or not (COMPLEMENT.search(text) or opposed) or reading.question.form == "yes_no":
            continue
        if (pair := _part_and_whole(said)) is None:
            continue
        part, whole = pair
        rest = whole.written(whole.value - part.value)
        working = f"{whole.written()} − {part.written()} = {rest}"
        return computed(reading, evidence, f"That leaves {rest}: {working}.", working)
    return None


def _share(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """The part of the whole in per cent, where the sentence gives both and no per cent."""
    for evidence in sentences[:LOOKED_AT]:
        said = evidence.sentence.text
        if re.search(r"%|\bper ?cent\b", said) or RANGE.search(said):
            continue
        found = [figure for figure in figures(said) if not figure.money]
        two = tuple(sorted(found, key=lambda figure: figure.value)) if len(found) == 2 and found[0].value != found[1].value else None
        if (pair := _part_and_whole(said) or two) is None:
            continue
        part, whole = pair
        exact = part.value / whole.value * 100
        percent = exact.quantize(Decimal("0.1"))
        about = "" if percent == exact else "about "
        working = f"{part.written()} ÷ {whole.written()} × 100 = {number(percent, '')}"
        return computed(reading, evidence, f"That is {about}{number(percent, '')} per cent: {working}.", working)
    return None


def _part_and_whole(said: str) -> tuple[Figure, Figure] | None:
    """The two figures of "73 of the 96 things" or "£780,000, of which £455,000"; None where a text has none or several such."""
    pairs = list(PART_OF.finditer(said))
    if len(pairs) == 1:
        plain = {"sign": "", "word": "", "noun": "", "scale": ""}
        part, whole = (Figure(value_of_number(pairs[0][name]), **plain) for name in ("part", "whole"))
    elif len(joints := list(OF_WHICH.finditer(said))) == 1:
        before, after = figures(said[: joints[0].start()]), figures(re.split(r"[.;]", said[joints[0].end() :])[0])
        if not before or len(after) != 1:
            return None
        part, whole = after[0], before[-1]
        part = part if part.unit else Figure(part.value, whole.sign, whole.word, part.noun, part.scale)
    else:
        return None
    return (part, whole) if 0 < part.value < whole.value and part.unit == whole.unit else None


def _sum(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """Of the rows that the question names, each with one sum of money; or of all sums of money in the likeliest sentence."""
    if reading.question.form == "yes_no":
        return None
    if terms := _named_rows(reading) or priced_parts(reading):
        return _added(reading, terms)
    for evidence in sentences[:1]:
        found = figures(evidence.sentence.text)
        money = [figure for figure in found if figure.money]
        plain = not re.search(
            r"\b(?:or|from|between|up to|per|each|every|an?|instead|of which|to)\s+[$€£¥\d]|\d\s*[–-]\s*[$€£¥]?\d|\d\s*(?:%|per ?cent|an?\b|each\b|per\b|every\b)",
            evidence.sentence.text,
            re.I,
        )
        if plain and evidence.sentence.unit.kind != "table_row" and len(money) > 1 and len({one.unit for one in money}) == 1:
            return _added(reading, [(evidence, one) for one in money])
    return None


def _named_rows(reading: Reading) -> list[tuple[Evidence, Figure]]:
    """The sum of money in each of several rows of one table whose labels the question names word for word, in reading order; empty where a row has none or several, or the question has a number of its own."""
    asked = set(reading.question.own)
    rows = []
    for evidence in sorted(reading.weighed[:NAMED_IN], key=lambda one: one.position):
        sentence = evidence.sentence
        if sentence.unit.kind != "table_row" or not sentence.unit.cells:
            continue
        label = token_set(re.sub(r"\([^)]*\)", "", cells_of(sentence)[0][1]))
        if label and label <= asked:
            rows.append(evidence)
    tables = {(one.sentence.document_id, one.sentence.unit.group) for one in rows}
    found = [[figure for figure in asked_of(reading, one) if figure.money] for one in rows]
    if len(rows) < 2 or len(tables) > 1 or any(len(figures_of_row) != 1 for figures_of_row in found) or reading.question.numbers:
        return []
    if len({one[0].unit for one in found}) > 1:
        return []
    return [(row, one[0]) for row, one in zip(rows, found, strict=True)]


def _added(reading: Reading, terms: Sequence[tuple[Evidence, Figure]]) -> Draft:
    first = terms[0][1]
    total = first.written(sum((one.value for _, one in terms), Decimal(0)))
    working = " + ".join(one.written() for _, one in terms) + f" = {total}"
    shown = list(dict.fromkeys(evidence.position for evidence, _ in terms))
    rows = [next(evidence for evidence, _ in terms if evidence.position == position) for position in shown]
    return computed_from(reading, rows, f"That is {total} in all: {working}.", working)
