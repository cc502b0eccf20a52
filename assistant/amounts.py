"""Plain arithmetic on amounts that may be ranges, and how they are written.

Exact decimals; a range stays a range. Nothing is rounded but what is shown: money to
cents, other numbers to two places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus import Fact

CURRENCY = r"dollars?|euros?|pounds?|crowns?|kron(?:a|or|er|e)|francs?|yen|zloty|rupees?|pesos?"
CODES = "EUR|USD|GBP|CHF|SEK|NOK|DKK|CAD|AUD"
SAID = re.compile(
    r"\$\s?(?P<sign>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>k|thousand|grand)\b)?|(?<![\w.,$])(?P<thousands>\d+(?:\.\d+)?)\s?(?:k|grand)\b|(?<![\w.,$])(?P<word>\d[\d,]*)(?:[\s-]?(?:dollars?|usd|bucks)\b|\s?\$(?!\s?\d))",
    re.I,
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
UNDER_TWENTY = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
SPELLED = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(TENS)})(?:[- ](?P<ones>{'|'.join(UNDER_TWENTY[:9])}))?|(?P<few>{'|'.join(UNDER_TWENTY)}|\d{{1,3}})) (?P<scale>hundred|thousand|grand)(?: (?:us )?(?:dollars|bucks|usd))\b|"
    rf"\b(?P<grand>{'|'.join(UNDER_TWENTY)}) grand\b",
    re.I,
)  # a sum in words
SMALL_DECIMALS = 5  # that a number of less than one is shown with


@dataclass(frozen=True)
class Amount:
    """A number, or a range where low < high."""

    low: Decimal
    high: Decimal

    @staticmethod
    def of(value: object) -> Amount | None:
        """The amount of a catalog value; None for texts."""
        if isinstance(value, (bool, str)):
            return None
        if isinstance(value, int | float | Decimal):
            number = Decimal(str(value))
            return Amount(number, number)
        if isinstance(value, tuple) and len(value) == 2 and all(isinstance(part, int | float) and not isinstance(part, bool) for part in value):
            return Amount(Decimal(str(value[0])), Decimal(str(value[1])))
        return None

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.low - other.high, self.high - other.low)

    def times(self, other: Amount) -> Amount:
        return Amount(self.low * other.low, self.high * other.high)

    def per(self, other: Amount) -> Amount:
        """This for one of the other; the other must not be zero."""
        return Amount(self.low / other.high, self.high / other.low)

    def written(self, field: str) -> str:
        """ "$4,700", "14 to 23"."""
        low, high = number(self.low, field), number(self.high, field)
        return low if self.low == self.high else f"{low} to {high}"


def number(value: Decimal, field: str) -> str:
    """A number as shown: money with a dollar sign, no needless zeros; two decimals, of less than one as many as it has, up to five.

    >>> number(Decimal("937.5"), "fee_usd"), number(Decimal("2.70"), "ceus"), number(Decimal("0.021"), "fee_usd")
    ('$937.50', '2.7', '$0.021')
    """
    if abs(value) < 1 and value == round(value, SMALL_DECIMALS) != round(value, 2):
        return f"{'$' if field == 'fee_usd' else ''}{value.normalize():f}"
    rounded = round(value, 2)
    if field == "fee_usd":
        return f"${rounded:,.0f}" if rounded == rounded.to_integral() else f"${rounded:,.2f}"
    text = f"{rounded:,.2f}"
    return text.rstrip("0").rstrip(".")


def sums_said(text: str) -> list[tuple[Decimal, int]]:
    """Sums of dollars as people write them, each with its place in the text.

    >>> [(str(value), at) for value, at in sums_said("under 20k, or $1,500, or 900 dollars")]
    [('20000', 6), ('1500', 14), ('900', 25)]
    >>> [str(value) for value, _ in sums_said("at thirty-five thousand dollars")]
    ['35000']
    """
    found = [(_spelled(match), match.start()) for match in SPELLED.finditer(text)]
    for match in SAID.finditer(text):
        value = Decimal((match["sign"] or match["thousands"] or match["word"]).replace(",", ""))
        found.append((value * 1000 if match["scale"] or match["thousands"] else value, match.start()))
    return sorted(found, key=lambda sum_said: sum_said[1])


def _spelled(match: re.Match[str]) -> Decimal:
    few = match["few"] or match["grand"]
    if few and few.isdigit():
        count = int(few)
    else:
        count = (20 + 10 * TENS.index(match["tens"].lower()) if match["tens"] else 0) + sum(
            UNDER_TWENTY.index(word.lower()) + 1 for word in (match["ones"], few) if word
        )
    return Decimal(count * (100 if (match["scale"] or "").lower() == "hundred" else 1000))


def bare_sums(text: str) -> list[tuple[Decimal, int]]:
    """Numbers with thousands set off, which may be sums where a price is asked about.

    >>> [str(value) for value, _ in bare_sums("does the 2025 run cost 12,500?")]
    ['12500']
    """
    return [(Decimal(match[0].replace(",", "")), match.start()) for match in re.finditer(r"(?<![\w.,$])\d{1,3}(?:,\d{3})+(?![\w,.]\d)", text)]


def amount_of(fact: Fact) -> Amount | None:
    return Amount.of(fact.value)


def units(count: Amount, unit: str) -> str:
    """ "1 day", "14 to 23 weeks"."""
    singular = unit[:-1] if unit.endswith("s") and count.low == count.high == 1 else unit
    return f"{count.written('')} {singular}"
