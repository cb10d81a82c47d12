"""The record as text and as data: the same answer as its page, and nothing the page does not show."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from marketplace.certificates.models import Decision
from marketplace.certificates.rules import Action, Status


@pytest.fixture
def certificate(make):
    return make.certificate(make.artisan(name="Siti Contoh"), code="BTG-7K4P")


def test_the_data_say_what_it_is_worth_and_on_which_day(client, certificate):
    response = client.get("/c/BTG-7K4P.json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response.headers
    assert response.json["standing"] == {
        "kind": "valid",
        "is_valid": True,
        "as_of": "2026-04-14",
        "worked_out_at": "2026-04-14T01:12:00+00:00",
        "valid_from": "2025-10-31",
        "valid_until": "2028-10-31",
    }
    assert response.json["url"] == "http://127.0.0.1:8000/c/BTG-7K4P"
    assert response.json["checked"] == {"on": "2025-11-10", "method": "city_list"}


def test_the_data_are_an_allow_list(client, certificate):
    assert set(client.get("/c/BTG-7K4P.json").json) == {
        "code",
        "url",
        "standing",
        "paper",
        "certifies",
        "holder",
        "scheme",
        "field",
        "units",
        "issuer",
        "certificate_number",
        "registration_number",
        "checked",
        "attempts",
        "attempts_note",
        "being_looked_into",
        "history",
        "renews",
        "renewed_by",
        "reports",
        "appeals",
    }


def test_a_gap_stays_a_gap(client, make):
    make.certificate(code="BTG-7K4P", registration_no="", field="", units=())
    data = client.get("/c/BTG-7K4P.json").json
    assert (data["registration_number"], data["field"], data["units"]) == (None, None, [])
    assert "Nomor registrasi" not in client.get("/c/BTG-7K4P.txt").get_data(as_text=True)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/c/BTG-7K4P.txt", "Berlaku\nSertifikat berlaku sampai 31 Oktober 2028."),
        ("/en/c/BTG-7K4P.txt", "Valid"),
    ],
)
def test_the_text_begins_with_the_site_and_the_answer(client, certificate, path, words):
    response = client.get(path)
    said = response.get_data(as_text=True)
    assert response.mimetype == "text/plain"
    assert "127.0.0.1:8000" in said.splitlines()[0]
    assert words in said
    assert "Siti Contoh" in said
    assert "<" not in said
    assert len(response.data) < 2500


def test_the_text_shows_letters_as_they_are(client, make):
    make.certificate(code="BTG-7K4P", holder_name="Siti <b> & 'Aminah'")
    assert "Siti <b> & 'Aminah'" in client.get("/c/BTG-7K4P.txt").get_data(as_text=True)


@pytest.mark.parametrize("ending", ["txt", "json"])
def test_midnight_ends_it_in_every_form(client, make, clock, ending):
    make.certificate(code="BTG-7K4P", valid_until=date(2026, 4, 14))
    clock.now = datetime(2026, 4, 14, 15, 59, tzinfo=UTC)
    before = client.get(f"/c/BTG-7K4P.{ending}").get_data(as_text=True)
    clock.now = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)
    after = client.get(f"/c/BTG-7K4P.{ending}").get_data(as_text=True)
    word = {"txt": "Kedaluwarsa", "json": '"kind":"expired"'}[ending]
    assert (word in before.replace(" ", ""), word in after.replace(" ", "")) == (False, True)


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.REVOKED])
def test_a_loss_is_told_with_its_day_and_without_the_officers_words(client, make, session, status):
    certificate = make.certificate(status=status, code="BTG-7K4P")
    action = Action.SUSPEND if status is Status.SUSPENDED else Action.REVOKE
    certificate.decisions.append(
        Decision(
            action=action,
            before=Status.VERIFIED,
            after=status,
            actor_name="Petugas Rahasia",
            made_at=datetime(2026, 1, 9, 3, tzinfo=UTC),
            reason="Alasan rahasia",
        )
    )
    session.commit()
    response = client.get("/c/BTG-7K4P.json")
    assert response.json["standing"]["is_valid"] is False
    assert response.json["history"] == [{"event": action.value, "on": "2026-01-09", "ground": None}]
    for path in ("/c/BTG-7K4P.json", "/c/BTG-7K4P.txt"):
        assert "rahasia" not in client.get(path).get_data(as_text=True).lower()


@pytest.mark.parametrize("ending", ["txt", "json"])
@pytest.mark.parametrize("code", ["btg-7k4p", "BTG-9999", "BTG7K4P", "x"])
def test_only_the_one_address_of_a_record_has_an_extract(client, certificate, code, ending):
    assert client.get(f"/c/{code}.{ending}").status_code == 404


@pytest.mark.parametrize("ending", ["txt", "json"])
@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.NEEDS_CHANGES, Status.REJECTED])
def test_what_was_never_verified_has_no_extract(client, make, ending, status):
    make.certificate(status=status, code="BTG-7K4P")
    assert client.get(f"/c/BTG-7K4P.{ending}").status_code == 404
