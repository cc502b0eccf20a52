"""One turn of a conversation as HTML: question, answer, working, sources, what to ask next.

(Turn, place in the conversation) -> an <article>. Every text of a document, a reply or a
person is escaped here; nothing relies on the browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..types import Answer, Citation
from .icons import icon
from .markup import answer_html, plain_quote, safe_url
from .source_view import facts_html
from .turns import Turn

SHOWN_SOURCES = 4  # the others fold out
BADGES = {
    "partial": "Answered in part: the documents do not hold all of it",
    "abstained": "Not in these documents",
    "clarify": "One question back",
}


def turn_html(turn: Turn, place: int, *, last: bool, text: str | None = None, alone: bool = False) -> str:
    """The turn at `place` (from 0); `text`: the part shown so far while it streams, None when done.

    `alone`: outside the conversation, so that it can be copied or taken there, not rated.
    """
    streaming = text is not None
    answer = turn.answer
    parts = [
        f'<h2 class="question">{escape(turn.question)}</h2>',
        _badge(answer),
        "" if not streaming and _told_by_voices(turn) else _body(answer, answer.text if text is None else text),
    ]
    if not streaming:
        parts += [
            _stopped(turn),
            _note(answer),
            _working(answer),
            _voices(turn),
            sources_html(answer, place),
            _actions(turn, place, last, alone),
            _next(answer) if last else "",
        ]
    busy = ' aria-busy="true"' if streaming else ""
    copied = "" if streaming else f' data-markdown="{escape(footnoted(turn, place))}"'
    return f'<article class="turn {answer.outcome}" data-turn="{place}" data-question="{escape(turn.question)}"{copied}{busy}>{"".join(parts)}</article>'


def waiting_html(question: str, place: int, line: str) -> str:
    """A question whose answer has not begun, and why."""
    return (
        f'<article class="turn waiting" data-turn="{place}" data-question="{escape(question)}" aria-busy="true"><h2 class="question">{escape(question)}</h2>'
        f'<p class="waiting-line"><span class="dots" aria-hidden="true"></span>{escape(line)}</p></article>'
    )


def trouble_html(question: str, place: int, line: str) -> str:
    """A question that could not be answered for a reason outside the documents."""
    return (
        f'<article class="turn trouble" data-turn="{place}" data-question="{escape(question)}"><h2 class="question">{escape(question)}</h2>'
        f'<p class="trouble-line">{escape(line)}</p>{_button("retry", "Try again", place)}</article>'
    )


def sources_html(answer: Answer, place: int) -> str:
    """The places an answer rests on, in the order of their numbers."""
    if not answer.citations:
        return ""
    rows = [_source(citation) for citation in answer.citations]
    first, rest = (rows[:SHOWN_SOURCES], rows[SHOWN_SOURCES:]) if len(rows) > SHOWN_SOURCES + 1 else (rows, [])
    more = f"<details><summary>{len(rest)} more sources</summary><ol>{''.join(rest)}</ol></details>" if rest else ""
    return f'<section class="sources" aria-labelledby="sources-{place}"><h3 id="sources-{place}">Sources</h3><ol>{"".join(first)}</ol>{more}</section>'


def footnoted(turn: Turn, place: int) -> str:
    """The turn as Markdown with a footnote for each citation."""
    text = turn.answer.text
    notes = []
    for citation in turn.answer.citations:
        text = text.replace(f"[{citation.number}]", f"[^{place + 1}-{citation.number}]")
        where = ", ".join(filter(None, (citation.title, citation.section, f"as of {citation.as_of}" if citation.as_of else "", safe_url(citation.url))))
        notes.append(f"[^{place + 1}-{citation.number}]: “{plain_quote(citation.quote)}” {where}")
    return "\n\n".join(filter(None, (f"## {turn.question}", text, "\n".join(notes))))


def _badge(answer: Answer) -> str:
    line = BADGES.get(answer.outcome)
    return f'<p class="badge">{icon(answer.outcome)}{escape(line)}</p>' if line else ""


def _body(answer: Answer, text: str) -> str:
    by_number = {citation.number: citation for citation in answer.citations}

    def marker(number: int) -> str:
        citation = by_number.get(number)
        return _marker(citation) if citation else f"[{number}]"

    return f'<div class="answer">{answer_html(text, marker)}</div>'


def _marker(citation: Citation) -> str:
    label = f"Source {citation.number}: {citation.title}. Show the passage"
    return f'<button type="button" class="marker" {place_of(citation)} data-number="{citation.number}" aria-label="{escape(label)}">{citation.number}</button>'


def place_of(citation: Citation) -> str:
    """Attributes that say which passage a click opens."""
    return f'data-document="{escape(citation.document_id)}" data-start="{citation.start}" data-end="{citation.end}"'


def _source(citation: Citation) -> str:
    section = f'<span class="section">{escape(citation.section)}</span>' if citation.section else ""
    return (
        f'<li data-number="{citation.number}"><button type="button" class="source" {place_of(citation)} data-number="{citation.number}">'
        f'<span class="number" aria-hidden="true">{citation.number}</span><span class="where"><span class="title">{escape(citation.title)}</span>{section}</span></button>'
        f"<blockquote>{escape(plain_quote(citation.quote))}</blockquote>"
        f"{facts_html(citation.as_of, citation.url)}</li>"
    )


def _note(answer: Answer) -> str:
    return f'<p class="note">{escape(answer.note)}</p>' if answer.note else ""


def _stopped(turn: Turn) -> str:
    return '<p class="note">Stopped here. “Retry” gives the whole answer.</p>' if turn.stopped else ""


def _working(answer: Answer) -> str:
    steps = dict.fromkeys(statement.how.removeprefix("computed:").strip() for statement in answer.statements if statement.how.startswith("computed:"))
    if not steps:
        return ""
    rows = [f"<code>{escape(working)}</code>" for working in steps]
    shown = f"<p>{rows[0]}</p>" if len(rows) == 1 else f"<ol>{''.join(f'<li>{row}</li>' for row in rows)}</ol>"
    return f'<details class="working"><summary>{icon("sum")}How this was worked out</summary>{shown}</details>'


def _voices(turn: Turn) -> str:
    """Sources that give one fact differently, side by side with their dates."""
    by_number = {citation.number: citation for citation in turn.answer.citations}
    groups = [[by_number[number] for number in group if number in by_number] for group in turn.voices]
    return "".join(
        f'<section class="voices" aria-label="The sources differ"><h3>The sources differ</h3>{_voice_cards(group)}</section>'
        for group in groups
        if len(group) > 1
    )


def _told_by_voices(turn: Turn) -> bool:
    """Whether the voices say all that the answer says, so that it need not be said twice."""
    return bool(turn.answer.statements) and {number for one in turn.answer.statements for number in one.citations} <= {
        number for group in turn.voices for number in group if len(group) > 1
    }


def _voice_cards(group: Sequence[Citation]) -> str:
    cards = "".join(
        f"<figure><figcaption>{escape(voice.as_of or 'undated')}</figcaption><blockquote>{escape(plain_quote(voice.quote))} {_marker(voice)}</blockquote></figure>"
        for voice in group
    )
    return f'<div class="cards">{cards}</div>'


def _next(answer: Answer) -> str:
    if not answer.follow_ups:
        return ""
    title = "You can ask" if answer.abstained else "Ask next"
    chips = "".join(f'<li><button type="button" class="chip" data-ask="{escape(question)}">{escape(question)}</button></li>' for question in answer.follow_ups)
    return f'<nav class="next" aria-label="{title}"><h3>{title}</h3><ul>{chips}</ul></nav>'


def _actions(turn: Turn, place: int, last: bool, alone: bool) -> str:
    if alone:
        return f'<div class="actions" role="group" aria-label="This answer">{_button("copy", "Copy with sources", place)}{_button("discuss", "Continue in Ask", place)}</div>'
    buttons = [_button("copy", "Copy with sources", place), _button("retry", "Retry", place)]
    if last:
        buttons.append(_button("edit", "Edit question", place))
    buttons += [_button("good", "Helpful", place, turn.rating == "good"), _button("bad", "Not helpful", place, turn.rating == "bad")]
    return f'<div class="actions" role="group" aria-label="This answer">{"".join(buttons)}</div>{_comment(turn, place)}'


def _button(name: str, label: str, place: int, pressed: bool | None = None) -> str:
    state = "" if pressed is None else f' aria-pressed="{str(pressed).lower()}"'
    return f'<button type="button" class="action" data-action="{name}" data-turn="{place}" title="{label}"{state}>{icon(name)}<span>{label}</span></button>'


def _comment(turn: Turn, place: int) -> str:
    if not turn.rating:
        return ""
    if turn.comment:
        return '<p class="note">Thank you. Your comment is kept on this machine.</p>'
    return (
        f'<form class="comment" data-turn="{place}" data-value="{turn.rating}"><label for="comment-{place}">Thank you. What was right or wrong? (kept on this machine)</label>'
        f'<div><input id="comment-{place}" name="comment" maxlength="2000" autocomplete="off"><button type="submit">Send</button></div></form>'
    )
