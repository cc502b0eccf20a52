"""Ask every question of a set once and write the raw replies, one line each.

QuestionSets -> run folder (its shape: `eval.record`). The same `Assistant.answer` as the app's.
A crash is recorded with its reason. Stopped half-way, the same command goes on where it stood.
What is asked in which mode:

- corpus: the question with its history, over all documents;
- reading: only the given passage may answer (`meta.context`, else the relevant documents);
- retrieval: the search alone, for sets that are about finding.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant import Assistant, AssistantConfig, AssistantError, DocumentRange
from assistant.types import Answer
from corpus.errors import CorpusError
from eval.data import DocumentText, Question, QuestionSet, load_set
from eval.errors import RunError
from eval.record import DOCUMENTS, QUERIES, RAW, RUN, Mode, Record, read_records, read_settings
from index.errors import IndexingError

PASSAGES = 100  # retrieved passages kept for each question; recall@100 needs them all
Opener = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Plan:
    """One set in one mode."""

    questions: QuestionSet
    mode: Mode = "corpus"
    history: bool = True

    @property
    def name(self) -> str:
        return f"{self.questions.name}.{self.mode}{'' if self.history else '-no-history'}"

    def asked(self, limit: int | None) -> list[Question]:
        """The questions of this mode: in reading mode those that come with a passage."""
        questions = [q for q in self.questions.questions if self.mode != "reading" or scope(q)]
        return spread(questions, limit)


def spread(questions: list[Question], limit: int | None) -> list[Question]:
    """At most `limit` questions, evenly from the whole list, so that a small sample has every kind.

    The same limit always takes the same questions.
    """
    if limit is None or limit >= len(questions):
        return questions
    return [questions[i * len(questions) // limit] for i in range(limit)]


def scope(question: Question) -> list[DocumentRange]:
    """The passage that is given with the question; empty where there is none."""
    context = question.meta.get("context")
    if isinstance(context, dict):
        return [DocumentRange(context["doc_id"], context.get("start", 0), context.get("end"))]
    return [DocumentRange(doc_id) for doc_id in sorted({r.doc_id for r in question.relevant})]


def config_for(questions: QuestionSet, config: AssistantConfig) -> AssistantConfig:
    """The assistant's own settings, over this set's documents; the index of each folder is kept apart by its path."""
    return replace(config, passages=PASSAGES, corpus_dir=questions.corpus_dir or config.corpus_dir)


def run_plans(plans: list[Plan], out: Path, config: AssistantConfig, limit: int | None = None, workers: int = 1) -> None:
    """Run every plan into `out`.

    Raises: RunError where `out` holds a run with other settings, the assistant cannot be opened, or
    the run is interrupted.
    """
    for plan in plans:
        opener = partial(Assistant.open, config_for(plan.questions, config))
        try:
            run_plan(plan, out, opener, limit, workers)
        except (CorpusError, IndexingError, AssistantError) as error:
            raise RunError(f"{plan.name}: {error}") from error
        except (KeyboardInterrupt, BrokenProcessPool) as error:
            cause = "was interrupted" if isinstance(error, KeyboardInterrupt) else "lost a worker process, perhaps for want of memory"
            raise RunError(f"{plan.name}: the run {cause}; nothing is lost, the same command goes on where it stood") from error


def run_plan(plan: Plan, out: Path, opener: Opener, limit: int | None = None, workers: int = 1) -> None:
    """Ask what has not been asked yet, and append a line for each reply as it comes."""
    questions = plan.asked(limit)
    if not questions:
        raise RunError(f"{plan.questions.name}: no question comes with a passage, expected meta.context or relevant; use --mode corpus")
    folder = out / plan.name
    _prepare(folder, questions)
    done = read_records(folder / RAW)
    waiting = [q for q in questions if q.query_id not in done]
    known = {r.reply.config_id for r in done.values() if r.reply}
    _note(out, plan, len(questions))
    with opener() as assistant:  # builds the index where there is none, before any worker reads it
        _write_documents(folder / DOCUMENTS, plan.questions, assistant)
        if workers == 1:
            _append(folder, _ask_all(plan, waiting, assistant), len(questions), known)
    if workers > 1:
        _append(folder, _ask_in_processes(plan, waiting, opener, workers), len(questions), known)
    _note(out, plan, len(questions))


def ask(assistant: Any, question: Question, mode: Mode, history: bool = True) -> Record:
    """One question, one record; an exception of the assistant becomes the record's `error`."""
    turns = [{"role": turn.role, "content": turn.text} for turn in question.history] if history else []
    started = time.perf_counter()
    try:
        if mode == "retrieval":
            passages = assistant.search(question.text, history=turns, k=PASSAGES)
            reply = Answer("", "answered", passages=tuple(passages))
        else:
            reply = assistant.answer(question.text, history=turns, scope=scope(question) if mode == "reading" else None)
    except Exception as error:  # whatever it is, the other questions go on and this one is named
        return Record(question.query_id, None, f"{type(error).__name__}: {error}", time.perf_counter() - started)
    return Record(question.query_id, reply, None, time.perf_counter() - started)


