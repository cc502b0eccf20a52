"""What a reply listed, and which of it a message means: "the second one", "the first person you named", "and the step after that?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.tokens import STOP_WORDS, stem, words

from .forms import AUXILIARY
from .lexicon import lexicon

ORDINALS = {"first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "latter": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "last": -1}
CHOSEN = {"1": 0, "one": 0, "a": 0, "2": 1, "two": 1, "b": 1, "3": 2, "three": 2, "c": 2}  # as the whole of a message
PART = r"(?:step|stage|phase|part|point|path|rule|reason|module|day|week)"
THINGS = rf"(?:one|course|option|item|elective|program|programme|certificate|sprint|person|name|teacher|instructor|professor|tool|topic|way|choice|{PART})"
VERBS = r"(?:of|is|are|was|does|do|did|can|cost|take|last|deal|cover|start|run|teach|require|need|give)s?\b"
TOLD = r"(?: (?:that |who |whom |which )?you(?:['’]ve)? (?:just )?(?:named|listed|mentioned|gave|said|told me))?"
PLACED = re.compile(
    rf"\b(?:(?:the |that )?(?P<thing>{'|'.join(ORDINALS)}) {THINGS}\b|(?:the|that) (?P<place>{'|'.join(ORDINALS)})(?=\W*$|[:,]|['’]s\b| {VERBS}| you\b))(?: of (?:these|those|them)(?: (?:people|persons|ones|two|three|courses|programs))?\b)?{TOLD}",
    re.I,
)
HEADED = re.compile(r"^\s*[:,–—-]\s*(?P<asks>(?!\s).+)$", re.S)
IT = re.compile(r"\b(?:it|that one|he|she|they|him|her|them|that)\b", re.I)
BULLET = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+(.+)$", re.M)
ASIDE = re.compile(r"\s*\([^()]*\)")
AFTER_COLON = re.compile(r":\s+([^:.?!]+(?:,|\band\b)[^:.?!]+)[.?!]?\s*$")
BETWEEN = re.compile(r",\s*(?:and\s+)?|\s+and\s+(?=[^,]*$)")
LEAD = re.compile(rf"^.*\b(?:{AUXILIARY}|by|includes?|consists? of|comprises?|nam(?:es?|ed)|offers?|gives?|lists?)\s+(?=\S)", re.I)
LONGEST_THING = 7  # words of one thing in a row of them
MOST_BEFORE = 8  # words before the first of them
FEWEST = 3  # things of a row that nothing leads up to
NEXT = re.compile(
    rf"^\W*(?:(?:and|but|so|ok(?:ay)?|then|now|what(?:['’]?s| is| about| comes)?|which is|how about)\b[\s,]*)*(?:the )?"
    rf"(?:(?P<after>(?:one|{PART}) (?:right )?(?:after|following)(?: (?:that|this|it)(?: one)?)?|next(?: one| {PART})?|after (?:that|this))"
    rf"|(?P<before>(?:one|{PART}) (?:right )?before(?: (?:that|this|it)(?: one)?)?))\W*$",
    re.I,
)
NUMBERED = re.compile(rf"\b(?:(?P<part>{PART}) (?:no\.? ?|number )?(?P<number>\d{{1,2}})|(?P<ordinal>{'|'.join(ORDINALS)}) (?P<of>{PART}))\b", re.I)


def listed(reply: str) -> list[str]:
    """What a reply lists: its list items, what follows a colon, else a row of short things ("Ann Lee, Bo Chen and Cy Diaz.")."""
    reply = ASIDE.sub("", reply)
    things = BULLET.findall(reply)
    if not things and (after := AFTER_COLON.search(reply)):
        things = [part.strip() for part in BETWEEN.split(after[1]) if part.strip()]
    things = things or _row(reply)
    return things if len(things) > 1 else []


def _row(reply: str) -> list[str]:
    """The things of a reply of one sentence that names several in a row, none with a verb.

    >>> _row("There is a day pass, a week pass and a family card.")
    ['a day pass', 'a week pass', 'a family card']
    """
    sentence = reply.strip().rstrip(".!")
    if re.search(r"[.!?;:]\s", sentence) or not re.search(r"\band\b", sentence):
        return []
    first, *rest = BETWEEN.split(sentence)
    lead = LEAD.match(first)
    things = [part.strip() for part in ((first[lead.end() :] if lead else first), *rest)]
    plain = all(part and len(words(part)) <= LONGEST_THING and not re.search(rf"\b{AUXILIARY}\b", part, re.I) for part in things)
    few_before = lead is None or len(words(lead[0])) <= MOST_BEFORE
    return things if plain and few_before and len(things) >= (2 if lead else FEWEST) else []


def placed(text: str, reply: str) -> str | None:
    """A message with the name of what it means by its place in the last reply; None where it means nothing by its place.

    >>> placed("The second person you named: what does she teach?", "Ann Lee, Bo Chen and Cy Diaz.")
    'what does Bo Chen teach?'
    """
    place, things = PLACED.search(text), listed(reply)
    if place is None or not things:
        return None
    at = ORDINALS[(place["thing"] or place["place"]).lower()]
    if at >= len(things):
        return None
    if not text[: place.start()].strip() and (headed := HEADED.match(text[place.end() :])):
        return IT.sub(lambda _: things[at], headed["asks"], count=1)
    return text.replace(place[0], things[at])


def next_part(message: str, said: Sequence[str]) -> str:
    """The question for the part after, or before, the one that was told of last, by its number; nothing where none was told of.

    >>> next_part("ok and the one after that?", ["Step 3 is to sign the form."])
    'What is step 4?'
    """
    asks = NEXT.match(message)
    told = next((match for text in said if (match := NUMBERED.search(text))), None) if asks else None
    if asks is None or told is None:
        return ""
    number = int(told["number"]) if told["number"] else ORDINALS[told["ordinal"].lower()] + 1
    number += 1 if asks["after"] else -1
    return f"What is {(told['part'] or told['of']).lower()} {number}?" if number > 0 else ""


def _asked_between(reply: str) -> list[str]:
    """What a question of ours lets one choose between ("Do you mean the day pass, the week pass or the family card?")."""
    asked = re.search(r"\b(?:mean|about|prefer)\s+(.+?),?\s+or\s+(.+?)\?", reply)
    return [*asked[1].split(", "), asked[2]] if asked else []


def described_option(message: str, reply: str) -> str:
    """The one option of our own question that a message has most words of, or the way in which it is given."""
    shared = {option: len(_described(message) & _described(option)) for option in _asked_between(reply)}
    best = [option for option, count in shared.items() if count == max(shared.values()) > 0]
    return best[0] if len(best) == 1 else ""


def _described(text: str) -> set[str]:
    """Stems of the telling words of a text, and the formats that it names."""
    ways = {needle for needle, group in lexicon()["formats"].items() if any(re.search(rf"\b{re.escape(way)}\b", text, re.I) for way in group)}
    return ways | {stem(word) for part in words(text) for word in part.split("-") if word not in STOP_WORDS}


def chosen_option(message: str, reply: str) -> str:
    """The option of our own question that "the second" or its like means."""
    if "?" not in reply or len(words(message)) > 5:
        return ""
    options = BULLET.findall(reply) or re.findall(r"\b\d\)\s*(.+?)(?=,?\s*(?:or\s+)?\d\)|\?|$)", reply)
    options = options or _asked_between(reply)
    place = next((ORDINALS[word] for word in words(message) if word in ORDINALS), CHOSEN.get(" ".join(words(message))))
    return options[place] if place is not None and -1 <= place < len(options) else ""
