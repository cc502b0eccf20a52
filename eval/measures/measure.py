"""What a measure is: a name, a function of one case, its range, the better direction, its source."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from eval.record import Case

Better = Literal["higher", "lower", "neither"]


@dataclass(frozen=True)
class Measure:
    """A figure for one case, averaged over the cases for which it is defined.

    `of` returns None where the measure says nothing about a case (a question without
    expected facts has no fact recall); 0 is a value like any other.
    """

    name: str
    of: Callable[[Case], float | None]
    high: float | None = 1.0  # upper end of the range; the lower end is 0; None: no upper end
    better: Better = "higher"
    source: str = "ours"

    @property
    def definition(self) -> str:
        """The first paragraph of the function's docstring, as one line."""
        return " ".join((inspect.getdoc(self.of) or "").split("\n\n")[0].split())
