import math

import pytest
from eval_examples import answer, case, gold, passage, question
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.retrieval import NAMES, retrieval_scores

FIRST, SECOND = "The Rhine is 1,233 km long.", "It does not cross Spain."  # characters 0..27 and 28..52


def scores(passages, *relevant):
    return retrieval_scores([case(question(relevant=list(relevant)), answer(passages=tuple(passages)))])["q1"]


def test_documents_rank_by_their_best_passage():
    """lake, lake, river: river stands second of the documents: RR 1/2, nDCG 1 / log2(3), recall@1 0."""
    found = scores([passage(1, "lake", 0, 9), passage(2, "lake", 9, 20), passage(3, "river", 0, 27)], gold(FIRST))
    assert found["document RR"] == pytest.approx(1 / 2)
    assert found["document nDCG@10"] == pytest.approx(1 / math.log2(3))
    assert (found["document R@1"], found["document R@5"]) == (0, 1)


def test_passage_is_relevant_with_half_of_the_shorter():
    """10..60 shares 17 of 27 characters with the span; 20..60 shares 7."""
    assert scores([passage(1, "river", 10, 60)], gold(FIRST))["passage Success@1"] == 1
    assert scores([passage(1, "river", 20, 60)], gold(FIRST))["passage Success@1"] == 0


def test_missed_span_lowers_passage_ndcg():
    """Two spans, one found first: 1 / (1 + 1 / log2(3))."""
    found = scores([passage(1, "river", 0, 27)], gold(FIRST), gold(SECOND))
    assert found["passage nDCG@10"] == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_span_recall_counts_each_marked_span():
    """One passage covers the second of two spans, at rank 2: recall@1 0, recall@5 1/2, RR 1/2."""
    found = scores([passage(1, "lake", 0, 9), passage(2, "river", 28, 52)], gold(FIRST), gold(SECOND))
    assert (found["span R@1"], found["span R@5"], found["span RR"]) == (0, 1 / 2, 1 / 2)


def test_passage_over_two_spans_takes_two_places():
    """Both spans in the first passage: places 1 and 2, recall@1 1/2, nDCG 1."""
    found = scores([passage(1, "river", 0, 60)], gold(FIRST), gold(SECOND))
    assert (found["span R@1"], found["span nDCG@10"]) == (1 / 2, 1)


def test_a_place_named_twice_counts_once():
    found = [passage(1, "river", 0, 27)]
    assert scores(found, gold(FIRST), gold(FIRST)) == scores(found, gold(FIRST))


def test_empty_retrieval_is_0_beside_a_full_one_and_alone():
    empty = case(question("e", relevant=[gold(FIRST)]), answer())
    full = case(question("f", relevant=[gold(FIRST)]), answer(passages=(passage(1, "river", 0, 27),)))
    assert set(retrieval_scores([empty])["e"].values()) == {0.0}
    assert set(retrieval_scores([empty, full])["e"].values()) == {0.0}
    assert set(retrieval_scores([empty])["e"]) == set(NAMES)


def test_question_without_relevant_documents_has_no_score():
    assert retrieval_scores([case(question(answerable=False), answer())]) == {}


@given(st.lists(st.tuples(st.sampled_from(["river", "lake"]), st.integers(0, 40), st.integers(1, 30)), max_size=8))
def test_all_values_are_shares(places):
    passages = [passage(i, doc, start, start + length) for i, (doc, start, length) in enumerate(places, 1)]
    assert all(0 <= value <= 1 for value in scores(passages, gold(FIRST), gold(SECOND)).values())
