"""What a question demands of a course: conditions on the fields of the catalog, and the items that meet them all.

"Under $3,000", "3 days", "online", "with Tommi Jaakkola", "about vision": each is looked up in the facts of every item,
and each item that is chosen comes with the facts that show why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus import Fact, Item
from index.tokens import words

from ...amounts import Amount, amount_of
from ...catalog import CatalogView
from ...check import NUMBER_WORDS
from ...evidence import token_set
from ...item_names import name_tokens
from ...reading import Reading
from ...understand.lexicon import lexicon
from ...understand.naming import people_named
from ...understand.profile import budget_of
from ..computed.stated import DAYS
from .timing import timing_tests

BELOW = re.compile(
    r"\b(?:under|below|less than|cheaper than|at most|up to|no more than|within|max(?:imum)?(?: of)?)\s*\$?\s*(\d[\d,]*(?:\.\d+)?)(k|\s?grand)?\b(?!\s*(?:days?|weeks?|hours?|months?))",
    re.I,
)
ABOVE = re.compile(
    r"\b(?:over|above|more than|at least|dearer than|exceed(?:s|ing)?|beyond)\s*\$?\s*(\d[\d,]*(?:\.\d+)?)(k|\s?grand)?\b(?!\s*(?:days?|weeks?|hours?|months?))",
    re.I,
)
PRICED = re.compile(
    r"\b(?:(?:costs?|costing|priced? (?:at|of|is)|(?:fees?|prices?) (?:of|is)|charged?|for|at)\s+(?:exactly |precisely |just )?\$|(?:exactly|precisely|identical|same)\s+(?:\$|(?=[\d,]+\s?(?:dollars?|usd|price|fee)\b)))(\d[\d,]*)(?![\d,]|\s*(?:to|-|–|and|or)\s*\$?\d|k\b)",
    re.I,
)
LENGTH = re.compile(
    rf"(?<!to-)(?<!to )\b(?:(no longer than|no more than|not more than|under|less than|shorter than|at most|up to|within|over|more than|longer than|at least)\s+)?(\d+|{'|'.join(NUMBER_WORDS)})[\s-]+(day|week|month)s?\b",
    re.I,
)
HARD = frozenset({"fee_usd", "length", "level", "weekly_hours", "dates", "format"})
SEVERAL_HARD = 2  # of these conditions, from which a message looks for a course that meets them all
AT_HAND = re.compile(
    r"(?:\b(?:i|we|he|she|can|could|only|just)\b|['’]ve)(?: [\w'’]+){0,2}? (?:spare|free|have|got)\b(?: (?:only|just|precisely|exactly|about|a maximum of))* $",
    re.I,
)  # time that one has is the most that it may take
LEFT_FREE = re.compile(r"\W*(?:available|to spare|free|at most|max(?:imum)?|tops|or less)\b", re.I)
SOME_DAY = re.compile(r"\b(?:to|into|become|be)(?: [\w-]+){1,3} one day\b", re.I)
FREE = re.compile(
    r"(?<!can )(?<!am )(?<!['’]m )(?<!only )(?<!are )\bfree\b(?!\s+(?:only|just|up|evenings?|time|days?|weekends?|from|until)\b)", re.I
)  # of charge
UNWANTED = re.compile(
    r"\b(?:can['’]?t|cannot|can not|could not|couldn['’]?t|won['’]?t|unable to|(?:do not|don['’]?t) (?:want|like|need|have)|nothing|hate|avoid|without (?:coming|going|travel\w*))\b[^.,;:!?]{0,20}$",
    re.I,
)  # what stands before a format that one does not want ("I can't come to …")
DENIED = re.compile(r"\b(?:not|cannot|never)\b(?: \w+){0,2} $|n['’]t(?: \w+){0,2} $", re.I)  # "mustn't take longer than …"
BEFORE_ROLE = re.compile(
    r"\b(?:before|after|until|besides|next to|(?:done|finished|completed|through|taken|passed|have|had)(?: with)?) (?:the |my |any |all |both )?(?:two )?(?:core|elective)s?\b"
)  # says when, not which
THEIRS = re.compile(r"\b(?:their|theirs|they|them)\b", re.I)


@dataclass(frozen=True)
class Condition:
    """One condition: the facts of an item that meet it; empty where it does not."""

    name: str
    facts: Callable[[Item], list[Fact]]
    open_ended: bool = False  # True: an item may meet it without a fact (its provider)


def providers_asked(reading: Reading) -> set[str]:
    """Providers that a question names, or that were named before where it says "theirs"."""
    return reading.catalog.providers(reading.question.text) or (reading.catalog.providers(reading.said) if THEIRS.search(reading.question.text) else set())


def topic_condition(reading: Reading, token: str) -> Condition:
    """Items whose document has a word, or one very near it."""
    near = {other for other, nearness in reading.question.near.get(token, {}).items() if nearness > 0.85} | {token}

    def held(item: Item) -> list[Fact]:
        document = reading.index.documents[f"catalog-{item.id}"]
        if not near & token_set(document.text):
            return []
        return [fact for fact in reading.catalog.of(item.id, "topics") if near & token_set(document.text[fact.start : fact.end])][:1] or _any_fact(
            reading, item
        )

    return Condition(f"topic {token}", held)


def any_of(conditions: list[Condition]) -> Condition:
    """Items that meet one of some conditions."""
    return Condition(" or ".join(one.name for one in conditions), lambda item: next((facts for one in conditions if (facts := one.facts(item))), []))


def _any_fact(reading: Reading, item: Item) -> list[Fact]:
    return next((facts for (item_id, _), facts in reading.catalog.facts.items() if item_id == item.id), [])[:1]


def conditions_of(reading: Reading) -> list[Condition]:
    """What a question demands, apart from topics: provider, fee, length, format, role, people, level."""
    text, catalog = reading.question.text, reading.catalog
    plain = text.lower()
    found: list[Condition] = []
    if providers_asked(reading):
        found.append(Condition("provider", lambda item: [], open_ended=True))
    if FREE.search(text) or budget_of(text) == 0:
        found.append(_number_condition(catalog, "fee_usd", lambda amount: amount.high == 0))
    for pattern, test in ((BELOW, lambda limit: lambda amount: amount.low <= limit), (ABOVE, lambda limit: lambda amount: amount.high >= limit)):
        if match := pattern.search(text):
            limit = Decimal(match[1].replace(",", "")) * (1000 if match[2] else 1)
            if limit >= 100:
                found.append(_number_condition(catalog, "fee_usd", test(limit)))
    if (match := PRICED.search(text)) and not (BELOW.search(text) or ABOVE.search(text)):
        price = Decimal(match[1].replace(",", ""))
        found.append(_number_condition(catalog, "fee_usd", lambda amount: amount.low == price == amount.high))
    if (match := LENGTH.search(SOME_DAY.sub(" ", text))) and not re.search(r"\b(?:budget|remaining|left)\b", plain):
        found.append(_length_condition(catalog, match))
    for needle, ways in lexicon()["formats"].items():
        if way := re.search(_any_of(ways), plain):
            met = _text_condition(catalog, "format", needle)
            found.append(_other_than(catalog, met) if UNWANTED.search(plain[: way.start()]) else met)
    for role in ("core", "elective"):
        if re.search(rf"\b{role}s?\b", BEFORE_ROLE.sub(" ", plain)):
            found.append(Condition(role, lambda item, role=role: [fact for fact in catalog.of(item.id, "role") if fact.value == role]))
    found.extend(people_conditions(text, catalog))
    found.extend(_level_conditions(plain, catalog, reading.question.form == "recommendation"))
    found.extend(_partner_conditions(text, catalog))
    for field, test in timing_tests(text):
        found.append(Condition(field, lambda item, field=field, test=test: [fact for fact in catalog.of(item.id, field) if test(fact)]))
    found.extend(_stated_conditions(text, catalog))
    return found


def _any_of(ways: Iterable[str]) -> str:
    return "|".join(rf"\b{re.escape(way)}\b" for way in ways)


@lru_cache(maxsize=1)
def formats_asked() -> re.Pattern[str]:
    return re.compile("|".join(_any_of(ways) for ways in lexicon()["formats"].values()), re.I)


def _number_condition(catalog: CatalogView, field: str, test: Callable[[Amount], bool]) -> Condition:
    return Condition(field, lambda item: [fact for fact in catalog.of(item.id, field) if (amount := amount_of(fact)) is not None and test(amount)])


def _length_condition(catalog: CatalogView, match: re.Match[str]) -> Condition:
    how, count, unit = (match[1] or "").lower(), match[2].lower(), match[3].lower()
    if how in {"longer than", "more than", "over"} and DENIED.search(match.string[: match.start()]):
        how = "at most"
    if not how and (AT_HAND.search(match.string[: match.start()]) or LEFT_FREE.match(match.string[match.end() :])):
        how = "at most"
    wanted = Decimal(NUMBER_WORDS.get(count, count))

    def test(amount: Amount, days: int) -> bool:
        low, high, limit = amount.low * days, amount.high * days, wanted * DAYS[unit]
        if how in {"under", "less than", "shorter than"}:
            return high < limit
        if how in {"at most", "up to", "within", "no longer than", "no more than", "not more than"}:
            return high <= limit
        if how in {"over", "more than", "longer than"}:
            return low > limit
        return low >= limit if how == "at least" else low == limit == high

    def held(fact: Fact) -> bool:
        """A limit holds across units; a length is meant in its own."""
        of = (fact.unit or "").removesuffix("s")
        amount = amount_of(fact)
        return amount is not None and of in DAYS and (bool(how) or of == unit) and test(amount, DAYS[of])

    return Condition("length", lambda item: [fact for fact in catalog.of(item.id, "length") if held(fact)])


def _text_condition(catalog: CatalogView, field: str, needle: str) -> Condition:
    def held(fact: Fact) -> bool:
        text = fact.value if isinstance(fact.value, str) else ", ".join(str(part) for part in fact.value) if isinstance(fact.value, tuple) else ""
        return needle in text.lower() or (needle == "in person" and "on campus" in text.lower())

    return Condition(field, lambda item: [fact for fact in catalog.of(item.id, field) if held(fact)])


def _other_than(catalog: CatalogView, condition: Condition) -> Condition:
    """What has a known value in the field of a condition that does not meet it."""
    return Condition(condition.name, lambda item: [fact for fact in catalog.of(item.id, condition.name) if fact not in condition.facts(item)])


def people_conditions(text: str, catalog: CatalogView) -> list[Condition]:
    """People named in full or by surname, among the instructors."""
    asked = set(name_tokens(text))
    plain, whole = text.replace("-", " "), people_named(text, catalog)
    named = [
        person
        for person in catalog.people
        if person in whole or (set(name_tokens(person.split()[-1])) <= asked and re.search(rf"\b{re.escape(person.split()[-1].replace('-', ' '))}\b", plain))
    ]
    return [
        Condition(
            "instructors",
            lambda item, person=person: [fact for fact in catalog.of(item.id, "instructors") if isinstance(fact.value, tuple) and person in fact.value],
        )
        for person in sorted(named)
    ]


def _level_conditions(plain: str, catalog: CatalogView, advice: bool) -> list[Condition]:
    """Levels of the catalog that a text names ("pre-college"); of one that asks for advice also those of the people it speaks of ("a teenager")."""
    levels = {str(fact.value) for item in catalog.items.values() for fact in catalog.of(item.id, "level")}
    named = {word for level in levels for word in re.findall(r"[a-z]+(?:-[a-z]+)+", level.lower()) if word in plain}
    if advice:
        named |= {
            level for level, people in lexicon()["people_of_levels"].items() if re.search(_any_of(people), plain) and any(level in known for known in levels)
        }
    found = [_text_condition(catalog, "level", word) for word in sorted(named)]
    single = {level.lower() for level in levels if level.isalpha() and re.search(rf"\b{level.lower()}[ -](?:level|courses?|ones?)\b", plain)}
    for level in sorted(levels - single):  # "college-level" for undergraduate
        ways = next((group for scale in lexicon()["scales"] for group in scale if level.lower() in group), [])
        if level.isalpha() and any("level" in way and re.search(rf"(?<![\w-]){re.escape(way)}\b", plain) for way in ways):
            single.add(level.lower())
    return found + [
        Condition("level", lambda item, level=level: [fact for fact in catalog.of(item.id, "level") if str(fact.value).lower() == level])
        for level in sorted(single)
    ]


def _partner_conditions(text: str, catalog: CatalogView) -> list[Condition]:
    """Partners that a text names ("together with the Schwarzman College of Computing"), the longest name that fits."""
    named = sorted((name for name in catalog.partners if re.search(rf"\b{re.escape(name)}\b", text)), key=len)[-1:]
    return [Condition("given_with", lambda item, name=name: [fact for fact in catalog.of(item.id, "given_with") if name in str(fact.value)]) for name in named]


def _stated_conditions(text: str, catalog: CatalogView) -> list[Condition]:
    """A value that the catalog states in a few words, where a text has all of it ("the certification type Strategy and Innovation")."""
    plain = f" {' '.join(words(text))} "
    named = {phrase for phrase in catalog.stated_values if f" {phrase} " in plain}
    return [
        Condition(f"stated {phrase}", lambda item, phrase=phrase: catalog.stating(item.id, phrase))
        for phrase in sorted(named)
        if not any(phrase != other and f" {phrase} " in f" {other} " for other in named)
    ]


def meeting(catalog: CatalogView, conditions: list[Condition], reading: Reading) -> list[tuple[Item, list[Fact]]]:
    """Offerings that meet every condition, with the facts that show it."""
    providers = providers_asked(reading)
    kinds = (
        {"certificate"}
        if reading.question.form != "recommendation"
        and re.search(r"\bcertificates?\b", reading.question.text, re.I)
        and not re.search(r"\bcourses?|programs?|programmes?|electives?\b", reading.question.text, re.I)
        else None
    )
    chosen = []
    for item in catalog.offerings():
        if not reading.may_cite(f"catalog-{item.id}") or (providers and item.provider not in providers) or (kinds and item.kind not in kinds):
            continue
        facts: list[Fact] = []
        for condition in conditions:
            held = condition.facts(item)
            if not held and not condition.open_ended:
                break
            facts.extend(held)
        else:
            chosen.append((item, facts))
    return chosen
