"""`log`: what it says and how it ends."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from marketplace.access.actors import SYSTEM
from marketplace.adapters.signing.keys import KeyFile
from marketplace.certificates.models import Decision
from marketplace.certificates.rules import Action
from marketplace.cli.log import WORDS
from marketplace.decision_log import operations, queries
from marketplace.decision_log.models import LogEntry
from marketplace.decision_log.rules.entries import Deed
from marketplace.decision_log.rules.notes import read_note, read_proof
from marketplace.decision_log.rules.tree import leaf_hash
from marketplace.decision_log.verification import Wrong
from marketplace.reports.rules import Outcome, State
from tests.emptying import with_triggers_off


@pytest.fixture
def fill(app, session, clock):
    def append(count):
        for number in range(count):
            deed = Deed("certificate.verify", SYSTEM, clock(), record="BTG-7K4P")
            operations.append(deed, about=("test", number))
        session.commit()

    yield append
    app.extensions["toolbox"].log_key.path.unlink(missing_ok=True)


def bend(session):
    change = update(LogEntry.__table__).where(LogEntry.seq == 1).values(entry="{}", leaf=leaf_hash(b"{}"))
    with_triggers_off(session.connection(), LogEntry.__table__, change)
    session.commit()


def test_a_sound_log_ends_well(run, fill):
    fill(3)
    assert run("log", "checkpoint").exit_code == 0
    done = run("log", "verify")
    assert done.exit_code == 0, done.output
    assert "3 entries, 1 signed states, root " in done.output
    assert done.output.endswith("Everything holds.\n")


def test_a_bent_log_is_told_line_by_line_and_ends_with_1(run, session, fill):
    fill(3)
    run("log", "checkpoint")
    bend(session)
    done = run("log", "verify")
    assert done.exit_code == 1
    assert "WRONG: entry 1 is filed under another record than its text names" in done.output
    assert "WRONG: the root signed over the first 3 entries is not the root of these entries." in done.output
    assert "2 things do not hold" in done.output


def test_a_decision_outside_the_log_ends_with_1(run, make, session):
    certificate = make.certificate()
    operations.session.execute(
        Decision.__table__.insert().values(
            certificate_id=certificate.id,
            action="verify",
            before="submitted",
            after="verified",
            actor_name="x",
            made_at=make.clock(),
            reason="",
            note="",
            fields=[],
        )
    )
    session.commit()
    done = run("log", "verify")
    assert done.exit_code == 1
    assert "is not in the log" in done.output


def test_every_fault_has_words():
    assert set(WORDS) == set(Wrong)


def test_a_checkpoint_is_printed_and_a_bent_log_is_not_signed(run, session, fill):
    fill(2)
    note = run("log", "checkpoint").output
    assert note == queries.latest_checkpoint().note
    bend(session)
    done = run("log", "checkpoint")
    assert done.exit_code == 1
    assert "Nothing is signed" in done.output


def test_a_proof_is_printed_or_why_there_is_none(run, fill):
    assert "There is no entry about BTG-7K4P" in run("log", "proof", "BTG-7K4P").output
    fill(2)
    assert "not signed yet" in run("log", "proof", "BTG-7K4P").output
    run("log", "checkpoint")
    assert read_proof(run("log", "proof", "BTG-7K4P").output)[0] == 1


def test_a_rotation_asks_first_and_shows_both_keys(app, run, fill):
    fill(1)
    run("log", "checkpoint")
    before = app.extensions["toolbox"].log_key.load().public
    assert run("log", "rotate", input="n\n").exit_code == 1
    assert app.extensions["toolbox"].log_key.load().public == before
    done = run("log", "rotate", "--yes")
    assert done.exit_code == 0, done.output
    assert done.output.count("127.0.0.1:8000/decisions+") == 2
    assert done.output == run("log", "keys").output
    assert len(read_note(queries.latest_checkpoint().note)[1]) == 2
    assert run("log", "verify").exit_code == 0


def test_another_key_in_the_file_is_told(app, run, fill):
    fill(1)
    run("log", "checkpoint")
    fill(1)
    app.extensions["toolbox"].log_key.path.unlink()
    assert "No such file" in run("log", "checkpoint").output
    app.extensions["toolbox"].log_key.make()
    done = run("log", "checkpoint")
    assert done.exit_code == 1
    assert "log rotate" in done.output


def test_a_new_key_is_written_once(run, tmp_path):
    path = tmp_path / "keys" / "log.key"
    assert run("log", "new-key", str(path)).exit_code == 0
    public = KeyFile(path).load().public
    again = run("log", "new-key", str(path))
    assert again.exit_code == 1
    assert "is there already" in again.output
    assert KeyFile(path).load().public == public


@pytest.mark.parametrize("command", ["verify", "checkpoint", "rotate", "proof", "keys", "new-key"])
def test_every_command_explains_itself(run, command):
    done = run("log", command, "--help")
    assert done.exit_code == 0
    assert len(done.output) > 80


def test_reports_and_appeals_that_the_log_lacks_are_told(run, make):
    report = make.report(state=State.CLOSED, outcome=Outcome.PROVEN, closed_at=make.clock())
    appeal = make.appeal(
        make.decision(report.certificate, Action.SUSPEND), outcome="upheld", decided_at=make.clock()
    )
    done = run("log", "verify")
    assert done.exit_code == 1
    assert f"WRONG: report {report.id} is not in the log." in done.output
    assert f"WRONG: appeal {appeal.id} is not in the log." in done.output
