"""Find the question in a long message: a paragraph about the person with the question somewhere in it.

Text -> the sentence or clause that asks; the whole text where it is short or asks nothing
clearly. What is left out still counts a little in the search (`Turn.background`).
"""

from __future__ import annotations

import re

from .lacking import COPES, LACKS, lacked
from .parts import ASKING, BEFORE, OPENS

LONG = 28  # words of a message that is looked through
FEW = 6  # words of a question that has no subject of its own ("What is the total bill?")
LEAST_WORDS = 4  # of a question that stands on its own
SENTENCE = re.compile(r"(?<=[.!?])\s+")
ASKS_INSIDE = re.compile(
    r"^.*(?:\b(?:need|needs|needed|want|wants|wanted|like|love|trying) to (?:know|find out|understand|ask|learn)(?: is)?\b[\s,:–—-]*(?P<asked>.+)"
    rf"|(?:[:–—]|\s-|\bso,?|\bbut,?|\banyway,?)\s+(?P<open>(?:am i right\b|is it true\b|{OPENS}).+\?))$",
    re.I,
)
COMPUTES = re.compile(r"\b(?:how (?:much|many|long)|dollars?|euros?|pounds?|total|altogether|come to|lose|get back)\b", re.I)
LEFT_OVER = re.compile(r"\b(?:left|remain\w*|missing|still)\b", re.I)
ASKS_TOO = re.compile(rf"^\W*(?:and|also|plus|but)\s+(?:also\s+)?{BEFORE}{ASKING}", re.I)  # a further question, be it without its mark
POINTS_BACK = re.compile(r"^\W*(?:could|can|would|will|does|do|is|are|did|was|should|may|might|has|have)\s+(?:it|that|this|they|he|she|i|we)\W*$", re.I)


def focus(text: str) -> str:
    """The part of a long message that asks.

    >>> focus("Thanks for having me. I work in a bank, far from any campus, with two children and little time in the "
    ...       "evening, so before I talk to my boss I need to know what a short course costs. Thanks, Petra")
    'what a short course costs.'
    """
    if len(text.split()) < LONG:
        return text
    asking = []
    sentences = SENTENCE.split(text)
    for at, sentence in enumerate(sentences):
        inside = ASKS_INSIDE.search(sentence)
        asked = (inside["asked"] or inside["open"]) if inside else sentence if sentence.rstrip().endswith("?") else ""
        if POINTS_BACK.match(asked) and at:
            asked = f"{sentences[at - 1]} {asked}"
        if len(asked.split()) < LEAST_WORDS and ASKS_TOO.match(sentence):
            asked = sentence
        if len(asked.split()) >= LEAST_WORDS:
            asking.append(asked.strip())
    found = " ".join(asking)
    if COMPUTES.search(found) and (re.search(r"\d", text.replace(found, "")) or len(found.split()) <= FEW or LEFT_OVER.search(found)):
        return text  # what is to be computed rests on what leads up to it
    if COPES.search(found) and not LACKS.search(found) and (without := lacked(text)):
        found = f"{without}. {found}"
    return found if found and len(found.split()) < len(text.split()) else text
