"""Teach a reader which workings answer, and measure it.

Question sets with workings (`meta.working`, "2*12 + 2*5") -> the pairs that `eval.train` learns from: a number that enters and another, the
right working and likely ones that are not, and whether a question is to be worked out at all. Question sets -> the weights of a working's
shape and of how sure the likeliest is, with figures, on what the reader makes of questions that it did not learn from.
"""

from __future__ import annotations

import ast
import json
import operator
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from sklearn.linear_model import LogisticRegression

from assistant.evidence import Weights
from assistant.reading import Reading
from eval.data import Question, QuestionSet
from eval.errors import DataError
from eval.examples import Opener, holds_facts
from eval.fit import PENALTY
from eval.measures.spans import overlap
from eval.run import scope
from eval.train import Pairs, Recipe
from eval.workings.enumeration import FEATURES as SHAPE
from eval.workings.enumeration import SURE, Working, features_of, log_odds_of, workings
from eval.workings.judging import FEATURES, FITTED, LEAST_ASKED, MOST_ENTER, STAGE, TO_BE_WORKED_OUT, Judge, Worked, entering, operand_text, working_text
from eval.workings.operands import OF_QUESTION, Operand

RECIPE = Recipe(STAGE, epochs=1.0, rate=8e-5, head_rate=6e-4, falling=0.9, kept=0.0)
LIKELY, FURTHER, PLAIN = 5, 1, 2  # wrong workings of one question: among the likeliest, further off, and of a question with nothing to work out
NEAREST, DRAWN = 24, 60  # workings among which those are drawn
EVERY = 100_000  # workings: all there are
OF_ONE = 300  # wrong workings of one question that the shape is fitted on
BAR = 0.5  # chance from which a working would be shown
NO_LESS = -30.0  # log-odds: every question is worked out where weights are fitted
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


@dataclass(frozen=True)
class Wanted:
    """The working that a question set gives."""

    value: float
    numbers: frozenset[float]

    def __contains__(self, working: Working) -> bool:
        near = max(0.006, abs(self.value) * 2e-4)
        return abs(float(working.value) - self.value) < near and all(float(operand.value) in self.numbers for operand in working.operands)


