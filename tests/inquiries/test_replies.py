"""Quick replies are hers alone, in her order, and never more than a phone can show."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.inquiries import replies
from marketplace.inquiries.rules import MOST_REPLIES
from marketplace.kit.errors import Conflict, NotFound


@pytest.fixture
def actor(app, make):
    artisan = make.artisan()
    return Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)


@pytest.fixture
def other(make, actor):
    artisan = make.artisan()
    return Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)


def titles(actor):
    return [reply.title for reply in replies.own_list(actor.artisan_id)]


def test_they_stand_in_the_order_they_were_kept_and_move_by_one_place(session, actor):
    first, _, last = (replies.add(title, "Isi", actor=actor) for title in "ABC")
    assert titles(actor) == ["A", "B", "C"]
    replies.move(last.id, -1, actor=actor)
    assert titles(actor) == ["A", "C", "B"]
    replies.move(first.id, -1, actor=actor)
    assert titles(actor) == ["A", "C", "B"]
    replies.move(first.id, 1, actor=actor)
    assert titles(actor) == ["C", "A", "B"]
    replies.delete(first.id, actor=actor)
    replies.add("D", "Isi", actor=actor)
    assert titles(actor) == ["C", "B", "D"]


def test_the_very_same_is_kept_once_and_a_thirteenth_is_refused(session, actor, other):
    for number in range(MOST_REPLIES):
        replies.add(f"Nomor {number}", "Isi", actor=actor)
    assert replies.add("Nomor 3", "Isi", actor=actor).position == 4
    with pytest.raises(Conflict) as refusal:
        replies.add("Nomor 3", "Isi lain", actor=actor)
    assert refusal.value.details == {"most": MOST_REPLIES}
    assert len(titles(actor)) == MOST_REPLIES
    assert replies.add("Nomor 3", "Isi lain", actor=other)


@pytest.mark.parametrize(
    "act",
    [
        lambda number, actor: replies.own(actor.artisan_id, number),
        lambda number, actor: replies.change(number, "X", "X", actor=actor),
        lambda number, actor: replies.delete(number, actor=actor),
        lambda number, actor: replies.move(number, 1, actor=actor),
    ],
)
def test_somebody_elses_is_not_there(session, actor, other, act):
    number = replies.add("A", "Isi", actor=actor).id
    replies.add("B", "Isi", actor=actor)
    with pytest.raises(NotFound):
        act(number, other)
    assert titles(actor) == ["A", "B"]
    act(number, actor)


@pytest.mark.parametrize("step", [0, 2, -2])
def test_nothing_moves_by_another_step(session, actor, step):
    number = replies.add("A", "Isi", actor=actor).id
    with pytest.raises(NotFound):
        replies.move(number, step, actor=actor)


def test_without_a_profile_nothing_is_kept(session, make):
    account = make.account()
    with pytest.raises(NotFound):
        replies.add("A", "Isi", actor=Actor(account.id, Role.ARTISAN, account.name))
