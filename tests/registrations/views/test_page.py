"""The private page: answering, cancelling, correcting, the calendar, deleting; nobody else's page opens."""

from __future__ import annotations

import pytest

from marketplace.programmes import operations as programmes
from marketplace.programmes.rules import CohortAction
from marketplace.registrations import links, operations
from marketplace.registrations.models import Registration
from marketplace.registrations.rules import MOVE_LIMITS, OFFER_STANDS, State
from tests.conftest import NOON
from tests.registrations.conftest import PERSON, PLACE, ZONE

CONTACT = {"email": None, "phone": "+6281200000099"}


def page_of(row, way=""):
    return f"/registrations/{row.token}{way}"


def test_the_page_is_for_whoever_holds_its_link_and_kept_nowhere(client, held, register):
    row = register(held(), **CONTACT)
    page = client.get(page_of(row))
    assert page.status_code == 200 and row.name in page.text and row.receipt in page.text
    assert page.headers["Cache-Control"] == "private, no-store" and page.headers["X-Robots-Tag"] == "noindex"
    assert "ld+json" not in page.text and "Set-Cookie" not in page.headers
    for wrong in (row.receipt, "x", row.token[:-1]):
        assert client.get(f"/registrations/{wrong}").status_code == 404
        assert client.post(f"/registrations/{wrong}/cancel").status_code == 404


def test_an_offer_is_taken_by_one_press(client, held, register, session, clock):
    cohort = held(seats=1)
    seated, first = register(cohort, **CONTACT), register(cohort, **CONTACT)
    assert client.post(page_of(first, "/accept")).status_code == 409
    assert client.post(page_of(seated, "/cancel")).status_code == 303
    assert "16 April 2026" in client.get(page_of(first)).text
    assert client.post(page_of(first, "/accept")).status_code == 303
    session.expire_all()
    assert (seated.state, first.state) == (State.CANCELLED, State.SEATED)
    assert client.post(page_of(seated, "/cancel")).status_code == 409


def test_an_offer_that_is_over_says_so_before_its_job_has_run(client, held, register, session, clock):
    cohort = held(seats=1)
    seated, first = register(cohort, **CONTACT), register(cohort, **CONTACT)
    client.post(page_of(seated, "/cancel"))
    clock.now += OFFER_STANDS
    page = client.get(page_of(first))
    assert "Waktu menjawab sudah habis" in page.text and "/accept" not in page.text
    assert client.post(page_of(first, "/accept")).status_code == 409


def test_details_are_corrected_and_errors_keep_what_was_typed(client, held, register, session):
    row = register(held(), **CONTACT)
    assert f'value="{row.name}"' in client.get(page_of(row, "/edit")).text
    refused = client.post(page_of(row, "/edit"), data=PERSON | {"name": "www.judi.com"})
    assert refused.status_code == 422 and "www.judi.com" in refused.text
    wrong = client.post(page_of(row, "/edit"), data=PERSON | {"place_code": "99.99.99.9999"})
    assert wrong.status_code == 422
    assert client.post(page_of(row, "/edit"), data=PERSON | {"name": "Dewi Baru"}).status_code == 303
    session.expire_all()
    assert (row.name, row.place_code) == ("Dewi Baru", PLACE)


@pytest.mark.parametrize("contact", [CONTACT, {"email": "siti@contoh.invalid"}])
def test_a_link_that_is_not_the_newest_reads_and_neither_corrects_nor_ends(
    client, held, register, session, contact
):
    row = register(held(seats=1), name="Siti", **contact)
    newest = page_of(row)
    lent = f"/registrations/{register(row.cohort, name='Siti', **contact).token}"
    page = client.get(lent)
    assert page.status_code == 200 and row.receipt in page.text and "Tautan ini berlaku sehari" in page.text
    assert not [way for way in ("/edit", "/cancel", "/delete") if f"{lent}{way}" in page.text]
    for way in ("/cancel", "/delete"):
        refused = client.post(f"{lent}{way}")
        assert refused.status_code == 403 and "tautan pribadi terbaru" in refused.text
    assert client.get(f"{lent}/edit").status_code == 403
    refused = client.post(f"{lent}/edit", data=PERSON | {"name": "Orang Lain"})
    assert refused.status_code == 403
    assert "tautan pribadi terbaru" in refused.text and "Orang Lain" in refused.text
    session.expire_all()
    assert (row.name, row.state, row.forgotten_at) == ("Siti", State.SEATED, None)
    assert client.post(f"{newest}/cancel").status_code == 303


