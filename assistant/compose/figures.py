"""Compute from figures that stand together in a sentence or a row: their difference, sum, what is left of a whole, a share, an age.

For any document and unit: "1,284 complaints, against 1,402", "73 of the 96 things", "£780,000, of which £455,000".
The question says what is computed; figures of another kind than asked for are left out, and where more or
fewer remain than the computation takes, nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from index import Sentence
from index.tokens import stem

from ..amounts import number
from ..check import NEGATION
from ..draft import Draft, Piece
from ..evidence import Evidence, token_set
from ..reading import Reading, span_of_sentence
from .rates import CODES, CURRENCY, WHOLE
from .stated import CONFIDENCE, COUNT, computed, value_of_number
from .wording import bare, piece_of

LOOKED_AT = 3
NAMED_IN = 10  # sentences among which rows that the question names are looked for
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
FIGURE = re.compile(
    rf"(?<![\w.,:/-])(?P<sign>[$€£¥]|\b(?:{CODES})\b)?\s?(?P<value>{DIGITS})(?![\w/:]|[.,]\d)(?:\s(?P<scale>thousand|million|billion))?"
    rf"(?P<percent>\s?%|\sper ?cent\b)?(?:\s(?P<word>{CURRENCY})\b)?(?:[\s-](?P<noun>[a-z]{{3,}}))?",
    re.I,
)
SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
MONTHS = "january february march april may june july august september october november december".split()
DATE = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>1\d{{3}}|20\d\d)\b", re.I)
DATED = re.compile(
    rf"{DATE.pattern.replace('?P<day>', '').replace('?P<month>', '').replace('?P<year>', '')}|(?:{'|'.join(MONTHS)})\s+\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(MONTHS)})\b",
    re.I,
)
DIFFERENCE = re.compile(
    r"\bby how (?:much|many)\b|\bhow (?:much|many) (?:\w+ )?(?:more|fewer|less|higher|lower|cheaper|dearer|bigger|larger|smaller|longer|shorter|older|taller)\b|"
    r"\bhow many (?:more|fewer)\b|\b(?:difference|gap)\b|\bhow (?:much|many) (?:[\w-]+ ){0,2}(?:down|up)\b.*\b(?:on|from|than|against|compared)\b|\bhow much (?:\w+ ){0,4}(?:save|saved|saving)\b|\bhow (?:much|far) (?:\w+ ){0,5}(?:over|under|above|below)\b",
    re.I,
)
PART_OF = re.compile(
    rf"\b{COUNT.format('part')}\s+(?:out\s+)?of\s+(?:(?:the|our|its|their|all|my|these|those|some|about)\s+)*(?P<whole>{DIGITS})\b(?!\s?%)", re.I
)
OF_WHICH = re.compile(r",\s+of\s+(?:which|whom|these|them|that)\b", re.I)
COMPLEMENT = re.compile(
    r"\b(?:not|never|still|remain\w*|left|rest|others?|outstanding|itself|themselves|ourselves|yet|missing|fail\w*|without|lack\w*)\b|n['’]t\b", re.I
)
OPPOSED = re.compile(r"\b(?:un|in|im|non-?|dis)(?P<base>[a-z]{4,})\b", re.I)
SHARE = re.compile(r"\b(?:percentage|per ?cent|proportion|share|fraction|success rate)\b", re.I)
AGE = re.compile(r"\b(?:how old|at what age|what age|aged? how)\b", re.I)
DEATH = re.compile(r"\b(?:die[ds]?|death|pass(?:ed)? away|dying|reach(?:ed)?|liv(?:e|ed))\b", re.I)
PERIOD = re.compile(r"\b(?:hour|da[yi]|night|week|month|quarter|term|semester|year)(?=ly\b|\b)", re.I)
ADDS = re.compile(rf"\\+|\\bplus\\b|{WHOLE.pattern}", re.I)
ALL = re.compile(r"\+|\b(?:all|every|both|plus|together|altogether|add(?:ed|ing)?|sum|total|combined)\b", re.I)


@dataclass(frozen=True)
class Figure:
    """A number of a text with its unit: a currency, a counted thing or nothing."""

    value: Decimal
    sign: str
    word: str  # of a currency, after the number
    noun: str  # stem of the word after the number
    scale: str

    @property
    def money(self) -> bool:
        return bool(self.sign or self.word)

    @property
    def unit(self) -> str:
        return self.sign or self.word

    def written(self, value: Decimal | None = None) -> str:
        value = self.value if value is None else value
        if self.scale:
            value /= SCALES[self.scale]
        text = number(value, "fee_usd")[1:] if self.money and not self.scale else number(value, "")
        return f"{self.sign}{text}" + "".join(f" {part}" for part in (self.scale, self.word) if part)


def compose_figures(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """What the question asks to be computed of figures of the likeliest sentences; None where it asks for nothing such."""
    text = reading.question.text
    for wanted, compute in ((AGE, _age), (DIFFERENCE, _difference), (SHARE, _share), (ADDS, _sum)):
        if wanted.search(text) and (draft := compute(reading, sentences)):
            return draft
    return _rest(reading, sentences)


def figures(text: str) -> list[Figure]:
    """Numbers of a text that count or cost something: no years, dates, percentages, codes or times of day.

    >>> [figure.written() for figure in figures("In 2024 we had 1,284 complaints, against 1,402 in 2023, and paid £2.5 million on 3 May.")]
    ['1,284', '1,402', '£2.5 million']
    """
    found = []
    for match in FIGURE.finditer(DATED.sub(lambda dated: "·" * len(dated[0]), text)):
        digits = match["value"]
        year = len(digits) == 4 and digits.isdigit() and 1000 <= int(digits) <= 2100 and not (match["sign"] or match["word"])
        if match["percent"] or year:
            continue
        scale = (match["scale"] or "").lower()
        sign = (match["sign"] or "").upper()
        found.append(
            Figure(
                value_of_number(digits) * SCALES.get(scale, 1),
                f"{sign} " if sign.isalpha() else sign,
                (match["word"] or "").lower(),
                stem((match["noun"] or "").lower()),
                scale,
            )
        )
    return found


def _asked_of(reading: Reading, evidence: Evidence) -> list[Figure]:
    """The figures of a sentence that are of the kind asked for: money, or of the things that the question names, or all; of a row those in the columns it names."""
    sentence, asked = evidence.sentence, set(reading.question.own)
    if sentence.unit.kind == "table_row":
        cells = cells_of(sentence)
        named = [(column, value) for column, value in cells if asked & token_set(column)] or cells
        if len({period.group().lower() for column, _ in named if (period := PERIOD.search(column))}) > 1:  # a price a month and one a year
            return []
        found = [figure for _, value in named for figure in figures(value)]
    else:
        found = figures(sentence.text)
    money = [figure for figure in found if figure.money]
    if money and (reading.question.kind == "money" or len(money) == len(found)):
        return money
    own = [figure for figure in found if figure.noun and figure.noun in asked]
    if len(own) > 1:
        return own
    return [figure for figure in found if not figure.money]


def cells_of(sentence: Sentence) -> list[tuple[str, str]]:
    """Column and value of each cell of a row but the first."""
    return [(bare(cell.column), bare(sentence.text[cell.start - sentence.start : cell.end - sentence.start])) for cell in sentence.unit.cells[1:]]


def _difference(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """Between the only two figures of the kind asked for, in one sentence or one in each of two side by side."""
    for evidence in sentences[:LOOKED_AT]:
        found = _asked_of(reading, evidence)
        if len(found) != 2 or found[0].value == found[1].value or not _alike(*found):
            continue
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
        return _result(reading, [first, second], f"The difference is {gap}: {working}.", working)
    return None


def _result(reading: Reading, rows: Sequence[Evidence], text: str, working: str) -> Draft:
    """A result with its working, and the sentences that it comes from."""
    result = Piece(text, tuple(span_of_sentence(one.sentence) for one in rows), how=f"computed: {working}")
    return Draft("answered", (result, *(piece_of(one.sentence) for one in rows)), max(reading.confidence, CONFIDENCE), "computed")


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
        if re.search(r"%|\bper ?cent\b", said):
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
    """Of the items of a list that the question wants added up, each with one figure; or of all sums of money in the likeliest sentence."""
    if reading.question.form == "yes_no" or not ALL.search(reading.question.text):
        return None
    if rows := _named_rows(reading):
        return _added(reading, rows)
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
    """The sum of money in each of several rows of one table whose labels the question names word for word; empty where a row has none or several, or a number is asked for."""
    asked = set(reading.question.own)
    rows = []
    for evidence in reading.evidence[:NAMED_IN]:
        sentence = evidence.sentence
        if sentence.unit.kind != "table_row" or not sentence.unit.cells:
            continue
        first = sentence.unit.cells[0]
        label = token_set(re.sub(r"\([^)]*\)", "", sentence.text[first.start - sentence.start : first.end - sentence.start]))
        if label and label <= asked:
            rows.append(evidence)
    tables = {(one.sentence.document_id, one.sentence.unit.group) for one in rows}
    found = [[figure for figure in _asked_of(reading, one) if figure.money] for one in rows]
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
    return _result(reading, rows, f"That is {total} in all: {working}.", working)


def _age(reading: Reading, sentences: Sequence[Evidence]) -> Draft | None:
    """From the date of birth to that of death or of what the question names."""
    lives = [(one, found) for one in reading.evidence[: 2 * LOOKED_AT] if (found := _dates(one.sentence.text)) and _is_birth(one.sentence.text)]
    if not lives or not sentences:
        return None
    born_in, dates = lives[0]
    born = dates[0]
    if DEATH.search(reading.question.text) and len(dates) == 2:
        return _years_between(reading, [born_in], born, dates[1])
    events = [(one, found[0]) for one in sentences if one is not born_in and len(found := _dates(one.sentence.text)) == 1]
    if not events:
        return None
    return _years_between(reading, [events[0][0], born_in], born, events[0][1])


def _is_birth(text: str) -> bool:
    """Whether the first date of a text is one of birth: after "born", or the first of two in brackets."""
    first = DATE.search(text)
    return first is not None and bool(re.search(r"\bborn\b[^.;]*$", text[: first.start()], re.I) or re.search(r"\([^()]*$", text[: first.start()]))


def _dates(text: str) -> list[tuple[date, str]]:
    found = []
    for match in DATE.finditer(text):
        try:
            found.append((date(int(match["year"]), MONTHS.index(match["month"].lower()) + 1, int(match["day"])), match[0]))
        except ValueError:  # no such day: the text is left to be read
            continue
    return found


def _years_between(reading: Reading, rows: Sequence[Evidence], first: tuple[date, str], last: tuple[date, str]) -> Draft | None:
    born, then = first[0], last[0]
    before = (then.month, then.day) < (born.month, born.day)
    years = then.year - born.year - before
    if years <= 0:
        return None
    working = f"{then.year} − {born.year}{' − 1' if before else ''} = {years}"
    birthday = "before the birthday" if before else "the birthday past"
    return _result(reading, rows, f"{years} years old, counted from {first[1]} to {last[1]}, {birthday}: {working}.", working)
