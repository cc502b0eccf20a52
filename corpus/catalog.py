"""Read and check a catalog file.

catalog.yaml -> Catalog. All problems of a file are reported together, each with its row and
field; nothing is corrected silently. The shapes of the rows are in items.py and claims.py.
"""

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from corpus.claims import EXPECTED, Claim, Quantity, Row, Source
from corpus.errors import CatalogError, Problem
from corpus.front_matter import describe
from corpus.items import ITEM_TYPES, Catalog, Course, Derived, Difference, Item, Programme, Record

__all__ = [
    "Catalog",
    "Claim",
    "Course",
    "Derived",
    "Difference",
    "Item",
    "Programme",
    "Quantity",
    "Record",
    "Source",
    "load_catalog",
]

SECTIONS = {"sources": "source", "items": "item", "differences": "difference", "derived": "derived figure"}
ROW_TYPES: dict[str, type[Row]] = {"sources": Source, "items": Item, "differences": Difference, "derived": Derived}
REFERENCES = (
    ("items", "sources"),
    ("differences", "sources"),
    ("differences", "items"),
    ("derived", "sources"),
    ("derived", "items"),
)
SITES = "sites"  # optional mapping of short names to the starts of addresses: "mitpe:ethics-ai" is one in short
EXPECTED_BY_TYPE = {
    "missing": "a value",
    "string_type": "a text, in quotes where it looks like a number",
    "string_too_short": "a text that is not empty",
    "tuple_type": "a list",
    "model_type": "a row of named fields",
    "model_attributes_type": "a row of named fields",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}


def load_catalog(path: Path) -> Catalog:
    """Read a catalog.

    Raises:
        CatalogError: names every row that is wrong, up to ten of them.
    """
    sections = _read_sections(path)
    problems: list[Problem] = []
    rows: dict[str, list[Any]] = {}
    for section in SECTIONS:
        rows[section] = []
        for number, values in enumerate(sections[section], start=1):
            row = _check_row(section, number, values, problems)
            if row is not None:
                rows[section].append(row)
    problems += _repeated_ids(sections) + _unknown_references(sections)
    if problems:
        raise CatalogError(path, problems)
    return Catalog(**{section: tuple(rows[section]) for section in SECTIONS})


def _read_sections(path: Path) -> dict[str, list[Any]]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_UniqueKeyLoader)
    except OSError as error:
        problem = Problem("", f"no readable file ({error.strerror})", "a catalog in YAML")
        raise CatalogError(path, [problem], "check the path") from error
    except UnicodeDecodeError as error:
        problem = Problem("", "text that is not UTF-8", "a catalog in YAML, encoded as UTF-8")
        raise CatalogError(path, [problem], "save the file as UTF-8") from error
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        found = getattr(error, "problem", None) or str(error)
        raise CatalogError(path, [Problem(place, f"broken YAML ({found})", "YAML")], "correct the line") from error
    if not isinstance(content, dict):
        raise CatalogError(path, [Problem("", describe(content), "a mapping with sources and items")])
    names = (*SECTIONS, SITES)
    problems = [Problem(f"field {key}", "an unknown section", _known(str(key), names)) for key in content if key not in names]
    sites = content.get(SITES, {})
    if not isinstance(sites, dict) or not all(isinstance(text, str) for pair in sites.items() for text in pair):
        problems.append(Problem(f"field {SITES}", describe(sites), "a mapping of names to the starts of addresses"))
    for section in SECTIONS:
        optional = section in ("differences", "derived")
        if not isinstance(content.get(section, [] if optional else None), list):
            problems.append(Problem(f"field {section}", describe(content.get(section)), "a list of rows"))
    if problems:
        raise CatalogError(path, problems)
    return {section: [_with_full_addresses(row, sites) for row in content.get(section, [])] for section in SECTIONS}


def _with_full_addresses(row: Any, sites: dict[str, str]) -> Any:
    if not isinstance(row, dict):
        return row
    full = {key: _full_address(row[key], sites) for key in ("url", "more_urls") if key in row}
    return {**row, **full}


