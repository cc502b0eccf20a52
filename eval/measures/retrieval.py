"""Retrieval: recall, nDCG and reciprocal rank at three levels, computed by `ir_measures`.

Cases -> {query_id: {name: value}}, all values 0..1. Only questions with relevant places count;
an empty retrieval is 0. Ranks are the assistant's own, so ties cannot shuffle.

- document: a document stands where its best passage stands.
- passage: a passage is relevant when it shares at least half of the shorter with a marked span.
- span: each marked span stands where the first passage that covers it stands; a passage that
  covers several takes as many places.

Source: ir_measures (MacAvaney et al., ECIR 2022), which asks trec_eval.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

from assistant.types import RetrievedPassage
from eval.measures.spans import Place, same
from eval.record import Case

LEVELS = {
    "document": (R @ 1, R @ 5, R @ 10, R @ 100, nDCG @ 5, nDCG @ 10, RR),
    "passage": (Success @ 1, Success @ 5, nDCG @ 10, RR),
    "span": (R @ 1, R @ 5, R @ 10, nDCG @ 10, RR),
}
NAMES = tuple(f"{level} {measure}" for level, measures in LEVELS.items() for measure in measures)
Ranking = list[str]  # ids, best first, each once


def retrieval_scores(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """All levels of all cases that have something to find."""
    scores: dict[str, dict[str, float]] = {}
    for level, measures in LEVELS.items():
        gold: dict[str, set[str]] = {}
        rankings: dict[str, Ranking] = {}
        for case in cases:
            ranking, relevant = _ranked(case, level)
            if relevant:
                gold[case.question.query_id], rankings[case.question.query_id] = relevant, ranking
        for query_id, name, value in calculate(measures, gold, rankings):
            scores.setdefault(query_id, {})[f"{level} {name}"] = value
    return scores


def calculate(measures: Iterable[ir_measures.Measure], gold: dict[str, set[str]], rankings: dict[str, Ranking]) -> list[tuple[str, str, float]]:
    """(query id, measure, value) for every query of `gold`; 0 where the ranking is empty."""
    qrels = [ir_measures.Qrel(query, item, 1) for query, items in gold.items() for item in sorted(items)]
    run = [ir_measures.ScoredDoc(q, item, -float(rank)) for q, ranking in rankings.items() for rank, item in enumerate(ranking)]
    wanted = list(measures)
    if not run:
        return [(query, str(measure), 0.0) for query in gold for measure in wanted]
    found = ir_measures.iter_calc(wanted, qrels, run)
    return [(metric.query_id, str(metric.measure), float(metric.value)) for metric in found]


def _ranked(case: Case, level: str) -> tuple[Ranking, set[str]]:
    """The ranking of a level and the ids in it, or missing from it, that are relevant."""
    passages, spans = case.reply.passages, case.question.spans
    if level == "document":
        return list(dict.fromkeys(p.document_id for p in passages)), {r.doc_id for r in case.question.relevant}
    ranking: Ranking = []
    relevant: set[str] = set()
    unseen = dict.fromkeys(spans)
    for rank, passage in enumerate(passages):
        covers = [span for span in dict.fromkeys(spans) if same(_place(passage), span)]  # a question may name a place twice
        fresh = [span for span in covers if span in unseen]
        for span in fresh:
            del unseen[span]
        if level == "passage" or not fresh:
            ranking.append(f"passage {rank}")
            relevant |= {f"passage {rank}"} if covers and level == "passage" else set()
        else:
            ranking += [_name(span) for span in fresh]
    missed = {_name(span) for span in (unseen if level == "passage" else spans)}
    return ranking, relevant | missed


def _place(passage: RetrievedPassage) -> Place:
    return (passage.document_id, passage.start, passage.end)


def _name(span: Place) -> str:
    return f"span {span[0]} {span[1]} {span[2]}"
