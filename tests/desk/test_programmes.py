"""Programmes as officers keep them: noting, changing, moving, refusing, remembering."""

from __future__ import annotations

import pytest

from marketplace.access.roles import Role
from marketplace.programmes import operations, queries

COHORT = {
    "first_on": "2027-03-01",
    "last_on": "2027-03-04",
    "venue": "Gedung Contoh",
    "organiser_name": ["Dinas Contoh", ""],
    "organiser_role": ["department", ""],
    "day_on": ["2027-03-01", ""],
    "day_plan": ["Pembukaan", ""],
    "participants": "26",
}


@pytest.fixture
def officer(client, make, sign_in, session):
    operations.add_craft("rajut", "Tas rajut", "Knitted bags")
    sign_in(client, make.account(Role.OFFICER))
    session.commit()
    return client


def post(client, address, data, page=""):
    return client.post(address, data={"csrf_token": client.token(page or address), **data})


@pytest.fixture
def programme(officer):
    typed = {"title": "Kelas Rajut", "title_en": "Knitting class", "craft_code": "rajut"}
    answer = post(officer, "/desk/programmes/new", typed)
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_from_nothing_to_a_public_page_and_back(officer, programme):
    added = post(officer, f"{programme}/cohorts/new", COHORT)
    assert added.status_code == 303
    where = added.headers["Location"]
    page = officer.get(where).text
    assert "Dinas Contoh" in page and 'value="2027-03-01"' in page and 'value="26"' in page
    assert officer.get("/programmes/kelas-rajut/1").status_code == 404
    assert post(officer, f"{where}/state", {"action": "publish", "version": "1"}, where).status_code == 303
    assert "Gedung Contoh" in officer.get("/programmes/kelas-rajut/1").text
    story = officer.get("/en" + programme).text
    assert "Cohort published" in story and "<del>Draft</del> → <ins>Published</ins>" in story
    assert "Kelas Rajut" in officer.get("/desk/programmes").text
    assert post(officer, f"{where}/state", {"action": "withdraw", "version": "2"}, where).status_code == 303
    assert officer.get("/programmes/kelas-rajut/1").status_code == 404


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(officer, programme):
    wrong = {**COHORT, "last_on": "2027-02-01", "competent": "27", "day_plan": ["", "Ujian"]}
    answer = post(officer, f"{programme}/cohorts/new", wrong)
    assert answer.status_code == 422 and 'id="day_on-error"' in answer.text and "Ujian" in answer.text
    answer = post(officer, f"{programme}/cohorts/new", {**wrong, "day_plan": []})
    assert answer.status_code == 422
    assert 'id="last_on-error"' in answer.text and 'id="competent-error"' in answer.text
    assert "Dinas Contoh" in answer.text
    blank = post(officer, "/desk/programmes/new", {"title": "Kelas", "craft_code": "batik"})
    assert blank.status_code == 422 and 'id="craft_code-error"' in blank.text


def test_more_rows_keep_what_was_typed_and_save_nothing(officer, programme):
    answer = post(officer, f"{programme}/cohorts/new", {**COHORT, "do": "rows"})
    assert answer.status_code == 200 and 'id="organiser_name-6"' in answer.text
    assert "Dinas Contoh" in answer.text and queries.next_number(int(programme.rsplit("/", 1)[1])) == 1


def test_whoever_comes_second_is_told_and_keeps_the_words(officer, programme):
    where = post(officer, f"{programme}/cohorts/new", COHORT).headers["Location"]
    post(officer, where, {**COHORT, "venue": "Aula", "version": "1"})
    late = post(officer, where, {**COHORT, "venue": "Balai", "version": "1"})
    assert late.status_code == 409 and "Balai" in late.text
    moved = post(officer, f"{where}/state", {"action": "publish", "version": "1"}, where)
    assert moved.status_code == 409
    late = post(officer, f"{programme}/edit", {"title": "Lain", "craft_code": "rajut", "version": "9"})
    assert late.status_code == 409 and "Lain" in late.text


def test_a_step_there_is_not_or_that_misses_a_title_is_refused_on_the_page(officer, programme):
    where = post(officer, f"{programme}/cohorts/new", COHORT).headers["Location"]
    assert post(officer, f"{where}/state", {"action": "close", "version": "1"}, where).status_code == 409
    assert post(officer, f"{where}/state", {"action": "explode", "version": "1"}, where).status_code == 422
    bare = {"title": "Kelas Rajut", "title_en": "", "craft_code": "rajut", "version": "1"}
    assert post(officer, f"{programme}/edit", bare).status_code == 303
    refused = post(officer, f"{where}/state", {"action": "publish", "version": "1"}, where)
    assert refused.status_code == 422 and "judul bahasa Inggris" in refused.text


def test_nobody_but_officers_comes_in(client, make, sign_in):
    sign_in(client, make.account(Role.ARTISAN))
    assert client.get("/desk/programmes").status_code == 403
