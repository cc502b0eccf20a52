"""Fitting on a tiny set, read by the real assistant over two made-up documents."""

import json
import math
from dataclasses import replace

import pytest
from eval_examples import RIVER, gold, question, write_set

from assistant import AssistantConfig
from assistant.compose.lists.groups import Group
from assistant.confidence import features_at
from assistant.evidence import FEATURES, Evidence
from eval.data import Relevant, load_set
from eval.errors import DataError, RunError
from eval.examples import answering, opener_of, read_set
from eval.fit import FITTED, accept, fit, right_groups, table, write
from index import IndexConfig

LENGTH, SHIPS = "The Rhine is 1,233 km long.", "Ships use it."
ANSWERABLE = (
    ("How long is the Rhine?", LENGTH),
    ("What is the length of the Rhine in km?", LENGTH),
    ("Which country does the Rhine not cross?", "It does not cross Spain."),
    ("How many countries share the source of the Rhine?", "Three countries share its source."),
    ("What uses the Rhine?", SHIPS),
    ("Do ships use the Rhine?", SHIPS),
)
UNANSWERABLE = ("Who painted the moon?", "What does a violin cost in Peru?", "When was chess invented?", "Which king wrote an opera?", "How hot is lava?")


@pytest.fixture(scope="module")
def opener(shared_state_dir):
    return opener_of(AssistantConfig(index=IndexConfig(state_dir=shared_state_dir)))


@pytest.fixture(scope="module")
def rivers(tmp_path_factory):
    asked = [question(f"a{i}", text, relevant=[gold(span)]) for i, (text, span) in enumerate(ANSWERABLE)]
    asked += [question(f"u{i}", text, answerable=False) for i, text in enumerate(UNANSWERABLE)]
    return load_set(write_set(tmp_path_factory.mktemp("fit") / "rivers", asked))


@pytest.fixture(scope="module")
def found(rivers, opener):
    return fit([rivers], opener, threshold=0.5)


@pytest.fixture(scope="module")
def sentences(rivers, opener):
    """The evidence for one question, in the order of the documents: the river's four sentences, then the lake's."""
    example = next(e for e in read_set(rivers, opener) if e.question.query_id == "a0")
    return sorted(example.evidence, key=lambda one: (one.sentence.document_id != "river", one.sentence.start))


def test_weights_have_the_shape_that_the_assistant_reads(found, tmp_path):
    write(found, tmp_path / "new" / "fitted.json")
    written, shipped = (json.loads(path.read_text()) for path in (tmp_path / "new" / "fitted.json", FITTED))
    assert written.keys() == shipped.keys()
    assert list(written["sentence"]["weights"]) == list(shipped["sentence"]["weights"]) == list(FEATURES)
    for stage, (new, old) in enumerate(zip(written["confidences"], shipped["confidences"], strict=True)):
        assert list(new["weights"]) == list(old["weights"]) == list(features_at(stage))
    assert written["threshold"] == 0.5


def test_what_is_plainly_apart_is_told_apart(found):
    assert found.counts == {"rivers": (11, 6)}
    assert found.figures["rivers"]["fitted"]["AUROC"] == 1
    assert found.figures["rivers"]["held out"]["AUROC"] > 0.8
    assert found.figures["rivers"]["fitted"]["top-2"] >= found.figures["rivers"]["fitted"]["top-1"] > 0.5


def test_the_same_questions_give_the_same_digits(found, rivers, opener):
    assert fit([rivers], opener, threshold=0.5).to_dict() == found.to_dict()


def test_the_weights_of_sentences_stay_where_only_the_others_are_fitted(found, rivers, opener):
    kept = fit([rivers], opener, threshold=0.5, sentences=False)
    assert kept.to_dict()["sentence"] == json.loads(FITTED.read_text())["sentence"] != found.to_dict()["sentence"]


def test_table_has_a_row_for_each_pair_of_weights(found):
    rows = table(found).splitlines()
    assert [row.split(" | ")[:4] for row in rows[2:]] == [["| rivers", "11", "6", which] for which in ("now", "fitted", "held out")]


def test_worse_weights_are_not_accepted(found, tmp_path):
    worse = replace(found, figures={"rivers": {**found.figures["rivers"], "fitted": {**found.figures["rivers"]["fitted"], "AUROC": 0.1}}})
    with pytest.raises(RunError, match=r"left as it is, because AUROC over the sets would fall from \d\.\d{3} to 0\.100"):
        accept(worse, tmp_path / "fitted.json")
    assert not (tmp_path / "fitted.json").exists()


def test_figure_that_no_set_defines_does_not_hinder(found, tmp_path):
    level = dict.fromkeys(("now", "fitted", "held out"), found.figures["rivers"]["now"])
    undefined = {which: {**values, "AUROC": math.nan} for which, values in level.items()}
    accept(replace(found, figures={"rivers": undefined, "other": level}), tmp_path / "fitted.json")
    assert (tmp_path / "fitted.json").is_file()
    assert "not defined" in table(replace(found, figures={"rivers": undefined}))


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        (question(expect=[["1,?233"], ["Spain"]], relevant=[Relevant(doc_id="river")]), [LENGTH, "It does not cross Spain."]),
        (question(expect=[["1,?233"]], relevant=[Relevant(doc_id="lake")]), []),
        (question(expect=[["1,?233"], ["Spain"]], relevant=[gold(LENGTH)]), [LENGTH]),
        (question(answers=["1,233 km", "Spain"], relevant=[gold(SHIPS)]), [LENGTH, "It does not cross Spain."]),
        (question(answers=["It carries goods."], relevant=[gold(SHIPS)]), [SHIPS]),
        (question(answers=["It carries goods."]), []),
    ],
    ids=["facts", "facts in another document", "marked place of facts", "reference answers", "marked place", "nothing known"],
)
def test_which_sentences_answer(sentences: list[Evidence], asked, right):
    held = answering(asked, sentences)
    assert [one.sentence.text for one, answers in zip(sentences, held, strict=True) if answers] == right


def test_given_passage_bounds_the_sentences(rivers, opener, tmp_path):
    """The second half of the river's text: sentences before it are no evidence."""
    half = RIVER.index("Three")
    asked = question("a", "How many countries share its source?", meta={"context": {"doc_id": "river", "start": half, "end": len(RIVER)}})
    (example,) = read_set(load_set(write_set(tmp_path / "half", [asked])), opener)
    assert {one.sentence.text for one in example.evidence} == {"Three countries share its source.", SHIPS}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ([question("a", relevant=[gold(LENGTH)]), question("b", "What uses it?", relevant=[gold(SHIPS)])], "answerable and unanswerable"),
        ([question("a"), question("b", "Who painted the moon?", answerable=False)], "no question has both a sentence that answers"),
    ],
    ids=["all answerable", "no place marked"],
)
def test_set_that_teaches_nothing_is_one_sentence(asked, message, opener, tmp_path):
    with pytest.raises(DataError, match=message):
        fit([load_set(write_set(tmp_path / "set", asked))], opener)


def test_the_shortest_whole_that_holds_all_is_right_and_no_far_longer_one():
    wholes = ["The Rhine carries coal and ore.", "The Rhine carries coal and ore, and wine.", "coal, ore, " + "and much else " * 20, "The Rhine carries coal."]
    groups = [Group("sentence", (), 0, "Rhine", told, (0.5,)) for told in wholes]
    assert right_groups(question(expect=[["coal"], ["ore"]]), groups).tolist() == [True, True, False, False]
