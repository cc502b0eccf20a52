"""What may be worked out from numbers: which are found, and that every working is what it says; no model."""

from __future__ import annotations

import ast
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.workings.enumeration import workings
from eval.workings.judging import BY_NUMBERS_ALONE
from eval.workings.operands import OF_QUESTION, Operand, asked_numbers, numbers_of

SIGNS = {"×": "*", "÷": "/", "−": "-", "£": "", "€": "", " crowns": "", " %": "", ",": ""}


def value_of(expression: str) -> float:
    """By Python's own arithmetic."""
    for sign, plain in SIGNS.items():
        expression = expression.replace(sign, plain)
    return float(eval(compile(ast.parse(expression, mode="eval"), "", "eval")))  # an expression of our own


def operand(value: str, kind: str = "count", unit: str = "", around: str = "", position: int = 0) -> Operand:
    return Operand(Decimal(value), kind, unit, around or f"about {value}", position)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("costs £12 for an adult", ["£12"]),
        ("12.50 crowns a day, 90 crowns a week", ["12.50 crowns", "90 crowns"]),
        ("CHF 1,250 for twenty-five pages", ["CHF 1,250", "25"]),
        ("10% off from 8 to 12 on 3 May at 18:30", ["10 %", "8", "12"]),
        ("a 45-minute lesson, three times", ["45", "3"]),
        ("2 million crowns", ["2,000,000 crowns"]),
        ("room B12, no. 7/3", []),
        ("", []),
    ],
)
def test_the_numbers_of_a_text_are_found_with_their_units(text: str, found: list[str]) -> None:
    assert [one.told for one in numbers_of(text, 0)] == found


def test_two_people_who_are_named_count_as_a_number_of_the_question() -> None:
    assert [one.value for one in asked_numbers("What do my wife and I pay for 3 nights?")] == [3, 2]


def test_a_number_knows_the_words_around_it_but_not_the_sentence_after() -> None:
    assert numbers_of("It is shut on Monday. Adults pay £12 a day. Dogs are free.", 0)[0].around == "Adults pay £12 a day."


def test_the_workings_that_take_what_is_likely_to_enter_come_first() -> None:
    adults, children, full, reduced, age = (
        operand("2", position=OF_QUESTION),
        operand("3", position=OF_QUESTION, around="children"),
        operand("12", "money", "£"),
        operand("5", "money", "£"),
        operand("15"),
    )
    found = workings([(adults, 0.9), (children, 0.9), (full, 0.9), (reduced, 0.9), (age, 0.1)], "money", 500, BY_NUMBERS_ALONE)
    assert "2 × £12 + 3 × £5 = £39" in [working.written for working, _ in found]
    assert age not in found[0][0].operands


@pytest.mark.parametrize(
    ("operands", "written"),
    [
        ([operand("8", "money", "£"), operand("20", "percent", "%")], "£8 × (100 − 20) ÷ 100 = £6.40"),
        ([operand("73"), operand("96")], "73 ÷ 96 × 100 = 76.04 per cent"),
        ([operand("19", "money", "£", "£19 a month"), operand("200", "money", "£")], "12 × £19 − £200 = £28"),
        ([operand("14", position=OF_QUESTION), operand("10"), operand("9", "money", "£")], "(14 − 10) × £9 = £36"),
        ([operand("6", position=OF_QUESTION), operand("45", unit="minut")], "6 × 45 ÷ 60 = 4.5"),
        ([operand("4", position=OF_QUESTION), operand("350", "money", "€"), operand("180", "money", "€")], "(4 − 1) × €180 + €350 = €890"),
    ],
    ids=["less a share", "share of a whole", "a year by the month against one", "beyond what is included", "another unit", "all but the first"],
)
def test_each_kind_of_working_is_there(operands: list[Operand], written: str) -> None:
    assert written in [working.written for working, _ in workings([(one, 0.9) for one in operands], "", 1000, BY_NUMBERS_ALONE)]


AMOUNTS = st.builds(
    lambda value, kind, at: Operand(Decimal(value) / 4, kind[0], kind[1], f"number {at} a month", at % 3 - 1),
    st.integers(1, 4000),
    st.sampled_from([("money", "£"), ("money", "€"), ("count", "day"), ("count", ""), ("percent", "%")]),
    st.integers(0, 9),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(AMOUNTS, max_size=5))
def test_every_working_comes_to_what_it_says_in_one_currency(operands: list[Operand]) -> None:
    for working, _ in workings([(one, 0.5) for one in operands], "", 300, BY_NUMBERS_ALONE):
        assert value_of(working.expression) == pytest.approx(float(working.value), rel=1e-6, abs=0.02 * max(1.0, abs(float(working.value))))
        assert working.value > 0
        assert not ("£" in working.expression and "€" in working.expression) or "÷" in working.expression
        assert set(working.operands) <= set(operands)
