"""Split a Markdown file into its YAML front matter and its body.

File text -> (FrontMatter, body). Front matter opens on the first line with three dashes and ends
at the next such line; every key is optional and keys of other tools are ignored.
"""

from datetime import date
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from corpus.errors import DocumentError

FENCE = "---"


def _as_text(value: Any) -> Any:
    """YAML reads 2024 as a number and 2024-01-31 as a date; both are meant as text."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _as_rows(value: Any) -> Any:
    return () if value is None else value


def _as_link(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_as_text)]


class LinkRow(BaseModel):
    """One entry of `links`: a bare address, or a title with an address."""

    title: Text | None = None
    url: str


class FrontMatter(BaseModel):
    """What a Markdown file says about itself."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Text | None = None
    title: Text | None = None
    source: Text | None = None
    section: Text | None = None
    url: str | None = None
    as_of: Text | None = None
    links: Annotated[tuple[Annotated[LinkRow, BeforeValidator(_as_link)], ...], BeforeValidator(_as_rows)] = ()


def read_front_matter(place: str, text: str) -> tuple[FrontMatter, str]:
    """The front matter of `text`, empty where it has none, and the body without leading blank lines.

    Raises:
        DocumentError: the block is not closed, not YAML, or holds a value of the wrong kind.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != FENCE:
        return FrontMatter(), text
    lines = rest.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == FENCE]
    if not ends:
        raise DocumentError(
            place,
            "front matter that opens on line 1 and is not closed",
            "a line of three dashes after it",
            "close the front matter, or put a blank line before the dashes",
        )
    body = "\n".join(lines[ends[0] + 1 :]).lstrip("\n")
    return parse_front_matter(place, "\n".join(lines[: ends[0]])), body


def parse_front_matter(place: str, block: str) -> FrontMatter:
    """The front matter written in a block of YAML."""
    try:
        values = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" on line {mark.line + 2}" if mark else ""
        raise DocumentError(
            place,
            f"front matter with broken YAML{where}",
            "lines such as 'title: Fees'",
            "correct it; put values with a colon in quotes",
        ) from error
    if values is not None and not isinstance(values, dict):
        raise DocumentError(
            place,
            f"front matter that is {describe(values)}",
            "lines such as 'title: Fees'",
            "correct it, or put a blank line before the dashes",
        )
    return check_front_matter(place, values or {})


def check_front_matter(place: str, values: dict[str, Any]) -> FrontMatter:
    """The same from values that are parsed already."""
    try:
        return FrontMatter.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        expected = "links, each with a url" if field.startswith("links") else "text"
        raise DocumentError(f"{place}, front matter {field}", describe(first["input"]), expected, "correct the value") from error


def describe(value: Any) -> str:
    """A found value as an error names it, shortened.

    >>> describe("three"), describe(None), describe([1, 2])
    ("'three'", 'nothing', 'a list')
    """
    if value is None:
        return "nothing"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    if isinstance(value, dict):
        return "a mapping"
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
