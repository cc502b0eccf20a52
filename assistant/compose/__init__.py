"""Choose the form of a reply and write it: one module a form."""

from __future__ import annotations

import re
from dataclasses import replace

from index import Sentence

from ..draft import Draft
from ..evidence import holds_kind, token_set
from ..reading import Reading
from ..understand.field_reader import asking_words, read_only
from ..understand.fields import told_in
from ..understand.kinds import answer_kind
from ..understand.profile import latest_profile
from ..understand.question import NUMBER, Question
from .catalog_facts import compose_catalog_facts
from .choices.alike import compose_alike
from .choices.offering import compose_offering
from .choices.plan import compose_plan
from .choices.recommendation import compose_recommendation
from .choices.selection import compose_selection, wants_one
from .comparison import compose_comparison
from .computed.arithmetic import compose_arithmetic
from .computed.derived import compose_derived
from .computed.figures import figures
from .computed.known import asked_for
from .computed.per_unit import PER
from .computed.stepped import compose_stepped
from .contrast import compose_contrast, compose_each_side
from .definition import compose_acronym, compose_definition
from .lists.counted import compose_counted, compose_counted_off
from .lists.limited import compose_limited
from .lists.lists import compose_list, items_found, list_fits
from .lists.steps import PLACE, compose_steps
from .outcomes import compose_abstention
from .premises.premise import correct
from .rivals import compose_rival
from .sentences import compose_sentences
from .verdicts.each_of import compose_each_of
from .verdicts.enough import compose_enough
from .verdicts.measured import measures_another
from .verdicts.more_or_less import compose_more_or_less
from .verdicts.superlative import compose_superlative
from .verdicts.typed import compose_typed
from .verdicts.yes_no import compose_asked_alone, compose_yes_no, on_another_page
from .versus import compose_versus
from .wording import cells_of

__all__ = ["compose"]

SURE = 0.7  # confidence that needs no figure
SURELY_TOLD, LIKELY_TOLD = (
    0.9,
    0.76,
)  # confidence from which what documents seldom tell counts as told, whatever its words: a pattern knows that it is asked for, or only the model does
LOOKED_AT = 3
LEAST_TELLING = 0.25  # chance that a sentence answers which tells what documents seldom tell, where no item is named: a word of it alone may stand anywhere
COURSE = re.compile(r"\b(?:course|class|program(?:me)?|certificate|session|lecture|training|workshop|exam|track|module|you|they|i|we)(?:s|es)?\b", re.I)
ANY_OFFERING = token_set("a certificate, course, class, program or programme, track, module, training or workshop")  # says nothing of what somebody wishes for
LISTABLE = frozenset({"", "method", "definition"})  # kinds of a fact that a whole list may give
LIST_SHARE = 0.6  # of the bar, for a list whose heading says what is asked
YEAR = re.compile(r"(?<![\d$€£.,])(?:19|20)\d\d(?![\d,]|\s*(?:dollars|usd|euros|people|hours|words)\b)", re.I)
COMPUTED_OR_KNOWN = (compose_arithmetic, compose_selection, compose_derived, compose_catalog_facts, compose_acronym, compose_definition)


def compose(reading: Reading, threshold: float) -> Draft:
    """A draft in the form that the question asks for, its premise corrected; an abstention where the evidence is too weak."""
    return correct(reading, _in_form(reading, threshold), threshold)


def _in_form(reading: Reading, threshold: float) -> Draft:
    form = reading.question.form
    if draft := compose_rival(reading):
        return draft
    seldom = [field.seldom_told for field in reading.asked] if reading.catalog.items else []  # its fields are those of courses
    advises = form in {"recommendation", "plan"}
    aside = any(seldom) and _of_a_course(reading) and not advises and (form == "yes_no" or all(seldom))  # "does the fee include a hotel?" asks for no fee
    if aside and reading.confidence < (LIKELY_TOLD if _read_only(reading) else SURELY_TOLD) and _untold(reading):
        return _computed_all_the_same(reading) or compose_abstention(reading)
    for settled in (compose_alike, compose_superlative, compose_more_or_less, compose_typed, compose_each_of, compose_enough):
        if draft := settled(reading):
            return draft
    if form == "recommendation" and (draft := _surely_offered(reading)):
        return draft
    chosen_between = form == "fact" or (form == "recommendation" and reading.catalog.named_whole(reading.question.text))
    several = len(reading.items) > 1 and len(reading.asked) > 1 and chosen_between
    if form == "comparison" or several:
        computing = (compose_arithmetic, compose_derived, compose_comparison)  # "how do they differ in price and length?" wants both side by side
        for compared in computing if _asked_together(reading) < 2 or PER.search(reading.question.text) else reversed(computing):
            if draft := compared(reading):
                return draft
    if len(reading.items) < 2 and (draft := compose_versus(reading)):
        return draft
    if form == "plan" and (draft := compose_plan(reading)):
        return draft
    if form in {"recommendation", "yes_no"} and reading.catalog.items and wants_one(reading) and (draft := compose_selection(reading)):
        return draft
    if form == "recommendation" and (draft := _recommended(reading)):
        return draft
    for known in (compose_catalog_facts,) if aside and not _read_only(reading) else COMPUTED_OR_KNOWN:
        if draft := known(reading):
            return draft
    if form not in {"plan", "recommendation"} and (draft := compose_each_side(reading, threshold)):
        return draft
    if form == "yes_no" and (draft := compose_yes_no(reading, threshold) or compose_asked_alone(reading, threshold)):
        return draft
    if form in {"list", "how_to"} and list_fits(reading):
        threshold *= LIST_SHARE
    if reading.confidence < threshold or not reading.evidence or _lacks_what_is_asked(reading):
        return compose_counted(reading) or compose_stepped(reading, surely=True) or compose_abstention(reading)
    if limited := compose_limited(reading):
        return limited
    if stepped := compose_stepped(reading):
        return stepped
    if form == "how_to" or PLACE.search(reading.question.text):
        return compose_steps(reading)
    if form == "list":
        return compose_list(reading)
    if form == "comparison":
        return compose_contrast(reading)
    if reading.question.kind in LISTABLE and form in {"fact", "definition"} and (items := items_found(reading)):
        return Draft("answered", items, reading.confidence, form)
    return compose_counted_off(reading) or compose_sentences(reading)


