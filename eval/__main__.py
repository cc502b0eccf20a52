"""The command line: `python -m eval run | score | compare | report | bench | baseline | fit | fields | train | new | promote`.

Exit codes: 0 all is well, 1 a gate or the baseline does not hold, 2 bad input (one clear message).
"""

from __future__ import annotations

import json
import sys
import webbrowser
from pathlib import Path
from typing import Annotated, Literal

import typer

from eval.baseline import accept, shortfalls
from eval.compare import Compared, compare_runs, gate
from eval.data import load_sets
from eval.errors import EvalError
from eval.measures.catalogue import HEADLINE
from eval.new import read_documents, start_set
from eval.promote import promote as promote_log
from eval.report import figure, sentences, write_report
from eval.score import TIMINGS, score_run

app = typer.Typer(help="Measure the assistant: deterministic, offline, paired.", no_args_is_help=True, add_completion=False)
SETS = Annotated[list[str], typer.Argument(help="names in eval/questions, folders, or 'own' for all of ours")]
OUT = Annotated[Path, typer.Option(help="folder of the run; the same folder again goes on where it stopped")]
DIR = Annotated[Path, typer.Argument(help="folder of a run")]
LIMIT = Annotated[int | None, typer.Option(min=1, help="at most so many questions of each set, spread evenly")]
WORKERS = Annotated[int, typer.Option(min=1, help="processes, each with its own assistant")]
FAILED = 1


@app.command()
def run(
    sets: SETS,
    out: OUT = Path("eval/runs/latest"),
    mode: Annotated[str, typer.Option(help="corpus, reading or retrieval")] = "corpus",
    limit: LIMIT = None,
    workers: WORKERS = 1,
    history: Annotated[bool, typer.Option(help="give the earlier turns")] = True,
) -> None:
    """Ask every question once and write the raw replies."""
    from assistant import AssistantConfig
    from eval.run import Plan, run_plans  # only asking needs the assistant, and it takes a while to load

    if mode not in ("corpus", "reading", "retrieval"):
        raise EvalError(f"--mode is {mode!r}, expected corpus, reading or retrieval")
    plans = [Plan(questions, mode, history) for questions in load_sets(sets)]  # type: ignore[arg-type]
    run_plans(plans, out, AssistantConfig.from_environment(), limit, workers)
    typer.echo(f"replies are in {out}; next: python -m eval score {out}")


@app.command()
def fields() -> None:
    """Fit the model that recognises the fields of a catalog in a question, on eval/wordings."""
    from eval.fields import fit_fields

    typer.echo("\n".join(fit_fields()))


@app.command()
def score(folder: DIR) -> None:
    """Compute all measures from the raw replies alone."""
    scores = score_run(folder)
    timings = json.loads((folder / TIMINGS).read_text(encoding="utf-8"))
    typer.echo("\n".join(sentences(scores, timings)))


