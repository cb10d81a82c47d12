"""What visitors find of programmes, and what officers do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marketplace.bodies.models import Body
from marketplace.bodies.rules import Stream
from marketplace.kit.errors import NotFound
from marketplace.programmes import operations, queries
from marketplace.programmes import queries as programmes
from marketplace.programmes.rules import CohortAction, OrganiserLine, OrganiserRole


@pytest.fixture
def held(programme, entry, officer, clock):
    """Three cohorts: the first over, the second on, the third a draft."""
    later = replace(entry, first_on=date(2027, 6, 1), last_on=date(2027, 6, 4), days=())
    cohorts = [
        operations.add_cohort(programme, one, actor=officer, at=clock()) for one in (entry, later, entry)
    ]
    for cohort, *steps in (
        (cohorts[0], CohortAction.PUBLISH, CohortAction.CLOSE),
        (cohorts[1], CohortAction.PUBLISH),
    ):
        for step in steps:
            operations.move_cohort(cohort, step, version=cohort.version, actor=officer, at=clock())
    return cohorts


def test_drafts_are_no_business_of_visitors(held, programme):
    assert [cohort.number for cohort in queries.shown()] == [2, 1]
    found, cohorts = queries.programme_shown("kelas-rajut")
    assert found is programme and [cohort.number for cohort in cohorts] == [2, 1]
    assert queries.cohort_shown("kelas-rajut", 1) is held[0]
    assert queries.addresses() == [("kelas-rajut", 1), ("kelas-rajut", 2)]
    with pytest.raises(NotFound):
        queries.cohort_shown("kelas-rajut", 3)
    with pytest.raises(NotFound):
        queries.programme_shown("lain")


def test_a_programme_shows_every_time_it_was_held_however_many_there_are(
    held, session, programme, monkeypatch, queries
):
    monkeypatch.setattr(programmes, "MOST_SHOWN", 1)
    with queries() as asked:
        assert [cohort.number for cohort in programmes.programme_shown("kelas-rajut")[1]] == [2, 1]
    assert len(asked) <= 2
    assert [cohort.number for cohort in programmes.shown()] == [2]


def test_a_draft_put_into_the_archive_stays_unseen(held, officer, clock):
    draft = held[2]
    operations.move_cohort(draft, CohortAction.ARCHIVE, version=draft.version, actor=officer, at=clock())
    with pytest.raises(NotFound):
        queries.cohort_shown("kelas-rajut", 3)


def test_a_programme_without_a_shown_cohort_has_no_page(programme):
    with pytest.raises(NotFound):
        queries.programme_shown(programme.slug)
    assert queries.programme(programme.id) is programme and queries.there_is_any()


def test_officers_find_all_of_them(held, programme):
    assert [cohort.number for cohort in queries.every()[0].cohorts] == [3, 2, 1]
    assert queries.cohort(programme.id, 3) is held[2]
    for ask in (lambda: queries.programme(99), lambda: queries.cohort(programme.id, 9)):
        with pytest.raises(NotFound):
            ask()


def test_an_organiser_leads_to_the_register_only_where_its_name_is_one_bodys(
    programme, entry, officer, clock, session
):
    def body(name, slug):
        kept = Body(slug=slug, name=name, name_folded=name.casefold(), stream=Stream.LSP)
        kept.created_at = kept.updated_at = clock()
        session.add(kept)
        session.flush()
        return kept

    known = body("LSP Contoh", "satu")
    body("LSP Dua Kali", "dua")
    body("LSP Dua Kali", "tiga")
    lines = [OrganiserLine(OrganiserRole.LSP, name) for name in ("LSP Contoh", "LSP Dua Kali", "LSP Lain")]
    cohort = operations.add_cohort(programme, replace(entry, organisers=lines), actor=officer, at=clock())
    assert [row.body_id for row in cohort.organisers] == [known.id, None, None]


def test_crafts_stand_by_title(programme):
    operations.add_craft("batik", "Batik", "Batik")
    operations.add_craft("rajut", "Anyaman", "Weaving")
    assert [craft.title for craft in queries.crafts()] == ["Anyaman", "Batik"]


def test_the_page_of_a_cohort_asks_as_often_for_twelve_organisers_as_for_one(
    programme, entry, officer, clock, session, request
):
    asked, sent = [], request.getfixturevalue("queries")
    for many in (1, 12):
        lines = [OrganiserLine(OrganiserRole.PARTNER, f"Mitra {number}") for number in range(many)]
        cohort = operations.add_cohort(programme, replace(entry, organisers=lines), actor=officer, at=clock())
        operations.move_cohort(
            cohort, CohortAction.PUBLISH, version=cohort.version, actor=officer, at=clock()
        )
        session.commit()
        session.expire_all()
        with sent() as counted:
            queries.cohort_shown("kelas-rajut", cohort.number)
        asked.append(len(counted))
    assert asked[0] == asked[1] <= 5
