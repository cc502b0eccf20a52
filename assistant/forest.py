"""A forest of small decision trees, read from plain lists: what was fitted elsewhere, applied here.

The mean of what its trees say (Geurts, Ernst and Wehenkel, "Extremely randomized trees",
Machine Learning 63, 2006). A tree is nested lists: `[feature, threshold, below, above]`, or
the chance in 0..1 at a leaf; a row goes below where its feature is at most the threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

Tree = list | float


@dataclass(frozen=True)
class Forest:
    """Trees over named features, flattened into arrays of nodes; a leaf leads to itself."""

    features: tuple[str, ...]
    trees: Sequence[Tree]
    _nodes: tuple[np.ndarray, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        feature: list[int] = []
        threshold: list[float] = []
        below: list[int] = []
        above: list[int] = []

        def add(tree: Tree) -> int:
            at = len(feature)
            leaf = not isinstance(tree, list)
            feature.append(0 if leaf else int(tree[0]))
            threshold.append(float(tree) if leaf else float(tree[1]))
            below.append(at)
            above.append(at)
            if not leaf:
                below[at], above[at] = add(tree[2]), add(tree[3])
            return at

        roots = [add(tree) for tree in self.trees]
        nodes = (np.array(feature), np.array(threshold), np.array(below), np.array(above), np.array(roots))
        object.__setattr__(self, "_nodes", nodes)

    def chance(self, features: np.ndarray) -> np.ndarray:
        """float in 0..1, one for each row of `features`, (..., len(self.features))."""
        feature, threshold, below, above, roots = self._nodes
        rows = np.atleast_2d(features)
        at = np.broadcast_to(roots, (len(rows), len(roots)))
        while True:
            value = np.take_along_axis(rows, feature[at], axis=1)
            after = np.where(value <= threshold[at], below[at], above[at])
            if (after == at).all():
                return threshold[at].mean(axis=1).reshape(np.shape(features)[:-1])
            at = after

    def to_dict(self) -> dict:
        return {"features": list(self.features), "trees": list(self.trees)}
