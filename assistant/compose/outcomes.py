"""Replies that do not answer: small talk, an abstention, a question outside the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..draft import Draft, Piece
from ..evidence import FEATURES
from ..reading import Reading
from ..understand.fields import asked_fields
from ..understand.talk import Talk
from .wording import piece_of

FIGURES = frozenset({"fee_usd", "length", "ceus", "other_credit", "weekly_hours"})  # fields whose value is a figure
NEAREST_COVERAGE = 0.45  # share of the question's words that the nearest statement holds before it is offered


def compose_talk(talk: Talk, subject: str, examples: tuple[str, ...]) -> Draft:
    """A brief, friendly line that leads back to the documents."""
    lines = {
        "greeting": f"Hello! Ask me anything about {subject}.",
        "goodbye": "Goodbye, and good luck!",
        "thanks": "You're welcome. Is there anything else you would like to know?",
        "about": f"I answer questions about {subject}. Every sentence I state is taken from the documents and cited, and I say so when they do not have the answer.",
        "rules": f"I can't do that: I only answer from the documents, with citations. You can ask me about {subject}.",
        "outside": f"I can't help with that: I only answer from the documents. You can ask me about {subject}.",
    }
    outcome = "abstained" if talk.kind in {"rules", "outside"} else "small_talk"
    return Draft(outcome, (Piece(lines[talk.kind], states=False),), confidence=0.0 if outcome == "abstained" else 1.0, form=talk.kind, follow_ups=examples)


def compose_empty(subject: str, examples: tuple[str, ...]) -> Draft:
    return Draft("clarify", (Piece(f"Please type a question in words, for example about {subject}.", states=False),), form="empty", follow_ups=examples)


def compose_abstention(reading: Reading, nearest: bool = True) -> Draft:
    """Say that the documents do not say; name the nearest thing they do say, where it is near and `nearest` allows."""
    pieces = [Piece("The documents do not answer this.", states=False)]
    best = reading.evidence[0] if reading.evidence else None
    if nearest and best is not None and best.features[FEATURES.index("coverage_topic")] >= NEAREST_COVERAGE:
        pieces = [Piece("The documents do not answer this. The nearest they come:", states=False), piece_of(best.sentence)]
    return Draft("abstained", tuple(pieces), reading.confidence, reading.question.form)


def _says_again(piece: Piece, shown: Piece) -> bool:
    """Whether a piece is one that is shown, or says no more than such a one, be it after its Yes or No."""
    return piece == shown or (
        bool(piece.text) and piece.spans == shown.spans and re.fullmatch(rf"(?:(?:Yes|No)\. )?{re.escape(piece.text)}", shown.text) is not None
    )


def _tells(piece: Piece, reading: Reading) -> bool:
    """Whether a piece that is shown has a figure on a field that another part asks for ("costs $3,200 and carries 2.0 CEUs")."""
    figures = [field for field in asked_fields(reading.question.text) if field.name in FIGURES]
    return any(re.search(rf"\d[^.;]{{0,20}}(?:{field.asks.pattern})|(?:{field.asks.pattern})[^.;]{{0,20}}\d", piece.text, re.I) for field in figures)


def _unsaid(draft: Draft, shown: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of a draft that are not shown yet; none where only what leads in to them would be left."""
    left = tuple(piece for piece in draft.pieces if not any(_says_again(piece, other) for other in shown))
    return left if any(piece.states for piece in left) or not any(piece.states for piece in draft.pieces) else ()


def join_parts(readings: Sequence[Reading], drafts: Sequence[Draft]) -> Draft:
    """One reply of the drafts of several questions; a part without an answer is named, unless what answers another one answers it too."""
    pieces: list[Piece] = []
    told = [piece for draft in drafts if draft.outcome == "answered" for piece in draft.pieces[:1]]
    met = [draft.outcome == "abstained" and any(_tells(piece, reading) for piece in told) for reading, draft in zip(readings, drafts, strict=True)]
    readings, drafts = ([one for one, answered in zip(these, met, strict=True) if not answered] for these in (readings, drafts))
    for question, draft in zip((reading.question.text for reading in readings), drafts, strict=True):
        if draft.outcome == "abstained":
            nearest = [replace(piece, layout="note") for piece in _unsaid(draft, pieces) if piece.states]  # apart from what answers the next part
            lead = " The nearest they come:" if nearest else ""
            pieces += [Piece(f"The documents do not answer “{question.rstrip('?. ')}”.{lead}", states=False, layout="note"), *nearest]
        else:
            pieces += _unsaid(draft, pieces)
    outcomes = {draft.outcome for draft in drafts}
    if outcomes == {"abstained"}:
        nearest = tuple(dict.fromkeys(piece for draft in drafts for piece in _unsaid(draft, ()) if piece.states))
        lead = " The nearest they come:" if nearest else ""
        return replace(drafts[0], pieces=(Piece(f"The documents do not answer this.{lead}", states=False), *nearest))
    outcome = "partial" if outcomes & {"abstained", "partial"} else "answered"
    columns = next((draft.columns for draft in drafts if draft.columns), ())
    return Draft(outcome, tuple(pieces), min(draft.confidence for draft in drafts if draft.outcome != "abstained"), "multi_part", columns=columns)
