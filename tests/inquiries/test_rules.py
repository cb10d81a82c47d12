from datetime import timedelta

from marketplace.inquiries.rules import (
    LIMITS,
    MAX_MESSAGE,
    MIN_MESSAGE,
    THREAD_LIFETIME,
    Known,
    Side,
    known_of,
    limit_key,
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
