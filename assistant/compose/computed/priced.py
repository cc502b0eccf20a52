"""Add up what several things cost that a question names, each told in a sentence or a row of its own.

"Violin lessons plus hiring the instrument": the question is cut where it joins things, each part is looked for by itself,
and all prices must be found, in one currency, or nothing is computed.
"""

from __future__ import annotations

import re

from index.tokens import words

from ...evidence import Evidence, token_set
from ...reading import Reading
from ...understand.question import telling_tokens
from ...understand.sides import two_sides
from ..wording import shown
from .figures import Figure, asked_of, figures

JOINS = re.compile(r"\s*(?:\+|,|;|\bplus\b|\bas well as\b|\btogether with\b|\balong with\b|\band also\b|\band\b|\bwith\b|\bincl(?:uding|\.)?)\s*", re.I)
ADDS = re.compile(
    r"\s\+\s|\b(?:plus|total|altogether|all together|in all|all of|sum|combined|together|both|add(?:s|ed)? up|all (?:two|three|four|five))\b",
    re.I,
)
OF_PRICES = frozenset(("cost", "costs", "price", "prices", "total", "altogether", "pay", "paid", "fee", "fees", "charge", "sum", "combined", "grand", "plus", "both", "day", "replace", "come", "money", "two", "three", "four", "me", "us", "together"))  # fmt: skip
COUNTED = re.compile(r"\d\s*\([^)]*\b(?:a|an|per|each|every)\b[^)]*\)", re.I)  # "£26.50 (ten a term)" is not the price of one
NUMBERED = re.compile(r"(?<!the )(?<!those )\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|twice)\b", re.I)
DEARER = re.compile(r"\b(?:dear(?:er)?|expensive|cheap(?:er)?|pric(?:e[sdy]?|ier)|costl?(?:y|ier|s)?|fees?|pay|save|tuition)\b", re.I)
WHICH_OF = re.compile(r"\bwhich (?:one )?of (?P<things>.+?) (?:is|are|costs?|has|comes?)\b", re.I)
LISTED = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+(?=the\b)", re.I)
FOUND_IN = 10  # sentences, the likeliest for the whole question, and as many for each part
PRICED = re.compile(r"\b(?:total|sum|altogether|in all|come to|add(?:s|ed)? up|cost\w*|pay|paid|price\w*|fees?|plus)\b|\+", re.I)
LIMIT = re.compile(r"\b(?:above|over|under|below|more than|less than|at least|at most|up to)\s+[$€£¥]\s?\d", re.I)  # no price
ARTICLE = re.compile(r"^\W*(?:the|an?|my|your)\s+", re.I)
NAMES_IT = 0.3  # how much it counts that a sentence has the very words of a part
LEAST_HELD = 0.55  # of what a part tells, that the sentence with its price holds
ALL_HELD = 0.99  # from which a part says only more about one before
MOST_PARTS = 5


def priced_parts(reading: Reading) -> list[tuple[Evidence, Figure]]:
    """The one price of each thing that the question joins, in its order; empty where it joins none or a price is missing."""
    text = reading.question.text
    if (
        not ADDS.search(text)
        or not (reading.question.kind == "money" or PRICED.search(text))
        or reading.question.form == "yes_no"
        or reading.question.numbers
        or NUMBERED.search(text)
    ):
        return []
    parts = [(part, told) for part in JOINS.split(text) if (told := _telling(part))]
    if not 1 < len(parts) <= MOST_PARTS:
        return []
    terms: dict[int, tuple[Evidence, Figure]] = {}
    for part, told in parts:
        found = _price_of(reading, part, told)
        if found is None:
            return []
        share, evidence, figure = found
        if evidence.position in terms and share < ALL_HELD:
            return []
        terms[evidence.position] = evidence, figure
    return list(terms.values()) if len(terms) > 1 and len({figure.unit for _, figure in terms.values()}) == 1 else []


def priced_sides(reading: Reading) -> list[tuple[Evidence, Figure]]:
    """The one price of each of two things that the question sets side by side; empty where one is missing or both have the same."""
    sides = two_sides(reading.question.text)
    if sides is None or not DEARER.search(reading.question.text) or reading.question.numbers:
        return []
    found = [_price_of(reading, part, told) for part in sides.named if (told := _telling(part))]
    terms = [(one[1], one[2]) for one in found if one is not None]
    return terms if len(terms) == 2 and terms[0][1].unit == terms[1][1].unit and terms[0][1].value != terms[1][1].value else []


def priced_listed(reading: Reading) -> list[tuple[Evidence, Figure]]:
    """The one price of each of the things that "which of" names; empty where one is missing."""
    match = WHICH_OF.search(reading.question.text)
    parts = [part for part in LISTED.split(match["things"]) if part.strip()] if match else []
    if not 1 < len(parts) <= MOST_PARTS:
        return []
    found = [_price_of(reading, part, told) for part in parts if (told := _telling(part))]
    terms = {one[1].position: (one[1], one[2]) for one in found if one is not None}
    return list(terms.values()) if len(terms) == len(parts) and len({figure.unit for _, figure in terms.values()}) == 1 else []


def _telling(part: str) -> dict[str, float]:
    return {token: told for token, told in telling_tokens(re.sub(rf"\b(?:{'|'.join(OF_PRICES)})\b", " ", part, flags=re.I)).items() if told > 0}


def _price_of(reading: Reading, part: str, told: dict[str, float]) -> tuple[float, Evidence, Figure] | None:
    """The sentence or row with a single price that holds most of what a part tells, and how much of it."""
    alone, plain = reading.ask(f"How much is {part}?"), " ".join(words(ARTICLE.sub("", part)))
    found = []
    for evidence in (*alone.weighed[:FOUND_IN], *reading.weighed[:FOUND_IN]):
        prices = [figure for figure in figures(shown(evidence.sentence)) if figure.money]
        prices = prices if len(prices) < 2 else [figure for figure in asked_of(reading, evidence) if figure.money]
        if len(prices) == 1 and not COUNTED.search(shown(evidence.sentence)) and not LIMIT.search(shown(evidence.sentence)):
            near = alone.question.near
            held = token_set(f"{evidence.sentence.indexed_text} {evidence.sentence.unit.label}")
            share = sum(
                weight * (1.0 if token in held else max((close for other, close in near.get(token, {}).items() if other in held), default=0.0))
                for token, weight in told.items()
            ) / sum(told.values())
            whole = NAMES_IT * (f" {plain} " in f" {' '.join(words(evidence.sentence.indexed_text))} ")
            found.append((share + whole, evidence.chance, evidence, prices[0]))
    best = max(found, key=lambda one: one[:2], default=None)
    return (best[0], best[2], best[3]) if best is not None and best[0] >= LEAST_HELD else None
