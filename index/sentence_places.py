"""Where the sentences of a paragraph stand."""

from __future__ import annotations

import re

import sentencex


def sentence_places(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a paragraph, outer blanks left out.

    >>> sentence_places("One.  Two?")
    [(0, 4), (6, 10)]
    """
    places = []
    for boundary in sentencex.get_sentence_boundaries("en", text):
        piece = text[boundary["start_index"] : boundary["end_index"]]
        start = boundary["start_index"] + len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if re.search(r"\w", text[start:end]):
            places.append((start, end))
    return places
