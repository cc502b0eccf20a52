"""What a reply costs the reader and the machine: words and seconds.

Words are in the scores; seconds change from run to run and are kept apart from them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.measures.measure import Measure
from eval.measures.text import words
from eval.record import Case


def reply_words(case: Case) -> float | None:
    """Words of the reply without markers."""
    return float(words(case.reply.text))


def seconds(cases: Sequence[Case]) -> dict[str, float]:
    """Mean, median (p50) and 95th percentile (p95) of the seconds of a call, and their stages' means."""
    taken = [c.record.seconds for c in cases]
    if not taken:
        return {}
    p50, p95 = np.percentile(taken, [50, 95])
    figures = {"mean": float(np.mean(taken)), "p50": float(p50), "p95": float(p95), "most": max(taken)}
    return {name: round(value, 4) for name, value in figures.items()} | _stages(cases)


def _stages(cases: Sequence[Case]) -> dict[str, float]:
    stages: dict[str, list[float]] = {}
    for case in cases:
        for stage, value in case.record.reply.timings.items() if case.record.reply else ():
            stages.setdefault(f"stage {stage}", []).append(value)
    return {stage: round(float(np.mean(values)), 4) for stage, values in sorted(stages.items())}


MEASURES = (Measure("words", reply_words, high=None, better="lower"),)
