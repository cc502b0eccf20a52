"""What a computation may take: numbers of sentences and of a question, each with its unit and the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assistant.amounts import number
from assistant.check import NUMBER_WORDS
from assistant.compose.figures import DATED, DIGITS, SCALES
from assistant.compose.rates import CODES, CURRENCY, SHORT
from assistant.compose.wording import bare, cells_of
from index import Sentence
from index.tokens import stem

TENS = {word: 10 * at for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
WORDED = "|".join([*(word for word in NUMBER_WORDS if word not in {"zero", "one"}), *TENS, "dozen"])
NUMBER = re.compile(
    rf"(?<![\w.,:/])(?P<sign>[$€£¥]|\b(?:{CODES})\b)?\s?(?P<value>{DIGITS}|\b(?:{'|'.join(TENS)})[- ](?:two|three|four|five|six|seven|eight|nine)\b|\b(?:{WORDED})\b)"
    rf"(?!\d|[/:]\d|[.,]\d)(?:\s?(?P<scale>thousand|million|billion|k)\b)?(?P<percent>\s?%|\sper ?cent\b)?(?:\s(?P<word>{CURRENCY}|kr|{CODES})\b)?(?:[\s-]?(?P<noun>[a-z]+))?",
    re.I,
)
BEFORE, AFTER = 7, 6  # words around a number that tell what it is
COLUMN_SIGN = re.compile(rf"[$€£¥]|\b(?:{CODES})\b|\b(?:{CURRENCY}|kr)\b", re.I)
OF_QUESTION = -1
PAIR = re.compile(
    r"\b(?:(?:me|i|myself|my [a-z]+) and (?:i|me|my [a-z]+)|my [a-z]+ and (?:i|me)|(?:a|the|as a) couple|(?:the )?two of us|both of us|twice|mum(?: and|,) dad)\b",
    re.I,
)


@dataclass(frozen=True, eq=False)  # each is itself alone: two places may have the same words
class Operand:
    """A number that stands somewhere."""

    value: Decimal
    kind: str  # "money", "percent" or "count"
    unit: str  # currency as written, or the stem of the word after it
    around: str  # the words it stands among; of a row its label and column
    position: int  # of its sentence; OF_QUESTION

    @cached_property
    def told(self) -> str:
        """As it is written in a working."""
        return self.written(self.value)

    @cached_property
    def bare(self) -> str:
        """Without its unit."""
        return number(self.value, "")

    def written(self, value: Decimal) -> str:
        """A value as this one is written."""
        if self.kind == "percent":
            return f"{number(value, '')} %"
        if self.kind != "money":
            return number(value, "")
        text = number(value, "fee_usd").removeprefix("$")
        if self.unit.isalpha():  # a code stands before the sum, a word behind it
            return f"{self.unit} {text}" if self.unit.isupper() else f"{text} {self.unit}"
        return f"{self.unit}{text}"


def operands_of(sentence: Sentence, position: int) -> list[Operand]:
    """The numbers of a sentence; of a row those of its cells but the first."""
    if sentence.unit.kind != "table_row" or not sentence.unit.cells:
        label = sentence.unit.label
        return numbers_of(bare(sentence.text), position, f"{label}: " if label and not sentence.text.startswith(label) else "")
    (_, label), *cells = cells_of(sentence)
    found = []
    for column, value in cells:
        sign = COLUMN_SIGN.search(column)
        for one in numbers_of(value, position, f"{label} – {column}: "):
            if one.kind == "count" and sign and re.fullmatch(DIGITS, value.strip()):
                one = Operand(one.value, "money", _currency(sign[0]), one.around, position)
            found.append(one)
    return found


def numbers_of(text: str, position: int, led: str = "") -> list[Operand]:
    """The numbers of a text but days of a month and times of day."""
    masked = DATED.sub(lambda dated: "·" * len(dated[0]), text)
    found = []
    for match in NUMBER.finditer(masked):
        value = _value(match["value"]) * {**SCALES, "k": 1_000}.get((match["scale"] or "").lower(), 1)
        currency = match["sign"] or match["word"]
        kind = "money" if currency else "percent" if match["percent"] else "count"
        noun = match["noun"] or ""
        unit = _currency(currency) if currency else "%" if match["percent"] else stem(SHORT.get(noun.lower(), noun.lower()))
        found.append(Operand(value, kind, unit, led + _around(text, match.start(), match.end("value")), position))
    return found


def asked_numbers(text: str) -> list[Operand]:
    """The numbers of a question; two where it speaks of the person and another one."""
    found = once(numbers_of(text, OF_QUESTION))
    if (pair := PAIR.search(text)) and all(one.value != 2 for one in found):
        found.append(Operand(Decimal(2), "count", "", pair[0], OF_QUESTION))
    return found


def once(operands: Iterable[Operand]) -> list[Operand]:
    """Those that differ in their number, their unit or the words around it."""
    return list({(one.value, one.unit, one.around): one for one in operands}.values())


def _currency(text: str) -> str:
    return text.upper() if len(text) == 3 and text.upper() in CODES.split("|") else text.lower()


def _value(text: str) -> Decimal:
    low = text.lower()
    if low[0].isdigit():
        return Decimal(low.replace(",", ""))
    if low == "dozen":
        return Decimal(12)
    parts = re.split(r"[- ]", low)
    return sum((Decimal(TENS.get(part, NUMBER_WORDS.get(part, "0"))) for part in parts), Decimal(0))


def _around(text: str, start: int, end: int) -> str:
    before, after = text[:start].split(), text[end:].split()
    opening = next((at for at in reversed(range(len(before))) if before[at][-1] in ".;:?!"), -1) + 1  # not past the sentence or clause
    closing = next((at + 1 for at, word in enumerate(after) if word[-1] in ".;:?!"), len(after))
    tail = text[end:][: len(text[end:]) - len(text[end:].lstrip(" "))]
    return (" ".join(before[opening:][-BEFORE:]) + " " + text[start:end] + tail + " ".join(after[:closing][:AFTER])).strip()
