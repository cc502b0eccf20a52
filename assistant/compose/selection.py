"""Select from the whole catalog: every course that meets the conditions, the extreme one, how many.

"Which Sloan courses are under $3,000?", "the shortest elective", "how many free courses":
all items are looked at, never the top few; each one shown is cited, and what has no known
value is left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus import Fact, Item

from ..amounts import Amount, amount_of
from ..catalog import CatalogView, name_tokens, span_of
from ..draft import Draft, Piece, Span
from ..evidence import token_set
from ..question import GENERIC, LIST, lexicon
from ..reading import Reading

SURE = 0.95
NOUN = re.compile(r"\b(?:courses?|classes|modules|programs?|programmes?|electives?|certificates?|options?|offerings?|tracks)\b", re.I)
COUNT = re.compile(r"\bhow many\b|\bnumber of\b", re.I)
EXTREME = (
    ("fee_usd", True, re.compile(r"\b(?:cheap(?:er|est)|least expensive|lowest (?:price|cost|fee)|most affordable)\b", re.I)),
    ("fee_usd", False, re.compile(r"\b(?:mo(?:st|re) expensive|prici(?:er|est)|dear(?:er|est)|highest (?:price|cost|fee)|costliest)\b", re.I)),
    ("length", True, re.compile(r"\b(?:short(?:er|est)|quick(?:er|est)|fastest|fewest days|least time)\b", re.I)),
    ("length", False, re.compile(r"\b(?:long(?:er|est)|most days)\b", re.I)),
    ("weekly_hours", True, re.compile(r"\b(?:lightest|least (?:weekly )?(?:work(?:load)?|hours)|fewest hours|lowest workload|least demanding)\b", re.I)),
    ("weekly_hours", False, re.compile(r"\b(?:heaviest|most hours|highest workload|most demanding)\b", re.I)),
    ("ceus", False, re.compile(r"\b(?:most (?:ceus|credits))\b", re.I)),
)
BELOW = re.compile(
    r"\b(?:under|below|less than|cheaper than|at most|up to|no more than|within|max(?:imum)?(?: of)?)\s*\$?\s*(\d[\d,]*(?:\.\d+)?)(k|\s?grand)?\b(?!\s*(?:days?|weeks?|hours?|months?))",
    re.I,
)
ABOVE = re.compile(
    r"\b(?:over|above|more than|at least|dearer than|exceed(?:s|ing)?|beyond)\s*\$?\s*(\d[\d,]*(?:\.\d+)?)(k|\s?grand)?\b(?!\s*(?:days?|weeks?|hours?|months?))",
    re.I,
)
LENGTH = re.compile(
    r"\b(?:(under|less than|shorter than|at most|up to|within|over|more than|longer than|at least)\s+)?(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[\s-]+(day|week|month)s?\b",
    re.I,
)
WORDS = {word: value for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}


EXPLAINED = re.compile(
    r"\b(?:free|core|electives?|catalog(?:ue)?|list|name|happen|held|offered?|have|has|cost|dollars?|hold|show|give|teach(?:es)?|taught|instructors?|priced?)\b",
    re.I,
)
ANYTHING = re.compile(r"\bwhat(?:['’]?s| is| do (?:they|you) have) (?:there|available|on offer)\b|\banything\b", re.I)
COMPARATIVE = re.compile(r"\b(?:cheaper|more expensive|pricier|dearer|shorter|quicker|longer)\b", re.I)
MOST_TOPICS = 2
TELLS = 0.75  # how telling a word is that must be a topic


@dataclass(frozen=True)
class Condition:
    """One condition: the facts of an item that meet it; empty where it does not."""

    name: str
    facts: Callable[[Item], list[Fact]]
    open_ended: bool = False  # True: an item may meet it without a fact (its provider)


def compose_selection(reading: Reading) -> Draft | None:
    """A complete selection; None where the question selects nothing from the catalog."""
    text, catalog = reading.question.text, reading.catalog
    if not catalog.items or reading.question.form in {"recommendation", "plan"}:
        return None
    extreme = next(((field, low) for field, low, pattern in EXTREME if pattern.search(text)), None)
    conditions = conditions_of(reading)
    asks = LIST.search(text) or COUNT.search(text) or re.search(r"\b(?:which|what|who)\b", text, re.I)
    person = any(condition.name == "instructors" for condition in conditions)
    if extreme is None and (not conditions or not asks or not (NOUN.search(text) or ANYTHING.search(text) or person)):
        return None
    if extreme is not None and not (NOUN.search(text) or conditions or len(reading.items) > 1):
        return None
    if extreme is not None and COMPARATIVE.search(text) and len(reading.items) < 2:
        return None
    named = {item_id for item_id in reading.items if catalog.items[item_id].kind not in {"provider"}}
    if named and extreme is None and not _whole_names_only(reading):
        return None
    topics = _unexplained(reading)
    if len(topics) > MOST_TOPICS:
        return None
    conditions += [_topic_condition(reading, token) for token in topics]
    chosen = meeting(catalog, conditions, reading)
    if extreme is not None:
        return _extreme(reading, chosen, *extreme)
    if not chosen:
        return None
    return _listing(reading, chosen)


def _whole_names_only(reading: Reading) -> bool:
    """Whether the items linked are only such as share words with what is selected ("generative AI courses")."""
    return bool(re.search(r"\b(?:courses|programs|programmes|classes)\b", reading.question.text, re.I)) and not reading.catalog.named_whole(
        reading.question.text
    )


def _unexplained(reading: Reading) -> list[str]:
    """Telling tokens of the question that no condition, provider or field accounts for: they must be topics."""
    text = reading.question.text
    for pattern in (
        _formats_asked(),
        NOUN,
        COUNT,
        BELOW,
        ABOVE,
        LENGTH,
        EXPLAINED,
        *(pattern for _, _, pattern in EXTREME),
        *(field.asks for field in reading.asked),
    ):
        text = pattern.sub(" ", text)
    providers = " ".join(reading.catalog.providers(reading.question.text)).lower()
    people = {
        token
        for item in reading.catalog.items.values()
        for fact in reading.catalog.of(item.id, "instructors")
        if isinstance(fact.value, tuple)
        for name in fact.value
        for token in name_tokens(str(name))
    }
    offered_by = {token for item in reading.catalog.offerings() for token in name_tokens(item.provider or "")}
    known = set(name_tokens(providers)) | people | offered_by
    return [
        token for token in dict.fromkeys(name_tokens(text)) if reading.question.telling.get(token, 0.0) > TELLS and token not in known and token not in GENERIC
    ]


def _topic_condition(reading: Reading, token: str) -> Condition:
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


def _any_fact(reading: Reading, item: Item) -> list[Fact]:
    return next((facts for (item_id, _), facts in reading.catalog.facts.items() if item_id == item.id), [])[:1]


def conditions_of(reading: Reading) -> list[Condition]:
    text, catalog = reading.question.text, reading.catalog
    plain = text.lower()
    found: list[Condition] = []
    providers = catalog.providers(text)
    if providers:
        found.append(Condition("provider", lambda item: [], open_ended=True))
    if re.search(r"\bfree\b", plain):
        found.append(_number_condition(catalog, "fee_usd", lambda amount: amount.high == 0))
    for pattern, test in ((BELOW, lambda limit: lambda amount: amount.low <= limit), (ABOVE, lambda limit: lambda amount: amount.high >= limit)):
        if match := pattern.search(text):
            limit = Decimal(match[1].replace(",", "")) * (1000 if match[2] else 1)
            if limit >= 100:
                found.append(_number_condition(catalog, "fee_usd", test(limit)))
    if (match := LENGTH.search(text)) and not re.search(r"\b(?:budget|remaining|left)\b", plain):
        found.append(_length_condition(catalog, match))
    for needle, ways in lexicon()["formats"].items():
        if re.search(_any_of(ways), plain):
            found.append(_text_condition(catalog, "format", needle))
    for role in ("core", "elective"):
        if re.search(rf"\b{role}s?\b", plain):
            found.append(Condition(role, lambda item, role=role: [fact for fact in catalog.of(item.id, "role") if fact.value == role]))
    found.extend(_people_conditions(text, catalog))
    found.extend(_level_conditions(plain, catalog))
    return found


def _any_of(ways: Iterable[str]) -> str:
    return "|".join(rf"\b{re.escape(way)}\b" for way in ways)


@lru_cache(maxsize=1)
def _formats_asked() -> re.Pattern[str]:
    return re.compile("|".join(_any_of(ways) for ways in lexicon()["formats"].values()), re.I)


def _number_condition(catalog: CatalogView, field: str, test: Callable[[Amount], bool]) -> Condition:
    return Condition(field, lambda item: [fact for fact in catalog.of(item.id, field) if (amount := amount_of(fact)) is not None and test(amount)])


def _length_condition(catalog: CatalogView, match: re.Match[str]) -> Condition:
    how, count, unit = (match[1] or "").lower(), match[2].lower(), match[3].lower()
    wanted = Decimal(WORDS.get(count, 0) or count)

    def test(amount: Amount) -> bool:
        if how in {"under", "less than", "shorter than"}:
            return amount.high < wanted
        if how in {"at most", "up to", "within"}:
            return amount.high <= wanted
        if how in {"over", "more than", "longer than"}:
            return amount.low > wanted
        return amount.low >= wanted if how == "at least" else amount.low == wanted == amount.high

    return Condition(
        "length",
        lambda item: [
            fact for fact in catalog.of(item.id, "length") if (fact.unit or "").startswith(unit) and (amount := amount_of(fact)) is not None and test(amount)
        ],
    )


def _text_condition(catalog: CatalogView, field: str, needle: str) -> Condition:
    def held(fact: Fact) -> bool:
        text = fact.value if isinstance(fact.value, str) else ", ".join(str(part) for part in fact.value) if isinstance(fact.value, tuple) else ""
        return needle in text.lower() or (needle == "in person" and "on campus" in text.lower())

    return Condition(field, lambda item: [fact for fact in catalog.of(item.id, field) if held(fact)])


def _people_conditions(text: str, catalog: CatalogView) -> list[Condition]:
    """People named in full or by surname, among the instructors."""
    asked = set(name_tokens(text))
    people = {
        str(name) for item in catalog.items.values() for fact in catalog.of(item.id, "instructors") if isinstance(fact.value, tuple) for name in fact.value
    }
    named = [person for person in people if set(name_tokens(person.split()[-1])) <= asked and re.search(rf"\b{re.escape(person.split()[-1])}\b", text)]
    return [
        Condition(
            "instructors",
            lambda item, person=person: [fact for fact in catalog.of(item.id, "instructors") if isinstance(fact.value, tuple) and person in fact.value],
        )
        for person in sorted(named)
    ]


def _level_conditions(plain: str, catalog: CatalogView) -> list[Condition]:
    """Levels of the catalog that a text names ("pre-college")."""
    levels = {str(fact.value) for item in catalog.items.values() for fact in catalog.of(item.id, "level")}
    named = {word for level in levels for word in re.findall(r"[a-z]+(?:-[a-z]+)+", level.lower()) if word in plain}
    return [_text_condition(catalog, "level", word) for word in sorted(named)]


def meeting(catalog: CatalogView, conditions: list[Condition], reading: Reading) -> list[tuple[Item, list[Fact]]]:
    """Offerings that meet every condition, with the facts that show it."""
    providers = catalog.providers(reading.question.text)
    kinds = (
        {"certificate"}
        if re.search(r"\bcertificates?\b", reading.question.text, re.I)
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


def _listing(reading: Reading, chosen: list[tuple[Item, list[Fact]]]) -> Draft:
    """All of them, each with the values that were asked about."""
    text = reading.question.text
    count = len(chosen)
    shown_fields = {field.name for field in reading.asked}
    noun = (NOUN.search(text) or ["courses"])[0].lower()
    plural, singular = (noun, noun.removesuffix("s")) if noun.endswith("s") else (noun + "s", noun)
    counted = bool(COUNT.search(text))
    spans = tuple(dict.fromkeys(span for item, facts in chosen for span in _spans(reading, item, facts)[:1]))
    lead = f"{count} {plural if count != 1 else singular} in the catalog fit{'s' if count == 1 else ''}:" if counted else "In the catalog, these fit:"
    pieces = [Piece(lead, spans if counted else (), how=f"computed: counted {count}", layout="lead", states=counted)]
    for item, facts in chosen:
        details = [value_of(fact) for fact in facts if fact.field in {"fee_usd", "length", "format", "weekly_hours"}]
        held = {fact.field for fact in facts}
        more = [fact for name in ("fee_usd", "length") if name in shown_fields - held for fact in reading.catalog.of(item.id, name)[:1]]
        extra = [value_of(fact) for fact in more]
        inside = ", ".join(dict.fromkeys(detail for detail in (*details, *extra) if detail))
        pieces.append(Piece(f"{item.title} ({inside})" if inside else item.title, _spans(reading, item, [*facts, *more]), how="composed", layout="item"))
    return Draft("answered", tuple(pieces), SURE, "list")


def _spans(reading: Reading, item: Item, facts: list[Fact]) -> tuple[Span, ...]:
    """Places of the facts; the item's opening sentence where it has none."""
    if facts:
        return tuple(dict.fromkeys(span_of(fact) for fact in facts))
    opening = opening_of(reading, item.id)
    return (opening,) if opening else ()


