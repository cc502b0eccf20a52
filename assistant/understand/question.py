"""Read a question: its form and kind (`forms`), its words and their weight.

Text -> `Question`. Nothing here knows any document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.token_vectors import TokenVectors
from index.tokens import STOP_WORDS, fold, stem, tokens, words

from .english import telling
from .forms import AUXILIARY, question_form
from .kinds import answer_kind
from .lexicon import synonym_groups

NEGATION = re.compile(r"\b(?:not|no|never|without|none|neither|nor|cannot|non)\b|n't\b", re.I)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
MEANT = 0.5  # how much a word tells that stands for a phrase
GENERIC = frozenset(
    stem(word)
    for word in """know knows tell want wanted wants like liked find found get gets getting got give given look looking help thing things
    question questions answer information info detail details people person someone anyone something anything really actually exactly much many long
    kind kinds type types sort way mean means meant does doing done make makes made say says said use used using think please thank thanks
    possible able ever still even quite bit lot let put come comes go goes going see take takes took taken one ones good best right able
    roughly maybe perhaps currently exactly precisely usually typically normally generally approximately officially far
    according guide documents document source sources whether part parts stuff matter allowed allow include included happen happens
    receive receives obtain obtains offer offers offered provide provides gain carry carries hold holds held attend join joining joined
    sign participate spend deal involve involves contain contains feature features block eat eats dive squeeze knock pick award awards run runs ran
    true settle come comes handle handles stand stands concern concerns suppose supposed advise advised wish
    wonder wondering wondered interested hear heard read saw asked tried hope guess suppose everything every all whole total overall
    whats hows whos wheres whens whys dont doesnt didnt cant couldnt isnt arent wasnt wont wouldnt shouldnt im ive thats theres lets
    clear diary outfit guy guys hello hi hey ok okay yes sure also else other another same different difference between during""".split()
)


@dataclass(frozen=True)
class Question:
    """A question as it was read."""

    text: str  # as typed, cleaned
    form: str  # "fact", "definition", "yes_no", "list", "comparison", "how_to", "recommendation", "computed" or "plan"
    kind: str  # what would answer: a key of HELD, "method", "definition" or ""
    tokens: dict[str, float]  # stemmed token -> weight in 0..1: 1 for its own words, less for synonyms and what was said before
    own: tuple[str, ...]  # its own content tokens, in order
    numbers: tuple[str, ...]
    names: tuple[str, ...]  # capitalised words and codes, not sentence-initial
    negated: bool
    telling: Mapping[str, float] = field(default_factory=dict)  # own token -> how much it tells, 0..1
    counted: tuple[str, ...] = ()  # tokens of what "how many" counts
    subjects: tuple[frozenset[str], ...] = ()  # tokens of each name of the catalog items that it names
    near: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # token -> tokens of the documents near it, 0..1
    vectors: TokenVectors | None = None  # of the model's tokens of the text


def read_question(text: str) -> Question:
    """Analyse one question. An empty question has no tokens.

    >>> read_question("How much does the course cost?").kind
    'money'
    >>> read_question("Is it free?").form
    'yes_no'
    """
    kind = answer_kind(text)
    own = content_tokens(text)
    told = telling_tokens(text)
    meant = meant_tokens(text)
    return Question(
        text=text,
        form=question_form(text, kind),
        kind=kind,
        tokens={token: 0.5 + 0.5 * told.get(token, 1.0) for token in own} | dict.fromkeys(meant, MEANT),
        own=tuple(own),
        numbers=tuple(number.replace(",", "") for number in NUMBER.findall(text)),
        names=names(text),
        negated=bool(NEGATION.search(text)),
        telling=told | dict.fromkeys(meant, MEANT),
        counted=counted_tokens(text),
    )


def meant_tokens(text: str) -> list[str]:
    """A token for each listed phrase of stop words only: "by when" means a deadline.

    >>> meant_tokens("And by when?")
    ['deadlin']
    """
    stems = [stem(word) for word in words(text)]
    found = []
    for size in (2, 3):
        for at in range(len(stems) - size + 1):
            phrase = stems[at : at + size]
            others = synonym_groups().get(" ".join(phrase), ()) if all(part in STOP_WORDS for part in phrase) else ()
            found += [other[0] for other in others if len(other) == 1][:1]
    return found


def telling_tokens(text: str) -> dict[str, float]:
    """token -> how much it tells of what is asked; generic words of questions tell nothing."""
    found: dict[str, float] = {}
    for word in words(COUNTED_TIME.sub(" ", ORDER.sub(" ", text))):
        for part in {word, *re.split(r"[\-'/&]", word)}:
            token = stem(part)
            if part and part not in STOP_WORDS and token not in GENERIC:
                found[token] = max(found.get(token, 0.0), telling(part))
    return found


def counted_tokens(text: str) -> tuple[str, ...]:
    """Tokens of the thing that "how many", "number of" or "count of" counts, up to the next verb.

    >>> counted_tokens("How many people sit in one class?")
    ('peopl',)
    """
    match = re.search(
        rf"\b(?:how many|(?:number|count) of)\s+((?:(?!{AUXILIARY}\b|\b(?:in|at|on|of|for|to|from|with|by|per|i|you|we|they|it|sit|take|get|have|that|who|what|which|how|when|where|and|or)\b)[\w.-]+\s*){{1,4}})",
        text,
        re.I,
    )
    return tuple(dict.fromkeys(tokens(match[1]))) if match else ()


ORDER = re.compile(r"^\W*(?:please |can you |could you )?(?:list|name|enumerate|show|describe|explain|define|compare|summari[sz]e|outline)\b(?=\s+\w)", re.I)
COUNTED_TIME = re.compile(r"(?<![\w$.,-])\d+(?=\s+(?:minute|hour|day|week|month|year)s?\b)", re.I)  # "7 days": what is asked is of days


def content_tokens(text: str) -> list[str]:
    """Tokens without stop words; with them where nothing else is there."""
    return list(dict.fromkeys(tokens(text))) or list(dict.fromkeys(tokens(text, keep_stop_words=True)))


def names(text: str) -> tuple[str, ...]:
    """Capitalised words, acronyms and codes after the first word; none where everything is shouted."""
    found = re.findall(r"[A-Za-z0-9][\w.+#&'’-]*", text)
    if sum(word.isupper() for word in found) > len(found) / 2:
        return ()
    return tuple(
        word.rstrip(".'’")
        for at, word in enumerate(found)
        if not re.fullmatch(r"[\d.,]+k|\d+-(?:year|month|week|day|hour|minute)s?(?:-\w+)*", word, re.I)  # a sum, a measure
        and (
            (word[0].isupper() and fold(word) != "ok" and (at > 0 or (len(word) > 1 and word.isupper())) and fold(word) not in STOP_WORDS)
            or re.search(r"\d.*[A-Za-z]|[A-Za-z].*\d", word)
        )
    )
