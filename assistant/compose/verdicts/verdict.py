"""Weigh what the rules make of a sentence against what reading it with the question makes of it: Yes, No or neither.

The rules (`polarity`) see negations, limits, other values and names, but not what a sentence means; the
cross-encoder has learnt some of that, but is often unsure. A logistic model of both says how likely a Yes is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...evidence import Evidence, fitted

LEAST_SURE = 0.6  # chance from which Yes, or No, is said: a wrong one is worse than none


def read_to_say(chosen: Sequence[Evidence]) -> float | None:
    """Log-odds of Yes that reading gives of the likeliest sentence that was read; None where none was."""
    return next((one.says for one in chosen if one.says is not None), None)


@dataclass(frozen=True)
class Verdict:
    """log-odds of Yes = bias + rule * (1: Yes, -1: No, 0: open) + says * the log-odds of Yes that reading gave."""

    bias: float
    rule: float
    says: float

    def chance(self, rule: bool | None, says: float) -> float:
        """0..1: how likely Yes is, where it is one of both."""
        told = 0 if rule is None else 1 if rule else -1
        return float(1 / (1 + np.exp(-(self.bias + self.rule * told + self.says * says))))

    def __call__(self, rule: bool | None, says: float) -> bool | None:
        """Yes, No, or None where neither is likely enough."""
        chance = self.chance(rule, says)
        return True if chance >= LEAST_SURE else False if chance <= 1 - LEAST_SURE else None


@lru_cache(maxsize=1)
def verdict() -> Verdict:
    """Fitted on questions that the cross-encoder was not trained on."""
    return Verdict(**fitted()["verdict"])
