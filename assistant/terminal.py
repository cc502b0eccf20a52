"""What the command line writes and reads: replies with their sources, tables of facts, progress, messages."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markdown import Markdown
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

if TYPE_CHECKING:
    from assistant.types import Answer, Citation
    from assistant.window.feedback import Wanting
    from index import IndexStatus


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """What takes progress reports and draws a bar for each stage; nothing is drawn where nothing is built."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    tasks: dict[str, TaskID] = {}

    def report(what: str, done: int, total: int) -> None:
        if not tasks:
            bar.start()
        if what not in tasks:
            tasks[what] = bar.add_task(f"Indexing {what}", total=total)
        bar.update(tasks[what], completed=done)

    try:
        yield report
    finally:
        if tasks:
            bar.stop()


def next_message(console: Console) -> str | None:
    """What was typed, without outer blanks; None at the end."""
    try:
        message = console.input("\n[bold]›[/bold] ").strip()
    except EOFError:
        return None
    return None if message in {"/quit", "/exit"} else message


def show_reply(reply: Answer, quotes: bool) -> None:
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    if console.is_terminal:
        console.print(Markdown(reply.text))
    else:
        print(reply.text)
    if reply.note:
        console.print(Text(f"\n{reply.note}", style="italic"))
    if reply.citations:
        console.print(Text("\nSources", style="bold"))
    for citation in reply.citations:
        console.print(_source(citation, quotes))


def _source(citation: Citation, quotes: bool) -> Text:
    """Number, title, section, date, link of a source, over one to three lines."""
    where = " › ".join(part for part in (citation.title, citation.section) if part)
    line = Text(f"[{citation.number}] {where}" + (f" ({citation.as_of})" if citation.as_of else ""))
    if citation.url:
        line.append(f"\n    {citation.url}", style="dim")
    if quotes:
        line.append(f"\n    “{' '.join(citation.quote.split())}”", style="italic")
    return line


def show_wanting(wanting: Sequence[Wanting]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for one in wanting:
        counts = ", ".join(f"{count:,} {what}" for count, what in ((one.unanswered, "unanswered"), (one.disliked, "disliked")) if count)
        console.print(Text.assemble((" ".join(one.question.split()), "bold"), f"  ({counts}; last on {one.last_at[:10]})"))
        for comment in one.comments:
            console.print(Text(f"    “{' '.join(comment.split())}”", style="italic"))


def show_status(status: IndexStatus) -> None:
    rows = {
        "Index": status.state + (f", built {status.built}" if status.built else ""),
        "Documents": f"{status.documents:,}",
        "Passages": f"{status.passages:,} ({status.sentences:,} sentences)",
        "Fingerprint": status.fingerprint,
        "Model": status.model,
        "Size": f"{status.size / 1e6:.1f} MB",
        "Folder": str(status.folder),
    }
    console = Console(soft_wrap=True)
    for name, value in rows.items():
        console.print(Text.assemble((f"{name:<13}", "bold"), value))


def write_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