def test_letters_are_sent_to_few_other_addresses_and_the_words_are_kept(
    client, held, register, session, jobs, outbox
):
    row, most = register(held(), **CONTACT), MOVE_LIMITS[0][0]
    for number in range(most):
        said = PERSON | {"email": f"baru{number}@contoh.invalid"}
        assert client.post(page_of(row, "/edit"), data=said).status_code == 303
        assert client.post(page_of(row, "/edit"), data=said | {"note": "Sama"}).status_code == 303
    refused = client.post(page_of(row, "/edit"), data=PERSON | {"email": "lain@contoh.invalid"})
    assert refused.status_code == 429 and refused.headers["Retry-After"] == "3600"
    assert "lain@contoh.invalid" in refused.text and "dalam 60 menit" in refused.text
    assert client.post(page_of(row, "/edit"), data=said | {"name": "Dewi Baru"}).status_code == 303
    session.expire_all()
    assert (row.name, row.email) == ("Dewi Baru", f"baru{most - 1}@contoh.invalid")
    jobs.run_all()
    assert len(outbox.letters) == most * 2 - 1 and "lain@contoh.invalid" not in str(outbox.letters)


def test_a_link_that_may_not_correct_counts_no_change(client, held, register, session):
    row = register(held(), **CONTACT)
    newest, lent = page_of(row), f"/registrations/{links.again(row, '', at=NOON)}"
    session.commit()
    for _ in range(MOVE_LIMITS[0][0]):
        said = PERSON | {"email": "lain@contoh.invalid"}
        assert client.post(f"{lent}/edit", data=said).status_code == 403
    assert client.post(f"{newest}/edit", data=said).status_code == 303


def test_the_days_go_into_a_calendar_without_the_link(client, held, register):
    row = register(held())
    answer = client.get(page_of(row, "/calendar.ics"))
    assert (
        answer.content_type == "text/calendar; charset=utf-8"
        and "no-store" in answer.headers["Cache-Control"]
    )
    assert answer.text.count("BEGIN:VEVENT") == 2 and "DTSTART:20260504T000000Z" in answer.text
    assert (
        "LOCATION:Gedung Contoh" in answer.text
        and row.token not in answer.text
        and row.name not in answer.text
    )


def test_without_a_plan_the_calendar_has_the_first_and_the_last_day(client, held, register):
    answer = client.get(page_of(register(held(days=())), "/calendar.ics"))
    assert answer.text.count("DTSTART;VALUE=DATE") == 2


@pytest.mark.parametrize("withdrawn", [False, True])
def test_data_is_deleted_at_once_and_the_link_opens_nothing(
    client, held, register, officer, session, clock, withdrawn
):
    cohort = held()
    row = register(cohort)
    if withdrawn:
        programmes.move_cohort(
            cohort, CohortAction.WITHDRAW, version=cohort.version, actor=officer, at=clock()
        )
        session.commit()
    answer = client.post(page_of(row, "/delete"))
    assert answer.status_code == 303 and client.get(answer.location).status_code == 200
    assert client.get(page_of(row)).status_code == 404
    session.expire_all()
    assert session.query(Registration).one().name == ""


def test_a_reason_of_the_officers_is_read_on_the_page(client, held, register, officer, session, clock):
    row = register(held(), **CONTACT)
    operations.strike(row, "Mendaftar dua kali", actor=officer, clock=clock, timezone=ZONE)
    session.commit()
    assert "Mendaftar dua kali" in client.get(page_of(row)).text
