"""The kind of thing that a question asks for, told by the phrase that asks, and texts that hold one."""

import pytest

from assistant.evidence import holds_kind
from assistant.understand.kinds import HELD, answer_kind
from assistant.understand.question import read_question


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What does it cost when I cancel late?", "money"),
        ("How much is the entry fee?", "money"),
        ("price of a replacement key", "money"),
        ("Which entry fee applies to students?", "money"),
        ("On what day of the month is the fee taken?", "date"),
        ("How long have I got to pay the fee?", "duration"),
        ("How many youngsters had most of their fee paid?", "count"),
        ("How many dollars does it cost?", "money"),
        ("What percentage of the base price do we get back?", "percent"),
        ("Which kinds of damage does the guarantee leave out?", ""),
        ("Who do I ring when the warden is on leave?", "person"),
        ("When the pool is shut, who tells us?", "person"),
        ("The exam is when?", "date"),
        ("What happens to somebody who has no pass?", ""),
        ("Which papers must I hand in where the rules differ?", ""),
        ("how steep is the fee?", "money"),
        ("how steep is the learning curve?", ""),
        ("What number does the file have?", ""),
    ],
)
def test_the_phrase_that_asks_tells_the_kind(text: str, kind: str) -> None:
    assert answer_kind(text) == kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("money", "Entry is 4 crowns for a club evening."),
        ("money", "CHF 40 are due."),
        ("money", "A label: Price: 2,390; Places: 12"),
        ("money", "Commercial filming needs a licence, which costs 150 a day."),
        ("date", "Music has to stop at 23:00."),
        ("date", "The lorry goes out on Tuesdays."),
    ],
)
def test_a_text_holds_a_kind_in_any_currency_and_any_way_of_telling_times(kind: str, text: str) -> None:
    assert HELD[kind].search(text)


@pytest.mark.parametrize("text", ["The fee pays for 14 days.", "The guarantee covers the pump."])
def test_a_number_of_days_is_no_price(text: str) -> None:
    assert not HELD["money"].search(text)


def test_a_yes_or_no_needs_no_sum_of_money() -> None:
    question = read_question("Is there a fee for late entries?")
    assert question.kind == "money"
    assert holds_kind(question, "Late entries are not taken.") is None
