"""The installed pytest plugin, as an owner's repository uses it: its own folder, its own process."""

import os
import subprocess
import sys

from eval_examples import gold, question, write_set

OWN_TEST = """
def test_my_documents(assistant_eval):
    result = assistant_eval({folder!r})
    assert result["fact_recall"] >= {floor}, result.failures
"""


def run(folder, shared_state_dir, floor):
    write_set(folder / "rivers", [question("a", relevant=[gold("The Rhine is 1,233 km long.")], expect=[["1,?233"]])])
    (folder / "test_mine.py").write_text(OWN_TEST.format(folder=str(folder / "rivers"), floor=floor))
    environment = {**{k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}, "ASSISTANT_STATE_DIR": str(shared_state_dir)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_mine.py"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)


def test_three_lines_assert_on_a_question_set(tmp_path, shared_state_dir):
    shared_state_dir.mkdir(parents=True, exist_ok=True)
    done = run(tmp_path, shared_state_dir, 1)
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_a_figure_below_the_floor_fails_and_names_the_question(tmp_path, shared_state_dir):
    shared_state_dir.mkdir(parents=True, exist_ok=True)
    done = run(tmp_path, shared_state_dir, 2)
    assert done.returncode == 1
    assert "1 failed" in done.stdout
