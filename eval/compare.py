"""Compare two runs on the same questions, pair by pair.

Run folders A and B -> Comparison: the difference of every measure with interval and p-value,
wins, losses and ties, the same by tag, and the questions that changed most for the worse.
Only questions that both runs scored count; how many those are is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval import intervals
from eval.errors import RunError
from eval.measures.catalogue import BETTER, HEADLINE
from eval.record import read_run
from eval.score import Row, Scores, read_scores

WORST = 20
SLICE_MEASURES = (*HEADLINE, "document R@1", "document R@5", "document nDCG@5", "passage Success@1", "cited_token_f1")


@dataclass(frozen=True)
class Compared:
    """One measure, B against A. Wins are questions where B is better, whichever direction that is."""

    measure: str
    tag: str  # "" for all questions
    a: float
    b: float
    difference: float
    low: float
    high: float
    p: float
    wins: int
    losses: int
    ties: int
    n: int  # questions where both have a value
    clusters: int

    @property
    def good(self) -> float:
        """The difference with the sign that makes better positive."""
        return -self.difference if BETTER.get(self.measure) == "lower" else self.difference


@dataclass(frozen=True)
class Change:
    """One question that got worse, with both replies."""

    question: str  # "<set>/<query_id>"
    text: str
    lost: tuple[str, ...]  # measures that fell
    reply_a: str
    reply_b: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """All of it; `paired` of `in_a` and `in_b` questions were scored by both."""

    paired: int
    in_a: int
    in_b: int
    measures: tuple[Compared, ...]
    slices: tuple[Compared, ...]
    worst: tuple[Change, ...]

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def compare_runs(folder_a: Path, folder_b: Path) -> Comparison:
    """Raises: RunError where the runs have no question in common."""
    rows_a, rows_b = _rows(read_scores(folder_a)), _rows(read_scores(folder_b))
    shared = sorted(rows_a.keys() & rows_b.keys())
    if not shared:
        raise RunError(f"{folder_a} and {folder_b} have no question in common, expected two runs of the same sets and modes")
    pairs = {key: (rows_a[key], rows_b[key]) for key in shared}
    names = sorted({name for pair in pairs.values() for row in pair for name in row["scores"]})
    tags = sorted({tag for a, _ in pairs.values() for tag in a["tags"]})
    by_tag = {tag: [pair for pair in pairs.values() if tag in pair[0]["tags"]] for tag in tags}
    return Comparison(
        paired=len(shared),
        in_a=len(rows_a),
        in_b=len(rows_b),
        measures=tuple(_found(names, list(pairs.values()), "")),
        slices=tuple(c for tag, part in by_tag.items() if len(part) < len(pairs) for c in _found(SLICE_MEASURES, part, tag)),
        worst=_worst(pairs, folder_a, folder_b),
    )


def compare_measure(name: str, pairs: Sequence[tuple[Row, Row]], tag: str = "") -> Compared | None:
    """None where one of the two has no value for it at all."""
    used = [(a, b) for a, b in pairs if name in a["scores"] or name in b["scores"]]
    values_a, values_b = ([row["scores"].get(name) for row in side] for side in zip(*used, strict=True)) if used else ([], [])
    clusters = [a["cluster"] for a, _ in used]
    difference = intervals.difference(values_a, values_b, clusters) if used else None
    if difference is None:
        return None
    both = [(a, b) for a, b in zip(values_a, values_b, strict=True) if a is not None and b is not None]
    up, down = sum(b > a for a, b in both), sum(b < a for a, b in both)
    wins, losses = (down, up) if BETTER.get(name) == "lower" else (up, down)
    return Compared(
        name, tag, _mean(values_a), _mean(values_b), difference.value, difference.low, difference.high, difference.p,
        wins, losses, len(both) - wins - losses, len(both), len(set(clusters)),
    )  # fmt: skip


def gate(comparison: Comparison, measures: Sequence[str], tolerance: float) -> list[str]:
    """One line for each measure that got worse by more than the tolerance; empty: the gate is open.

    The tolerance is in the measure's own unit (0.02 is two points of a share).
    """
    by_name = {c.measure: c for c in comparison.measures}
    unknown = [name for name in measures if name not in by_name]
    if unknown:
        raise RunError(f"no comparison of {', '.join(unknown)}, expected one of {', '.join(sorted(by_name))}")
    worse = [by_name[name] for name in measures if by_name[name].good < -tolerance - 1e-12]
    return [f"{c.measure}: {c.a:.4f} -> {c.b:.4f}, worse by {-c.good:.4f}, tolerance {tolerance:g} (p = {c.p:.3f})" for c in worse]


def _rows(scores: Scores) -> dict[str, Row]:
    return {f"{name}/{key}": row for name, part in scores["sets"].items() for key, row in part["questions"].items()}


def _found(names: Sequence[str], pairs: Sequence[tuple[Row, Row]], tag: str) -> list[Compared]:
    return [found for name in names if (found := compare_measure(name, pairs, tag))]


def _mean(values: Sequence[float | None]) -> float:
    known = [v for v in values if v is not None]
    return sum(known) / len(known)


def _worst(pairs: Mapping[str, tuple[Row, Row]], folder_a: Path, folder_b: Path) -> tuple[Change, ...]:
    """The questions that lost most, `right` first, then by the sum of the losses of all shares."""
    losses = {key: _lost(*pair) for key, pair in pairs.items()}
    ranked = sorted((key for key in losses if losses[key]), key=lambda key: (-_weight(losses[key]), key))[:WORST]
    if not ranked:
        return ()
    said_a, said_b = _replies(folder_a), _replies(folder_b)
    return tuple(Change(key, said_b[key][0], tuple(sorted(losses[key])), said_a[key][1], said_b[key][1], tuple(pairs[key][1]["why"])) for key in ranked)


def _lost(a: Row, b: Row) -> dict[str, float]:
    """Measure -> how much worse, for shares of both rows."""
    found = {}
    for name in a["scores"].keys() & b["scores"].keys():
        change = b["scores"][name] - a["scores"][name]
        worse = change if BETTER.get(name) == "lower" else -change
        if worse > 0 and name != "words":
            found[name] = min(worse, 1.0)
    return found


def _weight(lost: Mapping[str, float]) -> float:
    return 100 * lost.get("right", 0.0) + sum(lost.values())


def _replies(folder: Path) -> dict[str, tuple[str, str]]:
    cases = [(s.name, c) for s in read_run(folder) for c in s.cases if c.record.reply]
    return {f"{name}/{c.question.query_id}": (c.question.text, f"[{c.reply.outcome}] {c.reply.text}") for name, c in cases}
