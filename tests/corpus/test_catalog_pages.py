"""Rendering of items: the sentences, and the facts that point at them."""

import pytest

from corpus import Catalog, Claim, Course, Programme, Provenance, Record, RenderedItem, Source, render_item
from corpus.claims import Names, Quantity
from corpus.items import Derived, Difference, Item

SOURCES = (
    Source(id="old", title="Page of 2019", url="https://example.org/old", as_of="2019-10"),
    Source(id="new", title="Newsletter", label="the newsletter"),
)


def render(item: Item, **sections: tuple[Difference, ...] | tuple[Derived, ...]) -> RenderedItem:
    return render_item(item, Catalog(SOURCES, (item,), **sections))


def sentences(item: Item) -> list[str]:
    rendered = render(item)
    return [rendered.document.text[fact.start : fact.end] for fact in rendered.facts]


def course(**fields: object) -> Course:
    return Course.model_validate({"id": "algebra", "title": "Algebra", "kind": "short_course", "provider": "Example School", **fields})


def claim(value: object, **fields: object) -> dict[str, object]:
    return {"value": value, "source": "new", **fields}


def test_a_page_has_a_heading_for_each_field_and_a_line_for_each_claim() -> None:
    rendered = render(course(length=[claim(5, unit="days", source="old")], topics=[claim(["sets", "maps"])]))
    assert rendered.document.text == (
        "# Algebra\n\nAlgebra is a short course of Example School.\n"
        "\n## Length\n\nAs of October 2019, Algebra lasts 5 days.\n"
        "\n## Topics\n\nAlgebra covers sets and maps.\n"
    )
    assert (rendered.document.doc_id, rendered.document.title) == ("catalog-algebra", "Algebra")


@pytest.mark.parametrize(
    ("field", "row", "expected"),
    [
        ("fee_usd", claim(4700), "Algebra costs $4,700."),
        ("fee_usd", claim([15000, 25000], note="an estimate"), "Algebra costs $15,000 to $25,000 (an estimate)."),
        ("fee_usd", claim(0), "Algebra is free of charge."),
        ("length", claim(1, unit="weeks"), "Algebra lasts 1 week."),
        ("length", claim([14, 23], unit="weeks"), "Algebra lasts 14 to 23 weeks."),
        ("weekly_hours", claim([6, 8]), "Algebra takes 6 to 8 hours per week."),
        ("ceus", claim(2.7), "Algebra carries 2.7 Continuing Education Units (CEUs)."),
        ("ceus", claim(1), "Algebra carries 1 Continuing Education Unit (CEU)."),
        ("format", claim("online"), "Algebra takes place online."),
        ("prerequisites", claim(["Python", "sets", "maps"]), "Algebra asks for Python, sets and maps."),
        ("tools", claim(["chalk"]), "Algebra uses chalk."),
        ("instructors", claim(["Emmy Noether", "Emil Artin"], as_of="1929"), "As of 1929, Algebra is taught by Emmy Noether and Emil Artin."),
        ("topics", claim(["rings and fields", "groups"]), "Algebra covers rings and fields; and groups."),
        ("level", claim("advanced", source="old"), "As of October 2019, the level of Algebra is advanced."),
        ("facts", claim("late", text="Latecomers to Algebra wait."), "Latecomers to Algebra wait."),
    ],
)
def test_a_claim_becomes_one_sentence(field: str, row: dict[str, object], expected: str) -> None:
    assert sentences(course(**{field: [row]})) == [expected]


def test_where_sources_differ_each_sentence_names_its_own() -> None:
    assert sentences(course(length=[claim(3, unit="days"), claim(2, unit="days", source="old")])) == [
        "According to the newsletter, Algebra lasts 3 days.",
        'According to "Page of 2019" (October 2019), Algebra lasts 2 days.',
    ]


def test_a_name_stands_in_for_a_title_that_reads_badly() -> None:
    assert sentences(course(name="the Algebra course", fee_usd=[claim(10)])) == ["The Algebra course costs $10."]


def test_a_fact_repeats_its_claim_and_points_at_its_sentence() -> None:
    rendered = render(course(fee_usd=[claim([10, 20], source="old", note="a guess")]))
    (fact,) = rendered.facts
    assert (fact.fact_id, fact.item_id, fact.field, fact.value, fact.note) == ("algebra.fee_usd.0", "algebra", "fee_usd", (10, 20), "a guess")
    assert (fact.source_id, fact.source_title, fact.as_of, fact.document_id) == ("old", "Page of 2019", "2019-10", "catalog-algebra")
    assert rendered.document.text[fact.start : fact.end] == "As of October 2019, Algebra costs $10 to $20 (a guess)."
    assert rendered.document.source_at(fact.start, fact.end) == Provenance(fact.start, fact.end, "Page of 2019", "https://example.org/old", "2019-10")


def test_the_address_of_the_item_serves_where_the_source_has_none() -> None:
    rendered = render(course(url="https://example.org/algebra", fee_usd=[claim(10)]))
    assert {span.url for span in rendered.document.provenance} == {"https://example.org/algebra"}
    assert [link.url for link in rendered.document.links] == ["https://example.org/algebra"]


def test_an_item_without_claims_is_still_introduced() -> None:
    item = Programme(id="p", title="Plan", kind="certificate", provider="Example School")
    assert render(item).document.text == "# Plan\n\nPlan is a certificate program of Example School.\n"


def test_an_opening_of_its_own_comes_first_and_notes_on_the_title_after_it() -> None:
    note = Claim(value="renamed", source="new", text="Rules was renamed.")
    item = Record(id="r", title="Rules", kind="policy", opening="These are rules.", title_note=(note,))
    assert render(item).document.text == "# Rules\n\nThese are rules.\nRules was renamed.\n"


def test_differences_and_worked_figures_stand_with_their_item_and_rest_on_all_their_sources() -> None:
    difference = Difference(
        id="d", topic="t", items=("algebra",), article="3", page="2", sources=("new", "old"), verdict="v", text="Sources differ on Algebra."
    )
    figure = Derived(id="f", what="w", items=("other",), formula="1+1", value=2, unit="days", sources=("new",), text="Other lasts 2 days.")
    document = render(course(fee_usd=[claim(10)]), differences=(difference,), derived=(figure,)).document
    assert document.text.endswith("\n## Where sources differ\n\nSources differ on Algebra.\n")
    assert document.provenance[-1].source == "Newsletter; Page of 2019"
    assert "Other" not in document.text


def test_the_value_types_of_a_claim_are_kept() -> None:
    rendered = render(course(fee_usd=[Quantity(value=10, source="new")], tools=[Names(value=("chalk",), source="new")]))
    assert [fact.value for fact in rendered.facts] == [10, ("chalk",)]
