"""Notice a question in another language than English, and read what can be read of it.

Text -> `Foreign` or None, from `languages.yaml`: scripts and telltale words, a note in that
language, and the English of the words that common questions are made of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from .english import is_english, telling

LEAST_MARKS = 2
LEAST_SHARE = 0.3  # of the words


@dataclass(frozen=True)
class Foreign:
    """A question in another language, its words put into English where known."""

    language: str  # ISO 639-1
    english: str
    note: str


@lru_cache(maxsize=1)
def _languages() -> dict[str, dict]:
    return yaml.safe_load((Path(__file__).parent / "languages.yaml").read_text("utf-8"))


def read_foreign(text: str) -> Foreign | None:
    """The language of a text that is not English, where it is one of those known; None otherwise.

    >>> read_foreign("¿Cuánto cuesta el programa?").language
    'es'
    """
    code = _by_script(text) or _by_words(text)
    if code is None:
        return None
    entry = _languages()[code]
    return Foreign(code, _in_english(text, entry, spaced="script" not in entry or code in {"ru", "ar", "hi"}), entry["note"])


def _by_script(text: str) -> str | None:
    counts = {code: len(re.findall(entry["script"], text)) for code, entry in _languages().items() if "script" in entry}
    if counts.get("ja"):
        return "ja"
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= 2 else None


def _by_words(text: str) -> str | None:
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", ELIDED.sub("", text.lower()))
    if not found:
        return None
    if "¿" in text or "¡" in text:
        return "es"
    scores = {code: sum(word in entry["marks"] or word in _own_words(code) for word in found) for code, entry in _languages().items() if "marks" in entry}
    best = max(scores, key=lambda code: scores[code])
    english = sum(word in ENGLISH for word in found)
    if scores[best] >= LEAST_MARKS and scores[best] / len(found) >= LEAST_SHARE and scores[best] > english:
        return best
    return None


@lru_cache(maxsize=20)
def _own_words(code: str) -> frozenset[str]:
    """The single words that a language is translated from, as far as they are no English ones."""
    return frozenset(word for word in _languages()[code]["words"] if " " not in word and not is_english(word))


ENGLISH = frozenset("the is are of and to what how does do can for with which who when where i it my you a an this that will would".split())


ELIDED = re.compile(r"\b(?:[dlcsnmtj]|qu|dell|all|nell|sull|dall|un|quell)['’](?=\w)", re.I)  # an article or a preposition that leans on the next word ("l'AI")


def _in_english(text: str, entry: dict, spaced: bool) -> str:
    """Known words and phrases in English, the longest first; the rest as it stands, less the little words of that language."""
    translations: dict[str, str] = entry["words"]
    text = ELIDED.sub("", text)
    little = set(entry.get("marks", ())) - {word for english in translations.values() for word in english.split()}
    edge = r"(?<!\w){}(?!\w)" if spaced else "{}"
    for phrase in sorted(translations, key=len, reverse=True):
        text = re.sub(edge.format(re.escape(phrase)), translations[phrase], text, flags=re.I)
    kept = [word for word in re.sub(r"[¿¡？。、]", " ", text).split() if word.isascii() or telling(word) < 1]
    return " ".join(word for word in kept if word not in little)
