import subprocess
import sys

import pytest
from eval_examples import question, write_set
from typer.testing import CliRunner

from eval.__main__ import app, main
from eval.bench import plans_for, published, table
from eval.data import load_set
from eval.score import score_run

run = CliRunner().invoke


def test_score_says_how_many_were_scored(river_run):
    assert "rivers.corpus: scored 8 of 9 questions." in run(app, ["score", str(river_run)]).output


def test_compare_gate_sets_the_exit_code(river_run):
    found = run(app, ["compare", str(river_run), str(river_run), "--tolerance", "0.02"])
    assert (found.exit_code, "8 questions in both runs" in found.output) == (0, True)


def test_report_writes_the_page(river_run):
    assert run(app, ["report", str(river_run)]).exit_code == 0
    assert (river_run / "report.html").is_file()


def test_bad_input_is_one_sentence_and_exit_code_2(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["eval", "score", str(tmp_path)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "no run.json found" in capsys.readouterr().err


def test_bench_modes_follow_from_the_questions(river_set, tmp_path):
    assert [plan.name for plan in plans_for(river_set)] == ["rivers.corpus", "rivers.reading", "rivers.retrieval-no-history"]
    claims = load_set(write_set(tmp_path / "claims", [question()]))
    assert [plan.name for plan in plans_for(claims)] == ["claims.retrieval"]


def test_bench_table_has_questions_and_interval(river_run):
    rows = table(score_run(river_run)).splitlines()
    assert any(row.startswith("| rivers | corpus | document R@1 | 1.000 | ") for row in rows)
    assert "| rivers | corpus | not scored | 1 | | 9 | |" in rows


def test_set_without_published_answers_has_no_second_table(river_set):
    assert published(river_set) == ""


def test_eval_is_imported_by_no_other_room():
    """Imports point one way: assistant, index and corpus load without a module of eval."""
    code = "import sys, assistant, index, corpus; print([m for m in sys.modules if m.split('.')[0] == 'eval'])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
