"""What officers may send about a cohort: rows that hang together, words beside the field."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.programmes.operations import CohortEntry, ProgrammeEntry
from marketplace.programmes.rules import DayLine, Figure, OrganiserLine, OrganiserRole
from marketplace.programmes.schemas import CohortForm, ProgrammeForm, cohort_values, programme_values
from marketplace.web.forms import blank_form, read_values

DAYS = {"first_on": "2027-03-01", "last_on": "2027-03-04"}


@pytest.fixture(autouse=True)
def _words(app):
    with app.test_request_context():
        yield


def read(**values):
    return read_values(CohortForm, {**DAYS, **values})


def test_empty_rows_are_passed_over_and_the_others_keep_their_order():
    form = read(
        organiser_name=["", "Dinas", "LSP"],
        organiser_role=["", "department", "lsp"],
        organiser_note=["", "Membuka", ""],
        day_on=["2027-03-01", ""],
        day_begins=["08:00", ""],
        day_ends=["", ""],
        participants="26",
        competent="",
    )
    entry = form.data.entry()
    assert entry.organisers == [
        OrganiserLine(OrganiserRole.DEPARTMENT, "Dinas", "Membuka"),
        OrganiserLine(OrganiserRole.LSP, "LSP"),
    ]
    assert entry.days == [DayLine(date(2027, 3, 1), time(8))]
    assert entry.figures == {Figure.PARTICIPANTS: 26}


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"organiser_name": [""], "organiser_role": ["lsp"]}, "organiser_name", "Penyelenggara 1"),
        ({"organiser_name": ["", "A"], "organiser_role": ["", ""]}, "organiser_name", "penyelenggara 2"),
        ({"day_on": [""], "day_plan": ["Pembukaan"]}, "day_on", "Baris 1"),
        ({"day_on": ["besok"]}, "day_on", ""),
        ({"day_on": ["2027-03-01"], "day_begins": ["pagi"]}, "day_begins", ""),
        ({"organiser_name": ["A"], "organiser_role": ["sponsor"]}, "organiser_role", ""),
        ({"seats": "0"}, "seats", "1"),
        ({"participants": "-1"}, "participants", "0"),
        ({"certified": "banyak"}, "certified", ""),
        ({"first_on": ""}, "first_on", ""),
        ({"eligibility": "NIK 6474010101010001"}, "eligibility", ""),
        ({"venue": "x" * 161}, "venue", "160"),
    ],
)
def test_each_fault_stands_beside_its_field(values, field, words):
    form = read(**values)
    assert not form.ok and words in form.errors[field]


LINES = st.builds(
    OrganiserLine, st.sampled_from(OrganiserRole), st.sampled_from(["Dinas", "LSP"]), st.just("Catatan")
)
PLAN = st.lists(
    st.builds(DayLine, st.dates(date(2027, 3, 1), date(2027, 3, 4)), st.none() | st.just(time(8, 30))),
    max_size=4,
)


@settings(max_examples=30)
@given(st.lists(LINES, max_size=4), PLAN, st.dictionaries(st.sampled_from(Figure), st.integers(0, 99)))
def test_what_the_form_shows_comes_back_as_it_was(organisers, days, figures):
    entry = CohortEntry(
        date(2027, 3, 1),
        date(2027, 3, 4),
        venue="Gedung",
        seats=3,
        organisers=organisers,
        days=days,
        figures=figures,
    )
    shown = blank_form(CohortForm, cohort_values(entry, 4))
    again = read_values(CohortForm, {name: shown.values(name) for name in shown.raw})
    assert again.data.entry() == entry and again.data.version == 4


def test_a_programme_needs_a_title_and_comes_back_as_it_was():
    entry = ProgrammeEntry("Kelas", "rajut", "Class", "Satu\ndua", "")
    shown = blank_form(ProgrammeForm, programme_values(entry, 2))
    assert read_values(ProgrammeForm, {name: shown.value(name) for name in shown.raw}).data.entry() == entry
    assert "title" in read_values(ProgrammeForm, {"craft_code": "rajut"}).errors
