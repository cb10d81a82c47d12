"""The programmes an installation comes with: Bontang's as the press told it, another city's in its own file."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.artisans.places import load_shipped_places
from marketplace.programmes import operations, queries
from marketplace.programmes.rules import CohortState, Figure, OrganiserRole
from marketplace.programmes.shipped import load_shipped_programmes
from marketplace.web.content import load

BATIK = {
    "crafts": [{"code": "batik", "title": {"id": "Batik tulis", "en": "Hand-drawn batik"}}],
    "programmes": [
        {
            "craft": "batik",
            "title": {"id": "Kelas batik", "en": "Batik class"},
            "cohorts": [
                {"first_on": date(2027, 5, 1), "last_on": date(2027, 5, 2), "seats": 12},
                {"first_on": date(2027, 7, 1), "last_on": date(2027, 7, 2), "state": "archived"},
            ],
        }
    ],
}


def test_bontangs_first_cohort_says_what_the_sources_say_and_no_more(session, clock):
    load_shipped_places()
    assert load_shipped_programmes(load("bontang"), at=clock()) == 1
    (cohort,) = queries.shown()
    entry = operations.entry_of_cohort(cohort)
    assert (entry.first_on, entry.last_on) == (date(2025, 10, 27), date(2025, 10, 30))
    assert cohort.place.name == "Api-Api" and entry.venue == "Kompleks Halal Square"
    assert entry.figures == {Figure.PARTICIPANTS: 26}, "who passed is not known"
    assert [line.role for line in entry.organisers] == [
        OrganiserRole.DEPARTMENT,
        OrganiserRole.LSP,
        OrganiserRole.LPK,
    ]
    assert entry.seats is None and all(line.begins is None for line in entry.days)
    assert cohort.state is CohortState.CLOSED


def test_loading_again_changes_nothing_officers_wrote(session, clock, officer):
    load_shipped_places()
    load_shipped_programmes(load("bontang"), at=clock())
    found = queries.every()[0]
    whole = operations.entry_of_programme(found)
    entry = type(whole)("Judul lain", whole.craft_code, whole.title_en)
    operations.edit_programme(found, entry, version=found.version, actor=officer, at=clock())
    assert load_shipped_programmes(load("bontang"), at=clock()) == 0
    assert [one.title for one in queries.every()] == ["Judul lain"]


def test_another_city_and_craft_come_by_data_alone(session, clock):
    assert load_shipped_programmes(BATIK, at=clock()) == 1
    (programme,) = queries.every()
    assert programme.craft.title_en == "Hand-drawn batik"
    assert [(one.number, one.state) for one in programme.cohorts] == [
        (2, CohortState.ARCHIVED),
        (1, CohortState.DRAFT),
    ]
    assert [one.number for one in queries.shown()] == [2]


def test_a_file_without_programmes_loads_none(session, clock):
    assert load_shipped_programmes({}, at=clock()) == 0
    assert not queries.there_is_any()


def test_a_figure_nobody_knows_is_an_error_of_the_file(session, clock):
    wrong = {**BATIK, "programmes": [{**BATIK["programmes"][0]}]}
    wrong["programmes"][0]["cohorts"] = [
        {"first_on": date(2027, 5, 1), "last_on": date(2027, 5, 2), "figures": {"passed": 3}}
    ]
    with pytest.raises(ValueError, match="passed"):
        load_shipped_programmes(wrong, at=clock())
