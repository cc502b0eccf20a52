"""Which items of the catalog a message is about: those that it names, or those that were talked about before."""

from __future__ import annotations

import re

from ..catalog import CatalogView
from .conversation import Turn
from .listed import ORDINALS
from .others import THE_OTHER

SEVERAL = (
    (re.compile(r"\b(?:(?:they|these|those) (?:differ|compare)|both|the two|together(?! with)|which (?:one|of (?:them|these|those)))\b", re.I), 2),
    (re.compile(r"\b(?:all three|the three)\b", re.I), 3),
)


CORE = r"(?:core|starter|starting|compulsory|mandatory|foundational)"
PLACED_CORE = re.compile(rf"\b(?P<place>{'|'.join(ORDINALS)}) {CORE} (?:course|module|class|program|programme)\b", re.I)
EACH = re.compile(r"\b(?:each|all|both|every one) of (?:them|these|those)\b|\bthey each\b", re.I)


PLACED = re.compile(
    rf"\b(?:the|that) (?P<place>{'|'.join(ORDINALS)})(?: (?:one|course|program|programme|certificate|sprint|module|option|elective)\b|(?=\W*$|[:,])|(?= (?:of|is|are|does|cost|take|last|deal|cover|start|run)s?\b))",
    re.I,
)
SEEKING = re.compile(
    r"\b(?:which|is there|are there|any|name|cheapest|dearest|shortest|longest|best|recommend|suggest|should i|sister|part of|belongs? to|larger|bigger|what (?:lies|sits|stands|fits|comes|suits)|what (?:do|does|did|has|have) (?:\w+ ){1,3}(?:have|offer|got)|what (?:other |kind of |sort of )?(?:courses?|programs?|programmes?|certificates?|electives?|tracks?))\b",
    re.I,
)

BOTH_OF = re.compile(r"\b(?:both|(?:the|these) two|two) (?:of )?(?:the )?(?:[A-Za-z]+ ){0,2}?(?P<noun>[a-z]{4,}s)\b", re.I)
IT = re.compile(r"\bit\b(?! (?:is|was|are|true)\b)", re.I)
ONE_OF_THEM = re.compile(r"\bone of (?:them|these|those)\b", re.I)
WHAT_ONE_TEACHES = re.compile(
    r"\b(?:which|what|any|how many) (?:\w+ ){0,2}?(?:courses?|class(?:es)?|programs?|programmes?|modules?|sprints?)\b[^?]*\b(?:teach(?:es)?|taught)\b|\bwhat (?:else )?(?:do|does|did)\b[^?]*\bteach\b",
    re.I,
)
INSTEAD = re.compile(r"\b(?:what|which|anything|something|one)\b[^?.!]*\b(?:instead|else)\b", re.I)
THEIR_CLASS = re.compile(r"['’]s (?:[\w,-]+ ){0,6}?(?:class|course|program|programme|module|training|elective)\b", re.I)
OTHER_OF_TWO = re.compile(r"\bthe other (?P<noun>[a-z]{4,})\b", re.I)
BEFORE = re.compile(
    r"\b(?:the )?(?:one|ones|course|program|programme|certificate) (?:before|prior to)(?: (?:that|it|this|them)\b|\W*$)|\bthe (?:previous|earlier) (?:one|course|program)\b",
    re.I,
)


def groups_named(text: str, catalog: CatalogView) -> list[str]:
    """Items that a text names as a group by their role ("both core courses", "the electives")."""
    found: list[str] = []
    for role, word in (("core", CORE), ("elective", "elective")):
        if re.search(
            rf"\b(?:both|the (?:two|three)|two|three|all|these|those|every) (?:[\w-]+ ){{0,4}}{word}|\b{role}s\b|\b{word} (?:courses|modules|classes)\b",
            text,
            re.I,
        ):
            found += _in_role(role, catalog)
    placed = [ORDINALS[match["place"].lower()] for match in PLACED_CORE.finditer(text)]
    core = _in_role("core", catalog) if placed else []
    return found + [core[at] for at in placed if at < len(core) and core[at] not in found]


def _in_role(role: str, catalog: CatalogView) -> list[str]:
    """The items that are core courses, or electives, in catalog order."""
    return [item.id for item in catalog.offerings() if any(fact.value == role for fact in catalog.of(item.id, "role"))]


def items_of(turn: Turn, form: str, asks_field: bool, catalog: CatalogView) -> tuple[str, ...]:
    """Ids of items; those of the turns before where the message names none, and leans on them or asks for a field."""
    if turn.leans and ONE_OF_THEM.search(turn.text) and len(_before(turn, catalog)) < 2:
        return ()  # of something that the item is made of
    if turn.leans and WHAT_ONE_TEACHES.search(turn.text) and people_named(turn.text, catalog):
        return ()  # of all items
    if turn.leans and form == "recommendation" and INSTEAD.search(turn.text):
        return named(turn.text, form, catalog)  # not what was talked about
    own = named(turn.text, form, catalog)
    if turn.leans and asks_field and IT.search(turn.text) and own and all(catalog.items[item_id].kind == "provider" for item_id in own):
        own = tuple(item_id for item_id in _before(turn, catalog) if catalog.items[item_id].kind != "provider") or own  # "who does Sloan run it with?"
    return (
        own
        or (_taught(turn.text, catalog) if asks_field and form in {"fact", "list", "yes_no"} else ())
        or (_before(turn, catalog) if turn.leans or asks_field else ())
    )


