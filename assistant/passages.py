"""What is read of sentences together with a question: each by itself, or several at once.

Positions in an index -> `Passage`s, and a question with passages -> tokens for a model and the places of each sentence in them:
`<s> question </s></s> headings › sentence </s> headings › sentence </s> …`, in the order of the documents, headings only where they
change. A sentence that refers to the one before is led by it where that one is not read too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index import SearchIndex, Sentence

LONGEST_SAID = 120  # characters of what was said before
LONGEST_BEFORE = 160  # characters of the sentence before one that refers to it
ABOVE = 3  # headings that are read above a sentence, the title among them
LONGEST_QUESTION, LONGEST_HEADINGS = 90, 40  # tokens
LONGEST_SENTENCE = (96, 72, 56, 44, 34, 26, 20, 14)  # tokens; the first with which all fits
REFERRING = frozenset("it they he she this these those such its their his her both neither either".split())


@dataclass(frozen=True)
class Passage:
    """A text with the headings above it."""

    headings: str
    text: str

    @property
    def joined(self) -> str:
        return " › ".join(filter(None, (self.headings, self.text)))


def asked_as(question: str, said: str, asked_back: str = "") -> str:
    """What is read of a question: itself, after the question of ours that it answers, and what was said before in the turns that it leans on."""
    asked = f"{asked_back[-LONGEST_SAID:]} {question}" if asked_back else question
    return f"{asked} ({said[:LONGEST_SAID]})" if said else asked


def read_as(index: SearchIndex, position: int) -> str:
    """What is read of a sentence in one line: headings above it, the end of the sentence before where it refers to that, itself."""
    sentence = index.sentences[position]
    above = [sentence.title, *sentence.headings][:-1][1 - ABOVE :]
    own = sentence.text if sentence.text in {sentence.title, *sentence.headings} else sentence.indexed_text  # its own heading, in a text of one sentence
    return " › ".join([*above, " ".join(filter(None, (_led_by(index, position), own)))])


def passages_of(index: SearchIndex, positions: Sequence[int]) -> list[Passage]:
    """What is read of sentences that are read at once, as many as positions and in their order."""
    return [
        Passage(_headings(index.sentences[at]), " ".join(filter(None, ("" if at - 1 in positions else _led_by(index, at), _told(index.sentences[at])))))
        for at in positions
    ]


def coded(tokenizer: Any, question: str, passages: Sequence[Passage], longest: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Tokens of a question with passages, about `longest` at most, and where in them each passage stands (start, end exclusive), without its headings."""
    asked = _tokens(tokenizer, question)[:LONGEST_QUESTION]
    parts, last = [], ""
    for passage in passages:
        above = _tokens(tokenizer, f"{passage.headings} ›")[:LONGEST_HEADINGS] if passage.headings not in ("", last) else []
        parts.append((above, _tokens(tokenizer, passage.text)))
        last = passage.headings
    room = longest - len(asked) - 3 - sum(len(above) + 1 for above, _ in parts)
    most = next((most for most in LONGEST_SENTENCE if sum(min(len(text), most) for _, text in parts) <= room), LONGEST_SENTENCE[-1])
    found = [tokenizer.cls_token_id, *asked, tokenizer.sep_token_id, tokenizer.sep_token_id]
    places = []
    for above, text in parts:
        start = len(found) + len(above)
        found += [*above, *text[:most], tokenizer.sep_token_id]
        places.append((start, len(found)))
    return found, places


def _tokens(tokenizer: Any, text: str) -> list[int]:
    return tokenizer.encode(text, add_special_tokens=False, verbose=False)  # what is too long is cut here, no warning is due


def _headings(sentence: Sentence) -> str:
    return " › ".join(list(dict.fromkeys((sentence.title, *sentence.headings)))[-ABOVE:])


def _told(sentence: Sentence) -> str:
    return f"{sentence.label}: {sentence.told}" if sentence.label else sentence.told


def _led_by(index: SearchIndex, position: int) -> str:
    """The end of the sentence before, where one refers to that."""
    sentence, before = index.sentences[position], index.sentences[position - 1] if position else None
    opens = sentence.text.split(None, 1)[0].lower().strip("*_,.;:") if sentence.text else ""
    return before.text[-LONGEST_BEFORE:] if opens in REFERRING and before is not None and before.chunk == sentence.chunk else ""
