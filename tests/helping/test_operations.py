"""Inviting, accepting, changing, ending: who may, for whom, and what is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.access.tasks import Task
from marketplace.accounts.rules import Identifier
from marketplace.audit import queries as journal
from marketplace.helping import operations, queries
from marketplace.helping.models import ActingSession, Helper
from marketplace.helping.rules import INVITATION_LIFETIME, MOST_HELPERS
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid, NotFound
from marketplace.notices.models import Notice
from tests.conftest import NOON
from tests.helping.conftest import actor_of


def test_the_link_works_once_and_only_for_the_contact_it_was_made_for(session, invite, siti, budi, make):
    helper, token = invite(siti, tasks=[Task.PUBLISH])
    assert helper.digest and token not in helper.digest
    with pytest.raises(Forbidden, match=r"helper\.not_you"):
        operations.accept(queries.invitation(token, NOON), actor=actor_of(make.account()), at=NOON)
    operations.accept(queries.invitation(token, NOON), actor=actor_of(budi), at=NOON)
    session.commit()
    assert (helper.account_id, helper.name, helper.digest) == (budi.id, "Budi Pembantu", None)
    assert helper.may == [Task.BAGS, Task.PUBLISH]
    with pytest.raises(NotFound):
        queries.invitation(token, NOON)


def test_a_number_invites_as_an_address_does(invite, siti, make):
    person = make.account(email=None, phone="+6281200009999")
    helper, _ = invite(siti, "+6281200009999")
    operations.accept(helper, actor=actor_of(person), at=NOON)
    assert helper.account_id == person.id


def test_an_invitation_runs_out(invite, siti):
    _, token = invite(siti)
    assert queries.invitation(token, NOON + INVITATION_LIFETIME - timedelta(seconds=1))
    with pytest.raises(NotFound):
        queries.invitation(token, NOON + INVITATION_LIFETIME)


def test_a_new_invitation_for_the_same_contact_ends_the_one_before(invite, siti):
    _, before = invite(siti)
    invite(siti)
    with pytest.raises(NotFound):
        queries.invitation(before, NOON)
    assert queries.open_count(siti.id, NOON) == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN, Role.LSP])
def test_whoever_decides_about_certificates_helps_in_no_studio(invite, siti, make, role):
    person = make.account(role, email="petugas2@contoh.invalid")
    helper, _ = invite(siti, person.email)
    with pytest.raises(Forbidden, match=r"helper\.staff"):
        operations.accept(helper, actor=actor_of(person), at=NOON)


def test_nobody_helps_in_their_own_studio_or_twice_in_one(invite, employ, siti, budi, session):
    with pytest.raises(Invalid):
        invite(siti, siti.account.email)
    employ(siti, budi)
    helper, _ = invite(siti)
    with pytest.raises(Conflict, match=r"helper\.already"):
        operations.accept(helper, actor=actor_of(budi), at=NOON)


def test_her_own_address_of_later_does_not_help_her_in(invite, siti, session):
    helper, _ = invite(siti)
    siti.account.email = "budi@contoh.invalid"
    session.commit()
    with pytest.raises(Forbidden, match=r"helper\.own"):
        operations.accept(helper, actor=actor_of(siti.account, siti), at=NOON)


def test_a_few_people_at_most_and_something_ticked(invite, siti):
    for number in range(MOST_HELPERS):
        invite(siti, f"orang-{number}@contoh.invalid")
    with pytest.raises(Conflict, match=r"helper\.too_many"):
        invite(siti, "noch@contoh.invalid")
    assert invite(siti, "noch@contoh.invalid", at=NOON + INVITATION_LIFETIME), "those have run out"
    with pytest.raises(Incomplete):
        invite(siti, tasks=[])


def test_only_the_artisan_invites_changes_and_ends(employ, siti, budi, make):
    helper, other = employ(siti, budi), make.artisan()
    for actor in (actor_of(budi), actor_of(other.account, other), acting_for(helper, siti, budi)):
        with pytest.raises(Forbidden):
            operations.invite(siti, Identifier(email="x@contoh.invalid"), [Task.BAGS], actor=actor, at=NOON)
        with pytest.raises(Forbidden):
            operations.allow(helper, [Task.SALES], actor=actor, at=NOON)
        with pytest.raises(Forbidden):
            operations.end(helper, actor=actor, at=NOON)


def acting_for(helper: Helper, artisan, account) -> Actor:
    found, artisan_id = queries.acting(helper.id, account.id)
    return Actor(account.id, account.role, account.name, artisan_id, acting=found)


def test_changed_tasks_count_from_the_next_look(employ, siti, budi):
    helper = employ(siti, budi)
    operations.allow(helper, [Task.TALKS], actor=actor_of(siti.account, siti), at=NOON)
    assert acting_for(helper, siti, budi).acting.tasks == {Task.TALKS}
    with pytest.raises(Incomplete):
        operations.allow(helper, [], actor=actor_of(siti.account, siti), at=NOON)


def end(helper, siti, budi, session):
    operations.end(helper, actor=actor_of(siti.account, siti), at=NOON)


def leave(helper, siti, budi, session):
    operations.leave(helper, actor=actor_of(budi), at=NOON)


def suspend(helper, siti, budi, session):
    siti.account.disabled_at = NOON


def promote(helper, siti, budi, session):
    budi.role = Role.OFFICER


@pytest.mark.parametrize("stop", [end, leave, suspend, promote])
def test_nothing_stands_once_either_ended_it_or_may_not_themselves(employ, siti, budi, session, stop):
    helper = employ(siti, budi)
    assert not queries.acting(helper.id, budi.id)[0].ended
    stop(helper, siti, budi, session)
    session.commit()
    found, artisan_id = queries.acting(helper.id, budi.id)
    assert found.ended and artisan_id is None
    with pytest.raises(NotFound):
        operations.act(helper, 1, actor=actor_of(budi), at=NOON)


def test_whose_right_it_is_is_asked_too(employ, siti, budi, make):
    helper = employ(siti, budi)
    assert queries.acting(helper.id, make.account().id)[0].ended
    with pytest.raises(NotFound):
        operations.leave(helper, actor=actor_of(make.account()), at=NOON)


def test_every_change_of_rights_is_in_the_journal_and_told(employ, siti, budi, session):
    helper = employ(siti, budi)
    operations.allow(helper, [Task.TALKS], actor=actor_of(siti.account, siti), at=NOON)
    operations.end(helper, actor=actor_of(siti.account, siti), at=NOON)
    session.commit()
    written = [(one.action, one.actor_id) for one in journal.about("artisan", siti.id)]
    assert written == [
        ("helper.invite", siti.account_id),
        ("helper.accept", budi.id),
        ("helper.allow", siti.account_id),
        ("helper.end", siti.account_id),
    ]
    told = {(one.kind, one.account_id) for one in session.query(Notice)}
    assert told == {("helper_joined", siti.account_id), ("helper_ended", budi.id)}


def test_acting_belongs_to_one_sign_in_and_to_one_studio(employ, siti, budi, make, sign_in, client, session):
    first, second = employ(siti, budi), employ(make.artisan(), budi)
    sign_in(client, budi)
    number = budi.sign_ins[0].id
    for helper in (first, second):
        operations.act(helper, number, actor=actor_of(budi), at=NOON)
        session.commit()
    assert [(row.sign_in_id, row.helper_id) for row in session.query(ActingSession)] == [(number, second.id)]
    operations.go_back(number)
    assert session.query(ActingSession).count() == 0


def test_the_contact_goes_once_it_is_accepted_or_taken_back(invite, employ, siti, budi, session):
    hers, helper = actor_of(siti.account, siti), employ(siti, budi)
    assert (helper.email, helper.phone, helper.name) == (None, None, "Budi Pembantu")
    withdrawn, _ = invite(siti, "+6281200009999")
    assert withdrawn.contact == "+6281200009999"
    operations.end(withdrawn, actor=hers, at=NOON)
    replaced, _ = invite(siti, "lain@contoh.invalid")
    invite(siti, "lain@contoh.invalid")
    session.commit()
    assert [one.contact for one in (withdrawn, replaced)] == ["", ""]


def test_invitations_that_lapsed_are_forgotten_and_nothing_else(invite, employ, siti, budi, make, session):
    kept = {employ(siti, budi).id}
    withdrawn, _ = invite(siti, "satu@contoh.invalid")
    operations.end(withdrawn, actor=actor_of(siti.account, siti), at=NOON)
    invite(siti, "dua@contoh.invalid")
    waiting, _ = invite(siti, "tiga@contoh.invalid", at=NOON + timedelta(seconds=1))
    kept |= {withdrawn.id, waiting.id}
    assert operations.forget(at=NOON + INVITATION_LIFETIME) == 1
    session.commit()
    assert {one.id for one in session.query(Helper)} == kept
