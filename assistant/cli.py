"""The command `assistant`: ask, chat, feedback, index, serve.

A thin edge: read options, call the assistant, print. What a library needs is imported
when a command runs, so that `--help` is quick. Replies go to standard output; progress
and errors to standard error.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from assistant.config import AssistantConfig
from assistant.terminal import next_message, progress_bar, show_reply, show_status, show_wanting, write_json

if TYPE_CHECKING:
    from assistant.engine import Assistant
    from index import IndexStatus

FAILED, ABSTAINED, INTERRUPTED = 1, 3, 130  # 0: a reply was given; 2: wrong use of the command line
CODES = (
    "Exit status: 0 a reply was given (also when the documents do not answer), 1 documents, index, model or port cannot be used, "
    "2 wrong usage, 3 not answered and --fail-on-abstain was given, 130 interrupted."
)

app = typer.Typer(
    name="assistant",
    help="Ask questions of a set of documents, offline. Every sentence of a reply is cited.",
    epilog=CODES + " ASSISTANT_CORPUS, ASSISTANT_STATE_DIR and ASSISTANT_MODEL give the same as the options.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
index_app = typer.Typer(help="Build the index, or tell what there is of it. It also builds itself when a question is asked.", no_args_is_help=True)
app.add_typer(index_app, name="index")

Corpus = Annotated[Path | None, typer.Option("--corpus", metavar="FOLDER", help="Folder of documents (.md, .txt, .jsonl) that answer, instead of the guide.")]
StateDir = Annotated[Path | None, typer.Option("--state-dir", metavar="FOLDER", help="Folder where indexes are kept.")]
Model = Annotated[str | None, typer.Option("--model", metavar="FOLDER|NAME", help="Embedding model: a folder with model.safetensors, or a hub name.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def main() -> None:
    """Entry point of the command `assistant`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character shows "?"
    app()


@app.command(epilog=CODES)
def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help='The question; "-" reads it from standard input.', show_default=False)],
    as_json: AsJson = False,
    quotes: Annotated[bool, typer.Option("--quotes", help="Show the words that each source is cited for.")] = False,
    fail_on_abstain: Annotated[bool, typer.Option("--fail-on-abstain", help="Exit with 3 where the documents do not answer.")] = False,
    corpus: Corpus = None,
    state_dir: StateDir = None,
    model: Model = None,
) -> None:
    """Answer one question and name the sources."""
    with _plain_errors():
        text = sys.stdin.buffer.read().decode("utf-8", "replace") if question == ["-"] else " ".join(question)
        reply = _open(_config(corpus, state_dir, model)).answer(text)
        if as_json:
            write_json(reply.to_dict())
        else:
            show_reply(reply, quotes)
        if fail_on_abstain and reply.abstained:
            raise typer.Exit(ABSTAINED)


@app.command()
def chat(corpus: Corpus = None, state_dir: StateDir = None, model: Model = None) -> None:
    """Talk in the terminal; a question may lean on the ones before it."""
    with _plain_errors():
        assistant = _open(_config(corpus, state_dir, model))
        console = Console()
        console.print("[dim]/new begins another conversation, /quit (or Ctrl-D) leaves.[/dim]")
        history: list[dict[str, str]] = []
        while (message := next_message(console)) is not None:
            if message == "/new":
                history = []
                console.print("[dim]A new conversation.[/dim]")
            elif message:
                reply = assistant.answer(message, history)
                show_reply(reply, quotes=False)
                if reply.follow_ups:
                    console.print(Text("You could also ask: " + " · ".join(reply.follow_ups), style="dim"))
                history += [{"role": "user", "content": message}, {"role": "assistant", "content": reply.text}]


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on. One that other machines reach needs --auth or --open-to-network.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 7860,
    auth: Annotated[str | None, typer.Option(metavar="USER:PASSWORD", help="Ask for this name and password.")] = None,
    open_to_network: Annotated[bool, typer.Option("--open-to-network", help="Let everyone in who reaches the address.")] = False,
    mcp: Annotated[bool, typer.Option("--mcp", help="Offer the endpoints as tools over MCP too.")] = False,
    open_browser: Annotated[bool, typer.Option("--open", help="Show the window in the browser.")] = False,
    corpus: Corpus = None,
    state_dir: StateDir = None,
    model: Model = None,
) -> None:
    """Open the chat window."""
    with _plain_errors():
        config = _config(corpus, state_dir, model)
        if _status(config).state != "up to date":
            _make_index(config)
        import app as window

        blocks = None
        with suppress(KeyboardInterrupt):  # Ctrl-C is how the window is closed
            blocks = window.serve(config, host, port, auth=auth, open_to_network=open_to_network, mcp=mcp, block=False)
            if open_browser:
                typer.launch(blocks.local_url)
            threading.Event().wait()
        if blocks is not None:
            blocks.close(verbose=False)


