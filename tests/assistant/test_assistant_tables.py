"""Rows of tables: which table is compared, and what a row that is shown in part is held against; real model."""

from __future__ import annotations

import pytest
from own_documents import assistant_over, said

from assistant import Assistant

BACKUP = """# Backup plans

## Support

| Severity | Dinghy | Cutter |
|---|---|---|
| Critical | 8 hours | 2 hours |
| Normal | 3 days | 2 days |

## What a plan holds

| Feature | Dinghy | Cutter |
|---|---|---|
| Storage | 250 GB | 1 TB |
| Version retention | 30 days | 90 days |

## Error codes

| Code | What happened | What to do |
|---|---|---|
| E10 | No water is coming in | Open the tap |
| E23 | The safety valve has tripped | Replace the hose; a tripped hose cannot be reset |
| E57 | The motor is too hot | Wait for an hour |

## Training

| Code | Course | Hours |
|---|---|---|
| KN | Knots | 6 |
| RA | Radio | 14 |
| ST | Stars | 9 |

## Clubs

Everybody under 16 may join one club. Please be on time, for the doors are locked.

| Club | Day | Room |
|---|---|---|
| Origami | Monday | 4 |
| Chess | Tuesday | 7 |
| Pottery | Friday | 9 |

## Teams

People of all ages help us. You must be 18 for some of it.

- Gate: checks tickets, with 40 people.
- Stage: moves the instruments, with 22 people.
- Green: sorts the litter, with 30 people.
- Access: helps people who cannot walk far, with 12 people.

## Ways in

The day course lasts 26 weeks and is paid. Lunch is included.

The evening course lasts 40 weeks and is unpaid.
"""


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory):
    with assistant_over(tmp_path_factory, {"backup.md": BACKUP}) as assistant:
        yield assistant


def test_of_things_side_by_side_the_column_that_is_named_is_shown(plans: Assistant) -> None:
    reply = said(plans, "List the features of the Cutter plan.")
    assert "1 TB" in reply
    assert "90 days" in reply
    assert "250 GB" not in reply


def test_of_two_tables_with_the_columns_asked_for_the_one_that_fits_is_compared(plans: Assistant) -> None:
    reply = said(plans, "How do Dinghy and Cutter compare in version retention?")
    assert "90 days" in reply
    assert "Critical" not in reply


def test_a_row_is_listed_though_a_cell_that_is_not_shown_denies_something(plans: Assistant) -> None:
    reply = said(plans, "List all error codes.")
    assert all(code in reply for code in ("E10", "E23", "E57"))


def test_two_things_told_in_prose_have_a_sentence_each(plans: Assistant) -> None:
    reply = said(plans, "What is the difference between the day course and the evening course in length?")
    assert "26 weeks" in reply
    assert "40 weeks" in reply


@pytest.mark.parametrize("question", ["Tell me everything that helpers do.", "List all the jobs of helpers: tickets, litter, instruments."])
def test_a_list_is_told_whole_where_its_items_are_found_and_its_heading_tells_little(plans: Assistant, question: str) -> None:
    reply = said(plans, question)
    assert all(team in reply for team in ("Gate", "Stage", "Green", "Access"))


def test_rows_that_open_with_a_code_are_compared_by_their_names(plans: Assistant) -> None:
    reply = said(plans, "Knots vs Radio: how many hours?")
    assert "6" in reply
    assert "14" in reply
    assert "Stars" not in reply
