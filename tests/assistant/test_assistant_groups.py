"""Which whole a question for a list means: a sentence, a paragraph, a list or a table; real model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from own_documents import assistant_over, said

from assistant import Assistant
from assistant.compose.lists.groups import groups_of

BATHS = """# Harbour baths

The baths lie on the quay, opposite the fish market.

## Who pays nothing

Children under four come in free. So do people who accompany a blind bather, members of the lifeboat crew, and anybody whose birthday it is.

## Not in the water

- Glass bottles
- Rubber dinghies
- Dogs, except on the last day of the season

## Basins

| Basin | Length | Warmth | Depth |
|---|---|---|---|
| Sea basin | 50 m | 17 °C | 2.4 m |
| Warm basin | 25 m | 28 °C | 1.3 m |
| Paddling pool | 8 m | 31 °C | 0.4 m |

## Getting a locker

1. Take a token at the desk.
2. Choose a locker.
3. Turn the key twice.

## The attendants' duties

Attendants have four duties.

### What they are

- Watching the water
- Testing the chlorine every two hours
- Rescuing
- Closing the sea basin in a storm
"""


@pytest.fixture(scope="module")
def baths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory, {"baths.md": BATHS}) as assistant:
        yield assistant


def test_all_that_sentences_stand_in_is_looked_at(baths: Assistant) -> None:
    reading = baths.reading("What may not be taken into the water?")
    groups = groups_of(reading)
    assert {group.kind for group in groups} == {"sentence", "paragraph", "list", "table"}
    assert all(group.position in {one.position for one in reading.evidence} for group in groups)
    assert len({(group.kind, group.sentences[0].document_id, group.sentences[0].start) for group in groups}) == len(groups)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who gets in without paying?", ("under four", "blind bather", "lifeboat crew", "birthday")),
        ("What may I not take into the water?", ("Glass bottles", "Rubber dinghies", "Dogs")),
        ("Which basins are there? All of them please", ("Sea basin", "Warm basin", "Paddling pool")),
        ("What duties do the attendants have?", ("Watching the water", "chlorine", "Rescuing", "storm")),
    ],
    ids=["paragraph", "list", "table", "list under the next heading, as many as are counted"],
)
def test_the_whole_is_shown_that_is_meant(baths: Assistant, question: str, parts: tuple[str, ...]) -> None:
    reply = said(baths, question)
    assert all(part in reply for part in parts)


def test_steps_are_no_answer_to_a_question_for_things(baths: Assistant) -> None:
    assert "Turn the key twice" not in said(baths, "Which things are forbidden in the water?")


def test_every_item_is_cited(baths: Assistant) -> None:
    reply = baths.answer("What may I not take into the water?")
    assert all(statement.supported and statement.citations for statement in reply.statements)
