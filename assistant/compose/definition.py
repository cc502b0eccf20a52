"""Say what an item of the catalog is: the sentence that opens its document, and what it is about or for whom."""

from __future__ import annotations

import re

from ..draft import Draft, Piece
from ..item_names import OFFERINGS
from ..reading import Reading
from .catalog_facts import explained
from .wording import piece_of, told_fact

SURE = 0.95
DEFINES = re.compile(
    r"\bwhat(?:['’]?s| is| are| was)\s+(?!the other\b)(?:(?:the|this|that|an?|these|those|exactly)\s+)*[^,?]{2,80}?(?:\s+(?:is|are|all about|thing|about|they talk about|everyone talks about))*\W*$|^\W*(?:tell me [\w ]{0,20})?what (?:this|that|the) [^,?]{2,60} is\W*$|\btell me (?:in a sentence )?what [^,?]{2,60} is\W*$|\b(?:define|describe|explain)\b|\btell me (?:\w+ ){0,4}about\b",
    re.I,
)
NAMES = re.compile(r"\b(?:full|proper|official|real|exact|complete) (?:name|title)\b|\bwhat is .* called\b|\bstands? for\b", re.I)
SHORT_FOR = re.compile(
    r"\b(?:stands? for|short for|abbreviat\w+|spelled out|in full|(?<!\bi )(?<!\bwe )mean(?:t|s)?)\b", re.I
)  # who says "I mean" asks for no meaning
DETAILS = ("topics", "audience")


def compose_acronym(reading: Reading) -> Draft | None:
    """What letters stand for, where a sentence gives both, one of them in brackets; None where none does."""
    text = reading.question.text
    if not SHORT_FOR.search(text):
        return None
    for letters in dict.fromkeys(re.findall(r"\b[A-Z][A-Z0-9&]{1,9}\b", text)):
        both = re.compile(
            rf"\b{re.escape(letters)}\s*\([A-Za-z][^()]{{4,}}\)|\b[A-Z][\w',& -]{{4,}}\({re.escape(letters)}\)|\b{re.escape(letters)},? (?:the|or|which stands for|short for) "
        )
        found = next((one for one in reading.evidence if both.search(one.sentence.text)), None)
        if found is not None:
            return Draft("answered", (piece_of(found.sentence),), SURE, "definition")
    return None


def compose_definition(reading: Reading) -> Draft | None:
    """What the one item is that the question names; None where it asks for more than that."""
    text = reading.question.text
    if (
        len(reading.items) != 1
        or reading.catalog.items[reading.items[0]].kind not in OFFERINGS
        or not (NAMES.search(text) or (DEFINES.search(text) and not reading.asked))
    ):
        return None
    opening = reading.opening_of(reading.items[0])
    if opening is None or not reading.may_cite(opening.document_id):
        return None
    said = reading.index.documents[opening.document_id].text[opening.start : opening.end]
    if not NAMES.search(text) and not explained(reading, said):
        return None
    details = [fact for name in DETAILS for fact in reading.catalog.of(reading.items[0], name)[:1]]
    pieces = [Piece(said, (opening,))]
    if not NAMES.search(text):
        pieces += [told_fact(reading, fact) for fact in details]
    return Draft("answered", tuple(pieces), SURE, "definition")
