"""What a reader learns about workings, and the fit of how sure it is; questions read by the real assistant."""

import numpy as np
import pytest
from eval_examples import question, write_set

from assistant import AssistantConfig
from assistant.evidence import Weights
from eval.data import DocumentText, Relevant, load_set
from eval.errors import DataError
from eval.examples import opener_of
from eval.workings.enumeration import FEATURES as SHAPE
from eval.workings.judging import FEATURES, FITTED, TO_BE_WORKED_OUT, Judge
from eval.workings.learning import fit, pairs, wanted_of, write
from index import IndexConfig

FARES = "The boat trip costs £12 for an adult and £5 for a child."
PRICES = f"{FARES} A dog pays £2.50. A booking fee of £3 is added. The trip takes 90 minutes."
FAMILY = "What do two adults and 3 children pay for the boat trip, without the fee?"


def asked(id, text, working=None, expect=None, answerable=True):
    tag = "form:computed" if working or expect else "form:fact"
    relevant = [Relevant(doc_id="boat", span_text=FARES, start=0, end=len(FARES))] if working else []
    meta = {"context": {"doc_id": "boat"}} | ({"working": working} if working else {})
    return question(id, text, answerable=answerable, relevant=relevant, expect=[[expect]] if expect else [], meta=meta, tags=[tag])


@pytest.fixture(scope="module")
def opener(shared_state_dir):
    return opener_of(AssistantConfig(index=IndexConfig(state_dir=shared_state_dir)))


class Knowing:
    """In the place of a reader: finds right what belongs to these questions, and nothing else. What a real one has learnt is measured by `fit-workings`."""

    RIGHT = (TO_BE_WORKED_OUT, "2 × £12 + 3 × £5 = £39", "£12 − £5 = £7", "£12:", "£5:", "2 in the question", "3 in the question")

    def scores(self, question, texts):
        return np.array([[3.0 if text.startswith(self.RIGHT) else -3.0, 0.0] for text in texts])


@pytest.fixture(scope="module")
def judge():
    return Judge(Knowing())


@pytest.fixture(scope="module")
def boats(tmp_path_factory):
    questions = [
        asked("c0", FAMILY, "2*12 + 3*5", r"\b39\b"),
        asked("c1", "How much dearer is an adult than a child?", "12-5", r"\b7\b"),
        asked("f0", "What does a dog pay?"),
        asked("n0", "What do two dogs and a cat pay together?", answerable=False),
    ]
    folder = write_set(tmp_path_factory.mktemp("workings") / "boats", questions, documents=False)
    (folder / "documents.jsonl").write_text(DocumentText(doc_id="boat", title="Boat trips", text=PRICES).model_dump_json() + "\n", encoding="utf-8")
    return load_set(folder)


@pytest.mark.parametrize(("expression", "value"), [("2*12 + 3*5", 39), ("12*(100-10)/100", 10.8), ("(14-10)*9", 36)])
def test_a_working_is_worked_out(expression, value):
    assert wanted_of(expression).value == pytest.approx(value)


@pytest.mark.parametrize("expression", ["two", "2**9", "f(2)", "1/0", "2*", ""])
def test_what_is_no_working_is_refused_with_what_was_found_and_expected(expression):
    with pytest.raises(DataError, match="expected") as caught:
        wanted_of(expression)
    assert repr(expression) in str(caught.value)


def test_a_number_that_enters_and_the_right_working_are_learnt_from_beside_others(boats, opener, judge):
    family = next(one for one in pairs([boats], opener, judge) if one.question == FAMILY)
    learnt = dict(zip(family.texts, family.answers, strict=True))
    assert learnt[TO_BE_WORKED_OUT]
    judged = {text.split(" ‹ ")[0]: right for text, right in learnt.items() if " = " in text}
    assert [text for text, right in judged.items() if right] == ["2 × £12 + 3 × £5 = £39"]
    assert sum(not right for right in judged.values()) >= 3
    assert {right for text, right in learnt.items() if " = " not in text and text != TO_BE_WORKED_OUT} == {True, False}


def test_a_question_with_nothing_to_work_out_teaches_that_and_an_open_one_only_that_no_working_answers(boats, opener, judge):
    found = {one.question: dict(zip(one.texts, one.answers, strict=True)) for one in pairs([boats], opener, judge)}
    assert found["What does a dog pay?"][TO_BE_WORKED_OUT] is False
    left_open = found["What do two dogs and a cat pay together?"]
    assert TO_BE_WORKED_OUT not in left_open
    assert not any(left_open.values())


def test_of_a_set_without_workings_only_that_nothing_is_to_be_worked_out_is_learnt(tmp_path, opener, judge):
    rivers = load_set(write_set(tmp_path / "rivers", [question("a0", "How long is the Rhine?")]))
    assert [(one.question, one.texts, one.answers) for one in pairs([rivers], opener, judge)] == [("How long is the Rhine?", (TO_BE_WORKED_OUT,), (False,))]


def test_what_is_fitted_stands_beside_its_reader_and_is_read_from_there(tmp_path):
    shape, sure = Weights(0.5, np.arange(len(SHAPE), dtype=float)), Weights(-1.0, np.ones(len(FEATURES)))
    write(shape, sure, tmp_path)
    found = Judge.of(tmp_path).shape
    assert (found.bias, found.values.tolist()) == (shape.bias, shape.values.tolist())


def test_weights_of_other_features_are_refused(tmp_path):
    (tmp_path / FITTED).write_text('{"shape": {"bias": 0, "weights": {"other": 1}}}')
    with pytest.raises(DataError, match=r"other.*expected.*fit-workings"):
        Judge.of(tmp_path)


def test_sets_without_workings_cannot_be_fitted_on(tmp_path, opener, judge):
    rivers = load_set(write_set(tmp_path / "rivers", [question("a0", "How long is the Rhine?")]))
    with pytest.raises(DataError, match=r"expected meta\.working"):
        fit([rivers], opener, judge)


def test_the_fit_counts_what_is_worked_out_rightly_and_what_is_worked_out_though_it_was_not_asked(boats, opener, judge):
    shape, sure, figures = fit([boats], opener, judge)
    assert (figures["to be worked out"], figures["others"]) == (2, 2)
    assert figures["shown right"] <= figures["likeliest right"] <= 2
    assert (len(shape.values), len(sure.values)) == (len(SHAPE), len(FEATURES))
