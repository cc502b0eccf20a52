"""Read a folder of documents.

Folder -> list[Document], sorted by id. Markdown may open with YAML front matter; plain text and
JSON Lines have none. Offsets everywhere count code points of `Document.text`. Markdown markup is
kept as it is, since citations slice the text; no other file type is read.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentError
from corpus.front_matter import FrontMatter, check_front_matter, read_front_matter

SUFFIXES = (".md", ".txt", ".jsonl")
LISTED = "documents.jsonl"  # where a folder has it, it lists all documents, and what lies beside it is not one
LONGEST_TITLE = 120  # characters; a first line longer than this is cut for the title
NAVIGATION = frozenset({"home", "homepage", "menu", "back", "search", "skip to content", "skip to main content"})  # lines above a page that name nothing
CODE = re.compile(r"(?=\S*(?:\d{3}|_))\S+")  # "scan_0231"
RENAME = "give one of the two another id or file name"


@dataclass(frozen=True)
class Link:
    """A page that a document points to."""

    title: str
    url: str


@dataclass(frozen=True)
class Provenance:
    """The source on which `text[start:end]` of a document rests."""

    start: int
    end: int
    source: str
    url: str | None
    as_of: str | None


@dataclass(frozen=True)
class Document:
    """A text with what it rests on; `text` holds no front matter, and citations slice it.

    >>> Document("fees", "Fees", "Four days.", source="Price list").source_at(0, 4).source
    'Price list'
    """

    doc_id: str
    title: str
    text: str
    source: str = ""
    section: str = ""
    url: str | None = None
    as_of: str | None = None
    links: tuple[Link, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    def source_at(self, start: int, end: int) -> Provenance:
        """The span that shares most characters with start..end (the first of equals), else the whole document."""
        best, most = Provenance(0, len(self.text), self.source, self.url, self.as_of), 0
        for span in self.provenance:
            shared = min(end, span.end) - max(start, span.start)
            if shared > most:
                best, most = span, shared
        return best


def load_documents(folder: Path) -> list[Document]:
    """Every .md, .txt and .jsonl document under `folder`, hidden files left out; an empty folder gives [].

    Raises:
        DocumentError: a file is not UTF-8, empty or malformed, or repeats an id.
    """
    if not folder.is_dir():
        raise DocumentError(str(folder), "no folder", "a folder of documents", "check the path")
    documents: dict[str, Document] = {}
    places: dict[str, str] = {}
    for path in _document_files(folder):
        for place, document in _read(path, path.relative_to(folder)):
            if document.doc_id in documents:
                found = f"the id '{document.doc_id}', which {places[document.doc_id]} has already"
                raise DocumentError(place, found, "an id of its own", RENAME)
            documents[document.doc_id], places[document.doc_id] = document, place
    return [documents[doc_id] for doc_id in sorted(documents)]


def clean_text(raw: str) -> str:
    r"""Line ends as \n, no byte order mark, a space for every other control character but tab.

    >>> clean_text("\ufeffa\r\nb\x00c")
    'a\nb c'
    """
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(" " if _is_control(character) else character for character in text)


def slug(name: str) -> str:
    """Lower-case letters and digits joined by hyphens.

    >>> slug("Fees & Funding/Part 1")
    'fees-funding-part-1'
    """
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", name).lower()).strip("-") or "document"


def _is_control(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs")


def _first_title(text: str) -> str:
    """The first level-one heading outside code fences, else the first line with a word in it that does not only lead about a site."""
    fenced, first = False, ""
    for line in text.split("\n"):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        heading = re.match(r"#\s+(.*?)\s*#*\s*$", line)
        if heading and heading[1] and not fenced:
            return _shortened(heading[1])
        own = line.strip().lstrip("#").strip()
        first = first or ("" if own.lower() in NAVIGATION else own)
    return _shortened(first)


def _named(title: str | None, doc_id: str, text: str) -> str | None:
    """A given title; in place of a mere code, which is the id again, the first line of the text where that can be a title."""
    if title is None or title != doc_id or not CODE.fullmatch(title):
        return title
    first = _first_title(text)
    return title if re.search(r"[.!;,:…]$", first) else first


def _shortened(line: str) -> str:
    if len(line) <= LONGEST_TITLE:
        return line
    return line[: LONGEST_TITLE - 1].rsplit(maxsplit=1)[0].rstrip() + "…"


def _document_files(folder: Path) -> list[Path]:
    listed = folder / LISTED
    if listed.is_file():
        return [listed]
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _read(path: Path, relative: Path) -> Iterator[tuple[str, Document]]:
    place = relative.as_posix()
    try:
        text = clean_text(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8 at position {error.start}"
        raise DocumentError(place, found, "text encoded as UTF-8", "save the file as UTF-8") from error
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror})"
        raise DocumentError(place, found, "a readable file", "check its permissions") from error
    if relative.suffix.lower() == ".jsonl":
        yield from _read_lines(place, text)
    elif relative.suffix.lower() == ".md":
        front, body = read_front_matter(place, text)
        yield place, _document(place, relative, front, body)
    else:
        yield place, _document(place, relative, FrontMatter(), text)


def _read_lines(place: str, text: str) -> Iterator[tuple[str, Document]]:
    if not text.strip():
        raise DocumentError(place, "no text", "one JSON object a line", "add text or remove the file")
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{place} line {number}"
        next_step = "correct the line"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise DocumentError(where, "broken JSON", "a JSON object", next_step) from error
        if not isinstance(row, dict) or not all(_is_filled(row.get(key)) for key in ("doc_id", "text")):
            raise DocumentError(where, "a line that lacks doc_id or text", "both, each with a word in it", next_step)
        front = check_front_matter(where, {"id": row["doc_id"], "title": row.get("title")})
        yield where, _document(where, Path(row["doc_id"]), front, clean_text(row["text"]))


def _is_filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _document(place: str, relative: Path, front: FrontMatter, text: str) -> Document:
    if not text.strip():
        raise DocumentError(place, "no text", "at least one word", "add text or remove the file")
    return Document(
        doc_id=front.id or slug(relative.with_suffix("").as_posix()),
        title=_named(front.title, front.id or "", text) or _first_title(text) or relative.stem,
        text=text,
        source=front.source or "",
        section=front.section or "",
        url=front.url,
        as_of=front.as_of,
        links=tuple(Link(link.title or link.url, link.url) for link in front.links),
    )
