"""Set two things against each other that the documents tell of apart, in two rows of a table or two sentences with figures.

"Is TG17 dearer than TG33?", "Which is shorter, the boat or the bus?": each side is looked for by itself, both are shown, and
where a Yes or No is asked for the figures decide it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from ..draft import Draft
from ..evidence import Evidence, token_set
from ..reading import Reading
from ..understand.question import telling_tokens
from .computed.figures import asked_of, figures
from .computed.stated import CONFIDENCE, quantities
from .verdicts.yes_no import spoken
from .wording import piece_of, shown

MORE = r"dearer|more expensive|pricier|costlier|more|longer"
LESS = r"cheaper|less expensive|less|shorter|quicker|faster"
MONEY_WORDS = re.compile(r"\b(?:dearer|expensive|pricier|costlier|cheaper|cost|costs|pay|price|fee)\b", re.I)
THAN = re.compile(
    rf"^(?:(?:is|are|was|were|does|do|will|would)\s+)?(?!(?:is|are|which|what|how|who|by|if|has|have|can)\b)(?P<one>.{{2,80}}?)\s+(?:costs?|last|take|run|be)?\s*(?:any |much |a lot |far )?(?P<by>{MORE}|{LESS})\s+(?:\w+ ){{0,2}}?than\s+(?P<other>.{{2,80}}?)\W*$",
    re.I,
)
EITHER = re.compile(
    rf"\b(?:which|what|who)\b.{{0,60}}?\b(?P<by>{MORE}|{LESS}|cheapest|dearest|shortest|longest)\b[^,:;–-]{{0,40}}[,:;–-]\s*(?P<one>.{{2,80}}?)\s+or\s+(?P<other>.{{2,80}}?)\W*$",
    re.I,
)
SUPERLATIVE = re.compile(r"^(?P<by>cheapest|dearest|shortest|longest)\b[^:]{0,60}:\s*(?P<one>.{2,80}?)\s+or\s+(?P<other>.{2,80}?)\W*$", re.I)
MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43200, "year": 525600}
FOUND_IN = 10  # sentences, the likeliest for the whole question, and as many for each side
LEAST_HELD = 0.75  # of what a side tells, that the sentence with its figure holds
LEAST_CHANCE_OF_PAIR = 0.05
Measured = Callable[[Reading, Evidence], list[Decimal]]


def compose_versus(reading: Reading) -> Draft | None:
    """None where the question sets no two things against each other so, a sentence tells of both, or two that belong together are not found."""
    text = reading.question.text
    match = THAN.search(text) or EITHER.search(text) or SUPERLATIVE.search(text)
    if match is None:
        return None
    measured: Measured = _prices if MONEY_WORDS.search(text) or reading.question.kind == "money" else _times
    sides = [_told_of(reading, match[side], text.replace(match[without], "")) for side, without in (("one", "other"), ("other", "one"))]
    pairs = [(one, other) for one in sides[0] for other in sides[1] if one.position != other.position]
    best = max(pairs, key=lambda pair: _fit(reading, pair, measured), default=None)
    both = max((one.chance for one in sides[0] if one.position in {other.position for other in sides[1]}), default=0.0)
    if best is None or min(one.chance for one in best) < LEAST_CHANCE_OF_PAIR or both >= max(one.chance for one in best):
        return None
    if not any(_fit(reading, best, measured)[:2]):
        return None
    one, other = best
    pieces = [piece_of(evidence.sentence, asked=reading.question) for evidence in (one, other)]
    if match.re is THAN:
        here, there = (set(measured(reading, evidence)) for evidence in (one, other))
        if len(here) != 1 or len(there) != 1:
            return None
        more = re.fullmatch(MORE, match["by"], re.I) is not None
        pieces = list(spoken(pieces, here.pop() > there.pop() if more else here.pop() < there.pop()))
    return Draft("answered", tuple(pieces), max(reading.confidence, CONFIDENCE), reading.question.form)


def _told_of(reading: Reading, side: str, asked: str) -> list[Evidence]:
    """The sentences and rows that hold nearly all that a side tells, when it is asked about alone."""
    told = {token: weight for token, weight in telling_tokens(side).items() if weight > 0}
    found = []
    for evidence in reading.ask(asked).weighed[:FOUND_IN] if told else ():
        held = token_set(f"{evidence.sentence.indexed_text} {' '.join(evidence.sentence.headings)}")
        share = sum(weight for token, weight in told.items() if token in held) / sum(told.values())
        if share >= LEAST_HELD:
            found.append(evidence)
    return found


def _fit(reading: Reading, pair: tuple[Evidence, Evidence], measured: Measured) -> tuple[bool, bool, float]:
    """Two rows of one table or items of one list come first, then two that have figures, then the likelier ones."""
    one, other = (evidence.sentence for evidence in pair)
    side_by_side = one.unit.kind == other.unit.kind != "sentence" and (one.document_id, one.unit.group) == (other.document_id, other.unit.group)
    return side_by_side, all(measured(reading, evidence) for evidence in pair), pair[0].chance * pair[1].chance


def _prices(reading: Reading, evidence: Evidence) -> list[Decimal]:
    found = [figure.value for figure in figures(shown(evidence.sentence)) if figure.money]
    return found if len(found) < 2 else [figure.value for figure in asked_of(reading, evidence) if figure.money]


def _times(_: Reading, evidence: Evidence) -> list[Decimal]:
    return [amount.low * MINUTES[unit] for amount, unit in quantities(shown(evidence.sentence))]
