"""A message that only names another subject, read as the question before asked of it.

"When does the riding course start?" and then "and for sailing?" -> "When does sailing start?". The subject of the question
before is an item of the catalog that it names, or the only name in it; what the message names must be of the same sort.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..catalog import JOINED, CatalogView
from .conversation import CLAUSE, Turn
from .question import names

OTHER_SUBJECT = re.compile(
    r"^\W*(?:(?:and|but|so|or|also|then|ok(?:ay)?|hm+|what about|how about|what of|same for|the same for|same question for|for|of)\b[\s,]*)+(?P<what>(?:[\w.+#&'’:-]+\s*){1,9}?)(?:,? (?:then|though|instead|please|too))?\W*$",
    re.I,
)
ASKING = re.compile(r"\b(?:what|which|who|whose|when|where|why|how|is|are|was|were|does|do|did|can|could|will|would|should|has|have)\b", re.I)
PLAIN = re.compile(r"^(?:the|an?|for|of)\s+", re.I)
REFERS = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those|one|ones|others?|both|rest|each|all)\b", re.I)
NAME = re.compile(r"[A-Z][\w+&'’-]*(?:\s+(?:(?:of|for|and|in|the|to|with|on)\s+){0,2}[A-Z][\w+&'’-]*)*")


def resubjected(turn: Turn, catalog: CatalogView) -> Turn:
    """The turn with the question before asked of what its message names; as it was where it names no other subject."""
    match = OTHER_SUBJECT.match(turn.text) if turn.leans and turn.previous else None
    if match is None or CLAUSE.search(turn.text) or ASKING.search(match["what"]) or REFERS.search(match["what"]):
        return turn
    what = PLAIN.sub("", match["what"].strip())
    wanted = catalog.linked(what) or catalog.called_by_a_word(what)
    before = _named_item(turn.previous, wanted, catalog) if wanted else _only_name(turn.previous, what)
    if before is None or before.lower() == what.lower():
        return turn
    what = catalog.called(wanted[0]) if len(wanted) == 1 else what
    return replace(turn, text=turn.previous.replace(before, what, 1), carried={}, said="", leans=False, elliptic=False)


def _named_item(previous: str, wanted: Sequence[str], catalog: CatalogView) -> str | None:
    """The words of the question before that name an item other than those wanted."""
    found = [
        place[0]
        for name, item_id, _ in sorted(catalog.names, key=lambda entry: -len(entry[0]))
        if item_id not in wanted and (place := re.search(rf"(?<![\w-]){JOINED.join(map(re.escape, name.split()))}(?![\w-])", previous, re.I))
    ]
    return found[0] if found and len(found[0]) > 2 else None


def _only_name(previous: str, what: str) -> str | None:
    """The only name of the question before, where the message has a name of its own."""
    own = names(f"x {what}")
    found = [match[0] for match in NAME.finditer(previous) if match.start() and set(match[0].split()) & set(names(previous))]
    return found[0] if own and len(found) == 1 and found[0] not in what else None
