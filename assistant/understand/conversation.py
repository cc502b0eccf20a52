"""Read a message in its conversation: what the turns before add to it.

(message, history) -> `Turn`. Stateless: everything comes from `history`, plain text as
any client sends it. A message that stands on its own drags nothing along; one that leans
on what was said (a pronoun, an ellipsis, a correction, an answer to our own question) is
read with the words and the subject of the turns it leans on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.tokens import fold, words

from ..errors import HistoryError
from .forms import AUXILIARY
from .listed import chosen_option, described_option, listed, next_part, placed
from .question import content_tokens
from .talk import read_talk

PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|this|these|those|that|he|she|him|her|his|hers|ones|there|such|(?:the|this|that|which|another|other|each) (?:\w+ )?one|the (?:same|other|others|former|latter|first|second|third|last)(?: one)?)\b",
    re.I,
)
EXPLETIVE = re.compile(
    r"\b(?:is|was|does|did|will|isn't|doesn't) it (?:true|possible|necessary|worth|required|rain|matter|hard|easy|ok|okay)\b|\bthere (?:is|are|was|were|a|any)\b|\b(?:is|are|was|were) there\b|\bthat (?:(?!means?\b)\w+ )?(?:i|you|we|is|are|was|can|will|the|has|have)\b",
    re.I,
)
OPENING = re.compile(
    r"^\W*(?:and|but|so|or|also|what about|how about|then|what if|only|just|even|why not|why|same|in that case|ok(?:ay)? (?:and|but|so))\b", re.I
)
ELLIPSIS = re.compile(
    r"^\W*(?:and |but |so |ok(?:ay)?,? )?(?:what about|how about|and|how much|how long|how many|when|where|who|why|which one|which|how|how so|how come|since when|until when|any others?|what else|anything else|for how long|at what (?:cost|price)|what for|in (?:what|which) \w+)\b[^.]{0,40}\??\s*$",
    re.I,
)
OTHERS = re.compile(
    r"^\W*(?:and |but |ok,? )?(?:are there|is there|any|what|which|what are the|which are the)\s+(?:any )?(?:others?|other ones|more)\W*$", re.I
)
SAME_OF = re.compile(
    r"^\W*(?:(?:and |but |so |ok(?:ay)?,? )*(?:what|how) about|and|or)\s+(?:the|that|this|those|these|its?)\s+(?:(?!of\b)[\w-]+\s+){1,4}ones?\W*$", re.I
)
CLAUSE = re.compile(rf"\b{AUXILIARY}(?:n't)?\s+(?:i|you|we|the|a|an|my|your|people|someone|one|[A-Z]\w+)\b", re.I)
CORRECTION = re.compile(
    r"^\W*(?:no,? |oh,? )?(?:sorry|oops|correction|wait|actually|my (?:bad|mistake|fault)|i mean(?:t)?|no,? i mean(?:t)?|i was (?:asking|talking) about|not (?:that|this)(?: one)?|wrong (?:one|course|class|subject|topic|program|programme|name|word|school))\b[\s,:—-]*(?:wrong (?:one|course|class|subject|topic|program|programme|name|word|school)\b[\s,:—-]*)?(?:i mean(?:t)?|i was (?:asking|talking) about|i (?:was|am) (?:after|looking for)|not \w+,? but)?[\s,:—-]*",
    re.I,
)
YES = re.compile(r"^\W*(?:yes|yeah|yep|yup|sure|correct|right|please do|exactly|of course|ok(?:ay)?|yes please|go ahead|please)\b", re.I)
NO = re.compile(r"^\W*(?:no|nope|nah|not really|neither)\b", re.I)
OFFER = re.compile(
    r"\b(?:shall|should|can|may) i\s+(?P<do>[^?]+)\?|\b(?:want|like) me to\s+(?P<me>[^?]+)\?|\b(?:want|like) to (?P<you>(?:know|see|hear|read)[^?]+)\?", re.I
)
QUESTION_START = re.compile(
    r"(?:what|how|when|where|who|which|why|is|are|do|does|can|could|will|would|should|list|name|tell|show|give|explain|compare)\b", re.I
)
CHANGE = re.compile(
    r"^(?:.{0,120}?[.!;,]\s+)?\W*(?:(?:ok(?:ay)?|now|and now|so|great|thanks|thank you|good),? )*"
    r"(?:(?:a )?(?:different|another|new|other|changing|change of|switching|unrelated)(?: the)? (?:topic|subject|question|thing)s?\b|(?:let['’]?s|let us|can we|could we) (?:\w+ ){1,3}(?:something|anything) (?:else|different)\b)"
    r"[\s:,.—-]*(?:now\b[\s:,]*)?",
    re.I,
)
OF_THEM = re.compile(
    r"\bof (?:(?:the|these|those|all) (?P<many>two|three|four|[2-4])\b(?: ones?)?(?=\W|$)(?! (?!(?:also|still|really|actually|is|are|was|were|would|will|do|does|has|have|should|can|costs?|takes?|lasts?|suits?|fits?|gives?|needs?)\b)\w)|them\b|(?:these|those)\b(?! (?:two|three|four|[2-4])\b))",
    re.I,
)
MANY = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
MOST_LISTED = 4  # things of a reply that a message means by "them"
CARRIED = 0.5  # weight of a word of the turn before, where a message leans on it
MOST_SAID, LONGEST_SAID = 8, 400  # earlier messages, and as many replies, that count in the search, and characters of each
LEAST_HISTORY = 0.05
FEW = 4  # words of a question that has no subject of its own
OLDER = 0.5  # each older turn counts this much of the one after it


@dataclass(frozen=True)
class Turn:
    """A message as the conversation makes it read."""

    text: str  # the message, with a correction's lead-in or an option's name put in
    carried: dict[str, float]  # token -> weight in 0..1 of what earlier turns add
    subjects: tuple[
        tuple[str, str], ...
    ]  # what was said and replied, which may name what is being talked about, the latest first; none where the message stands alone
    leans: bool
    said: str = ""  # all that the person said in the turns it leans on
    elliptic: bool = False  # names only another subject ("and the online one?"): what was asked before is asked of it
    previous: str = ""  # the person's message before, where this one leans on it: what it asked for may carry over
    lead: str = ""  # the rest of a long message of which only what asks is read
    background: tuple[tuple[str, ...], ...] = ()  # what the person said before, and what was replied, each the latest first
    leaning: Turn | None = None  # of a message that seems to stand alone: how it reads where it leans on the turns before
    asked_back: str = ""  # the question of the last reply that the message answers, where nothing of the reply is put in its place


def checked_history(history: object) -> list[dict[str, str]]:
    """The history as a list of turns, oldest first.

    Accepts Gradio's typed blocks as content. Raises HistoryError for anything else, with its place.
    """
    if history is None:
        return []
    if isinstance(history, str | bytes | Mapping) or not isinstance(history, Sequence):
        raise HistoryError(f"history: found {type(history).__name__}, expected a list of turns {{'role': 'user' or 'assistant', 'content': text}}")
    turns = []
    for place, turn in enumerate(history):
        if not isinstance(turn, Mapping) or turn.get("role") not in {"user", "assistant", "system"}:
            raise HistoryError(f"history[{place}]: found {str(turn)[:60]!r}, expected {{'role': 'user' or 'assistant', 'content': text}}")
        content = turn.get("content")
        if isinstance(content, Sequence) and not isinstance(content, str):
            content = "\n".join(block.get("text", "") for block in content if isinstance(block, Mapping) and isinstance(block.get("text", ""), str))
        if not isinstance(content, str):
            raise HistoryError(f"history[{place}].content: found {type(content).__name__}, expected text")
        turns.append({"role": turn["role"], "content": content})
    return turns


def read_turn(message: str, history: Sequence[Mapping[str, str]]) -> Turn:
    """The message with what it leans on."""
    users = [turn["content"] for turn in history if turn["role"] == "user" and read_talk(turn["content"]) is None]
    replies = [without_markers(turn["content"]) for turn in history if turn["role"] == "assistant"]
    text = message
    corrected = bool(users) and CORRECTION.match(message) is not None
    if corrected:
        text = CORRECTION.sub("", message, count=1).strip() or message
    background = tuple(filter(None, (tuple(text[:LONGEST_SAID] for text in reversed(said) if text.strip())[:MOST_SAID] for said in (users, replies))))
    if changed := CHANGE.match(message):
        return Turn(message[changed.end() :].strip() or message, {}, (), False)
    asked_back = (
        bool(replies)
        and replies[-1].rstrip().endswith("?")
        and history[-1]["role"] == "assistant"
        and not QUESTION_START.match(message.strip())
        and not message.rstrip().endswith("?")
    )
    if not users:
        return Turn(text, {}, (), False, background=background)
    if not (asked_back or asked_last(text) or leans(message, corrected) or next_part(message, (*replies[-1:], users[-1]))):
        return Turn(text, {}, (), False, background=background, leaning=_leaning(text, users, replies, background))
    taken_up = _taken_up(message, text, users, replies[-1] if replies else "")
    turn = _leaning(taken_up, users, replies, background)
    return replace(turn, asked_back=_sentences(replies[-1])[-1]) if asked_back and taken_up == text else turn


def _taken_up(message: str, text: str, users: Sequence[str], reply: str) -> str:
    """The message with what it takes up of the last reply put in its place: an option, an offer, one of the things listed, all of them, the next step."""
    if option := chosen_option(message, reply) or _accepted_offer(message, reply) or next_part(message, (reply, users[-1])):
        return option
    if option := described_option(message, reply) if reply.rstrip().endswith("?") and not message.rstrip().endswith("?") else "":
        return f"{users[-1].rstrip('?!. ')}: {option}"
    if (with_name := placed(text, reply)) is not None:
        return with_name
    things = listed(reply)
    if (of := OF_THEM.search(text)) and things and MANY.get(of["many"] or "", len(things)) == len(things) <= MOST_LISTED:
        return text.replace(of[0], f"of {', '.join(things[:-1])} and {things[-1]}")
    return f"{users[-1].rstrip('?!. ')}: all of them?" if OTHERS.match(message) else text


def _leaning(text: str, users: Sequence[str], replies: Sequence[str], background: tuple[tuple[str, ...], ...]) -> Turn:
    """A message read after what was said and replied before it."""
    carried: dict[str, float] = {}
    weight = CARRIED
    own = set(content_tokens(text))
    for said in reversed(users[-3:]):
        for token in content_tokens(said):
            if token not in own:
                carried.setdefault(token, weight)
        weight *= OLDER
    answered = [*replies, *[""] * (len(users) - len(replies))]
    subjects = tuple((said, reply[:LONGEST_SAID]) for said, reply in zip(reversed(users), reversed(answered), strict=False))
    elliptic = SAME_OF.match(text) is not None and not CLAUSE.search(text)
    return Turn(text, carried, subjects, True, " ".join(users[-3:]), elliptic, users[-1], background=background)


def history_weight(leaning: bool, dense: np.ndarray) -> float:
    """How much the conversation before counts in the search, for this turn: the less, the more a message finds by itself.

    `dense`: cosines of the message with every sentence. What counts is the nearest one, in standard
    deviations from the mean; where all of the documents are on one subject a message seldom tells
    them apart alone. Fitted on two public sets of conversations.
    """
    if not len(dense):
        return 0.0
    stands_out = float(dense.max() - dense.mean()) / (float(dense.std()) or 1.0)
    return float(np.clip(0.5 * (6.0 + 0.5 * leaning - stands_out), LEAST_HISTORY, 1.0))


def leans(message: str, corrected: bool = False) -> bool:
    """Whether a message needs the turns before it."""
    plain = message.strip()
    count = len(words(plain))
    if corrected or count <= 2 or OF_THEM.search(plain) or OTHERS.match(plain) or YES.match(plain) or (NO.match(plain) and count <= 6):
        return True
    if (ELLIPSIS.match(plain) and not CLAUSE.search(plain)) or (OPENING.match(plain) and count <= 12):
        return True
    return bool(PRONOUN.search(EXPLETIVE.sub(" ", fold(plain))))


def asked_last(text: str) -> str:
    """The last sentence of a message that only remarks on something before it and asks nothing without the turns before ("Two weeks away, ouch. How much?"); else ""."""
    *remarks, last = _sentences(text)
    alone = remarks and not any("?" in remark or QUESTION_START.match(remark) for remark in remarks)
    return last if alone and last.endswith("?") and ELLIPSIS.match(last) and not CLAUSE.search(last) and len(words(last)) <= FEW else ""


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text.strip())


def without_markers(text: str) -> str:
    return re.sub(r"\s*\[\d+\]", "", text)


def _accepted_offer(message: str, reply: str) -> str:
    """What our own offer at the end of a reply said we could do ("Shall I list them?"), where a message accepts it."""
    offers = list(OFFER.finditer(reply))
    if not offers or not reply.rstrip().endswith("?") or not YES.match(message) or len(words(message)) > 5:
        return ""
    offer = next(group for group in offers[-1].groups() if group)
    before = reply[: offers[-1].start()].strip()
    said = _sentences(before)[-1]
    return f"{offer}: {said}" if said and PRONOUN.search(offer) else offer
