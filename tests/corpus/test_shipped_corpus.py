"""The shipped corpus as a whole, and corpora of one's own."""

import re
from pathlib import Path

import pytest

from corpus import CorpusError, DocumentError, Fact, load_corpus
from corpus.sentences import dollars, quantity

CORPUS = load_corpus()
DOCUMENTS = {document.doc_id: document for document in CORPUS.documents}
CATALOG = """
sources: [{id: page, title: The page}]
items: [{id: algebra, title: Algebra, kind: course, fee_usd: [{value: 10, source: page}]}]
"""


def sentence_of(fact: Fact) -> str:
    return DOCUMENTS[fact.document_id].text[fact.start : fact.end]


def test_every_claim_of_the_shipped_catalog_has_a_fact_with_a_source() -> None:
    assert CORPUS.catalog
    claims = [(f"{item.id}.{field}.{number}", claim) for item in CORPUS.catalog.items for field, number, claim in item.claims()]
    assert [fact.fact_id for fact in CORPUS.facts] == [fact_id for fact_id, _ in claims]
    assert len(claims) > 350
    for fact, (_, claim) in zip(CORPUS.facts, claims, strict=True):
        source = CORPUS.catalog.source(claim.source)
        assert (fact.source_id, fact.source_title, fact.value) == (source.id, source.title, claim.value)
        assert DOCUMENTS[fact.document_id].source_at(fact.start, fact.end).source == source.title


def test_every_fact_is_one_full_sentence_on_a_line_of_its_own() -> None:
    for fact in CORPUS.facts:
        sentence = sentence_of(fact)
        assert re.fullmatch(r"[A-Z0-9].*\.", sentence), fact.fact_id
        assert f"\n{sentence}\n" in DOCUMENTS[fact.document_id].text
        assert "  " not in sentence


def test_the_sentence_of_a_course_or_program_names_it() -> None:
    for fact in CORPUS.facts:
        if fact.kind in ("course", "short_course", "certificate", "online_program", "program") and fact.item_id != "xpro-genai":
            assert fact.title in sentence_of(fact) or fact.fact_id == "pe-ethics.topics.0", fact.fact_id


def test_the_sentence_of_a_quantity_has_its_number() -> None:
    for fact in CORPUS.facts:
        if fact.field == "fee_usd" and fact.value != 0:
            assert dollars(fact.value) in sentence_of(fact), fact.fact_id
        elif isinstance(fact.value, int | float) and fact.field != "fee_usd":
            assert quantity(fact.value, None) in sentence_of(fact), fact.fact_id


def test_the_sentence_of_a_dated_claim_has_its_year_where_its_source_is_dated() -> None:
    for fact in CORPUS.facts:
        for year in re.findall(r"\d{4}", fact.as_of or ""):
            assert year in sentence_of(fact) or fact.fact_id == "uai.status.0", fact.fact_id


def test_instructors_tools_and_codes_are_named_in_full() -> None:
    for fact in CORPUS.facts:
        if fact.field in ("instructors", "tools") and isinstance(fact.value, tuple):
            assert all(str(name) in sentence_of(fact) for name in fact.value), fact.fact_id


def test_the_two_lengths_of_the_ethics_course_both_stay_with_their_sources() -> None:
    lengths = [fact for fact in CORPUS.facts if (fact.item_id, fact.field) == ("pe-ethics", "length")]
    assert [(fact.value, fact.source_id) for fact in lengths] == [(3, "article"), (2, "pe-ethics-2019")]
    assert all(sentence_of(fact).startswith("According to ") for fact in lengths)


def test_ids_are_unique_and_sorted() -> None:
    ids = [document.doc_id for document in CORPUS.documents]
    assert ids == sorted(set(ids))


def test_aliases_and_codes_name_one_item_each() -> None:
    assert CORPUS.catalog
    names = [name.casefold() for item in CORPUS.catalog.items for name in {item.title, *item.aliases}]
    assert len(names) == len(set(names))
    assert all(item.aliases or "." not in item.title[:3] for item in CORPUS.catalog.items)
    assert {code for item in CORPUS.catalog.items for code in item.codes} >= {"6.86x", "18.06SC", "15.053x"}


def test_loading_twice_gives_the_same_corpus() -> None:
    assert load_corpus() == CORPUS


def test_a_folder_of_ones_own_needs_no_catalog(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n")
    corpus = load_corpus(tmp_path)
    assert [document.doc_id for document in corpus.documents] == ["a"]
    assert corpus.catalog is None
    assert corpus.facts == ()


def test_a_catalog_in_the_folder_is_found_and_one_elsewhere_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.txt").write_text("A")
    (tmp_path / "own" / "catalog.yaml").write_text(CATALOG)
    (tmp_path / "other.yaml").write_text(CATALOG.replace("algebra", "geometry"))
    assert [document.doc_id for document in load_corpus(tmp_path / "own").documents] == ["a", "catalog-algebra"]
    assert [document.doc_id for document in load_corpus(tmp_path / "own", tmp_path / "other.yaml").documents] == ["a", "catalog-geometry"]


def test_a_document_may_not_take_the_id_of_an_item(tmp_path: Path) -> None:
    (tmp_path / "catalog-algebra.md").write_text("A")
    (tmp_path / "catalog.yaml").write_text(CATALOG)
    with pytest.raises(CorpusError, match="found the id 'catalog-algebra' on a document and on an item"):
        load_corpus(tmp_path)


def test_an_empty_corpus_is_refused_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        load_corpus(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: found an empty corpus, expected documents (.md, .txt or .jsonl) or a catalog.yaml with items; add a document, or name another folder"
    )


def test_document_errors_are_corpus_errors(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("")
    with pytest.raises(CorpusError) as caught:
        load_corpus(tmp_path)
    assert isinstance(caught.value, DocumentError)
    assert (caught.value.place, caught.value.next_step) == ("a.md", "add text or remove the file")
