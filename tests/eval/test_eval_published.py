"""Our measuring against published figures; needs the benchmark folders, named by BENCHMARKS."""

import json
import os
from pathlib import Path

import pytest

from eval.data import load_set
from eval.measures.squad import squad_scores
from eval.yardstick import bm25_figures

FOLDER = Path(os.environ.get("BENCHMARKS", "no-benchmarks"))


def needs(name):
    return pytest.mark.skipif(not (FOLDER / name).is_dir(), reason=f"BENCHMARKS names no folder with {name}")


@needs("squad2")
def test_official_figures_of_three_published_systems_to_the_second_decimal():
    questions = load_set(FOLDER / "squad2").questions
    for line in (FOLDER / "squad2/published_predictions.jsonl").read_text(encoding="utf-8").splitlines():
        system = json.loads(line)
        found = squad_scores(questions, system["predictions"])
        assert {name: round(value, 2) for name, value in found.items()} == system["scores_on_this_sample"]


@needs("scifact")
def test_bm25_on_scifact():
    """Plain BM25, k1 0.9, b 0.4, Porter, train queries: nDCG@10 0.695."""
    assert round(bm25_figures(load_set(FOLDER / "scifact"))["nDCG@10"], 3) == 0.695