def wanted_of(expression: str) -> Wanted:
    """Of an expression of numbers, + - * / and brackets. Raises DataError for any other.

    >>> wanted_of("2*12 + 2*5").value
    34.0
    """
    numbers: set[float] = set()

    def value(node: ast.AST) -> float:
        if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            return OPERATORS[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            numbers.add(float(node.value))
            return float(node.value)
        raise DataError(f"meta.working is {expression!r}, expected numbers with + - * / and brackets")

    try:
        return Wanted(value(ast.parse(expression, mode="eval").body), frozenset(numbers))
    except (SyntaxError, ZeroDivisionError) as error:
        raise DataError(f"meta.working is {expression!r}, expected an expression that can be worked out ({error})") from error


def pairs(sets: Sequence[QuestionSet], opener: Opener, judge: Judge) -> list[Pairs]:
    """What is to be learnt from, the wrong workings being those that a judge finds likely: of sets without workings only that their questions ask for nothing to be worked out."""
    chance = random.Random(0)
    found: list[Pairs] = []
    for questions in sets:
        if any("working" in question.meta for question in questions.questions):
            for question, reading in _readings(questions, opener):
                found += _worked(question, reading, judge, chance) if "working" in question.meta else _plain(question, reading, judge, chance)
        else:
            found += [Pairs(question.text, (TO_BE_WORKED_OUT,), (False,), (None,)) for question in questions.questions]
    return found


def _worked(question: Question, reading: Reading, judge: Judge, chance: random.Random) -> list[Pairs]:
    wanted, numbers, index = wanted_of(question.meta["working"]), entering(reading), reading.index
    enter = [one for one in numbers if float(one.value) in wanted.numbers and (one.position == OF_QUESTION or _marked(question, reading, one))]
    others = [one for one in numbers if one not in enter]
    read = [(one, True) for one in chance.sample(enter, min(1, len(enter)))] + [(one, False) for one in chance.sample(others, min(1, len(others)))]
    likely = [(one, sure) for one, sure in judge.likely_operands(reading) if one not in enter]
    drawn = [*((one, SURE) for one in enter[:MOST_ENTER]), *likely[: max(0, MOST_ENTER - len(enter))]]
    found = [working for working, _ in workings(drawn, reading.question.kind, EVERY, judge.shape)]
    right = [working for working in found if working in wanted][:1]
    wrong = [working for working in found[:DRAWN] if abs(float(working.value) - wanted.value) > 0.01]
    near, far = wrong[:NEAREST], wrong[NEAREST:]
    chosen = [*chance.sample(near, min(LIKELY, len(near))), *chance.sample(far, min(FURTHER, len(far)))]
    texts = [*((operand_text(index, one), enters) for one, enters in read), (TO_BE_WORKED_OUT, True)]
    return [_pairs(question, [*((working_text(index, one), True) for one in right), *((working_text(index, one), False) for one in chosen), *texts])]


def _plain(question: Question, reading: Reading, judge: Judge, chance: random.Random) -> list[Pairs]:
    """Of a question that the documents answer outright, or not at all: then whether it asks for something to be worked out is left open."""
    found = [working for working, _ in workings(judge.likely_operands(reading), reading.question.kind, NEAREST, judge.shape)]
    texts = [(working_text(reading.index, one), False) for one in chance.sample(found, min(PLAIN, len(found)))]
    return [_pairs(question, [*texts, *([(TO_BE_WORKED_OUT, False)] if question.answerable else [])])] if texts or question.answerable else []


def _pairs(question: Question, texts: Sequence[tuple[str, bool]]) -> Pairs:
    return Pairs(question.text, tuple(text for text, _ in texts), tuple(right for _, right in texts), (None,) * len(texts))


def _marked(question: Question, reading: Reading, operand: Operand) -> bool:
    sentence = reading.index.sentences[operand.position]
    return any(overlap((sentence.document_id, sentence.start, sentence.end), span) for span in question.spans)


def _readings(questions: QuestionSet, opener: Opener) -> Iterator[tuple[Question, Reading]]:
    with opener(questions) as opened:
        for question in track(questions.questions, questions.name, console=Console(stderr=True)):
            history = [{"role": turn.role, "content": turn.text} for turn in question.history]
            yield question, opened.reading(question.text, history, scope(question))


def fit(sets: Sequence[QuestionSet], opener: Opener, judge: Judge) -> tuple[Weights, Weights, dict[str, float]]:
    """The weights of a working's shape, those of how sure the likeliest is, and figures of both on the same questions.

    Raises DataError where no set has workings, no likeliest working is right, or all are.
    """
    shape = _fit_shape([questions for questions in sets if any("working" in question.meta for question in questions.questions)], opener, judge)
    judge = Judge(judge.reader, shape)
    rows: list[tuple[Worked | None, bool, bool]] = []
    for questions in sets:
        for question, reading in _readings(questions, opener):
            asks = "form:computed" in question.tags
            worked = judge.work_out(reading, NO_LESS if asks else LEAST_ASKED)
            rows.append((worked, asks, worked is not None and asks and holds_facts(question, worked.working.result)))
    tried = [(worked.features, right) for worked, _, right in rows if worked is not None]
    features, label = np.array([one for one, _ in tried]), np.array([right for _, right in tried], bool)
    if not len(label) or label.all() or not label.any():
        raise DataError("the sets need questions that are worked out rightly and others, expected form:computed among the tags")
    sure = _logistic(features, label)
    shown = [(asks, right) for worked, asks, right in rows if worked is not None and worked.features[0] >= LEAST_ASKED and sure.chance(worked.features) >= BAR]
    asked = sum(asks for _, asks, _ in rows)
    return (
        shape,
        sure,
        {
            "to be worked out": asked,
            "likeliest right": sum(right for *_, right in rows),
            "shown right": sum(right for _, right in shown),
            "shown wrong": sum(asks and not right for asks, right in shown),
            "others": len(rows) - asked,
            "others worked out": sum(not asks for asks, _ in shown),
        },
    )


def _fit_shape(sets: Sequence[QuestionSet], opener: Opener, judge: Judge) -> Weights:
    """Fitted on questions with workings, one of which is the right one."""
    chance, rows, label = random.Random(0), [], []
    for questions in sets:
        for question, reading in _readings(questions, opener):
            if "working" not in question.meta:
                continue
            wanted, likely = wanted_of(question.meta["working"]), judge.likely_operands(reading)
            found = [working for working, _ in workings(likely, reading.question.kind, EVERY, judge.shape)]
            right = [working for working in found if working in wanted]
            wrong = [working for working in found if working not in wanted] if right else []
            odds = log_odds_of(likely)
            for one in [*right, *chance.sample(wrong, min(OF_ONE, len(wrong)))]:
                rows.append(features_of(one, frozenset(one.operands), odds, reading.question.kind))
                label.append(one in wanted)
    if not any(label) or all(label):
        raise DataError("no set has workings of which some are right, expected meta.working as in eval/questions/passages/computed_apart")
    return _logistic(np.array(rows, dtype=np.float64), np.array(label))


def _logistic(features: np.ndarray, label: np.ndarray) -> Weights:
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit(features, label)
    return Weights(round(float(model.intercept_[0]), 4), np.round(model.coef_[0], 4))


def write(shape: Weights, sure: Weights, folder: Path) -> None:
    """Both models, into the folder of their reader."""
    named = {"shape": (SHAPE, shape), "sure": (FEATURES, sure)}
    parts = {part: {"bias": weights.bias, "weights": dict(zip(names, map(float, weights.values), strict=True))} for part, (names, weights) in named.items()}
    (folder / FITTED).write_text(json.dumps(parts) + "\n", encoding="utf-8")
