"""The gate: all own questions, asked of the real assistant, hold the accepted figures of `eval/baseline.json`."""

import pytest

from eval.baseline import BASELINE, shortfalls
from eval.data import OWN_SETS, load_sets
from eval.run import Plan, run_plans
from eval.score import score_run


@pytest.mark.skipif(not BASELINE.is_file() or not list(OWN_SETS.glob("*/queries.jsonl")), reason="no baseline or no question set is shipped")
def test_no_headline_figure_falls_below_its_accepted_interval(shipped_config, tmp_path):
    run_plans([Plan(questions) for questions in load_sets(["own"])], tmp_path / "run", shipped_config)
    assert shortfalls(score_run(tmp_path / "run")) == []
