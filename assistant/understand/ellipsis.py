"""A message that only names another subject, read as the question before asked of it.

"When does the riding course start?" and then "and for sailing?" -> "When does sailing start?". The subject of the question
before is an item of the catalog that it names, or the only name in it; what the message names must be of the same sort.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..catalog import CatalogView
from ..item_names import JOINED, name_tokens
from .conversation import CLAUSE, Turn
from .question import names

OTHER_SUBJECT = re.compile(
    r"^(?:[^.!?]{1,40}[.!?]\s+)?\W*(?:(?:and|but|so|or|also|then|ok(?:ay)?|hm+|what about|how about|what of|same for|the same for|same question for|for|of)\b[\s,]*)+(?P<what>(?:[\w.+#&'’:-]+\s*){1,9}?)(?:,? (?:then|though|instead|please|too))?\W*$",
    re.I,
)
OTHER_ASKED = re.compile(
    r"^(?:[^.!?]{1,40}[.!]\s+)?\W*(?:(?:and|but|so|then|ok(?:ay)?)\b[\s,]*)*(?:does|do|did|is|are|was|were|can|could|will|would|has|have)(?:n['’]t)? (?P<what>(?:[\w.+#&'’:-]+\s*){1,9}?)(?:,? (?:too|as well|also|then|though))?\W*$",
    re.I,
)  # "does the other school?"
NAMED = re.compile(r"^(?:the|that) |^[^a-z]*[A-Z]")  # by a name, or as something known
YEAR_AFTER = re.compile(
    r"^(?:[^.!?]{1,60}[.!?]\s+)?\W*(?:(?:and|but|so|then|ok(?:ay)?|what about|how about|in|for)\b[\s,]*)*the (?:year after|following year|next year|year after (?:that|this))\W*$",
    re.I,
)
YEAR = re.compile(r"\b(?:(?:early|late) )?(?:(?:spring|summer|autumn|fall|winter) (?:of )?)?(?P<year>20\d\d)\b", re.I)
ASKING = re.compile(r"\b(?:what|which|who|whose|when|where|why|how|is|are|was|were|does|do|did|can|could|will|would|should|has|have)\b", re.I)
OTHER_CASE = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|or)\b[\s,]*)*(?:what (?:about )?)?(?:if|when|suppose) (?:i|we|you|one) (?:(?:just|only|rather|merely|simply|would|were to)\s+)*(?P<does>[a-z][\w\s'’-]{2,60}?)(?:\s+instead(?: of [\w\s]+?)?)?(?:,[^?]*)?\W*$",
    re.I,
)
DOES = re.compile(r"\b(?:if (?:i|we|you|one) (?:(?:have to|need to|must|want to|would)\s+)?|to )(?P<verb>[a-z]{3,})\b", re.I)
REFERS_TO_IT = re.compile(r"^(?:don['’]?t|do not|can['’]?t|cannot|never|have|am|want|need)\b", re.I)
PLAIN = re.compile(r"^(?:the|an?|for|of)\s+", re.I)
TWICE = re.compile(r"\b(the) the\b", re.I)
ELSEWHERE = re.compile(r"^(?:at|in|on|by|with|from|to|after|before|during|without|if|when)\b", re.I)  # a condition, not a subject
REFERS = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those|one|ones|others?|both|rest|each|all)\b", re.I)
NAME = re.compile(r"[A-Z][\w+&'’-]*(?:\s+(?:(?:of|for|and|in|the|to|with|on)\s+){0,2}[A-Z][\w+&'’-]*)*")


def resubjected(turn: Turn, catalog: CatalogView) -> Turn:
    """The turn with the question before asked of what its message names; as it was where it names no other subject."""
    leaning = turn if turn.leans else turn.leaning
    if leaning is not None and leaning.previous and (asked := _next_year(leaning) or _other_asked(leaning, catalog)):
        return replace(leaning, text=asked, carried={}, said="", leans=False, elliptic=False)
    if not turn.leans or not turn.previous:
        return turn
    if (other := _other_case(turn)) is not None:
        return other
    match = OTHER_SUBJECT.match(turn.text)
    if match is None or CLAUSE.search(turn.text) or ASKING.search(match["what"]) or REFERS.search(match["what"]):
        return turn
    what = PLAIN.sub("", match["what"].strip())
    if ELSEWHERE.match(what):
        return turn
    wanted = catalog.linked(what) or catalog.called_by_a_word(what)
    before = _named_item(turn.previous, wanted, catalog) if wanted else _only_name(turn.previous, what)
    if before is None or before.lower() == what.lower():
        return turn
    what = catalog.called(wanted[0]) if len(wanted) == 1 else what
    asked = TWICE.sub(r"\1", turn.previous.replace(before, what, 1))
    if len(wanted) == 1 and any(catalog.is_offered(item_id) for item_id in catalog.linked(asked) if item_id not in wanted):
        return replace(turn, text=f"and {what}?")  # other words of the question before name an item too
    return replace(turn, text=asked, carried={}, said="", leans=False, elliptic=False)


def _next_year(turn: Turn) -> str | None:
    """The question before, asked of the year after the one that it names, or the reply to it."""
    if not YEAR_AFTER.match(turn.text):
        return None
    asked, replied = YEAR.search(turn.previous), YEAR.search(turn.subjects[0][1]) if turn.subjects else None
    if asked:
        return turn.previous.replace(asked[0], str(int(asked["year"]) + 1), 1)
    return f"{turn.previous.rstrip('?!. ')} in {int(replied['year']) + 1}?" if replied else None


def _other_asked(turn: Turn, catalog: CatalogView) -> str | None:
    """The question before, asked of the item that a message names after its verb and says no more of."""
    match = OTHER_ASKED.match(turn.text)
    wanted = catalog.linked(match["what"]) if match else []
    if (
        match is None
        or len(wanted) != 1
        or not NAMED.search(match["what"])
        or REFERS.search(match["what"])
        or not set(name_tokens(match["what"])) <= catalog.words_of_names(wanted[0])
    ):
        return None
    before = _named_item(turn.previous, wanted, catalog)
    return turn.previous.replace(before, catalog.called(wanted[0]), 1) if before else None


def _other_case(turn: Turn) -> Turn | None:
    """The question before, asked of another thing that one may do ("and if I just postpone instead?" after "What do I pay if I cancel?")."""
    case, before = OTHER_CASE.match(turn.text), DOES.search(turn.previous)
    if case is None or before is None or REFERS_TO_IT.match(case["does"]):
        return None
    asked = f"{turn.previous[: before.start('verb')]}{case['does']}{turn.previous[before.end('verb') :]}"
    return replace(turn, text=asked, carried={}, said="", leans=False, elliptic=False)


def _named_item(previous: str, wanted: Sequence[str], catalog: CatalogView) -> str | None:
    """The words of the question before that name an item other than those wanted."""
    found = [
        place[0]
        for name, item_id, _ in sorted(catalog.names, key=lambda entry: -len(entry[0]))
        if item_id not in wanted and (place := re.search(rf"(?<![\w-]){JOINED.join(map(re.escape, name.split()))}(?![\w-])", previous, re.I))
    ]
    if found and all(catalog.items[item_id].kind == "provider" for item_id in wanted):  # "MIT's flagship certificate" as a whole
        owned = next((place[0] for first in found for second in found if (place := re.search(rf"{re.escape(first)}['’]s {re.escape(second)}", previous))), "")
        found = [owned, *found] if owned else found
    return found[0] if found and len(found[0]) > 2 else None


def _only_name(previous: str, what: str) -> str | None:
    """The only name of the question before, where the message has a name of its own."""
    own = names(f"x {what}")
    found = [match[0] for match in NAME.finditer(previous) if match.start() and set(match[0].split()) & set(names(previous))]
    return found[0] if own and len(found) == 1 and found[0] not in what else None
