"""Checking of a catalog file: what loads, and the exact words about what does not."""

from pathlib import Path

import pytest

from corpus import CatalogError, Course, Programme, Record, load_catalog

SOURCES = """
sources:
  - {id: page, title: The course page, url: "https://example.org/page", as_of: 2024-08}
"""


def load(folder: Path, text: str):
    path = folder / "catalog.yaml"
    path.write_text(text, encoding="utf-8")
    return load_catalog(path)


def message(folder: Path, text: str) -> str:
    with pytest.raises(CatalogError) as caught:
        load(folder, text)
    return str(caught.value)


def item(fields: str, kind: str = "course") -> str:
    return f"{SOURCES}items:\n  - {{id: algebra, title: Algebra, kind: {kind}, {fields}}}\n"


@pytest.mark.parametrize(
    ("kind", "item_type"),
    [
        ("course", Course),
        ("short_course", Course),
        ("certificate", Programme),
        ("online_program", Programme),
        ("program", Programme),
        ("policy", Record),
        ("benchmark", Record),
    ],
)
def test_the_kind_decides_the_type_of_an_item(tmp_path: Path, kind: str, item_type: type) -> None:
    assert type(load(tmp_path, item("", kind)).by_id["algebra"]) is item_type


def test_numbers_and_ranges_stay_as_given(tmp_path: Path) -> None:
    text = item("fee_usd: [{value: 4700, source: page}, {value: [1000, 1500.5], source: page}], ceus: [{value: 2.0, source: page}]")
    algebra = load(tmp_path, text).by_id["algebra"]
    assert [claim.value for claim in algebra.fee_usd] == [4700, (1000, 1500.5)]
    assert isinstance(algebra.fee_usd[0].value, int)
    assert isinstance(algebra.ceus[0].value, float)


def test_a_source_is_found_by_its_id(tmp_path: Path) -> None:
    catalog = load(tmp_path, item(""))
    assert catalog.source("page").title == "The course page"
    with pytest.raises(KeyError):
        catalog.source("other")


def test_a_date_that_yaml_reads_as_a_date_is_kept_as_text(tmp_path: Path) -> None:
    catalog = load(tmp_path, "sources: [{id: a, title: A, as_of: 2024-01-31}, {id: b, title: B, as_of: 2024}]\nitems: []\n")
    assert [source.as_of for source in catalog.sources] == ["2024-01-31", "2024"]


def test_the_name_of_a_site_stands_for_the_start_of_an_address(tmp_path: Path) -> None:
    text = item("url: 'shop:algebra', more_urls: ['shop:more']") + "sites: {shop: 'https://example.org/'}\n"
    algebra = load(tmp_path, text).by_id["algebra"]
    assert (algebra.url, algebra.more_urls) == ("https://example.org/algebra", ("https://example.org/more",))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ("fee_usd: [{value: three, source: page}]", "field fee_usd.0.value: found 'three', expected a number or a range of two numbers"),
        ("fee_usd: [{value: true, source: page}]", "field fee_usd.0.value: found True, expected a number or a range of two numbers"),
        ("fee_usd: [{value: .nan, source: page}]", "field fee_usd.0.value: found nan, expected a number or a range of two numbers"),
        ("fee_usd: [{value: [1, 2, 3], source: page}]", "field fee_usd.0.value: found a list, expected a number or a range of two numbers"),
        ("fee_usd: [{value: -1, source: page}]", "field fee_usd.0.value: found -1, expected no number below 0"),
        ("length: [{value: [9, 3], source: page}]", "field length.0.value: found a list, expected a range with the lower number first"),
        ("fee_usd: 4700", "field fee_usd: found 4700, expected a list"),
        ("fee_usd: [4700]", "field fee_usd.0: found 4700, expected a row of named fields"),
        ("fee_usd: [{value: 1}]", "field fee_usd.0.source: found nothing, expected a value"),
        ("fee_usd: [{value: 1, source: other}]", "field fee_usd.0.source: found 'other', expected an id listed under sources"),
        ("fee_usd: [{value: 1, source: page, notes: x}]", "field fee_usd.0.notes: found an unknown field, expected a known one such as note"),
        ("fees_usd: []", "field fees_usd: found an unknown field, expected a known one such as fee_usd"),
        ("topics: [{value: sets, source: page}]", "field topics.0.value: found 'sets', expected a list of texts"),
        ("level: [{value: 3, source: page}]", "field level.0.value: found 3, expected a text or a list of texts"),
        ("codes: [18.06]", "field codes.0: found 18.06, expected a text, in quotes where it looks like a number"),
        (
            "url: 'javascript:x'",
            "field url: found 'javascript:x', expected an address that begins with https://, or with a name listed under sites",
        ),
    ],
)
def test_a_wrong_field_is_named_with_item_place_and_next_step(tmp_path: Path, fields: str, problem: str) -> None:
    assert message(tmp_path, item(fields)) == f"catalog.yaml, item algebra, {problem}; correct the row and run again"


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    assert message(tmp_path, item("", "seminar")) == (
        "catalog.yaml, item algebra, field kind: found 'seminar', expected one of course, short_course, certificate, "
        "online_program, program, provider, policy, benchmark, article_claims; correct the row and run again"
    )


