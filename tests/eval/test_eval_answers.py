import pytest
from eval_examples import answer, case, gold, question
from hypothesis import given
from hypothesis import strategies as st

from eval.measures import answers
from eval.measures.squad import squad_scores
from eval.measures.text import figures, markers, stated_numbers, without_markers, words

LONG = "The Rhine is 1,233 km long."


def test_right_needs_outcome_facts_and_nothing_forbidden():
    asked = question(expect=[["1,?233"], ["km", "kilomet"]], forbid=["Danube"])
    assert answers.right(case(asked, answer())) == 1
    assert answers.right(case(asked, answer("1233 miles"))) == 0
    assert answers.right(case(asked, answer("1,233 km, like the Danube"))) == 0
    assert answers.right(case(asked, answer(outcome="abstained"))) == 0


def test_reasons_say_what_is_wrong():
    asked = question(expect=[["long"], ["deep", "depth"]], forbid=["km"])
    assert answers.reasons(case(asked, answer(outcome="clarify"))) == [
        "outcome is clarify, expected answered or partial",
        "missing fact: deep | depth",
        "states what it must not: km",
    ]


def test_facts_are_found_across_markers():
    """The marker stands inside the fact and is taken off first."""
    assert answers.fact_recall(case(question(expect=[["km long"]]), answer("1,233 km [1] long"))) == 1


def test_fact_recall_is_the_share_of_facts():
    """Two of three facts: 2/3."""
    asked = question(expect=[["1,?233"], ["km"], ["wide"]])
    assert answers.fact_recall(case(asked, answer())) == pytest.approx(2 / 3)
    assert answers.all_facts(case(asked, answer())) == 0


def test_right_says_nothing_about_a_question_that_does_not_say_what_is_right():
    assert answers.right(case(question(answers=["1,233 km"]), answer())) is None
    assert answers.fact_recall(case(question(), answer())) is None


def test_right_and_cited_needs_a_citation_in_a_relevant_document():
    asked = question(expect=[["km"]], relevant=[gold("Lake Constance", "lake")])
    assert answers.right(case(asked, answer("x km", "answered", LONG))) == 1
    assert answers.right_and_cited(case(asked, answer("x km", "answered", LONG))) == 0


def test_declined_answerable_question_has_overlap_0():
    declined = case(question(answers=["1,233 km"]), answer("1,233 km", "abstained"))
    assert [m(declined) for m in (answers.token_f1, answers.rouge_l, answers.exact_match, answers.answer_in_cited)] == [0, 0, 0, 0]


def test_token_f1_takes_the_closest_reference():
    """it is 1233 km long / 1233 km: precision 2/5, recall 2/2, F1 4/7."""
    asked = question(answers=["far away", "1,233 km"])
    assert answers.token_f1(case(asked, answer())) == pytest.approx(4 / 7)


def test_answer_in_cited_looks_at_two_citations_only():
    asked = question(answers=["Spain"])
    quotes = (LONG, "Ships use it.", "It does not cross Spain.")
    assert answers.answer_in_cited(case(asked, answer("x", "answered", *quotes))) == 0
    assert answers.answer_in_cited(case(asked, answer("x", "answered", *quotes[1:]))) == 1


def test_answer_in_cited_wants_whole_words():
    assert answers.answer_in_cited(case(question(answers=["Ship"]), answer("x", "answered", "Ships use it."))) == 0


def test_answer_in_cited_is_for_short_answers():
    assert answers.answer_in_cited(case(question(answers=["one two three four five six seven eight nine"]), answer())) is None


def test_squad_scores_on_four_questions():
    """Exact 1; half overlap 2/3; wrongly declined 0; rightly declined 1: EM 2/4, F1 (1 + 2/3 + 0 + 1) / 4."""
    asked = [question("a", answers=["Rhine"]), question("b", answers=["Rhine"]), question("c", answers=["Rhine"]), question("d", answerable=False)]
    found = squad_scores(asked, {"a": "the Rhine", "b": "upper Rhine", "c": "", "d": ""})
    assert found["EM"] == 50
    assert found["F1"] == pytest.approx(100 * (1 + 2 / 3 + 0 + 1) / 4)
    assert (found["HasAns_EM"], found["NoAns_acc"]) == (pytest.approx(100 / 3), 100)


@given(st.text(max_size=40), st.text(max_size=40))
def test_overlaps_are_symmetric_shares(a, b):
    for measure in (answers.overlap_f1, answers.rouge):
        assert 0 <= measure(a, b) <= 1
        assert measure(a, b) == pytest.approx(measure(b, a))


@given(st.text(alphabet="abc ", min_size=1, max_size=40).filter(lambda text: text.split()))
def test_a_text_agrees_with_itself(text):
    assert answers.overlap_f1(text, text) == 1
    assert answers.rouge(text, text) == 1


@pytest.mark.parametrize(
    ("text", "plain", "numbers"),
    [
        ("One [1].", "One.", [1]),
        ("One [1][2].", "One.", [1, 2]),
        ("One [1, 2].", "One.", [1, 2]),
        ("See [1](https://x.org).", "See [1](https://x.org).", []),
        ("None.", "None.", []),
    ],
)
def test_markers(text, plain, numbers):
    assert (without_markers(text), markers(text)) == (plain, numbers)


def test_figures_leave_out_ordinals_markers_and_links():
    assert [str(n) for n in figures("1. Pay $4,700 [2].\n2) See https://x.org/2019 by 2026-11-20, 2.5%.")] == ["4700", "2026", "11", "20", "2.5"]


def test_number_words_support_digits():
    assert {int(n) for n in stated_numbers(["twelve of 1,000"])} == {12, 1000}


def test_words_leave_out_table_bars():
    assert words("| Days | Fee |\n|---|---|\n| 16 [1] | $4,700 |\n\nDone.") == 5
