"""What is chosen holds for the next event; what is fixed cannot be chosen, nor ended by a link."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.kit.errors import NotFound
from marketplace.notices import wishes
from marketplace.notices.hours import Hours
from marketplace.notices.models import LetterWishes, Notice
from marketplace.notices.rules import EVERY_DIGEST, FIXED, Group, Way

SECRET = "a secret for tests only"
ZONE = "Asia/Makassar"
REMINDER = {
    "ending": [
        {"scheme": "KKNI II", "valid_until": "2027-01-01", "register_by": "2026-11-01", "days_left": 30}
    ]
}


@pytest.fixture
def account(make):
    return make.artisan().account


@pytest.fixture
def choose(session):
    def do(account, way, group=Group.QUESTIONS, hours=None):
        wishes.choose(account.id, {group: way}, hours or Hours(ZONE))
        session.commit()

    return do


def test_who_chose_nothing_gets_letters_at_once_on_the_installations_clock(account, session):
    found = wishes.wishes_of(account.id, ZONE)
    asked = {group for group in Group if group is not Group.OPPORTUNITIES}
    assert {found.way(group) for group in asked} == {Way.NOW}
    assert found.way(Group.OPPORTUNITIES) is Way.HERE  # of these nobody is written to who did not ask for it
    assert found.hours == Hours(ZONE)
    assert session.query(LetterWishes).count() == 0


def test_a_choice_is_kept_and_leaves_other_groups_alone(account, choose):
    choose(account, Way.DIGEST, Group.QUESTIONS, Hours("Asia/Tokyo", 18, 22, 5))
    choose(account, Way.HERE, Group.REMINDERS, Hours("Asia/Jayapura"))
    found = wishes.wishes_of(account.id, ZONE)
    assert (found.way(Group.QUESTIONS), found.way(Group.REMINDERS)) == (Way.DIGEST, Way.HERE)
    assert found.hours == Hours("Asia/Jayapura")


@pytest.mark.parametrize("group", sorted(FIXED))
def test_what_is_fixed_stays_at_once_whatever_is_sent(account, choose, group, session):
    choose(account, Way.HERE, group)
    assert wishes.wishes_of(account.id, ZONE).way(group) is Way.NOW
    token = wishes.stop_token(account, group, SECRET)
    with pytest.raises(NotFound):
        wishes.account_behind(token, group.value, SECRET)


def test_a_link_is_for_one_group_one_person_and_one_address(account, make, session):
    token = wishes.stop_token(account, "questions", SECRET)
    assert wishes.account_behind(token, "questions", SECRET) is account
    number, _, proof = token.partition("-")
    other = make.account()
    for wrong, what in (
        (token, "reminders"),
        (token, EVERY_DIGEST),
        (token, "no such group"),
        (f"{other.id}-{proof}", "questions"),
        (number, "questions"),
        (token[:-1], "questions"),
        ("", "questions"),
        ("9" * 40 + "-x", "questions"),
        ("\u0661-x", "questions"),
    ):
        with pytest.raises(NotFound):
            wishes.account_behind(wrong, what, SECRET)
    account.email = "baru@contoh.invalid"
    session.commit()
    with pytest.raises(NotFound):
        wishes.account_behind(token, "questions", SECRET)


def test_ending_the_digest_ends_every_group_that_was_in_it(account, choose, session):
    choose(account, Way.DIGEST, Group.QUESTIONS)
    wishes.stop(account.id, EVERY_DIGEST, ZONE)
    found = wishes.wishes_of(account.id, ZONE)
    assert (found.way(Group.QUESTIONS), found.way(Group.REMINDERS)) == (Way.HERE, Way.NOW)


def test_what_waits_for_a_digest_that_is_ended_is_in_no_letter(account, choose, told, session):
    choose(account, Way.DIGEST)
    told(account)
    assert session.query(Notice.digest_at).scalar() is not None
    wishes.stop(account.id, "questions", ZONE)
    session.commit()
    assert session.query(Notice.digest_at).scalar() is None


@pytest.mark.parametrize("by_link", [True, False])
def test_a_letter_held_by_quiet_hours_does_not_go_out_once_it_was_ended(
    account, make, told, session, clock, jobs, outbox, by_link
):
    quiet, other = Hours(ZONE, 7, 8, 12), make.artisan().account  # it is 09.12
    for one in (account, other):
        wishes.choose(one.id, {}, quiet)
    told(account)
    told(account, kind="renewal_reminder", **REMINDER)
    told(other, 2)
    if by_link:
        wishes.stop(account.id, "questions", ZONE)
    else:
        wishes.choose(account.id, {Group.QUESTIONS: Way.HERE}, quiet)
    session.commit()
    clock.now += timedelta(hours=3)
    jobs.run_all()
    assert sorted((letter.to, letter.message_id.split("-")[0]) for letter in outbox.letters) == sorted(
        [(account.email, "renewal_reminder"), (other.email, "inquiry")]
    )
    assert session.query(Notice).count() == 3
