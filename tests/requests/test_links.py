"""What opens a request for its buyer, and how her links take each other's place."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.kit.errors import Gone, NotFound, SignInRequired
from marketplace.kit.tokens import LINK_GRACE, REPLACED_KEPT
from marketplace.requests import links
from tests.conftest import NOON
from tests.requests.conftest import buyer

LATE = NOON + timedelta(days=120)


def opened(token, at=NOON, account_id=None):
    return links.opened(token, at, account_id=account_id)


def test_a_letter_brings_a_link_and_the_one_before_works_a_day_longer(maker, ask, offered, session):
    artisan = maker()
    request = ask()
    token = links.give(request, at=NOON)
    offered(request, artisan)
    assert opened(token, NOON + LINK_GRACE - timedelta(seconds=1)).id == request.id
    with pytest.raises(Gone):
        opened(token, NOON + LINK_GRACE)


def test_who_left_a_number_keeps_her_link(maker, ask, offered):
    artisan = maker()
    request = ask(None, buyer(email=None, phone="+6281200000009"))
    token = links.give(request, at=NOON)
    offered(request, artisan)
    assert opened(token, NOON + LINK_GRACE).id == request.id


def test_a_link_ends_but_not_for_the_account_that_asked(maker, ask, make, session):
    maker()
    account = make.account()
    request = ask(None, buyer(account_id=account.id))
    token = links.give(request, at=NOON)
    session.commit()
    assert opened(token, LATE, account.id).id == opened(request.code, LATE, account.id).id == request.id
    for key, account_id in [(token, None), (token, account.id + 1), (request.code, account.id + 1)]:
        with pytest.raises(NotFound):
            opened(key, LATE, account_id)
    with pytest.raises(SignInRequired):
        opened(request.code, LATE)


def test_a_second_press_leaves_one_lasting_link(maker, ask, session):
    maker()
    request = ask()
    first, second = links.give(request, at=NOON), links.again(request, at=NOON)
    session.commit()
    assert opened(first, NOON + LINK_GRACE)
    with pytest.raises(Gone):
        opened(second, NOON + LINK_GRACE)
    links.rotate(request, at=NOON - REPLACED_KEPT)
    links.rotate(request, at=NOON - REPLACED_KEPT)
    assert links.prune(NOON) >= 1
