"""A report's life; and that none of it touches what the certificate is worth."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.certificates.models import Decision
from marketplace.certificates.rules import Status, standing
from marketplace.decision_log.models import LogEntry
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, NotFound, Refusal
from marketplace.kit.tokens import digest
from marketplace.reports import operations
from marketplace.reports.models import Evidence, Report
from marketplace.reports.rules import PUBLIC_OUTCOMES, Outcome, Reason, State

DUE, UNTIL = date(2026, 5, 4), date(2026, 4, 21)
DOUBT = "Nomor di tas berbeda dengan nomor di sini."
WEEK = timedelta(days=7)


def receive(make, certificate, body=DOUBT, **changes):
    values = {"sender": "somebody", "name": "Rina", "email": None, "locale": "id", "due": DUE}
    report = operations.receive(certificate, Reason.NUMBER_WRONG, body, **(values | changes), at=make.clock())
    make.session.commit()
    return report


def forward(make, report, officer, **changes):
    operations.forward(
        report, "Nomornya diragukan.", actor=officer, at=make.clock(), due=DUE, until=UNTIL, **changes
    )
    make.session.commit()


def close(make, report, officer, outcome=Outcome.NOT_PROVEN, sentence="Nomornya cocok.", **changes):
    operations.close(report, outcome, sentence, actor=officer, at=make.clock(), **changes)
    make.session.commit()


def test_from_receipt_to_outcome(make, certificate, officer, artisan):
    report = receive(make, certificate)
    assert len(report.receipt) == 10 and report.state is State.RECEIVED
    forward(make, report, officer)
    assert report.reply_until == make.clock() + WEEK
    operations.reply(report, "Nomor lama saya.", actor=artisan, at=make.clock())
    close(make, report, officer)
    assert (report.outcome, report.closed_by_name, report.way) == (
        Outcome.NOT_PROVEN,
        "Petugas Satu",
        State.REPLIED,
    )
    noted = make.session.scalars(select(JournalEntry.action).order_by(JournalEntry.id)).all()
    assert noted == ["report.forward", "report.reply", "report.close"]


def test_the_same_report_again_is_the_one_there_is(make, certificate):
    first = receive(make, certificate)
    assert receive(make, certificate) is first
    assert receive(make, certificate, sender="somebody else") is not first
    assert receive(make, certificate, body=DOUBT + " Lagi.") is not first


def test_the_outcome_waits_for_the_reply_or_the_end_of_its_time(make, certificate, officer, artisan, clock):
    report = receive(make, certificate)
    with pytest.raises(Conflict, match=r"lifecycle\.illegal|report\.too_early"):
        close(make, report, officer)
    forward(make, report, officer)
    with pytest.raises(Conflict, match=r"report\.too_early"):
        close(make, report, officer, Outcome.PROVEN)
    assert report.state is State.WITH_ARTISAN
    clock.now += WEEK
    with pytest.raises(Conflict, match=r"report\.reply_late"):
        operations.reply(report, "Terlambat.", actor=artisan, at=clock())
    close(make, report, officer, Outcome.PROVEN)
    assert report.way is State.WITH_ARTISAN


def test_what_is_not_about_the_record_may_be_closed_at_once(make, certificate, officer):
    report = receive(make, certificate)
    close(make, report, officer, Outcome.OUTSIDE)
    assert (report.state, report.way) == (State.CLOSED, State.RECEIVED)


@pytest.mark.parametrize("step", ["forward", "close"])
def test_nobody_deals_with_a_report_about_their_own_record(make, certificate, artisan, step):
    account = certificate.artisan.account
    account.role = Role.OFFICER
    make.session.commit()
    actor = type(artisan)(account.id, Role.OFFICER, account.name, certificate.artisan_id, True)
    report = receive(make, certificate)
    with pytest.raises(Forbidden, match=r"report\.own_file"):
        forward(make, report, actor) if step == "forward" else close(make, report, actor, Outcome.OUTSIDE)
    assert report.state is State.RECEIVED


def test_others_neither_forward_nor_reply_nor_close(make, certificate, officer):
    buyer = type(officer)(make.account().id, Role.BUYER, "Pembeli", second_factor=True)
    other = make.artisan()
    stranger = type(officer)(other.account_id, Role.ARTISAN, other.name, other.id)
    report = receive(make, certificate)
    for actor in (buyer, stranger):
        with pytest.raises(Forbidden):
            forward(make, report, actor)
    forward(make, report, officer)
    for actor in (buyer, stranger, officer):
        with pytest.raises(Forbidden):
            operations.reply(report, "Bukan saya.", actor=actor, at=make.clock())


def test_of_two_officers_one_wins(make, certificate, officer):
    report = receive(make, certificate)
    seen = report.version
    forward(make, report, officer, version=seen)
    for step in (
        lambda: forward(make, report, officer, version=seen),
        lambda: close(make, report, officer, Outcome.OUTSIDE, version=seen),
    ):
        with pytest.raises(Conflict):
            step()
    assert report.state is State.WITH_ARTISAN


def test_blank_words_are_refused_beside_their_field(make, certificate, officer, artisan):
    report = receive(make, certificate)
    with pytest.raises(Incomplete) as refusal:
        close(make, report, officer, Outcome.OUTSIDE, "  ")
    assert refusal.value.fields == {"sentence": "report.sentence"}
    forward(make, report, officer)
    with pytest.raises(Incomplete) as refusal:
        operations.reply(report, " ", actor=artisan, at=make.clock())
    assert refusal.value.fields == {"reply": "report.reply"}


STEPS = st.lists(
    st.one_of(
        st.sampled_from(["receive", "forward", "reply", "wait", "forget"]), st.sampled_from(list(Outcome))
    ),
    max_size=8,
)


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, status=st.sampled_from([Status.VERIFIED, Status.SUSPENDED, Status.REVOKED]))
def test_no_report_ever_changes_what_a_certificate_is_worth(make, client, steps, status):
    artisan = make.artisan()
    certificate = make.certificate(artisan, status=status)
    officer = operations.Actor(make.account(Role.OFFICER).id, Role.OFFICER, "Petugas", second_factor=True)
    owner = operations.Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
    start, at, today = make.clock(), make.clock(), make.clock().date()
    before = (certificate.version, certificate.status, standing(certificate, today), certificate.updated_at)
    paper = band(client, certificate)
    report = receive(make, certificate)
    deeds = {
        "receive": lambda: receive(make, certificate, body=f"{DOUBT} {at}"),
        "forward": lambda: forward(make, report, officer),
        "reply": lambda: operations.reply(report, "Tanggapan.", actor=owner, at=at),
        "forget": lambda: operations.forget(at=at + timedelta(days=60)),
    }
    for step in steps:
        at = at + timedelta(days=8) if step == "wait" else at
        try:
            if isinstance(step, Outcome):
                operations.close(report, step, "Kalimat umum.", actor=officer, at=at)
            elif step != "wait":
                deeds[step]()
            make.session.commit()
        except Refusal:
            make.session.rollback()
    make.session.refresh(certificate)
    after = (certificate.version, certificate.status, standing(certificate, today), certificate.updated_at)
    assert after == before and make.clock() == start
    assert band(client, certificate) == paper
    decided = select(func.count()).select_from(Decision).where(Decision.certificate_id == certificate.id)
    assert make.session.scalar(decided) == 0


def band(client, certificate):
    """The head of the record's paper: status, sentence and knit, as everybody sees them."""
    page = client.get(f"/c/{certificate.code}").get_data(as_text=True)
    return page[page.index('class="cert"') : page.index('class="facts"')]


