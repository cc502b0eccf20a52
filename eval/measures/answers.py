"""Is the reply right? Facts found, outcome, overlap with reference answers.

Each function takes a case and gives a value, or None where it says nothing about that case.
Overlap measures count a declined answerable question as 0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from eval.data import Question
from eval.measures.measure import Measure
from eval.measures.text import normalise, without_markers
from eval.record import Case

SHORT_ANSWER = 8  # tokens; longer references are texts, which a sentence does not hold verbatim


def fact_recall(case: Case) -> float | None:
    """Share of the expected facts that the reply states, each by one of its alternatives."""
    facts = case.question.expect
    return sum(_found(fact, case) for fact in facts) / len(facts) if facts else None


def all_facts(case: Case) -> float | None:
    """1 when every expected fact is stated."""
    recall = fact_recall(case)
    return None if recall is None else float(recall == 1)


def forbidden_facts(case: Case) -> float | None:
    """Number of forbidden facts that the reply states."""
    forbidden = case.question.forbid
    return float(sum(_found([pattern], case) for pattern in forbidden)) if forbidden else None


def outcome_right(case: Case) -> float | None:
    """1 when the outcome is one of the acceptable ones."""
    return float(case.reply.outcome in case.question.acceptable)


def right(case: Case) -> float | None:
    """1 when the outcome is acceptable, all expected facts are stated and no forbidden one is.

    Defined where the question says what is right: facts, outcomes, or that it cannot be answered.
    """
    return float(not reasons(case)) if judged(case.question) else None


def right_and_cited(case: Case) -> float | None:
    """Like `right`, and a question with known documents is answered with a citation in one of them."""
    if not judged(case.question):
        return None
    return float(not reasons(case) and cites_relevant(case) is not False)


def judged(question: Question) -> bool:
    """Does the question itself say when a reply is right?"""
    return bool(question.expect or question.forbid or question.outcomes or not question.answerable)


def cites_relevant(case: Case) -> bool | None:
    """Is a citation in a relevant document? None where there is none to cite or nothing was answered."""
    relevant = {r.doc_id for r in case.question.relevant}
    if not relevant or not case.answered:
        return None
    return any(c.document_id in relevant for c in case.reply.citations)


def reasons(case: Case) -> list[str]:
    """Why the reply is not right, in words; empty when it is."""
    question, found = case.question, []
    if case.reply.outcome not in question.acceptable:
        found.append(f"outcome is {case.reply.outcome}, expected {' or '.join(sorted(question.acceptable))}")
    found += [f"missing fact: {' | '.join(fact)}" for fact in question.expect if not _found(fact, case)]
    return found + [f"states what it must not: {pattern}" for pattern in question.forbid if _found([pattern], case)]


def exact_match(case: Case) -> float | None:
    """1 when the reply equals a reference answer after normalisation; source: SQuAD 2.0."""
    return best(exact, _said(case), _references(case))


def token_f1(case: Case) -> float | None:
    """F1 of the tokens of the reply and of the closest reference answer; source: SQuAD 2.0."""
    return best(overlap_f1, _said(case), _references(case))


def rouge_l(case: Case) -> float | None:
    """F-measure of the longest common subsequence with the closest reference, no stemming; source: Lin, 2004."""
    return best(rouge, _said(case), _references(case))


def answer_in_cited(case: Case) -> float | None:
    """1 when one of the first two citations holds a reference answer; for short references without expected facts."""
    answers = None if case.question.expect else _references(case)
    short = [normalise(a) for a in answers or () if 0 < len(normalise(a).split()) <= SHORT_ANSWER]
    if not short:
        return None
    quotes = [f" {normalise(c.quote)} " for c in case.reply.citations[:2]] if case.answered else []
    return float(any(f" {answer} " in quote for answer in short for quote in quotes))


def best(measure: object, said: str, references: Sequence[str] | None) -> float | None:
    """The highest value over the references; None where there are none."""
    return max(measure(said, reference) for reference in references) if references else None  # type: ignore[operator]


def exact(said: str, reference: str) -> float:
    """
    >>> exact("The Rhine.", "rhine")
    1.0
    """
    return float(normalise(said) == normalise(reference))


def overlap_f1(said: str, reference: str) -> float:
    """Harmonic mean of token precision and recall; two empty texts agree.

    >>> overlap_f1("the upper Rhine", "Rhine")  # precision 1/2, recall 1/1
    0.6666666666666666
    """
    mine, other = normalise(said).split(), normalise(reference).split()
    if not mine or not other:
        return float(mine == other)
    return harmonic(sum((Counter(mine) & Counter(other)).values()), len(mine), len(other))


def rouge(said: str, reference: str) -> float:
    """
    >>> rouge("a b c d", "a c e")  # common subsequence a c: 2/4 and 2/3
    0.5714285714285714
    """
    mine, other = (re.findall(r"[a-z0-9]+", text.lower()) for text in (said, reference))
    row = [0] * (len(other) + 1)
    for token in mine:
        diagonal = 0
        for j, word in enumerate(other, 1):
            diagonal, row[j] = row[j], diagonal + 1 if token == word else max(row[j], row[j - 1])
    return harmonic(row[-1], len(mine), len(other))


def harmonic(common: int, mine: int, other: int) -> float:
    """F1 from counts; 0 where nothing is common."""
    return 2 * common / (mine + other) if common else 0.0


def _found(alternatives: Sequence[str], case: Case) -> bool:
    text = without_markers(case.reply.text)
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in alternatives)


def _said(case: Case) -> str:
    return without_markers(case.reply.text) if case.answered else ""


def _references(case: Case) -> list[str] | None:
    return [without_markers(a) for a in case.question.answers] if case.question.answerable else None


MEASURES = (
    Measure("right", right),
    Measure("right_and_cited", right_and_cited),
    Measure("all_facts", all_facts),
    Measure("fact_recall", fact_recall),
    Measure("forbidden_facts", forbidden_facts, high=None, better="lower"),
    Measure("outcome_right", outcome_right),
    Measure("exact_match", exact_match, source="SQuAD 2.0"),
    Measure("token_f1", token_f1, source="SQuAD 2.0"),
    Measure("rouge_l", rouge_l, source="Lin, 2004"),
    Measure("answer_in_cited@2", answer_in_cited),
)
