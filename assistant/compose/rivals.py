"""Tell a comparison with a school that the documents do not speak of: "is the Stanford one better?"."""

from __future__ import annotations

import re

from index.tokens import stem, words

from ..reading import Reading
from ..understand.lexicon import schools

COMPARES = re.compile(r"\b(?:than|versus|vs|compar\w+|better|worse|as good as|match(?:es)?|equal(?:s| to)|rival\w*|against|beats?)\b", re.I)


def compares_with_unknown(reading: Reading) -> bool:
    """Whether a question sets something against a school that no sentence of the documents names."""
    text = reading.question.text
    if reading.question.form != "comparison" and not COMPARES.search(text):
        return False
    known = reading.index.sentence_lexical.document_frequency
    named = [name for name in schools() if re.search(rf"\b{re.escape(name)}(?:['’]?s)?\b", text, re.I)]
    return any(not all(stem(word) in known for word in words(name)) for name in named)
