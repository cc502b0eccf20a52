"""Chunks: exact slices with stable ids, whatever the text."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Document, load_corpus
from index.chunks import cut

LINES = st.one_of(
    st.text(alphabet="abC 1.?!:|-#*`>=\t~[]()$é东🙂\u200b\u2028\x85", max_size=40),
    st.sampled_from(
        [
            "# Head",
            "## Part ##",
            "Head",
            "====",
            "-----",
            "| a | b |",
            "|---|---|",
            "- one: two",
            "1. go",
            "```",
            "",
            "  more",
            "It is so. It was. ",
            "Mr. X paid $5.50!",
        ]
    ),
    st.text(max_size=30),
)
TEXTS = st.lists(LINES, max_size=25).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(20, 400))
def test_chunks_and_sentences_are_exact_slices_in_order(text, characters):
    document = Document("a", "A", text)
    chunks, sentences = cut([document], characters)
    for part in (*chunks, *sentences):
        assert text[part.start : part.end] == part.text
        assert part.text.strip() == part.text != ""
    for parts in (chunks, sentences):
        assert all(before.end <= after.start for before, after in pairwise(parts))
        ids = [part.chunk_id if parts is chunks else part.sentence_id for part in parts]
        assert len(set(ids)) == len(ids)
    for sentence in sentences:
        chunk = chunks[sentence.chunk]
        assert chunk.start <= sentence.start < sentence.end <= chunk.end
    assert {sentence.chunk for sentence in sentences} == set(range(len(chunks)))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_cells_and_labels_lie_in_their_sentence(text):
    _, sentences = cut([Document("a", "A", text)], 200)
    for sentence in sentences:
        for cell in sentence.unit.cells:
            assert sentence.start <= cell.start <= cell.end <= sentence.end


@settings(max_examples=50, deadline=None)
@given(TEXTS, TEXTS)
def test_ids_do_not_depend_on_other_documents(text, other):
    document = Document("b", "B", text)
    alone, _ = cut([document], 200)
    among, _ = cut([Document("a", "A", other), document, Document("c", "C", other)], 200)
    assert [chunk.chunk_id for chunk in alone] == [chunk.chunk_id for chunk in among if chunk.document_id == "b"]


def test_id_names_document_place_and_text():
    (chunk,), _ = cut([Document("zoo", "Zoo", "# Zoo\n\nIt opens at 9.")], 700)
    # sha256 of "zoo\0" + "7\0" + "It opens at 9."
    assert chunk.chunk_id == "zoo:7:" + hashlib.sha256(b"zoo\x007\x00It opens at 9.").hexdigest()[:12]


def test_chunk_ends_with_its_section():
    chunks, _ = cut([Document("zoo", "Zoo", "## A\n\nOne.\n\n## B\n\nTwo.\n")], 700)
    assert [(chunk.headings, chunk.text) for chunk in chunks] == [(("A",), "One."), (("B",), "Two.")]
    assert chunks[0].indexed_text == "Zoo: A\nOne."


def test_long_section_is_cut_between_sentences():
    text = " ".join(f"Sentence number {n} stands here." for n in range(10))
    chunks, sentences = cut([Document("a", "A", text)], 100)
    assert len(sentences) == 10
    assert all(len(chunk.text) <= 100 for chunk in chunks)
    assert " ".join(chunk.text for chunk in chunks) == text


def test_sentence_longer_than_a_chunk_is_not_cut():
    text = "A " + "very " * 100 + "long sentence."
    (chunk,), _ = cut([Document("a", "A", text)], 100)
    assert chunk.text == text


@pytest.mark.parametrize(
    ("text", "topic"), [("# Zoo\n\nIt opens.", "Zoo"), ("## Hours\n\nIt opens.", "Hours"), ("## Cats\n\n- Sam: he sleeps. He eats.", "Cats: Sam")]
)
def test_topic_of_a_sentence(text, topic):
    _, sentences = cut([Document("zoo", "Zoo", text)], 700)
    assert sentences[-1].topic == topic


def test_shipped_corpus_is_cut_into_exact_slices_of_bounded_size():
    documents = load_corpus().documents
    texts = {document.doc_id: document.text for document in documents}
    chunks, sentences = cut(documents, 700)
    assert all(texts[part.document_id][part.start : part.end] == part.text for part in (*chunks, *sentences))
    assert {chunk.document_id for chunk in chunks} == set(texts)
    one_sentence = {at for at in range(len(chunks)) if sum(sentence.chunk == at for sentence in sentences) == 1}
    assert all(len(chunk.text) <= 700 for at, chunk in enumerate(chunks) if at not in one_sentence)
