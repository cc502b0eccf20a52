"""Answer a question: read it, search, weigh and read what is found, compose, check, render.

`Assistant.open(config)` loads the documents and their index once; `assistant.answer` is
then a function of its arguments alone, safe to call from many threads.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from corpus import Document, load_corpus
from index import SearchIndex
from index.tokens import STOP_WORDS, words

from .catalog import CatalogView
from .check import check
from .clock import Clock
from .compose import compose
from .compose.outcomes import compose_abstention, compose_empty, compose_talk, join_parts
from .confidence import asked_features, confidences, fitted_threshold, read_on
from .config import AssistantConfig
from .conversation import Turn, checked_history, read_turn
from .cross_encoder import ANSWERS, STAGES, cross_encoders, each_by_itself, scorer
from .draft import Draft, Span
from .errors import ScopeError
from .evidence import Evidence, Read, reread, weigh
from .fields import asked_fields
from .focus import focus
from .follow_ups import follow_ups, opening_questions
from .forms import answer_kind, question_form
from .languages import read_foreign
from .naming import items_of
from .parts import split_parts
from .passages import asked_as
from .profile import describes_self, only_describes
from .question import Question, counted_tokens, read_question
from .reading import Judged, Reading
from .render import Numbering, render
from .searching import Searcher
from .spelling import Correction, Speller
from .talk import Talk, is_elsewhere, is_outside, read_talk, without_greeting
from .types import Answer, DocumentRange, RetrievedPassage
from .whose import Whose

Scope = Sequence[DocumentRange | str] | None
Progress = Callable[[str, int, int], None]
SURELY = 0.9  # confidence from which a request that sounds like one for another service is answered
FEW, POINTED = 3, 0.8  # passages up to which a scope points at one place, and the share of the bar that holds there: who points expects the answer there
NEEDS_ALL = frozenset({"recommendation", "plan", "computed"})  # forms for which all counts that a person says of themselves
WISHES = re.compile(r"\b(?:anything|something)\b[^?.!]{0,40}\?\W*$", re.I)  # "… Anything at Sloan?"
SHORT = 14  # words of a message that may take over what the one before asked for


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
        self.whose = Whose(self.catalog)
        self.config_id = hashlib.sha256(f"{_code()} {index.fingerprint} {config.threshold} {config.passages} {config.longest_question}".encode()).hexdigest()[
            :12
        ]

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
        turns = checked_history(history)[-self.config.longest_history :]
        allowed = self._allowed(scope)
        text, note = self._cleaned(question)
        if not re.search(r"[^\W_]", text):
            return self._finish(compose_empty(self.subject, self.examples), text, note, clock, None)
        if (talk := read_talk(text)) is not None:
            return self._finish(compose_talk(talk, self.subject, self.examples), text, note, clock, None)
        foreign = read_foreign(text)
        text, corrections = self.speller.correct(without_greeting(text)) if foreign is None else (foreign.english, ())
        note = foreign.note if foreign else note
        note = " ".join(filter(None, (note, _spelling_note(corrections))))
        turn = _understood(text, turns)
        readings = [self._read(part, allowed, clock) for part in _part_turns(turn, text, turns)]
        drafts = [self._compose(reading) for reading in readings]
        clock.lap("compose")
        draft = drafts[0] if len(drafts) == 1 else join_parts(readings, drafts)
        return self._finish(draft, turn.text, note, clock, readings[0])

    def search(self, question: str, history: Sequence[Mapping[str, Any]] | None = None, scope: Scope = None, k: int = 100) -> tuple[RetrievedPassage, ...]:
        """The passages found for a message, best first, at most k."""
        return self._passages(self.reading(question, history, scope), k)

    def reading(self, question: str, history: Sequence[Mapping[str, Any]] | None = None, scope: Scope = None) -> Reading:
        """What is understood and found for a message, before anything is composed from it."""
        turn = _understood(self.speller.correct(self._cleaned(question)[0])[0], checked_history(history)[-self.config.longest_history :])
        return self._read(turn, self._allowed(scope), Clock())

    def as_query_engine(self) -> Any:
        """A LlamaIndex query engine over `answer`; its response carries the source nodes."""
        from .query_engine import AssistantQueryEngine

        return AssistantQueryEngine(self)

    def _cleaned(self, question: str) -> tuple[str, str]:
        text = "".join(
            " " if ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char in "\u200b\ufeff\u2028\u2029" or 0xD800 <= ord(char) < 0xE000 else char
            for char in str(question)
        )
        text = re.sub(r"\s+", " ", text).strip()
        limit = self.config.longest_question
        if len(text) > limit:
            return text[:limit].rsplit(" ", 1)[0], f"Only the first {limit:,} characters of the question were read."
        return text, ""

    def _allowed(self, scope: Scope) -> np.ndarray | None:
        if scope is None:
            return None
        ranges = [DocumentRange(part) if isinstance(part, str) else part for part in scope]
        for part in ranges:
            if part.document_id not in self.documents:
                raise ScopeError(
                    f"scope: found {part.document_id!r}, expected the id of one of {len(self.documents)} documents such as {next(iter(self.documents))!r}"
                )
        by_document: dict[str, list[DocumentRange]] = {}
        for part in ranges:
            by_document.setdefault(part.document_id, []).append(part)
        return np.array(
            [
                any(
                    chunk.start < (part.end if part.end is not None else chunk.end) and chunk.end > part.start
                    for part in by_document.get(chunk.document_id, ())
                )
                for chunk in self.index.chunks
            ]
        )

    def _read(self, turn: Turn, allowed: np.ndarray | None, clock: Clock) -> Reading:
        question = read_question(turn.text)
        asked = asked_fields(turn.text)
        items = items_of(turn, question.form, bool(asked), self.catalog)
        carried = {token: weight for token, weight in turn.carried.items() if token not in question.tokens}
        if turn.leans and len(words(turn.text)) <= SHORT and (turn.elliptic or not asked):
            asked = (asked_fields(turn.previous) or asked_fields(turn.said) if turn.elliptic or question.form != "yes_no" else []) or asked
            question = replace(
                question,
                kind=question.kind or answer_kind(turn.previous),
                counted=question.counted if question.kind else counted_tokens(turn.previous),
                form=question.form if question.form != "fact" or question.kind else question_form(turn.previous, ""),
            )
        if only_describes(turn.text) or (
            question.form == "fact" and (not turn.text.rstrip().endswith("?") or WISHES.search(turn.text)) and describes_self(f"{turn.text} {turn.said}")
        ):
            question = replace(question, form="recommendation")
        clock.lap("understand")
        question, vector = self.searcher.embed(replace(question, subjects=self.catalog.names_of(items)))
        clock.lap("embed")
        found = self.searcher.find(turn, question, vector, allowed)
        question = replace(question, tokens={**question.tokens, **carried})
        clock.lap("search")
        about = self.whose.asked(turn.text, items)
        weighed = [one for one in weigh(question, found, self.index) if about(one.sentence)] if len(found.chunks) else []
        clock.lap("weigh")

        def judge() -> Judged:
            clock.lap("compose")
            judged = self._judged(question, turn.said, weighed) if weighed else Judged((), 0.0)
            clock.lap("read")
            return judged

        def ask(text: str) -> Reading:
            return self._read(replace(turn, text=text), allowed, clock)

        def read_texts(stage: int, texts: Sequence[str]) -> np.ndarray:
            clock.lap("compose")
            scores = each_by_itself(stage, asked_as(question.text, turn.said), texts, self.cross_encoders)[:, ANSWERS]
            clock.lap("read")
            return scores

        return Reading(question, found, tuple(weighed), judge, self.index, self.catalog, items, tuple(asked), turn.said, allowed, ask, read_texts)

    def _judged(self, question: Question, said: str, weighed: list[Evidence]) -> Judged:
        """The evidence once the likeliest of it is read together with the question, and how sure it is that the documents answer."""
        asked = asked_as(question.text, said)
        known = said or any(token in self.index.sentence_lexical.document_frequency or question.near.get(token) for token in question.tokens)

        before = {one.position: one for one in weighed}
        likely = weighed
        score = scorer(self.index, asked, self.cross_encoders)

        def read(stage: int) -> np.ndarray:
            nonlocal likely
            scores = score(stage, [one.position for one in likely[: STAGES[stage].sentences]])
            likely = reread([before[one.position] for one in likely], Read(stage, scores))
            return scores

        _, sure = read_on(asked_features(question), read, confidences(), says=question.form == "yes_no")
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


@lru_cache(maxsize=1)
def _code() -> str:
    """Changes with the code, the word lists and the fitted weights of the rooms that answer."""
    digest = hashlib.sha256()
    root = Path(__file__).parent.parent
    for path in sorted(
        path for room in ("corpus", "index", "assistant") for path in (root / room).rglob("*") if path.suffix in {".py", ".yaml", ".json", ".npz"}
    ):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _subject(index: SearchIndex) -> str:
    """What the documents are about, in a few words, from their titles; none with a figure, which would stand there without a citation."""
    titles = [document.title for document in index.corpus.documents if not re.search(r"\d", document.title)]
    if len(index.corpus.documents) == len(titles) == 1:
        return f"“{titles[0]}”"
    named = " and ".join(f"“{title}”" for title in dict.fromkeys((titles[0], titles[-1]))) if titles else ""
    return f"the documents at hand, such as {named}" if named else "the documents at hand"


def _spelling_note(corrections: Sequence[Correction]) -> str:
    """What was read otherwise than typed; nothing for slips in the small words."""
    telling = [correction for correction in corrections if correction.read not in STOP_WORDS]
    return "Read " + ", ".join(f"“{one.typed}” as “{one.read}”" for one in telling) + "." if telling else ""


def _understood(text: str, turns: Sequence[Mapping[str, str]]) -> Turn:
    """A message in its conversation: of a long one the part that asks, the whole of it behind."""
    focused = focus(text)
    if focused == text or question_form(focused, "") in NEEDS_ALL:
        return read_turn(text, turns)
    turn = read_turn(focused, [*turns, {"role": "user", "content": text}])  # what leads up to the question is said before it
    return replace(turn, background=(*read_turn(focused, turns).background, (text,)))


def _part_turns(turn: Turn, message: str, turns: Sequence[Mapping[str, str]]) -> list[Turn]:
    """A turn for each question of a message; a later one is read after the first, which may name its subject. An offer that the message accepts is one."""
    parts = split_parts(turn.text)
    if len(parts) == 1 or (turn.leans and turn.text not in message and len(split_parts(message)) == 1):
        return [turn]
    before = [*turns, {"role": "user", "content": parts[0]}]
    later = [read_turn(part, before) for part in parts[1:]]
    return [replace(turn, text=parts[0]), *(replace(one, subjects=one.subjects or (parts[0],)) for one in later)]
