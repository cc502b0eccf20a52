"""Whether a sentence measures something else of a thing than the question asks: how high it is, where how wide is asked."""

from __future__ import annotations

import re

DIMENSIONS = {
    "width": r"wid(?:e|er|th)|broad(?:er)?|breadth|narrow(?:er)?|across",
    "height": r"high(?:er)?|tall(?:er)?|height",
    "depth": r"deep(?:er)?|depth",
    "thickness": r"thick(?:er|ness)?|thin(?:ner)?",
    "length": r"long(?:er)?|length",
    "weight": r"heav(?:y|ier)|light(?:er)?|weigh\w*",
}
NAMED = {name: re.compile(rf"\b(?:{words})\b", re.I) for name, words in DIMENSIONS.items()}
WORD = "|".join(f"(?P<{{0}}_{name}>{words})" for name, words in DIMENSIONS.items())
MEASURE = re.compile(
    rf"(?:\b(?:{WORD.format('before')})\s+than\s+(?:about\s+|some\s+)?)?(?<![\w.,])\d[\d,]*(?:\.\d+)?[\s-]?(?:mm|cm|m|km|met(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|kilomet(?:re|er)s?|inch(?:es)?|foot|feet|ft|yards?|miles?|kg|kilos?|tons?|tonnes?)\b"
    rf"(?:[\s-]+(?:in\s+)?(?:{WORD.format('after')})\b)?",
    re.I,
)
ASKED = re.compile(r"\bhow (?P<word>wide|broad|high|tall|deep|thick|heavy)\b", re.I)


def measures_another(asked: str, text: str) -> bool:
    """Whether a text measures a thing, each time in another dimension than the question asks for.

    >>> measures_another("How wide may it be?", "It may be no higher than 84 cm."), measures_another("How wide may it be?", "It is 84 cm at most.")
    (True, False)
    """
    wanted = {name for match in ASKED.finditer(asked) for name, pattern in NAMED.items() if pattern.fullmatch(match["word"])}
    if not wanted or any(NAMED[name].search(text) for name in wanted):
        return False
    found = [{name.partition("_")[2] for name, word in match.groupdict().items() if word} for match in MEASURE.finditer(text)]
    return bool(found) and all(found)
