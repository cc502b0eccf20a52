"""Fit the weights of the assistant's models on question sets.

QuestionSets -> `Fit`: weights of sentences (does this sentence answer?), of what reading them adds, and of the
confidence (do the documents answer at all?), as `assistant/fitted.json` holds them, with figures that say what they are
worth. What depends on reading is fitted on sets only that the stage's cross-encoder was not trained on. Every question is
read by the assistant itself (`eval.examples`). A set weighs as the square root of its questions.

The figures are of five-fold cross-validation: questions that hang together (`Question.cluster`)
stay in one fold, and all models are fitted anew for each. The same input gives the same digits.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import assistant
from assistant.compose.lists.groups import FEATURES as GROUP_FEATURES
from assistant.compose.lists.groups import STAGES as GROUP_STAGES
from assistant.compose.lists.groups import Group, features_of, group_weights, groups_of, likeliest_first
from assistant.compose.verdicts.verdict import Verdict, read_to_say, verdict
from assistant.compose.verdicts.yes_no import by_rules_alone, chosen_for, decided
from assistant.confidence import OPEN, OPEN_ALONE, asked_features, confidences, features_at, fitted_threshold, read_features, read_on
from assistant.cross_encoder import STAGES
from assistant.evidence import FEATURES, Reread, Weights, log_odds, reread_weights, sentence_weights
from eval.data import Question, QuestionSet
from eval.errors import DataError, RunError
from eval.examples import Example, Opener, holds_facts, read_set, strangers_of, verdict_of
from eval.measures.abstention import auroc, calibration_error

FITTED = Path(assistant.__file__).parent / "fitted.json"  # what the assistant reads
PENALTY = 0.3  # inverse strength of the L2 penalty, `C` of scikit-learn
FOLDS = 5
DIGITS = 4
MUCH_LONGER = 3.0  # than the shortest group that holds all that is expected
TOLERANCE = 0.002  # a figure that is lower by less counts as level: the digits of the weights are rounded


@dataclass(frozen=True)
class Models:
    """All that is fitted to tell what answers."""

    sentence: Weights
    confidences: tuple[Weights, ...]  # one for each stage of reading, as the next
    reread: tuple[Reread, ...]

    @staticmethod
    def present() -> Models:
        return Models(sentence_weights(), confidences(), reread_weights())


@dataclass(frozen=True)
class Fit:
    """The fitted models, and for each set the figures of now, of the fit and of its cross-validation."""

    models: Models
    verdict: Verdict
    groups: tuple[Weights, ...]
    threshold: float
    figures: dict[str, dict[str, dict[str, float]]]  # set -> "now" | "fitted" | "held out" -> figure -> value
    counts: dict[str, tuple[int, int]]  # set -> questions, of which teach sentences

    def to_dict(self) -> dict[str, Any]:
        """The shape of `assistant/fitted.json`."""
        return {
            "sentence": _plain(self.models.sentence, FEATURES),
            "reread": [asdict(one) for one in self.models.reread],
            "confidences": [_plain(one, features_at(stage)) for stage, one in enumerate(self.models.confidences)],
            "verdict": asdict(self.verdict),
            "groups": [_plain(one, GROUP_FEATURES[:many]) for one, many in zip(self.groups, GROUP_STAGES, strict=True)],
            "threshold": self.threshold,
        }


def fit(sets: Sequence[QuestionSet], opener: Opener, threshold: float | None = None, sentences: bool = True) -> Fit:
    """`sentences`: fit the weights of sentences too; else they stay, and sets that the cross-encoders do not know are enough.

    Raises: DataError where the sets cannot teach one of the models.
    """
    examples = [example for questions, strangers in zip(sets, strangers_of(sets), strict=True) for example in read_set(questions, opener, strangers)]
    present, fitted = Models.present(), _fit(examples, sentences)
    held_out = _held_out(examples, sentences)
    figures = {}
    for name in dict.fromkeys(e.set_name for e in examples):
        own = [at for at, e in enumerate(examples) if e.set_name == name]
        part = [examples[at] for at in own]
        figures[name] = {
            "now": _figures(part, [present] * len(part)),
            "fitted": _figures(part, [fitted] * len(part)),
            "held out": _figures(part, [held_out[at] for at in own]),
        }
    counts = {name: (sum(e.set_name == name for e in examples), sum(e.set_name == name and e.teaches_sentences for e in examples)) for name in figures}
    return Fit(fitted, _fit_verdict(examples), _fit_groups(examples), fitted_threshold() if threshold is None else threshold, figures, counts)


def write(found: Fit, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = ("threshold", "verdict", "groups", "sentence", "reread", "confidences")
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


def _fit(examples: Sequence[Example], sentences: bool) -> Models:
    sentence = _fit_sentences([e for e in examples if e.teaches_sentences]) if sentences else sentence_weights()
    stages = range(len(STAGES))
    rereads: list[Reread] = []
    for stage in stages:
        rereads.append(_fit_reread(examples, sentence, rereads, stage))
    return Models(sentence, tuple(_fit_confidence(examples, sentence, rereads, stage) for stage in stages), tuple(rereads))


def _fit_sentences(examples: Sequence[Example]) -> Weights:
    if not examples:
        raise DataError("no question has both a sentence that answers and one that does not, expected marked places, answers or facts")
    per_set = _count([e.set_name for e in examples])
    weight = np.concatenate([np.full(len(e.answers), per_set[e.set_name] ** -0.5 / len(e.answers)) for e in examples])
    return _logistic(np.vstack([e.table for e in examples]), np.concatenate([e.answers for e in examples]), weight)


def _fit_confidence(examples: Sequence[Example], sentence: Weights, rereads: Sequence[Reread], stage: int) -> Weights:
    unknown = _unknown(examples, stage)
    label = np.array([e.question.answerable for e in unknown], bool)
    if label.all() or not label.any():
        raise DataError("the sets need answerable and unanswerable questions to fit a confidence")
    rows = [
        np.concatenate([asked_features(e.reading.question), *(read_features(e.read(sentence, rereads, at)[2]) for at in range(stage + 1))]) for e in unknown
    ]
    per_set = _count([e.set_name for e in unknown])
    return _logistic(np.array(rows), label, np.array([per_set[e.set_name] ** -0.5 for e in unknown]))


def _fit_reread(examples: Sequence[Example], sentence: Weights, before: Sequence[Reread], stage: int) -> Reread:
    """Fitted on the sentences that are read, of questions that teach sentences; `before`: of the stages before."""
    unknown = [e for e in _unknown(examples, stage) if e.teaches_sentences]
    rows, answers, weight = [], [], []
    per_set = _count([e.set_name for e in unknown])
    for example in unknown:
        order, chances, scores = example.read(sentence, before, stage)
        rows.append(np.column_stack([log_odds(chances[: len(scores)]), scores]))
        answers.append(example.answers[order[: len(scores)]])
        weight.append(np.full(len(scores), per_set[example.set_name] ** -0.5 / len(scores)))
    if not rows or np.concatenate(answers).all() or not np.concatenate(answers).any():
        return reread_weights()[stage]
    found = _logistic(np.vstack(rows), np.concatenate(answers), np.concatenate(weight))
    return Reread(found.bias, float(found.values[0]), float(found.values[1]))


def _fit_verdict(examples: Sequence[Example]) -> Verdict:
    """Fitted on questions whose right reply begins with Yes or No, in sets unknown to the cross-encoder; the present one where there are too few."""
    rows, answers, weight = [], [], []
    unknown = _unknown(examples, len(STAGES) - 1)
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


def _fit_groups(examples: Sequence[Example]) -> tuple[Weights, ...]:
    """Fitted on questions that are read as asking for a list, in sets unknown to the cross-encoders; the present ones where there are none."""
    asked = [e for e in _unknown(examples, len(STAGES) - 1) if e.reading.question.form == "list" and e.question.answerable and e.question.expect]
    per_set = _count([e.set_name for e in asked])
    groups = [groups_of(e.reading) for e in asked]
    tables = [np.zeros((len(some), 0)) for some in groups]
    found: list[Weights] = []
    for stage in range(len(GROUP_STAGES)):
        tables = [features_of(e.reading, some, stage, before) for e, some, before in zip(asked, groups, tables, strict=True)]
        right = [right_groups(e.question, some) for e, some in zip(asked, groups, strict=True)]
        if not right or np.concatenate(right).all() or not np.concatenate(right).any():
            return group_weights()
        weight = [np.full(len(some), per_set[e.set_name] ** -0.5 / len(some)) for e, some in zip(asked, groups, strict=True)]
        found.append(_logistic(np.vstack(tables), np.concatenate(right), np.concatenate(weight)))
        orders = [likeliest_first(found[-1], table) for table in tables]
        groups = [[some[at] for at in order] for some, order in zip(groups, orders, strict=True)]
        tables = [table[order] for table, order in zip(tables, orders, strict=True)]
    return tuple(found)


def right_groups(question: Question, groups: Sequence[Group]) -> np.ndarray:
    """bool, (groups,): those that hold all that is expected, and not much more than the shortest that does."""
    held = [len(group.whole) if holds_facts(question, group.whole) else math.inf for group in groups]
    return np.array([length <= MUCH_LONGER * min(held) < math.inf for length in held], bool)


def _unknown(examples: Sequence[Example], stage: int) -> list[Example]:
    """The examples that no cross-encoder up to a stage was trained on; all that the stage read where it was trained on all of those."""
    read = [e for e in examples if len(e.scores) > stage]
    return [e for e in read if not any(e.known[: stage + 1])] or read


def _logistic(features: np.ndarray, label: np.ndarray, weight: np.ndarray) -> Weights:
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit(features, label, sample_weight=weight / weight.mean())
    return Weights(round(float(model.intercept_[0]), DIGITS), np.round(model.coef_[0], DIGITS))


def _held_out(examples: Sequence[Example], sentences: bool) -> list[Models]:
    """For each example models that were fitted without its fold."""
    groups = [e.group for e in examples]
    folds = min(FOLDS, len(set(groups)))
    if folds < 2:
        raise DataError("all questions hang together in one cluster, expected at least two to cross-validate")
    found: list[Any] = [None] * len(examples)
    for kept, left in GroupKFold(folds).split(examples, groups=groups):
        models = _fit([examples[at] for at in kept], sentences)
        for at in left:
            found[at] = models
    return found


def _figures(examples: Sequence[Example], models: Sequence[Models]) -> dict[str, float]:
    """nan where a figure is not defined."""
    judged = [_judged(e, how) for e, how in zip(examples, models, strict=True)]
    confidence = np.array([sure for _, sure in judged])
    label = np.array([e.question.answerable for e in examples], float)
    ones = np.ones((1, len(label)))
    taught = [(e, how, stage) for e, how, (stage, _) in zip(examples, models, judged, strict=True) if e.teaches_sentences]
    top = {
        f"top-{depth}": float(np.mean([e.found_at(how.sentence, how.reread, depth, stage) for e, how, stage in taught])) if taught else math.nan
        for depth in (1, 2)
    }
    return {"AUROC": float(auroc(confidence, label, ones)[0]), "calibration error": float(calibration_error(confidence, label, ones)[0]), **top}


def _judged(example: Example, models: Models) -> tuple[int, float]:
    """The stage in which reading ends, of those that read this example, and the confidence."""
    says = example.reading.question.form == "yes_no"
    return read_on(
        asked_features(example.reading.question),
        lambda stage: example.read(models.sentence, models.reread, stage)[2][:, None],
        models.confidences[: len(example.scores)],
        says,
        OPEN if example.reading.catalog.items else OPEN_ALONE,
    )


def _mean(found: Fit, which: str, figure: str) -> float:
    values = [by_weights[which][figure] for by_weights in found.figures.values()]
    return float(np.nanmean(values))


def _count(keys: Sequence[Any]) -> dict[Any, int]:
    return {key: keys.count(key) for key in set(keys)}


def _figure(value: float) -> str:
    return "not defined" if math.isnan(value) else f"{value:.3f}"


def _plain(weights: Weights, names: Sequence[str]) -> dict[str, Any]:
    return {"bias": weights.bias, "weights": {name: float(value) for name, value in zip(names, weights.values, strict=True)}}
