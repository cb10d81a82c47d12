"""Saying that one is there, from a telephone in the room; the paper afterwards says no more than that."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.registrations.models import Attendance
from marketplace.registrations.rules import CODE_LIMITS, day_code
from tests.registrations.conftest import FIRST, LAST
from tests.registrations.test_attending import SECRET

HERE = "/programmes/kelas-rajut/1/here"


@pytest.fixture
def today(clock):
    def go(day):
        clock.now += timedelta(days=(day - clock.now.date()).days)

    return go


def test_from_her_page_to_the_mark_and_to_the_paper(client, held, register, session, today):
    cohort = held()
    row = register(cohort, email=None, phone="+6281200000099")
    assert "/here" not in client.get(f"/registrations/{row.token}").text
    today(FIRST)
    page = client.get(f"/en/registrations/{row.token}").text
    assert f"/en{HERE}?receipt={row.receipt}" in page
    form = client.get(f"/en{HERE}?receipt={row.receipt}&code=ABC")
    assert f'value="{row.receipt}"' in form.text and 'value="ABC"' in form.text
    assert "no-store" in form.headers["Cache-Control"]
    code = day_code(SECRET, cohort.id, FIRST)
    answer = client.post(f"/en{HERE}", data={"receipt": row.receipt.lower(), "code": f" {code.lower()} "})
    assert answer.status_code == 200 and f"number {row.receipt} is here today" in answer.text
    assert row.name not in answer.text and session.query(Attendance).count() == 1
    assert "Noted as present on: 4 May 2026" in client.get(f"/en/registrations/{row.token}").text
    assert client.get(f"/registrations/{row.token}/attended").status_code == 404
    today(LAST)
    assert f"/registrations/{row.token}/attended" in client.get(f"/registrations/{row.token}").text
    paper = client.get(f"/en/registrations/{row.token}/attended")
    assert "This is not a certificate of competence." in paper.text and "4 May 2026" in paper.text
    assert "no-store" in paper.headers["Cache-Control"]


def test_what_is_wrong_is_said_beside_its_field(client, held, register, today):
    cohort = held()
    row = register(cohort)
    code = day_code(SECRET, cohort.id, FIRST)
    assert client.post(HERE, data={"receipt": row.receipt, "code": code}).status_code == 409
    assert "tidak diadakan hari ini" in client.get(HERE).text
    today(FIRST)
    for data, words in (
        ({"receipt": row.receipt, "code": "ABCDEF"}, "bukan kode hari ini"),
        ({"receipt": "0000AAAA", "code": code}, "Tidak ada yang mendapat kursi"),
        ({"receipt": "!!", "code": code}, "Tidak ada yang mendapat kursi"),
        ({"receipt": "", "code": ""}, "bukan kode hari ini"),
    ):
        answer = client.post(HERE, data=data)
        assert answer.status_code == 422 and words in answer.text, data


def test_codes_are_not_tried_out(client, held, register, today):
    row = register(held())
    today(FIRST)
    for _ in range(CODE_LIMITS[0][0]):
        assert client.post(HERE, data={"receipt": row.receipt, "code": "ABCDEF"}).status_code == 422
    answer = client.post(HERE, data={"receipt": row.receipt, "code": "ABCDEF"})
    assert answer.status_code == 429 and answer.headers["Retry-After"]
