"""The real assistant on a small sample of our own questions, with floors a little below its figures; seconds, not a measurement."""

import pytest

from eval.data import OWN_SETS
from eval.pytest_plugin import assistant_eval  # noqa: F401  (the plugin's fixture, also where it is not installed)

SAMPLE = 16  # questions of each set
FLOORS = {"right": 0.5, "right_and_cited": 0.5, "fact_recall": 0.6, "abstention_recall": 0.4, "document R@5": 0.8, "citations_exact": 1.0}


@pytest.mark.skipif(not list(OWN_SETS.glob("*/queries.jsonl")), reason="no question set is shipped")
def test_sample_of_own_questions_stays_above_its_floors(assistant_eval):  # noqa: F811
    result = assistant_eval("own", limit=SAMPLE)
    assert {name: result[name] for name in FLOORS if result[name] < FLOORS[name]} == {}, result.failures
