"""Known fees against length, as an inline drawing; a dot opens the source of its fee.

Length is drawn on a logarithmic scale of calendar days, since courses last from two days to
years; the fee on a plain one. Free courses are told in the caption, not drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from .catalog_rows import Row

WIDTH, HEIGHT = 760, 380
LEFT, RIGHT, TOP, BOTTOM = 64, 40, 16, 44
TICKS = {2: "2 days", 3: "3 days", 5: "5 days", 7: "1 week", 14: "2 weeks", 28: "4 weeks", 42: "6 weeks", 91: "13 weeks", 365: "1 year"}
STEP = 5_000  # dollars between lines
SPACING = 15  # between two dots, in units of the drawing
LABEL_WIDTH, LABEL_HEIGHT = 6.1, 15  # of a character and a line, in units of the drawing


def fee_plot(rows: Sequence[Row]) -> str:
    """The drawing with its caption; "" where fewer than two courses have both a fee and a length."""
    priced = [row for row in rows if row.least("fee_usd") is not None and row.least("length") is not None]
    drawn = sorted((row for row in priced if row.least("fee_usd")), key=lambda row: -(row.least("fee_usd") or 0))
    if len(drawn) < 2:
        return ""
    most = max(row.least("fee_usd") or 0 for row in drawn)
    top = math.ceil((most + 1) / STEP) * STEP
    longest = max(row.least("length") or 0 for row in drawn)
    scale = _Scale(1.7, max(longest, 28) * 2.2, top)
    free = len(priced) - len(drawn)
    also = f" {free} further courses are free." if free > 1 else " One further course is free." if free else ""
    return (
        f'<figure class="plot"><figcaption><h2>Fee against length</h2><p>The {len(drawn)} courses and programs whose fee and length are both known.{also} '
        '<span class="key"><span class="dot"></span>on campus</span><span class="key"><span class="diamond"></span>online</span></p></figcaption>'
        f'<div class="table-scroll" role="region" aria-label="Fee against length" tabindex="0"><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="Fee against length">'
        f"{_axes(scale, top)}{_dots(scale, drawn)}</svg></div></figure>"
    )


class _Scale:
    """Days and dollars to places in the drawing."""

    def __init__(self, shortest: float, longest: float, top: float) -> None:
        self.shortest, self.longest, self.top = shortest, longest, top

    def x(self, days: float) -> float:
        share = math.log(days / self.shortest) / math.log(self.longest / self.shortest)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, dollars: float) -> float:
        return round(HEIGHT - BOTTOM - dollars / self.top * (HEIGHT - TOP - BOTTOM), 1)


def _axes(scale: _Scale, top: float) -> str:
    lines = [
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{scale.y(fee)}" y2="{scale.y(fee)}"/><text x="{LEFT - 10}" y="{scale.y(fee) + 4}" text-anchor="end">${fee:,}</text>'
        for fee in range(0, int(top) + 1, STEP)
    ]
    ticks, free = [], 0.0  # where the next label may begin
    for days, label in TICKS.items():
        x, half = scale.x(days), len(label) * LABEL_WIDTH / 2
        if days < scale.longest and x - half >= free:
            ticks.append(f'<text x="{x}" y="{HEIGHT - BOTTOM + 22}" text-anchor="middle">{label}</text>')
            free = x + half + LABEL_WIDTH
    return f'<g class="axes" aria-hidden="true">{"".join(lines)}{"".join(ticks)}</g>'


def _dots(scale: _Scale, rows: Sequence[Row]) -> str:
    places = _places(scale, rows)
    taken: list[tuple[float, float, float]] = []  # left, right, y of labels
    dots = []
    for row, (x, y) in zip(rows, places, strict=True):
        fee, days = row.cells["fee_usd"][0], row.cells["length"][0]
        shape = f'<path d="M{x} {y - 7}l7 7-7 7-7-7z"/>' if row.formats() == ("online",) else f'<circle cx="{x}" cy="{y}" r="6"/>'
        told = escape(f"{row.title}: {fee.text}, {days.text}")
        dots.append(
            f'<g class="point" role="button" tabindex="0" aria-label="{told}" data-document="{escape(fee.document_id)}" data-start="{fee.start}" data-end="{fee.end}">'
            f"<title>{told}</title>{shape}{_label(row.title, x, y, taken, places)}</g>"
        )
    return "".join(dots)


def _places(scale: _Scale, rows: Sequence[Row]) -> list[tuple[float, float]]:
    """A place for each row; dots that would cover each other stand side by side."""
    places: list[tuple[float, float]] = []
    for row in rows:
        x, y = scale.x(row.least("length") or 1), scale.y(row.least("fee_usd") or 0)
        while any(abs(x - other) < SPACING and abs(y - line) < SPACING for other, line in places):
            x = round(x + SPACING, 1)
        places.append((x, y))
    return places


def _label(title: str, x: float, y: float, taken: list[tuple[float, float, float]], points: Sequence[tuple[float, float]]) -> str:
    """The title beside its dot where no other label or dot is in the way; else "" (the hint has it)."""
    width = len(title) * LABEL_WIDTH
    for left, anchor, at in ((x + 12, "start", x + 12), (x - 12 - width, "end", x - 12)):
        right = left + width
        clear = all(right < a or left > b or abs(y - line) > LABEL_HEIGHT for a, b, line in taken)
        clear = clear and all(not (left - 7 < px < right + 7 and abs(py - y) < LABEL_HEIGHT) for px, py in points)
        if clear and left > LEFT and right < WIDTH:
            taken.append((left, right, y))
            return f'<text x="{at}" y="{y + 4}" text-anchor="{anchor}" aria-hidden="true">{escape(title)}</text>'
    return ""