def _full_address(value: Any, sites: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_full_address(entry, sites) for entry in value]
    if not isinstance(value, str):
        return value
    site, colon, rest = value.partition(":")
    return sites[site] + rest if colon and site in sites else value


def _check_row(section: str, number: int, values: Any, problems: list[Problem]) -> Row | None:
    place = _place(section, number, values)
    if not isinstance(values, dict):
        problems.append(Problem(place, describe(values), "a row of named fields"))
        return None
    row_type: type[Row] = ROW_TYPES[section]
    if section == "items":
        kind = values.get("kind")
        if not isinstance(kind, str) or kind not in ITEM_TYPES:
            expected = f"one of {', '.join(ITEM_TYPES)}"
            problems.append(Problem(f"{place}, field kind", describe(kind), expected))
        else:
            row_type = ITEM_TYPES[kind]
    try:
        return row_type.model_validate(values)
    except ValidationError as error:
        problems += [_problem(place, details, row_type) for details in error.errors() if details["loc"] != ("kind",)]
        return None


def _problem(place: str, details: ErrorDetails, row_type: type[Row]) -> Problem:
    field = ".".join(str(part) for part in details["loc"])
    where = f"{place}, field {field}"
    kind = details["type"]
    if kind == "extra_forbidden":
        known = row_type.model_fields if len(details["loc"]) == 1 else Claim.model_fields
        return Problem(where, "an unknown field", _known(str(details["loc"][-1]), known))
    found = "nothing" if kind == "missing" else describe(details["input"])
    expected = details["msg"] if kind == EXPECTED else EXPECTED_BY_TYPE.get(kind, details["msg"].lower())
    return Problem(where, found, expected)


def _known(name: str, known: Sequence[str] | dict[str, Any]) -> str:
    nearest = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"a known one such as {nearest[0]}" if nearest else f"one of {', '.join(known)}"


def _place(section: str, number: int, values: Any) -> str:
    return f"{SECTIONS[section]} {_row_id(values) or f'number {number}'}"


def _row_id(values: Any) -> str | None:
    row_id = values.get("id") if isinstance(values, dict) else None
    return row_id if isinstance(row_id, str) and row_id.strip() else None


def _repeated_ids(sections: dict[str, list[Any]]) -> list[Problem]:
    problems = []
    for section, rows in sections.items():
        seen: set[str] = set()
        for number, row in enumerate(rows, start=1):
            row_id = _row_id(row)
            if row_id in seen:
                found = f"a second {SECTIONS[section]} with this id (row {number})"
                problems.append(Problem(f"{_place(section, number, row)}, field id", found, "each id once"))
            elif row_id:
                seen.add(row_id)
    return problems


def _unknown_references(sections: dict[str, list[Any]]) -> list[Problem]:
    """Source ids and item ids that no row has; looks at raw rows, so that one bad field hides no other."""
    known = {section: {_row_id(row) for row in sections[section]} for section in SECTIONS}
    problems = []
    for section, target in REFERENCES:
        for number, row in enumerate(sections[section], start=1):
            for field, reference in _references(section, target, row):
                if isinstance(reference, str) and reference not in known[target]:
                    place = f"{_place(section, number, row)}, field {field}"
                    expected = f"an id listed under {target}"
                    problems.append(Problem(place, f"'{reference}'", expected))
    return problems


def _references(section: str, target: str, row: Any) -> list[tuple[str, Any]]:
    if not isinstance(row, dict):
        return []
    if section != "items":
        ids = row.get(target)
        return [(f"{target}.{number}", value) for number, value in enumerate(ids if isinstance(ids, list) else [])]
    return [
        (f"{field}.{number}.source", claim["source"])
        for field, claims in row.items()
        if isinstance(claims, list)
        for number, claim in enumerate(claims)
        if isinstance(claim, dict) and "source" in claim
    ]


class _UniqueKeyLoader(yaml.SafeLoader):
    """SafeLoader that refuses a key written twice, where YAML would drop the first value."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen and key.tag != "tag:yaml.org,2002:merge":
                raise yaml.constructor.ConstructorError(None, None, f"the key '{key.value}' twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)
