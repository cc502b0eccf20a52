"""Structure of documents, in small worked examples."""

import pytest

from index.structure import outline


def read(text, title=""):
    """(quote, kind, headings) of every unit."""
    return [(text[unit.start : unit.end], unit.kind, unit.headings) for unit in outline(text, title)]


HEADINGS = {
    "marked": "# Zoo\n\n## Hours ##\n\nIt opens at 9.\n\n## Prices\n\nA ticket costs $5.\n",
    "underlined": "Zoo\n===\n\nHours\n-----\n\nIt opens at 9.\n\nPrices\n------\nA ticket costs $5.\n",
    "with emphasis": "# Zoo\n\n## **Hours**\n\nIt opens at 9.\n\n## `Prices`\n\nA ticket costs $5.\n",
}


@pytest.mark.parametrize("text", HEADINGS.values(), ids=HEADINGS)
def test_headings_are_a_path_without_the_title(text):
    assert read(text, title="Zoo") == [
        ("It opens at 9.", "sentence", ("Hours",)),
        ("A ticket costs $5.", "sentence", ("Prices",)),
    ]


def test_unmarked_short_lines_are_headings():
    text = "Opening hours\n\nThe zoo opens at 9. It closes at 6.\n\nPrices\nA ticket costs $5.\n"
    assert read(text) == [
        ("The zoo opens at 9.", "sentence", ("Opening hours",)),
        ("It closes at 6.", "sentence", ("Opening hours",)),
        ("A ticket costs $5.", "sentence", ("Prices",)),
    ]


def test_questions_of_an_faq_are_headings():
    text = "What does it cost?\n\nIt costs $5.\n\nIs it free?\n\nNo.\n"
    assert read(text) == [
        ("It costs $5.", "sentence", ("What does it cost?",)),
        ("No.", "sentence", ("Is it free?",)),
    ]


def test_deeper_heading_ends_with_its_parent():
    text = "# A\n\n## B\n\nOne is here.\n\n# C\n\nTwo is here.\n"
    assert [headings for _, _, headings in read(text)] == [("A", "B"), ("C",)]


def test_list_items_have_labels_and_numbers():
    text = "- Sam: the oldest tiger. He sleeps.\n- Kim\n  and her cub\n\n1. Go in.\n2. Pay.\n"
    units = outline(text)
    assert [text[unit.start : unit.end] for unit in units] == ["Sam: the oldest tiger.", "He sleeps.", "Kim\n  and her cub", "Go in.", "Pay."]
    assert [unit.label for unit in units] == ["Sam", "Sam", "", "", ""]
    assert [unit.ordinal for unit in units] == ["", "", "", "1.", "2."]
    assert [unit.first for unit in units] == [True, False, True, True, True]
    assert [unit.block for unit in units] == [0, 0, 1, 2, 3]


def test_table_rows_know_their_columns():
    text = "| Day | Price |\n|---|---|\n| Monday | $5 |\n| a \\| b | c |\n"
    rows = outline(text)
    assert [text[row.start : row.end] for row in rows] == ["Monday | $5", "a \\| b | c"]
    assert [[(cell.column, text[cell.start : cell.end]) for cell in row.cells] for row in rows] == [
        [("Day", "Monday"), ("Price", "$5")],
        [("Day", "a \\| b"), ("Price", "c")],
    ]
    assert [row.label for row in rows] == ["Monday", "a \\| b"]


def test_table_without_outer_bars():
    text = "Day | Price\n--- | ---\nMonday | $5\n"
    (row,) = outline(text)
    assert [(cell.column, text[cell.start : cell.end]) for cell in row.cells] == [("Day", "Monday"), ("Price", "$5")]


def test_abbreviations_do_not_end_sentences():
    text = "Dr. Smith paid $4.50 in the U.S. last year. She left."
    assert [quote for quote, _, _ in read(text)] == ["Dr. Smith paid $4.50 in the U.S. last year.", "She left."]


def test_code_is_not_quoted():
    assert read("```\nprint(1).\n```\nText.\n") == [("Text.", "sentence", ())]


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "# Only a heading", "---", "- ", "```", "```\nnever closed"])
def test_text_without_sentences(text):
    assert outline(text) == ()
