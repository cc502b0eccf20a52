"""Questions as the assistant reads them, to fit and to train on.

QuestionSet -> `Example`s: the evidence of each question with its features, which of it answers, and what the
cross-encoders make of the likeliest of it (a later one only where it was not trained on the set). A set with passages of
its own is read passage by passage, any other over all its documents; some questions of another set may be asked of those
too, which they do not answer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track

from assistant import Assistant, AssistantConfig
from assistant.cross_encoder import ANSWERS, STAGES, CrossEncoder, scorer
from assistant.evidence import Evidence, Read, Reread, Weights, reread
from assistant.passages import asked_as
from assistant.reading import Reading
from eval.data import Question, QuestionSet
from eval.measures.abstention import must_decline
from eval.measures.spans import Place, overlap, same
from eval.measures.text import normalise
from eval.run import config_for, scope

YES, NO = re.compile(r"\byes\b", re.I), re.compile(r"\bno\b", re.I)
STRANGER_EVERY = 8  # of another set's questions, so many apart, those that are asked of a set's documents too
NOT_FROM_ONE_SENTENCE = frozenset(
    f"form:{form}" for form in ("small_talk", "injection", "out_of_scope", "language", "plan", "recommendation", "computed", "multi_part", "comparison")
)  # answered by other means than weighing sentences, so they teach nothing about it
Opener = Callable[[QuestionSet], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Example:
    """One question as the assistant read it."""

    set_name: str
    question: Question
    reading: Reading
    evidence: tuple[Evidence, ...]  # in the order of the documents
    answers: np.ndarray  # bool, (len(evidence),): the sentence answers
    scores: tuple[np.ndarray, ...]  # of each stage that read it: float, (len(evidence),), of the likeliest sentences; nan for the others
    known: tuple[bool, ...]  # whether the cross-encoder of each stage was trained on this set

    @property
    def group(self) -> str:
        return f"{self.set_name}/{self.question.cluster}"

    @property
    def teaches_sentences(self) -> bool:
        """Stands on its own, and some of its sentences answer and some do not."""
        return self.question.answerable and not self.question.history and bool(self.answers.any()) and not self.answers.all()

    def found_at(self, weights: Weights, rereads: Sequence[Reread], depth: int, stage: int) -> bool:
        """Is one of the `depth` likeliest sentences, when they are weighed and read so, one that answers?"""
        order, chances, scores = self.read(weights, rereads, stage)
        reread = rereads[stage]
        return bool(self.answers[order[np.argsort(-reread(chances, scores), kind="stable")[:depth]]].any())

    def read(self, weights: Weights, rereads: Sequence[Reread], stage: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Places of the evidence, likeliest first as the stages before left it; its chances before reading; and a stage's scores of the first of them, one that was not read counting as the worst."""
        if stage:
            order, chances, scores = self.read(weights, rereads, stage - 1)
            likeliest = np.lexsort((order, -np.round(rereads[stage - 1](chances, scores), 9)))
        else:
            chances = weights.chance(self.table)
            order = np.arange(len(chances))
            likeliest = np.lexsort((order, -np.round(chances, 9)))
        order, chances = order[likeliest], chances[likeliest]
        scores = self.scores[stage][order[: STAGES[stage].sentences]]
        worst = np.nanmin(self.scores[stage])
        return order, chances, np.where(np.isnan(scores), worst, scores)

    @property
    def table(self) -> np.ndarray:
        return np.array([one.features for one in self.evidence])


def opener_of(config: AssistantConfig) -> Opener:
    """Opens the assistant over the documents of a set."""
    return lambda questions: Assistant.open(config_for(questions, config))


def strangers_of(sets: Sequence[QuestionSet]) -> list[list[Question]]:
    """For each set that is asked of all its documents some questions of the next set with other documents, which these do not answer."""
    found: list[list[Question]] = []
    for at, questions in enumerate(sets):
        others = [other for other in (*sets[at + 1 :], *sets[:at]) if other.documents != questions.documents]
        chosen = [q for q in others[0].questions if not q.history][::STRANGER_EVERY] if others and not _by_passage(questions) else []
        nothing = {"answerable": False, "outcomes": [], "expect": [], "relevant": [], "meta": {}}
        found.append([q.model_copy(update={**nothing, "query_id": f"stranger-{q.query_id}"}) for q in chosen])
    return found


