"""Fused search over a small index, and over the shipped one with the real model."""

import numpy as np
import pytest
from index_examples import ZOO, LetterEmbedding, corpus_of, open_index

from index import IndexConfig
from index.search import Query
from index.tokens import tokens


@pytest.fixture(scope="module")
def zoo(tmp_path_factory):
    return open_index(ZOO, IndexConfig(state_dir=tmp_path_factory.mktemp("zoo")))


def ask(index, text, **more):
    return index.search(Query(LetterEmbedding().vectors([text])[0], dict.fromkeys(tokens(text), 1.0)), **more)


def test_best_passage_first_and_scores_fall(zoo):
    found = ask(zoo, "When does the zoo open?")
    assert zoo.chunks[found.chunks[0]].text.startswith("The zoo opens at 9 am.")
    assert (np.diff(found.score) <= 1e-9).all()
    assert all(len(part) == len(found.chunks) for part in found.parts.values())


def test_nothing_shared_and_no_direction_finds_nothing(zoo):
    found = zoo.search(Query(np.zeros(16, dtype=np.float32), {"unheard": 1.0}))
    assert len(found.chunks) == len(found.score) == 0


def test_only_what_is_allowed_is_found(zoo):
    allowed = np.array([chunk.document_id == "tigers" for chunk in zoo.chunks])
    found = ask(zoo, "When does the zoo open?", allowed=allowed)
    assert {zoo.chunks[at].document_id for at in found.chunks} == {"tigers"}


def test_nothing_allowed_finds_nothing(zoo):
    assert len(ask(zoo, "zoo", allowed=np.zeros(len(zoo.chunks), dtype=bool)).chunks) == 0


def test_ties_keep_reading_order(tmp_path):
    index = open_index(corpus_of(a="Same words.", b="Same words.", c="Same words."), IndexConfig(state_dir=tmp_path))
    for chunk in index.chunks:
        assert index.chunk_sentences(index.chunks.index(chunk)) == range(index.chunks.index(chunk), index.chunks.index(chunk) + 1)
    query = Query(np.ones(16, dtype=np.float32) / 4, {"word": 1.0})
    order = index.search(query).chunks.tolist()
    assert sorted(order) == [0, 1, 2]
    assert order == index.search(query).chunks.tolist()


def test_words_met_in_context_lift_a_passage(tmp_path):
    index = open_index(corpus_of(a="The bear sleeps.", b="The bear hunts.", c="The tiger hunts."), IndexConfig(state_dir=tmp_path))
    vector = LetterEmbedding().vectors(["bear"])[0]
    _, (asked,) = LetterEmbedding().read(["bear hunts"], index.tokens.basis)
    met = index.tokens.met(asked, [(0, 1), (1, 2), (2, 3), (0, 0)])
    assert met[1] == met.max()
    assert met[3] == 0
    best = index.search(Query(vector, {"bear": 1.0}, asked)).chunks[0]
    assert index.sentences[index.chunk_sentences(best).start].text == "The bear hunts."


def test_a_passage_counts_for_more_where_the_rest_of_its_document_fits(tmp_path):
    lone, fitting = "# Tigers\n\n## One\n\nThe gate opens.", "# Zoo\n\n## One\n\nThe gate opens.\n\n## Two\n\nThe gate shuts."
    index = open_index(corpus_of(a=lone, b=fitting), IndexConfig(state_dir=tmp_path, chunk_characters=20))
    fit = index._document_fit(np.arange(len(index.chunks)), np.arange(len(index.chunks), dtype=float))
    for document_id in ("a", "b"):
        own = [at for at, chunk in enumerate(index.chunks) if chunk.document_id == document_id]
        assert set(fit[own]) == {np.mean(own)}


def test_of_two_like_passages_the_one_whose_document_has_the_words_comes_first(tmp_path):
    other, meant = "# Rome\n\n## Hours\n\nThe gate opens.\n\n## Food\n\nPizza.", "# Oslo\n\n## Hours\n\nThe gate opens.\n\n## Food\n\nHerring."
    index = open_index(corpus_of(a=other, b=meant), IndexConfig(state_dir=tmp_path, chunk_characters=20))
    found = index.search(Query(np.zeros(16, dtype=np.float32), {"gate": 1.0, "herring": 1.0}))
    gates = [index.chunks[at].document_id for at in found.chunks if "gate" in index.chunks[at].text]
    assert gates == ["b", "a"]


def test_found_by_names_the_kinds_of_search(zoo):
    found = ask(zoo, "zoo")
    assert {found.found_by(at) for at in range(len(found.chunks))} <= {"dense", "lexical", "dense+lexical", "sentence"}
    assert found.found_by(0) == "dense+lexical"


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("Modeling and Optimization for Machine Learning fee", "catalog-pe-modopt"),
        ("learn AI without programming", "guide-no-code"),
        ("steps to apply", "guide-applying"),
    ],
)
def test_real_model_finds_the_document_among_the_best(shipped_assistant, question, document):
    assert document in [passage.document_id for passage in shipped_assistant.search(question, k=10)]
