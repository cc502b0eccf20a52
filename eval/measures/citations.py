"""Citations at the first two levels: does the quote stand at its place, and is it the right place?

The right place is known where the question has marked spans. A reply without a citation scores
0 there, like an empty retrieval; `cited` says how often that happens.
"""

from __future__ import annotations

from eval.measures.answers import cites_relevant, overlap_f1
from eval.measures.measure import Measure
from eval.measures.spans import Place, cited, official_sentences, shared, size, touched
from eval.measures.text import markers
from eval.record import Case


def citations_exact(case: Case) -> float | None:
    """Share of the citations whose quote is, character by character, the text at their place.

    A marker without a citation, and a citation number used twice, count as wrong ones.
    """
    citations = case.reply.citations
    numbers = [c.number for c in citations]
    dangling = set(markers(case.reply.text)) - set(numbers)
    total = len(citations) + len(dangling)
    if not total:
        return None
    wrong = len(dangling) + sum(not exists(case, i) for i in range(len(citations)))
    return 1 - min(total, wrong + len(numbers) - len(set(numbers))) / total


def exists(case: Case, index: int) -> bool:
    """Is `text[start:end] == quote`, and not empty, for the citation at that index?"""
    citation = case.reply.citations[index]
    document = case.documents.get(citation.document_id)
    inside = document is not None and 0 <= citation.start < citation.end <= len(document.text)
    return bool(inside and document and document.text[citation.start : citation.end] == citation.quote)


def has_citation(case: Case) -> float | None:
    """1 when a reply to an answerable question has a citation."""
    return float(bool(case.reply.citations)) if case.question.relevant else None


def right_document(case: Case) -> float | None:
    """1 when an answered reply has a citation in a relevant document."""
    found = cites_relevant(case)
    return None if found is None else float(found)


def character_precision(case: Case) -> float | None:
    """Share of the cited characters that are marked; both are unions of spans."""
    gold = case.question.spans
    mine = cited(case.reply)
    return (shared(mine, gold) / size(mine) if size(mine) else 0.0) if gold else None


def character_recall(case: Case) -> float | None:
    """Share of the marked characters that are cited."""
    gold = case.question.spans
    return shared(gold, cited(case.reply)) / size(gold) if gold else None


def sentence_precision(case: Case) -> float | None:
    """Share of the cited sentences that are marked: half of the shorter must be common.

    Sentences are the documents' official ones where there are any, else the spans themselves.
    """
    if not case.question.spans:
        return None
    mine, gold = _cited_sentences(case), _gold_sentences(case)
    return len(touched(mine, gold)) / len(mine) if mine else 0.0


def sentence_recall(case: Case) -> float | None:
    """Share of the marked sentences that are cited, counted like `sentence_precision`."""
    if not case.question.spans:
        return None
    gold = _gold_sentences(case)
    return len(touched(gold, _cited_sentences(case))) / len(gold) if gold else 0.0


def cited_token_f1(case: Case) -> float | None:
    """Token-F1 of the quotes, one after the other, with the first reference; source: Doc2Dial, EMNLP 2020."""
    if not case.question.spans or not case.question.answers:
        return None
    return overlap_f1(" ".join(c.quote for c in case.reply.citations), case.question.answers[0])


def _gold_sentences(case: Case) -> list[Place]:
    return _as_sentences(case, list(dict.fromkeys(case.question.spans)))


def _cited_sentences(case: Case) -> list[Place]:
    return _as_sentences(case, list(dict.fromkeys(cited(case.reply))))


def _as_sentences(case: Case, places: list[Place]) -> list[Place]:
    """The places in units of the official split where their document has one."""
    found: list[Place] = []
    for doc_id in dict.fromkeys(place[0] for place in places):
        mine = [place for place in places if place[0] == doc_id]
        document = case.documents.get(doc_id)
        units = official_sentences(document) if document else []
        found += touched(units, mine) if units else mine
    return found


MEASURES = (
    Measure("citations_exact", citations_exact),
    Measure("cited", has_citation),
    Measure("right_document", right_document),
    Measure("character_precision", character_precision),
    Measure("character_recall", character_recall),
    Measure("sentence_precision", sentence_precision, source="ClapNQ, TACL 2025"),
    Measure("sentence_recall", sentence_recall, source="ClapNQ, TACL 2025"),
    Measure("cited_token_f1", cited_token_f1, source="Doc2Dial, EMNLP 2020"),
)
