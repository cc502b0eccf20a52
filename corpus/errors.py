"""Errors of the corpus room.

Each message has a place, what was found, what was expected and the next step:

    notes.md: found no text, expected at least one word; add text or remove the file
"""

from dataclasses import dataclass
from pathlib import Path


class CorpusError(Exception):
    """What the corpus cannot be built from, and what to do about it."""

    def __init__(self, place: str, found: str, expected: str, next_step: str) -> None:
        self.place = place
        self.found = found
        self.expected = expected
        self.next_step = next_step
        super().__init__(f"{place}: found {found}, expected {expected}; {next_step}")


class DocumentError(CorpusError):
    """One document file that cannot be read as it stands."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a catalog; `place` lies inside the file, as "item pe-modopt, field fee_usd.0.value"."""

    place: str
    found: str
    expected: str


class CatalogError(CorpusError):
    """A catalog that cannot be used; names up to ten problems, all of which are in `problems`."""

    def __init__(self, path: Path, problems: list[Problem], next_step: str | None = None) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(
            ", ".join(part for part in (path.name, first.place) if part),
            first.found,
            first.expected,
            next_step or "correct the row and run again",
        )
        if len(self.problems) > 1:
            self.args = (self._listing(path.name, next_step or "correct these rows and run again"),)

    def _listing(self, file_name: str, next_step: str) -> str:
        shown = self.problems[:10]
        lines = [f"{file_name}: found {len(self.problems)} problems; {next_step}"]
        lines += [f"- {problem.place or 'the file'}: found {problem.found}, expected {problem.expected}" for problem in shown]
        if len(self.problems) > len(shown):
            lines.append(f"- and {len(self.problems) - len(shown)} more")
        return "\n".join(lines)
