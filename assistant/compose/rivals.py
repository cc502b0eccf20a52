"""Decline a comparison with a school that the documents do not speak of: "is the Stanford one better?"."""

from __future__ import annotations

import re

from index.tokens import stem, words

from ..draft import Draft, Piece
from ..reading import Reading
from ..understand.lexicon import schools

COMPARES = re.compile(r"\b(?:than|versus|vs|compar\w+|better|worse|as good as|match(?:es)?|equal(?:s| to)|rival\w*|against|beats?)\b", re.I)


def compose_rival(reading: Reading) -> Draft | None:
    """Names the school that a question sets something against and no sentence of the documents speaks of; None where there is none."""
    text = reading.question.text
    if reading.question.form != "comparison" and not COMPARES.search(text):
        return None
    known = reading.index.sentence_lexical.document_frequency
    named = [name for name in schools() if re.search(rf"\b{re.escape(name)}(?:['’]?s)?\b", text, re.I)]
    unknown = next((name for name in named if not all(stem(word) in known for word in words(name))), None)
    return Draft("abstained", (Piece(f"The documents do not name “{unknown}”.", states=False),), reading.confidence, reading.question.form) if unknown else None
