"""Every computed measure by name, and which of them a set is judged by first."""

from __future__ import annotations

from eval.measures import abstention, answers, citations, retrieval, spent, support
from eval.measures.measure import Better, Measure

CASE_MEASURES: tuple[Measure, ...] = (
    *answers.MEASURES,
    *citations.MEASURES,
    *support.MEASURES,
    *abstention.MEASURES,
    *spent.MEASURES,
)
HEADLINE = (
    "right",
    "right_and_cited",
    "abstention_precision",
    "abstention_recall",
    "citations_exact",
    "unsupported_figures",
    "words",
)
BETTER: dict[str, Better] = {m.name: m.better for m in CASE_MEASURES} | {c.name: c.better for c in abstention.CURVES} | dict.fromkeys(retrieval.NAMES, "higher")
BOUNDS: dict[str, tuple[float, float]] = {m.name: (0.0, m.high) for m in CASE_MEASURES if m.high is not None} | dict.fromkeys(retrieval.NAMES, (0.0, 1.0))
DEFINITIONS: dict[str, tuple[str, str]] = (
    {m.name: (m.definition, m.source) for m in CASE_MEASURES}
    | {c.name: (" ".join((c.of.__doc__ or "").split("\n\n")[0].split()), "see eval.measures.abstention") for c in abstention.CURVES}
    | {name: (f"{name.split()[1]} over the ranking of the {name.split()[0]}s", "ir_measures") for name in retrieval.NAMES}
)
