"""Recommend a track from what the person says of themselves, with the reason cited.

The documents are searched for whom each option is for; nothing is recommended that no
sentence supports. Asks one question back when nothing was said that could decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...draft import Draft, Piece
from ...evidence import Evidence, token_set
from ...reading import Reading
from ...understand.profile import Profile, latest_profile
from ..sentences import pieces_of, same
from .offering import breaks

SPEAKS_FOR = {  # words by which documents say whom an option is for
    "technical": ("technical", "engineers", "engineer", "researchers", "scientists", "algorithms", "developers", "builder", "expert"),
    "manager": ("managers", "manager", "non-technical", "consultants", "business", "no-code", "leaders", "nontechnical"),
    "executive": ("executive", "executives", "leadership", "leaders", "strategy", "strategic", "cto", "leader"),
    "rusty": ("rusty", "refresher", "refreshers"),
    "analyst": ("applied", "implementer", "practical", "analysts", "business", "user"),
}
ADVISES = (
    "choose",
    "fit",
    "fits",
    "best",
    "better",
    "advised",
    "recommended",
    "consider",
    "should",
    "suits",
    "designed",
    "meant",
    "ideal",
    "option",
    "choice",
    "look",
)
ASKED_BACK = frozenset({"technical", "manager"})  # kinds that the documents must know before one is asked which one is
OFFERED = re.compile(r"\b(?:certificat\w+|course|elective|program(?:me)?|class|module|track|path|route|option|one|training)s?\b|\bstart\b", re.I)
FITTING = 0.3  # confidence from which one is asked back who names nothing that the documents offer
QUESTION_BACK = "Which describes you best: do you write code and like mathematics, do you want to apply existing tools, or do you lead others?"


def compose_recommendation(reading: Reading) -> Draft | None:
    """A track with its reason, or one question back; None where the documents advise nothing."""
    profile = latest_profile(reading.question.text, reading.said)
    advice = [one for one in reading.evidence if _advises(one) and not any(breaks(reading, item_id) for item_id in reading.catalog.linked(one.sentence.text))]
    if not advice:
        return None
    if profile.empty and not reading.items:
        if (
            not reading.catalog.items
            or not (kinds_of(_texts(advice)) | kinds_of(_audiences(reading))) >= ASKED_BACK
            or (reading.confidence < FITTING and not OFFERED.search(reading.question.text))
        ):
            return None
        return Draft("clarify", (Piece(QUESTION_BACK, states=False), *pieces_of(advice[:1], reading)), reading.confidence, "recommendation")
    scored = sorted(((_fit(one, profile), one) for one in advice), key=lambda pair: (-pair[0], -pair[1].chance, pair[1].position))
    if scored[0][0] <= 0:
        return None
    chosen = [scored[0][1]]
    for fit, one in scored[1:]:
        if len(chosen) < 2 and fit >= 0.8 * scored[0][0] and not any(same(one.sentence, other.sentence) for other in chosen):
            chosen.append(one)
    return Draft("answered", tuple(pieces_of(chosen, reading)), max(reading.confidence, 0.7), "recommendation")


def _texts(advice: Sequence[Evidence]) -> list[str]:
    return [one.sentence.indexed_text for one in advice]


def _audiences(reading: Reading) -> list[str]:
    """What the catalog says of whom its items are for."""
    return [reading.text_of(fact) for (_, field), facts in reading.catalog.facts.items() if field == "audience" for fact in facts]


def kinds_of(texts: Sequence[str]) -> set[str]:
    """The kinds of people that some texts speak of."""
    held = frozenset().union(*(token_set(text) for text in texts))
    return {kind for kind, words in SPEAKS_FOR.items() if any(token_set(word) <= held for word in words)}


def _advises(evidence: Evidence) -> bool:
    held = token_set(evidence.sentence.text)
    return any(token_set(word) <= held for word in ADVISES)


def kind_of(profile: Profile) -> str:
    """The kind of person that decides: what one has to learn again counts first, and what one can do before what one is called."""
    if profile.rusty:
        return "rusty"
    if profile.role == "executive":
        return "executive"
    if profile.codes is False:
        return "manager"
    if profile.role == "technical" or (profile.codes and profile.maths):
        return "technical"
    return profile.role or ("analyst" if profile.codes else "manager" if profile.maths is False else "technical")


def _fit(evidence: Evidence, profile: Profile) -> float:
    held = token_set(" ".join((*evidence.sentence.headings, evidence.sentence.unit.label, evidence.sentence.text)))
    wanted = kind_of(profile)
    score = float(sum(token_set(word) <= held for word in SPEAKS_FOR[wanted]))
    others = sum(token_set(word) <= held for kind, words in SPEAKS_FOR.items() if kind != wanted for word in words if word not in SPEAKS_FOR[wanted])
    return score - 0.5 * others + 0.5 * evidence.chance if score else 0.0
