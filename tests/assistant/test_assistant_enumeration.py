"""What a paragraph counts off, steps told in prose, questions that documents put in bold, and rows of a plain text; real model."""

from __future__ import annotations

import pytest
from own_documents import assistant_over, said

from assistant import Assistant

RIDING = """# Riding school

The test for the bronze badge has three parts. The first is a ride of twenty minutes over open ground. You then groom and saddle a horse while an examiner watches. Last comes a talk about feeding.

Beginners need four things: a helmet, gloves, long trousers and shoes with a heel.

## Help with the fee

The school knows that riding costs money. Three funds exist. The Oat Fund pays half the fee for pupils. The Hay Fund lends boots and a helmet for a year. The Straw Fund takes two children to the summer camp.

## When a horse is hurt

Tie the horse to the ring at the gate. Ring the vet at once and say which horse it is. Walk it slowly until she is there.

## Joining

First send us the form with a photo. Then pay the deposit of $50. After that we call you to fix a trial lesson.

## How to sell a saddle

Selling takes a little patience.

- Clean it with soap and let it dry.
- Take a picture in daylight.
- Put a price on it that is fair.
- Hang the offer on the board at the gate.

## Booking a lesson

Lessons are booked on the website.

1. Sign in.
2. Pick a horse and a time.
3. Pay by card.

**Can I bring my own horse?**

Certainly. Ask the stable master for a box first.

**Does a voucher expire?**

No, it keeps its worth for good.

**Do you lend boots?**

Unfortunately not. The shop next door rents them out.
"""
STABLE = """Stable plan

| Wing | Horses | Keeper |
| North | 12 | Ada Brook |
| South | 9 | Ivo Lind |

The arena is free for the first 2 hours a day, then $5 for each further hour.
"""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory):
    with assistant_over(tmp_path_factory, {"riding.md": RIDING, "stable.txt": STABLE}) as assistant:
        yield assistant


def test_what_is_counted_off_is_told_in_full(school: Assistant) -> None:
    reply = said(school, "What are the parts of the test for the bronze badge?")
    assert all(part in reply for part in ("three parts", "open ground", "saddle a horse", "about feeding"))


def test_items_that_no_sentence_counts_are_counted_and_shown(school: Assistant) -> None:
    answer = school.answer("How many steps does it take to sell a saddle?")
    assert answer.outcome == "answered"
    assert answer.text.startswith("4 steps:")
    assert all(part in answer.text for part in ("soap", "daylight", "fair", "board"))
    assert any(statement.how == "computed: counted 4" for statement in answer.statements)


def test_the_place_of_an_item_is_counted_where_no_number_stands_there(school: Assistant) -> None:
    reply = said(school, "What do I do in the second step of selling a saddle?")
    assert "daylight" in reply
    assert "soap" not in reply


def test_steps_in_prose_are_told_in_order(school: Assistant) -> None:
    reply = said(school, "What do I have to do to join?")
    assert 0 <= reply.find("send us the form") < reply.find("pay the deposit") < reply.find("trial lesson")


def test_numbered_steps_belong_together(school: Assistant) -> None:
    reply = said(school, "How do I book a lesson?")
    assert all(f"{number}. {step}" in reply for number, step in ((1, "Sign in"), (2, "Pick a horse"), (3, "Pay by card")))


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Can I bring my own horse?", "Yes. Ask the stable master for a box first."),
        ("Do you lend boots?", "No. The shop next door rents them out."),
        ("Does a voucher expire?", "No. It keeps its worth for good."),
        ("Is a voucher still valid after years?", "Yes. It keeps its worth for good."),
    ],
)
def test_words_that_stand_for_yes_and_no(school: Assistant, question: str, opening: str) -> None:
    assert said(school, question).startswith(opening)


def test_a_table_of_a_plain_text_needs_no_rule(school: Assistant) -> None:
    assert "Ivo Lind" in said(school, "Who is the keeper of the south wing?")


def test_the_first_hours_may_be_free(school: Assistant) -> None:
    assert said(school, "What do 5 hours in the arena cost in total?").startswith("That is $15 in all, as the first 2 are free: (5 − 2) × $5 = $15.")
    assert said(school, "What do 2 hours in the arena cost in total?").startswith("That is $0 in all")


def test_what_a_paragraph_counted_off_before_is_told_in_full(school: Assistant) -> None:
    reply = said(school, "Which funds help children with boots or the camp? List every one.")
    assert all(fund in reply for fund in ("Oat Fund", "Hay Fund", "Straw Fund"))


def test_what_to_do_is_told_with_its_paragraph(school: Assistant) -> None:
    reply = said(school, "What do I do if a horse is hurt?")
    assert 0 <= reply.find("Tie the horse") < reply.find("Ring the vet") < reply.find("Walk it slowly")
