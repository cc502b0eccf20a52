"""The assistant as a query engine of LlamaIndex."""

import asyncio

import pytest
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.schema import QueryBundle
from llama_index.core.settings import Settings

QUESTION = "What does Modeling and Optimization for Machine Learning cost?"


@pytest.fixture(scope="module")
def engine(shipped_assistant):
    return shipped_assistant.as_query_engine()


def test_response_is_the_reply_with_its_source_nodes(shipped_assistant, engine):
    reply, response = shipped_assistant.answer(QUESTION), engine.query(QUESTION)
    assert isinstance(engine, BaseQueryEngine)
    assert isinstance(response, Response)
    assert str(response) == reply.text
    (source,) = response.source_nodes
    place = source.node.metadata
    text = shipped_assistant.documents[place["document"]].text
    assert (place["document"], place["url"]) == ("catalog-pe-modopt", reply.citations[0].url)
    assert text[place["start"] : place["end"]] == source.node.get_content()
    assert reply.citations[0].quote in source.node.get_content()
    assert source.score == pytest.approx(next(passage.score for passage in reply.passages if passage.chunk_id == source.node.node_id))


def test_metadata_carries_outcome_confidence_and_citations(shipped_assistant, engine):
    reply, response = shipped_assistant.answer(QUESTION), engine.query(QueryBundle(QUESTION))
    assert response.metadata["outcome"] == reply.outcome == "answered"
    assert response.metadata["confidence"] == reply.confidence
    assert [citation["quote"] for citation in response.metadata["citations"]] == [citation.quote for citation in reply.citations]


@pytest.mark.parametrize("question", ["How do I apply?", "What's the difference between xPRO and Professional Education?", "Which electives are there?"])
def test_every_citation_lies_in_a_source_node(engine, question):
    response = engine.query(question)
    for citation in response.metadata["citations"]:
        holders = [source.node for source in response.source_nodes if str(citation["number"]) in source.node.metadata["citations"].split(", ")]
        (holder,) = holders
        assert holder.metadata["document"] == citation["document_id"]
        assert holder.metadata["start"] <= citation["start"] < holder.metadata["end"]
    ids = [source.node.node_id for source in response.source_nodes]
    assert len(ids) == len(set(ids))


def test_node_ids_are_those_of_the_stored_collection(shipped_assistant, engine):
    ids = [source.node.node_id for source in engine.query(QUESTION).source_nodes]
    assert shipped_assistant.index.collection.get(ids=ids)["ids"] == ids


def test_abstention_has_no_source_nodes_of_its_own(engine):
    response = engine.query("Who painted the Mona Lisa?")
    assert response.metadata["outcome"] == "abstained"
    assert len(response.source_nodes) == len(response.metadata["citations"])


def test_asynchronous_query_gives_the_same(engine):
    response = asyncio.run(engine.aquery(QUESTION))
    assert str(response) == str(engine.query(QUESTION))
    assert response.source_nodes


def test_global_settings_stay_untouched(engine, monkeypatch):
    class Untouchable:
        def __get__(self, instance, owner):
            raise AssertionError("a model was taken from LlamaIndex's global Settings")

    for name in ("llm", "embed_model"):
        monkeypatch.setattr(type(Settings), name, Untouchable())
    assert engine.query(QUESTION).source_nodes
    assert engine.get_prompts() == {}
