"""Select from the whole catalog: every course that meets the conditions, the extreme one, how many.

"Which Sloan courses are under $3,000?", "the shortest elective", "how many free courses":
all items are looked at, never the top few; each one shown is cited, and what has no known
value is left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from corpus import Fact, Item

from ...amounts import amount_of
from ...catalog import span_of
from ...dates import MONTHS
from ...draft import Draft, Piece, Span
from ...evidence import counts, token_set
from ...item_names import name_tokens
from ...reading import Reading
from ...understand.asked import OF_PROVIDERS
from ...understand.field_reader import asking_words
from ...understand.forms import LIST, sentences_of
from ...understand.lexicon import lexicon, synonym_groups
from ...understand.question import GENERIC
from ..computed.gap import ASKS_GAP, gap_between
from ..computed.per_unit import PER, RATED, extreme_rate, unit_asked
from ..computed.stated import TIMES_EACH, TOTAL, value_of_number
from ..wording import piece_of, told_fact
from .conditions import ABOVE, BELOW, HARD, LENGTH, SEVERAL_HARD, Condition, any_of, conditions_of, formats_asked, meeting, providers_asked, topic_condition

SURE = 0.95
NOUN = re.compile(r"\b(?:courses?|classes|modules|programs?|programmes?|electives?|certificates?|options?|offerings?|tracks|ones)\b", re.I)
ASKS = re.compile(r"\b(?:which|what|who)\b", re.I)
ASKS_FOR = re.compile(
    rf"\b(?:which|what|who)\b(?:\s+[^\s?.!]+){{0,8}}?\s+(?:{NOUN.pattern})|\b(?:which|what|who)\b[^?.!]*\b(?:there|available|on offer)\b", re.I
)
TIME_OF_DAY = re.compile(r"\b(?:what|which) (?:time|hour)s?\b", re.I)
COUNT = re.compile(r"\bhow many\b|\bnumber of\b|^\W*count (?:for (?:me|us) )?(?:the|all|up)\b", re.I)
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b(?: (?:19|20)\d\d)?", re.I)
WHOM = re.compile(r"^\W*(?:and |so |but )?whom? (?:is|are|was|were|would|should|benefits?)\b", re.I)
EXTREME = (
    ("fee_usd", True, re.compile(r"\b(?:cheap(?:er|est)|least expensive|lowest (?:price|cost|fee)|most affordable)\b", re.I)),
    ("fee_usd", False, re.compile(r"\b(?:mo(?:st|re) expensive|prici(?:er|est)|dear(?:er|est)|highest (?:price|cost|fee)|costliest|most money)\b", re.I)),
    ("length", True, re.compile(r"\b(?:short(?:er|est)|quick(?:er|est)|fastest|fewest (?:days|weeks|months)|least time)\b", re.I)),
    ("length", False, re.compile(r"\b(?:long(?:er|est)|most (?:days|weeks|months))\b", re.I)),
    ("weekly_hours", True, re.compile(r"\b(?:lightest|least (?:weekly )?(?:work(?:load)?|hours)|fewest hours|lowest workload|least demanding)\b", re.I)),
    ("weekly_hours", False, re.compile(r"\b(?:heaviest|most (?:weekly )?hours|most time (?:per|a|each|every) week|highest workload|most demanding)\b", re.I)),
    ("ceus", False, re.compile(r"\bmost (?:ceus|credits?)\b", re.I)),
)


COSTS = re.compile(r"\bcosts? \$(\d[\d,]*)(?![\d,]|\s*(?:to|–|-|a|per|each)\b)")
EXPLAINED = re.compile(
    r"\b(?:free|counts?|core|electives?|lasts?|runs?|takes?|long|catalog(?:ue)?|list|names?|named|feat\w+|happen|held|offer(?:s|ed)?|everything|whole|entire|have|has|cost|dollars?|hold|single|show|give|listed|exactly|among|fits?|fill|starts?|starting|scheduled|put on|together|gap|difference|between|most|least|teach(?:es)?|taught|instructors?|lectur\w+|appears?|turns?|involved|priced?|stat(?:es?|ed|ing)|precisely|identical|exact|tag|carry|carries|packs?|eats?|drags?|stuff|things?|stays?|described|altogether|total|hungriest|heaviest|biggest|highest|lowest|lightest)\b",
    re.I,
)
ANYTHING = re.compile(r"\bwhat(?:['’]?s| is| do (?:they|you) have) (?:there|available|on offer)\b|\banything\b", re.I)
COMPARATIVE = re.compile(r"\b(?:cheaper|more expensive|pricier|dearer|shorter|quicker|longer)\b", re.I)
KNOWN_ONLY = re.compile(
    r"\b(?:where|whose|for which|with|that have|having)\b[^,.?]{0,40}?\b(?:known|stated|given|listed|published|named)\b(?: [\w-]+){0,3}?(?=[,.?]|$)", re.I
)  # what has no known value is left out anyway
ANOTHER = re.compile(r"\b(?:other|another|else|more)\b", re.I)
MORE_OF_THEIRS = re.compile(r"\b(?:any|other|another|else)\b", re.I)  # "is she in another course?"
LIST_PARTS = re.compile(r"\b(?:list|name|what|which|all)\b[^?]{0,40}\belectives\b", re.I)
TOLD = 0.5  # chance of a sentence from which its number counts, not that of the items
LOOKS_FOR = re.compile(
    r"\b(?:such an? (?:course|program|programme|class|thing)|something|anything|which (?:one|ones|of them)|what(?:['’]?s| is)? (?:fits?|suits?|there)|(?:a|any|one of the) [^?.]{0,40}\b(?:course|courses|program|programs|class|classes)\b)",
    re.I,
)
EITHER = re.compile(r"\b(?:or|and/or)\b", re.I)
MOST_TOPICS = 2
TELLS = 0.75  # how telling a word is that must be a topic


def compose_selection(reading: Reading) -> Draft | None:
    """A complete selection; None where the question selects nothing from the catalog."""
    text, catalog = reading.question.text, reading.catalog
    if (
        not catalog.items
        or (reading.question.form in {"recommendation", "plan"} and not wants_one(reading))
        or TIME_OF_DAY.search(text)
        or catalog.names_another(text)
    ):
        return None
    if reading.items and any(field.name in OF_PROVIDERS for field in reading.asked):
        return None
    if any(field.told_by is not None and field.name != "prerequisites" for field in reading.asked):
        return None  # pass rates, rebates, rooms: nothing that courses are chosen by
    if WHOM.match(text) and providers_asked(reading) and any(field.name == "audience" for field in reading.asked):
        return None  # whom a provider is for
    extreme = next(((field, low) for field, low, pattern in EXTREME if pattern.search(LENGTH.sub(" ", text))), None)  # "longer than eight weeks" is a limit
    extreme = extreme or _extreme_of_asked(reading)
    conditions = conditions_of(reading)
    person = any(condition.name == "instructors" for condition in conditions)
    wished = wants_one(reading)
    asks = (
        wished
        or reading.question.form == "list"
        or (person and (reading.question.form == "fact" or MORE_OF_THEIRS.search(text)))
        or LIST.search(text)
        or COUNT.search(text)
        or ASKS_FOR.search(text)
    )
    if TIMES_EACH.search(text) and TOTAL.search(text) and not COUNT.search(text):
        return None  # what so many of them come to
    if extreme is None and (not conditions or not asks or not (wished or NOUN.search(text) or ANYTHING.search(text) or person)):
        return None
    if extreme is None and reading.question.form == "comparison":
        return None
    if extreme is not None and not (NOUN.search(text) or conditions or len(reading.items) > 1):
        return None
    if extreme is not None and COMPARATIVE.search(text) and len(reading.items) < 2:
        return None
    if extreme is not None and COMPARATIVE.search(text) and reading.question.form == "yes_no":
        return None  # whether one is longer than the other
    named = {item_id for item_id in reading.items if catalog.items[item_id].kind not in {"provider"}}
    parts = bool(named) and _asks_for_parts(reading, named, conditions)
    if named and extreme is None and not _whole_names_only(reading) and not parts:
        return None
    several = extreme is not None and len(named) > 1  # "which of A, B and C is …": no topics beside them
    topics = [] if several else unexplained(reading, meeting(catalog, conditions, reading) if conditions else [], named if parts else frozenset())
    if len(topics) > (0 if parts else MOST_TOPICS):
        return None
    about = [topic_condition(reading, token) for token in topics]
    conditions += [any_of(about)] if len(about) > 1 and EITHER.search(text) else about
    chosen = meeting(catalog, conditions, reading)
    ends = {low for field, low, pattern in EXTREME if extreme and field == extreme[0] and pattern.search(text)}
    if extreme is not None and len(ends) == 2 and ASKS_GAP.search(text) and len(reading.items) < 2:
        return gap_between(reading, [fact for item, _ in chosen for fact in catalog.of(item.id, extreme[0])[:1]], extreme[0])
    if extreme is not None and extreme[0] in RATED and (per := PER.search(text)):
        rated = [item.id for item, _ in chosen if not several or item.id in named]
        return extreme_rate(reading, rated, extreme[0], extreme[1], unit_asked(per))
    if extreme is not None:
        return (not conditions and _dearest_told(reading, chosen, *extreme)) or _extreme(reading, chosen, *extreme)
    if person and reading.question.form == "yes_no" and ANOTHER.search(text) and len(chosen) < 2:
        return None  # the one that was spoken of
    if not chosen or _names_itself(reading, chosen) or (COUNT.search(text) and _number_is_told(reading, conditions)):
        return None
    return _listing(reading, chosen)


def _extreme_of_asked(reading: Reading) -> tuple[str, bool] | None:
    """The one field that has an order and is asked for by a superlative of any field ("the heaviest weekly load"), and whether the least of it is meant."""
    if sum(reading.catalog.is_offered(item_id) for item_id in reading.items) == 1:
        return None  # of its own values
    ordered = [field.name for field in reading.asked if field.name in {name for name, _, _ in EXTREME}]
    ends = [end == "least" for end in ("least", "most") if re.search(rf"\b(?:{'|'.join(lexicon()[end])})\b", reading.question.text, re.I)]
    return (ordered[0], ends[0]) if len(ordered) == len(ends) == 1 else None


def wants_one(reading: Reading) -> bool:
    """Whether a message says of what it looks for several things that the catalog knows ("free, at undergraduate level, under eight weeks")."""
    if not LOOKS_FOR.search(reading.question.text):
        return False
    return len({condition.name for condition in conditions_of(reading)} & HARD) >= SEVERAL_HARD


def _names_itself(reading: Reading, chosen: list[tuple[Item, list[Fact]]]) -> bool:
    """Whether all that is chosen is one item that the question calls by its name ("the generative AI courses of xPRO")."""
    return len(chosen) == 1 and set(name_tokens(chosen[0][0].title)) <= set(name_tokens(reading.question.text)) | set(name_tokens("MIT"))


def _number_is_told(reading: Reading, conditions: list[Condition]) -> bool:
    """Whether a sentence says how many a provider has, which is more than the catalog knows of."""
    if {condition.name for condition in conditions} != {"provider"}:
        return False
    return any(one.chance >= TOLD and counts(reading.question, one.sentence.text) for one in reading.evidence[:2])


def _asks_for_parts(reading: Reading, named: set[str], conditions: list[Condition]) -> bool:
    """Whether what is named are certificates, and what plays a role in them is asked for ("the electives of the flagship")."""
    certificates = all(reading.catalog.items[item_id].kind == "certificate" for item_id in named)
    return certificates and {condition.name for condition in conditions} == {"elective"} and LIST_PARTS.search(reading.question.text) is not None


def _whole_names_only(reading: Reading) -> bool:
    """Whether the items linked are only such as share words with what is selected ("generative AI courses")."""
    return bool(re.search(r"\b(?:courses|programs|programmes|classes)\b", reading.question.text, re.I)) and not reading.catalog.named_whole(
        reading.question.text
    )


def unexplained(reading: Reading, chosen: list[tuple[Item, list[Fact]]], named: Collection[str]) -> list[str]:
    """Telling tokens of what asks that no condition, provider or field accounts for, nor what is said of each that meets the conditions: they must be topics."""
    parts = sentences_of(reading.question.text)
    text = " ".join(part for part in parts if LIST.search(part) or COUNT.search(part) or ASKS.search(part)) or reading.question.text
    for pattern in (
        formats_asked(),
        KNOWN_ONLY,
        NOUN,
        COUNT,
        BELOW,
        ABOVE,
        LENGTH,
        MONTH,
        EXPLAINED,
        *(pattern for _, _, pattern in EXTREME),
        *(field.asks for field in reading.asked),
    ):
        text = pattern.sub(" ", text)
    providers = " ".join(providers_asked(reading)).lower()
    people = {
        token
        for item in reading.catalog.items.values()
        for fact in reading.catalog.of(item.id, "instructors")
        if isinstance(fact.value, tuple)
        for name in fact.value
        for token in name_tokens(str(name))
    }
    offered_by = {token for item in reading.catalog.offerings() for token in name_tokens(item.provider or "")}
    units = {token for item_id in reading.items for name in _names_of_provider(reading.catalog.items[item_id]) for token in name_tokens(name)}
    told = [set().union(*(token_set(reading.text_of(fact)) for fact in facts)) for _, facts in chosen]
    units |= {token for item_id in named for name in _names_in_full(reading.catalog.items[item_id]) for token in name_tokens(name)}
    asking = set().union(*(asking_words(field, text) for field in reading.asked))
    known = asking | set(name_tokens(providers)) | people | offered_by | units | (set.intersection(*told) if told else set())
    return [
        token
        for token in dict.fromkeys(name_tokens(text))
        if reading.question.telling.get(token, 0.0) > TELLS and token not in GENERIC and known.isdisjoint({token}.union(*synonym_groups().get(token, ())))
    ]


def _names_in_full(item: Item) -> tuple[str, ...]:
    return (item.title, *item.aliases, item.kind, item.provider or "")


def _names_of_provider(item: Item) -> tuple[str, ...]:
    return (item.title, *item.aliases) if item.kind == "provider" else ()


def _listing(reading: Reading, chosen: list[tuple[Item, list[Fact]]]) -> Draft:
    """All of them, each with the values that were asked about."""
    text = reading.question.text
    count = len(chosen)
    shown_fields = {field.name for field in reading.asked}
    noun = (NOUN.search(text) or ["courses"])[0].lower().replace("ones", "courses")
    plural, singular = (noun, noun.removesuffix("s")) if noun.endswith("s") else (noun + "s", noun)
    counted = bool(COUNT.search(text))
    spans = tuple(dict.fromkeys(span for item, facts in chosen for span in _spans(reading, item, facts)[:1]))
    fit = f"One {singular} in the catalog fits:" if count == 1 else f"{count} {plural} in the catalog fit:"
    lead = fit if counted else "In the catalog, these fit:"
    if reading.question.form == "yes_no":
        lead = f"Yes. {lead}"
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
    opening = reading.opening_of(item.id)
    return (opening,) if opening else ()


def _extreme(reading: Reading, chosen: list[tuple[Item, list[Fact]]], field: str, lowest: bool) -> Draft | None:
    """The item or items with the lowest or highest known value."""
    rated: list[tuple[Decimal, Item, Fact]] = []
    named = [item_id for item_id in reading.items if reading.catalog.items[item_id].kind != "provider"]
    for item, _ in chosen:
        if len(named) > 1 and item.id not in named:
            continue
        for fact in _of_the_run(reading, reading.catalog.of(item.id, field))[:1]:
            amount = amount_of(fact)
            if amount is None or (field == "fee_usd" and amount.high == 0 and "free" not in reading.question.text.lower() and lowest):
                continue
            if field == "length" and fact.unit not in {"days", "weeks", "months"}:
                continue
            if fact.note and "access" in fact.note:
                continue
            rated.append((comparable(amount.high if not lowest else amount.low, fact.unit), item, fact))
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
    others = [fact for value, _, fact in rated if value != best] if len(named) > 1 else []  # what it is compared with
    rest = (
        (
            Piece("The others:" if len(others) > 1 else "The other:", states=False, layout="lead"),
            *(told_fact(reading, fact) for fact in others),
        )
        if others
        else ()
    )
    return Draft("answered", (Piece(lead, states=False, layout="lead"), *pieces, *rest), SURE, "computed")


def _of_the_run(reading: Reading, facts: list[Fact]) -> list[Fact]:
    """Of several facts on an item's runs those of the run in the format that is asked for; all where none says so."""
    ways = [way for group in lexicon()["formats"].values() if any(way in reading.question.text.lower() for way in group) for way in group]
    return [fact for fact in facts if len(facts) > 1 and any(way in reading.text_of(fact).lower() for way in ways)] or facts


def _dearest_told(reading: Reading, chosen: list[tuple[Item, list[Fact]]], field: str, lowest: bool) -> Draft | None:
    """The sentence with the highest price of anything that costs it, where that is more than any item of the catalog does."""
    known = [amount.high for item, _ in chosen for fact in reading.catalog.of(item.id, "fee_usd") if (amount := amount_of(fact)) is not None]
    if field != "fee_usd" or lowest or not known or reading.items:
        return None
    told = [
        (value_of_number(price[1]), sentence)
        for sentence in reading.index.sentences
        if (price := COSTS.search(sentence.text)) and reading.may_cite(sentence.document_id)
    ]
    price, sentence = max(told, key=lambda pair: pair[0], default=(Decimal(0), None))
    if sentence is None or price <= max(known):
        return None
    return Draft("answered", (Piece("The highest fee that the documents give:", states=False, layout="lead"), piece_of(sentence)), SURE, "computed")


def comparable(value: Decimal, unit: str | None) -> Decimal:
    """A figure, a time in days."""
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
