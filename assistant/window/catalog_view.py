"""The catalog's rows as a table that the page sorts and filters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from .catalog_rows import Row, Value
from .fee_plot import fee_plot

HEADS = {"title": "Program or course", "provider": "Provider", "role": "Role", "format": "Format", "length": "Length", "fee_usd": "Fee", "level": "Level"}
FEES = {"0": "Free", "3000": "up to $3,000", "5000": "up to $5,000", "15000": "up to $15,000"}  # most, in dollars
LENGTHS = {"3": "up to 3 days", "7": "up to a week", "45": "up to 6 weeks", "110": "up to 15 weeks"}  # most, in days


def catalog_html(rows: Sequence[Row]) -> str:
    """Filters, plot and table; a line where there is no catalog."""
    if not rows:
        return '<div class="catalog"><p class="lead">These documents come without a catalog.</p></div>'
    heads = "".join(_head(name, label) for name, label in HEADS.items())
    body = "".join(_row(row) for row in rows)
    return (
        f'<div class="catalog"><h1>Programs and courses</h1><p class="lead">Every value opens the sentence it comes from. An empty cell is not known.</p>{_filters(rows)}'
        f'<p class="found" role="status"></p><div class="table-scroll" role="region" aria-label="Programs and courses" tabindex="0"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
        f"{fee_plot(rows)}</div>"
    )


def _head(name: str, label: str) -> str:
    return (
        f'<th scope="col" aria-sort="none"><button type="button" data-sort="{name}">{escape(label)}<span class="arrow" aria-hidden="true"></span></button></th>'
    )


def _filters(rows: Sequence[Row]) -> str:
    providers = sorted({row.provider for row in rows if row.provider})
    levels = sorted({value.text for row in rows for value in row.cells["level"]})
    return (
        '<form class="filters" role="search" aria-label="Filter the table"><label>Find<input type="search" name="text" placeholder="vision, health, calculus"></label>'
        + _select("provider", "Provider", {name: name for name in providers})
        + _select("role", "Role", {"core": "Core course", "elective": "Elective"})
        + _select("format", "Format", {"online": "Online", "on campus": "On campus"})
        + _select("length", "Length", LENGTHS)
        + _select("fee_usd", "Fee", FEES)
        + _select("level", "Level", {level: level for level in levels})
        + '<button type="reset">Show all</button></form>'
    )


def _select(name: str, label: str, choices: dict[str, str]) -> str:
    options = "".join(f'<option value="{escape(value)}">{escape(shown)}</option>' for value, shown in choices.items())
    return f'<label>{label}<select name="{name}"><option value="">Any</option>{options}</select></label>'


def _row(row: Row) -> str:
    keys = {
        "title": row.title.casefold(),
        "provider": row.provider,
        "role": "|".join(row.roles()),
        "format": "|".join(row.formats()),
        "length": _number(row.least("length")),
        "fee_usd": _number(row.least("fee_usd")),
        "level": "|".join(value.text for value in row.cells["level"]),
    }
    data = "".join(f' data-{name.replace("_", "-")}="{escape(value)}"' for name, value in keys.items())
    ask = f'<button type="button" class="ask" data-ask="{escape(f"Tell me about {row.name}")}">Ask about this<span class="sr-only">: {escape(row.title)}</span></button>'
    first = f'<th scope="row"><span class="title">{escape(row.title)}</span><span class="kind">{escape(row.kind)}</span>{ask}</th><td data-head="Provider">{escape(row.provider)}</td>'
    cells = "".join(f'<td data-head="{HEADS[name]}">{_cell(values)}</td>' for name, values in row.cells.items())
    return f"<tr{data}>{first}{cells}</tr>"


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _cell(values: Iterable[Value]) -> str:
    return "".join(_value(value) for value in values) or '<span class="sr-only">not known</span>'


def _value(value: Value) -> str:
    dated = f'<span class="as-of">as of {escape(value.as_of)}</span>' if value.as_of and value.low is not None else ""
    return (
        f'<button type="button" class="value" data-document="{escape(value.document_id)}" data-start="{value.start}" data-end="{value.end}">'
        f'{escape(value.text)}<span class="sr-only">, show the source</span></button>{dated}'
    )
