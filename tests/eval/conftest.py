import pytest
from eval_examples import gold, open_fake, question, write_set

from eval.data import Turn, load_set
from eval.run import Plan, run_plan


@pytest.fixture
def river_set(tmp_path):
    """Five questions that the fake answers rightly, one that it gets wrong, two unanswerable, one crash."""
    span = gold("The Rhine is 1,233 km long.")
    asked = [question(f"q{i}", relevant=[span], expect=[["1,?233"]], answers=["1,233 km"], tags=["form:fact"]) for i in range(4)]
    asked += [
        question("later", relevant=[span], expect=[["1,?233"]], history=[Turn(role="user", text="Hello")]),
        question("wrong", "How wide is the Rhine?", relevant=[gold("Ships use it.")], expect=[["metres"]], forbid=["long"]),
        question("moon", "How far is the moon?", answerable=False),
        question("sun", "How far is the sun?", answerable=False),
        question("bad", "Please crash."),
    ]
    return load_set(write_set(tmp_path / "rivers", asked))


@pytest.fixture
def river_run(river_set, tmp_path):
    run_plan(Plan(river_set), tmp_path / "run", open_fake)
    return tmp_path / "run"
