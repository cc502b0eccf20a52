"""The assistant as a LlamaIndex query engine.

`AssistantQueryEngine(assistant).query(question)` gives a Response whose text is the
reply, whose source nodes are the passages that it cites, in the order of first use, and
whose metadata holds outcome, confidence and citations. No language model is asked for,
and LlamaIndex's global Settings are not touched.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from dataclasses import asdict
from typing import TYPE_CHECKING

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

if TYPE_CHECKING:
    from index import Chunk

    from .engine import Assistant
    from .types import Answer, Citation


class AssistantQueryEngine(BaseQueryEngine):
    """Each query stands alone; use `Assistant.answer` with a history for a conversation."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(callback_manager=None)
        self.assistant = assistant
        self._chunks: dict[str, list[Chunk]] = {}
        for chunk in assistant.index.chunks:
            self._chunks.setdefault(chunk.document_id, []).append(chunk)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return self._response(self.assistant.answer(query_bundle.query_str))

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return self._response(await asyncio.to_thread(self.assistant.answer, query_bundle.query_str))

    def _response(self, reply: Answer) -> Response:
        return Response(
            response=reply.text,
            source_nodes=self._sources(reply),
            metadata={"outcome": reply.outcome, "confidence": reply.confidence, "citations": [asdict(citation) for citation in reply.citations]},
        )

    def _sources(self, reply: Answer) -> list[NodeWithScore]:
        """One node for each cited passage, scored as it was retrieved (None: cited without having been retrieved)."""
        scores = {passage.chunk_id: passage.score for passage in reply.passages}
        cited: dict[str, tuple[Chunk, list[Citation]]] = {}
        for citation in reply.citations:
            chunk = self._chunk_at(citation)
            cited.setdefault(chunk.chunk_id, (chunk, []))[1].append(citation)
        return [NodeWithScore(node=_node(chunk, citations), score=scores.get(chunk_id)) for chunk_id, (chunk, citations) in cited.items()]

    def _chunk_at(self, citation: Citation) -> Chunk:
        """The passage in which a quote begins."""
        chunks = self._chunks[citation.document_id]
        return chunks[max(bisect_right(chunks, citation.start, key=lambda chunk: chunk.start) - 1, 0)]


def _node(chunk: Chunk, citations: list[Citation]) -> TextNode:
    return TextNode(
        id_=chunk.chunk_id,
        text=chunk.text,
        metadata={
            "document": chunk.document_id,
            "title": chunk.title,
            "section": " › ".join(chunk.headings),
            "start": chunk.start,
            "end": chunk.end,
            "url": citations[0].url or "",
            "citations": ", ".join(str(citation.number) for citation in citations),
        },
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=chunk.document_id)},
    )
