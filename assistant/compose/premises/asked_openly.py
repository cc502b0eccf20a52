"""A figure that a question takes for granted, asked for openly: "Why does it run over 20 weeks?" as "How long does it run over?".

Where a sentence surely answers that with another figure, and none that is as likely has the one taken for granted, that sentence
corrects it. For any document: what is claimed is what follows "why", "how come" and "since", and the reader judges what answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...amounts import CURRENCY
from ...check import NUMBER_WORDS, numbers_in
from ...draft import Piece
from ...evidence import Evidence, holds_kind
from ...reading import Reading
from ...understand.forms import AUXILIARY
from ..verdicts.mismatch import LIMITS
from ..wording import piece_of
from .clauses import OWN
from .granted import values_in

CLAIM = re.compile(
    rf"^\W*(?:(?:so|and|but|ok(?:ay)?)\s+)*(?:why (?P<verb>{AUXILIARY}) (?P<asked>[^?]+)|(?:how come(?: that)?|(?P<since>since|given that|because|as)) (?P<stated>(?:[^,?]|(?<=\d),(?=\d))+)(?:,|\?|$))",
    re.I,
)
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|{'|'.join(NUMBER_WORDS)})"
FIGURES = (  # what is claimed, and how one asks for it
    (re.compile(rf"[$€£¥]\s?\d[\d,.]*\d|[$€£¥]\s?\d|\b{NUMBER}\s(?:{CURRENCY})\b", re.I), "How much"),
    (
        re.compile(rf"\b(?:half an?|an? (?:full|whole|single)|{NUMBER}(?: (?:full|whole))?)[\s-]+(?:minute|hour|day|week|month|year)s?\b(?! old)", re.I),
        "How long",
    ),
    (re.compile(rf"\b(?:only |just )?{NUMBER} (?P<noun>[a-z]{{3,}}s)\b", re.I), "How many {noun}"),
)
STRETCHED = re.compile(r"\b(?:runs?|spread|stretch(?:es)?|lasts?) over $", re.I)  # no limit
SURE = 0.55  # confidence of the open question
LEAST_CHANCE = 0.65  # that its likeliest sentence answers it
LOOKED_AT = 3  # sentences none of which may have what is claimed


@dataclass(frozen=True)
class Claim:
    """A figure that a question takes for granted, and the question that asks for it."""

    figure: str
    openly: str


def otherwise_openly(reading: Reading) -> Piece | None:
    """The sentence that has another figure of what is claimed; None where nothing is claimed, it is so, or the documents are not sure."""
    claim = claimed(reading.question.text)
    if claim is None:
        return None
    open_reading = reading.ask(claim.openly)
    likeliest = open_reading.evidence[:LOOKED_AT]
    if not likeliest or open_reading.confidence < SURE or likeliest[0].chance < LEAST_CHANCE:
        return None
    if any(_has(one, claim.figure) for one in likeliest) or not holds_kind(open_reading.question, likeliest[0].sentence.indexed_text):
        return None
    return piece_of(likeliest[0].sentence)


def claimed(text: str) -> Claim | None:
    """The one figure that a question takes for granted, with the question that asks for it.

    >>> claimed("Why does the course run over 20 weeks?").openly
    'How long does the course run over?'
    >>> claimed("How come the hotline has only five helpers for us all?").openly
    'How many helpers: the hotline has for us all?'
    """
    match = CLAIM.match(text)
    if match is None or (match["since"] and OWN.search(match["stated"])):  # what people say of themselves is so
        return None
    clause = match["asked"] or match["stated"]
    for pattern, asking in FIGURES:
        found = list(pattern.finditer(clause))
        if len(found) == 1 and not LIMITS.search(STRETCHED.sub("", clause[: found[0].start()])):
            rest = " ".join(f"{clause[: found[0].start()]} {clause[found[0].end() :]}".split()).rstrip(" ,.?")
            asks = asking.format(**found[0].groupdict())
            return Claim(found[0][0], f"{asks} {match['verb']} {rest}?" if match["verb"] else f"{asks}: {rest}?")
    return None


def _has(evidence: Evidence, figure: str) -> bool:
    """Whether a sentence has what is claimed: the number, or a time that is as long."""
    text = evidence.sentence.indexed_text
    times, told = values_in(figure).get("time", ()), values_in(text).get("time", ())
    return bool(numbers_in(figure) & numbers_in(text)) or any(one.fits(other) for one in times for other in told)
