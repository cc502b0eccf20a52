"""The whole that a question for a list means: a sentence that enumerates, a paragraph, a list or a table.

Evidence -> the likeliest group. What the likeliest sentences stand in is read whole, with the headings above it and what
leads up to it, by the same readers that read sentences: all groups by the small one, those that are likeliest then by the
large one. A logistic model for each reading (`fitted.json`, by `python -m eval fit`) weighs what they make of a group with
the chances of its sentences and with its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index import SearchIndex, Sentence

from ...evidence import Evidence, Weights, fitted, log_odds, token_set
from ...reading import Reading
from ...understand.forms import LIST
from .enumeration import items_below, leads_on, series
from .sections import covered, intro, same_list
from .table_lists import row_label

EVIDENCE_IN = 20  # sentences, the likeliest, whose groups are looked at
READ_AGAIN = 4  # groups that the large reader reads
ABOVE = 3  # headings that are read above a group, the title among them
KINDS = ("list", "table", "paragraph")  # a single sentence is none of them
FEATURES = (
    "best",  # log-odds of the likeliest sentence in it
    "sum",  # ln of the chances in it, over the best chance of all
    *KINDS,
    "named",  # of a list or table: share of the question that stands above it
    "listed",  # more than one sentence, where the question says that it asks for a list
    "small",  # log-odds that it answers, as the small reader says
    "large",  # and the large one
)
READERS = (0, -1)  # the first one, which is small, then the last, which is large
STAGES = (len(FEATURES) - 1, len(FEATURES))  # how many of the features each reading has


@dataclass(frozen=True)
class Group:
    """Sentences that stand together, in the order of their document."""

    kind: str  # "sentence", or one of KINDS
    sentences: tuple[Sentence, ...]
    position: int  # of the likeliest sentence in it
    above: str  # headings, what leads up to a list, the heads of a table's columns
    told: str  # itself, of a table the labels of its rows
    chances: tuple[float, ...]  # of the evidence in it, highest first

    @property
    def text(self) -> str:
        """As it is read."""
        return f"{self.above} › {self.told}"

    @property
    def whole(self) -> str:
        """All that stands in it and leads up to it."""
        return " ".join((self.text, *(sentence.indexed_text for sentence in self.sentences)))

    @property
    def heads(self) -> list[Sentence]:
        """The first sentence of each item or row."""
        return [sentence for sentence in self.sentences if sentence.unit.first]


def likeliest_groups(reading: Reading, meant: Callable[[Reading, Group], bool]) -> list[Group]:
    """Of those that may be meant the few that are read last, likeliest first; the evidence holds at least one sentence."""
    groups = groups_of(reading)
    groups = [group for group in groups if meant(reading, group)] or groups
    table = np.zeros((len(groups), 0))
    for stage, model in enumerate(group_weights()):
        table = features_of(reading, groups, stage, table)
        order = likeliest_first(model, table)
        groups, table = [groups[at] for at in order], table[order]
    return groups


def likeliest_first(model: Weights, table: np.ndarray) -> np.ndarray:
    """Places of the groups that are read again, likeliest first."""
    return np.argsort(-model.chance(table), kind="stable")[:READ_AGAIN]


def features_of(reading: Reading, groups: Sequence[Group], stage: int, before: np.ndarray) -> np.ndarray:
    """float, (groups, STAGES[stage]); `before`: that of the stage before."""
    scores = reading.read_texts(READERS[stage], [group.text for group in groups])
    if stage:
        return np.column_stack([before, scores])
    return np.array([[*_own(reading, group), score] for group, score in zip(groups, scores, strict=True)]).reshape(-1, STAGES[0])


def _own(reading: Reading, group: Group) -> list[float]:
    listed = group.kind != "sentence" and bool(LIST.search(reading.question.text))
    held = token_set(group.above) if group.kind in ("list", "table") else frozenset()
    return [
        float(log_odds(np.array([group.chances[0]]))[0]),
        float(np.log(sum(group.chances) / reading.evidence[0].chance)),
        *(float(group.kind == kind) for kind in KINDS),
        covered(reading, held),
        float(listed),
    ]


@lru_cache(maxsize=1)
def group_weights() -> tuple[Weights, ...]:
    """One for each reading. Raises ValueError where they were fitted on other features."""
    models = fitted()["groups"]
    if [tuple(model["weights"]) for model in models] != [FEATURES[:many] for many in STAGES]:
        raise ValueError("fitted.json: its features of groups differ from those of compose/lists/groups.py; fit anew with `python -m eval fit`")
    return tuple(Weights(model["bias"], np.array(list(model["weights"].values()))) for model in models)


def groups_of(reading: Reading) -> list[Group]:
    """All that the likeliest sentences stand in, likeliest first."""
    index = reading.index
    found: dict[tuple[str, str, int], tuple[list[Sentence], list[Evidence]]] = {}
    for one in reading.evidence[:EVIDENCE_IN]:
        for kind, at, sentences in _around(index, one):
            found.setdefault((kind, one.sentence.document_id, at), (sentences, []))[1].append(one)
    return [
        Group(kind, tuple(sentences), inside[0].position, *_read_as(index, kind, sentences), tuple(sorted((one.chance for one in inside), reverse=True)))
        for (kind, _, _), (sentences, inside) in found.items()
    ]


def _around(index: SearchIndex, one: Evidence) -> list[tuple[str, int, list[Sentence]]]:
    """kind, a number of its own in the document, and sentences of all that a sentence stands in."""
    unit = one.sentence.unit
    alone = ("sentence", one.position, [one.sentence])
    if unit.kind != "sentence":
        return [alone, ("list" if unit.kind == "list_item" else "table", unit.group, same_list(index, one.position))]
    block = index.run_around(one.position, lambda other, here: (other.unit.block, other.unit.kind) == (here.unit.block, "sentence"))
    last = one.position + len(block) - 1 - block.index(one.sentence)
    if leads_on(block[-1]) and items_below(index, last):
        leads = one.position == last
        return [*([] if leads else [alone]), ("list", index.sentences[last + 1].unit.group, same_list(index, last + 1))]
    told = series(index, one.position)
    wholes = [("paragraph", unit.block, block)] if len(block) > 1 else []
    return [alone, *wholes, *([("paragraph", -1 - told[0].start, told)] if told else [])]


def _read_as(index: SearchIndex, kind: str, sentences: Sequence[Sentence]) -> tuple[str, str]:
    """What stands above a group, and what it tells."""
    first = sentences[0]
    above = [first.title, *first.headings][-ABOVE:]
    if kind in ("list", "table"):
        told = "; ".join(row_label(one) if kind == "table" else one.text for one in sentences if one.unit.first)
        return " › ".join(filter(None, (*above, intro(index, first), ", ".join(first.columns)))), told
    return " › ".join(above), " ".join(sentence.indexed_text if kind == "sentence" else sentence.text for sentence in sentences)
