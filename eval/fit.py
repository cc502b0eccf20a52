"""Fit the weights of the assistant's two models on question sets.

QuestionSets -> `Fit`: weights of sentences (does this sentence answer?) and of replies (do the
documents answer at all?), a logistic one and a forest, as `assistant/fitted.json` holds them, with
figures that say what they are worth, and how much what the cross-encoder reads counts beside both; that is
fitted on sets that it was not trained on only. Every question is read by the assistant itself. A set weighs as the
square root of its questions, and for replies its answerable ones as much as the others; a set with passages
of its own is read passage by passage, any other over all its documents.

The figures are of five-fold cross-validation: questions that hang together (`Question.cluster`)
stay in one fold, and both models are fitted anew for each. The same input gives the same digits.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import assistant
from assistant import Assistant, AssistantConfig
from assistant.confidence import REPLY_FEATURES, Calibration, ReplyModel, fitted_threshold, reply_calibration, reply_features, reply_model
from assistant.cross_encoder import asked_as, read_as
from assistant.evidence import FEATURES, READ, Evidence, Reread, Weights, log_odds, reread_weights, sentence_weights, weigh
from assistant.forest import Forest, Tree
from assistant.reading import Reading
from eval.data import Question, QuestionSet
from eval.errors import DataError, RunError
from eval.measures.abstention import auroc, calibration_error, must_decline
from eval.measures.spans import Place, overlap, same
from eval.measures.text import normalise
from eval.run import config_for, scope

FITTED = Path(assistant.__file__).parent / "fitted.json"  # what the assistant reads
PENALTY = 0.3  # inverse strength of the L2 penalty, `C` of scikit-learn
REPLY_PENALTY = 0.03  # the same, of the confidence's logistic model
FOLDS = 5
STRANGER_EVERY = 8  # of another set's questions, so many apart, those that are asked of a set's documents too
TREES, DEPTH, LEAST_LEAF = 100, 8, 0.005  # of the forest; a leaf holds at least this share of the questions
DIGITS = 4
TOLERANCE = 0.002  # a figure that is lower by less counts as level: the digits of the weights are rounded
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
    scores: np.ndarray  # float, (len(evidence),): what the cross-encoder makes of the likeliest sentences; nan for the others
    trained_on: bool  # the cross-encoder was trained on this set

    @property
    def group(self) -> str:
        return f"{self.set_name}/{self.question.cluster}"

    @property
    def teaches_sentences(self) -> bool:
        """Stands on its own, and some of its sentences answer and some do not."""
        return self.question.answerable and not self.question.history and bool(self.answers.any()) and not self.answers.all()

    def replied(self, weights: Weights) -> np.ndarray:
        """Reply features as they are when sentences are weighed so."""
        chances = weights.chance(self._table)
        order = np.lexsort((np.arange(len(chances)), -np.round(chances, 9)))
        evidence = [replace(self.evidence[at], chance=float(chances[at])) for at in order]
        return reply_features(self.reading.question, evidence, self.reading.index, self.reading.found)

    def found_at(self, weights: Weights, reread: Reread, depth: int) -> bool:
        """Is one of the `depth` likeliest sentences, when they are weighed and read so, one that answers?"""
        order, chances, scores = self.read(weights)
        return bool(self.answers[order[np.argsort(-reread(chances, scores), kind="stable")[:depth]]].any())

    def read(self, weights: Weights) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Places of the evidence, likeliest first; its chances; and the scores of the first READ, one that was not read counting as the worst."""
        chances = weights.chance(self._table)
        order = np.lexsort((np.arange(len(chances)), -np.round(chances, 9)))
        scores = self.scores[order[:READ]]
        worst = np.nanmin(self.scores)
        return order, chances[order], np.where(np.isnan(scores), worst, scores)

    @property
    def _table(self) -> np.ndarray:
        return np.array([one.features for one in self.evidence])


