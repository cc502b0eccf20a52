"""Answer a question: read it, search, weigh and read what is found, compose, check, render.

`Assistant.open(config)` loads the documents and their index once; `assistant.answer` is
then a function of its arguments alone, safe to call from many threads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any

import numpy as np

from corpus import Document, load_corpus
from index import SearchIndex

from .catalog import CatalogView
from .check import check
from .clock import Clock
from .compose import compose
from .compose.outcomes import compose_abstention, compose_empty, compose_talk, join_parts
from .confidence import OPEN, OPEN_ALONE, asked_features, confidences, fitted_threshold, read_on
from .config import AssistantConfig
from .cross_encoder import ANSWERS, STAGES, cross_encoders, each_by_itself, scorer
from .draft import Draft, Span
from .evidence import Evidence, Read, reread, weigh
from .fingerprint import config_id
from .follow_ups import follow_ups, opening_questions
from .passages import asked_as
from .reading import Judged, Reading
from .render import Numbering, render
from .scope import Scope, chunks_in
from .searching import Searcher
from .types import Answer, RetrievedPassage
from .understand.alluded import in_conversation
from .understand.asked import understand
from .understand.conversation import Turn, checked_history
from .understand.direct import direct
from .understand.field_reader import field_reader
from .understand.languages import read_foreign
from .understand.message import asked_directly, cleaned, part_turns, read_message
from .understand.question import Question
from .understand.shorthand import written_out
from .understand.spelling import Speller, spelling_note
from .understand.talk import Talk, is_elsewhere, is_outside, read_talk, without_greeting
from .whose import Whose

Progress = Callable[[str, int, int], None]
SURELY = 0.9  # confidence from which a request that sounds like one for another service is answered
FEW, POINTED = 3, 0.8  # passages up to which a scope points at one place, and the share of the bar that holds there: who points expects the answer there


class Assistant:
    """An open assistant. Stateless between calls; close it, or use it with `with`."""

    def __init__(self, index: SearchIndex, config: AssistantConfig) -> None:
        self.index, self.config = index, config
        self.catalog = CatalogView(index.corpus)
        self.documents: Mapping[str, Document] = index.documents
        self.examples = opening_questions(index, self.catalog)
        self.subject = _subject(index)
        self.speller = Speller(index.vocabulary)
        self.searcher = Searcher(index)
        self.cross_encoders = cross_encoders()
        self.field_reader = field_reader(index, self.catalog)
        self.whose = Whose(self.catalog)
        self.config_id = config_id(index.fingerprint, config)

    @staticmethod
    def open(config: AssistantConfig | None = None, progress: Progress | None = None) -> Assistant:
        """Load documents and index, building the index where it is missing or out of date.

        Raises CorpusError, ModelError, StateDirectoryError or IndexBusyError, each with its next step.
        """
        config = config or AssistantConfig()
        index = SearchIndex.open(load_corpus(config.folder), config.index, str(config.folder), progress)
        return Assistant(index, config)

    def close(self) -> None:
        """Nothing is held that needs releasing; kept so that callers need not know that."""

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def warm_up(self) -> None:
        """Load the model now rather than at the first question."""
        self.index.embedder.asked(["warm up"], self.index.tokens.basis)
        for cross_encoder in self.cross_encoders:
            cross_encoder.scores("warm up", ["warm up"])

    def answer(self, question: str, history: Sequence[Mapping[str, Any]] | None = None, scope: Scope = None) -> Answer:
        """Answer one message of a conversation.

        `history`: earlier turns, oldest first, each {"role": "user" | "assistant", "content": str}.
        `scope`: documents (ids) or parts of documents that may answer; None: all.
        Raises HistoryError or ScopeError for malformed arguments.
        """
        clock = Clock()
        turns = asked_directly(checked_history(history)[-self.config.longest_history :])
        allowed = chunks_in(scope, self.index)
        text, note = cleaned(question, self.config.longest_question)
        text = written_out(text)
        if not re.search(r"[^\W_]", text):
            return self._finish(compose_empty(self.subject, self.examples), text, note, clock, None)
        if (talk := read_talk(text)) is not None:
            return self._finish(compose_talk(talk, self.subject, self.examples), text, note, clock, None)
        foreign = read_foreign(text)
        text, corrections = self.speller.correct(without_greeting(text)) if foreign is None else (foreign.english, ())
        note = " ".join(filter(None, (foreign.note if foreign else note, spelling_note(corrections))))
        text = direct(text)
        turn = read_message(text, turns)
        readings = [self._read(part, allowed, clock) for part in part_turns(turn, text, turns)]
        drafts = [self._compose(reading) for reading in readings]
        clock.lap("compose")
        draft = drafts[0] if len(drafts) == 1 else join_parts(readings, drafts)
        return self._finish(draft, turn.text, note, clock, readings[0])

    def search(self, question: str, history: Sequence[Mapping[str, Any]] | None = None, scope: Scope = None, k: int = 100) -> tuple[RetrievedPassage, ...]:
        """The passages found for a message, best first, at most k."""
        return self._passages(self.reading(question, history, scope), k)

    def reading(self, question: str, history: Sequence[Mapping[str, Any]] | None = None, scope: Scope = None) -> Reading:
        """What is understood and found for a message, before anything is composed from it."""
        text, _ = self.speller.correct(written_out(cleaned(question, self.config.longest_question)[0]))
        turn = read_message(direct(text), asked_directly(checked_history(history)[-self.config.longest_history :]))
        return self._read(turn, chunks_in(scope, self.index), Clock())

    def as_query_engine(self) -> Any:
        """A LlamaIndex query engine over `answer`; its response carries the source nodes."""
        from .query_engine import AssistantQueryEngine

        return AssistantQueryEngine(self)

    def _read(self, turn: Turn, allowed: np.ndarray | None, clock: Clock) -> Reading:
        turn = in_conversation(turn, self.catalog, self.field_reader)
        understood = understand(turn, self.catalog, self.field_reader)
        clock.lap("understand")
        question, vector = self.searcher.embed(understood.question)
        clock.lap("embed")
        found = self.searcher.find(turn, question, vector, allowed)
        question = replace(question, tokens={**question.tokens, **understood.carried})
        clock.lap("search")
        about = self.whose.asked(f"{turn.text} {turn.lead}", understood.items)
        weighed = [one for one in weigh(question, found, self.index) if about(one.sentence)] if len(found.chunks) else []
        clock.lap("weigh")

        asked = asked_as(question.text, turn.said, turn.asked_back)

        def judge() -> Judged:
            clock.lap("compose")
            judged = self._judged(question, asked, turn.said, weighed) if weighed else Judged((), 0.0)
            clock.lap("read")
            return judged

        def ask(text: str) -> Reading:
            return self._read(replace(turn, text=text, asked_back=""), allowed, clock)

        def read_texts(stage: int, texts: Sequence[str]) -> np.ndarray:
            clock.lap("compose")
            scores = each_by_itself(stage, asked, texts, self.cross_encoders)[:, ANSWERS]
            clock.lap("read")
            return scores

        return Reading(
            question,
            found,
            tuple(weighed),
            judge,
            self.index,
            self.catalog,
            understood.items,
            understood.fields,
            turn.said,
            allowed,
            ask,
            read_texts,
            turn.lead,
            turn.asked_back,
        )

    def _judged(self, question: Question, asked: str, said: str, weighed: list[Evidence]) -> Judged:
        """The evidence once the likeliest of it is read together with the question as `asked_as` puts it, and how sure it is that the documents answer."""
        known = said or any(token in self.index.sentence_lexical.document_frequency or question.near.get(token) for token in question.tokens)

        before = {one.position: one for one in weighed}
        likely = weighed
        score = scorer(self.index, asked, self.cross_encoders)

        def read(stage: int) -> np.ndarray:
            nonlocal likely
            scores = score(stage, [one.position for one in likely[: STAGES[stage].sentences]])
            likely = reread([before[one.position] for one in likely], Read(stage, scores))
            return scores

        between = OPEN if self.catalog.items else OPEN_ALONE
        _, sure = read_on(asked_features(question), read, confidences(), question.form == "yes_no", between)
        return Judged(tuple(likely), sure if known else 0.0)  # no word of it is met

    def _compose(self, reading: Reading) -> Draft:
        threshold = self.config.threshold if self.config.threshold is not None else fitted_threshold()
        if reading.allowed is not None and np.count_nonzero(reading.allowed) <= FEW:
            threshold *= POINTED
        text = reading.question.text
        if (is_outside(text) and reading.confidence < SURELY) or (is_elsewhere(text) and reading.confidence < threshold):
            return compose_talk(Talk("outside"), self.subject, self.examples)
        return compose(reading, threshold)

    def _finish(self, draft: Draft, understood: str, note: str, clock: Clock, reading: Reading | None) -> Answer:
        verdicts = [(piece, check(piece, self._quote, self._context)) for piece in draft.pieces]
        shown = [(piece, verdict) for piece, verdict in verdicts if verdict.supported]
        if not any(piece.states for piece, _ in shown) and any(piece.states for piece in draft.pieces) and reading is not None:
            draft = compose_abstention(reading, nearest=False)
            shown = [(piece, check(piece, self._quote, self._context)) for piece in draft.pieces]
        numbering = Numbering(self.documents, _Sections(self))
        text, statements = render(draft, shown, numbering)
        clock.lap("check")
        told = {self.section_of(span).split(" › ")[-1] for piece, _ in shown for span in piece.spans}
        offered = draft.follow_ups or (follow_ups(reading, told, self.examples) if reading is not None else ())
        clock.lap("follow_ups")
        return Answer(
            text=text,
            outcome=draft.outcome,
            citations=numbering.citations(),
            confidence=round(draft.confidence, 4),
            follow_ups=offered[:3],
            timings=clock.timings(),
            statements=statements,
            passages=self._passages(reading, self.config.passages) if reading is not None else (),
            form=draft.form,
            understood_as=understood,
            note=note,
            config_id=self.config_id,
        )

    def _quote(self, span: Span) -> str:
        return self.documents[span.document_id].text[span.start : span.end]

    def _context(self, span: Span) -> str:
        """A span with all that stands above it: title, headings, label of its list item, heads of its table."""
        at = self.index.sentence_at(span.document_id, span.start)
        unit = self.index.sentences[at].unit if at is not None else None
        above = (unit.label, *(cell.column for cell in unit.cells)) if unit else ()
        return " \n ".join((self.documents[span.document_id].title, self.section_of(span), *above, self._quote(span)))

    def section_of(self, span: Span) -> str:
        """The headings above a span, joined by " › ", outermost first."""
        at = self.index.sentence_at(span.document_id, span.start)
        return " › ".join(self.index.sentences[at].headings) if at is not None else ""

    def _passages(self, reading: Reading, k: int) -> tuple[RetrievedPassage, ...]:
        found = reading.found
        return tuple(
            RetrievedPassage(at + 1, chunk.chunk_id, chunk.document_id, chunk.start, chunk.end, round(float(found.score[at]), 6), found.found_by(at))
            for at, chunk in enumerate(self.index.chunks[position] for position in found.chunks[:k])
        )


class _Sections(dict):
    """Span -> section, looked up when asked."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__()
        self._assistant = assistant

    def get(self, span: Span, default: str = "") -> str:  # type: ignore[override]
        return self._assistant.section_of(span) or default


def _subject(index: SearchIndex) -> str:
    """What the documents are about, in a few words, from their titles; none with a figure, which would stand there without a citation."""
    titles = [document.title for document in index.corpus.documents if not re.search(r"\d", document.title)]
    if len(index.corpus.documents) == len(titles) == 1:
        return f"“{titles[0]}”"
    named = " and ".join(f"“{title}”" for title in dict.fromkeys((titles[0], titles[-1]))) if titles else ""
    return f"the documents at hand, such as {named}" if named else "the documents at hand"
