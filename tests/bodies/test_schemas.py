"""What officers may send about bodies and schemes, and back again into the form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from marketplace.artisans.rules import Technique
from marketplace.bodies.operations import SchemeEntry, UnitLine
from marketplace.bodies.rules import MAX_LEVEL, MIN_LEVEL, MOST_UNITS, Stream
from marketplace.bodies.schemas import BodyForm, SchemeForm, body_values, scheme_values

BODY = {"name": "LSP Contoh", "stream": "lsp"}
LINES = st.text("abc XYZ-19", max_size=12).map(lambda line: " ".join(line.split()))
UNITS = st.builds(
    UnitLine,
    title=LINES.filter(bool),
    code=LINES,
    title_en=LINES,
    means=LINES,
    means_en=LINES,
    techniques=st.frozensets(st.sampled_from(Technique)),
)


def refused(form, **fields):
    """Which fields are refused, and by which code."""
    try:
        form.model_validate(fields)
    except ValidationError as error:
        return {one["loc"][0]: one["type"] for one in error.errors()}
    return {}


@given(st.builds(SchemeEntry, title=LINES.filter(bool), units=st.lists(UNITS, max_size=5).map(tuple)))
def test_a_scheme_comes_back_from_its_form_as_it_went_in(entry):
    form = SchemeForm.model_validate(scheme_values(entry, 3))
    assert (form.entry(), form.version) == (entry, 3)


def test_a_body_comes_back_from_its_form_as_it_went_in():
    form = BodyForm.model_validate(BODY | {"checked_on": "2026-04-14", "licence_no": "BNSP-LSP-0000-ID"})
    assert form.stream is Stream.LSP
    assert BodyForm.model_validate(body_values(form.entry(), 0)).entry() == form.entry()


@pytest.mark.parametrize(
    "address",
    [
        "http://bnsp.go.id",
        "javascript:alert(1)",
        "https://a@evil.example",
        "//bnsp.go.id",
        "bnsp.go.id",
        "https://",
    ],
)
def test_an_address_is_plain_https_or_refused(address):
    assert refused(BodyForm, **BODY, directory_url=address) == {"directory_url": "body.address"}


def test_a_plain_address_is_kept():
    form = BodyForm.model_validate(BODY | {"directory_url": " https://bnsp.go.id/lsp "})
    assert form.directory_url == "https://bnsp.go.id/lsp"


@pytest.mark.parametrize("level", [MIN_LEVEL - 1, MAX_LEVEL + 1, "tiga"])
def test_a_level_is_one_of_the_frameworks(level):
    assert "level" in refused(SchemeForm, title="Skema", level=level)
    for one in (MIN_LEVEL, MAX_LEVEL):
        assert refused(SchemeForm, title="Skema", level=one) == {}


@pytest.mark.parametrize(
    "row",
    [
        {"unit_code": ["", "C.1"]},
        {"unit_title_en": ["", "Knitting"]},
        {"unit_means": ["", "Arti"]},
        {"unit_techniques": ["2:crochet"]},
    ],
)
def test_a_row_that_says_something_needs_a_title_and_its_number_is_named(row):
    with pytest.raises(ValidationError) as error:
        SchemeForm.model_validate({"title": "Skema", "unit_title": ["Merajut", ""]} | row)
    (one,) = error.value.errors()
    assert (one["loc"], one["type"], one["ctx"]["number"]) == (("unit_title",), "body.unit_title", 2)


def test_empty_rows_are_passed_over_and_techniques_stay_with_their_row():
    form = SchemeForm.model_validate(
        {
            "title": "Skema",
            "unit_title": ["Satu", "", "Tiga"],
            "unit_code": ["C.1", "", "C.3"],
            "unit_techniques": ["3:knit", "1:crochet", "1:macrame"],
        }
    )
    units = [(unit.title, unit.code, {each.value for each in unit.techniques}) for unit in form.entry().units]
    assert units == [("Satu", "C.1", {"crochet", "macrame"}), ("Tiga", "C.3", {"knit"})]


@pytest.mark.parametrize("box", ["1:sulam", "1", "", "crochet", ":"])
def test_a_box_of_fancy_is_refused(box):
    assert (
        refused(SchemeForm, title="Skema", unit_title=["A"], unit_techniques=[box])["unit_techniques"]
        == "choice"
    )


def test_there_is_an_end_to_the_rows():
    assert "unit_title" in refused(SchemeForm, title="Skema", unit_title=["A"] * (MOST_UNITS + 1))
    assert refused(SchemeForm, title="Skema", unit_title=["A"] * MOST_UNITS) == {}
