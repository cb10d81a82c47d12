"""The public record as its readers meet it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from marketplace.access.actors import SYSTEM
from marketplace.certificates.grounds import Ground
from marketplace.certificates.models import Decision
from marketplace.certificates.rules import Action, Status
from marketplace.decision_log import operations as decision_log
from marketplace.decision_log.rules.entries import Deed
from marketplace.listings.rules import State

ROOM = 15_000
"""Bytes of HTML a record may have, uncompressed."""

LOST = [Status.SUSPENDED, Status.REVOKED]


def text(response):
    return response.get_data(as_text=True)


def test_a_valid_record_says_what_it_is_worth_today_and_who_checked_it(client, make):
    certificate = make.certificate(make.artisan(name="Siti Contoh"))
    page = text(client.get(f"/c/{certificate.code}"))
    assert "Berlaku" in page
    assert "31 Oktober 2028" in page
    assert "14 April 2026, 09.12 WITA" in page
    assert "10 November 2025" in page
    assert "oleh petugas kota" in page


def test_the_english_record_tells_how_far_from_utc_the_clock_is(client, make):
    certificate = make.certificate()
    page = text(client.get(f"/en/c/{certificate.code}"))
    assert "14 April 2026, 09:12 WITA (UTC+8)" in page
    assert "Knitted bag making" in page


def test_a_certificate_expires_at_local_midnight_without_any_job(client, make, clock):
    certificate = make.certificate(valid_until=date(2026, 4, 14))
    clock.now = datetime(2026, 4, 14, 15, 59, tzinfo=UTC)  # 23.59 in Bontang
    assert "is-gone" not in text(client.get(f"/c/{certificate.code}"))
    clock.now = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)  # midnight in Bontang
    page = text(client.get(f"/c/{certificate.code}"))
    assert "Kedaluwarsa" in page
    assert "tidak berlaku" in page


@pytest.mark.parametrize("status", LOST)
def test_a_record_stays_after_its_loss_and_says_since_when(client, make, session, clock, status):
    certificate = make.certificate(status=status)
    action = Action.SUSPEND if status is Status.SUSPENDED else Action.REVOKE
    session.add(
        Decision(
            certificate=certificate,
            action=action,
            before=Status.VERIFIED,
            after=status,
            actor_name="Petugas",
            made_at=datetime(2026, 1, 9, 3, tzinfo=UTC),
            reason="Rahasia petugas",
        )
    )
    session.commit()
    response = client.get(f"/c/{certificate.code}")
    page = text(response)
    assert response.status_code == 200
    assert "9 Januari 2026" in page
    assert "Hari ini sertifikatnya tidak berlaku" in page
    assert "Rahasia petugas" not in page


@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.VERIFIED, *LOST)])
def test_what_was_never_verified_has_no_public_record(client, make, status):
    certificate = make.certificate(status=status, code="BTG-7K4P")
    assert client.get(f"/c/{certificate.code}").status_code == 404
    for typed in (certificate.certificate_no, "BTG-7K4P", certificate.holder_name):
        assert "/c/BTG" not in text(client.get("/verify", query_string={"q": typed}))


def test_an_unknown_code_is_not_called_a_fake(client):
    response = client.get("/c/BTG-7K4P")
    assert response.status_code == 404
    assert "belum tentu palsu" in text(response)


@pytest.mark.parametrize("spelling", ["btg-7k4p", "BTG7K4P", "btg 7k4p", "BTG_7K4P"])
def test_every_spelling_of_a_code_leads_to_its_one_address(client, make, spelling):
    make.certificate(code="BTG-7K4P")
    response = client.get(f"/c/{spelling}")
    assert (response.status_code, response.location) == (301, "/c/BTG-7K4P")


def test_a_record_is_small_carries_no_script_and_opens_no_session(client, make):
    units = [f"Unit kompetensi yang judulnya cukup panjang nomor {number}" for number in range(12)]
    certificate = make.certificate(units=units)
    response = client.get(f"/c/{certificate.code}")
    assert len(response.data) <= ROOM
    data = '<script type="application/ld+json">'  # for machines: no browser runs it
    assert "<script" not in text(response).replace(data, "")
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "public, no-cache"


def test_a_record_asks_at_most_five_questions_of_the_database(client, make, queries):
    artisan = make.artisan()
    certificate = make.certificate(artisan)
    for _ in range(3):
        make.listing(artisan)
        make.certificate()
    address = f"/c/{certificate.code}"
    with queries() as asked:
        client.get(address)
    assert len(asked) <= 5, asked


def test_a_lapsed_record_points_to_a_newer_one_that_is_valid(client, make):
    artisan = make.artisan()
    old = make.certificate(artisan, issue_date=date(2022, 1, 1), valid_until=date(2025, 1, 1))
    new = make.certificate(artisan)
    assert f"/c/{new.code}" in text(client.get(f"/c/{old.code}"))
    assert f"/c/{old.code}" not in text(client.get(f"/c/{new.code}")).replace(
        f'href="http://127.0.0.1:8000/c/{new.code}"', ""
    )


def test_nothing_is_shown_that_was_not_recorded(client, make):
    certificate = make.certificate(registration_no="", field="", units=())
    page = text(client.get(f"/c/{certificate.code}"))
    assert "Nomor registrasi" not in page
    assert "Tidak ada unit yang dicatat" in page


def test_markup_in_a_name_is_text(client, make):
    certificate = make.certificate(holder_name="<b>{{7*7}}</b>")
    page = text(client.get(f"/c/{certificate.code}"))
    assert "<b>{{7*7}}</b>" not in page
    assert "{{7*7}}" in page


SPELLINGS = [
    "00000 0000 0 0000042 2025",
    "00000.0000.0.0000042.2025",
    "000000000000000422025",
    "No. 00000 0000 0 0000042 2025",
    "no 00000-0000-0-0000042-2025",
    " 00000  0000 0 0000042   2025 ",
    "NOMOR: 00000 0000 0 0000042 2025",
    "00000/0000/0/0000042/2025",
    "00000\u20130000\u20130\u20130000042\u20132025",
    "\uff10\uff10\uff10\uff10\uff10 0000 0 0000042 2025",
    "00000\u00a00000\u00a00\u00a00000042\u00a02025",
    "No.00000.0000.0.0000042.2025.",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_number_is_found_in_any_spelling(client, make, spelling):
    certificate = make.certificate(certificate_no_key="000000000000000422025")
    response = client.get("/verify", query_string={"q": spelling})
    assert (response.status_code, response.location) == (302, f"/c/{certificate.code}")


def test_a_scanned_address_finds_its_record(client, make):
    certificate = make.certificate()
    response = client.get("/verify", query_string={"q": f"http://127.0.0.1:8000/c/{certificate.code}"})
    assert response.location == f"/c/{certificate.code}"


def test_a_name_lists_the_records_with_their_standing(client, make):
    make.certificate(make.artisan(name="Siti Contoh"))
    make.certificate(make.artisan(name="Nur Lain"))
    page = text(client.get("/verify", query_string={"q": "contoh siti"}))
    assert "Siti Contoh" in page
    assert "Nur Lain" not in page
    assert "Bersertifikat" in page


@pytest.mark.parametrize(
    "typed", ["", "a", "%", "_____", "'; DROP TABLE certificate; --", "(" * 150, "\u202e", "ab\x01c"]
)
def test_rubbish_in_the_box_is_answered_calmly(client, make, typed):
    make.certificate()
    response = client.get("/verify", query_string={"q": typed})
    assert response.status_code == 200
    assert "/c/BTG" not in text(response)


@pytest.mark.parametrize("typed", ["x" * 5000, "nul\0byte"])
def test_what_cannot_be_read_gets_a_message_beside_the_box(client, typed):
    response = client.get("/verify", query_string={"q": typed})
    assert response.status_code == 422
    assert 'id="q-record-error"' in text(response)


def test_a_phone_number_names_its_artisan_where_she_shows_it(client, make):
    artisan = make.artisan(name="Siti Contoh", whatsapp="+6281200000001", whatsapp_public=True)
    certificate = make.certificate(artisan)
    make.certificate(make.artisan(whatsapp="+6281200000002", whatsapp_public=True))
    page = text(client.get("/verify", query_string={"q": "0812-0000-0001"}))
    assert "Nomor ini adalah nomor yang ditampilkan Siti Contoh" in page
    assert page.count('href="/c/BTG-') == 1
    assert f"/c/{certificate.code}" in page


@pytest.mark.parametrize("hidden", [{"whatsapp_public": False}, {"visible": False}])
def test_a_number_she_does_not_show_is_nobodys(client, make, hidden):
    values = {"whatsapp": "+6281200000001", "whatsapp_public": True} | hidden
    make.certificate(make.artisan(name="Siti Contoh", **values))
    page = text(client.get("/verify", query_string={"q": "081200000001"}))
    assert "Siti" not in page
    assert "belum tentu palsu" in page


def test_a_profile_names_its_artisan_and_says_who_said_so(client, make):
    make.certificate(make.artisan(name="Siti Contoh", instagram="siti.rajut"))
    page = text(client.get("/verify", query_string={"q": "https://instagram.com/siti.rajut"}))
    assert "Siti Contoh menyebut profil ini" in page


def test_a_bags_address_leads_to_its_makers_record_and_a_drafts_to_nothing(client, make):
    artisan = make.artisan(name="Siti Contoh")
    certificate = make.certificate(artisan)
    shown, draft = make.listing(artisan), make.listing(artisan, state=State.DRAFT)
    address = "http://127.0.0.1:8000/products/tas-{}"
    page = text(client.get("/verify", query_string={"q": address.format(shown.code)}))
    assert f"/c/{certificate.code}" in page
    assert f"/c/{certificate.code}" not in text(
        client.get("/verify", query_string={"q": address.format(draft.code)})
    )


def test_an_artisan_without_a_certificate_is_not_called_bad(client, make):
    artisan = make.artisan(name="Nur Lain")
    page = text(client.get("/verify", query_string={"q": f"127.0.0.1:8000/artisans/{artisan.slug}"}))
    assert "Nur Lain" in page
    assert "Belum ada catatan sertifikat" in page


def test_a_forged_address_is_answered_with_a_warning(client, make):
    certificate = make.certificate()
    page = text(client.get("/verify", query_string={"q": f"https://terajut.test/c/{certificate.code}"}))
    assert "terajut.test" in page
    assert f'href="/c/{certificate.code}"' not in page


@pytest.mark.parametrize(
    "typed", ["BTG-9999", "00000 0000 0 0000042 2025", "081200000001", "@siti", "siti contoh"]
)
@pytest.mark.parametrize("there", [True, False])
def test_the_box_asks_the_same_number_of_questions_whatever_it_finds(client, make, queries, typed, there):
    if there:
        artisan = make.artisan(
            name="Siti Contoh", whatsapp="+6281200000001", whatsapp_public=True, instagram="siti"
        )
        make.certificate(artisan, code="BTG-9999", certificate_no_key="000000000000000422025")
    with queries() as asked:
        client.get("/verify", query_string={"q": typed})
    assert len(asked) == 2, asked


@pytest.mark.parametrize("path", ["/c/{}", "/c/{}.txt", "/c/{}.json", "/verify?q={}"])
def test_where_people_check_no_cache_answers_without_asking(client, make, path):
    certificate = make.certificate()
    first = client.get(path.format(certificate.code), follow_redirects=True)
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = client.get(path.format(certificate.code), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code in (302, 304)


@pytest.mark.parametrize(("prefix", "words"), [("", "Keputusan no. 2"), ("/en", "Decision no. 2")])
def test_the_record_names_its_latest_entry_in_the_log(client, make, session, prefix, words):
    make.certificate(code="BTG-7K4P")
    for _ in range(3):
        deed = Deed("certificate.verify", SYSTEM, make.clock(), record="BTG-7K4P")
        decision_log.append(deed, about=("test", 1))
    session.commit()
    page = client.get(f"{prefix}/c/BTG-7K4P").get_data(as_text=True)
    assert f'href="{prefix}/log/entries/2">{words}</a>' in page


def test_a_record_without_an_entry_names_none(client, make):
    make.certificate(code="BTG-7K4P")
    assert "/log/entries/" not in client.get("/c/BTG-7K4P").get_data(as_text=True)


def test_a_renewal_and_what_it_renews_lead_to_each_other(client, make, session):
    old = make.certificate(code="BTG-7K4P", issue_date=date(2022, 1, 1), valid_until=date(2025, 1, 1))
    new = make.certificate(old.artisan, code="BTG-2M3N", renews_id=old.id)
    session.commit()
    assert "Sertifikat ini sudah diperpanjang" in text(client.get("/c/BTG-7K4P"))
    assert 'href="/c/BTG-2M3N"' in text(client.get("/c/BTG-7K4P"))
    assert 'href="/c/BTG-7K4P"' in text(client.get("/c/BTG-2M3N"))
    for path, own in (("/c/BTG-7K4P", "renewed_by"), ("/c/BTG-2M3N", "renews")):
        data = client.get(f"{path}.json").json
        assert {name: data[name] for name in ("renews", "renewed_by") if data[name]} == {
            own: "BTG-2M3N" if own == "renewed_by" else "BTG-7K4P"
        }
    assert "BTG-2M3N" in text(client.get("/c/BTG-7K4P.txt"))
    assert new.renews_id == old.id


@pytest.mark.parametrize(("days_left", "told"), [(90, True), (91, False), (-1, True)])
def test_a_renewal_that_is_being_checked_is_told_near_the_end(client, make, session, days_left, told):
    old = make.certificate(valid_until=date(2026, 4, 14) + timedelta(days=days_left))
    make.certificate(old.artisan, status=Status.SUBMITTED, submitted_at=datetime(2026, 4, 10, 1, tzinfo=UTC))
    session.commit()
    page = text(client.get(f"/c/{old.code}"))
    assert ("Perpanjangan sedang berjalan" in page and "10 April 2026" in page) is told


def test_withdrawals_are_listed_with_day_and_ground_and_without_a_name(client, make, session):
    assert "Belum ada sertifikat yang dicabut" in text(client.get("/withdrawn"))
    certificate = make.certificate(status=Status.REVOKED, code="BTG-7K4P", holder_name="Nama Rahasia")
    for ground in (None, Ground.ISSUER):
        session.add(
            Decision(
                certificate=certificate,
                action=Action.REVOKE,
                before=Status.VERIFIED,
                after=Status.REVOKED,
                actor_name="Petugas Rahasia",
                made_at=datetime(2026, 1, 9, 17, tzinfo=UTC),
                reason="Alasan Rahasia",
                ground=ground,
            )
        )
    session.commit()
    for language, ground, none in (
        ("", "Penerbitnya mencabut", "tidak tercatat"),
        ("/en", "issuer", "not recorded"),
    ):
        page = text(client.get(f"{language}/withdrawn"))
        assert "10 Januari 2026" in page or "10 January 2026" in page
        assert ground in page and none in page
        assert "Rahasia" not in page


def test_the_list_of_withdrawals_goes_on(client, make, session):
    certificate = make.certificate(status=Status.REVOKED)
    for _ in range(51):
        session.add(
            Decision(
                certificate=certificate,
                action=Action.REVOKE,
                before=Status.VERIFIED,
                after=Status.REVOKED,
                actor_name="x",
                made_at=datetime(2026, 1, 9, tzinfo=UTC),
            )
        )
    session.commit()
    first = text(client.get("/withdrawn"))
    assert first.count("<tr>") == 51
    after = first.split("after=")[1].split('"')[0]
    assert text(client.get(f"/withdrawn?after={after}")).count("<tr>") == 2
    assert client.get("/withdrawn?after=99999999999999999999").status_code == 200