def _taught(text: str, catalog: CatalogView) -> tuple[str, ...]:
    """The one item that a person teaches whom a text names, and who teaches no other ("her class" is that)."""
    people = people_named(text, catalog)
    items = [item.id for item in catalog.offerings() if len(people) == 1 and people[0] in catalog.taught_by(item.id)]
    return tuple(items) if len(items) == 1 and THEIR_CLASS.search(text) else ()


def people_named(text: str, catalog: CatalogView) -> list[str]:
    """Those who teach something whom a text names in full."""
    return [person for person in sorted(catalog.people) if re.search(rf"\b{re.escape(person)}\b", text, re.I)]


def named(text: str, form: str, catalog: CatalogView) -> tuple[str, ...]:
    """The items that a text names; a provider only where it is compared or nothing of it is named."""
    items = catalog.linked(text)
    offered = [item_id for item_id in items if catalog.items[item_id].kind != "provider"]
    if not offered and (pair := BOTH_OF.search(text)) and len(both := catalog.ambiguous(pair["noun"], frozenset())) == 2:
        return tuple(both)
    if not offered:
        return _named_together(text, catalog) or tuple(items)
    if (pair := BOTH_OF.search(text)) and len(both := catalog.ambiguous(pair["noun"], frozenset())) == 2:
        return tuple(both)
    if len(offered) == 1 and (match := OTHER_OF_TWO.search(text)):
        both = catalog.ambiguous(match["noun"], frozenset())
        offered += [item_id for item_id in both if len(both) == 2 and offered[0] in both and item_id not in offered]
    return tuple(items if form == "comparison" and len(offered) < 2 else offered)


def talked_about(turn: Turn, catalog: CatalogView) -> str:
    """The offering or its like that the turns before were about; "" where they were of none, or of a provider as a whole."""
    item = next(iter(_before(turn, catalog)), "")
    return item if item and catalog.items[item].kind != "provider" else ""


def _before(turn: Turn, catalog: CatalogView) -> tuple[str, ...]:
    """The item that was talked about last; several where the message speaks of several ("both of them")."""
    count = _how_many(turn.text, 1)
    if EACH.search(turn.text) and turn.subjects and (group := groups_named(" ".join(turn.subjects[0]), catalog)):
        return tuple(group)
    if THE_OTHER.search(turn.text) and turn.subjects and (other := _the_other(turn, catalog)):
        return (other,)
    if turn.subjects and (match := OTHER_OF_TWO.search(turn.text)):
        last, both = named(" ".join(turn.subjects[0]), "", catalog), catalog.ambiguous(match["noun"], frozenset())
        if len(both) == 2 and last and last[0] in both:
            return tuple(item_id for item_id in both if item_id != last[0])
    if turn.subjects and (place := PLACED.search(turn.text)) and (item := _placed(place["place"], turn.subjects[0][1], catalog)):
        return (item,)
    found: dict[str, None] = {}
    earlier = bool(BEFORE.search(turn.text))
    for said, reply in turn.subjects[earlier:]:
        items = _talked_of(said, reply, catalog)
        found.update(dict.fromkeys(items if count > 1 else items[:1]))
        if len(found) >= count:
            break
    return tuple(found)[:count]


def _talked_of(said: str, reply: str, catalog: CatalogView) -> tuple[str, ...]:
    """The items of a turn, the likeliest first: those that were named, unless another one was sought and the reply names it."""
    own = named(said, "", catalog)
    told = tuple(item_id for item_id in named(reply, "", catalog) if not catalog.in_passing(item_id, reply))
    both = tuple(item_id for item_id in named(f"{said} {reply}", "", catalog) if item_id in own or not catalog.in_passing(item_id, reply))
    if told and SEEKING.search(said) and [item_id for item_id in told if item_id not in own] == [told[0]]:
        return (told[0], *(item_id for item_id in both if item_id != told[0]))
    return both


def _placed(place: str, reply: str, catalog: CatalogView) -> str | None:
    """The item that a reply names at a place ("the second one"); None where it names fewer."""
    listed = named(reply, "", catalog)
    at = ORDINALS[place.lower()]
    return listed[at] if len(listed) > 1 and at < len(listed) else None


def _the_other(turn: Turn, catalog: CatalogView) -> str | None:
    """Of two items that were named together earlier the one that was not talked about last; None where it is not plain."""
    last = named(" ".join(turn.subjects[0]), "", catalog)
    for subject in turn.subjects:
        both = named(" ".join(subject), "", catalog)
        if len(both) == 2 and last and (rest := [item_id for item_id in both if item_id != last[0]]) and len(rest) == 1:
            return rest[0]
    return None


def _named_together(text: str, catalog: CatalogView) -> tuple[str, ...]:
    """The items that "the two sprints" means: as many offerings share its most telling word."""
    count = _how_many(text, 0)
    items = catalog.ambiguous(text, frozenset()) if count else []
    return tuple(items) if len(items) == count else ()


def _how_many(text: str, default: int) -> int:
    return next((number for pattern, number in SEVERAL if pattern.search(text)), default)
