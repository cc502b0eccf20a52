"""Items that a message means without their names: "the one they do with Emeritus", "the algorithmic one", "cheaper" than what was told of.

Each is read with the name in its place. What the turn before was about tells which sort is meant: after a sprint "the algorithmic one"
is a sprint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from index.tokens import words

from ..amounts import amount_of
from ..catalog import CatalogView
from ..item_names import name_tokens
from .bare import read_of_what_was_before
from .conversation import Turn, asked_last
from .described import with_name
from .ellipsis import resubjected
from .field_reader import FieldReader
from .forms import question_form
from .kinds import answer_kind
from .lexicon import domains_of
from .listed import ORDINALS
from .naming import named, people_named, talked_about
from .others import other_part
from .siblings import with_siblings

NOUN = r"(?:one|course|class|program|programme|certificate|sprint|academy|module|elective)"
PLAIN = r"(?!(?:of|the|other|for|with|in|on|at|to|from|and|or|is|are|was)\b)"
ONE = re.compile(
    rf"\b(?:the|that|those) (?!(?:{'|'.join(ORDINALS)}|same|only|next|right|best)\b)(?P<what>(?:{PLAIN}[\w-]+ ){{1,4}}?)one(?P<several>s?)\b", re.I
)
THE_ONE = re.compile(rf"\b(?:the|that) {NOUN} (?P<clause>[^?.!,;]+)", re.I)
PICKED_BY = ("given_with", "vendor", "instructors", "tools")  # fields whose values tell one item from its like
MORE = r"(?:cheaper|dearer|pricier|shorter|longer|heavier|lighter|more expensive|less expensive)"
COMPARED = re.compile(rf"\b{MORE}\b(?!.*\bthan\b)", re.I)
ONLY_NAMED = re.compile(
    rf"^\W*(?:(?:and|but|so|ok|what about|how about)\b[\s,]*)*(?P<what>[^?!,]+), (?P<more>{MORE})\W*$", re.I
)  # "and the other one, cheaper?"
THAN_ANOTHER = re.compile(
    rf"^\W*(?:(?:and|so|but|then)\b[\s,]*)*(?P<than>{MORE} than [^?.!]+?)(?:,? (?:then|though|too))?\W*$", re.I
)  # "pricier than the other one, then?"
OF_THAT = re.compile(r"\s+than (?:that|this|it|those|them)(?: one)?(?=\W*$)", re.I)
OF_A_PERSON = re.compile(
    r"\b(?:he|she)\b(?=.*\b(?:teach|appear|turn up|lectur|involved|instructor|(?:other|another|else)\b))|(?<= of )(?:his|hers)\b(?=.*\?)", re.I
)
STILL = re.compile(r"\b(?:that|this|it) still (?=(?:the )?(?:price|fee|cost|rate)\b)", re.I)  # "is that still the price in May?"
SUM = re.compile(r"[$€£]\d[\d,]*(?:\.\d+)?")
THE_MORE = re.compile(rf"\bthe (?P<more>cheaper|dearer|pricier|more expensive|shorter|longer) (?:{NOUN}|of the two|of them)\b", re.I)
DEGREES = {"cheaper": ("fee_usd", False), "shorter": ("length", False), "longer": ("length", True)}  # others: ("fee_usd", True)
DAYS = {"days": 1, "weeks": 7, "months": 30}


def in_conversation(turn: Turn, catalog: CatalogView, reader: FieldReader | None) -> Turn:
    """The turn as the conversation before, and the catalog, make it read."""
    leaning = turn if turn.leans else turn.leaning
    after = bool(leaning and leaning.subjects)
    turn = replace(
        turn, text=_plainly(turn.text, catalog, after), leaning=turn.leaning and replace(turn.leaning, text=_plainly(turn.leaning.text, catalog, after))
    )
    return resubjected(with_names(read_of_what_was_before(turn, catalog, reader), catalog), catalog)


def _plainly(text: str, catalog: CatalogView, after: bool) -> str:
    """A text with the name of what it describes, and, `after` other turns, without a remark that leads up to its question and names nothing."""
    last = asked_last(text) if after else ""
    return last if last and not catalog.linked(text) else with_name(text, catalog)


def with_names(turn: Turn, catalog: CatalogView) -> Turn:
    """The turn with the names of what its words stand for; as it was where that is not plain."""
    leaning = turn if turn.leans else turn.leaning
    if leaning is None or not leaning.subjects:
        return turn
    if (part := other_part(leaning, catalog)) is not None:
        return replace(turn, text=part[1].template.format(title=catalog.called(part[0])), carried={}, said="", leans=False, elliptic=False)
    text = _the_more(_with_the_person(turn.text, " ".join(leaning.subjects[0]), catalog), " ".join(leaning.subjects[0]), catalog)
    if before := talked_about(leaning, catalog):
        text = _with_the_sum(text, leaning.subjects[0][1])
        text = with_siblings(_picked(_with_the_noun(text, before, catalog), before, catalog), before, catalog)
        text = _compared(text, before, catalog)
    return replace(turn, text=text)


def _with_the_noun(text: str, before: str, catalog: CatalogView) -> str:
    """A text with the name of what "the algorithmic one" is, of the sort that the item before is by the last word of its name."""
    match = ONE.search(text)
    if match is None:
        return text
    item = catalog.items[before]
    for noun in dict.fromkeys(words(name)[-1] for name in (item.title, *item.aliases) if words(name)):
        wanted = frozenset(name_tokens(f"{match['what']}{noun}")) if noun.endswith("s") or not match["several"] else frozenset()
        found = {item_id for _, item_id, held in catalog.names if len(wanted) > 1 and wanted <= held and item_id != before}
        if len(found) == 1:
            return text.replace(match[0], catalog.called(found.pop()))
    return text


def _picked(text: str, before: str, catalog: CatalogView) -> str:
    """A text with the name of "the one they do with Emeritus": the only item with that value in a field, or the only one of the same provider."""
    match = THE_ONE.search(text)
    if match is None or catalog.linked(match[0]):
        return text
    others = [item.id for item in catalog.items.values() if item.id != before]
    found = [item_id for item_id in others if any(_says(match["clause"], value) for value in _values(item_id, catalog))]
    found = found or [item_id for item_id in others if domains_of(match["clause"]) & _meant_for(item_id, catalog)]
    alike = [item_id for item_id in found if catalog.items[item_id].provider == catalog.items[before].provider]
    found = found if len(found) == 1 else alike
    return text.replace(match[0], catalog.called(found[0])) if len(found) == 1 else text


def _meant_for(item_id: str, catalog: CatalogView) -> frozenset[int]:
    """The fields of work that an offering is for, by its title or audience."""
    if not catalog.is_offered(item_id):
        return frozenset()
    return domains_of(" ".join((catalog.items[item_id].title, *(str(fact.value) for fact in catalog.of(item_id, "audience")))))


def _values(item_id: str, catalog: CatalogView) -> Iterable[str]:
    """What an item is told by; of a person the surname too."""
    for field in PICKED_BY:
        for fact in catalog.of(item_id, field):
            for value in fact.value if isinstance(fact.value, tuple) else (fact.value,):
                if isinstance(value, str):
                    yield from (value, value.removeprefix("MIT "), *([value.split()[-1]] if field == "instructors" else []))


def _says(clause: str, value: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(value)}(?![\w-])", clause, re.I if " " in value else 0) is not None


def _compared(text: str, before: str, catalog: CatalogView) -> str:
    """A text that asks whether another item is cheaper or longer, with the item before as what it is compared with."""
    if (than := THAN_ANOTHER.match(text)) and any(item_id != before for item_id in catalog.linked(text)):
        return f"Is {catalog.called(before)} {than['than']}?"
    if (only := ONLY_NAMED.match(text)) and len(found := named(only["what"], "", catalog)) == 1 and found[0] != before:
        return f"Is {catalog.called(found[0])} {only['more']} than {catalog.called(before)}?"
    left_open = OF_THAT.sub("", text)
    if COMPARED.search(left_open) is None or question_form(left_open, answer_kind(left_open)) != "yes_no":
        return text
    others = [item_id for item_id in named(text, "", catalog) if catalog.items[item_id].kind != "provider"]
    if len(others) != 1 or others[0] == before or set(name_tokens(catalog.called(others[0]))) >= set(name_tokens(catalog.called(before))):
        return text
    return f"{left_open.rstrip(' ?.!')} than {catalog.called(before)}?"


def _with_the_sum(text: str, reply: str) -> str:
    """A text that asks whether "that" is still the price of the item before, with the one sum of the last reply."""
    sums = set(SUM.findall(reply))
    return STILL.sub(lambda match: f"{sums.pop()} still ", text, count=1) if len(sums) == 1 else text


def _the_more(text: str, last: str, catalog: CatalogView) -> str:
    """A text with the name of "the cheaper one" of the two that the last turn named."""
    match, two = THE_MORE.search(text), [item_id for item_id in named(last, "", catalog) if catalog.items[item_id].kind != "provider"]
    if match is None or len(two) != 2:
        return text
    field, most = DEGREES.get(match["more"].lower(), ("fee_usd", True))
    sizes = {item_id: size for item_id in two if (size := _size(item_id, field, catalog)) is not None}
    if len(set(sizes.values())) < 2:
        return text
    return text.replace(match[0], catalog.called((max if most else min)(sizes, key=lambda item_id: sizes[item_id])))


def _size(item_id: str, field: str, catalog: CatalogView) -> Decimal | None:
    """The fee of an item, or its length in days; None where it is not one figure."""
    told = [(amount_of(fact), fact.unit or "") for fact in catalog.of(item_id, field)]
    amount, unit = told[0] if len(told) == 1 else (None, "")
    if amount is None or amount.low != amount.high or (field == "length" and unit not in DAYS):
        return None
    return amount.low * DAYS.get(unit, 1)


def _with_the_person(text: str, last: str, catalog: CatalogView) -> str:
    """A text with the name of the one person whom the last turn named, or who alone of them teaches more, where it asks what he or she teaches."""
    people = people_named(last, catalog) if OF_A_PERSON.search(text) else []
    if len(people) > 1:
        people = [person for person in people if sum(person in catalog.taught_by(item_id) for item_id in catalog.items) > 1]
    return OF_A_PERSON.sub(people[0], text, count=1) if len(people) == 1 else text
