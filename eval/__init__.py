"""Measure the assistant: run a question set once, score it many times, compare, report.

The one exception of this room is `EvalError`: a message with place, found, expected and
next step, for a person to read. Nothing in corpus, index or assistant imports from here.
"""

from eval.errors import EvalError

__all__ = ["EvalError"]