@pytest.mark.parametrize("outcome", Outcome)
def test_an_outcome_is_a_leaf_of_the_log(make, certificate, officer, outcome):
    report = receive(make, certificate)
    forward(make, report, officer)
    make.clock.now += WEEK
    close(make, report, officer, outcome)
    (entry,) = make.session.scalars(select(LogEntry))
    assert entry.record == ("BTG-7K4P" if outcome in PUBLIC_OUTCOMES else None)
    assert "report.close" in entry.entry and DOUBT not in entry.entry and "Rina" not in entry.entry
    assert (outcome.value in entry.entry) is (outcome in PUBLIC_OUTCOMES)


def evidence(report, make):
    report.evidence = Evidence(
        original_key="ab/cd/x.jpg",
        digest="d" * 64,
        bytes=9,
        pages=[{"number": 1, "key": "ab/cd/y.webp"}],
        created_at=make.clock(),
    )
    make.session.commit()
    return report


def test_each_look_at_evidence_is_noted(make, certificate, officer, artisan):
    report = evidence(receive(make, certificate), make)
    assert operations.look_at(report, 1, why="desk.report", actor=officer, at=make.clock()) == "ab/cd/y.webp"
    assert make.session.scalars(select(JournalEntry.action)).all() == ["report.evidence_view"]
    with pytest.raises(NotFound):
        operations.look_at(report, 2, why="desk.report", actor=officer, at=make.clock())
    with pytest.raises(Forbidden):
        operations.look_at(report, 1, why="desk.report", actor=artisan, at=make.clock())


def test_evidence_name_and_address_are_forgotten_thirty_days_after_the_outcome(make, certificate, officer):
    report = evidence(receive(make, certificate, email="rina@contoh.invalid"), make)
    open_one = receive(make, certificate, body=DOUBT + " Terbuka.")
    close(make, report, officer, Outcome.OUTSIDE)
    assert operations.forget(at=make.clock() + timedelta(days=30)) == 0
    assert operations.forget(at=make.clock() + timedelta(days=31)) == 1
    assert operations.forget(at=make.clock() + timedelta(days=31)) == 0
    kept = report.evidence
    assert (report.name, report.email, report.sender_key) == (None, None, "")
    assert (kept.original_key, kept.pages, kept.digest, kept.keys) == (None, [], "d" * 64, [])
    assert make.session.get_one(Report, open_one.id).name == "Rina"


def test_the_sender_cannot_be_found_out_by_trying():
    keys = {operations.sender_key(where, secret) for where in ("1.2.3.4", "1.2.3.5") for secret in ("a", "b")}
    assert len(keys) == 4 and digest("1.2.3.4") not in keys
