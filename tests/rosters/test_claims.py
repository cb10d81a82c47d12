"""Claiming a row: right answers, wrong answers, races, and what an artisan can never learn."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import Action, Method, Status
from marketplace.rosters.claims import read_fact
from marketplace.rosters.models import ClaimTries, RosterRow
from marketplace.rosters.rules import MOST_TRIES, Fact
from tests.rosters.conftest import Studio
from tests.rosters.lists import a_list, birthday, certificate_no, letters, nik, person

NAME = f"Contoh Orang {letters(1)}"


@pytest.fixture
def artisan(make):
    return make.artisan(name=NAME)


@pytest.fixture
def hers(studio, artisan, roster) -> Studio:
    return studio(artisan.account)


def newest(session) -> Certificate:
    session.rollback()
    return session.scalars(select(Certificate).order_by(Certificate.id.desc()).limit(1)).one()


@pytest.mark.parametrize(
    "spelling",
    [
        certificate_no(1),
        "No. " + certificate_no(1),
        certificate_no(1).replace(" ", ""),
        certificate_no(1).replace(" ", "."),
        certificate_no(1).replace(" ", " - "),
    ],
)
def test_a_claim_that_matches_is_a_record_at_once(hers, session, officer, roster, spelling):
    answer = hers.claim(spelling, birthday(1))
    assert answer.status_code == 303
    certificate = newest(session)
    assert answer.location.endswith(f"/studio/certificates/{certificate.id}")
    assert certificate.status is Status.VERIFIED
    assert certificate.holder_name == NAME
    assert certificate.certificate_no == certificate_no(1)
    assert certificate.method is Method.CITY_LIST
    assert certificate.checked_on == roster.imported_on
    assert certificate.decided_by_id == officer.id
    assert certificate.scans == []
    assert [(unit.code, unit.title) for unit in certificate.units] == [
        ("CONTOH.000.001", "Merajut badan tas"),
        ("", "Memasang pegangan"),
    ]
    decision = session.scalars(select(Decision)).one()
    assert (decision.action, decision.before, decision.actor_name) == (
        Action.VERIFY_FROM_LIST,
        Status.DRAFT,
        officer.name,
    )
    page = hers.client.get(answer.location).text
    assert certificate.code in page


def test_the_record_says_how_it_was_checked(hers, session, client):
    hers.claim(certificate_no(1), birthday(1))
    code = newest(session).code
    page = hers.client.get(f"/c/{code}").text
    assert "Dicocokkan dengan daftar hasil LSP" in page or "daftar hasil" in page
    assert "14 April 2026" in page


def test_last_digits_open_a_row_whose_list_was_kept_by_them(desk, studio, artisan, session):
    assert desk.upload(a_list([person(1)])).status_code == 303
    desk.match(fact="nik_tail")
    desk.confirm()
    hers = studio(artisan.account)
    assert hers.claim(certificate_no(1), birthday(1)).status_code == 422
    assert hers.claim(certificate_no(1), nik(1)[-4:]).status_code == 303


WRONG = {
    "an unknown number": ("00000 0000 0 7777777 2025", birthday(1)),
    "a wrong birthday": (certificate_no(1), "1 Januari 1970"),
    "somebody else's birthday": (certificate_no(1), birthday(2)),
    "digits where a birthday is kept": (certificate_no(1), nik(1)[-4:]),
    "the number of nobody": ("-", birthday(1)),
}


def plain(text: str) -> str:
    """A page without its token and what was typed."""
    text = re.sub(r'name="csrf_token" value="[^"]+"', "", text)
    return re.sub(r'name="number" type="text" value="[^"]*"', "", text)


@pytest.mark.parametrize("what", WRONG)
def test_whatever_is_wrong_the_answer_and_the_work_are_the_same(hers, queries, session, what):
    with queries() as unknown:
        reference = hers.claim("00000 0000 0 9999999 2025", birthday(3))
    session.query(ClaimTries).update({"tries": 0})
    session.query(RosterRow).update({"tries": 0})
    session.commit()
    with queries() as asked:
        answer = hers.claim(*WRONG[what])
    assert answer.status_code == reference.status_code == 422
    assert plain(answer.text) == plain(reference.text)
    assert [shape(statement) for statement in asked] == [shape(statement) for statement in unknown]


def shape(statement: str) -> str:
    return re.sub(r"\s+", " ", statement)


def test_somebody_not_yet_competent_learns_nothing(desk, studio, make, session):
    desk.bring(a_list([person(1), [*person(4, "Belum Contohan", "BK")[:7], certificate_no(4), "", "BK"]]))
    hers = studio(make.artisan(name="Belum Contohan").account)
    unknown = hers.claim("00000 0000 0 9999999 2025", birthday(4))
    session.query(ClaimTries).update({"tries": 0})
    session.commit()
    answer = hers.claim(certificate_no(4), birthday(4))
    assert answer.status_code == 422
    assert plain(answer.text) == plain(unknown.text)


def test_five_wrong_answers_lock_row_and_account_until_an_officer_opens_them(
    hers, desk, roster, session, studio, make
):
    for left in (4, 3, 2, 1):
        assert f"Sisa kesempatan: {left}" in hers.claim(certificate_no(1), "1 Januari 1970").text
    assert "kesempatan habis" in hers.claim(certificate_no(1), "1 Januari 1970").text
    assert hers.claim(certificate_no(1), birthday(1)).status_code == 422
    other = studio(make.artisan(name=NAME).account)
    assert other.claim(certificate_no(1), birthday(1)).status_code == 422
    session.rollback()
    row = session.scalars(select(RosterRow).where(RosterRow.certificate_no == certificate_no(1))).one()
    assert row.locked
    assert "terkunci" in desk.client.get(f"/desk/rosters/{roster.id}").text
    account = session.scalars(select(ClaimTries.account_id).where(ClaimTries.tries == MOST_TRIES)).one()
    assert desk.post(f"/desk/rosters/{roster.id}/rows/{row.id}/release").status_code == 303
    assert hers.claim(certificate_no(1), birthday(1)).status_code == 422
    assert desk.post(f"/desk/rosters/accounts/{account}/release").status_code == 303
    assert hers.claim(certificate_no(1), birthday(1)).status_code == 303


def test_a_right_answer_takes_nothing_off_the_tries(hers, artisan, session):
    hers.claim(certificate_no(2), "1 Januari 1970")
    hers.claim(certificate_no(1), birthday(1))
    session.rollback()
    assert session.get(ClaimTries, artisan.account_id).tries == 1
    row = session.scalars(select(RosterRow).where(RosterRow.certificate_no == certificate_no(1))).one()
    assert row.tries == 0


def test_what_cannot_be_read_is_no_try(hers, artisan, session):
    for fact in ("", "12", "kemarin", "31 Februari 1985", "12345"):
        assert hers.claim(certificate_no(1), fact).status_code == 422
    assert session.get(ClaimTries, artisan.account_id) is None


def test_another_name_goes_to_an_officer_with_the_list_shown(desk, roster, studio, make, session):
    hers = studio(make.artisan(name="Nama Akun Lain").account)
    answer = hers.claim(certificate_no(1), birthday(1))
    assert answer.status_code == 303
    certificate = newest(session)
    assert certificate.status is Status.SUBMITTED
    assert certificate.code is None
    assert "Petugas melihatnya dulu" in hers.client.get(answer.location).text
    page = desk.client.get(f"/desk/certificates/{certificate.id}").text
    assert roster.event in page
    token = desk.client.token("/desk/rosters")
    fields = {
        "csrf_token": token,
        "action": "verify",
        "version": certificate.version,
        "method": "city_list",
        "checked_on": "14 April 2026",
        "note": "Nama di KTP sama, akun memakai nama panggilan.",
    }
    assert desk.client.post(f"/desk/certificates/{certificate.id}", data=fields).status_code == 303
    assert newest(session).status is Status.VERIFIED


def test_a_rejected_claim_can_be_released_for_its_true_holder(desk, roster, studio, make, session, artisan):
    thief = studio(make.artisan(name="Bukan Dia").account)
    thief.claim(certificate_no(1), birthday(1))
    certificate = newest(session)
    fields = {"action": "reject", "version": certificate.version, "reason": "Bukan orangnya."}
    assert desk.post(f"/desk/certificates/{certificate.id}", fields).status_code == 303
    row = session.scalars(select(RosterRow).where(RosterRow.certificate_no == certificate_no(1))).one()
    assert desk.post(f"/desk/rosters/{roster.id}/rows/{row.id}/release").status_code == 303
    assert studio(artisan.account).claim(certificate_no(1), birthday(1)).status_code == 303
    assert newest(session).status is Status.VERIFIED


def test_an_officer_cannot_import_and_claim_for_themselves(desk, roster, officer, make, session):
    officer.name = NAME
    session.commit()
    make.artisan(account=officer, name=NAME)
    answer = Studio(desk.client).claim(certificate_no(1), birthday(1))
    assert answer.status_code == 303
    certificate = newest(session)
    assert certificate.status is Status.SUBMITTED
    answer = desk.post(
        f"/desk/certificates/{certificate.id}", {"action": "verify", "version": certificate.version}
    )
    assert answer.status_code == 403
    assert newest(session).status is Status.SUBMITTED


def test_a_row_is_claimed_once(hers, studio, make, session):
    assert hers.claim(certificate_no(1), birthday(1)).status_code == 303
    second = studio(make.artisan(name=NAME).account).claim(certificate_no(1), birthday(1))
    assert second.status_code == 409
    assert "sudah diklaim" in second.text
    wrong = studio(make.artisan(name=NAME).account).claim(certificate_no(1), birthday(2))
    assert wrong.status_code == 422
    assert len(session.scalars(select(Certificate)).all()) == 1


def test_of_two_claims_at_once_one_wins(app, roster, studio, make, session):
    both = [studio(make.artisan(name=NAME).account) for _ in range(2)]
    tokens = [one.client.token("/studio/certificates") for one in both]
    start = Barrier(2)

    def go(number: int) -> int:
        fields = {"number": certificate_no(1), "fact": birthday(1), "csrf_token": tokens[number]}
        start.wait()
        return both[number].client.post("/studio/certificates/claim", data=fields).status_code

    session.rollback()
    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(go, range(2)))
    assert answers == [303, 409]
    assert len(session.scalars(select(Certificate)).all()) == 1


def test_a_number_recorded_by_another_way_meanwhile_is_not_recorded_twice(hers, make, session):
    make.certificate(certificate_no_key="0000000000" + "0000001" + "2025", body_licence_key="BNSPLSP000ID")
    answer = hers.claim(certificate_no(1), birthday(1))
    assert answer.status_code == 409
    assert "sudah punya catatan" in answer.text


def test_without_a_profile_she_begins_there(studio, make):
    client = studio(make.account(Role.ARTISAN)).client
    assert client.get("/studio/certificates/claim").location.endswith("/studio/profile")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("1234", (Fact.NIK_TAIL, "1234")),
        (" 12 34 ", (Fact.NIK_TAIL, "1234")),
        ("17-8-1985", (Fact.BIRTH_DATE, "1985-08-17")),
        ("Bontang, 17 Agustus 1985", (Fact.BIRTH_DATE, "1985-08-17")),
    ],
)
def test_a_fact_is_read_as_people_write_it(text, fact):
    assert read_fact(text) == fact


@pytest.mark.parametrize("text", ["", "123", "12345", "abcd", "32-1-1985", "1985"[:3], "١٢٣٤"])
def test_anything_else_is_no_fact(text):
    with pytest.raises(ValueError, match=r"not a|day|month|out of range"):
        read_fact(text)
