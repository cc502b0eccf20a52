"""Which items of the catalog a text names: by whole names, by their telling words, by words that only one of them has."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache

from corpus import Item
from index.tokens import STOP_WORDS, fold, stem, tokens, words

from .understand.english import telling
from .understand.lexicon import lexicon

TEXTS = 512  # that are remembered with the items that they name
LEAST_NAME_SHARE = 0.66  # idf share of a name that a question must have, its most telling word among it, to mean the item
SHORT_NAME = 3  # letters of a name that may be a word of something else
LONG_NAME = 5  # telling words of a name that is meant without its "no"
ANY_COURSE = frozenset(
    map(stem, ("course", "class", "program", "programme", "certificate", "module", "elective", "track", "training", "offering"))
)  # nouns that tell none apart
SHARED_WORD = 3  # offerings that a word may be in the names of, to tell one of them together with its noun
LEAST_OPENING = 3  # words of the opening of a title by which an item is meant
ACRONYM = 5  # letters that an acronym has at most
JOINED = r"[\s:.,&-]+(?:and\s+)?"  # what stands between the words of a name in a text
OFFERINGS = frozenset({"certificate", "short_course", "course", "online_program", "program"})
SINGLE = re.compile(r"\b([\w-]{4,})\s+(?P<noun>one|course|elective|class|module|program|programme|sprint|certificate|half)\b|\b(\d+[a-z]|[a-z]+\d+)\b", re.I)


class ItemNames:
    """The items of a catalog by their names. Built once; safe to share."""

    def __init__(self, items: dict[str, Item]) -> None:
        self.items = items
        self.names: list[tuple[str, str, frozenset[str]]] = []  # folded name, item id, telling tokens
        for item in items.values():
            for name in self._names(item):
                self.names.append((squeeze(name), item.id, frozenset(name_tokens(name))))
                if (short := _abbreviated(squeeze(name))) != squeeze(name):
                    self.names.append((short, item.id, frozenset()))  # meant only where it stands in full
        frequency = Counter(token for _, _, held in self.names for token in held)
        self._weight = {token: 1.0 + math.log(len(self.names) / count) for token, count in frequency.items()}
        self._linked = lru_cache(maxsize=TEXTS)(self._find_linked)  # the clauses of one message are looked up again and again

    @cached_property
    def others(self) -> list[str]:
        """Folded names of something else than an item, which hide the names of items in them."""
        return []

    @cached_property
    def _longest_first(self) -> list[tuple[str, str]]:
        """(folded name, item id; "" for something else)"""
        meant = [(name, item_id) for name, item_id, _ in self.names] + [(name, "") for name in self.others] + self._openings()
        return sorted(meant, key=lambda entry: -len(entry[0]))

    def offerings(self) -> list[Item]:
        """Courses and programmes, in catalog order."""
        return [item for item in self.items.values() if item.kind in OFFERINGS]

    def names_of(self, item_ids: Iterable[str]) -> tuple[frozenset[str], ...]:
        """Search tokens of every name of some items."""
        wanted = set(item_ids)
        return tuple(
            dict.fromkeys(
                frozenset(tokens(name)) for item_id in wanted for name in (self.items[item_id].title, *self.items[item_id].aliases, *self.items[item_id].codes)
            )
        )

    @staticmethod
    def _titles(item: Item) -> list[str]:
        """Title and what stands before its colon, with and without a course number in front."""
        titles = [item.title]
        if ": " in item.title and len(words(item.title.split(": ")[0])) > 1:
            titles.append(item.title.split(": ")[0])
        return titles + [re.sub(r"^\d[\w.]*\s+", "", title) for title in titles]

    @staticmethod
    def _names(item: Item) -> list[str]:
        """Title, what stands before its colon, both without a course number in front, aliases and codes."""
        return [
            name
            for name in dict.fromkeys((*ItemNames._titles(item), *item.aliases, *item.codes))
            if len(words(name)) > 1 or name in (item.title, *item.aliases, *item.codes)
        ]

    def _openings(self) -> list[tuple[str, str]]:
        """Openings of titles that end with a word of no other item's names, and mean an item as the whole does ("machine learning for materials"), with its id."""
        found = []
        for item in self.offerings():
            for title in (long for name in self._titles(item) for long in (squeeze(name), _abbreviated(squeeze(name)))):
                said = title.split()
                ends = (count for count in range(LEAST_OPENING, len(said)) if any(token in self._only for token in name_tokens(said[count - 1])))
                if (count := next(ends, 0)) and not any(f"{name} ".startswith(f"{' '.join(said[:count])} ") for name, of, _ in self.names if of != item.id):
                    found.append((" ".join(said[:count]), item.id))
        return list(dict.fromkeys(found))

    def linked(self, text: str) -> list[str]:
        """Ids of the items that a text names, in the order named; several where a name fits several equally.

        Whole names first, the longest first; then, in what is left of the text, names of
        which it has the telling words.
        """
        return list(self._linked(text))

    def _find_linked(self, text: str) -> tuple[str, ...]:
        found: dict[str, int] = {}
        rest = f" {squeeze(text)} "
        for name, item_id in self._longest_first:
            at = rest.find(f" {name} ")
            if at >= 0 and not item_id:
                rest = rest.replace(f" {name} ", " " + "\0" * len(name) + " ")
            elif at >= 0 and self._speaks_of(name, text) and self._may_be_meant(item_id, text):
                found.setdefault(item_id, at)
                for other, other_id, _ in self.names:
                    if other == name:
                        found.setdefault(other_id, at)
                rest = rest.replace(f" {name} ", " " + "\0" * len(name) + " ")
        left = rest.replace("\0", " ")
        asked = set(name_tokens(left))
        while asked and (best := [item_id for item_id in self._by_telling_words(asked) if self._may_be_meant(item_id, text)]):
            for item_id in best:
                found.setdefault(item_id, 10_000 + len(found))
            asked -= frozenset[str]().union(*map(self.words_of_names, best))
        for place, token, noun in _single_words(left):
            if (item_id := self._only.get(token) or self._only_with(token, noun)) is not None:
                found.setdefault(item_id, place)
        return tuple(sorted(found, key=lambda item_id: found[item_id]))

    def in_passing(self, item_id: str, text: str) -> bool:
        """Whether a text has the name of an item only in small letters, as words of a subject ("proficiency in linear algebra")."""
        found = [
            (name, match[0])
            for name in self._names(self.items[item_id])
            for match in re.finditer(rf"(?<![\w-]){JOINED.join(map(re.escape, squeeze(name).split()))}(?![\w-])", text, re.I)
        ]
        return bool(found) and all(name != name.lower() and said == said.lower() and not re.search(r"\d", said) for name, said in found)

    def _may_be_meant(self, item_id: str, text: str) -> bool:
        """Whether courses that are listed for their prices only are meant: where their provider is named, or a name of three words stands there."""
        item = self.items[item_id]
        if item.kind != "benchmark":
            return True
        squeezed, said = f" {squeeze(text)} ", set(name_tokens(text))
        owner = set(name_tokens(item.provider or "")) - {"mit"}
        return owner <= said or any(f" {name} " in squeezed and len(held) > 2 for name, of, held in self.names if of == item_id)

    def priced_alike(self, text: str) -> list[str]:
        """Ids of the courses listed for their prices only that a text means by a word that no other of them has, where it names their provider ("quantum at xPRO")."""
        listed = [item_id for item_id, item in self.items.items() if item.kind == "benchmark" and self._may_be_meant(item_id, text)]
        held = {item_id: self.words_of_names(item_id) for item_id in listed}
        asked = set(name_tokens(text))
        return [item_id for item_id in held if (held[item_id] & asked).difference(*(held[other] for other in held if other != item_id))]

    def masked(self, text: str, by: str) -> str:
        """A text with what names an item by its whole name put otherwise."""
        return self._whole_names.sub(by, text)

    def cut(self, text: str, joint: re.Pattern[str]) -> list[str]:
        """The pieces of a text that a joint parts, where it does not stand within the name of an item."""
        whole = [match.span() for match in self._whole_names.finditer(text)]
        joints = [match.span() for match in joint.finditer(text) if not any(start < match.end() and match.start() < end for start, end in whole)]
        starts, ends = [0, *(end for _, end in joints)], [*(start for start, _ in joints), len(text)]
        return [piece for start, end in zip(starts, ends, strict=True) if (piece := text[start:end].strip())]

    @cached_property
    def _whole_names(self) -> re.Pattern[str]:
        """Every name of an item but the shortest, the longest first."""
        ways = dict.fromkeys(JOINED.join(map(re.escape, name.split())) for name, item_id in self._longest_first if item_id and len(name) > SHORT_NAME)
        return re.compile(rf"(?<![\w-])(?:the )?(?:{'|'.join(ways) or '(?!)'})(?![\w-])", re.I)

    def called_by_a_word(self, text: str) -> list[str]:
        """Ids of the offerings that a text of a few words names by a word that only their names have ("and pharma?")."""
        found = list(dict.fromkeys(self._only[token] for token in name_tokens(text) if token in self._only))
        held = frozenset[str]().union(*map(self.words_of_names, found))
        return found if all(token in held or telling(token) < 1 for token in name_tokens(text)) else []

    @staticmethod
    def _speaks_of(name: str, text: str) -> bool:
        """Whether a name that stands in a text is meant: not the first word of a longer name, nor a short word that is no acronym there, nor a quality that something may have ("is it an advanced course?")."""
        if name.split()[0] in _qualities() and re.search(rf"\ban? {re.escape(name)}\b", text):
            return False
        if " " in name or re.search(r"\d", name):
            return True
        if len(name) <= 3:
            return len(name) == 3 and re.search(rf"\b{re.escape(name.upper())}\b", text) is not None
        if re.search(
            rf"\b{re.escape(name)}\s+(?!(?:course|module|class|certificate|and|or|to|for|in|is)\b)[\w-]+\s+(?:program|programme|course|certificate|track)\b",
            text,
            re.I,
        ):
            return False  # "the advanced management program"
        return re.search(rf"(?i:\b{re.escape(name)}\b)(?!\s+(?!(?:Course|Module|Class|Program|Certificate)\b)[A-Z][a-z])", text) is not None

    @cached_property
    def _only(self) -> dict[str, str]:
        """token -> the one offering that has it in its names."""
        having: dict[str, set[str]] = {}
        for _, item_id, held in self.names:
            if self.items[item_id].kind in OFFERINGS:
                for token in held:
                    having.setdefault(token, set()).add(item_id)
        return {token: next(iter(items)) for token, items in having.items() if len(items) == 1}

    def _only_with(self, token: str, noun: str) -> str | None:
        """The one offering that has a word and the noun after it in one of its names ("the algorithmic sprint"); a noun for any course tells none apart."""
        if noun in ANY_COURSE:
            return None
        having = {item_id: held for _, item_id, held in self.names if token in held and self.items[item_id].kind in OFFERINGS}
        both = {item_id for _, item_id, held in self.names if item_id in having and {token, noun} <= held}
        return both.pop() if len(both) == 1 and len(having) <= SHARED_WORD and token != noun else None

    def words_of_names(self, item_id: str) -> frozenset[str]:
        """Telling words of all names of an item."""
        return frozenset[str]().union(*(held for _, of, held in self.names if of == item_id))

    def ambiguous(self, text: str, known: frozenset[str]) -> list[str]:
        """Two or three offerings that share the most telling word of a text; none where the text names one.

        `known`: tokens that are accounted for otherwise.
        """
        sharing: dict[str, set[str]] = {}
        for _, item_id, held in self.names:
            if self.items[item_id].kind in OFFERINGS:
                for token in held:
                    sharing.setdefault(token, set()).add(item_id)
        shared = [(len(sharing[token]), sorted(sharing[token])) for token in name_tokens(text) if token not in known and token in sharing]
        if not shared:
            return []
        count, items = min(shared)
        return items if 2 <= count <= 3 else []

    def shared_name(self, item_id: str, other_id: str) -> float:
        """Share of the words of an item's title that are in the title of another one, by how telling they are."""
        own, other = (set(name_tokens(self.items[one].title)) for one in (item_id, other_id))
        return sum(self._weight[token] for token in own & other) / (sum(self._weight[token] for token in own) or 1.0)

    def named_whole(self, text: str) -> bool:
        """Whether a text has the whole name of an item in it."""
        squeezed = f" {squeeze(text)} "
        return any(
            f" {name} " in squeezed and (len(name) > 3 or re.search(r"\d", name)) for name, item_id, _ in self.names if self.items[item_id].kind in OFFERINGS
        )

    def _by_telling_words(self, asked: set[str]) -> list[str]:
        scored: dict[str, float] = {}
        for _, item_id, name in self.names:
            held = name - {"no"}  # a "no" in the question may be of anything, and what is left of a short name says the contrary
            if "no" in name and "no" not in asked and len(held) < LONG_NAME:
                continue
            total = sum(self._weight[token] for token in held)
            got = sum(self._weight[token] for token in held & asked)
            if total and got / total >= LEAST_NAME_SHARE and len(held & asked) >= 2 and max(held, key=lambda token: (self._weight[token], token)) in asked:
                scored[item_id] = max(scored.get(item_id, 0.0), got)
        best = max(scored.values(), default=0.0)
        return [item_id for item_id, got in scored.items() if got >= 0.95 * best]


