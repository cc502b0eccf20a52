"""Documents of plain text, their headings unmarked and their lists of dashes: asked as any other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from own_documents import assistant_over, said

from assistant import Assistant

ALLOTMENTS = """Green Lane Allotments
How to Get a Plot
The way to a plot is simple but takes some patience.
- Write to us: A postcard with your address is enough.
- Wait your turn: The list moves by about ten places a year.
- See the plot: Somebody shows you round on a Saturday.
- Sign the lease: It runs from October to October.
What It Costs
Plots are paid for by the year, and the water is part of it.
- Half plots: Usually from $40 to $60 for a small plot in the shade.
- Whole plots: Usually from $80 to $120 for a large plot by the lane.
Is there water in winter?
No, the taps are shut off from November to March, so that the pipes do not burst.
| Feature | Upper Field | Lower Field (Old/New) |
|---|---|---|
| Main soil | Chalk (Dry/Light) | 100% clay (Wet/Heavy) |
| Good for | Beans, Onions | Cabbages, Leeks |
Instead of digging every autumn, most people cover the ground with straw and leave it.
"""


@pytest.fixture(scope="module")
def plots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"plots.txt": ALLOTMENTS}) as assistant:
        yield assistant


@pytest.mark.parametrize("question", ["What are the steps to a plot?", "how do i go about getting a plot, step by step?"])
def test_the_list_that_a_sentence_leads_up_to_is_shown_whole(plots: Assistant, question: str) -> None:
    told = said(plots, question)
    assert all(step in told for step in ("1. Write to us", "2. Wait your turn", "3. See the plot", "4. Sign the lease"))


def test_so_many_times_a_range_is_a_range(plots: Assistant) -> None:
    assert "2 × $80 to $120 = $160 to $240" in said(plots, "What do two whole plots cost altogether?")


def test_only_the_column_that_is_asked_about_is_shown(plots: Assistant) -> None:
    told = said(plots, "Is the Lower Field 100% clay?")
    assert told.startswith("Yes.")
    assert "Chalk" not in told


def test_a_yes_or_no_under_a_heading_that_asks_something_else_is_not_repeated(plots: Assistant) -> None:
    assert not said(plots, "When are the taps shut off?").startswith("No,")


def test_instead_of_keeps_its_meaning(plots: Assistant) -> None:
    told = said(plots, "What do most people do instead of digging?")
    assert "Of digging" not in told
    assert "straw" in told
