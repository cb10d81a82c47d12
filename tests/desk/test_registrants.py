"""One person at the desk: typed in, cancelled with a reason, seated on her word, given a link."""

from __future__ import annotations

import re

import pytest

from marketplace.audit.models import JournalEntry
from marketplace.registrations import forgetting, operations
from marketplace.registrations.models import Registration
from marketplace.registrations.rules import State
from tests.desk.test_registrations import desk as desk
from tests.desk.test_registrations import send, where
from tests.registrations.conftest import PERSON, ZONE
from tests.registrations.conftest import held as held
from tests.registrations.conftest import officer as officer
from tests.registrations.conftest import register as register

CONTACT = {"email": None, "phone": "+6281200000099"}


def journal(session):
    return [entry.action for entry in session.query(JournalEntry) if entry.action.startswith("registration")]


def test_an_officer_types_somebody_in_who_takes_her_turn(desk, held, register, session):
    cohort = held(seats=1)
    register(cohort)
    page = where(cohort, "/new")
    assert "di belakang" in desk.get(page).text
    answer = send(desk, page, page, **PERSON)
    assert answer.status_code == 303
    row = session.query(Registration).filter_by(name="Rina Contoh").one()
    assert (
        row.state is State.WAITING
        and row.typed_by_id is not None
        and journal(session) == ["registration.type"]
    )
    assert "Rina Contoh" in desk.get(answer.location).text
    wrong = send(desk, page, page, **PERSON | {"phone": "", "name": "6474012345678901"})
    assert wrong.status_code == 422
    assert send(desk, page, page, **PERSON | {"place_code": "99.99.99.9999"}).status_code == 422


def test_a_cohort_that_takes_nobody_says_so(desk, held):
    cohort = held(seats=None)
    page = where(cohort, "/new")
    assert send(desk, page, page, **PERSON).status_code == 409


def test_the_reason_is_said_to_be_read_where_it_can_be(desk, held, register):
    cohort = held(seats=2)
    lettered, called = register(cohort), register(cohort, **CONTACT)
    by_letter, by_page = "dalam surat dan di halaman pribadinya", "tidak ada surat yang sampai ke telepon"
    for row, said, unsaid in ((lettered, by_letter, by_page), (called, by_page, by_letter)):
        page = desk.get(where(cohort, f"/{row.id}")).text
        assert said in page and unsaid not in page


def test_an_officer_cancels_with_a_reason_and_the_seat_goes_on(desk, held, register, session):
    cohort = held(seats=1)
    seated, first = register(cohort), register(cohort)
    page = where(cohort, f"/{seated.id}")
    assert send(desk, f"{page}/cancel", page, reason=" ").status_code == 422
    assert send(desk, f"{page}/cancel", page, reason="Mendaftar dua kali").status_code == 303
    session.expire_all()
    assert (seated.state, first.state) == (State.CANCELLED, State.OFFERED)
    assert "Mendaftar dua kali" in desk.get(page).text
    assert send(desk, f"{page}/cancel", page, reason="Sekali lagi").status_code == 409


def test_who_has_no_mailbox_is_asked_by_whatsapp_without_a_link_and_seated_on_her_word(
    desk, held, register, session, clock
):
    cohort = held(seats=1)
    seated, first = register(cohort), register(cohort, **CONTACT)
    page = where(cohort, f"/{first.id}")
    assert send(desk, f"{page}/accept", page).status_code == 409
    operations.withdraw(seated, clock=clock, timezone=ZONE)
    session.commit()
    assert "hubungi" in desk.get(where(cohort)).text
    (draft,) = re.findall(r'href="(https://wa\.me/[^"]+)"', desk.get(page).text)
    assert "6281200000099" in draft and "registrations" not in draft
    assert send(desk, f"{page}/accept", page).status_code == 303
    session.expire_all()
    assert first.state is State.SEATED and journal(session) == ["registration.accept"]


def test_a_link_is_made_for_who_has_none_and_shown_once(desk, held, register, session, client):
    cohort = held()
    row = register(cohort, **CONTACT)
    page = where(cohort, f"/{row.id}")
    answer = send(desk, f"{page}/link", page)
    (link,) = re.findall(r'value="(http://127.0.0.1:8000/registrations/[\w-]+)"', answer.text)
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert link not in desk.get(page).text and journal(session) == ["registration.link"]


@pytest.mark.parametrize("way", ["/cancel", "/accept", "/link"])
def test_rows_of_another_cohort_and_forgotten_ones_stay_as_they_are(
    desk, held, register, session, clock, way
):
    cohort = held()
    row = register(cohort)
    other = where(cohort).replace("cohorts/1", "cohorts/2")
    assert send(desk, f"{other}/{row.id}{way}", where(cohort), reason="Alasan").status_code == 404
    assert send(desk, where(cohort, f"/999{way}"), where(cohort), reason="Alasan").status_code == 404
    forgetting.delete_data(row, clock=clock, timezone=ZONE)
    session.commit()
    page = where(cohort, f"/{row.id}")
    assert send(desk, page + way, page, reason="Alasan").status_code == 409
    assert "data dihapus" in desk.get(page).text.lower()
