"""A report about a bag goes the way of a report about a record: receipt, reply, outcome, and nothing by itself."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from marketplace.access.actors import Actor
from marketplace.audit.models import JournalEntry
from marketplace.certificates.models import Certificate
from marketplace.decision_log import labels as log_labels
from marketplace.decision_log.models import LogEntry
from marketplace.kit.errors import Forbidden, NotFound, TooMany
from marketplace.listings.rules import State as BagState
from marketplace.reports import logged, operations, queries
from marketplace.reports.models import Evidence, Report
from marketplace.reports.rules import REASONS, SENDER_LIMITS, Outcome, Reason, State, Subject

PAPER = (Path(__file__).resolve().parents[2] / "marketplace/demo/photos/zigzag-a.jpg").read_bytes()
DOUBT = {"reason": "stolen_photos", "text": "Foto ini saya ambil sendiri tahun lalu.", "name": "Rina Pelapor"}
DUE, UNTIL = date(2026, 5, 4), date(2026, 4, 21)


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"), title="Tote Ombak")


@pytest.fixture
def maker(bag):
    account = bag.artisan.account
    return Actor(account.id, account.role, account.name, bag.artisan_id)


@pytest.fixture
def report(make, bag):
    return make.report(certificate=None, listing=bag, reason=Reason.STOLEN_PHOTOS)


def page(bag):
    return f"/products/{bag.slug}-{bag.code}"


def text(response):
    return response.get_data(as_text=True)


def close(make, report, officer, outcome=Outcome.NOT_PROVEN, sentence="Foto itu milik perajin."):
    operations.close(report, outcome, sentence, actor=officer, at=make.clock())
    make.session.commit()


def test_each_subject_has_reasons_of_its_own():
    assert set(REASONS[Subject.BAG]) & set(REASONS[Subject.RECORD]) == {Reason.OTHER}
    assert {reason for reasons in REASONS.values() for reason in reasons} == set(Reason)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_bags_page_leads_to_the_form_and_the_form_to_a_receipt(client, bag, session, prefix):
    assert f'href="{prefix}{page(bag)}/report"' in text(client.get(prefix + page(bag)))
    form = client.get(f"{prefix}{page(bag)}/report")
    assert form.status_code == 200 and "Tote Ombak" in text(form) and "stolen_photos" in text(form)
    assert "number_wrong" not in text(form)
    sent = client.post(f"{prefix}{page(bag)}/report", data=DOUBT | {"evidence": (BytesIO(PAPER), "foto.jpg")})
    assert re.fullmatch(rf"{prefix}/reports/[0-9A-Z]{{10}}\?sent=1", sent.location)
    receipt = client.get(sent.location)
    assert "Tote Ombak" in text(receipt) and "Foto ini saya" not in text(receipt)
    assert "Set-Cookie" not in receipt.headers
    (row,) = session.scalars(select(Report)).all()
    assert (row.listing_id, row.certificate_id, row.subject) == (bag.id, None, Subject.BAG)
    assert session.scalar(select(func.count()).select_from(Evidence)) == 1


def test_the_same_report_again_gets_the_same_receipt_also_for_another_bag_it_is_another(client, bag, make):
    first, second = (client.post(f"{page(bag)}/report", data=DOUBT) for _ in range(2))
    other = make.listing()
    assert first.location == second.location != client.post(f"{page(other)}/report", data=DOUBT).location


@pytest.mark.parametrize("reason", ["number_wrong", "bosan", ""])
def test_a_reason_of_records_is_no_reason_for_a_bag(client, bag, session, reason):
    response = client.post(f"{page(bag)}/report", data=DOUBT | {"reason": reason})
    assert response.status_code == 422 and 'id="reason-error"' in text(response)
    assert DOUBT["text"] in text(response)
    assert session.scalar(select(func.count()).select_from(Report)) == 0


def test_nor_the_other_way_round(client, make):
    make.certificate(code="BTG-7K4P")
    assert client.post("/c/BTG-7K4P/report", data=DOUBT).status_code == 422


@pytest.mark.parametrize("state", [BagState.DRAFT, BagState.REMOVED])
def test_what_has_no_page_cannot_be_reported(client, make, state):
    bag = make.listing(state=state)
    assert client.get(f"{page(bag)}/report").status_code == 404
    assert client.post(f"{page(bag)}/report", data=DOUBT).status_code == 404


def test_records_and_bags_with_one_number_are_counted_apart(make, bag):
    certificate = Certificate(id=bag.id)
    for _ in range(SENDER_LIMITS[0][0]):
        operations.admit(bag, "a", address="1.2.3.4", at=make.clock())
    with pytest.raises(TooMany):
        operations.admit(bag, "a", address="1.2.3.4", at=make.clock())
    operations.admit(certificate, "a", address="1.2.3.4", at=make.clock())


def test_from_receipt_to_an_outcome_on_the_bags_page(
    client, make, bag, maker, officer, jobs, outbox, session
):
    report = operations.receive(
        bag,
        Reason.STOLEN_PHOTOS,
        DOUBT["text"],
        sender="somebody",
        name="Rina Pelapor",
        email="rina@contoh.invalid",
        locale="id",
        due=DUE,
        at=make.clock(),
    )
    operations.forward(report, "Fotonya diragukan.", actor=officer, at=make.clock(), due=DUE, until=UNTIL)
    before = (bag.state, bag.version, bag.updated_at)
    operations.reply(report, "Saya punya foto aslinya.", actor=maker, at=make.clock())
    close(make, report, officer)
    assert (bag.state, bag.version, bag.updated_at) == before, "a report alone changes nothing"
    read = text(client.get(page(bag)))
    assert "tidak terbukti" in read and "Foto itu milik perajin." in read
    assert "Rina Pelapor" not in read and DOUBT["text"] not in read and "Saya punya foto" not in read
    jobs.run_all()
    letters = [(letter.to, f"{letter.subject} {letter.text}") for letter in outbox.letters]
    assert len(letters) == 4 and all("Tote Ombak" in words for _, words in letters)
    assert not any("rina" in words.lower() for to, words in letters if to != "rina@contoh.invalid")
    assert {entry.subject_type for entry in session.scalars(select(JournalEntry))} == {"listing"}


def test_what_was_not_about_the_bag_is_not_on_its_page_nor_named_in_the_log(
    client, make, bag, report, officer
):
    close(make, report, officer, Outcome.OUTSIDE, "Ini pertanyaan, bukan laporan.")
    assert "bukan laporan" not in text(client.get(page(bag)))
    leaf = make.session.scalars(select(LogEntry.entry)).one()
    assert bag.code not in leaf


def test_the_log_names_the_bag_and_agrees_with_the_row(client, make, bag, report, maker, officer):
    operations.forward(report, "Fotonya diragukan.", actor=officer, at=make.clock(), due=DUE, until=UNTIL)
    make.clock.now += timedelta(days=8)
    close(make, report, officer, Outcome.PROVEN)
    entry = make.session.scalars(select(LogEntry)).one()
    assert log_labels.told(entry).bag == bag.code
    assert f"/products/{bag.code}" in text(client.get(f"/log/entries/{entry.seq}"))
    assert list(logged.strays()) == []
    report.sentence = "Lain."
    make.session.commit()
    assert list(logged.strays()) == [f"report {report.id} says something else than its entry in the log"]


def test_the_officer_whose_bag_it_is_leaves_it_to_a_colleague(make, bag, report):
    account = bag.artisan.account
    own = Actor(account.id, account.role.OFFICER, account.name, bag.artisan_id, second_factor=True)
    with pytest.raises(Forbidden):
        close(make, report, own, Outcome.OUTSIDE)


def test_her_studio_shows_it_once_it_was_passed_on(client, make, bag, report, officer, sign_in):
    sign_in(client, bag.artisan.account)
    with pytest.raises(NotFound):
        queries.own(bag.artisan_id, report.id)
    operations.forward(report, "Fotonya diragukan.", actor=officer, at=make.clock(), due=DUE, until=UNTIL)
    make.session.commit()
    assert [one.id for one in queries.passed_on(bag.artisan_id)] == [report.id]
    assert "dilaporkan seseorang" in text(client.get("/studio/"))
    where = f"/studio/reports/{report.id}"
    shown = text(client.get(where))
    assert "Tote Ombak" in shown and "Fotonya diragukan." in shown and report.body not in shown
    sent = client.post(where, data={"csrf_token": client.token(where), "reply": "Itu foto saya."})
    assert sent.status_code == 303
    make.session.expire_all()
    assert report.state is State.REPLIED
    with pytest.raises(NotFound):
        queries.own(make.artisan().id, report.id)


def test_bags_and_records_stand_in_one_queue_at_the_desk(client, make, bag, report, sign_in, officer):
    make.report(make.certificate(make.artisan(name="Rosdiana Misal")))
    account = make.account(name="Petugas Dua", role=officer.role)
    sign_in(client, account)
    listed = text(client.get("/desk/reports"))
    assert "Tote Ombak · Siti Contoh" in listed and "Rosdiana Misal" in listed
    shown = client.get(f"/desk/reports/{report.id}")
    assert shown.status_code == 200 and "Fotonya milik orang lain" in text(shown)
    assert "/desk/certificates" not in text(shown)


def test_a_receipt_promises_no_page_of_a_bag_nobody_sees(client, make, bag, report, officer):
    report.state, report.replied_at = State.REPLIED, make.clock()
    bag.state = BagState.TAKEN_DOWN
    make.session.commit()
    read = text(client.get(f"/reports/{report.receipt}"))
    assert "tetap seperti adanya" not in read
    close(make, report, officer, Outcome.PROVEN)
    read = text(client.get(f"/reports/{report.receipt}"))
    assert "tidak ditampilkan lagi" in read and page(bag) not in read