def _of_a_course(reading: Reading) -> bool:
    """Whether what is seldom told is asked of something that one takes: one that is named or was talked about, or any; else only where a pattern knows it."""
    return bool(reading.items or reading.said or COURSE.search(reading.question.text)) or not _read_only(reading)


def _read_only(reading: Reading) -> bool:
    """Whether only the model knows of what is seldom told that it is asked for."""
    return all(read_only(field, reading.question.text) for field in reading.asked if field.seldom_told)


def _computed_all_the_same(reading: Reading) -> Draft | None:
    """What can be computed where nothing but the model reads a question as one of what is seldom told ("save by sending somebody to A instead of B")."""
    if reading.question.form == "yes_no" or not all(read_only(field, reading.question.text) for field in reading.asked):
        return None
    return compose_arithmetic(reading) or compose_derived(reading)


def _asked_together(reading: Reading) -> int:
    """How many things are asked for: credit of either name is one."""
    return len({"ceus" if field.name == "other_credit" else field.name for field in asked_for(reading)})


def _untold(reading: Reading) -> bool:
    """Whether none of the likeliest sentences, nor the catalog, has a word of what is asked for."""
    if any(reading.catalog.of(item_id, field.name) for item_id in reading.items for field in reading.asked if field.seldom_told):
        return False
    asked = [field for field in reading.asked if field.seldom_told]
    if reading.said and not any(asking_words(field, reading.question.text) for field in asked):
        return False  # asked for in the turn before
    yes_no = reading.question.form == "yes_no"
    about = [one for one in reading.evidence if not (yes_no and on_another_page(reading, one))]
    looked_at = about[: 1 if yes_no and not all(field.told_at_large for field in asked) else LOOKED_AT]
    likely = [one for one in looked_at if reading.items or one.chance >= LEAST_TELLING]
    return not any(told_in(field, one.sentence.indexed_text) for one in likely for field in asked)


def _lacks_what_is_asked(reading: Reading) -> bool:
    """Whether a figure or a year is asked about that none of the likeliest sentences has, or another measure than the likeliest gives."""
    question, sure = reading.question, reading.confidence >= SURE
    likeliest = [one.sentence for one in reading.evidence[:LOOKED_AT]]
    exact = question.kind in {"money", "percent", "duration"} or (question.kind == "count" and bool(question.counted))
    if exact and not sure and not question.numbers and not any(_holds_kind(question, sentence) for sentence in likeliest):
        return True
    if likeliest[0].unit.kind != "table_row" and measures_another(question.text, likeliest[0].indexed_text):
        return True
    years = YEAR.findall(question.text)
    return bool(years) and not any(year in f"{sentence.indexed_text} {sentence.title}" for year in years for sentence in likeliest)


def _holds_kind(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence holds the kind of thing asked for; of a row also where the head of a column says so ("Price": "740")."""
    if holds_kind(question, sentence.text) or (question.kind == "money" and any(figure.money for figure in figures(sentence.text))):
        return True
    cells = cells_of(sentence) if sentence.unit.kind == "table_row" else []
    return any(NUMBER.search(value) and answer_kind(column) == question.kind for column, value in cells)


def _surely_offered(reading: Reading) -> Draft | None:
    """The offering that fits far better than any other; who cannot code is told of the track for such people as well."""
    offered = compose_offering(reading, surely=True) if reading.question.telling.keys() - ANY_OFFERING else None
    track = compose_recommendation(reading) if offered and latest_profile(reading.question.text, reading.said).codes is False else None
    return replace(offered, pieces=(*offered.pieces, *track.pieces[:1])) if offered and track and track.outcome == "answered" else offered


def _recommended(reading: Reading) -> Draft | None:
    """Who says what they can do, or have forgotten, is told for whom the options are; anyone else what is nearest to their wishes."""
    composers, profile = [compose_offering, compose_recommendation], latest_profile(reading.question.text, reading.said)
    if (profile.codes is not None or profile.rusty) and not wants_one(reading):
        composers.reverse()
    return next((draft for composer in composers if (draft := composer(reading))), None)