@dataclass(frozen=True)
class Fit:
    """Two fitted models, and for each set the figures of now, of the fit and of its cross-validation."""

    sentence: Weights
    reply: ReplyModel
    calibration: Calibration
    reread: Reread
    threshold: float
    figures: dict[str, dict[str, dict[str, float]]]  # set -> "now" | "fitted" | "held out" -> figure -> value
    counts: dict[str, tuple[int, int]]  # set -> questions, of which teach sentences

    def to_dict(self) -> dict[str, Any]:
        """The shape of `assistant/fitted.json`."""
        return {
            "sentence": _plain(self.sentence, FEATURES),
            "reread": asdict(self.reread),
            "reply": self.reply.to_dict(),
            "calibration": asdict(self.calibration),
            "threshold": self.threshold,
        }


def opener_of(config: AssistantConfig) -> Opener:
    """Opens the assistant over the documents of a set."""
    return lambda questions: Assistant.open(config_for(questions, config))


def fit(sets: Sequence[QuestionSet], opener: Opener, threshold: float | None = None) -> Fit:
    """Raises: DataError where the sets cannot teach one of the models."""
    examples = [example for questions, strangers in zip(sets, _strangers(sets), strict=True) for example in read_set(questions, opener, strangers)]
    present = (sentence_weights(), reply_model(), reply_calibration(), reread_weights())
    held_out = _held_out(examples)
    second = (_calibrate(examples, held_out), _fit_reread(examples, held_out))
    fitted = (*_fit_both(examples), *second)
    figures = {}
    for name in dict.fromkeys(e.set_name for e in examples):
        own = [at for at, e in enumerate(examples) if e.set_name == name]
        part = [examples[at] for at in own]
        figures[name] = {
            "now": _figures(part, [present] * len(part)),
            "fitted": _figures(part, [fitted] * len(part)),
            "held out": _figures(part, [(*held_out[at], *second) for at in own]),
        }
    counts = {name: (sum(e.set_name == name for e in examples), sum(e.set_name == name and e.teaches_sentences for e in examples)) for name in figures}
    return Fit(*fitted, fitted_threshold() if threshold is None else threshold, figures, counts)


def _strangers(sets: Sequence[QuestionSet]) -> list[list[Question]]:
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
    with opener(questions) as opened:
        read = (_example(questions.name, q, opened, by_passage) for q in track(asked, questions.name, console=Console(stderr=True)))
        return [example for example in read if example]


def _example(name: str, question: Question, opened: Any, by_passage: bool) -> Example | None:
    """None where nothing was found."""
    given = scope(question) if by_passage else None
    history = [{"role": turn.role, "content": turn.text} for turn in question.history]
    reading = opened.reading(question.text, history, given)
    evidence = sorted(reading.evidence, key=lambda one: one.position)
    if given:
        places = [(p.document_id, p.start, len(opened.documents[p.document_id].text) if p.end is None else p.end) for p in given]
        evidence = [one for one in evidence if any(overlap(_place(one), place) for place in places)]
    if not evidence:
        return None
    weighed = {one.position: one for one in weigh(reading.question, reading.found, reading.index)}
    evidence = [weighed[one.position] for one in evidence]  # as it was before it was read
    scores = np.full(len(evidence), np.nan)
    likeliest = sorted(range(len(evidence)), key=lambda at: (-evidence[at].chance, at))[: READ + 2]
    texts = [read_as(reading.index, evidence[at].position) for at in likeliest]
    scores[likeliest] = opened.cross_encoder.scores(asked_as(reading.question.text, reading.said), texts)
    return Example(name, question, reading, tuple(evidence), answering(question, evidence), scores, name in opened.cross_encoder.trained_on)


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


