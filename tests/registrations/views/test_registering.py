"""Registering without script and without an account, with what people really type."""

from __future__ import annotations

import logging
import re
from datetime import date

import pytest

from marketplace.registrations.models import Registration
from marketplace.registrations.rules import COHORT_LIMITS, CONTACT_LIMITS, State
from tests.registrations.conftest import PERSON

HERE = "/programmes/kelas-rajut/1/register"


def test_from_the_cohorts_page_to_a_seat(client, held, session):
    held(seats=1)
    assert f'href="/en{HERE}"' in client.get("/en/programmes/kelas-rajut/1").text
    page = client.get(f"/en{HERE}")
    assert "1 seat is free." in page.text and "no-store" in page.headers["Cache-Control"]
    assert 'name="robots" content="noindex' in page.text and "Set-Cookie" not in page.headers
    answer = client.post(f"/en{HERE}", data=PERSON)
    assert answer.status_code == 303 and "/registrations/" in answer.location
    page = client.get(answer.location)
    row = session.query(Registration).one()
    assert "You have a seat." in page.text and row.receipt in page.text and "0812-0000-0099" in page.text
    assert (row.phone, row.locale, row.state) == ("+6281200000099", "en", State.SEATED)
    page = client.get(f"/en{HERE}")
    assert "All seats are taken." in page.text and "Join the waiting list" in page.text
    second = client.post(f"/en{HERE}", data=PERSON | {"name": "Dewi Contoh"})
    assert "You are number 1 in the line." in client.get(second.location).text
    assert "All seats are taken; 1 person waits." in client.get(f"/en{HERE}").text


def test_the_same_form_sent_twice_keeps_a_lasting_link_and_errors_keep_its_mark(client, held, session):
    held()
    (once,) = re.findall(r'name="once" value="([\w-]{43})"', client.get(HERE).text)
    assert once not in client.get(HERE).text
    sent = PERSON | {"once": once}
    assert f'value="{once}"' in client.post(HERE, data=sent | {"phone": "12"}).text
    client.post(HERE, data=sent)
    again = client.get(client.post(HERE, data=sent).location)
    row = session.query(Registration).one()
    assert row.receipt in again.text and "/cancel" in again.text and 'id="link"' in again.text
    other = client.get(client.post(HERE, data=PERSON | {"once": "x"}).location)
    assert row.receipt in other.text and "/cancel" not in other.text and 'id="link"' not in other.text


def test_what_is_wrong_keeps_what_was_typed(client, held, session):
    held()
    page = client.post(HERE, data=PERSON | {"phone": "12", "note": "Saya kidal", "consent_photos": "1"})
    assert page.status_code == 422 and session.query(Registration).count() == 0
    assert "Ini bukan nomor telepon" in page.text and "Saya kidal" in page.text and 'value="12"' in page.text
    assert page.text.count(" checked") >= 4


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"register_until": date(2026, 4, 13)}, "tidak dibuka hari ini"),
        ({"register_from": date(2026, 4, 20)}, "20 April 2026"),
        ({"seats": None}, "tidak dibuka hari ini"),
    ],
)
def test_outside_its_days_there_is_no_form_and_the_cohorts_page_leads_to_none(client, held, changes, words):
    held(**changes)
    assert HERE not in client.get("/programmes/kelas-rajut/1").text
    page = client.get(HERE)
    assert page.status_code == 200 and words in page.text and "<form" not in page.text.split("<main")[1]
    answer = client.post(HERE, data=PERSON)
    assert answer.status_code == 409 and "Tidak ada yang disimpan" in answer.text


def test_a_kelurahan_that_is_none_and_an_unknown_cohort(client, held):
    held()
    assert client.post(HERE, data=PERSON | {"place_code": "99.99.99.9999"}).status_code == 422
    assert client.get("/programmes/kelas-rajut/2/register").status_code == 404
    assert client.post("/programmes/kelas-rajut/2/register", data=PERSON).status_code == 404


def test_too_many_from_one_contact_keep_their_words_and_are_told_how_long(client, held, session):
    held(seats=90)
    for number in range(CONTACT_LIMITS[0][0]):
        assert client.post(HERE, data=PERSON | {"name": f"Rina {number}"}).status_code == 303
    page = client.post(HERE, data=PERSON | {"name": "Rina Terakhir"})
    assert page.status_code == 429 and page.headers["Retry-After"] and 'value="Rina Terakhir"' in page.text
    assert session.query(Registration).count() == CONTACT_LIMITS[0][0]


def test_one_connection_takes_part_of_a_cohort_and_officers_type_in_a_whole_hall(
    client, held, register, officer, session
):
    cohort = held(seats=90)

    def send(number, where="10.0.0.1", name="Rina"):
        said = PERSON | {"name": name, "phone": f"0812-0000-{number:04d}"}
        return client.post(HERE, data=said, environ_overrides={"REMOTE_ADDR": where})

    most = COHORT_LIMITS[0][0]
    assert {send(number).status_code for number in range(most)} == {303}
    page = send(most, name="Rina Terakhir")
    assert page.status_code == 429 and page.headers["Retry-After"] == "3600"
    assert "sambungan internet yang sama" in page.text and "dalam 60 menit" in page.text
    assert "petugas" in page.text and 'value="Rina Terakhir"' in page.text
    assert send(most, where="10.0.0.2").status_code == 303
    for _ in range(most):
        register(cohort, actor=officer)
    assert session.query(Registration).count() == most * 2 + 1


def test_nothing_of_a_person_stands_in_a_log(client, held, caplog):
    held()
    with caplog.at_level(logging.DEBUG):
        answer = client.post(HERE, data=PERSON)
        client.get(answer.location)
    told = " ".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    token = answer.location.partition("/registrations/")[2].partition("?")[0]
    for secret in ("Rina Contoh", "81200000099", token):
        assert secret not in told
