import json

import pytest
from eval_examples import open_fake, question, write_set

from eval.baseline import accept, shortfalls
from eval.compare import compare_runs, gate
from eval.data import load_set
from eval.errors import RunError
from eval.run import Plan, run_plan
from eval.score import score_run


@pytest.fixture
def worse_run(river_run, tmp_path):
    """The same run with the replies to q0 and q1 declined, and one question more that crashed."""
    folder = tmp_path / "worse"
    source, target = river_run / "rivers.corpus", folder / "rivers.corpus"
    target.mkdir(parents=True)
    for name in ("queries.jsonl", "documents.jsonl"):
        (target / name).write_text((source / name).read_text())
    (folder / "run.json").write_text((river_run / "run.json").read_text())
    rows = [json.loads(line) for line in (source / "raw.jsonl").read_text().splitlines()]
    for row in rows:
        if row["query_id"] in ("q0", "q1"):
            row["reply"] |= {"outcome": "abstained", "text": "The documents do not say.", "citations": []}
        if row["query_id"] == "q2":
            row |= {"reply": None, "error": "MemoryError: full"}
    (target / "raw.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def test_a_run_against_itself_ties(river_run):
    found = compare_runs(river_run, river_run)
    assert {(c.difference, c.p, c.wins, c.losses) for c in found.measures} == {(0, 1, 0, 0)}
    assert found.worst == ()


def test_paired_difference_counts_questions_that_both_scored(river_run, worse_run):
    """Seven in both; right 5/7 before and 3/7 after: two losses, five ties."""
    found = compare_runs(river_run, worse_run)
    right = next(c for c in found.measures if c.measure == "right")
    assert (found.paired, found.in_a, found.in_b) == (7, 8, 7)
    assert (right.difference, right.wins, right.losses, right.ties) == (pytest.approx(-2 / 7), 0, 2, 5)
    assert right.low <= right.difference <= right.high <= 0


def test_fewer_words_are_a_win(river_run, worse_run):
    """The declined replies have five words, as many as the answers; none is shorter."""
    words = next(c for c in compare_runs(river_run, worse_run).measures if c.measure == "words")
    assert (words.good, words.wins, words.losses) == (-words.difference, 0, 0)


def test_worst_changes_show_both_replies(river_run, worse_run):
    worst = compare_runs(river_run, worse_run).worst
    assert [change.question for change in worst] == ["rivers.corpus/q0", "rivers.corpus/q1"]
    assert worst[0].reply_a == "[answered] It is 1,233 km long. [1]"
    assert worst[0].reply_b == "[abstained] The documents do not say."
    assert "missing fact: 1,?233" in worst[0].why


def test_slices_compare_by_tag(river_run, worse_run):
    """Three of the four form:fact questions in both: 1 before, 1/3 after."""
    found = [c for c in compare_runs(river_run, worse_run).slices if (c.tag, c.measure) == ("form:fact", "right")]
    assert [c.difference for c in found] == [pytest.approx(-2 / 3)]


def test_gate_opens_within_the_tolerance(river_run, worse_run):
    found = compare_runs(river_run, worse_run)
    assert gate(found, ["right"], 0.3) == []
    (line,) = gate(found, ["right"], 0.02)
    assert line.startswith("right: 0.7143 -> 0.4286, worse by 0.2857, tolerance 0.02 (p = ")
    with pytest.raises(RunError, match="no comparison of wrongness, expected one of"):
        gate(found, ["wrongness"], 0.1)


def test_runs_of_other_questions_are_refused(river_run, tmp_path):
    run_plan(Plan(load_set(write_set(tmp_path / "set", [question()]))), tmp_path / "other", open_fake)
    with pytest.raises(RunError, match="no question in common"):
        compare_runs(river_run, tmp_path / "other")


def test_baseline_holds_for_its_own_run_without_the_crash(river_run, tmp_path):
    scores = score_run(river_run)
    accept(scores, tmp_path / "baseline.json")
    assert shortfalls(scores, tmp_path / "baseline.json") == ["1 of 9 questions are not scored"]


def test_baseline_names_what_fell_beyond_its_interval(river_run, tmp_path):
    scores = score_run(river_run)
    path = tmp_path / "baseline.json"
    accept(scores, path)
    figures = scores["sets"]["rivers.corpus"]["measures"]
    low = figures["right"]["low"]
    figures["right"]["value"] = low - 0.01
    figures["citations_exact"]["value"] = 0.999
    figures["words"]["value"] = 90.0
    found = shortfalls(scores, path)[1:]
    assert [line.split(":")[0] for line in found] == ["right", "citations_exact", "words"]
    assert found[1] == "citations_exact: 0.999, below the accepted 1.0 (1.0 to 1.0)"


def test_missing_baseline_says_how_to_make_one(river_run, tmp_path):
    with pytest.raises(RunError, match=r"no baseline yet.*baseline accept DIR"):
        shortfalls(score_run(river_run), tmp_path / "none.json")
