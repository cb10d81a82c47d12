"""A variation that was taken out can be put back for a day, and is gone then."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.adapters.jobs.queue import enqueue
from marketplace.listings import variants
from marketplace.listings.jobs import FORGET, KEPT_REMOVED
from marketplace.listings.models import Variant


def test_it_is_a_daily_job_that_takes_what_is_older_than_a_day(app, make, session, jobs, clock):
    assert FORGET in app.extensions["handlers"].daily
    bag = make.listing()
    actor = Actor(bag.artisan.account_id, Role.ARTISAN, bag.artisan.name, bag.artisan_id)
    first, second, _ = variants.add(bag, [], ["S", "M", "L"], actor=actor)
    session.flush()
    variants.remove(bag, first.id, actor=actor, at=clock())
    clock.now += KEPT_REMOVED - timedelta(seconds=1)
    variants.remove(bag, second.id, actor=actor, at=clock())
    session.commit()

    def left() -> int:
        enqueue(session, FORGET, {}, at=clock())
        session.commit()
        jobs.run_all()
        session.rollback()
        return session.scalar(select(func.count()).select_from(Variant)) or 0

    assert left() == 3
    clock.now += timedelta(seconds=2)
    assert left() == left() == 2
    session.expire_all()
    assert [row.size for row in bag.removed_variants] == ["M"]
