"""Turn a run folder into figures: `scores.json`, and `timings.json` apart from it.

Reads the folder only, so it can be done many times and anywhere, with the same digits. A crashed
question is "not scored", counted and named; an answer without passages or citations is scored.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval import intervals
from eval.data import tags_of
from eval.intervals import Estimate
from eval.measures.abstention import CURVES
from eval.measures.answers import cites_relevant, reasons
from eval.measures.catalogue import BOUNDS, CASE_MEASURES
from eval.measures.citations import citations_exact
from eval.measures.retrieval import retrieval_scores
from eval.measures.spent import seconds
from eval.measures.support import missing_figures
from eval.record import Case, RecordedSet, read_run, read_settings

SCORES, TIMINGS = "scores.json", "timings.json"
TOGETHER = "all"
DIGITS = 6
Scores = dict[str, Any]
Row = dict[str, Any]


def score_run(folder: Path) -> Scores:
    """Score every set of a run, and all of them together, and write the two files."""
    recorded = read_run(folder)
    sets = {s.name: score_set(s) for s in recorded}
    if len(sets) > 1 and len({s.mode for s in recorded}) == 1:
        sets[TOGETHER] = _together(recorded)
    scores = {"sets": sets}
    _write(folder / SCORES, scores)
    memory = {name: s.get("peak_memory_mib") for name, s in read_settings(folder).get("sets", {}).items()}
    times = {s.name: {**seconds(_scored(s.cases)), "peak_memory_mib": memory.get(s.name)} for s in recorded}
    _write(folder / TIMINGS, times)
    return scores


def score_set(recorded: RecordedSet) -> Scores:
    """Counts, measures with intervals, slices by tag, and one row for each question."""
    return summarise([recorded], question_rows(recorded))


def question_rows(recorded: RecordedSet) -> dict[str, Row]:
    """query_id -> cluster, tags, outcome, values of the measures and reasons why it is not right."""
    cases = _scored(recorded.cases)
    tags = tags_of([c.question for c in recorded.cases])
    searched = retrieval_scores(cases) if recorded.mode != "reading" else {}
    rows = {}
    for case in cases:
        key = case.question.query_id
        values = {} if recorded.mode == "retrieval" else {m.name: m.of(case) for m in CASE_MEASURES}
        known = {name: round(value, DIGITS) for name, value in {**values, **searched.get(key, {})}.items() if value is not None}
        rows[key] = {
            "cluster": case.question.cluster,
            "tags": list(tags[key]),
            "outcome": case.reply.outcome,
            "scores": known,
            "why": [] if recorded.mode == "retrieval" else remarks(case),
        }
    return rows


def summarise(recorded: Sequence[RecordedSet], rows: Mapping[str, Row]) -> Scores:
    """The figures of one set, or of several taken together."""
    cases = [c for s in recorded for c in s.cases]
    scored = _scored(cases)
    crashed = [{"query_id": c.question.query_id, "reason": c.record.error} for c in cases if c.record.reply is None]
    measures = averages(list(rows.values()))
    if recorded[0].mode != "retrieval":
        measures |= {curve.name: _curve(curve, scored) for curve in CURVES}
    return {
        "mode": recorded[0].mode,
        "config_id": next((c.reply.config_id for c in scored), ""),
        "asked": sum(s.asked for s in recorded),
        "reached": len(cases),
        "scored": len(scored),
        "crashed": crashed,
        "measures": {name: _plain(estimate) for name, estimate in sorted(measures.items())},
        "slices": slices(list(rows.values())),
        "questions": dict(rows),
    }


def averages(rows: Sequence[Row]) -> dict[str, Estimate]:
    """Each measure's average over the rows that have it."""
    names = sorted({name for row in rows for name in row["scores"]})
    found = {}
    for name in names:
        known = [row for row in rows if name in row["scores"]]
        found[name] = intervals.mean([r["scores"][name] for r in known], [r["cluster"] for r in known], BOUNDS.get(name))
    return found


def slices(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """tag -> measure -> estimate, for tags that some but not all questions have."""
    tags = sorted({tag for row in rows for tag in row["tags"]})
    parts = {tag: [row for row in rows if tag in row["tags"]] for tag in tags}
    kept = {tag: part for tag, part in parts.items() if len(part) < len(rows)}
    return {tag: {name: _plain(e) for name, e in averages(part).items()} for tag, part in kept.items()}


def read_scores(folder: Path) -> Scores:
    """The scores of a run folder, computed now where they have not been yet."""
    path = folder / SCORES
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else score_run(folder)


def main_set(scores: Scores) -> str:
    """The name of the figures that speak for the whole run: all sets together, else the only or first one."""
    return TOGETHER if TOGETHER in scores["sets"] else min(scores["sets"])


def _together(recorded: Sequence[RecordedSet]) -> Scores:
    rows = {f"{s.name}/{key}": row for s in recorded for key, row in question_rows(s).items()}
    return {**summarise(recorded, rows), "questions": {}}  # the rows stand with their own sets


def _curve(curve: Any, cases: Sequence[Case]) -> Estimate:
    pairs = [(cases[i].question.cluster, confidence, label) for i, confidence, label in curve.pairs(cases)]
    return intervals.curve(curve.of, pairs, curve.undefined)


def _scored(cases: Sequence[Case]) -> list[Case]:
    return [c for c in cases if c.record.reply is not None]


def remarks(case: Case) -> list[str]:
    """Why a person should look at this reply; empty when nothing is wrong with it."""
    elsewhere = ["cites none of the documents that answer"] if cites_relevant(case) is False else []
    exact = citations_exact(case)
    quotes = [] if exact in (None, 1) else ["a citation or a marker has no exact quote at its place"]
    return [*reasons(case), *elsewhere, *quotes, *(f"figure {figure} stands in no cited text" for figure in missing_figures(case))]


def _plain(estimate: Estimate) -> dict[str, Any]:
    """JSON-ready, rounded; a figure that is not defined is null with its note, never NaN."""
    shape = asdict(estimate)
    for name in ("value", "low", "high"):
        if shape[name] is not None:
            shape[name] = None if math.isnan(shape[name]) else round(shape[name], DIGITS)
    return shape if estimate.note else {key: value for key, value in shape.items() if key != "note"}


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")
