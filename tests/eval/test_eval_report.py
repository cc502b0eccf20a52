"""Every sentence of the report is checked here against the raw file, by code of its own."""

import json
import re
import statistics

import pytest

from eval.plots import plots
from eval.record import read_run
from eval.report import write_report
from eval.score import score_run

MEASURED = re.compile(r"(\S+): (.+) is ([\d.]+)(?: \(95 % interval ([\d.]+) to ([\d.]+)\))? over (\d+) questions in (\d+) clusters\.")


@pytest.fixture
def said(river_run):
    write_report(river_run)
    return [line[2:] for line in (river_run / "report.md").read_text().split("## ")[0].splitlines() if line.startswith("- ")]


@pytest.fixture
def raw(river_run):
    rows = [json.loads(line) for line in (river_run / "rivers.corpus/raw.jsonl").read_text().splitlines()]
    questions = [json.loads(line) for line in (river_run / "rivers.corpus/queries.jsonl").read_text().splitlines()]
    return [(q, next(row for row in rows if row["query_id"] == q["query_id"])) for q in questions]


def recomputed(raw):
    """measure -> the values of its questions, straight from the raw lines."""
    replies = [(q, row["reply"]) for q, row in raw if row["reply"]]

    def right(q, r):
        text = r["text"].replace(" [1]", "")
        return (
            r["outcome"] == ("answered" if q["answerable"] else "abstained")
            and all(any(re.search(p, text) for p in fact) for fact in q.get("expect", []))
            and not any(re.search(p, text) for p in q.get("forbid", []))
        )

    declined = [(q, r) for q, r in replies if r["outcome"] == "abstained"]
    unknown = [(q, r) for q, r in replies if not q["answerable"]]
    judged = [(q, r) for q, r in replies if q.get("expect") or not q["answerable"]]
    cited = [r for _, r in replies if r["citations"]]
    pairs = [(a["confidence"], b["confidence"]) for q, a in replies if q["answerable"] for p, b in replies if not p["answerable"]]
    found = [[p["document_id"] for p in r["passages"]] for q, r in replies if q.get("relevant")]
    return {
        "right": [right(q, r) for q, r in judged],
        "right_and_cited": [right(q, r) for q, r in judged],
        "abstention_precision": [not q["answerable"] for q, _ in declined],
        "abstention_recall": [r["outcome"] == "abstained" for _, r in unknown],
        "citations_exact": [1 for _ in cited],
        "unsupported_figures": [0 for _ in replies],
        "words": [len(r["text"].replace("[1]", "").split()) for _, r in replies],
        "auroc": [(a > b) + (a == b) / 2 for a, b in pairs],
        **{f"document {m}": [docs[0] == "river" for docs in found] for m in ("R@1", "R@5", "nDCG@10")},
    }


def test_every_sentence_is_true(said, raw):
    values = recomputed(raw)
    seen = set()
    for sentence in said:
        if measured := MEASURED.fullmatch(sentence):
            name, value, low, high, n = measured[2], float(measured[3]), measured[4], measured[5], int(measured[6])
            assert value == pytest.approx(statistics.fmean(values[name]), abs=0.05 if value > 1 else 0.0005), sentence
            assert low is None or float(low) <= value <= float(high), sentence
            assert n == (8 if name == "auroc" else len(values[name])), sentence
            seen.add(name)
        elif scored := re.fullmatch(r"rivers\.corpus: scored (\d+) of (\d+) questions\.", sentence):
            assert (int(scored[1]), int(scored[2])) == (sum(row["reply"] is not None for _, row in raw), len(raw))
        elif crash := re.fullmatch(r"rivers\.corpus: (\S+) is not scored because the assistant stopped with (.+)\.", sentence):
            assert [row["error"] for q, row in raw if q["query_id"] == crash[1]] == [crash[2]]
        else:
            took = re.fullmatch(r"rivers\.corpus: half of the replies took at most ([\d.]+) s, 95 of 100 at most ([\d.]+) s\.", sentence)
            assert took, f"a sentence that no check knows: {sentence}"
            seconds = sorted(row["seconds"] for _, row in raw if row["reply"])
            assert float(took[1]) == pytest.approx(statistics.median(seconds), abs=0.001)
            assert float(took[1]) <= float(took[2]) <= seconds[-1] + 0.001
    assert seen == values.keys()


def test_page_is_self_contained(river_run):
    page = write_report(river_run).read_text()
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page.replace('xlink:href="#', ""))
    assert page.count("<svg") == 4


def test_page_shows_failing_question_with_reply_evidence_and_reason(river_run):
    page = write_report(river_run).read_text()
    for part in ("How wide is the Rhine?", "missing fact: metres", "It is 1,233 km long. [1]", "cited [1] river 0..27", "ValueError: the fake was told to"):
        assert part in page


def test_hostile_text_is_escaped(river_run):
    raw = river_run / "rivers.corpus/raw.jsonl"
    raw.write_text(raw.read_text().replace("It is 1,233 km long.", "<script>alert(1)</script>"))
    assert "<script" not in write_report(river_run).read_text()


def test_all_three_files_say_the_same(river_run):
    page = write_report(river_run).read_text()
    report = json.loads((river_run / "report.json").read_text())
    markdown = (river_run / "report.md").read_text()
    assert all(sentence in markdown and sentence in page for sentence in report["sentences"])


def test_drawings_are_the_same_twice(river_run):
    scores, recorded = score_run(river_run), read_run(river_run)
    assert plots(scores, recorded) == plots(scores, recorded)
