"""What a cross-encoder is shown of a question to learn from.

Example -> `Shown`s. The small reader sees the sentences that answer and the likeliest ones that do not, each by itself; a question that the
documents do not answer has only the latter. The large one sees several of the likeliest at once, mostly with one that answers among
them, and some questions' sentences by themselves.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.passages import Passage, asked_as, passages_of, read_as
from eval.examples import Example, verdict_of

LIKELIEST = 8  # sentences of a question, by what the assistant makes of them, that pairs are taken from
ANSWERING, OTHERS, OTHERS_ALONE = 2, 4, 3  # at most so many that answer, so many that do not, and so many where none does
SHOWN, SHOWN_FROM = (4, 4, 5, 5, 6, 8), 16  # sentences that are shown at once, one of these numbers; so many of the likeliest they are drawn from
NEAREST = 0.7  # share of questions whose likeliest sentences are shown, not any of those
BROUGHT_IN = 0.8  # share of answerable questions to which a sentence that answers is brought in where none was drawn
BY_ITSELF = 0.2  # share of questions whose sentences are shown one by one


@dataclass(frozen=True)
class Shown:
    """One question and the texts that it is read with, each by itself or all at once."""

    question: str
    passages: tuple[Passage, ...]
    answers: tuple[bool, ...]
    says: tuple[bool | None, ...]  # Yes or No, where that is known

    @property
    def length(self) -> int:
        return len(self.question) + sum(len(passage.joined) for passage in self.passages)


def shown_of(example: Example, beside: bool, chance: random.Random) -> list[Shown]:
    """What a question is learnt from; nothing where the documents answer and no sentence that does was found."""
    order = sorted(range(len(example.evidence)), key=lambda at: (-example.evidence[at].chance, at))
    if example.question.answerable and not example.answers.any():
        return []
    if not beside:
        chosen = _pairs(example, order)
        return [_shown(example, chosen, [Passage("", read_as(example.reading.index, example.evidence[at].position)) for at in chosen])] if chosen else []
    drawn = sorted(_drawn(example, order, chance), key=lambda at: example.evidence[at].position)
    groups = [[at] for at in _one_of_each(example, drawn)] if chance.random() < BY_ITSELF else [drawn]
    return [_shown(example, group, passages_of(example.reading.index, [example.evidence[at].position for at in group])) for group in groups if group]


def _pairs(example: Example, order: Sequence[int]) -> list[int]:
    near = order[:LIKELIEST]
    answering = [at for at in (*near, *order[LIKELIEST:]) if example.answers[at]][:ANSWERING]
    return answering + [at for at in near if not example.answers[at]][: OTHERS if answering else OTHERS_ALONE]


def _drawn(example: Example, order: Sequence[int], chance: random.Random) -> list[int]:
    many, near = chance.choice(SHOWN), list(order[:SHOWN_FROM])
    drawn = near[:many] if chance.random() < NEAREST else chance.sample(near, min(many, len(near)))
    answering = [at for at in order if example.answers[at]]
    if answering and not any(example.answers[at] for at in drawn) and chance.random() < BROUGHT_IN:
        drawn = [*drawn[: many - 1], chance.choice(answering)]
    return drawn


def _one_of_each(example: Example, drawn: Sequence[int]) -> list[int]:
    return [at for answers in (True, False) for at in drawn if bool(example.answers[at]) is answers][:2]


def _shown(example: Example, chosen: Sequence[int], passages: Sequence[Passage]) -> Shown:
    answers = tuple(bool(example.answers[at]) for at in chosen)
    verdict = verdict_of(example.question) if sum(answers) == 1 else None  # of several sentences it is not known which says so
    reading = example.reading
    asked = asked_as(reading.question.text, reading.said, reading.asked_back) if example.question.history else reading.question.text
    return Shown(asked, tuple(passages), answers, tuple(verdict if answer else None for answer in answers))
