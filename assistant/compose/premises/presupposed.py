"""What a question takes to exist or to be needed, as a Yes or No question of its own.

"Where can I download the certificate you get for it?" takes for granted that one gets a certificate; "How good must my Python be for
it?" that one needs Python. Text -> a question, or None where nothing of the kind is taken for granted.
"""

from __future__ import annotations

import re

NOUN = r"(?!of\b)(?:[\w'’.-]+ ){0,3}?[\w'’-]+"
GOT = re.compile(
    rf"\b(?:the|that|this|an?|my) (?P<thing>{NOUN}) (?:that |which )?(?:you|i|we|one|they|people) (?:will |would |can )?(?:get|receive|earn|gain|are given|obtain) (?P<how>(?:for|from|after|with|at|in|by)\b[^?.,]+)",
    re.I,
)
COMES = re.compile(rf"\b(?:the|that|this) (?P<thing>{NOUN}) (?:that |which )?(?:comes|goes|is given|is awarded) (?:with|for|after) (?P<what>[^?.,]+)", re.I)
MINE = re.compile(r"\b(?:my|our|your) (?P<thing>(?:\w+ )?(?:certificate|cert|degree|diploma|credential|badge|certification))\b", re.I)
LEVEL = re.compile(
    rf"\b(?:which|what) (?:level|amount|degree|depth|kind|sort) of (?P<thing>{NOUN}) (?:does|do|will|would) (?P<who>[^?.,]+?) (?:demand|require|need|ask for|expect|assume|want)\b",
    re.I,
)
GOOD = re.compile(
    rf"\bhow (?:good|strong|solid|fluent|advanced|deep|fresh) (?:must|should|do|does|would|need) (?:my|your|one['’]s|the|his|her|their) (?P<thing>{NOUN}) (?:have to |need to )?be\b(?P<how>[^?.]*)",
    re.I,
)
MUCH = re.compile(
    rf"\bhow (?:much|many) (?P<thing>{NOUN}) (?P<verb>must|should|do|does|will|would) (?P<who>(?:an? |the )?[\w'’-]+) (?:have to |need to )?(?P<does>(?:be )?(?!(?:in|on|at|for|of)\b)[a-z]+(?: (?:up|on|up on))?)\b(?P<how>[^?.,]*)",
    re.I,
)
BY = re.compile(r"\bby how (?:much|many [\w-]+) (?P<what>(?:does|do|did|will|would|can|could) [^?]+)", re.I)
OFTEN = re.compile(r"\bhow (?:often|many times|frequently) (?P<what>(?:must|should|do|does|will|would|can) [^?]+?)(?: so that\b[^?]*)?(?=[?.]|$)", re.I)


def presupposed(text: str, called: str = "") -> str | None:
    """The question whose No takes the ground from a text; `called`: the one item that it names, if any.

    >>> presupposed("Which level of Python does it demand?")
    'Does it require Python?'
    >>> presupposed("How often must I renew my licence?")
    'Must I renew my licence?'
    """
    if match := GOT.search(text):
        return f"Do you get a {match['thing']} {match['how'].strip()}?"
    if match := LEVEL.search(text):
        return f"Does {match['who']} require {match['thing']}?"
    if match := GOOD.search(text):
        return f"Does one need {match['thing']}{match['how']}?"
    if match := MUCH.search(text):
        return f"{match['verb'].capitalize()} {match['who']} {match['does']} {match['thing']}{match['how']}?"
    if match := OFTEN.search(text) or BY.search(text):
        return f"{match['what'][:1].upper()}{match['what'][1:]}?"
    if match := COMES.search(text):
        return f"Do you get a {match['thing']} for {called or match['what']}?"
    if called and (match := MINE.search(text)):
        return f"Do you get a {match['thing']} for {called}?"
    return None
