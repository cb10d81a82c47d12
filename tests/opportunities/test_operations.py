"""Writing down, changing and moving opportunities; what the journal keeps; the daily closing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marketplace.audit.models import JournalEntry
from marketplace.kit.errors import Conflict, Forbidden, Invalid
from marketplace.notices.models import Notice
from marketplace.opportunities import operations
from marketplace.opportunities.rules import Action, State
from tests.opportunities.conftest import DAY, FAIR, LATER, TODAY, UNIT, actor_of


def test_an_address_stays_and_is_nobody_elses(draft, officer):
    first, second = draft(), draft()
    assert (first.slug, second.slug) == ("bazar-contoh", "bazar-contoh-2")
    operations.edit(first, replace(FAIR, title="Lain"), version=1, actor=officer, **LATER)
    assert first.slug == "bazar-contoh" and first.title == "Lain"
    assert draft(title="!!!").slug == "peluang"


def test_what_was_there_before_is_in_the_journal_and_no_change_is_no_entry(draft, officer, session):
    found = draft()
    operations.edit(found, FAIR, version=1, actor=officer, **LATER)
    operations.edit(found, replace(FAIR, places=9), version=found.version, actor=officer, **LATER)
    entries = session.query(JournalEntry).filter_by(subject_type="opportunity").all()
    assert [one.action for one in entries] == ["opportunity.add", "opportunity.edit"]
    assert entries[1].details == {"changes": {"places": [None, 9]}}


def test_a_rule_is_kept_with_the_titles_of_that_day(draft, holder, make):
    place = make.place().code
    holder()
    found = draft(units=(UNIT,), areas=("64.74", place), rule_until=TODAY)
    assert found.rule_units == [{"key": UNIT, "title": "CONTOH.000.001 · Merajut badan tas"}]
    assert found.rule.units == (UNIT,) and found.rule.areas == ("64.74", place)
    assert operations.entry_of(found) == replace(
        FAIR, units=(UNIT,), areas=("64.74", place), rule_until=TODAY
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"units": ("NIX",)}, "units"),
        ({"areas": ("99",)}, "areas"),
        ({"place_code": "99"}, "place_code"),
        ({"last_on": TODAY}, "first_on"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(draft, changes, field):
    with pytest.raises(Invalid) as refusal:
        draft(**changes)
    assert field in refusal.value.fields


def test_nothing_is_published_in_one_language_or_after_its_day(draft, officer):
    bare = draft(title_en="")
    with pytest.raises(Invalid):
        operations.move(bare, Action.PUBLISH, version=bare.version, actor=officer, **LATER)
    late = draft(deadline=TODAY - DAY)
    with pytest.raises(Invalid):
        operations.move(late, Action.PUBLISH, version=late.version, actor=officer, **LATER)


def test_what_is_published_keeps_both_languages(published, officer):
    found = published()
    with pytest.raises(Invalid):
        operations.edit(found, replace(FAIR, title_en=""), version=found.version, actor=officer, **LATER)


def test_a_second_officer_is_told_and_an_artisan_comes_nowhere(draft, officer, make):
    found = draft()
    with pytest.raises(Conflict):
        operations.edit(found, FAIR, version=9, actor=officer, **LATER)
    with pytest.raises(Conflict):
        operations.move(found, Action.PUBLISH, version=9, actor=officer, **LATER)
    with pytest.raises(Conflict):
        operations.move(found, Action.CLOSE, version=found.version, actor=officer, **LATER)
    with pytest.raises(Forbidden):
        operations.add(FAIR, actor=actor_of(make.artisan()), **LATER)


def test_whoever_waits_is_told_of_a_withdrawal(published, holder, applied, officer, session):
    found, artisan = published(), holder()
    applied(found, artisan)
    operations.move(found, Action.WITHDRAW, version=found.version, actor=officer, **LATER)
    session.commit()
    told = session.query(Notice).one()
    assert (told.account_id, told.kind) == (artisan.account_id, "opportunity_news")
    operations.move(found, Action.BRING_BACK, version=found.version, actor=officer, **LATER)
    assert found.state is State.DRAFT


def test_what_is_over_is_closed_once_and_what_is_open_is_not(published, session):
    over, still = published(deadline=TODAY), published(deadline=TODAY + DAY)
    assert operations.close_due(at=LATER["at"], today=TODAY + DAY) == 1
    session.commit()
    assert (over.state, still.state) == (State.CLOSED, State.PUBLISHED)
    assert operations.close_due(at=LATER["at"], today=TODAY + DAY) == 0
