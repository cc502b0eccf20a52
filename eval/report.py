"""Write what a run says, for people: one HTML page, one Markdown file, one JSON file.

Run folder -> report.html (self-contained, works from the file), report.md, report.json. The
sentences and tables are built once, as data, so that all three say the same.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jinja2

from eval.data import Question
from eval.measures.catalogue import DEFINITIONS, HEADLINE
from eval.plots import plots
from eval.record import Case, RecordedSet, read_run
from eval.score import TIMINGS, Scores, main_set, score_run

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_EVIDENCE = 3  # retrieved passages shown with a failing question
Report = dict[str, Any]


def write_report(folder: Path) -> Path:
    """Score the run and write the three files beside its scores; gives the place of the page."""
    scores = score_run(folder)
    timings = json.loads((folder / TIMINGS).read_text(encoding="utf-8"))
    recorded = read_run(folder)
    report = build(scores, timings, recorded)
    (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), trim_blocks=True, lstrip_blocks=True)
    environment.filters["figure"] = figure
    (folder / "report.md").write_text(environment.get_template("report.md").render(report=report), encoding="utf-8")
    environment.autoescape = True
    page = environment.get_template("report.html").render(report=report, plots=plots(scores, recorded))
    path = folder / "report.html"
    path.write_text(page, encoding="utf-8")
    return path


def build(scores: Scores, timings: dict[str, Any], recorded: list[RecordedSet]) -> Report:
    """The whole report as data."""
    main = main_set(scores)
    return {
        "sentences": sentences(scores, timings),
        "main": main,
        "sets": {name: {k: v for k, v in part.items() if k != "questions"} for name, part in scores["sets"].items()},
        "timings": timings,
        "headline": [m for m in HEADLINE if scores["sets"][main]["measures"].get(m, {}).get("value") is not None],
        "definitions": {name: DEFINITIONS[name] for name in sorted({m for p in scores["sets"].values() for m in p["measures"]})},
        "failures": failures(scores, recorded),
    }


def sentences(scores: Scores, timings: dict[str, Any]) -> list[str]:
    """What the figures say, one plain sentence each; every figure in them is in scores or timings."""
    said: list[str] = []
    for name, part in scores["sets"].items():
        said.append(f"{name}: scored {part['scored']} of {part['asked']} questions.")
        if part["reached"] < part["asked"]:
            said.append(f"{name}: the run stopped early, {part['asked'] - part['reached']} questions were not asked.")
        said += [f"{name}: {c['query_id']} is not scored because the assistant stopped with {c['reason']}." for c in part["crashed"]]
        said += [_measure_sentence(name, m, part["measures"][m]) for m in _worth_saying(part)]
    for name, times in timings.items():
        if "p50" in times:
            said.append(f"{name}: half of the replies took at most {times['p50']:.3f} s, 95 of 100 at most {times['p95']:.3f} s.")
    return said


def _worth_saying(part: Scores) -> list[str]:
    return [m for m in (*HEADLINE, "auroc", "document R@1", "document R@5", "document nDCG@10") if m in part["measures"]]


def _measure_sentence(name: str, measure: str, found: dict[str, Any]) -> str:
    if found["value"] is None:
        return f"{name}: {measure} is {found['note']}."
    interval = "" if found["low"] is None else f" (95 % interval {figure(found['low'])} to {figure(found['high'])})"
    return f"{name}: {measure} is {figure(found['value'])}{interval} over {found['n']} questions in {found['clusters']} clusters."


def failures(scores: Scores, recorded: list[RecordedSet]) -> list[dict[str, Any]]:
    """Each question to look at, with its reply, its evidence and the reasons; crashes first."""
    found = []
    for part in recorded:
        rows = scores["sets"][part.name]["questions"]
        for case in part.cases:
            row = rows.get(case.question.query_id)
            if row is None or row["why"]:
                found.append(_failure(part.name, case, row))
    return sorted(found, key=lambda f: (f["outcome"] != "crashed", f["set"], f["query_id"]))


def _failure(name: str, case: Case, row: dict[str, Any] | None) -> dict[str, Any]:
    shape = {"set": name, "query_id": case.question.query_id, "question": case.question.text, "history": _history(case.question)}
    reply = case.record.reply
    if reply is None or row is None:
        return {**shape, "outcome": "crashed", "reply": "", "why": [case.record.error], "cited": [], "retrieved": []}
    passages = [(p.document_id, p.start, p.end) for p in reply.passages[:LONGEST_EVIDENCE]]
    return {
        **shape,
        "outcome": reply.outcome,
        "confidence": round(reply.confidence, 3),
        "reply": reply.text,
        "why": row["why"],
        "cited": [f"[{c.number}] {c.document_id} {c.start}..{c.end}: {c.quote}" for c in reply.citations],
        "retrieved": [f"{d} {s}..{e}: {case.documents[d].text[s:e]}" for d, s, e in passages if d in case.documents],
    }


def _history(question: Question) -> list[str]:
    return [f"{turn.role}: {turn.text}" for turn in question.history]


def figure(value: float | None) -> str:
    """
    >>> figure(0.95), figure(43.25), figure(None)
    ('0.950', '43.2', 'not defined')
    """
    if value is None:
        return "not defined"
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:.1f}"
