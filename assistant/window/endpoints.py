"""The documented endpoints beside the page: `/answer` and `/chat`.

Both give what `Assistant.answer` gives, to gradio_client, curl and MCP clients.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import gradio as gr

from corpus import CorpusError
from index.errors import IndexingError

from ..errors import AssistantError
from ..types import Answer
from .loading import Opening
from .markup import plain_quote
from .turns import openings

History = list[dict[str, str]]


def answer_endpoint(opening: Opening) -> Callable[[str, History | None], Coroutine[Any, Any, dict[str, Any]]]:
    """The function behind `/answer`."""

    async def answer(question: str, history: list[dict[str, str]] | None = None) -> dict[str, Any]:
        """Answer a question from the documents of this assistant, with a citation for every statement.

        Use it for facts, lists, comparisons, computed figures and plans on what the documents cover.
        Read `outcome` first: "answered" and "partial" carry statements with citations; "clarify" asks one
        question back; "abstained" means that the documents do not hold the answer, so do not guess one.

        Args:
            question: The question in plain words; for a follow-up give the earlier turns in history.
            history: Earlier turns, oldest first: [{"role": "user" or "assistant", "content": "..."}].

        Returns:
            text (Markdown with markers [1], [2]), outcome, citations (number, title, section, url, as_of,
            quote, document_id, start, end), confidence from 0 to 1, follow_ups, statements and timings.
        """
        return (await _answer(opening, question, history)).to_dict()

    return answer


def chat_endpoint(opening: Opening) -> Callable[[str, History], AsyncIterator[tuple[str, History]]]:
    """The function behind `/chat`: one message of a conversation that the session remembers."""

    async def chat(message: str, history: History) -> AsyncIterator[tuple[str, History]]:
        """Send one message of a conversation; gives the reply as Markdown with its sources below."""
        answer = await _answer(opening, message, history)
        turns = [{"role": "user", "content": message}, {"role": "assistant", "content": answer.text}]
        for text in openings(answer.text)[:-1]:
            yield text, history
        yield with_sources(answer), [*history, *turns]

    return chat


async def _answer(opening: Opening, question: str, history: History | None) -> Answer:
    try:
        assistant = await opening.wait()
        return await asyncio.to_thread(assistant.answer, question, history)
    except (AssistantError, IndexingError, CorpusError) as error:
        raise gr.Error(str(error), print_exception=False) from error


def with_sources(answer: Answer) -> str:
    """A reply as Markdown, its sources listed below it."""
    lines = []
    for citation in answer.citations:
        where = ", ".join(filter(None, (citation.title, citation.section, f"as of {citation.as_of}" if citation.as_of else "", citation.url)))
        lines.append(f"[{citation.number}] {where}: “{plain_quote(citation.quote)}”")
    return "\n\n".join(filter(None, (answer.text, "\n".join(lines))))
