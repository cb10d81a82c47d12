from datetime import timedelta

import pytest

from marketplace.artisans.rules import Pace
from marketplace.inquiries.rules import (
    LIMITS,
    MAX_MESSAGE,
    MIN_MESSAGE,
    THREAD_LIFETIME,
    Known,
    Side,
    Wait,
    known_of,
    limit_key,
    pace_of,
)


def test_limits_grow_with_their_span() -> None:
    assert ((3, timedelta(hours=1)), (10, timedelta(days=1))) == LIMITS
    assert (5, 2000, timedelta(days=90)) == (MIN_MESSAGE, MAX_MESSAGE, THREAD_LIFETIME)


def test_each_sender_is_counted_for_each_bag() -> None:
    keys = {limit_key(listing, sender) for listing in (1, 11) for sender in ("a", "1:a")}
    assert len(keys) == 4


def test_a_talk_has_two_sides() -> None:
    assert {side.value for side in Side} == {"buyer", "artisan"}


def test_an_address_that_was_typed_in_proves_nothing():
    assert known_of(account=True, own_mail=True, mail=True) is Known.ACCOUNT_WITH_MAIL
    assert known_of(account=True, own_mail=False, mail=True) is Known.ACCOUNT
    assert known_of(account=False, own_mail=False, mail=True) is Known.MAIL_ONLY
    assert known_of(account=False, own_mail=False, mail=False) is Known.PHONE_ONLY


@pytest.mark.parametrize(
    ("answered", "waiting", "said"),
    [
        ([(60, 0)] * 5, [], Pace.HOUR),
        ([(61, 0)] * 5, [], Pace.DAY),
        ([(60, 0)] * 4, [], None),
        ([(5, 0)] * 3 + [(900, 2)] * 3, [], Pace.HOUR),
        ([(5, 0)] * 3 + [(900, 2)] * 4, [], Pace.TWO_DAYS),
        ([(900, 3)] * 5, [], None),
        ([(5, 0)] * 5, [(10, 0)] * 50, Pace.HOUR),
        ([(5, 0)] * 5, [(90, 0)] * 6, Pace.DAY),
        ([(5, 0)] * 5, [(9000, 9)] * 6, None),
    ],
)
def test_a_pace_is_said_that_half_of_her_answers_kept(answered, waiting, said):
    assert pace_of([Wait(*one) for one in answered], [Wait(*one) for one in waiting]) is said
