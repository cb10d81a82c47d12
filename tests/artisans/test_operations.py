"""What an artisan does with her profile, and what nobody else can do with it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Consent
from marketplace.artisans import operations
from marketplace.artisans.labels import away_soon, back_on
from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import FormOfAddress, Technique
from marketplace.kit.errors import Forbidden, Invalid
from tests.conftest import NOON

SAID = {
    "name": "Siti Rahmawati",
    "form_of_address": FormOfAddress.BU,
    "story": "Dari dermaga.",
    "place_code": None,
    "techniques": [Technique.CROCHET],
    "affiliations": [],
    "affiliation_note": "",
    "whatsapp": "+6281250000001",
    "instagram": "",
    "shown": True,
    "whatsapp_shown": False,
    "at": NOON,
}


def actor_of(account, artisan=None):
    return Actor(account.id, account.role, account.name, artisan.id if artisan else None)


def owner(artisan):
    return actor_of(artisan.account, artisan)


def opened(make, name):
    account = make.account(Role.ARTISAN)
    return operations.open_profile(account, name=name, actor=actor_of(account), at=NOON)


def test_a_new_profile_is_hidden_and_opened_once(make):
    account = make.account(Role.ARTISAN)
    first = operations.open_profile(account, name="Siti", actor=actor_of(account), at=NOON)
    again = operations.open_profile(account, name="Lain", actor=actor_of(account), at=NOON)
    assert again is first
    assert (first.slug, first.name, first.visible, first.whatsapp_public) == ("siti", "Siti", False, False)


def test_each_of_one_name_has_an_address_and_reserved_words_are_nobodys(make):
    assert [opened(make, "Bu Siti").slug for _ in range(3)] == ["bu-siti", "bu-siti-2", "bu-siti-3"]
    for word in operations.RESERVED:
        assert opened(make, word.title()).slug == f"{word}-2"
    assert opened(make, "🧶 🧶").slug == "perajin"


@hypothesis_settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=120))
def test_every_name_gets_an_address_that_fits_its_column(make, name):
    artisan = opened(make, name)
    assert 0 < len(artisan.slug) <= 90
    assert len(artisan.name_folded) <= operations.LONGEST_FOLDED
    assert set(artisan.slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    make.session.rollback()


def test_what_she_says_is_kept_and_her_address_stays(make):
    artisan = make.artisan(slug="siti", name="Siti")
    village = make.place().code
    operations.edit_profile(artisan, **SAID | {"place_code": village, "name": "Ñuñez"}, actor=owner(artisan))
    assert (artisan.slug, artisan.name, artisan.name_folded) == ("siti", "Ñuñez", "nunez")
    assert (artisan.techniques, artisan.place_code) == (["crochet"], village)
    assert artisan.visible
    assert not artisan.whatsapp_public


def test_consents_are_written_down_with_the_day_they_ended(make, session):
    artisan = make.artisan(visible=False)
    for shown, number in ((True, True), (True, False), (False, False)):
        operations.edit_profile(
            artisan, **SAID | {"shown": shown, "whatsapp_shown": number}, actor=owner(artisan)
        )
        assert (artisan.visible, artisan.whatsapp_public) == (shown, number)
    rows = session.scalars(select(Consent).where(Consent.account_id == artisan.account_id)).all()
    assert {row.purpose.value for row in rows} == {"show_profile", "show_whatsapp"}
    assert all(row.withdrawn_at == NOON for row in rows)


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"place_code": "64.74.01"}, {"place_code": "choice"}),
        ({"place_code": "99.99.99.9999"}, {"place_code": "choice"}),
        ({"whatsapp": None, "whatsapp_shown": True}, {"whatsapp": "artisan.whatsapp_missing"}),
        (
            {"place_code": "x", "whatsapp": "", "whatsapp_shown": True},
            {"place_code": "choice", "whatsapp": "artisan.whatsapp_missing"},
        ),
    ],
)
def test_a_faulty_profile_changes_nothing_and_every_fault_is_named(make, changes, problems):
    artisan = make.artisan(name="Siti", visible=False)
    with pytest.raises(Invalid) as refusal:
        operations.edit_profile(artisan, **SAID | changes, actor=owner(artisan))
    assert refusal.value.fields == problems
    assert (artisan.name, artisan.visible) == ("Siti", False)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_touches_her_profile(make, session, role):
    artisan = make.artisan()
    other = make.artisan() if role is Role.ARTISAN else None
    stranger = owner(other) if other else actor_of(make.account(role))
    before = (artisan.name, artisan.paused_until, artisan.portrait_id)
    deeds = [
        lambda: operations.edit_profile(artisan, **SAID, actor=stranger),
        lambda: operations.set_portrait(artisan, make.picture(), actor=stranger),
        lambda: operations.pause(artisan, date(2026, 5, 1), actor=stranger, at=NOON, today=date(2026, 4, 14)),
        lambda: operations.resume(artisan, actor=stranger, at=NOON, today=date(2026, 4, 14)),
        lambda: operations.open_profile(artisan.account, name="X", actor=stranger, at=NOON),
    ]
    for deed in deeds:
        with pytest.raises(Forbidden):
            deed()
    session.expire_all()
    assert (artisan.name, artisan.paused_until, artisan.portrait_id) == before


def test_a_break_needs_a_day_to_come_and_may_end_early(make):
    artisan = make.artisan()
    today = date(2026, 4, 14)
    for day in (date(2026, 4, 13), today):
        with pytest.raises(Invalid):
            operations.pause(artisan, day, actor=owner(artisan), at=NOON, today=today)
    operations.pause(artisan, date(2026, 4, 15), actor=owner(artisan), at=NOON, today=today)
    assert (artisan.paused_at, artisan.paused_until) == (NOON, date(2026, 4, 15))
    operations.resume(artisan, actor=owner(artisan), at=NOON, today=today)
    assert back_on(artisan, today) is None


@pytest.mark.parametrize(
    ("first", "back", "wrong"),
    [
        (date(2026, 4, 13), date(2026, 4, 20), "away_from"),
        (date(2026, 4, 20), date(2026, 4, 20), "back_on"),
        (date(2026, 4, 20), date(2026, 4, 16), "back_on"),
        (date(2026, 4, 20), date(2027, 4, 20), "back_on"),
    ],
)
def test_a_break_that_cannot_be_is_refused_beside_its_day(make, first, back, wrong):
    artisan = make.artisan()
    with pytest.raises(Invalid) as caught:
        operations.pause(
            artisan, back, away_from=first, actor=owner(artisan), at=NOON, today=date(2026, 4, 14)
        )
    assert set(caught.value.fields) == {wrong}
    assert artisan.paused_until is None


def test_a_break_can_be_planned_and_taken_back(make):
    artisan, today = make.artisan(), date(2026, 4, 14)
    first, back = date(2026, 5, 1), date(2026, 5, 9)
    operations.pause(artisan, back, away_from=first, actor=owner(artisan), at=NOON, today=today)
    assert (artisan.paused_from, artisan.paused_until) == (first, back)
    assert [back_on(artisan, day) for day in (today, first, date(2026, 5, 8), back)] == [
        None,
        back,
        back,
        None,
    ]
    assert away_soon(artisan, today) == (first, back)
    assert away_soon(artisan, first) is None
    operations.resume(artisan, actor=owner(artisan), at=NOON, today=today)
    assert away_soon(artisan, today) is None


def test_a_portrait_can_be_taken_away_again(make, session):
    artisan = make.artisan()
    picture = make.picture()
    operations.set_portrait(artisan, picture, actor=owner(artisan))
    assert session.scalar(select(Artisan.portrait_id).where(Artisan.id == artisan.id)) == picture.id
    operations.set_portrait(artisan, None, actor=owner(artisan))
    assert artisan.portrait_id is None
