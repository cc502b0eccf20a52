"""Words for lexical search: codes, numbers and names survive.

Text -> list of tokens, lower-cased and stemmed (Snowball English). "6.86x", "C++",
"16-day" and "$4,700" each stay findable: a compound gives itself and its parts, a
number loses its thousands separators, and "CS 101" also gives "cs101".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

WORD = re.compile(
    r"""
    \d+(?:,\d{3})+(?:\.\d+)?            # 4,700
  | [A-Za-z0-9]+(?:[.\-'’/&+][A-Za-z0-9]+)*[+#]{0,2}  # words, codes, compounds, C++
  | [^\W_]+                             # other scripts
    """,
    re.VERBOSE,
)
STOP_WORDS = frozenset(
    """a an and are as at be been being but by can could did do does doing for from had has have having he her hers him his how i if in into is
    it its itself just let me might my no nor not of off on or our ours out over own please shall she should so some such tell than that the their
    theirs them then there these they this those through to too under until up us very was we were what when where which while who whom whose why
    will with would you your yours about any am also may must s t re ve ll d m""".split()
)
CONTRACTION = re.compile(r"\b(?:(can|won|shan)'t|([a-z]+)n't|([a-z]+)'(?:m|re|ve|ll|d))\b")
WHOLE = {"can": "can", "won": "will", "shan": "shall"}
_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    return _stemmer.stemWord(word)


def words(text: str) -> list[str]:
    """Lower-cased words as written, stop words included, contractions in full.

    >>> words("Doesn't 6.86x use C++ for $4,700?")
    ['does', 'not', '6.86x', 'use', 'c++', 'for', '4700']
    """
    plain = fold(text)
    if "'" in plain or "’" in plain:
        plain = CONTRACTION.sub(_in_full, plain.replace("’", "'"))
    return [match.replace(",", "") if match[0].isdigit() else match for match in WORD.findall(plain)]


def _in_full(match: re.Match[str]) -> str:
    """ "don't" as "do not", "I'm" as "I": what is left of the verb tells nothing in a search."""
    if match[3]:
        return match[3]
    return f"{WHOLE[match[1]] if match[1] else match[2]} not"


def fold(text: str) -> str:
    """Lower case, no accents, straight apostrophes."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def tokens(text: str, keep_stop_words: bool = False) -> list[str]:
    """Stemmed tokens for search.

    >>> tokens("The 16-day rule of CS 101")
    ['16-day', '16', 'day', '16day', 'rule', 'cs', 'cs101', '101']
    """
    found: list[str] = []
    previous = ""
    for word in words(text):
        if word.endswith("'s"):
            word = word[:-2]
        if not keep_stop_words and word in STOP_WORDS:
            previous = ""
            continue
        found.append(stem(word))
        parts = re.split(r"[\-'/&]", word)
        if len(parts) > 1:
            found.extend(stem(part) for part in parts if part and part not in STOP_WORDS)
            if all(part.isalnum() for part in parts) and len(parts) == 2:
                found.append("".join(parts))
        if previous and word.isdigit() and len(previous) <= 4 and len(word) <= 4:
            found.insert(-1, previous + word)
        previous = word if word.isalpha() else ""
    return found
