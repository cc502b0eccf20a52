"""The page before the first question: what can be asked, by theme."""

from __future__ import annotations

from html import escape

THEMES = {  # of the shipped guide; each is answered, which a test checks
    "Costs": ("What does the whole flagship certificate cost?", "Which courses cost less than $3,000?"),
    "Prerequisites": ("How much math does the technical track need?", "Do I need Python for the no-code program?"),
    "Compare": ("What's the difference between xPRO and Professional Education?", "How is an MIT certificate different from an MIT degree?"),
    "Courses": ("Which tools does the no-code course use?", "What are the electives?"),
    "Common questions": ("Can I do the 16-day technical certificate fully online?", "Will I become an MIT alumnus?"),
    "Plan": ("How many days do I need and by when?", "Plan my certificate: $18,000, I care about vision"),
}


def welcome_html(documents: int, themes: dict[str, tuple[str, ...]]) -> str:
    """Greeting and opening questions; each theme a short list."""
    cards = "".join(
        f"<section><h2>{escape(theme)}</h2><ul>{''.join(_question(question) for question in questions)}</ul></section>" for theme, questions in themes.items()
    )
    count = "one document" if documents == 1 else f"{documents} documents"
    return f'<h1>What would you like to know?</h1><p class="lead">Every sentence of an answer comes from {count} on this machine, and shows where.</p><div class="themes">{cards}</div>'


def _question(question: str) -> str:
    return f'<li><button type="button" class="opening" data-ask="{escape(question)}">{escape(question)}</button></li>'
