"""Places in documents and when two of them count as the same.

A place is (document id, start, end): code points, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.types import Answer
from eval.data import DocumentText

Place = tuple[str, int, int]


def overlap(a: Place, b: Place) -> int:
    """Characters that both places hold; 0 in different documents.

    >>> overlap(("d", 0, 10), ("d", 6, 20))
    4
    """
    return max(0, min(a[2], b[2]) - max(a[1], b[1])) if a[0] == b[0] else 0


def same(a: Place, b: Place) -> bool:
    """Do the places share at least half of the shorter one?

    >>> same(("d", 0, 10), ("d", 5, 50)), same(("d", 0, 10), ("d", 6, 50))
    (True, False)
    """
    shorter = min(a[2] - a[1], b[2] - b[1])
    return shorter > 0 and 2 * overlap(a, b) >= shorter


def union(places: Iterable[Place]) -> list[Place]:
    """The same characters as disjoint places, in order.

    >>> union([("d", 4, 9), ("d", 0, 5), ("e", 1, 2)])
    [('d', 0, 9), ('e', 1, 2)]
    """
    merged: list[Place] = []
    for doc_id, start, end in sorted(places):
        if merged and merged[-1][0] == doc_id and start <= merged[-1][2]:
            merged[-1] = (doc_id, merged[-1][1], max(end, merged[-1][2]))
        elif end > start:
            merged.append((doc_id, start, end))
    return merged


def shared(a: Iterable[Place], b: Iterable[Place]) -> int:
    """Characters that lie in both unions."""
    other = union(b)
    return sum(overlap(x, y) for x in union(a) for y in other)


def size(places: Iterable[Place]) -> int:
    """Characters of the union."""
    return sum(end - start for _, start, end in union(places))


def cited(reply: Answer) -> list[Place]:
    """The places that a reply cites, in the order of their numbers."""
    return [(c.document_id, c.start, c.end) for c in reply.citations]


def official_sentences(document: DocumentText) -> list[Place]:
    """The document's own sentence split (`meta.sentences`) as places; empty where it has none."""
    places, at = [], 0
    for sentence in document.meta.get("sentences", ()):
        start = document.text.find(sentence, at)
        if start >= 0:
            at = start + len(sentence)
            places.append((document.doc_id, start, at))
    return places


def touched(units: Sequence[Place], places: Sequence[Place]) -> list[Place]:
    """The units that share at least half of the shorter with one of the places."""
    return [unit for unit in units if any(same(unit, place) for place in places)]
