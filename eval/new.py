"""Start a question set for an owner's documents, from their headings, tables and figures.

Documents -> Questions with known answers, no model needed; every answer is a place in a
document, so each can be checked by eye. Three kinds:

- faq: a heading that asks is the question, the text below it answers;
- table: "What is the <column> of <row>?", the cell answers;
- cloze: a sentence with a figure left out, the figure answers.

They are all answerable. Add questions that the documents do not answer by hand: abstaining
cannot be measured without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from eval.data import DocumentText, Question, Relevant, load_documents
from eval.errors import DataError
from eval.measures.text import FIGURE
from index.structure import Cell, Unit, outline

SUFFIXES = (".md", ".txt")
MOST_PER_KIND = 20  # questions of each kind from one document
CLOZE_WORDS = range(8, 31)  # words of a sentence that is neither a fragment nor a paragraph


def read_documents(folder: Path) -> list[DocumentText]:
    """`documents.jsonl`, or every Markdown and text file below the folder, by name."""
    if (folder / "documents.jsonl").is_file():
        return list(load_documents(folder / "documents.jsonl").values())
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    if not paths:
        raise DataError(f"{folder}: no documents found, expected documents.jsonl or files that end in {' or '.join(SUFFIXES)}")
    return [_read(path, folder) for path in paths]


def start_set(documents: list[DocumentText], out: Path) -> int:
    """Write `documents.jsonl` and `queries.jsonl`; gives the number of questions.

    Raises: DataError where the folder has a set already, or the documents give no question.
    """
    if (out / "queries.jsonl").exists():
        raise DataError(f"{out}: has a question set already, expected a new folder")
    questions = [question for document in documents for question in questions_from(document)]
    if not questions:
        raise DataError("no question found in the documents, expected a heading that asks, a table or a sentence with a figure")
    out.mkdir(parents=True, exist_ok=True)
    (out / "documents.jsonl").write_text("".join(d.model_dump_json() + "\n" for d in documents), encoding="utf-8")
    (out / "queries.jsonl").write_text("".join(q.model_dump_json(exclude_defaults=True) + "\n" for q in questions), encoding="utf-8")
    return len(questions)


def questions_from(document: DocumentText) -> list[Question]:
    """The questions of one document, at most MOST_PER_KIND of each kind, in reading order."""
    units = outline(document.text, document.title)
    kinds = (_faq(document, units), _table(document, units), _cloze(document, units))
    return [question for kind in kinds for question in list(kind)[:MOST_PER_KIND]]


def _faq(document: DocumentText, units: tuple[Unit, ...]) -> Iterator[Question]:
    sections: dict[int, list[Unit]] = {}
    for unit in units:
        if unit.headings and unit.headings[-1].endswith("?"):
            sections.setdefault(unit.section, []).append(unit)
    for found in sections.values():
        facts = list(dict.fromkeys(number for unit in found[:1] for number in FIGURE.findall(_text(document, unit))))
        yield _question(document, "faq", found[0].headings[-1], found, [[re.escape(fact)] for fact in facts])


def _table(document: DocumentText, units: tuple[Unit, ...]) -> Iterator[Question]:
    for row in units:
        for cell in row.cells[1:] if row.kind == "table_row" else ():
            answer = document.text[cell.start : cell.end]
            if cell.column and re.search(r"\w", answer):
                text = f"What is the {_plain(cell.column)} of {_plain(row.label)}?"
                yield _question(document, "table", text, [cell], [[_loosely(answer)]])


def _cloze(document: DocumentText, units: tuple[Unit, ...]) -> Iterator[Question]:
    for unit in units:
        sentence = _text(document, unit)
        figures = list(FIGURE.finditer(sentence))
        if unit.kind != "table_row" and len(figures) == 1 and len(sentence.split()) in CLOZE_WORDS:
            gap = figures[0]
            text = f"Which figure is missing here: “{_plain(sentence[: gap.start()] + '___' + sentence[gap.end() :])}”"
            yield _question(document, "cloze", text, [unit], [[rf"(?<!\d){re.escape(gap[0])}(?!\d)"]])


def _question(document: DocumentText, kind: str, text: str, places: list[Unit] | list[Cell], expect: list[list[str]]) -> Question:
    place = places[0]
    answer = " ".join(document.text[p.start : p.end] for p in places)
    relevant = [Relevant(doc_id=document.doc_id, start=p.start, end=p.end, span_text=document.text[p.start : p.end]) for p in places]
    return Question(
        query_id=f"{document.doc_id}-{kind}-{place.start}",
        text=text,
        answerable=True,
        answers=[answer],
        relevant=relevant,
        expect=expect,
        tags=[f"form:{kind}"],
        group=document.doc_id,
    )


def _text(document: DocumentText, unit: Unit) -> str:
    return document.text[unit.start : unit.end]


def _plain(text: str) -> str:
    """Markdown emphasis and links taken off.

    >>> _plain("**Fee** in [dollars](x)")
    'Fee in dollars'
    """
    return re.sub(r"[*`]+", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)).strip()


def _loosely(answer: str) -> str:
    """A pattern that forgives blanks and emphasis inside the answer."""
    return r"[\s*_`]+".join(re.escape(word) for word in _plain(answer).split())


def _read(path: Path, folder: Path) -> DocumentText:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: is not UTF-8 at byte {error.start}, expected UTF-8 text; save it as UTF-8") from error
    name = path.relative_to(folder).with_suffix("").as_posix()
    return DocumentText(doc_id=name.replace("/", "-"), title=path.stem.replace("-", " ").replace("_", " "), text=text)
