"""What is personal in old questions and settled reports goes once a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.adapters.jobs.queue import enqueue
from marketplace.questions import operations
from marketplace.questions.jobs import FORGET_OLD
from marketplace.questions.models import QuestionFlag
from marketplace.questions.rules import FlagReason, State


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"))


@pytest.fixture
def ask(session, clock):
    def one(bag, body="Muat laptop?"):
        question = operations.ask(
            bag, name="Rina", body=body, email="rina@contoh.invalid", sender="s", locale="id", at=clock()
        )
        session.commit()
        return question

    return one


def test_what_is_personal_in_old_rows_is_forgotten(ask, bag, make, clock, session, jobs):
    old = ask(bag)
    flagged = make.question(bag, "Muat.")
    operations.flag(flagged, FlagReason.RUDE, sender="a", at=clock())
    operations.flag(flagged, FlagReason.RUDE, sender="b", at=clock())
    flagged.flags[0].settled_at = clock()
    session.commit()
    clock.now += timedelta(days=91)
    new = ask(bag, body="Ada warna lain?")
    enqueue(session, FORGET_OLD, {}, at=clock())
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert (old.email, old.sender_key, old.state) == (None, "", State.WAITING)
    assert new.email == "rina@contoh.invalid"
    assert session.scalars(select(QuestionFlag.sender_key)).all() == ["b"]
