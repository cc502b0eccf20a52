"""Plain text as people write it: minutes, notes, pages of questions, lines broken by hand."""

from index.structure import Unit, outline


def read(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(text[unit.start : unit.end], unit.kind, unit.headings) for unit in outline(text)]


def units(text: str) -> list[Unit]:
    return list(outline(text))


def test_a_line_that_is_broken_off_is_no_heading():
    text = (
        "The hall is let to members of the Riverside Society and the friends of\n"
        "Old Town on working days, and\nto anybody else at weekends, when\nthe caretaker is there. Ask\nher for the key.\n"
    )
    assert [headings for _, _, headings in read(text)] == [(), ()]


def test_lines_that_tell_a_thing_and_what_it_is_are_items():
    text = "The Coaches\nHead coach: Maria Santos\nRescue swimming: Lea Martin,\n  on Fridays only\n"
    assert read(text) == [
        ("Head coach: Maria Santos", "list_item", ("The Coaches",)),
        ("Rescue swimming: Lea Martin,\n  on Fridays only", "list_item", ("The Coaches",)),
    ]
    assert [unit.label for unit in units(text)] == ["Head coach", "Rescue swimming"]


def test_a_single_heading_with_a_colon_stays_one():
    assert read("Core courses: where it begins\nThere are two of them.\n") == [("There are two of them.", "sentence", ("Core courses: where it begins",))]


def test_short_lines_in_a_row_are_items_below_the_first():
    text = "What To Bring\nA towel\nA lock\nOne coin\n\nThe Rules\nNobody runs.\n"
    assert [(quote, kind) for quote, kind, _ in read(text)] == [
        ("A towel", "list_item"),
        ("A lock", "list_item"),
        ("One coin", "list_item"),
        ("Nobody runs.", "sentence"),
    ]


def test_a_date_below_the_title_can_be_quoted():
    assert read("Minutes of the Board\nMeeting of 14 May 2026\n\nRoof\nIt leaks.\n")[0] == ("Meeting of 14 May 2026", "sentence", ("Minutes of the Board",))


def test_a_numbered_line_right_above_its_text_is_a_heading_and_an_item_of_a_list_is_none():
    assert read("1. Roof repair\nIt is done in June.\n\n2. Laundry\nThe machine is broken.\n") == [
        ("It is done in June.", "sentence", ("1. Roof repair",)),
        ("The machine is broken.", "sentence", ("2. Laundry",)),
    ]
    assert [kind for _, kind, _ in read("1. Buy flour\n2. Bake\n")] == ["list_item", "list_item"]


def test_what_leads_up_to_a_list_in_two_sentences_is_no_heading():
    quotes = [quote for quote, _, _ in read("The second machine is broken. It was decided\n- to buy one,\n- to close at night.\n")]
    assert quotes[0] == "The second machine is broken."


def test_marks_of_questions_and_answers_are_left_out():
    text = "Q: Do I need to be a member?\nA: No. Day tickets are sold.\n\nQ2. Is there a sauna?\nA2. Yes, by the pool.\n"
    assert read(text) == [
        ("No. Day tickets are sold.", "sentence", ("Do I need to be a member?",)),
        ("Yes, by the pool.", "sentence", ("Is there a sauna?",)),
    ]


def test_a_line_in_capitals_that_ends_in_a_colon_is_a_heading():
    assert read("LOCKERS\nThey take a coin.\n\nRULES OF THE POOL:\n* No glass\n")[-1] == ("No glass", "list_item", ("RULES OF THE POOL",))
