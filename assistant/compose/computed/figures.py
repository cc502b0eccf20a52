"""Numbers that a text states, each with its currency or with what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from index.tokens import stem

from ...amounts import CODES, CURRENCY, number
from ...dates import NAMES as MONTH_NAMES
from ...evidence import Evidence, token_set
from ...reading import Reading
from ..wording import cells_of
from .stated import value_of_number

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
FIGURE = re.compile(
    rf"(?<![\w.,:/-])(?P<sign>[$€£¥]|\b(?:{CODES})\b)?\s?(?P<value>{DIGITS})(?![\w/:]|[.,]\d)(?:\s(?P<scale>thousand|million|billion))?"
    rf"(?P<percent>\s?%|\sper ?cent\b)?(?:\s(?P<word>{CURRENCY})\b)?(?:[\s-](?P<noun>[a-z]{{3,}}))?",
    re.I,
)
PERIOD = re.compile(r"\b(?:hour|da[yi]|night|week|month|quarter|term|semester|year)(?=ly\b|\b)", re.I)
SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
DATED = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH_NAMES})(?:\s+\d{{4}})?\b|\b(?:{MONTH_NAMES})\s+\d{{1,2}}\b", re.I)


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


def asked_of(reading: Reading, evidence: Evidence) -> list[Figure]:
    """The figures of a sentence that are of the kind asked for: money, or of the things that the question names, or all; of a row those in the columns it names."""
    sentence, asked = evidence.sentence, set(reading.question.own)
    if sentence.unit.kind == "table_row":
        cells = cells_of(sentence)[1:]
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
