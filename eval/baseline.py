"""The last accepted figures, and whether a run still reaches them.

`eval/baseline.json` holds the headline figures with their intervals. A run falls short when a
figure lies beyond the baseline's interval on the bad side; what should be exact has no interval
and may not get worse at all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from eval.errors import RunError
from eval.measures.catalogue import BETTER, HEADLINE
from eval.score import Scores, main_set

BASELINE = Path(__file__).parent / "baseline.json"
EXACT = ("citations_exact", "unsupported_figures")
ROUNDING = 1e-6


def accept(scores: Scores, path: Path = BASELINE) -> None:
    """Write the run's headline figures as the new baseline."""
    name = main_set(scores)
    found = scores["sets"][name]
    headline = {m: found["measures"][m] for m in HEADLINE if found["measures"].get(m, {}).get("value") is not None}
    content = {"set": name, "asked": found["asked"], "config_id": found["config_id"], "headline": headline}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def shortfalls(scores: Scores, path: Path = BASELINE) -> list[str]:
    """One line for each headline figure that falls short; empty: all of them hold.

    Raises: RunError where there is no baseline, or the run is of other questions.
    """
    if not path.is_file():
        raise RunError(f"{path}: no baseline yet, expected one; accept a run with: python -m eval baseline accept DIR")
    baseline = json.loads(path.read_text(encoding="utf-8"))
    part = scores["sets"].get(baseline["set"])
    if part is None or part["asked"] != baseline["asked"]:
        asked = part["asked"] if part else "no"
        raise RunError(f"{path}: is of {baseline['asked']} questions of {baseline['set']!r}, the run has {asked}; run all own sets")
    lines = [f"{part['asked'] - part['scored']} of {part['asked']} questions are not scored"] if part["scored"] < part["asked"] else []
    for measure, was in baseline["headline"].items():
        lines += _short(measure, was, part["measures"].get(measure, {}).get("value"))
    return lines


def _short(measure: str, was: dict[str, Any], value: float | None) -> list[str]:
    if value is None:
        return [f"{measure}: not defined now, was {was['value']}"]
    low, high = (was["value"] if was[end] is None or measure in EXACT else was[end] for end in ("low", "high"))
    lower = BETTER[measure] == "lower"
    beyond = value > high + ROUNDING if lower else value < low - ROUNDING
    return [f"{measure}: {value}, {'above' if lower else 'below'} the accepted {was['value']} ({low} to {high})"] if beyond else []