@app.command()
def compare(
    a: DIR,
    b: DIR,
    tolerance: Annotated[float | None, typer.Option(help="gate: exit 1 when a gated measure is worse by more than this")] = None,
    measure: Annotated[list[str] | None, typer.Option(help="gated measures; else the headline ones that are shares")] = None,
    out: Annotated[Path | None, typer.Option(help="write everything as JSON, with slices and both replies")] = None,
) -> None:
    """Paired differences, B minus A, on the questions that both runs have."""
    found = compare_runs(a, b)
    typer.echo(f"{found.paired} questions in both runs ({found.in_a} in A, {found.in_b} in B)")
    typer.echo("\n".join(_difference(c) for c in found.measures))
    typer.echo("\n".join(["", "by tag, where p < 0.05:", *(_difference(c) for c in found.slices if c.p < 0.05)]))
    for change in found.worst:
        typer.echo(f"\n{change.question}: {change.text}\n  lost {', '.join(change.lost)}\n  A {change.reply_a}\n  B {change.reply_b}")
    if out:
        out.write_text(json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if tolerance is not None:
        gated = measure or [c.measure for c in found.measures if c.measure in HEADLINE and c.measure != "words"]
        _hold(gate(found, gated, tolerance))


@app.command()
def report(folder: DIR, open_page: Annotated[bool, typer.Option("--open", help="show it in the browser")] = False) -> None:
    """Write report.html, report.md and report.json."""
    page = write_report(folder)
    typer.echo(str(page))
    if open_page:
        webbrowser.open(page.resolve().as_uri())


@app.command()
def bench(sets: SETS, out: OUT = Path("eval/runs/bench"), limit: LIMIT = None, workers: WORKERS = 1) -> None:
    """Run folders in every mode that makes sense and print the table for docs/results.md."""
    from assistant import AssistantConfig
    from eval.bench import bench as run_bench

    typer.echo(run_bench(load_sets(sets), out, AssistantConfig.from_environment(), limit, workers))


@app.command()
def bm25(sets: SETS) -> None:
    """Plain BM25 on folders with documents: the yardstick that the measuring itself is checked with."""
    from eval.yardstick import bm25_figures

    for questions in load_sets(sets):
        typer.echo(f"{questions.name}: " + ", ".join(f"{name} {value:.3f}" for name, value in sorted(bm25_figures(questions).items())))


@app.command()
def fit(
    sets: SETS,
    threshold: Annotated[float | None, typer.Option(min=0, max=1, help="least confidence that is answered; else the present one")] = None,
    out: Annotated[Path, typer.Option(help="file for the weights")] = Path("eval/runs/fitted.json"),
    accept: Annotated[bool, typer.Option("--accept", help="write them into the assistant too, unless they are worse on these questions")] = False,
    sentences: Annotated[bool, typer.Option(help="fit the weights of sentences too; without, sets that the readers were not trained on are enough")] = True,
) -> None:
    """Fit the weights of sentences, of what reading adds and of the confidence, and print what they are worth."""
    from assistant import AssistantConfig
    from eval import fit as fitting
    from eval.examples import opener_of

    found = fitting.fit(load_sets(sets), opener_of(AssistantConfig.from_environment()), threshold, sentences)
    fitting.write(found, out)
    typer.echo(fitting.table(found))
    if accept:
        fitting.accept(found)
    typer.echo(f"weights are in {fitting.FITTED if accept else out}")


@app.command()
def train(
    sets: SETS,
    out: Annotated[Path, typer.Option(help="folder for the reader")] = Path("eval/runs/reader"),
    pretrained: Annotated[Path | None, typer.Option(help="folder of a larger pretrained model, for the large reader; else the packaged model")] = None,
    start: Annotated[Path | None, typer.Option(help="reader to go on from")] = None,
    epochs: Annotated[float | None, typer.Option(min=0.01, help="how often each question is learnt from")] = None,
) -> None:
    """Train a cross-encoder: on two cores the small one takes about 35 minutes for 11,000 questions, the large one twice that, once they are read."""
    from assistant import AssistantConfig
    from eval import train as training
    from eval.examples import opener_of, read_set

    opener = opener_of(AssistantConfig.from_environment())
    examples = [example for questions in load_sets(sets) for example in read_set(questions, opener)]
    form = training.form_of(pretrained, start)
    recipe = training.LARGE if form else training.SMALL
    training.write(training.train(examples, recipe, pretrained, start, epochs), out, form)
    typer.echo(f"the reader is in {out}; next: copy it to assistant/readers/{recipe.stage.reader} and run: python -m eval fit")


@app.command()
def baseline(action: Annotated[Literal["check", "accept"], typer.Argument()], folder: DIR) -> None:
    """Check a run against eval/baseline.json, or accept it as the new baseline."""
    scores = score_run(folder)
    if action == "accept":
        accept(scores)
        return
    _hold(shortfalls(scores))


@app.command()
def new(documents: Annotated[Path, typer.Argument(help="folder with your documents")], out: Annotated[Path, typer.Argument(help="new folder")]) -> None:
    """Start a question set from your documents' headings, tables and figures."""
    count = start_set(read_documents(documents), out)
    typer.echo(f"{count} questions in {out}; add some that the documents do not answer, then: python -m eval run {out}")


@app.command()
def promote(log: Annotated[Path, typer.Argument(help="JSON lines of the feedback export")], out: Annotated[Path, typer.Argument(help="set to add to")]) -> None:
    """Turn logged questions with feedback into test questions."""
    found = promote_log(log, out)
    typer.echo(f"{found.added} added, {found.to_review} of them to review, {found.known} were known")


def _difference(c: Compared) -> str:
    name = f"{c.tag}  {c.measure}" if c.tag else c.measure
    interval = f"{c.difference:+.4f} ({c.low:+.4f} to {c.high:+.4f}), p {c.p:.4f}"
    return f"{name}: {figure(c.a)} -> {figure(c.b)}, {interval}, {c.wins} won, {c.losses} lost, {c.ties} tied, n {c.n} in {c.clusters} clusters"


def _hold(broken: list[str]) -> None:
    typer.echo("\n".join(broken) if broken else "holds", err=bool(broken))
    if broken:
        raise typer.Exit(FAILED)


def main() -> None:
    """Show the text of an EvalError in place of a traceback, and exit with 2."""
    try:
        app()
    except EvalError as error:
        typer.echo(f"{error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