def write(found: Fit, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = ("threshold", "calibration", "sentence", "reread", "reply")
    lines = ",\n".join(f'"{part}": {json.dumps(found.to_dict()[part], separators=(",", ":"))}' for part in parts)
    path.write_text(f"{{{lines}}}\n", encoding="utf-8")


def accept(found: Fit, path: Path = FITTED) -> None:
    """Write the weights into the assistant. Raises: RunError where they are worse on these questions than those it has."""
    for figure in ("AUROC", "top-1"):
        now, then = (_mean(found, which, figure) for which in ("now", "fitted"))
        if then < now - TOLERANCE:
            raise RunError(f"{path}: left as it is, because {figure} over the sets would fall from {now:.3f} to {then:.3f}; fit on more or other sets")
    write(found, path)


def table(found: Fit) -> str:
    """One Markdown row for each set and each pair of models."""
    names = ("AUROC", "calibration error", "top-1", "top-2")
    head = f"| set | questions | teach sentences | weights | {' | '.join(names)} |\n|---|---|---|---|---|---|---|---|\n"
    rows = [
        f"| {name} | {found.counts[name][0]} | {found.counts[name][1]} | {which} | {' | '.join(_figure(values[n]) for n in names)} |\n"
        for name, by_weights in found.figures.items()
        for which, values in by_weights.items()
    ]
    return head + "".join(rows)


def _fit_both(examples: Sequence[Example]) -> tuple[Weights, ReplyModel]:
    sentence = _fit_sentences([e for e in examples if e.teaches_sentences])
    return sentence, _fit_replies(examples, sentence)


def _fit_sentences(examples: Sequence[Example]) -> Weights:
    if not examples:
        raise DataError("no question has both a sentence that answers and one that does not, expected marked places, answers or facts")
    per_set = _count([e.set_name for e in examples])
    weight = np.concatenate([np.full(len(e.answers), per_set[e.set_name] ** -0.5 / len(e.answers)) for e in examples])
    return _logistic(np.vstack([e._table for e in examples]), np.concatenate([e.answers for e in examples]), weight)


def _fit_replies(examples: Sequence[Example], sentence: Weights) -> ReplyModel:
    label = np.array([e.question.answerable for e in examples])
    if label.all() or not label.any():
        raise DataError("the sets need answerable and unanswerable questions to fit a confidence")
    kinds = [(e.set_name, e.question.answerable) for e in examples]
    per_kind, kinds_of = _count(kinds), _count([name for name, _ in set(kinds)])
    per_set = _count([e.set_name for e in examples])
    weight = np.array([per_set[kind[0]] ** 0.5 / per_kind[kind] if kinds_of[kind[0]] == 2 else 0.0 for kind in kinds])  # a set of one kind says nothing here
    if not weight.any():
        raise DataError("no set has both answerable and unanswerable questions, expected at least one that has")
    features = np.array([e.replied(sentence) for e in examples])
    model = ExtraTreesClassifier(TREES, max_depth=DEPTH, min_samples_leaf=LEAST_LEAF, random_state=0)
    model.fit(features[:, : len(REPLY_FEATURES)], label, sample_weight=weight / weight.mean())
    return ReplyModel(Forest(REPLY_FEATURES, [_nested(one.tree_) for one in model.estimators_]), _logistic_scaled(features, label, weight))


def _calibrate(examples: Sequence[Example], held_out: Sequence[tuple[Weights, ReplyModel]]) -> Calibration:
    """Fitted on the models' chances for questions that they were not fitted on, and on scores of sets unknown to the cross-encoder. Source: Platt, 1999."""
    unknown = _unknown(examples)
    raw = [float(held_out[at][1].chance(examples[at].replied(held_out[at][0]))) for at in unknown]
    best = [float(examples[at].read(held_out[at][0])[2].max()) for at in unknown]
    per_set = _count([examples[at].set_name for at in unknown])
    weight = np.array([per_set[examples[at].set_name] ** -0.5 for at in unknown])
    found = _logistic(np.column_stack([log_odds(np.array(raw)), best]), np.array([examples[at].question.answerable for at in unknown]), weight)
    return Calibration(float(found.values[0]), found.bias, float(found.values[1]))


def _fit_reread(examples: Sequence[Example], held_out: Sequence[tuple[Weights, ReplyModel]]) -> Reread:
    """Fitted on the sentences that are read, of questions that teach sentences, in sets unknown to the cross-encoder."""
    unknown = [at for at in _unknown(examples) if examples[at].teaches_sentences]
    rows, answers, weight = [], [], []
    per_set = _count([examples[at].set_name for at in unknown])
    for at in unknown:
        order, chances, scores = examples[at].read(held_out[at][0])
        rows.append(np.column_stack([log_odds(chances[: len(scores)]), scores]))
        answers.append(examples[at].answers[order[: len(scores)]])
        weight.append(np.full(len(scores), per_set[examples[at].set_name] ** -0.5 / len(scores)))
    if not rows or np.concatenate(answers).all() or not np.concatenate(answers).any():
        return reread_weights()
    found = _logistic(np.vstack(rows), np.concatenate(answers), np.concatenate(weight))
    return Reread(found.bias, float(found.values[0]), float(found.values[1]))


def _unknown(examples: Sequence[Example]) -> list[int]:
    """Places of the examples that the cross-encoder was not trained on; of all where it was trained on all."""
    return [at for at, e in enumerate(examples) if not e.trained_on] or list(range(len(examples)))


def _nested(tree: Any, at: int = 0) -> Tree:
    """A tree of scikit-learn as nested lists."""
    if tree.children_left[at] < 0:
        other, yes = tree.value[at][0]
        return round(float(yes / (yes + other)), DIGITS)
    below, above = (_nested(tree, int(side[at])) for side in (tree.children_left, tree.children_right))
    return [int(tree.feature[at]), round(float(tree.threshold[at]), DIGITS), below, above]


def _logistic(features: np.ndarray, label: np.ndarray, weight: np.ndarray) -> Weights:
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit(features, label, sample_weight=weight / weight.mean())
    return Weights(round(float(model.intercept_[0]), DIGITS), np.round(model.coef_[0], DIGITS))


def _logistic_scaled(features: np.ndarray, label: np.ndarray, weight: np.ndarray) -> Weights:
    """A logistic model whose penalty is the same for every feature, whatever its range; its weights are those of the features as they are."""
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread[spread < 1e-9] = 1.0
    model = LogisticRegression(C=REPLY_PENALTY, max_iter=3000).fit((features - mean) / spread, label, sample_weight=weight / weight.mean())
    values = np.round(model.coef_[0] / spread, DIGITS)
    return Weights(round(float(model.intercept_[0] - values @ mean), DIGITS), values)


def _held_out(examples: Sequence[Example]) -> list[tuple[Weights, ReplyModel]]:
    """For each example two models that were fitted without its fold."""
    groups = [e.group for e in examples]
    folds = min(FOLDS, len(set(groups)))
    if folds < 2:
        raise DataError("all questions hang together in one cluster, expected at least two to cross-validate")
    found: list[Any] = [None] * len(examples)
    for kept, left in GroupKFold(folds).split(examples, groups=groups):
        both = _fit_both([examples[at] for at in kept])
        for at in left:
            found[at] = both
    return found


def _figures(examples: Sequence[Example], weights: Sequence[tuple[Weights, ReplyModel, Calibration, Reread]]) -> dict[str, float]:
    """nan where a figure is not defined."""
    confidence = np.array(
        [
            float(calibration(reply.chance(e.replied(sentence)), e.read(sentence)[2].max()))
            for e, (sentence, reply, calibration, _) in zip(examples, weights, strict=True)
        ]
    )
    label = np.array([e.question.answerable for e in examples], float)
    ones = np.ones((1, len(label)))
    taught = [(e, sentence, reread) for e, (sentence, _, _, reread) in zip(examples, weights, strict=True) if e.teaches_sentences]
    top = {f"top-{depth}": float(np.mean([e.found_at(*how, depth) for e, *how in taught])) if taught else math.nan for depth in (1, 2)}
    return {"AUROC": float(auroc(confidence, label, ones)[0]), "calibration error": float(calibration_error(confidence, label, ones)[0]), **top}


def _mean(found: Fit, which: str, figure: str) -> float:
    values = [by_weights[which][figure] for by_weights in found.figures.values()]
    return float(np.nanmean(values))


def _count(keys: Sequence[Any]) -> dict[Any, int]:
    return {key: keys.count(key) for key in set(keys)}


def _place(one: Evidence) -> Place:
    return one.sentence.document_id, one.sentence.start, one.sentence.end


def _figure(value: float) -> str:
    return "not defined" if math.isnan(value) else f"{value:.3f}"


def _plain(weights: Weights, names: Sequence[str]) -> dict[str, Any]:
    return {"bias": weights.bias, "weights": {name: float(value) for name, value in zip(names, weights.values, strict=True)}}
