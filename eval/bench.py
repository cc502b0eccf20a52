"""Run whole folders of public questions in every mode that makes sense, and make one table.

Which modes: a set without reference answers and without unanswerable questions is about finding
(retrieval); any other is asked over all its documents (corpus), and with its passage given where
spans or contexts say which passage that is (reading). Sets with conversations are searched once
more without the history. Any folder of the shape in `eval.data` runs.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from assistant import AssistantConfig
from eval.data import QuestionSet
from eval.measures.squad import squad_scores
from eval.record import Mode
from eval.report import figure
from eval.run import Plan, run_plans
from eval.score import Scores, score_run

PUBLISHED = "published_predictions.jsonl"
SHOWN: dict[Mode, tuple[str, ...]] = {
    "retrieval": ("document R@1", "document R@5", "document nDCG@5", "document nDCG@10", "document R@100", "passage Success@1", "passage Success@5"),
    "corpus": (
        "document R@1", "document R@5", "document nDCG@5", "passage Success@1", "passage Success@5",
        "right_document", "answer_in_cited@2", "cited_token_f1", "token_f1", "rouge_l",
        "abstention_recall", "wrongly_declined", "auroc", "citations_exact", "unsupported_figures", "words",
    ),
    "reading": (
        "answer_in_cited@2", "sentence_precision", "sentence_recall", "cited_token_f1", "token_f1", "rouge_l",
        "abstention_recall", "wrongly_declined", "auroc", "accuracy_coverage", "citations_exact", "unsupported_figures", "words",
    ),
}  # fmt: skip
HEAD = "| set | mode | measure | value | 95 % interval | questions | clusters |\n|---|---|---|---|---|---|---|\n"


def plans_for(questions: QuestionSet) -> list[Plan]:
    """The modes in which this set says something."""
    asked = questions.questions
    finding = all(q.answerable for q in asked) and not any(q.answers or q.expect for q in asked)
    if finding:
        return [Plan(questions, "retrieval")]
    plans = [Plan(questions, "corpus")]
    if any(q.spans or q.meta.get("context") for q in asked):
        plans.append(Plan(questions, "reading"))
    if any(q.history for q in asked):
        plans.append(Plan(questions, "retrieval", history=False))
    return plans


def bench(sets: Sequence[QuestionSet], out: Path, config: AssistantConfig, limit: int | None = None, workers: int = 1) -> str:
    """Run and score everything into `out`; gives the table, which also stands in `out/table.md`."""
    run_plans([plan for questions in sets for plan in plans_for(questions)], out, config, limit, workers)
    text = table(score_run(out)) + "".join(published(questions) for questions in sets)
    (out / "table.md").write_text(text, encoding="utf-8")
    return text


def table(scores: Scores) -> str:
    """One Markdown row for each shown measure of each set, with interval, questions and clusters."""
    rows = []
    for name, part in scores["sets"].items():
        title, _, mode = name.rpartition(".")
        for measure in SHOWN[part["mode"]]:
            found = part["measures"].get(measure)
            if found:
                value = found["note"] if found["value"] is None else figure(found["value"])
                interval = "" if found["low"] is None else f"{figure(found['low'])} to {figure(found['high'])}"
                rows.append(f"| {title} | {mode} | {measure} | {value} | {interval} | {found['n']} | {found['clusters']} |\n")
        if part["scored"] < part["asked"]:
            rows.append(f"| {title} | {mode} | not scored | {part['asked'] - part['scored']} | | {part['asked']} | |\n")
    return HEAD + "".join(rows)


def published(questions: QuestionSet) -> str:
    """Official EM and F1 of the published systems whose answers come with the set; "" where none do."""
    path = questions.corpus_dir / PUBLISHED if questions.corpus_dir else None
    if path is None or not path.is_file():
        return ""
    lines = ["\n| published system | EM | F1 | EM of answerable | F1 of answerable | declined of unanswerable | questions |\n|---|---|---|---|---|---|---|\n"]
    for line in path.read_text(encoding="utf-8").splitlines():
        system = json.loads(line)
        found = squad_scores(questions.questions, system["predictions"])
        cells = (f"{found[name]:.2f}" for name in ("EM", "F1", "HasAns_EM", "HasAns_F1", "NoAns_acc"))
        lines.append(f"| {system['system']} | {' | '.join(cells)} | {found['n']:.0f} |\n")
    return "".join(lines)
