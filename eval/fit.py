"""Fit the weights of the assistant's two models on question sets.

QuestionSets -> `Fit`: weights of sentences (does this sentence answer?) and of replies (do the
documents answer at all?), a logistic one and a forest, as `assistant/fitted.json` holds them, with
figures that say what they are worth, and how much what the cross-encoder reads counts beside both; that is
fitted on sets that it was not trained on only. Every question is read by the assistant itself (`eval.examples`). A
set weighs as the square root of its questions, and for replies its answerable ones as much as the others.

The figures are of five-fold cross-validation: questions that hang together (`Question.cluster`)
stay in one fold, and both models are fitted anew for each. The same input gives the same digits.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import assistant
from assistant.compose.verdict import Verdict, read_to_say, verdict
from assistant.compose.yes_no import by_rules_alone, chosen_for, decided
from assistant.confidence import REPLY_FEATURES, Calibration, ReplyModel, fitted_threshold, read_on, reply_calibrations, reply_model
from assistant.cross_encoder import STAGES
from assistant.evidence import FEATURES, Reread, Weights, log_odds, reread_weights, sentence_weights
from assistant.forest import Forest, Tree
from eval.data import QuestionSet
from eval.errors import DataError, RunError
from eval.examples import Example, Opener, read_set, strangers_of, verdict_of
from eval.measures.abstention import auroc, calibration_error

FITTED = Path(assistant.__file__).parent / "fitted.json"  # what the assistant reads
PENALTY = 0.3  # inverse strength of the L2 penalty, `C` of scikit-learn
REPLY_PENALTY = 0.03  # the same, of the confidence's logistic model
FOLDS = 5
TREES, DEPTH, LEAST_LEAF = 100, 8, 0.005  # of the forest; a leaf holds at least this share of the questions
DIGITS = 4
TOLERANCE = 0.002  # a figure that is lower by less counts as level: the digits of the weights are rounded


@dataclass(frozen=True)
class Fit:
    """Two fitted models, and for each set the figures of now, of the fit and of its cross-validation."""

    sentence: Weights
    reply: ReplyModel
    calibrations: tuple[Calibration, ...]
    reread: tuple[Reread, ...]
    verdict: Verdict
    threshold: float
    figures: dict[str, dict[str, dict[str, float]]]  # set -> "now" | "fitted" | "held out" -> figure -> value
    counts: dict[str, tuple[int, int]]  # set -> questions, of which teach sentences

    def to_dict(self) -> dict[str, Any]:
        """The shape of `assistant/fitted.json`."""
        return {
            "sentence": _plain(self.sentence, FEATURES),
            "reread": [asdict(one) for one in self.reread],
            "reply": self.reply.to_dict(),
            "calibrations": [asdict(one) for one in self.calibrations],
            "verdict": asdict(self.verdict),
            "threshold": self.threshold,
        }


def fit(sets: Sequence[QuestionSet], opener: Opener, threshold: float | None = None) -> Fit:
    """Raises: DataError where the sets cannot teach one of the models."""
    examples = [example for questions, strangers in zip(sets, strangers_of(sets), strict=True) for example in read_set(questions, opener, strangers)]
    present = (sentence_weights(), reply_model(), reply_calibrations(), reread_weights())
    held_out = _held_out(examples)
    stages = range(len(STAGES))
    second = (tuple(_calibrate(examples, held_out, stage) for stage in stages), tuple(_fit_reread(examples, held_out, stage) for stage in stages))
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
    return Fit(*fitted, _fit_verdict(examples), fitted_threshold() if threshold is None else threshold, figures, counts)


def write(found: Fit, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = ("threshold", "calibrations", "verdict", "sentence", "reread", "reply")
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
    return _logistic(np.vstack([e.table for e in examples]), np.concatenate([e.answers for e in examples]), weight)


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


def _calibrate(examples: Sequence[Example], held_out: Sequence[tuple[Weights, ReplyModel]], stage: int) -> Calibration:
    """For a stage of reading. Fitted on the models' chances for questions that they were not fitted on, and on scores of sets unknown to the cross-encoder. Source: Platt, 1999."""
    unknown = _unknown(examples, stage)
    raw = [float(held_out[at][1].chance(examples[at].replied(held_out[at][0]))) for at in unknown]
    scores = [examples[at].read(held_out[at][0], stage)[2] for at in unknown]
    per_set = _count([examples[at].set_name for at in unknown])
    weight = np.array([per_set[examples[at].set_name] ** -0.5 for at in unknown])
    found = _logistic(
        np.column_stack([log_odds(np.array(raw)), [one.max() for one in scores], [one.min() for one in scores]]),
        np.array([examples[at].question.answerable for at in unknown]),
        weight,
    )
    return Calibration(float(found.values[0]), found.bias, float(found.values[1]), float(found.values[2]))