def test_an_id_may_stand_once(tmp_path: Path) -> None:
    text = item("") + "  - {id: algebra, title: Algebra again, kind: course}\n"
    assert message(tmp_path, text) == (
        "catalog.yaml, item algebra, field id: found a second item with this id (row 2), expected each id once; correct the row and run again"
    )


def test_a_difference_names_items_and_sources_that_exist(tmp_path: Path) -> None:
    text = item("") + "differences: [{id: d, topic: t, items: [geometry], article: a, page: b, sources: [page, x], verdict: v, text: T.}]\n"
    assert message(tmp_path, text) == (
        "catalog.yaml: found 2 problems; correct these rows and run again\n"
        "- difference d, field sources.1: found 'x', expected an id listed under sources\n"
        "- difference d, field items.0: found 'geometry', expected an id listed under items"
    )


def test_up_to_ten_problems_are_listed_in_one_error(tmp_path: Path) -> None:
    claims = ", ".join("{value: x, source: page}" for _ in range(12))
    lines = message(tmp_path, item(f"fee_usd: [{claims}]")).splitlines()
    assert lines[0] == "catalog.yaml: found 12 problems; correct these rows and run again"
    assert lines[1] == "- item algebra, field fee_usd.0.value: found 'x', expected a number or a range of two numbers"
    assert len(lines) == 12
    assert lines[-1] == "- and 2 more"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ": found nothing, expected a mapping with sources and items; correct the row and run again"),
        ("sources: []", ", field items: found nothing, expected a list of rows; correct the row and run again"),
        (
            "sources: []\nitems: []\nitem: []",
            ", field item: found an unknown section, expected a known one such as items; correct the row and run again",
        ),
        (
            "sources: []\nitems:\n- {id: a\n",
            ", line 4, column 1: found broken YAML (expected ',' or '}', but got '<stream end>'), expected YAML; correct the line",
        ),
        ("sources: []\nsources: []\nitems: []", ", line 2, column 1: found broken YAML (the key 'sources' twice), expected YAML; correct the line"),
        ("sources: []\nitems: [3]", ", item number 1: found 3, expected a row of named fields; correct the row and run again"),
    ],
    ids=["empty", "no items", "unknown section", "broken", "key twice", "no row"],
)
def test_a_file_of_the_wrong_shape_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    assert message(tmp_path, text) == f"catalog.yaml{problem}"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"^none\.yaml: found no readable file \(No such file or directory\), expected a catalog in YAML; check the path$"):
        load_catalog(tmp_path / "none.yaml")
