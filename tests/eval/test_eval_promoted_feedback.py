"""What the window keeps of people's questions becomes a question set."""

from assistant.types import Answer, Citation
from assistant.window.feedback import FeedbackStore
from eval.data import load_set
from eval.promote import promote


def test_exported_feedback_can_be_promoted(tmp_path):
    citation = Citation(1, "guide-costs", "Costs", "", None, None, "costs $4,700", 0, 12)
    store = FeedbackStore(tmp_path)
    store.record("1", "What does it cost?", Answer("It costs $4,700. [1]", "answered", (citation,)), "good", history=[{"role": "user", "content": "Hello"}])
    store.record("2", "How big are the classes?", Answer("The documents do not answer this.", "abstained"))
    store.export(tmp_path / "log.jsonl")
    found = promote(tmp_path / "log.jsonl", tmp_path / "set")
    assert (found.added, found.to_review) == (2, 1)
    liked = next(q for q in load_set(tmp_path / "set").questions if q.text == "What does it cost?")
    assert [turn.text for turn in liked.history] == ["Hello"]
    assert liked.expect