def _single_words(text: str) -> list[tuple[int, str, str]]:
    """Words that may name an offering on their own ("the vision one", "1B"), with their places and the noun after each."""
    return [(match.start(), token, stem((match["noun"] or "").lower())) for match in SINGLE.finditer(text) for token in name_tokens(match[1] or match[3])]


@lru_cache(maxsize=1)
def _qualities() -> frozenset[str]:
    """Words that have an opposite in `lexicon.yaml`."""
    return frozenset(word for sides in lexicon()["opposites"] for side in sides for word in side)


@lru_cache(maxsize=1)
def _abbreviations() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Long forms that have an acronym in `lexicon.yaml`, the longest first, each with it ("machine learning", "ml")."""
    found = [(long, group[0]) for group in lexicon()["synonyms"] for long in group[1:] if " " in long and len(group[0]) <= ACRONYM]
    return tuple((re.compile(rf"\b{re.escape(long)}\b"), short) for long, short in sorted(found, key=lambda pair: -len(pair[0])))


def name_tokens(text: str) -> Iterable[str]:
    return (stem(word) for word in re.split(r"[\s\-/:,]+", " ".join(words(text))) if word and (word not in STOP_WORDS or word == "no"))


def squeeze(text: str) -> str:
    """A name or a text as names are compared: small letters, no signs but those within numbers and "c++"."""
    return " ".join(re.findall(r"[\w+#]+(?:\.[\w+#]+)*", fold(text).replace("-", " ").replace("&", " and ")))


def _abbreviated(squeezed: str) -> str:
    """A name with acronyms for what has one ("ml and ai certificate")."""
    for long, short in _abbreviations():
        squeezed = long.sub(short, squeezed)
    return squeezed
