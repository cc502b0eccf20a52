from functools import partial

import pytest
from eval_examples import FakeAssistant, gold, open_fake, question, write_set

from assistant import AssistantConfig, DocumentRange
from eval.data import Turn, load_set
from eval.errors import RunError
from eval.record import parse_record, read_records, read_run
from eval.run import Plan, ask, run_plan, run_plans, scope, spread
from index.errors import ModelError

SPAN = "The Rhine is 1,233 km long."


@pytest.fixture
def plan(tmp_path):
    asked = [question(f"q{i}", relevant=[gold(SPAN)]) for i in range(4)] + [question("bad", "Please crash.")]
    return Plan(load_set(write_set(tmp_path / "rivers", asked)))


def test_run_writes_one_line_for_each_question_and_names_the_crash(plan, tmp_path):
    run_plan(plan, tmp_path / "out", open_fake)
    records = read_records(tmp_path / "out/rivers.corpus/raw.jsonl")
    assert list(records) == ["q0", "q1", "q2", "q3", "bad"]
    assert records["bad"].reply is None
    assert records["bad"].error == "ValueError: the fake was told to"


def test_record_survives_its_line():
    record = ask(FakeAssistant(), question(), "corpus")
    again = parse_record(record.to_line())
    assert (again.reply, again.query_id) == (record.reply, "q1")


def test_interrupted_run_goes_on_where_it_stood(plan, tmp_path):
    run_plan(plan, tmp_path / "out", open_fake)
    raw = tmp_path / "out/rivers.corpus/raw.jsonl"
    lines = raw.read_text().splitlines(keepends=True)
    raw.write_text("".join(lines[:2]) + lines[2][:40])  # stopped while it wrote the third line
    assert read_run(tmp_path / "out")[0].asked == 5
    assert len(read_run(tmp_path / "out")[0].cases) == 2
    run_plan(plan, tmp_path / "out", open_fake)
    assert raw.read_text().splitlines()[:2] == [line.rstrip("\n") for line in lines[:2]]
    assert len(read_records(raw)) == 5


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (KeyboardInterrupt(), r"rivers\.corpus: the run was interrupted; nothing is lost, the same command goes on where it stood"),
        (ModelError("no weights at x; run: y"), r"rivers\.corpus: no weights at x; run: y"),
    ],
    ids=["interrupted", "no model"],
)
def test_what_stops_a_run_is_one_sentence(plan, tmp_path, monkeypatch, error, message):
    def stop(*_):
        raise error

    monkeypatch.setattr("eval.run.run_plan", stop)
    with pytest.raises(RunError, match=message):
        run_plans([plan], tmp_path / "out", AssistantConfig())


def test_other_configuration_in_the_same_folder_is_refused(plan, tmp_path):
    run_plan(plan, tmp_path / "out", open_fake)
    raw = tmp_path / "out/rivers.corpus/raw.jsonl"
    raw.write_text("".join(raw.read_text().splitlines(keepends=True)[:2]))
    with pytest.raises(RunError, match=r"another version or configuration \(fake, other\); give a new --out"):
        run_plan(plan, tmp_path / "out", partial(open_fake, config_id="other"))
    assert len(read_records(raw)) == 2


def test_other_questions_in_the_same_folder_are_refused(plan, tmp_path):
    run_plan(plan, tmp_path / "out", open_fake, limit=2)
    with pytest.raises(RunError, match="another --limit"):
        run_plan(plan, tmp_path / "out", open_fake, limit=3)


def test_worker_processes_give_the_same_replies(plan, tmp_path):
    run_plan(plan, tmp_path / "one", open_fake)
    run_plan(plan, tmp_path / "two", open_fake, workers=2)
    one, two = (read_records(tmp_path / name / "rivers.corpus/raw.jsonl") for name in ("one", "two"))
    assert {key: r.reply for key, r in one.items()} == {key: r.reply for key, r in two.items()}


def test_reading_mode_gives_the_passage():
    fake = FakeAssistant()
    ask(fake, question(meta={"context": {"doc_id": "river", "start": 3, "end": 9}}), "reading")
    ask(fake, question(relevant=[gold(SPAN)]), "reading")
    assert [asked[2] for asked in fake.asked] == [[DocumentRange("river", 3, 9)], [DocumentRange("river")]]


def test_reading_mode_needs_a_passage(tmp_path):
    plan = Plan(load_set(write_set(tmp_path / "rivers", [question()])), "reading")
    with pytest.raises(RunError, match="no question comes with a passage"):
        run_plan(plan, tmp_path / "out", open_fake)


def test_history_is_given_as_content_or_left_out():
    fake = FakeAssistant()
    asked = question(history=[Turn(role="user", text="Hello")])
    ask(fake, asked, "corpus")
    ask(fake, asked, "corpus", history=False)
    assert [a[1] for a in fake.asked] == [[{"role": "user", "content": "Hello"}], []]


def test_retrieval_mode_searches_only():
    fake = FakeAssistant()
    record = ask(fake, question(), "retrieval")
    assert record.reply is not None
    assert (len(record.reply.passages), fake.asked) == (2, [])


def test_spread_takes_from_the_whole_list():
    """Four of eight: places 0, 2, 4, 6."""
    asked = [question(f"q{i}") for i in range(8)]
    assert [q.query_id for q in spread(asked, 4)] == ["q0", "q2", "q4", "q6"]
    assert spread(asked, 9) == spread(asked, None) == asked


def test_scope_is_empty_without_a_passage():
    assert scope(question()) == []


def test_reading_a_folder_without_a_run_says_what_to_do(tmp_path):
    with pytest.raises(RunError, match=r"no run\.json found.*python -m eval run"):
        read_run(tmp_path)
