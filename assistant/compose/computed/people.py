"""How many people are to take something, and what it costs for all of them."""

from __future__ import annotations

import re
from decimal import Decimal

from ...amounts import Amount, number
from ...check import NUMBER_WORDS
from ...draft import Draft
from ...reading import Reading
from ...understand.field_reader import read_only
from .known import amount_in, computed, known, upper

MANY = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
US = r"my [a-z]+ and (?:me|i|myself)|(?:me|i|myself) and my [a-z]+|both of us|the two of us|us (?:two|both)|(?:me|myself) (?:plus|and) (?:one|a|another) [a-z]+"
TOGETHER = re.compile(
    r"(?<!with )(?<!have )(?<!has )(?<!having )(?<!employ )(?<!employs )"  # "I run a bakery with 9 staff": whom one has, not whom one sends
    r"(?:"
    rf"\b{MANY} (?:of (?:us|them)|(?:siblings|friends|managers|engineers|analysts|leads|of my \w+)\b(?=.*\b(?:all|each|every)\b)|people|colleagues|persons|employees|staff|seats|participants|team members)\b|"
    rf"(?:(?<=send )|(?<=enrol )|(?<=train )|(?<=book )|(?<=bring )){MANY}(?= (?!(?:days|weeks|months|hours|courses|modules|programs|programmes|dollars|electives)\b)[a-z]+s\b)|\b(?:{US})\b)",
    re.I,
)
NO_PEOPLE = r"(?:minutes|hours|days|weeks|months|years|times|courses|class(?:es)?|modules|programs|programmes|sprints|electives|certificates|credits|units|ceus|dollars|dates|runs|sessions|exams|parts)"
SENT = re.compile(
    rf"(?:^|[.?!,;:] ?|\b(?:send\w*|sent|put\w*|enrol\w*|train\w*|book\w*|for|if) )(?P<count>{MANY}) (?:(?!{NO_PEOPLE})[a-z-]+ ){{0,2}}?(?!{NO_PEOPLE}\b)[a-z]+[^s\W]s (?:to|on|onto|into)\b(?=.*\b(?:sum|total|bill|invoice|cost\w*|all?[ -]?together|in all|all told|how much|pay|come)\b)",
    re.I | re.S,
)  # "six product managers to the course, sum total?"
WE_ARE = re.compile(rf"\b(?:we['’]?re|we are) (?P<count>{MANY})\b(?! {NO_PEOPLE}\b)", re.I)  # "we're three directors"
EACH_DOES = re.compile(
    rf"\b(?P<count>{MANY}) (?:[a-z-]+ ){{0,2}}?(?!{NO_PEOPLE}\b)[a-z]+s\b[^.?!]{{0,20}}\b(?:each|all) (?:of them |of us )?(?:is|are|does|do|takes?|to)\b", re.I
)  # "four team leads, and each of them is to do both"
FOR_EACH = re.compile(r"\b(?:each|both|every|all)\b", re.I)


def people_sent(reading: Reading) -> str:
    """How many are to take what is asked about, as it is said ("six people"); "" where it does not say, or asks for another price for many."""
    text = reading.question.text
    if any(field.seldom_told and not read_only(field, text) for field in reading.asked):
        return ""  # "is there a discount if I enrol ten people?"
    found = TOGETHER.search(text) or SENT.search(text) or EACH_DOES.search(text) or WE_ARE.search(text)
    return "" if found is None else found.groupdict().get("count") or found[0]


def count_of(people: str) -> Decimal:
    """The number of them; one where none is said."""
    if re.fullmatch(US, people, re.I):
        return Decimal(2)
    word = people.split()[0].lower() if people else "one"
    return Decimal(NUMBER_WORDS.get(word, word)) if word.isdigit() or word in NUMBER_WORDS else Decimal(1)


def times(reading: Reading, item_id: str, people: str) -> Draft | None:
    """The fee of an item for so many people."""
    fee = known(reading, item_id, "fee_usd")
    us = re.fullmatch(US, people, re.I) is not None
    word, count = people.split()[0].lower(), count_of(people)
    if fee is None or count == 1:
        return None
    total = amount_in(fee).times(Amount(count, count))
    each = amount_in(fee).written("fee_usd")
    working = f"{each} + {each} = {total.written('fee_usd')}" if us else f"{number(count, '')} × {each} = {total.written('fee_usd')}"
    return computed(f"{upper(reading.catalog.called(item_id))} costs {total.written('fee_usd')} for {'both' if us else word}: {working}.", working, [fee])
