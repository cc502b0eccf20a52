import pytest
from eval_examples import DOCUMENTS, answer, case, citation, gold, question, statement

from assistant.types import Answer
from eval.data import DocumentText, Relevant
from eval.measures import citations, support
from eval.measures.spans import official_sentences, shared, size, union

LONG, SPAIN, THREE = "The Rhine is 1,233 km long.", "It does not cross Spain.", "Three countries share its source."


def asked(*spans):
    return question(relevant=[gold(span) for span in spans])


def test_exact_citation_stands_at_its_place():
    assert citations.citations_exact(case(question(), answer("x [1]", "answered", LONG))) == 1


@pytest.mark.parametrize("shift", [1, 500])
def test_shifted_citation_is_not_exact(shift):
    """One right and one shifted: 1/2."""
    reply = answer("x [1][2]", citations=(citation(LONG), citation(SPAIN, 2, shift=shift)))
    assert citations.citations_exact(case(question(), reply)) == 1 / 2


def test_dangling_marker_counts_as_wrong():
    """One citation, one marker without: 1 of 2."""
    assert citations.citations_exact(case(question(), answer("x [1] y [7]", "answered", LONG))) == 1 / 2


def test_citation_of_an_unknown_document_is_wrong():
    assert citations.citations_exact(case(question(), answer("x [1]", "answered", LONG), documents={"lake": DOCUMENTS["lake"]})) == 0


def test_reply_without_citations_has_no_exactness():
    assert citations.citations_exact(case(question(), answer("x"))) is None


def test_characters():
    """Marked 0..27, cited 0..27 and 28..52: precision 27/51, recall 1."""
    found = case(asked(LONG), answer("x", "answered", LONG, SPAIN))
    assert citations.character_precision(found) == pytest.approx(27 / 51)
    assert citations.character_recall(found) == 1


def test_sentences():
    """Cited 1 and 2, marked 2 and 3: precision 1/2, recall 1/2."""
    found = case(asked(SPAIN, THREE), answer("x", "answered", LONG, SPAIN))
    assert (citations.sentence_precision(found), citations.sentence_recall(found)) == (1 / 2, 1 / 2)


def test_official_split_turns_one_long_citation_into_its_sentences():
    """One citation over three official sentences, one of them marked: precision 1/3, recall 1."""
    split = DocumentText(doc_id="river", text=DOCUMENTS["river"].text, meta={"sentences": [LONG, SPAIN, THREE, "Ships use it."]})
    found = case(asked(SPAIN), answer("x", "answered", f"{LONG} {SPAIN} {THREE}"), documents={"river": split})
    assert official_sentences(split)[1] == ("river", 28, 52)
    assert (citations.sentence_precision(found), citations.sentence_recall(found)) == (1 / 3, 1)


def test_no_citation_is_0_where_something_is_marked_and_nothing_elsewhere():
    nothing = answer("x")
    measures = (citations.character_precision, citations.character_recall, citations.sentence_precision, citations.sentence_recall)
    assert [m(case(asked(LONG), nothing)) for m in measures] == [0, 0, 0, 0]
    assert [m(case(question(), nothing)) for m in measures] == [None] * 4


def test_cited_token_f1_joins_the_quotes():
    """rhine is 1233 km long it does not cross spain / rhine is 1233 km long: 2*5 / (10 + 5)."""
    found = case(question(relevant=[gold(LONG)], answers=[LONG]), answer("x", "answered", LONG, SPAIN))
    assert citations.cited_token_f1(found) == pytest.approx(10 / 15)


def test_right_document_only_for_answered_replies():
    other = question(relevant=[Relevant(doc_id="lake")])
    assert citations.right_document(case(other, answer("x", "answered", LONG))) == 0
    assert citations.right_document(case(other, answer("x", "abstained", LONG))) is None


def test_unions_count_characters_once():
    assert size([("d", 0, 5), ("d", 3, 8)]) == 8
    assert shared([("d", 0, 5), ("d", 3, 8)], [("d", 4, 20)]) == 4
    assert union([("d", 5, 5)]) == []


@pytest.mark.parametrize(
    ("text", "quotes", "how", "missing"),
    [
        ("It is 1,233 km long [1].", (LONG,), "quoted", []),
        ("It is 1,320 km long [1].", (LONG,), "quoted", [1320]),
        ("3 countries share it [1].", (THREE,), "quoted", []),
        ("1. Go\n2. Ship", (LONG,), "quoted", []),
        ("Not 99, as you say.", (LONG,), "quoted", []),
        ("1236 together", (LONG, THREE), "computed: 1233 + 3 = 1236", []),
        ("1238 together", (LONG,), "computed: 1233 + 5 = 1238", [1238]),
    ],
)
def test_unsupported_figures(text, quotes, how, missing):
    reply = answer(text, "answered", *quotes, statements=(statement(text, 1, how=how),))
    found = case(question(text="Is it 99 km?"), reply)
    assert [int(n) for n in support.missing_figures(found)] == missing
    assert support.unsupported_figures(found) == len(missing)


def test_number_of_listed_items_is_held_and_no_other_count():
    """Two items: 2 is held, 3 is not."""
    listed = "{} rivers fit:\n\n- Rhine [1]\n- Ems [1]"
    for count, missing in ((2, []), (3, [3])):
        found = case(question(), answer(listed.format(count), "answered", "Ships use it."))
        assert [int(n) for n in support.missing_figures(found)] == missing


def test_working_that_is_wrong_does_not_hold_its_result():
    """1233 + 3 is not 1240."""
    reply = answer("1240", "answered", LONG, THREE, statements=(statement("1240", 1, how="computed: 1233 + 3 = 1240"),))
    assert [int(n) for n in support.missing_figures(case(question(), reply))] == [1240]


def test_names_and_negation():
    """Two statements: the first drops the negation and adds a name, the second holds both: 1/2 each."""
    wrong, right = statement("It does cross Portugal.", 1), statement("It does not cross Spain.", 1)
    reply: Answer = answer("x", "answered", SPAIN, statements=(wrong, right))
    assert support.names_supported(case(question(), reply)) == 1 / 2
    assert support.negation_supported(case(question(), reply)) == 1 / 2


def test_leading_no_and_a_correction_do_not_count_as_negating():
    reply = answer("x", "answered", LONG, statements=(statement("No, it is 1,233 km long, not 99.", 1, how="composed"),))
    assert support.negation_supported(case(question(text="Is it 99 km long?"), reply)) == 1
