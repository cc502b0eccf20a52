"""What a message asks, before anything is searched: cleaned, read in its conversation, cut into its questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from .conversation import Turn, read_turn
from .direct import direct
from .focus import focus
from .forms import question_form
from .parts import enumerated, split_parts
from .shorthand import written_out

NEEDS_ALL = frozenset({"recommendation", "plan", "computed"})  # forms for which all counts that a person says of themselves
UNSEEN = frozenset("\u200b\ufeff\u2028\u2029")


def cleaned(message: object, longest: int) -> tuple[str, str]:
    """A message in one line without characters that nobody sees, at most so many characters long, and a note where it was cut."""
    text = "".join(" " if _unseen(char) else char for char in str(message))
    text = re.sub(r"\s+", " ", text).strip()
    if len(text) > longest:
        return text[:longest].rsplit(" ", 1)[0], f"Only the first {longest:,} characters of the question were read."
    return text, ""


def _unseen(char: str) -> bool:
    code = ord(char)
    return code < 32 or 0x7F <= code < 0xA0 or char in UNSEEN or 0xD800 <= code < 0xE000


def asked_directly(turns: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The turns with each question of the person put directly, its shorthand written out."""
    return [{**turn, "content": direct(written_out(turn["content"])) if turn["role"] == "user" else turn["content"]} for turn in turns]


def read_message(text: str, turns: Sequence[Mapping[str, str]]) -> Turn:
    """A message in its conversation: of a long one the part that asks, the whole of it behind."""
    focused = focus(text)
    if focused == text or question_form(focused, "") in NEEDS_ALL:
        return read_turn(text, turns)
    turn = read_turn(focused, [*turns, {"role": "user", "content": text}])  # what leads up to the question is said before it
    return replace(turn, lead=text, background=(*read_turn(focused, turns).background, (text,)))


def part_turns(turn: Turn, message: str, turns: Sequence[Mapping[str, str]]) -> list[Turn]:
    """A turn for each question of a message; a later one is read after the first, which may name its subject, unless each names it. An offer that the message accepts is one."""
    if parts := enumerated(turn.text):
        return [replace(read_turn(part, turns), lead=turn.lead) for part in parts]
    parts = split_parts(turn.text)
    if len(parts) == 1 or (turn.leans and turn.text not in message and len(split_parts(message)) == 1):
        return [turn]
    first = f"{turn.lead} {parts[0]}".strip()
    before = [*turns, *({"role": "user", "content": said} for said in (turn.lead, parts[0]) if said)]
    later = [read_turn(part, before) for part in parts[1:]]
    return [replace(turn, text=parts[0]), *(replace(one, subjects=one.subjects or ((first, ""),)) for one in later)]
