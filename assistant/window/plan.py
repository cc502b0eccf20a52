"""The plan builder: what a person sets becomes one question to the assistant.

The plan itself is computed by `Assistant.answer`; nothing is planned here.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from html import escape
from typing import Any

import gradio as gr

from corpus import CorpusError
from index.errors import IndexingError

from ..errors import AssistantError
from .answer_view import trouble_html, turn_html, waiting_html
from .catalog_rows import Row
from .chat import BROKEN, differing, view
from .loading import Opening
from .turns import Turn, shown_answer

LONGEST_WISH = 200  # characters


def plan_question(budget: int | None, done: int | None, where: str, interests: Sequence[str]) -> str:
    """The wishes as a question.

    >>> plan_question(18000, 4, "online", ["vision", "ethics"])
    'Plan my certificate: my budget is $18,000, I have already completed 4 days, I want to take it online, I care about vision and ethics.'
    """
    wishes = [f"my budget is ${budget:,}"] if budget else []
    wishes += [f"I have already completed {done} day{'' if done == 1 else 's'}"] if done else []
    wishes += [f"I want to take it {where}"] if where in ("online", "on campus") else []
    cared = [part for wish in interests if (part := " ".join(wish.split())[:LONGEST_WISH])]
    wishes += [f"I care about {' and '.join(cared)}"] if cared else []
    return f"Plan my certificate: {', '.join(wishes)}." if wishes else "Plan my certificate."


def plan_form_html(rows: Sequence[Row]) -> str:
    """The form; its suggestions are the certificate's own courses."""
    titles = [row.title for row in rows if row.roles()]
    chips = "".join(
        f'<label class="pick"><input type="checkbox" name="interest" value="{escape(title)}"><span>{escape(title)}</span></label>' for title in titles
    )
    picks = f"<fieldset><legend>Courses that interest you</legend>{chips}</fieldset>" if chips else ""
    return (
        '<h1>Plan the certificate</h1><p class="lead">Say what you have and what you like. Days, known fees and what is still missing are worked out from the catalog.</p>'
        '<form class="plan-form"><div class="row"><label>Budget in dollars<input name="budget" inputmode="numeric" pattern="[0-9,. $]*" placeholder="18,000"></label>'
        '<label>Days already completed<input name="done" type="number" min="0" max="100" placeholder="0"></label>'
        '<label>Where<select name="where"><option value="">Either</option><option value="online">Online</option><option value="on campus">On campus</option></select></label></div>'
        f'{picks}<label>Anything else you care about<input name="wish" maxlength="{LONGEST_WISH}" placeholder="vision"></label>'
        '<p><button type="submit" class="apply">Make the plan</button></p></form>'
    )


class Planner:
    """The event of the plan builder."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening

    async def plan(self, event: gr.EventData) -> AsyncIterator[dict[str, Any]]:
        """Answer the question that the form makes."""
        wishes = getattr(event, "interests", [])
        interests = [str(wish) for wish in wishes[:20]] if isinstance(wishes, list) else []
        question = plan_question(_whole(getattr(event, "budget", "")), _whole(getattr(event, "done", "")), str(getattr(event, "where", "")), interests)
        if not self._opening.ready.is_set():
            yield view([waiting_html(question, 0, self._opening.state())], busy=True)
        try:
            assistant = await self._opening.wait()
            answer = await asyncio.to_thread(assistant.answer, question)
        except (AssistantError, IndexingError, CorpusError) as error:
            yield view([trouble_html(question, 0, str(error))])
            return
        except Exception:
            yield view([trouble_html(question, 0, BROKEN)])
            raise
        yield view(
            [turn_html(Turn(question=question, answer=shown_answer(answer), voices=differing(answer, assistant)), 0, last=False, alone=True)],
            say="The plan is ready.",
        )


def _whole(typed: object) -> int | None:
    """A whole number as people type it: "18,000", "$18000"; None for anything else."""
    digits = str(typed).split(".")[0].replace(",", "").replace("$", "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else None