def _by_passage(questions: QuestionSet) -> bool:
    return any(q.meta.get("context") for q in questions.questions)


def read_set(questions: QuestionSet, opener: Opener, strangers: Sequence[Question] = ()) -> list[Example]:
    """Every question of a set that is one for the documents, as the assistant reads it, and those of another set."""
    by_passage = _by_passage(questions)
    asked = [
        q
        for q in (*questions.questions, *strangers)
        if must_decline(q) is not None and not NOT_FROM_ONE_SENTENCE & set(q.tags) and (scope(q) or not by_passage)
    ]
    with opener(questions) as opened, ThreadPoolExecutor(os.cpu_count()) as pool:
        read = pool.map(lambda question: _example(questions.name, question, opened, by_passage), asked)
        return [example for example in track(read, questions.name, len(asked), console=Console(stderr=True)) if example]


def _example(name: str, question: Question, opened: Any, by_passage: bool) -> Example | None:
    """None where nothing was found."""
    given = scope(question) if by_passage else None
    history = [{"role": turn.role, "content": turn.text} for turn in question.history]
    reading = opened.reading(question.text, history, given)
    evidence = sorted(reading.weighed, key=lambda one: one.position)
    if given:
        places = [(p.document_id, p.start, len(opened.documents[p.document_id].text) if p.end is None else p.end) for p in given]
        evidence = [one for one in evidence if any(overlap(_place(one), place) for place in places)]
    if not evidence:
        return None
    known = tuple(name in cross_encoder.trained_on for cross_encoder in opened.cross_encoders)
    readers = [
        cross_encoder
        for at, (cross_encoder, knows) in enumerate(zip(opened.cross_encoders, known, strict=True))
        if STAGES[at].reader == STAGES[0].reader or not knows
    ]
    return Example(name, question, reading, tuple(evidence), answering(question, evidence), _scores(reading, evidence, readers), known)


def _scores(reading: Reading, evidence: Sequence[Evidence], cross_encoders: Sequence[CrossEncoder]) -> tuple[np.ndarray, ...]:
    """What each stage makes of the sentences that are likeliest after the one before."""
    found = []
    at = {one.position: place for place, one in enumerate(evidence)}
    score = scorer(reading.index, asked_as(reading.question.text, reading.said, reading.asked_back), cross_encoders)
    likely = sorted(evidence, key=lambda one: (-one.chance, one.position))
    for stage in range(len(cross_encoders)):
        positions = [one.position for one in likely[: STAGES[stage].sentences]]
        scores = score(stage, positions)
        found.append(np.full(len(evidence), np.nan))
        found[-1][[at[position] for position in positions]] = scores[:, ANSWERS]
        likely = reread([evidence[at[one.position]] for one in likely], Read(stage, scores))
    return tuple(found)


def answering(question: Question, evidence: Sequence[Evidence]) -> np.ndarray:
    """Which sentences answer: stand at a marked place, or hold an expected fact in a relevant document, else a reference answer."""
    if question.expect and question.spans:
        return np.array([any(same(_place(one), span) for span in question.spans) for one in evidence], bool)
    if question.expect:
        relevant = {r.doc_id for r in question.relevant}
        facts = [re.compile(pattern, re.I) for fact in question.expect for pattern in fact if not pattern.startswith("^")]
        return np.array([one.sentence.document_id in relevant and any(fact.search(one.sentence.text) for fact in facts) for one in evidence], bool)
    answers = [normalise(answer) for answer in question.answers]
    held = np.array([any(a and f" {a} " in f" {normalise(one.sentence.text)} " for a in answers) for one in evidence], bool)
    return held if held.any() else np.array([any(same(_place(one), span) for span in question.spans) for one in evidence], bool)


def holds_facts(question: Question, text: str) -> bool:
    """Whether a text has every fact that is expected."""
    return all(any(re.search(pattern, text, re.I) for pattern in fact) for fact in question.expect)


def verdict_of(question: Question) -> bool | None:
    """Whether the right reply begins with Yes, or with No; None where it need not begin with either."""
    firsts = [pattern for fact in question.expect for pattern in fact if pattern.startswith("^")]
    yes, no = (any(word.search(re.sub(r"\\W", " ", pattern)) for pattern in firsts) for word in (YES, NO))
    return None if yes == no else yes


def _place(one: Evidence) -> Place:
    return one.sentence.document_id, one.sentence.start, one.sentence.end