@app.command()
def feedback(
    most: Annotated[int, typer.Option("--most", min=1, help="Show so many questions.")] = 20,
    export: Annotated[Path | None, typer.Option(metavar="FILE", help="Write every kept reply to this file instead, a line of JSON each.")] = None,
    as_json: AsJson = False,
    state_dir: StateDir = None,
) -> None:
    """List what the window could not answer or people disliked, the most frequent first."""
    with _plain_errors():
        from assistant.window.feedback import FeedbackStore

        store = FeedbackStore(_config(None, state_dir, None).index.state_dir)
        if export is not None:
            print(f"{store.export(export.expanduser()):,} replies written to {export}")
            return
        wanting = store.wanting(most)
        if as_json:
            write_json([asdict(one) for one in wanting])
        elif wanting:
            show_wanting(wanting)
        else:
            print("No question was left unanswered, and no reply was disliked.")


@index_app.command("build")
def index_build(corpus: Corpus = None, state_dir: StateDir = None, model: Model = None) -> None:
    """Build the index where it is missing; embed anew only what changed."""
    _build(_config(corpus, state_dir, model), fresh=False)


@index_app.command("rebuild")
def index_rebuild(corpus: Corpus = None, state_dir: StateDir = None, model: Model = None) -> None:
    """Build the whole index anew and remove the old one."""
    _build(_config(corpus, state_dir, model), fresh=True)


@index_app.command("status")
def index_status(as_json: AsJson = False, corpus: Corpus = None, state_dir: StateDir = None, model: Model = None) -> None:
    """Tell what is indexed and whether it is up to date."""
    with _plain_errors():
        status = _status(_config(corpus, state_dir, model))
        if as_json:
            write_json({**asdict(status), "folder": str(status.folder)})
        else:
            show_status(status)


def _config(corpus: Path | None, state_dir: Path | None, model: str | None) -> AssistantConfig:
    """The environment's settings, with the options given put over them."""
    config = AssistantConfig.from_environment()
    given = {name: value for name, value in {"state_dir": state_dir, "model": model}.items() if value is not None}
    return replace(config, corpus_dir=corpus or config.corpus_dir, index=replace(config.index, **given))


def _open(config: AssistantConfig) -> Assistant:
    from assistant.engine import Assistant

    with progress_bar() as progress:
        return Assistant.open(config, progress)


def _build(config: AssistantConfig, fresh: bool) -> None:
    with _plain_errors():
        _make_index(config, fresh)
        show_status(_status(config))


def _make_index(config: AssistantConfig, fresh: bool = False) -> None:
    from corpus import load_corpus
    from index import SearchIndex

    with progress_bar() as progress:
        SearchIndex.open(load_corpus(config.folder), config.index, str(config.folder), progress, fresh)


def _status(config: AssistantConfig) -> IndexStatus:
    from corpus import load_corpus
    from index import index_status

    return index_status(load_corpus(config.folder), config.index, str(config.folder))


@contextmanager
def _plain_errors() -> Iterator[None]:
    """One sentence and an exit status for what can go wrong; Ctrl-C ends quietly."""
    from assistant.errors import AssistantError
    from corpus.errors import CorpusError
    from index.errors import IndexingError

    try:
        yield
    except (AssistantError, CorpusError, IndexingError) as error:
        _say(str(error))
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


def _say(sentence: str) -> None:
    print(f"assistant: {sentence}", file=sys.stderr)
