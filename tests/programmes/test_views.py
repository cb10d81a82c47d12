"""The public pages of programmes and cohorts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marketplace.programmes import operations
from marketplace.programmes.rules import CohortAction, Figure


@pytest.fixture
def shown(programme, entry, officer, clock, session):
    figures = {Figure.PARTICIPANTS: 26, Figure.ASSESSED: 24}
    cohort = operations.add_cohort(programme, replace(entry, figures=figures), actor=officer, at=clock())
    operations.move_cohort(cohort, CohortAction.PUBLISH, version=cohort.version, actor=officer, at=clock())
    session.commit()
    return cohort


def test_a_cohort_tells_what_is_recorded_and_keeps_back_what_would_tell_about_two_people(client, shown):
    page = client.get("/en/programmes/kelas-rajut/1")
    assert page.status_code == 200 and "Set-Cookie" not in page.headers
    text = page.text
    assert "Knitting class: Cohort 1" in text and "Gedung Contoh" in text and "Dinas Contoh" in text
    assert "26 people" in text and "24 people" not in text
    assert "Figures that would tell about a few people are kept back." in text
    assert "1 March 2027 to 4 March 2027" in text and "Opening" in text and "berita contoh" in text


def test_what_nobody_wrote_down_is_said_to_be_that(client, programme, entry, officer, clock, session):
    bare = operations.CohortEntry(entry.first_on, entry.last_on)
    cohort = operations.add_cohort(programme, bare, actor=officer, at=clock())
    operations.move_cohort(cohort, CohortAction.PUBLISH, version=cohort.version, actor=officer, at=clock())
    session.commit()
    text = client.get("/programmes/kelas-rajut/1").text
    assert text.count("tidak tercatat") >= 2 and "orang</dd>" not in text


def test_a_programme_lists_its_cohorts_and_so_does_the_page_of_all(client, shown):
    assert 'href="/programmes/kelas-rajut/1"' in client.get("/programmes/kelas-rajut").text
    overview = client.get("/programme").text
    assert 'href="/programmes/kelas-rajut/1"' in overview and "Kelas Rajut" in overview


def test_a_kept_page_is_new_once_an_officer_has_changed_the_cohort(
    client, shown, entry, officer, clock, session
):
    assert "Gedung Contoh" in client.get("/programmes/kelas-rajut/1").text
    moved = replace(entry, venue="Aula Baru")
    operations.edit_cohort(shown, moved, version=shown.version, actor=officer, at=clock())
    session.commit()
    assert "Aula Baru" in client.get("/programmes/kelas-rajut/1").text
    operations.move_cohort(shown, CohortAction.WITHDRAW, version=shown.version, actor=officer, at=clock())
    session.commit()
    assert client.get("/programmes/kelas-rajut/1").status_code == 404
    assert "kelas-rajut" not in client.get("/programme").text


def test_the_sitemap_names_what_visitors_see(client, shown):
    found = client.get("/sitemaps/pages.xml")
    assert "/programmes/kelas-rajut/1</loc>" in found.text and "/programmes/kelas-rajut</loc>" in found.text
