import json
from functools import partial

import pytest
from eval_examples import open_fake, question, write_set

from eval.data import load_set
from eval.record import QUERIES
from eval.run import Plan, run_plan
from eval.score import main_set, score_run


def measures(run):
    return score_run(run)["sets"]["rivers.corpus"]["measures"]


def test_crash_is_not_scored_and_named(river_run):
    part = score_run(river_run)["sets"]["rivers.corpus"]
    assert (part["asked"], part["reached"], part["scored"]) == (9, 9, 8)
    assert part["crashed"] == [{"query_id": "bad", "reason": "ValueError: the fake was told to"}]
    assert "bad" not in part["questions"]


def test_figures_of_the_river_set(river_run):
    """Right: five facts and the moon of eight scored, 6/8. Declined: one of two unanswerable, nothing else."""
    found = measures(river_run)
    assert found["right"]["value"] == 6 / 8
    assert (found["abstention_recall"]["value"], found["abstention_precision"]["value"]) == (1 / 2, 1)
    assert (found["citations_exact"]["value"], found["unsupported_figures"]["value"]) == (1, 0)
    assert found["document R@1"]["value"] == 1
    assert found["auroc"]["value"] == 3 / 4  # six answerable at .5: above the moon's .1, level with the sun's .5


def test_reasons_stand_with_the_question(river_run):
    assert score_run(river_run)["sets"]["rivers.corpus"]["questions"]["wrong"]["why"] == ["missing fact: metres", "states what it must not: long"]


def test_slices_by_tag(river_run):
    slices = score_run(river_run)["sets"]["rivers.corpus"]["slices"]
    assert slices["turn:later"]["right"]["value"] == 1
    assert slices["form:fact"]["right"]["n"] == 4


def test_scoring_twice_writes_the_same_bytes(river_run):
    score_run(river_run)
    first = (river_run / "scores.json").read_bytes()
    score_run(river_run)
    assert (river_run / "scores.json").read_bytes() == first


def test_running_twice_gives_the_same_scores(river_set, river_run, tmp_path):
    run_plan(Plan(river_set), tmp_path / "again", open_fake)
    assert score_run(tmp_path / "again") == score_run(river_run)


def test_seconds_stand_apart_from_the_scores(river_run):
    score_run(river_run)
    assert "seconds" not in (river_run / "scores.json").read_text()
    assert json.loads((river_run / "timings.json").read_text())["rivers.corpus"]["p95"] >= 0


def test_set_without_unanswerable_questions_has_no_auroc_and_says_so(tmp_path):
    run_plan(Plan(load_set(write_set(tmp_path / "set", [question("a"), question("b")]))), tmp_path / "out", open_fake)
    found = score_run(tmp_path / "out")["sets"]["set.corpus"]["measures"]
    assert found["auroc"]["value"] is None
    assert found["auroc"]["note"] == "not defined: the set needs answerable and unanswerable questions"
    assert "NaN" not in (tmp_path / "out/scores.json").read_text()


def test_two_sets_are_also_taken_together(river_set, tmp_path):
    other = load_set(write_set(tmp_path / "others", [question("moon", "How far is the moon?", answerable=False)]))
    for questions in (river_set, other):
        run_plan(Plan(questions), tmp_path / "out", open_fake)
    scores = score_run(tmp_path / "out")
    assert main_set(scores) == "all"
    assert scores["sets"]["all"]["measures"]["right"]["value"] == pytest.approx(7 / 9, abs=1e-6)


def test_modes_are_not_mixed(river_set, tmp_path):
    for mode in ("corpus", "retrieval"):
        run_plan(Plan(river_set, mode), tmp_path / "out", open_fake)
    scores = score_run(tmp_path / "out")
    assert sorted(scores["sets"]) == ["rivers.corpus", "rivers.retrieval"]
    assert "right" not in scores["sets"]["rivers.retrieval"]["measures"]


def test_interrupted_run_is_scored_as_far_as_it_went(river_run):
    raw = river_run / "rivers.corpus/raw.jsonl"
    raw.write_text("".join(raw.read_text().splitlines(keepends=True)[:3]))
    part = score_run(river_run)["sets"]["rivers.corpus"]
    assert (part["asked"], part["reached"], part["scored"]) == (9, 3, 3)


def test_scoring_reads_the_run_folder_only(river_set, river_run):
    (river_set.corpus_dir / QUERIES).unlink()
    assert score_run(river_run)["sets"]["rivers.corpus"]["scored"] == 8


def test_confidence_moves_the_curves_only(river_set, river_run, tmp_path):
    run_plan(Plan(river_set), tmp_path / "sure", partial(open_fake, confidence=0.9))
    sure, unsure = measures(tmp_path / "sure"), measures(river_run)
    assert {name for name in sure if sure[name] != unsure[name]} == {"brier", "calibration_error"}
