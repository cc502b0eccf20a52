"""What people say that they lack, and the question whether they would cope without it."""

from __future__ import annotations

import re

_OF = r"(?:programm\w+|cod(?:e|ed|es|ing)|background|experience|knowledge|know-?how|techie|python|bachelor(?:['’]?s)?|maths?|mathematics|skills?|degree|diploma|training)"
LACKS = re.compile(
    r"\b(?:(?:absolute |complete |total |bloody )?(?:beginners?|newcomers?|newbies?|novices?|laym[ae]n|laypersons?)|non-?(?:coder|programmer|technical)s?|"
    rf"(?:never|not|no|without|zero|hardly|little|lacks?|rusty)\b[^,;.?]{{0,40}}\b{_OF})\b|n['’]t\b[^,;.?]{{0,30}}\b(?:any|a|much|the)\b[^,;.?]{{0,25}}\b{_OF}\b",
    re.I,
)
COPES = re.compile(
    r"\b(?:ok|okay|fine|cope|copes|manage|survive|keep up|get by|get on|follow|handle|suited|suitable|suits?|in the right place|at home|accessible|open to|right for|thrive|"
    r"(?:able to|can i|can we|could i|could we|may i|would i|might i)(?: (?:still|even|also|really))? (?:take|join|do|attend|start|enrol|enroll|understand|complete|finish|go for|sign up))\b",
    re.I,
)


def lacked(text: str) -> str:
    """The clause in which a text says what the person lacks; "" where none does.

    >>> lacked("Hello, I study history, and I have zero tech knowledge, really zero.")
    'I have zero tech knowledge'
    """
    clauses = re.split(r"[,;.!?]\s+(?:and |but |so )?", text)
    return next((clause.strip() for clause in clauses if LACKS.search(clause)), "")