def opening_of(reading: Reading, item_id: str) -> Span | None:
    """The first sentence of an item's document."""
    document_id = f"catalog-{item_id}"
    first = next((sentence for sentence in reading.index.sentences if sentence.document_id == document_id), None)
    return Span(document_id, first.start, first.end) if first else None


def _extreme(reading: Reading, chosen: list[tuple[Item, list[Fact]]], field: str, lowest: bool) -> Draft | None:
    """The item or items with the lowest or highest known value."""
    rated: list[tuple[Decimal, Item, Fact]] = []
    named = [item_id for item_id in reading.items if reading.catalog.items[item_id].kind != "provider"]
    for item, _ in chosen:
        if len(named) > 1 and item.id not in named:
            continue
        for fact in reading.catalog.of(item.id, field)[:1]:
            amount = amount_of(fact)
            if amount is None or (field == "fee_usd" and amount.high == 0 and "free" not in reading.question.text.lower() and lowest):
                continue
            if field == "length" and fact.unit not in {"days", "weeks", "months"}:
                continue
            if fact.note and "access" in fact.note:
                continue
            rated.append((_comparable(amount.high if not lowest else amount.low, fact.unit), item, fact))
    if not rated:
        return None
    best = (min if lowest else max)(value for value, _, _ in rated)
    winners = [(item, fact) for value, item, fact in rated if value == best]
    unknown = len(chosen) - len({item.id for _, item, _ in rated})
    pieces = []
    for _item, fact in winners[:4]:
        document = reading.index.documents[fact.document_id]
        pieces.append(Piece(document.text[fact.start : fact.end], (span_of(fact),)))
    word = {"fee_usd": "fee", "length": "length", "weekly_hours": "workload", "ceus": "number of CEUs"}[field]
    rank = "lowest" if lowest else "highest"
    if field == "length":
        rank = "shortest" if lowest else "longest"
    verb = "is" if len(winners) == 1 else "are"
    known = "known " if unknown and field != "length" else ""
    lead = f"Of those in the catalog that fit, the {rank} {verb}:" if field == "length" else f"Of those in the catalog that fit, the {rank} {known}{word}:"
    return Draft("answered", (Piece(lead, states=False, layout="lead"), *pieces), SURE, "computed")


def _comparable(value: Decimal, unit: str | None) -> Decimal:
    return value * {"weeks": 7, "months": 30}.get(unit or "", 1)


def value_of(fact: Fact) -> str:
    """A fact's value in a few words."""
    amount = amount_of(fact)
    if amount is not None:
        text = amount.written(fact.field)
        if fact.field == "fee_usd":
            return "free" if amount.high == 0 else text
        if fact.field == "length" and amount.low == amount.high == 1 and fact.unit:
            return f"{text} {fact.unit.removesuffix('s')}"
        return f"{text} {fact.unit or ''}".strip()
    return fact.value if isinstance(fact.value, str) else ", ".join(str(part) for part in fact.value)
