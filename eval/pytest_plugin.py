"""The pytest fixture `assistant_eval`: assert on a question set in three lines.

def test_my_documents(assistant_eval):
    result = assistant_eval("questions/mine")
    assert result["right"] >= 0.9, result.failures
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assistant import AssistantConfig


@dataclass(frozen=True)
class Result:
    """The figures of one run; `result["right"]` is a measure's value."""

    scores: dict[str, Any]

    def __getitem__(self, measure: str) -> float:
        """Raises: KeyError for a measure that has no value here, with the reason."""
        found = self._part["measures"].get(measure)
        if found is None or found["value"] is None:
            known = sorted(name for name, e in self._part["measures"].items() if e["value"] is not None)
            raise KeyError(f"{measure}: {found['note'] if found else 'no such measure'}; there are {', '.join(known)}")
        return float(found["value"])

    @property
    def failures(self) -> dict[str, list[str]]:
        """query_id -> why it is not right; a crash is one of the reasons."""
        failed: dict[str, list[str]] = {}
        for part in self.scores["sets"].values():
            failed |= {c["query_id"]: [f"not scored: {c['reason']}"] for c in part["crashed"]}
            failed |= {key: row["why"] for key, row in part["questions"].items() if row["why"]}
        return failed

    @property
    def _part(self) -> dict[str, Any]:
        from eval.score import main_set

        return dict(self.scores["sets"][main_set(self.scores)])


@pytest.fixture
def assistant_eval(tmp_path: Path) -> Callable[..., Result]:
    """Ask a set (a name of ours or a folder) and score it: `assistant_eval(*sets, config=, mode=, limit=)`."""

    def ask_and_score(*sets: str | Path, config: AssistantConfig | None = None, mode: Any = "corpus", limit: int | None = None) -> Result:
        from assistant import AssistantConfig  # here, so that a test run without the fixture does not pay for loading all this
        from eval.data import load_sets
        from eval.run import Plan, run_plans
        from eval.score import score_run

        plans = [Plan(questions, mode) for questions in load_sets([str(name) for name in sets])]
        run_plans(plans, tmp_path / "run", config or AssistantConfig.from_environment(), limit)
        return Result(score_run(tmp_path / "run"))

    return ask_and_score
