from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from marketplace.accounts import consents
from marketplace.accounts.models import Account, Consent
from marketplace.accounts.rules import CONSENT_VERSION, REQUIRED_CONSENTS, ConsentPurpose
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
