"""Whether somebody who lacks something can follow a course, from what a sentence says that one needs."""

from __future__ import annotations

import re

from ..check import NEGATION

LACKS = re.compile(
    r"\b(?:beginners?|newcomers?|newbies?|novices?|non-?(?:coder|programmer|technical)s?|"
    r"(?:never|not|no|without|zero|hardly|little|lacks?|rusty)\b[^,;.?]{0,40}\b(?:programm\w+|cod(?:e|ed|es|ing)|background|experience|knowledge|python|maths?|mathematics|skills?))\b",
    re.I,
)
COPES = re.compile(
    r"\b(?:ok|okay|fine|cope|copes|manage|survive|keep up|get by|get on|follow|handle|suited|suitable|suits?|in the right place|at home|accessible|open to|right for|thrive)\b",
    re.I,
)
NEEDS_NONE = re.compile(
    r"\b(?:needs?|requires?|assumes?|expects?|asks? for)\s+no\b|\bno\b[^,;.]{0,40}\b(?:needed|required|necessary|assumed|expected)\b|(?:do|does)(?:n['’]t| not) (?:need|require|assume|expect|ask)\b|"
    r"\bwithout (?:an? |any )?[^,;.]{0,20}\b(?:background|experience|knowledge|programming|coding)\b|\b(?:for|suits?|welcomes?) (?:complete |total |absolute )?(?:beginners|newcomers|novices)\b",
    re.I,
)
NEEDS = re.compile(r"\b(?:requires?|needs?|assumes?|expects?|demands?|asks? for|must (?:have|know|be able))\b", re.I)


def suits(asked: str, said: str) -> bool | None:
    """True where nothing is needed, False where something is, of a question whether a beginner, or who lacks a skill, would cope; None for any other pair.

    >>> suits("Would a beginner cope with it?", "It needs no technical background.")
    True
    >>> suits("Would somebody who has never programmed be fine there?", "It requires Python.")
    False
    """
    if not LACKS.search(asked) or not COPES.search(asked):
        return None
    if NEEDS_NONE.search(said):
        return True
    return False if NEEDS.search(said) and not NEGATION.search(said) else None
