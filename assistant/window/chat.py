"""What happens in the conversation: ask, stop, rate, restore.

Events of the page -> (what the page shows, what the browser keeps). The server keeps
nothing of a conversation between two events.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr

from corpus import CorpusError
from index.errors import IndexingError

from ..draft import Span
from ..errors import AssistantError
from ..types import Answer
from .answer_view import trouble_html, turn_html, waiting_html
from .errors import FeedbackError
from .feedback import FeedbackStore
from .loading import Opening
from .turns import LONGEST_QUESTION, Session, Turn, openings, read_session, shown_answer

if TYPE_CHECKING:
    from ..engine import Assistant

MOST_DOCUMENTS = 10_000  # in a scope
PAUSE = 0.045  # seconds between two parts of a reply
KEPT_PARTS = 12  # of a reply under way are put into the browser's store, at most about
LONGEST_SHOWING = 0.45  # seconds over all of it
LOOK_AGAIN = 0.5  # seconds between two looks at how far the index is
BROKEN = "Something went wrong while answering. The question is kept; try again."

View = dict[str, Any]


class Chat:
    """The events of the conversation, over one assistant."""

    def __init__(self, opening: Opening, feedback: FeedbackStore, welcome: Callable[[], str] = str) -> None:
        self._opening, self._feedback, self._welcome = opening, feedback, welcome

    def restore(self, kept: Any) -> tuple[View, dict[str, Any]]:
        """Show what the browser kept."""
        session = read_session(kept)
        return {**view(_past(session)), "scope": session.scope, "welcome": self._welcome()}, session.kept()

    async def ask(self, kept: Any, event: gr.EventData) -> AsyncIterator[tuple[View, Any]]:
        """Answer `event.question` from the documents `event.scope` (None: all).

        With `event.replace`, in place of that turn and those after it.
        """
        session = read_session(kept).model_copy(update={"scope": _chosen(getattr(event, "scope", None))})
        question = str(getattr(event, "question", ""))[:LONGEST_QUESTION]
        replace = getattr(event, "replace", None)
        if isinstance(replace, int) and 0 <= replace < len(session.turns):
            session = session.model_copy(update={"turns": session.turns[:replace]})
        past, place = [turn_html(turn, at, last=False) for at, turn in enumerate(session.turns)], len(session.turns)
        try:
            said = ""
            self._opening.start()
            while not self._opening.ready.is_set():
                if said != (said := self._opening.state()):
                    yield view([*past, waiting_html(question, place, said)], busy=True), gr.skip()
                await asyncio.sleep(LOOK_AGAIN)
            assistant = await self._opening.wait()
            answer = await asyncio.to_thread(assistant.answer, question, session.history(), _scope(session, assistant))
        except (AssistantError, IndexingError, CorpusError) as error:
            yield view([*past, trouble_html(question, place, str(error))]), gr.skip()
            return
        except Exception:
            yield view([*past, trouble_html(question, place, BROKEN)]), gr.skip()
            raise
        turn = Turn(question=question, answer=shown_answer(answer), voices=differing(answer, assistant))
        async for shown in self._show(session, turn, past, place):
            yield shown

    async def _show(self, session: Session, turn: Turn, past: Sequence[str], place: int) -> AsyncIterator[tuple[View, Any]]:
        """Part by part, then whole. The browser keeps what was shown, should it be stopped."""
        parts = openings(turn.answer.text)
        for at, text in enumerate(parts[:-1]):
            partial = turn.model_copy(update={"stopped": True, "answer": _beginning(turn.answer, text)})
            kept = session.model_copy(update={"turns": [*session.turns, partial]}).kept() if at % (1 + len(parts) // KEPT_PARTS) == 0 else gr.skip()
            yield view([*past, turn_html(turn, place, last=True, text=text)], busy=True), kept
            await asyncio.sleep(min(PAUSE, LONGEST_SHOWING / len(parts)))
        self._keep_unanswered(turn, session)
        done = session.model_copy(update={"turns": [*session.turns, turn]})
        yield view([*past, turn_html(turn, place, last=True)], say=_spoken(turn.answer)), done.kept()

    def rate(self, kept: Any, event: gr.EventData) -> tuple[View, Any]:
        """Keep a thumb, or a comment beside it."""
        session = read_session(kept)
        place, rating, comment = getattr(event, "turn", -1), getattr(event, "value", ""), str(getattr(event, "comment", ""))[:2000]
        if not isinstance(place, int) or not 0 <= place < len(session.turns) or rating not in ("", "good", "bad"):
            return view(_past(session)), gr.skip()
        turn = session.turns[place].model_copy(update={"rating": rating, "comment": comment})
        say = "Thank you." if rating else "Rating taken back."
        try:
            earlier = session.model_copy(update={"turns": session.turns[:place]})
            self._feedback.record(turn.key, turn.question, turn.answer, rating, comment, earlier.history())
        except FeedbackError:
            say = "Your rating could not be kept: the feedback file cannot be written."
        turns = [turn if at == place else other for at, other in enumerate(session.turns)]
        session = session.model_copy(update={"turns": turns})
        return view(_past(session), say=say), session.kept()

    def clear(self) -> tuple[View, dict[str, Any]]:
        """Begin a new conversation, over all documents."""
        return view([], say="New conversation."), Session().kept()

    def _keep_unanswered(self, turn: Turn, earlier: Session) -> None:
        if turn.answer.outcome in ("abstained", "partial"):
            try:
                self._feedback.record(turn.key, turn.question, turn.answer, history=earlier.history())
            except FeedbackError as error:
                print(f"Not kept as unanswered: {error}")


def view(turns: Sequence[str], *, busy: bool = False, say: str = "") -> View:
    """What the page shows: turns as HTML, whether one is under way, and a line read out by screen readers."""
    return {"turns": list(turns), "busy": busy, "say": say, "stamp": time.monotonic_ns()}  # the stamp: the page looks only at what has changed


def differing(answer: Answer, assistant: Assistant) -> tuple[tuple[int, ...], ...]:
    """Numbers of citations that give one fact of the catalog differently, grouped by fact."""
    groups: dict[tuple[str, str], dict[str, tuple[int, str]]] = {}  # value -> number, source
    for citation in answer.citations:
        fact = assistant.catalog.fact_at.get(Span(citation.document_id, citation.start, citation.end))
        if fact is not None and fact.field in ONE_VALUED:
            groups.setdefault((fact.item_id, fact.field), {}).setdefault(str(fact.value), (citation.number, fact.source_id))
    told = [list(values.values()) for values in groups.values() if len({source for _, source in values.values()}) > 1]
    return tuple(tuple(number for number, _ in values) for values in told)


ONE_VALUED = frozenset({"length", "fee_usd", "ceus", "level"})  # fields in which two values contradict each other


def _beginning(answer: Answer, text: str) -> Answer:
    return Answer(text=text, outcome=answer.outcome, citations=tuple(one for one in answer.citations if f"[{one.number}]" in text), config_id=answer.config_id)


def _past(session: Session) -> list[str]:
    return [turn_html(turn, at, last=at == len(session.turns) - 1) for at, turn in enumerate(session.turns)]


def _chosen(scope: Any) -> list[str] | None:
    return [str(document_id) for document_id in scope][:MOST_DOCUMENTS] if isinstance(scope, list) else None


def _scope(session: Session, assistant: Assistant) -> list[str] | None:
    return [document_id for document_id in session.scope if document_id in assistant.documents] if session.scope is not None else None


def _spoken(answer: Answer) -> str:
    count = len(answer.citations)
    return f"Answer ready. {count} source{'' if count == 1 else 's'}." if count else "Answer ready."
