import pytest
from eval_examples import DOCUMENTS, gold, question, write_lines, write_set

from eval.data import OWN_SETS, load_set, load_sets, tags_of
from eval.errors import DataError

GOOD = {"query_id": "q1", "text": "How long?", "answerable": True}


def test_load_reads_what_was_written(tmp_path):
    asked = question(relevant=[gold("The Rhine is 1,233 km long.")], expect=[["1,?233"]], tags=["form:fact"])
    loaded = load_set(write_set(tmp_path / "mine", [asked]))
    assert (loaded.name, loaded.questions, loaded.documents) == ("mine", (asked,), DOCUMENTS)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({**GOOD, "anser": 1}, "queries.jsonl line 2: field anser is unknown, expected one of query_id, text, history"),
        ({**GOOD, "answerable": "yes"}, 'queries.jsonl line 2: answerable is "yes", expected Input should be a valid boolean'),
        ({"query_id": "q1", "text": "x"}, "queries.jsonl line 2: answerable is"),
        ({**GOOD, "expect": [["("]]}, "line 2: expect is"),
        ({**GOOD, "expect": [[]]}, "at least one alternative for each fact"),
        ({**GOOD, "outcomes": ["refused"]}, "outcomes.0 is \"refused\", expected Input should be 'answered'"),
        ({**GOOD, "history": [{"role": "system", "text": "x"}]}, 'history.0.role is "system"'),
        ({**GOOD, "query_id": "q0"}, "line 2: query_id is 'q0', which line 1 has already"),
        ({**GOOD, "relevant": [{"doc_id": "sea"}]}, "line 2: document 'sea' is not in documents.jsonl"),
        ({**GOOD, "meta": {"context": {"doc_id": "sea"}}}, "line 2: document 'sea' is not in documents.jsonl"),
        ({**GOOD, "relevant": [{"doc_id": "river", "span_text": "Rhine", "start": 0, "end": 5}]}, "river 0..5 holds 'The R', expected 'Rhine'"),
        ("{not json", "line 2: the line is"),
    ],
)
def test_errors_name_file_line_field_found_and_expected(tmp_path, line, message):
    folder = write_set(tmp_path / "set", [])
    write_lines(folder / "queries.jsonl", {**GOOD, "query_id": "q0"}, line)
    with pytest.raises(DataError) as error:
        load_set(folder)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "no queries.jsonl found"),
        ({"queries.jsonl": []}, "the set is empty, expected at least one question"),
        ({"queries.jsonl": [GOOD], "documents.jsonl": []}, "no documents found"),
        ({"queries.jsonl": [GOOD], "documents.jsonl": [{"doc_id": "a", "text": ""}] * 2}, "line 2: doc_id 'a' is there twice"),
    ],
)
def test_unusable_folders_are_named(tmp_path, files, message):
    for name, rows in files.items():
        write_lines(tmp_path / name, *rows)
    with pytest.raises(DataError, match=message):
        load_set(tmp_path)


def test_two_sets_of_one_name_are_refused(tmp_path):
    folders = [str(write_set(tmp_path / part / "set", [question()])) for part in "ab"]
    with pytest.raises(DataError, match="same folder name"):
        load_sets(folders)


@pytest.mark.parametrize(
    ("fields", "cluster"),
    [
        ({"group": "fees"}, "fees"),
        ({"meta": {"dialogue_id": "d7"}}, "d7"),
        ({"meta": {"article": "Rhine"}}, "Rhine"),
        ({"query_id": "c1<::>3"}, "c1"),
        ({"query_id": "q9"}, "q9"),
    ],
)
def test_cluster_key(fields, cluster):
    assert question(**fields).cluster == cluster


def test_acceptable_outcomes_follow_from_answerable_unless_given():
    assert question().acceptable == {"answered", "partial"}
    assert question(answerable=False).acceptable == {"abstained"}
    assert question(outcomes=["clarify"]).acceptable == {"clarify"}


def test_tags_take_categories_of_meta_but_no_identifiers():
    asked = [question(f"q{i}", meta={"domain": "water", "dialogue_id": f"d{i}"}, tags=["hard"]) for i in range(30)]
    assert tags_of(asked)["q0"] == ("answerable:yes", "domain:water", "hard", "turn:first")


@pytest.mark.parametrize("folder", sorted(p.parent for p in OWN_SETS.glob("*/queries.jsonl")), ids=lambda p: p.name)
def test_own_sets_load(folder):
    assert load_set(folder).questions