def _fit_reread(examples: Sequence[Example], held_out: Sequence[tuple[Weights, ReplyModel]], stage: int) -> Reread:
    """Fitted on the sentences that are read, of questions that teach sentences, in sets unknown to the cross-encoder."""
    unknown = [at for at in _unknown(examples, stage) if examples[at].teaches_sentences]
    rows, answers, weight = [], [], []
    per_set = _count([examples[at].set_name for at in unknown])
    for at in unknown:
        order, chances, scores = examples[at].read(held_out[at][0], stage)
        rows.append(np.column_stack([log_odds(chances[: len(scores)]), scores]))
        answers.append(examples[at].answers[order[: len(scores)]])
        weight.append(np.full(len(scores), per_set[examples[at].set_name] ** -0.5 / len(scores)))
    if not rows or np.concatenate(answers).all() or not np.concatenate(answers).any():
        return reread_weights()[stage]
    found = _logistic(np.vstack(rows), np.concatenate(answers), np.concatenate(weight))
    return Reread(found.bias, float(found.values[0]), float(found.values[1]))


def _fit_verdict(examples: Sequence[Example]) -> Verdict:
    """Fitted on questions whose right reply begins with Yes or No, in sets unknown to the cross-encoder; the present one where there are too few."""
    rows, answers, weight = [], [], []
    unknown = [examples[at] for at in _unknown(examples, len(STAGES) - 1)]
    per_set = _count([example.set_name for example in unknown])
    for example in unknown:
        reading, right = example.reading, verdict_of(example.question)
        chosen = chosen_for(reading) if right is not None and reading.question.form == "yes_no" else []
        decisive, by_rule = decided(reading, chosen) if chosen else (None, None)
        says = read_to_say(chosen)
        if decisive is not None and says is not None and not by_rules_alone(reading, decisive):
            rows.append((0.0 if by_rule is None else 1.0 if by_rule else -1.0, says))
            answers.append(right)
            weight.append(per_set[example.set_name] ** -0.5)
    if len(set(answers)) < 2:
        return verdict()
    found = _logistic(np.array(rows), np.array(answers), np.array(weight))
    return Verdict(found.bias, float(found.values[0]), float(found.values[1]))


def _unknown(examples: Sequence[Example], stage: int) -> list[int]:
    """Places of the examples that a stage's cross-encoder was not trained on; of all that it read where it was trained on all of those."""
    read = [at for at, e in enumerate(examples) if len(e.scores) > stage]
    return [at for at in read if not examples[at].known[stage]] or read


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


def _figures(examples: Sequence[Example], weights: Sequence[tuple[Weights, ReplyModel, tuple[Calibration, ...], tuple[Reread, ...]]]) -> dict[str, float]:
    """nan where a figure is not defined."""
    judged = [_judged(e, *how) for e, how in zip(examples, weights, strict=True)]
    confidence = np.array([sure for _, sure in judged])
    label = np.array([e.question.answerable for e in examples], float)
    ones = np.ones((1, len(label)))
    taught = [(e, how[0], how[-1], stage) for e, how, (stage, _) in zip(examples, weights, judged, strict=True) if e.teaches_sentences]
    top = {
        f"top-{depth}": float(np.mean([e.found_at(sentence, rereads, depth, stage) for e, sentence, rereads, stage in taught])) if taught else math.nan
        for depth in (1, 2)
    }
    return {"AUROC": float(auroc(confidence, label, ones)[0]), "calibration error": float(calibration_error(confidence, label, ones)[0]), **top}


def _judged(example: Example, sentence: Weights, reply: ReplyModel, calibrations: Sequence[Calibration], _: Sequence[Reread]) -> tuple[int, float]:
    """The stage in which reading ends, of those that read this example, and the confidence."""
    chance = float(reply.chance(example.replied(sentence)))
    says = example.reading.question.form == "yes_no"
    read, sure = read_on(chance, lambda stage: example.read(sentence, stage)[2][:, None], calibrations[: len(example.scores)], says)
    return read.stage, sure


def _mean(found: Fit, which: str, figure: str) -> float:
    values = [by_weights[which][figure] for by_weights in found.figures.values()]
    return float(np.nanmean(values))


def _count(keys: Sequence[Any]) -> dict[Any, int]:
    return {key: keys.count(key) for key in set(keys)}


def _figure(value: float) -> str:
    return "not defined" if math.isnan(value) else f"{value:.3f}"


def _plain(weights: Weights, names: Sequence[str]) -> dict[str, Any]:
    return {"bias": weights.bias, "weights": {name: float(value) for name, value in zip(names, weights.values, strict=True)}}
