"""Check a sentence against the places it cites, before it is shown.

A piece of a draft + the documents -> `Verdict`. Every number, name and negation of the
sentence must stand in its cited spans or in the headings above them; numbers of a shown
working count too. Used by every way of composing, whoever wrote the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.tokens import STOP_WORDS, fold, stem, words

from .draft import Piece, Span

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {
    **{word: str(value) for value, word in enumerate(ONES)},
    **{word: str(10 * value) for value, word in enumerate(TENS, 2)},
    **{f"{ten}-{ONES[one]}": str(10 * value + one) for value, ten in enumerate(TENS, 2) for one in range(1, 10)},
}
ABBREVIATIONS = re.compile(r"\b([A-Z]{2,})s\b")  # in the plural
NEGATION = re.compile(r"\b(?:no|not|never|none|neither|nor|without|cannot|nothing|nobody)\b|n['’]t\b", re.I)
OPENERS = frozenset(["yes", "no"])  # of a reply to a yes/no question; its sentence gives the evidence


@dataclass(frozen=True)
class Verdict:
    """Whether a sentence may be shown; `how` says how it is supported, or what is missing."""

    supported: bool
    how: str


Context = Callable[[Span], str]  # a span's text with title and headings above it


def check(piece: Piece, quote: Callable[[Span], str], context: Context) -> Verdict:
    """Judge one piece. A piece that states something and cites nothing fails."""
    if not piece.states:
        return Verdict(True, "says nothing of the documents' subject")
    cells = piece.cells or ((piece.text, piece.spans),)
    for text, spans in cells:
        if text.strip() in {"", "—"} or not (spans or piece.cells):
            if piece.cells:
                continue
            return Verdict(False, "cites nothing")
        verdict = _check_text(text, spans or piece.spans, piece.how, quote, context)  # the head of a row is held against the whole row
        if not verdict.supported:
            return verdict
    return Verdict(True, piece.how)


def _check_text(text: str, spans: tuple[Span, ...], how: str, quote: Callable[[Span], str], context: Context) -> Verdict:
    text = re.sub(r"^(?:Yes|No)\. ", "", text)
    quotes = [quote(span) for span in spans]
    if any(plain(text) in plain(source) for source in quotes):
        return Verdict(True, how)
    around = " \n ".join(context(span) for span in spans)
    working = how.removeprefix("computed:") if how.startswith("computed:") else ""
    known_numbers = numbers_in(f"{around} {working}")
    for number in numbers_in(text):
        if number not in known_numbers:
            return Verdict(False, f"the number {number} is in no cited place")
    ways = (f"{around} {working}", around.replace("/", " "), ABBREVIATIONS.sub(r"\1", around))  # "CEUs" hold "CEU"
    known_words = {stem(word) for known in ways for word in words(known)}
    for name in names_in(text):
        if not all(stem(part) in known_words for part in words(name)):
            return Verdict(False, f"the name {name} is in no cited place")
    cited = " \n ".join(_shown_cells(quote, text) for quote in quotes)
    denies = bool(NEGATION.search(text))
    if how == "quoted" and ((denies and not NEGATION.search(around)) or (not denies and NEGATION.search(cited))):
        return Verdict(False, "the negation differs from the cited place")
    return Verdict(True, how)


def _shown_cells(quote: str, text: str) -> str:
    """Of a row of a table the cells that a text shows; any other quote whole."""
    shown = [cell for cell in quote.split("|") if (words_of_it := plain(cell)) and words_of_it in plain(text)] if "|" in quote else []
    return " | ".join(shown) or quote


def plain(text: str) -> str:
    """Without Markdown marks, case and spacing: what two texts share when they say the same words."""
    return re.sub(r"\s+", " ", re.sub(r"[*_`|]+", " ", fold(text))).strip(" .")


def numbers_in(text: str) -> set[str]:
    """Numbers as plain digits, number words included.

    >>> sorted(numbers_in("Two courses at $4,700.00 (2.7 CEUs)"))
    ['2', '2.7', '4700']
    """
    found = set()
    for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text):
        value = number.replace(",", "")
        found.add(value.rstrip("0").rstrip(".") if "." in value else value.lstrip("0") or "0")
    found.update(NUMBER_WORDS[word] for word in words(text.replace("-", " ")) if word in NUMBER_WORDS)
    return found


def names_in(text: str) -> list[str]:
    """Capitalised words that do not open a sentence, and words with a digit or inner capital."""
    found = []
    for sentence in re.split(r"(?<=[.!?:;•])\s+", text):
        parts = re.findall(r"(?<!\w)[A-Za-zÀ-ÿ][\w'’.+#&-]*", sentence)
        for at, part in enumerate(parts):
            bare = part.strip(".'’").removesuffix("'s").removesuffix("’s")
            if at and bare[:1].isupper() and fold(bare) not in STOP_WORDS and fold(bare) not in OPENERS:
                found.append(bare)
    return found
