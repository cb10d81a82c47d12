"""Both are told by feed and by letter, each once and in the language of whoever reads."""

from __future__ import annotations

from marketplace.helping import mails, operations
from tests.conftest import NOON
from tests.helping.conftest import actor_of


def test_she_is_told_who_came_and_who_left(employ, siti, budi, session, jobs, outbox):
    helper = employ(siti, budi)
    operations.leave(helper, actor=actor_of(budi), at=NOON)
    session.commit()
    jobs.run_all()
    hers = [one.subject for one in outbox.letters if one.to == siti.account.email]
    assert hers == [
        "Budi Pembantu kini membantu di studio Anda",
        "Budi Pembantu tidak lagi membantu di studio Anda",
    ]


def test_whoever_never_came_is_told_nothing(invite, siti, session, jobs, outbox):
    helper, _ = invite(siti)
    mails.ended(helper, at=NOON)
    session.commit()
    jobs.run_all()
    assert not outbox.letters
