from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from marketplace.access.actors import Actor
from marketplace.accounts import consents
from marketplace.accounts.labels import AFTER_TAKING_BACK
from marketplace.accounts.models import Account, Consent
from marketplace.accounts.rules import CONSENT_VERSION, REQUIRED_CONSENTS, ConsentPurpose
from marketplace.audit.models import JournalEntry
from marketplace.kit.errors import Conflict
from tests.conftest import NOON


def test_a_yes_keeps_the_date_on_which_it_was_given(session: Session, person: Callable[..., Account]) -> None:
    who = person()
    consents.give(who.id, [ConsentPurpose.SHOW_PROFILE] * 2, at=NOON)
    consents.give(who.id, list(ConsentPurpose), at=NOON + timedelta(days=1))
    given = consents.standing(who.id)
    assert set(given) == set(ConsentPurpose)
    assert given[ConsentPurpose.SHOW_PROFILE].given_at == NOON
    assert given[ConsentPurpose.SHOW_PROFILE].text_version == CONSENT_VERSION


def test_taken_back_it_no_longer_counts_but_stays_on_record(
    session: Session, person: Callable[..., Account]
) -> None:
    who = person()
    consents.give(who.id, [ConsentPurpose.SHOW_PROFILE], at=NOON)
    later = NOON + timedelta(days=2)
    consents.withdraw(who.id, ConsentPurpose.SHOW_PROFILE, at=later)
    consents.withdraw(who.id, ConsentPurpose.SHOW_WHATSAPP, at=later)
    assert consents.standing(who.id) == {}
    row = session.query(Consent).one()
    assert (row.given_at, row.withdrawn_at) == (NOON, later)


@pytest.mark.parametrize("purpose", sorted(REQUIRED_CONSENTS))
def test_the_one_without_which_no_account_can_be_stays(
    person: Callable[..., Account], purpose: ConsentPurpose
) -> None:
    with pytest.raises(Conflict):
        consents.withdraw(person().id, purpose, at=NOON)


def test_another_persons_yes_is_not_mine(person: Callable[..., Account]) -> None:
    one, two = person(), person()
    consents.give(one.id, list(ConsentPurpose), at=NOON)
    assert consents.standing(two.id) == {}


def test_a_change_is_journaled_once_and_has_its_effect_once(
    session: Session, person: Callable[..., Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    who = person()
    actor = Actor(who.id, who.role, who.name)
    seen: list[tuple[int, bool]] = []
    monkeypatch.setitem(
        consents._EFFECTS,
        ConsentPurpose.SHOW_PROFILE,
        lambda actor, given, at: seen.append((actor.id, given)),
    )
    changed = [
        consents.change(ConsentPurpose.SHOW_PROFILE, given, actor=actor, at=NOON)
        for given in (False, True, True, False, False)
    ]
    assert changed == [False, True, False, True, False]
    assert seen == [(who.id, True), (who.id, False)]
    entries = session.query(JournalEntry).order_by(JournalEntry.id).all()
    assert [entry.action for entry in entries] == ["account.consent", "account.consent_withdrawn"]
    assert {entry.details["purpose"] for entry in entries} == {"show_profile"}


@pytest.mark.parametrize("purpose", sorted(set(ConsentPurpose) - REQUIRED_CONSENTS))
def test_what_can_be_taken_back_has_an_effect_and_says_it_beforehand(
    app: object, purpose: ConsentPurpose
) -> None:
    assert purpose in consents._EFFECTS
    assert AFTER_TAKING_BACK[purpose]
