"""Show a sentence of a document as part of a reply: plain, whole, and clear when read alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus import Fact
from index import Sentence
from index.tokens import fold, stem

from ..catalog import span_of
from ..draft import Layout, Piece, Span
from ..evidence import token_set
from ..reading import Reading, span_of_sentence
from ..understand.question import Question

DANGLING = re.compile(
    r"^(?:(?:the|our) \w+ here\b|it|its|they|their|them|these|this|those(?! who| that)|that|he|she|his|her|such|both|here|there(?! (?:is|are|was|were|will|may|can)\b)|some(?= of\b)|each(?= (?:of|is|has|costs?|lasts?|takes?|can|will|may|must)\b)|the former|the latter|one(?= (?:is|of|has|can|must|may)\b))\b(?!['’]s (?:a|the) \w+ that)",
    re.I,
)
SIDE_BY_SIDE = frozenset(
    stem(word) for word in "feature aspect criterion criteria attribute characteristic comparison".split()
)  # one is in the head of a first column, if it has one, beside things that are compared
OPENER = re.compile(r"^(?:yes|no),\s+(?=\S+(?:\s+\S+){3})", re.I)  # answers the heading above it, not what is asked here
CONNECTIVE = re.compile(
    r"^(?:however|but|instead|also|in addition|additionally|moreover|furthermore|therefore|thus|hence|so|and|then|for example|for instance|as a result|consequently|nevertheless|meanwhile|otherwise|similarly)\b(?! (?:of|that|as|far|long)\b),?\s+",
    re.I,
)


def piece_of(sentence: Sentence, layout: Layout = "sentence", after: Sentence | None = None, asked: Question | None = None) -> Piece:
    """A piece that shows a sentence; `after` is the sentence shown just before it, `asked` what chooses among a row's columns."""
    text = shown(sentence, after, asked)
    return Piece(text, (span_of_sentence(sentence), *_heads_with_figures(sentence, text)), layout=layout)


def told_fact(reading: Reading, fact: Fact) -> Piece:
    """What the documents say of a fact of the catalog, cited."""
    return Piece(reading.text_of(fact), (span_of(fact),))


def first_of(reading: Reading, facts: Iterable[Fact]) -> Piece | None:
    """The first fact that may be cited, as it stands."""
    return next((told_fact(reading, fact) for fact in facts if reading.may_cite(fact.document_id)), None)


def in_order(sentences: Sequence[Sentence]) -> tuple[Piece, ...]:
    """Pieces that show sentences one after the other."""
    return tuple(piece_of(sentence, after=before) for before, sentence in zip([None, *sentences], sentences, strict=False))


def _heads_with_figures(sentence: Sentence, text: str) -> tuple[Span, ...]:
    """Where the heads of a row's columns stand, if one with a figure is shown: its figure is cited too."""
    head = sentence.unit.head
    shows_figure = any(re.search(r"\d", column) and bare(column) in text for column in sentence.columns)
    return (Span(sentence.document_id, *head),) if head and shows_figure else ()


def shown(sentence: Sentence, after: Sentence | None = None, asked: Question | None = None) -> str:
    """Its words without markup; a topic in front where it would not stand alone.

    A row of a table names its columns; a sentence that opens with "it" or "however" is
    given its heading, unless the sentence before it is shown too.
    """
    if sentence.unit.kind == "table_row":
        return row_text(sentence, asked)
    text = bare(sentence.text)
    if sentence.unit.kind == "list_item":
        text = re.sub(r"(?:[,;]\s*(?:and|or)?|\s+(?:and|or))\s*$", "", text)
    follows = after is not None and after.document_id == sentence.document_id and 0 <= sentence.start - after.end <= 3
    if follows:
        return text
    text = CONNECTIVE.sub("", OPENER.sub("", text))
    text = text[:1].upper() + text[1:]
    if DANGLING.match(text) and sentence.topic and not sentence.topic.rstrip().endswith("?") and fold(sentence.topic) not in fold(text):
        return f"{sentence.topic}: {text}"
    return text


def row_text(sentence: Sentence, asked: Question | None = None) -> str:
    """ "Fee – Day course: $5; Evening course: $6" of a table row; only the columns that a question names, where it names some and the row, asks for a list, or they are things side by side."""
    cells = cells_of(sentence)
    head, rest = cells[0][1], cells[1:]
    if asked is not None and (asked.form == "list" or set(asked.tokens) & token_set(head) or sets_side_by_side(sentence)):
        named = columns_named([column for column, _ in rest], set(asked.own) - token_set(head))
        if asked.form == "comparison" and sum(named) == 1 and sets_side_by_side(sentence):
            named = [True] * len(rest)  # the other side goes by another name
        rest = [cell for cell, meant in zip(rest, named, strict=True) if meant] or rest
    if not rest:
        return head
    return f"{head} – " + "; ".join(f"{column}: {value}" if column else value for column, value in rest if value)


def sets_side_by_side(row: Sentence) -> bool:
    """Whether the columns of a table are things that are compared, as the head of its first column says, or that it has none."""
    head = token_set(row.unit.cells[0].column)
    return not head or bool(head & SIDE_BY_SIDE)


def columns_named(columns: Sequence[str], asked: Iterable[str]) -> list[bool]:
    """Which heads of columns have a token that is asked about, and that not every head has."""
    heads = [token_set(column) for column in columns]
    shared = frozenset.intersection(*heads) if len(heads) > 1 else frozenset()
    return [bool(set(asked) & head - shared) for head in heads]


def cells_of(sentence: Sentence) -> list[tuple[str, str]]:
    """Column and value of each cell of a row of a table, without markup."""
    return [(bare(cell.column), bare(sentence.text[cell.start - sentence.start : cell.end - sentence.start])) for cell in sentence.unit.cells]


def bare(text: str) -> str:
    """Text without Markdown emphasis, code marks and link targets."""
    text = re.sub(r"!?\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*\)", r"\1", text)
    text = re.sub(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])", r"\1", text)
    if text.count("**") % 2:  # emphasis that opens in another sentence
        text = text.replace("**", "")
    text = re.sub(r"^\*(?=\w)([^*]*)$|^([^*]*)(?<=[\w.!?])\*$", lambda half: half[1] or half[2], text)
    return re.sub(r"\s+", " ", text).strip()


def word_count(text: str) -> int:
    return len(text.split())