def _ask_all(plan: Plan, questions: list[Question], assistant: Any) -> Iterator[Record]:
    for question in questions:
        yield ask(assistant, question, plan.mode, plan.history)


_opened: list[Any] = []  # the assistant of this worker process


def _open_in_worker(opener: Opener) -> None:
    _opened.append(opener().__enter__())


def _ask_in_worker(question: Question, mode: Mode, history: bool) -> Record:
    return ask(_opened[-1], question, mode, history)


def _ask_in_processes(plan: Plan, questions: list[Question], opener: Opener, workers: int) -> Iterator[Record]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _open_in_worker, (opener,)) as pool:
        asked = partial(_ask_in_worker, mode=plan.mode, history=plan.history)
        yield from pool.map(asked, questions, chunksize=4)


def _append(folder: Path, records: Iterator[Record], total: int, known: set[str]) -> None:
    """Write the records as they come. Raises: RunError when a reply is of another version than the ones before."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (folder / RAW).open("a", encoding="utf-8") as raw, Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(folder.name, total=total, completed=len(read_records(folder / RAW)))
        for record in records:
            if record.reply:
                known.add(record.reply.config_id)
            if len(known - {""}) > 1:
                raise RunError(f"{folder}: holds replies of another version or configuration ({', '.join(sorted(known))}); give a new --out")
            raw.write(record.to_line())
            raw.flush()
            progress.advance(task)


def _prepare(folder: Path, questions: list[Question]) -> None:
    """Write the question file, or see that the one from before the interruption is the same."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(q.model_dump_json(exclude_defaults=True) + "\n" for q in questions)
    path = folder / QUERIES
    if path.is_file() and path.read_text(encoding="utf-8") != text:
        raise RunError(f"{folder}: was run on other questions or another --limit than now; give a new --out")
    path.write_text(text, encoding="utf-8")
    raw = folder / RAW
    if raw.is_file():  # an interruption may have left half a line
        whole = raw.read_text(encoding="utf-8")
        raw.write_text(whole[: whole.rfind("\n") + 1], encoding="utf-8")


def _write_documents(path: Path, questions: QuestionSet, assistant: Any) -> None:
    """Keep the texts as the assistant reads them, which its citations point into, with the set's own `meta`."""
    own = questions.documents or {}
    documents = (
        DocumentText(doc_id=doc_id, title=d.title, text=d.text, meta=own[doc_id].meta if doc_id in own else {})
        for doc_id, d in sorted(assistant.documents.items())
    )
    path.write_text("".join(d.model_dump_json() + "\n" for d in documents), encoding="utf-8")
    load_set(path.parent)  # raises where the set's places are not the same in these texts


def _note(out: Path, plan: Plan, asked: int) -> None:
    """Add to run.json what a reader of the run wants to know later."""
    unit = 1024**2 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(kind).ru_maxrss for kind in kinds) // unit
    settings = read_settings(out)
    sets = {**settings.get("sets", {}), plan.name: {"asked": asked, "peak_memory_mib": peak}}
    (out / RUN).write_text(json.dumps({"sets": dict(sorted(sets.items()))}, indent=1) + "\n", encoding="utf-8")
