"""Reading a reply: its words without markers, the figures in it, the tokens that are compared."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from decimal import Decimal

MARKER = re.compile(r"[ \t]*\[(\d+(?:\s*[,–-]\s*\d+)*)\](?!\()")
FIGURE = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?")
ORDINAL = re.compile(r"^\s*(?:[-*>]\s+)?\d{1,2}[.)]\s", re.MULTILINE)
LINK = re.compile(r"https?://\S+|\]\([^)]*\)")
RULE = re.compile(r"^[\s|:-]+$", re.MULTILINE)
UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
THOUSANDS = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)\s?(?:k|thousand|grand)\b", re.IGNORECASE)
NUMBER_WORDS = {word: Decimal(n) for n, word in enumerate(UNITS.split())} | {word: Decimal(10 * n) for n, word in enumerate(TENS.split(), 2)}
ARTICLES = re.compile(r"\b(a|an|the)\b")
PUNCTUATION = str.maketrans("", "", string.punctuation)


def without_markers(text: str) -> str:
    """
    >>> without_markers("It takes 16 days [1][2]. Fees differ [3, 4].")
    'It takes 16 days. Fees differ.'
    """
    return MARKER.sub("", text)


def markers(text: str) -> list[int]:
    """
    >>> markers("One [2]. Two [1, 3].")
    [2, 1, 3]
    """
    return [int(number) for found in MARKER.finditer(text) for number in re.findall(r"\d+", found[1])]


def words(text: str) -> int:
    """Words a person reads: markers, table bars and rules, and link targets do not count.

    >>> words("| Days | 16 [1] |")
    2
    """
    plain = RULE.sub(" ", LINK.sub(" ", without_markers(text))).replace("|", " ")
    return sum(bool(re.search(r"\w", word)) for word in plain.split())


def figures(text: str) -> list[Decimal]:
    """Numbers written in digits, without markers, list ordinals and links.

    >>> [str(n) for n in figures("1. Pay $4,700 for 6.86x [2]")]
    ['4700', '6.86']
    """
    plain = ORDINAL.sub(" ", LINK.sub(" ", without_markers(text)))
    return [Decimal(found.replace(",", "")) for found in FIGURE.findall(plain)]


def stated_numbers(texts: Iterable[str]) -> set[Decimal]:
    """Numbers in digits or in words; what a source may say as "three" a reply may say as 3, and what a person says as "3k" as 3,000.

    >>> sorted(int(n) for n in stated_numbers(["Three courses of 5 days", "for 2.5k"]))
    [2, 3, 5, 2500]
    """
    found: set[Decimal] = set()
    for text in texts:
        found |= {Decimal(number.replace(",", "")) for number in FIGURE.findall(text)}
        found |= {Decimal(number) * 1000 for number in THOUSANDS.findall(text)}
        found |= {NUMBER_WORDS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in NUMBER_WORDS}
    return found


def normalise(text: str) -> str:
    """Lower case, no punctuation, no articles, single blanks: the official SQuAD normalisation.

    Source: Rajpurkar et al., ACL 2018, evaluate-v2.0.py.

    >>> normalise("The  Rhine, a river.")
    'rhine river'
    """
    return " ".join(ARTICLES.sub(" ", text.lower().translate(PUNCTUATION)).split())
