"""Correct what a question takes for granted, where the documents say otherwise.

"Since it takes 30 days, how …?" is met with the sentence that says 16 days, before anything else is said: a wrong
figure can be told from a right one. So can a person who teaches other items of the catalog than the one that is named, and a
provider who does not give it. Anything else that is taken for granted is asked as a question of its own: "Why is
the office shut on Mondays?" as "Is the office shut on Mondays?", and where the documents say No to that, they are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...amounts import sums_said
from ...catalog import span_of
from ...check import NEGATION, NUMBER_WORDS, numbers_in
from ...draft import Draft, Piece
from ...evidence import FEATURES
from ...item_names import OFFERINGS
from ...reading import Reading
from ...understand.forms import AUXILIARY
from ..catalog_facts import SPECIFIC
from ..verdicts.claimed import RATE
from ..verdicts.exclusive import opposite
from ..verdicts.mismatch import LESS_THAN, MORE_THAN, QUANTITY
from ..verdicts.polarity import without_names
from ..verdicts.superlative import ranked
from ..verdicts.yes_no import settled
from ..wording import first_of, piece_of, told_fact
from .asked_openly import otherwise_openly
from .attributed import attributed_otherwise
from .clauses import stating
from .denied import denied, denied_of_item
from .figures_told import figure_otherwise
from .granted import granted_otherwise
from .presupposed import presupposed
from .said_free import charged_otherwise, free_otherwise

PREMISE = re.compile(
    r"^\W*(?:since|given(?: that)?|as|because|now that|seeing that|considering(?: that)?|knowing that)\s+(?P<clause>(?:[^,?]|(?<=\d),(?=\d))+),|"
    r"\b(?:i (?:heard|read|was told|thought|understood|know|hear|gather)|they (?:say|said|told me)|(?:my|our|his|her|a) [a-z]+ (?:says|said|told me|insists|claims|thinks)|people say|apparently)(?: that)?\s+(?P<told>(?:[^,?.]|(?<=\d),(?=\d)|\.(?=\S))+)|"
    r"^(?P<so>(?:[^,?]|(?<=\d),(?=\d))+), so (?:then )?(?:(?:on|in|at|to|for|from|with|by) )?(?=(?:what|which|how|who|when|where|why|do|does|did|is|are|was|were|must|has|have|should|would|can|could|will)\b)|"
    r"\b(?:when|once|after|before|until) (?P<event>(?:it|they|the [\w-]+|my [\w-]+) (?!is\b|has\b|does\b|was\b)[a-z]{3,}[^\Ws]s)\b(?=\W*$|,)|"
    rf"^(?P<stated>[^,?]{{6,80}}? (?:costs?|takes?|lasts?|runs? for)\b[^,?]{{3,60}}), (?=(?:(?:doesn|isn|don|aren|won|wouldn|can)['’]t|do|does|is|are|can|will|would|should|what|which|how|who|when|where|why)\b)|"
    rf"\b(?:my|your|those|these) (?P<own>(?:\d[\d.]*|{'|'.join(NUMBER_WORDS)}) (?:ceus?|credits?|modules?|exams?))\b|"
    r"^\W*(?:what makes|how come|how can) (?P<makes>[^?]+)|"
    r"^\W*why (?P<why>(?:do|does|did|is|are|was|were|must|has|have|should|would|can|could|will)\b[^?]+)",
    re.I,
)
LOOKED_UP, READ = 0.95, 0.8  # confidence of what the catalog says, and of a sentence with another figure of the same
LEAD, OTHERWISE = "The documents give another figure:", "The documents say otherwise:"
DENIED = 0.08  # chance of a Yes up to which what is taken for granted is contradicted
OWN = re.compile(r"\b(?:i|me|my|we|us|our)\b", re.I)
STATES = re.compile(rf"\b(?i:{AUXILIARY})\b|^\W*[A-Z]")  # a verb, or a name that something is said of
NAMED = re.compile(r"\b(?:the|my|an?) (?:[\w-]+ ){0,2}?[\w-]+(?=\W|$)", re.I)  # what "it" is in a clause on when it does something
CREDIT = re.compile(r"\bcontinuing[- ]education units?(?: \(CEUs?\))?", re.I)
A_PERIOD = re.compile(
    r"\b(?:(?P<half>half a year)|(?<!hours )(?<!hour )(?<!hrs )(?<!days )(?<!times )(?<!once )(?<!twice )an? (?:whole |full |single )?(?P<unit>day|week|month|year))\b(?! (?:of|off|later|ago|before|after))",
    re.I,
)
OF_ONES_OWN = re.compile(
    r"\b[\w-]+ (?:days?|weeks?|months?|years?)['’]? (?:off\b|(?:of )?(?:[\w-]+ )?(?:experience|practice)\b)", re.I
)  # no length of a course
LOOKED_AT = 6
DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
NEAR = 0.05  # amounts that differ by less are the same
LEAST_COVERAGE = 0.35  # share of the question's words that a sentence holds which corrects it


def correct(reading: Reading, draft: Draft, threshold: float) -> Draft:
    """The draft, opened by a correction where the question rests on what the documents contradict."""
    if draft.form == "yes_no" and draft.confidence >= LOOKED_UP and reading.question.form != "yes_no":
        return draft  # a question without its verb ("given with the guild?") is answered Yes or No
    computed_with = _computed_with(reading, draft)
    if (corrections := _corrections(reading)) is not None and not (computed_with and corrections[0] == LEAD):
        shown = {span for piece in draft.pieces for span in piece.spans}
        if draft.form == "yes_no" and corrections[0] == OTHERWISE and all(shown.issuperset(piece.spans) for piece in corrections[1]):
            return draft  # the Yes or No says it
        return _opened(reading, draft, *corrections)
    match = PREMISE.search(reading.question.text) if not computed_with else None
    if match is None:
        return _of_nothing(reading, draft, threshold) if draft.outcome == "abstained" else draft
    corrected = (
        _another_figure(reading, draft, match["clause"] or match["told"] or match["so"] or match["stated"] or match["makes"] or match["why"] or match["own"])
        if not match["event"]
        else None
    )
    if corrected is None and match["told"] and (piece := _opposite_told(reading, match["told"])) is not None and _opens_with(draft, piece):
        return Draft("answered", (Piece(OTHERWISE, states=False), piece), READ, draft.form)
    if corrected is not None or reading.question.form == "yes_no":
        return corrected or draft
    taken = _as_question(match)
    found = settled(reading.ask(taken), threshold) if taken else None
    if found is None or found.said is not False or found.yes > DENIED:
        return _of_nothing(reading, draft, threshold) if draft.outcome == "abstained" else draft
    return Draft("answered", (Piece(OTHERWISE, states=False), *found.first), found.confidence, draft.form)  # the question falls with what it rests on


def _computed_with(reading: Reading, draft: Draft) -> bool:
    """Whether the figures of the question are what a result is computed from, and so no claim on what the documents say."""
    used = numbers_in(draft.pieces[0].how) if draft.form == "computed" and draft.pieces and reading.question.numbers else set()
    return bool(used) and all(numbers_in(figure) <= used for figure in reading.question.numbers)


def _corrections(reading: Reading) -> tuple[str, tuple[Piece, ...], float] | None:
    """What the documents have otherwise of what is spoken of, with the words that open it and how sure it is; None where nothing is."""
    if (other := attributed_otherwise(reading)) is not None:
        return OTHERWISE, (other,), LOOKED_UP
    if (piece := denied_of_item(reading)) is not None:
        return OTHERWISE, (piece,), LOOKED_UP
    if (priced := free_otherwise(reading)) is not None:
        return OTHERWISE, (priced,), LOOKED_UP
    if (ranked_below := _ranked_otherwise(reading)) is not None:
        return OTHERWISE, ranked_below, LOOKED_UP
    granted = granted_otherwise(reading)
    if not granted:
        told = figure_otherwise(reading) or (None if reading.items else otherwise_openly(reading))
        return (LEAD, (told,), READ) if told is not None else None
    lead = OTHERWISE if any(one.kind == "format" for one in granted) else LEAD
    return lead, tuple(Piece(reading.text_of(one.fact), (span_of(one.fact),)) for one in granted), LOOKED_UP


def _ranked_otherwise(reading: Reading) -> tuple[Piece, ...] | None:
    """What is dearest, shortest and the like, where a message states that of another item, with what that one has; None where it states no such thing."""
    for clause in stating(reading.question.text, reading.question.form):
        items = [item_id for item_id in reading.catalog.linked(clause) if reading.catalog.is_offered(item_id)]
        if len(items) == 1 and (found := ranked(reading, items[0], clause)) is not None and not found.holds:
            return tuple(told_fact(reading, fact) for fact in (found.best, found.own))
    return None


def _opened(reading: Reading, draft: Draft, lead: str, corrections: tuple[Piece, ...], sure: float) -> Draft:
    """The draft opened by corrections, where it is looked up or on the same page; else what the catalog says on what is asked."""
    spans = {span for piece in corrections for span in piece.spans}
    pages = {span.document_id for span in spans}
    answered = draft.outcome in {"answered", "partial"}
    kept = [piece for piece in draft.pieces if draft.confidence >= LOOKED_UP or any(span.document_id in pages for span in piece.spans)] if answered else []
    rest = kept or _asked_of_it(reading)
    others = [piece for piece in rest if not spans & set(piece.spans)]
    pieces = (Piece(lead, states=False), *corrections, *(() if [piece.layout for piece in others] == ["lead"] else others))
    return Draft("answered", pieces, sure, draft.form, draft.columns)


def _of_nothing(reading: Reading, draft: Draft, threshold: float) -> Draft:
    """That there is no such thing, where the documents surely deny what a question that they do not answer takes to be there; else the draft."""
    if (piece := charged_otherwise(reading)) is not None:
        return Draft("answered", (Piece(OTHERWISE, states=False), piece), LOOKED_UP, draft.form)
    if (piece := denied(reading)) is not None:
        return Draft("answered", (Piece(OTHERWISE, states=False), piece), max(threshold, reading.confidence), draft.form)
    taken = presupposed(reading.question.text, reading.catalog.called(reading.items[0]) if len(reading.items) == 1 else "")
    found = settled(reading.ask(taken), threshold) if taken else None
    if found is None or found.said is not False or found.yes > DENIED or not any(NEGATION.search(without_names(reading, piece.text)) for piece in found.first):
        return draft
    near = {(one.sentence.document_id, one.sentence.start) for one in reading.evidence[:LOOKED_AT]}
    if not any((span.document_id, span.start) in near for piece in found.first for span in piece.spans):
        return draft  # denied of something else
    return Draft("answered", (Piece(OTHERWISE, states=False), *found.first), found.confidence, draft.form)


def _asked_of_it(reading: Reading) -> Iterator[Piece]:
    """What the catalog says on the fields that are asked for: the question falls, but not what it asks of the item."""
    for field in reading.asked if reading.items else ():
        if (piece := first_of(reading, reading.catalog.of(reading.items[0], field.name))) is not None and field.name in SPECIFIC:
            yield piece


def _as_question(match: re.Match[str]) -> str | None:
    """What is taken for granted, as a question; None where documents cannot deny it: what people say of themselves, what is no statement ("as of May", "given the price"), or what is denied already, which a sentence on another case would seem to contradict."""
    if match["makes"] or match["own"]:
        return None  # no clause of its own
    if match["why"]:
        return None if NEGATION.search(match["why"]) else f"{match['why']}?"
    if match["event"]:
        subject, verb = match["event"].rsplit(None, 1)
        named = NAMED.findall(match.string[: match.start()])
        return f"Is it true that {named[-1] if named and subject.lower() in {'it', 'they'} else subject} {verb}?"
    told = match["clause"] or match["told"] or match["so"] or match["stated"]
    return None if OWN.search(told) or NEGATION.search(told) or not STATES.search(told) else f"Is it true that {told}?"


def _another_figure(reading: Reading, draft: Draft, taken: str) -> Draft | None:
    """The draft, opened by another figure than the one taken for granted; itself where the documents give that one too, None where they give none."""
    claimed, about = quantities(taken), reading.catalog.linked(taken)
    limit = next((limit for limit in (MORE_THAN, LESS_THAN) if limit.search(re.split(r"\$|\d", taken)[0])), None)
    items = about or reading.items
    offered = {f"catalog-{item_id}" for item_id in items if reading.catalog.items[item_id].kind in OFFERINGS}
    verdicts = []
    for piece in _candidates(reading, items):
        told = quantities(piece.text)
        if told.get("money") != {0.0} or piece.spans[0].document_id in offered:  # what is free elsewhere is something else
            verdicts.append((piece, _agree(claimed, told, limit)))
    own = [(piece, agrees) for piece, agrees in verdicts if piece.spans[0].document_id in offered and agrees is not None]
    verdicts = own or verdicts  # what is told of the item itself decides
    if any(agrees for _, agrees in verdicts):
        return draft
    correction = next((piece for piece, agrees in verdicts if agrees is False), None)
    if correction is None:
        return None
    said = draft.pieces if draft.outcome in {"answered", "partial"} else ()
    rest = tuple(piece for piece in said if piece.spans != correction.spans)
    return replace(
        draft,
        outcome="answered",
        pieces=(Piece(LEAD, states=False), correction, *rest),
        confidence=max(draft.confidence, reading.confidence, READ if own else 0.0),
    )


def _opens_with(draft: Draft, piece: Piece) -> bool:
    """Whether a draft is an abstention, or opens with the sentence of a piece, so that a correction by it adds to what is said."""
    return draft.outcome == "abstained" or bool(draft.pieces and draft.pieces[0].spans == piece.spans)


def _opposite_told(reading: Reading, told: str) -> Piece | None:
    """The likeliest sentence, where it has the opposite of what others say ("unlimited times", "at most two attempts")."""
    best = reading.evidence[0] if reading.evidence else None
    if best is None or opposite(told, best.sentence.text) is not True:
        return None
    own = best.sentence.document_id in {f"catalog-{item_id}" for item_id in reading.items}
    return piece_of(best.sentence) if own or best.features[FEATURES.index("coverage_topic")] >= LEAST_COVERAGE else None


def quantities(text: str) -> dict[str, set[float]]:
    """kind -> amounts that a text states: times in days, money in dollars, anything else by its unit.

    >>> quantities("It lasts 12 weeks and costs $900.")
    {'time': {84.0}, 'money': {900.0}}
    >>> quantities("I have four weeks off and ten years of experience.")
    {}
    """
    found: dict[str, set[float]] = {}
    text = CREDIT.sub("CEUs", RATE.sub(" ", OF_ONES_OWN.sub(" ", text)))  # hours a week, often a range, are compared in `granted`
    text = A_PERIOD.sub(lambda match: "6 months" if match["half"] else f"1 {match['unit']}", text)
    for number, unit in QUANTITY.findall(text):
        singular = unit.lower().removesuffix("s")
        kind = "time" if singular in DAYS else singular
        for value in numbers_in(number):
            found.setdefault(kind, set()).add(float(value) * DAYS.get(singular, 1.0))
    for value, _ in sums_said(text):
        found.setdefault("money", set()).add(float(value))
    if re.search(r"\bfree(?: of charge)?\b", text, re.I):
        found.setdefault("money", set()).add(0.0)
    return found


def _agree(claimed: dict[str, set[float]], said: dict[str, set[float]], limit: re.Pattern[str] | None = None) -> bool | None:
    """Whether a text has the amount that is claimed, or one beyond it where it is a limit; None where it has none of that kind."""
    shared = [(values, said[kind]) for kind, values in claimed.items() if kind in said]
    if not shared:
        return None
    if limit is not None:
        return any(other > one if limit is MORE_THAN else other < one for values, others in shared for one in values for other in others)
    met = [([any(abs(one - other) <= NEAR * max(one, other) for other in others) for one in values], len(others)) for values, others in shared]
    if halves := [count >= len(agrees) for agrees, count in met if any(agrees) and not all(agrees)]:  # "16 days within 12 months": one of two is wrong
        return False if any(halves) else None
    return any(any(agrees) for agrees, _ in met)


def _candidates(reading: Reading, items: Sequence[str]) -> Iterator[Piece]:
    """What the catalog says of the items that are named, then the sentences found that are about the question."""
    documents = reading.index.documents
    for (item_id, _), facts in reading.catalog.facts.items():
        for fact in facts if item_id in items else ():
            if reading.may_cite(fact.document_id):
                yield Piece(documents[fact.document_id].text[fact.start : fact.end], (span_of(fact),))
    for evidence in reading.evidence[:LOOKED_AT]:
        if evidence.features[FEATURES.index("coverage_topic")] >= LEAST_COVERAGE:
            yield piece_of(evidence.sentence)
