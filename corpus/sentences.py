"""Turn the claims of a catalog item into sentences that can be understood alone.

(Item, field, Claim, Source) -> one sentence, named after the item and dated where its source is.
A claim with a `text` of its own is stated by that text; the patterns here cover the plain cases.
"""

import re

from corpus.claims import Amount, Claim, Quantity, Source
from corpus.items import Item

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
COUNTABLE_UNITS = ("minute", "hour", "day", "week", "month", "year", "session", "lecture", "module", "course")

USUAL_UNITS = {"weekly_hours": "hours per week", "other_credit": "credits"}

KIND_NAMES = {
    "short_course": "a short course",
    "course": "a course",
    "certificate": "a certificate program",
    "online_program": "an online program",
    "program": "a program",
    "provider": "a provider of courses",
    "policy": "a set of rules",
    "benchmark": "a set of prices for comparison",
    "article_claims": "a set of statements",
}

PATTERNS = {
    "title_note": "{name}: {value}",
    "status": "the status of {name} is: {value}",
    "level": "the level of {name} is {value}",
    "audience": "{name} is meant for {value}",
    "role": "the role of {name} is: {value}",
    "given_with": "{name} is given with {value}",
    "length": "{name} lasts {value}",
    "weekly_hours": "{name} takes {value}",
    "format": "{name} takes place {value}",
    "dates": "the dates of {name} are: {value}",
    "fee_usd": "{name} costs {value}",
    "ceus": "{name} carries {value}",
    "other_credit": "{name} carries {value}",
    "prerequisites": "{name} asks for {value}",
    "topics": "{name} covers {value}",
    "tools": "{name} uses {value}",
    "instructors": "{name} is taught by {value}",
    "requirements": "{name} requires {value}",
    "facts": "{name}: {value}",
}


def opening_sentence(item: Item) -> str:
    """What the item is and who gives it, from the item's own `opening` where it has one."""
    if item.opening:
        return item.opening
    provider = f" of {item.provider}" if item.provider and item.provider != item.title else ""
    return sentence(f"{item.name or item.title} is {KIND_NAMES[item.kind]}{provider}")


def claim_sentence(item: Item, field: str, claim: Claim, source: Source, *, differs: bool) -> str:
    """The sentence of one claim; where another source `differs` in this field, it names its source."""
    if claim.text:
        return claim.text
    stated = PATTERNS[field].format(name=item.name or item.title, value=_stated_value(field, claim))
    if field == "fee_usd" and claim.value == 0:
        stated = f"{item.name or item.title} is free of charge"
    if claim.note:
        stated += f" ({claim.note.rstrip('.')})"
    as_of = claim.as_of or source.as_of
    if differs:
        date = f" ({readable_date(as_of)})" if as_of else ""
        label = source.label or f'"{source.title}"'
        return sentence(f"According to {label}{date}, {stated}")
    return sentence(f"{time_phrase(as_of)}{stated}")


def sentence(words: str) -> str:
    """The same with a first capital and a full stop, where they are missing."""
    words = words.strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def joined(parts: tuple[str, ...]) -> str:
    """A list in words; parts that hold a comma or an "and" are set off by semicolons.

    >>> joined(("Python", "NumPy", "Pandas"))
    'Python, NumPy and Pandas'
    >>> joined(("proofs and graphs", "counting"))
    'proofs and graphs; and counting'
    """
    if len(parts) == 1:
        return parts[0]
    if any(re.search(r",|\band\b|\bor\b", part) for part in parts):
        return "; ".join(parts[:-1]) + "; and " + parts[-1]
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def dollars(value: Amount) -> str:
    """US dollars, with cents only where there are any.

    >>> dollars(4700), dollars((15000, 25000)), dollars(99.5)
    ('$4,700', '$15,000 to $25,000', '$99.50')
    """
    if isinstance(value, tuple):
        return " to ".join(dollars(part) for part in value)
    return f"${int(value):,}" if value == int(value) else f"${value:,.2f}"


def quantity(value: Amount, unit: str | None) -> str:
    """A number or range with its unit in the right number.

    >>> quantity(5, "days"), quantity(1, "weeks"), quantity((14, 23), "weeks")
    ('5 days', '1 week', '14 to 23 weeks')
    """
    shown = " to ".join(f"{part:,}" for part in value) if isinstance(value, tuple) else f"{value:,}"
    return f"{shown} {_unit_in_number(unit, one=value == 1)}" if unit else shown


def readable_date(as_of: str) -> str:
    """A date as prose has it; what is no ISO date stays as it is.

    >>> readable_date("2024-08"), readable_date("2018-01-24"), readable_date("2023/2024")
    ('August 2024', '24 January 2018', '2023/2024')
    """
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?", as_of)
    if not found:
        return as_of
    year, month, day = found.groups()
    return (f"{int(day)} " if day else "") + f"{MONTHS[int(month) - 1]} {year}"


def time_phrase(as_of: str | None) -> str:
    """The opening of a dated sentence, with a space after it; empty without a date.

    >>> time_phrase("2024-08"), time_phrase("2014 (approx.)"), time_phrase("2025-08 to 2026-08")
    ('As of August 2024, ', 'Around 2014, ', 'Between August 2025 and August 2026, ')
    """
    if not as_of:
        return ""
    if about := re.fullmatch(r"(.+) \(approx\.\)", as_of):
        return f"Around {readable_date(about[1])}, "
    if span := re.fullmatch(r"(\S+) to (\S+)", as_of):
        return f"Between {readable_date(span[1])} and {readable_date(span[2])}, "
    return f"As of {readable_date(as_of)}, "


def _stated_value(field: str, claim: Claim) -> str:
    if isinstance(claim, Quantity):
        return _stated_amount(field, claim)
    return joined(tuple(map(str, claim.value))) if isinstance(claim.value, tuple) else str(claim.value).rstrip(".")


def _stated_amount(field: str, claim: Quantity) -> str:
    if field == "fee_usd":
        return dollars(claim.value)
    if field == "ceus":
        return quantity(claim.value, "Continuing Education Unit (CEU)" if claim.value == 1 else "Continuing Education Units (CEUs)")
    return quantity(claim.value, claim.unit or USUAL_UNITS.get(field))


def _unit_in_number(unit: str, *, one: bool) -> str:
    first, space, rest = unit.partition(" ")
    stem = first.removesuffix("s")
    if stem in COUNTABLE_UNITS:
        first = stem if one else f"{stem}s"
    return first + space + rest
