"""Citations at the third level: do the cited texts support what the reply states?

Computed from the reply, the quotes and the workings alone, independently of the assistant's
own check. Figures are strict; names and negation are surface checks and can be wrong in
single cases, so they are reported and never gate.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.types import Citation, Statement
from eval.measures.arithmetic import holds
from eval.measures.measure import Measure
from eval.measures.text import figures, stated_numbers, without_markers
from eval.record import Case

NEGATION = re.compile(r"\b(?:not|no|never|none|nor|neither|without|cannot)\b|n['’]t\b", re.IGNORECASE)
YES_NO = re.compile(r"^\W*(?:yes|no)\b[\s,.:—–-]*", re.IGNORECASE)
NAME = re.compile(r"(?<![.!?:|*\n] )(?<!^)\b[A-Z][\w&+-]*[a-zA-Z](?:\s+(?:[A-Z][\w&+-]*))*")
RESULT = re.compile(r"=[^=;+*/×÷−]*")
ITEM = re.compile(r"^\s*(?:[-*]|\d{1,2}[.)])\s", re.MULTILINE)
FACTORS = frozenset(map(Decimal, (7, 12, 24, 60, 100)))  # days a week, months a year, hours a day, minutes an hour, per cent
WORKING = re.compile(r"computed:\s*(.+)", re.DOTALL)


def unsupported_figures(case: Case) -> float | None:
    """Number of figures in the reply that no citation, no working and no turn of the person holds.

    A working's result counts as held when its operands are and the arithmetic comes out, step by step; the number
    of items that the reply lists can be counted in the reply and is held too.
    """
    return float(len(missing_figures(case)))


def missing_figures(case: Case) -> list[Decimal]:
    """The unsupported figures, each once, in ascending order."""
    held = stated_numbers([*map(evidence, case.reply.citations), *_said_by_person(case)])
    if items := len(ITEM.findall(case.reply.text)):
        held.add(Decimal(items))
    for step in (step for working in workings(case.reply.statements) for step in working.split(";")):
        operands = RESULT.sub(" ", step)
        factors = FACTORS if re.search(r"[×÷]", step) else frozenset()
        if holds(step) and stated_numbers([operands]) <= held | factors:
            held |= stated_numbers([step])
    return sorted(set(figures(case.reply.text)) - held)


def workings(statements: tuple[Statement, ...]) -> list[str]:
    """The workings that the statements show: "16 − 5 = 11"."""
    return [found[1] for statement in statements if (found := WORKING.search(statement.how))]


def names_supported(case: Case) -> float | None:
    """Share of the statements whose names (capitalised words inside a sentence) all stand in a cited text, its title or section, or in the conversation."""
    return _share(case, _names_held)


def negation_supported(case: Case) -> float | None:
    """Share of the statements that negate where a cited text negates, and do not where all of them do.

    A leading Yes or No, and a correction of what the person said, are not counted as negating.
    """
    return _share(case, _negation_held)


def evidence(citation: Citation) -> str:
    """All that a citation shows: its quote, where it stands and its date."""
    return " ".join(part for part in (citation.quote, citation.title, citation.section, citation.as_of) if part)


def _share(case: Case, held: object) -> float | None:
    by_number = {c.number: c for c in case.reply.citations}
    checks = [
        held(case, statement, [by_number[n] for n in statement.citations if n in by_number])  # type: ignore[operator]
        for statement in case.reply.statements
        if any(n in by_number for n in statement.citations)
    ]
    return sum(checks) / len(checks) if checks else None


def _names_held(case: Case, statement: Statement, citations: list[Citation]) -> bool:
    texts = " ".join([*map(evidence, citations), *_said_by_person(case)]).lower()
    names = [name for found in NAME.findall(without_markers(statement.text)) for name in found.split()]
    return all(name.lower() in texts for name in names)


def _negation_held(case: Case, statement: Statement, citations: list[Citation]) -> bool:
    text = YES_NO.sub("", without_markers(statement.text))
    quotes = [bool(NEGATION.search(c.quote)) for c in citations]
    if NEGATION.search(text):
        corrects = bool(set(figures(text)) & stated_numbers(_said_by_person(case)))
        return any(quotes) or corrects
    return not (statement.how == "quoted" and all(quotes))


def _said_by_person(case: Case) -> list[str]:
    return [turn.text for turn in case.question.history if turn.role == "user"] + [case.question.text]


MEASURES = (
    Measure("unsupported_figures", unsupported_figures, high=None, better="lower"),
    Measure("names_supported", names_supported),
    Measure("negation_supported", negation_supported),
)
