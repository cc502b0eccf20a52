"""The report's drawings, as inline SVG: per category, accuracy against coverage, reliability, seconds.

Scores and recorded replies -> [(title, caption, svg)]. The same input draws the same file.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from eval.measures.abstention import BINS, answerability, answered
from eval.record import Case, RecordedSet
from eval.score import Scores, main_set

Plot = tuple[str, str, str]
INK, SOFT, LINE = "#1f4e79", "#9dbbd8", "#888888"
FIRST_CHOICE = ("right", "answer_in_cited@2", "cited_token_f1", "sentence_recall", "document nDCG@10")
MOST_BARS = 40


def plots(scores: Scores, recorded: Sequence[RecordedSet]) -> list[Plot]:
    """The drawings that the run has data for."""
    cases = [c for s in recorded for c in s.cases if c.record.reply]
    made = [_categories(scores), _coverage(cases), _reliability(cases), _latency(cases)]
    return [plot for plot in made if plot]


def _categories(scores: Scores) -> Plot | None:
    part = scores["sets"][main_set(scores)]
    measure = next((m for m in FIRST_CHOICE if part["measures"].get(m, {}).get("value") is not None), None)
    if measure is None:
        return None
    found = {tag: s[measure] for tag, s in part["slices"].items() if measure in s}
    found = dict(sorted(found.items(), key=lambda item: (-item[1]["n"], item[0]))[:MOST_BARS])
    tags = sorted(found, reverse=True)
    if not tags:
        return None
    figure, axes = _axes(height=1 + 0.24 * len(tags))
    values = np.array([found[t]["value"] for t in tags])
    limits = [[v if found[t][end] is None else found[t][end] for end in ("low", "high")] for t, v in zip(tags, values, strict=True)]
    spread = np.abs(np.array(limits) - values[:, None]).T
    axes.barh([f"{t} ({found[t]['n']})" for t in tags], values, color=SOFT, xerr=spread, ecolor=INK)
    axes.set_xlim(0, 1)
    axes.set_xlabel(measure)
    return ("By category", f"{measure} with its 95 % interval; the number of questions in brackets.", _svg(figure))


def _coverage(cases: Sequence[Case]) -> Plot | None:
    pairs = answered(cases)
    if not pairs:
        return None
    ranked = sorted(((c, v) for _, c, v in pairs), key=lambda pair: -pair[0])
    share = np.arange(1, len(ranked) + 1) / len(ranked)
    accuracy = np.cumsum([v for _, v in ranked]) / np.arange(1, len(ranked) + 1)
    figure, axes = _axes()
    axes.plot(share, accuracy, color=INK)
    axes.set(xlim=(0, 1), ylim=(0, 1.02), xlabel="share of the answered replies, most confident first", ylabel="share right")
    return ("Accuracy and coverage", f"{len(ranked)} answered replies.", _svg(figure))


def _reliability(cases: Sequence[Case]) -> Plot | None:
    pairs = answerability(cases)
    if not pairs:
        return None
    confidence, label = np.array([c for _, c, _ in pairs]), np.array([v for _, _, v in pairs])
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    used = np.unique(bins)
    figure, axes = _axes()
    axes.plot([0, 1], [0, 1], color=LINE, linestyle=":")
    sizes = np.array([(bins == b).sum() for b in used])
    points = ([confidence[bins == b].mean() for b in used], [label[bins == b].mean() for b in used])
    axes.scatter(*points, s=20 + 300 * sizes / sizes.sum(), color=INK)
    axes.set(xlim=(0, 1), ylim=(-0.02, 1.02), xlabel="mean confidence", ylabel="share answerable")
    return ("Reliability", f"{len(pairs)} questions in ten bins; on the dotted line confidence means what it says.", _svg(figure))


def _latency(cases: Sequence[Case]) -> Plot | None:
    if not cases:
        return None
    figure, axes = _axes()
    axes.hist([1000 * c.record.seconds for c in cases], bins=30, color=SOFT, edgecolor=INK, linewidth=0.4)
    axes.set(xlabel="milliseconds a reply", ylabel="replies")
    return ("Seconds", f"{len(cases)} replies, seen from outside.", _svg(figure))


def _axes(height: float = 3.4) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(6.4, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _svg(figure: Figure) -> str:
    page = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": "eval", "svg.fonttype": "none"}):
        figure.savefig(page, format="svg", metadata={"Date": None, "Creator": None})
    return page.getvalue()[page.getvalue().index("<svg") :]
