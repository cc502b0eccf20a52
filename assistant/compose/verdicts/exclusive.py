"""Whether a sentence has what excludes what a question asks about: the other of two opposites, another value of a scale, another name."""

from __future__ import annotations

import re
from functools import lru_cache

from index.tokens import fold

from ...evidence import token_set
from ...understand.lexicon import lexicon
from ...understand.question import GENERIC

NAME_AND = re.compile(r"\b([A-Z][\w+]*) ([A-Z][\w+]*|\d[\w.]*)\b")
DENIED_NEXT = re.compile(
    r"\b(?:not|never|no|cannot|nor|hardly|rarely|without)\s+(?:[\w'-]+\s+){0,2}$|n't\s+(?:[\w'-]+\s+){0,2}$|\b(?:rather than|instead of)\s+$", re.I
)  # at the end of what comes before a word
MERELY = re.compile(r"\b(?:only|merely|simply|solely|just)\b", re.I)
NOT_MERELY = re.compile(rf"\bnot {MERELY.pattern}\s+(?P<what>(?:[\w'’-]+\s*){{1,4}})", re.I)
WITHOUT_IT = re.compile(r"\bwithout\s+(?:[\w'’-]+\s+){0,5}$", re.I)  # what a question would do without


@lru_cache(maxsize=1)
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    def pattern(entries: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(re.escape(entry) if not entry[0].isalpha() else rf"\b{re.escape(entry)}\b" for entry in entries))

    return tuple((pattern(left), pattern(right)) for left, right in lexicon()["opposites"])


def opposite(asked: str, said: str) -> bool | None:
    """Whether the sentence has the other side of a pair of opposites: True, or False where it denies that side; None where it has none, or has the question's own too and denies neither or both."""
    asked, said = fold(asked), fold(said)
    for left, right in _opposites():
        for own, other in ((left, right), (right, left)):
            if (at := own.search(asked)) and not other.search(asked) and (found := other.search(said)):
                denied = bool(DENIED_NEXT.search(said[: found.start()]))
                if held := own.search(said):
                    own_denied = bool(DENIED_NEXT.search(said[: held.start()]))
                    if denied != own_denied and not WITHOUT_IT.search(asked[: at.start()]):
                        return own_denied  # "in parts, not at once"
                    continue
                return denied if WITHOUT_IT.search(asked[: at.start()]) else not denied
    return None


@lru_cache(maxsize=1)
def _scales() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(re.compile("|".join(rf"(?<![\w-]){re.escape(way)}\b" for way in ways)) for ways in scale) for scale in lexicon()["scales"])


def another_value(asked: str, said: str) -> bool:
    """Whether the sentence has another value than the question where only one can hold ("a master's?", "a bachelor's degree")."""
    return False in _on_scales(asked, said)


def same_value(asked: str, said: str) -> bool | None:
    """Whether both have the same value where only one can hold; None where they share no scale.

    >>> same_value("Is it for university students?", "It is at undergraduate level."), same_value("Is it a graduate course?", "It is at undergraduate level.")
    (True, False)
    """
    found = _on_scales(asked, said)
    return found[0] if len(set(found)) == 1 else None


def scale_words(text: str) -> list[str]:
    """What a text has of the values of scales."""
    return [match[0] for scale in _scales() for value in scale for match in value.finditer(fold(text))]


def _on_scales(asked: str, said: str) -> list[bool]:
    """Of each scale of which both have a value, whether they share one."""
    found = []
    for scale in _scales():
        own, others = _values_on(scale, fold(asked)), _values_on(scale, fold(said))
        if own and others:
            found.append(bool(own & others))
    return found


def _values_on(scale: tuple[re.Pattern[str], ...], text: str) -> set[int]:
    """Which values of a scale a text has; a way to say one that stands within a longer way ("below college level") counts no more."""
    places = [(match.start(), match.end(), at) for at, value in enumerate(scale) for match in value.finditer(text)]
    return {at for start, end, at in places if not any(first <= start and end <= last and last - first > end - start for first, last, _ in places)}


def another_name(asked: str, said: str) -> bool:
    """Whether the sentence has the question's name with another second part ("MacBook Pro", "MacBook Air")."""
    return not asked.isupper() and any(
        re.search(rf"\b{re.escape(first)} (?:[A-Z][\w+]*|\d[\w.]*)", said)
        and not re.search(rf"\b{re.escape(second)}\b", said)
        and not (
            second.isupper() and re.search(rf"\b{re.escape(first)} {' '.join(rf'{letter}[a-z]+' for letter in second)}\b", said)
        )  # "PE" is "Professional Education"
        for first, second in NAME_AND.findall(asked)
    )


def is_more_than(asked: str, said: str) -> bool:
    """Whether a text says that something is not merely what a question takes it to be.

    >>> is_more_than("Is it just a hobby?", "It is not merely a hobby, but a trade.")
    True
    """
    wanted = MERELY.search(asked)
    return wanted is not None and any(token_set(match["what"]) & token_set(asked[wanted.end() :]) - GENERIC for match in NOT_MERELY.finditer(said))
