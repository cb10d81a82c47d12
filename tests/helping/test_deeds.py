"""What helpers did is kept; of what people do for themselves nothing is."""

from __future__ import annotations

from datetime import timedelta

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.access.tasks import Acting, Task
from marketplace.helping import deeds, queries
from marketplace.helping.models import HelperDeed
from marketplace.helping.rules import MAX_TITLE, ONE_DEED, Deed
from tests.conftest import NOON


def hand(helper, siti):
    return Actor(
        9, Role.BUYER, "Budi", siti.id, acting=Acting(helper.id, siti.account_id, "Siti", frozenset(Task))
    )


def test_the_same_within_an_hour_is_one_deed_at_its_last_moment(employ, siti, budi, session):
    actor = hand(employ(siti, budi), siti)
    late = NOON + ONE_DEED / 2
    for at in (NOON, late, late + ONE_DEED):
        deeds.note(actor, Deed.BAG_CHANGED, "AAA", "Tas" * 100, at=at)
    deeds.note(actor, Deed.BAG_CHANGED, "BBB", "Tas", at=NOON)
    session.commit()
    kept = queries.deeds(siti.id)
    assert [(one.ref, one.at) for one in kept] == [("AAA", late + ONE_DEED), ("AAA", late), ("BBB", NOON)]
    assert len(kept[0].title) == MAX_TITLE
    assert queries.last_deeds(siti.id) == {actor.acting.helper_id: late + ONE_DEED}


def test_nobody_elses_deeds_are_hers_to_see(employ, siti, budi, make, session):
    other = make.artisan()
    deeds.note(hand(employ(other, budi), other), Deed.ANSWERED, 7, "Tas", at=NOON)
    deeds.note(Actor(9, Role.ARTISAN, "Siti", siti.id), Deed.ANSWERED, 7, "Tas", at=NOON + timedelta(hours=2))
    session.commit()
    assert session.query(HelperDeed).count() == 1
    assert queries.deeds(siti.id) == [] and queries.last_deeds(siti.id) == {}
