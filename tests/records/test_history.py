"""A record's life: only what was recorded, in its order."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from marketplace.certificates.models import Decision
from marketplace.certificates.rules import Action, Method, Status, standing
from marketplace.records.history import history

TODAY = date(2026, 4, 14)


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/"):
        yield


def decide(make, certificate, action, day, **changes):
    values = {
        "before": Status.SUBMITTED,
        "after": Status.VERIFIED,
        "actor_name": "Petugas",
        "reason": "Rahasia",
    }
    moment = datetime(2026, 1, day, 16, 30, tzinfo=UTC)  # half past midnight of the next day in Bontang
    make.keep(Decision(certificate=certificate, action=action, made_at=moment, **values | changes))


def steps(make, certificate, today=TODAY):
    make.session.expire_all()
    return history(certificate, standing(certificate, today))


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("id", ["31 Oktober 2025", "Dibekukan", "Dipulihkan", "Dicabut", "10 November 2025"]),
        ("en", ["31 October 2025", "Suspended", "Reinstated", "Revoked", "10 November 2025"]),
    ],
)
def test_every_public_step_is_there_in_order_with_its_local_day(make, locale, words):
    certificate = make.certificate(status=Status.REVOKED, valid_until=date(2028, 10, 31))
    decide(make, certificate, Action.VERIFY, 1, method=Method.CITY_LIST)
    for day, action in ((2, Action.SUSPEND), (3, Action.REINSTATE), (4, Action.REVOKE)):
        decide(make, certificate, action, day)
    with force_locale(locale):
        told = steps(make, certificate)
    said = " | ".join(f"{step.title}, {step.when}" for step in told)
    for word in words:
        assert word in said, word
    assert [step.kind for step in told] == ["ok", "ok", "warn", "ok", "bad"]
    assert ("3 Januari 2026" if locale == "id" else "3 January 2026") in told[2].when, "the day in Bontang"
    assert not any(step.todo for step in told), "what is lost has no renewal to come"


@pytest.mark.parametrize("action", [Action.ASK_CHANGES, Action.REJECT, Action.SUBMIT])
def test_what_happened_before_it_was_public_is_nobodys_business(make, action):
    certificate = make.certificate()
    before = [step.title for step in steps(make, certificate)]
    decide(make, certificate, action, 2)
    assert [step.title for step in steps(make, certificate)] == before


def test_no_reason_and_no_officers_name_is_told(make):
    certificate = make.certificate(status=Status.SUSPENDED)
    decide(make, certificate, Action.SUSPEND, 2)
    told = repr(steps(make, certificate))
    assert "Rahasia" not in told
    assert "Petugas" not in told.replace("petugas kota", "")


@pytest.mark.parametrize(
    ("today", "kind", "todo"),
    [
        (TODAY, "ok", True),
        (date(2028, 10, 31), "warn", True),
        (date(2028, 11, 1), "gone", False),
    ],
)
def test_the_last_step_is_the_renewal_to_come_or_the_end(make, today, kind, todo):
    last = steps(make, make.certificate(), today)[-1]
    assert (last.kind, last.todo) == (kind, todo)
    assert "2028" in last.when


def test_where_nothing_was_recorded_nothing_is_said(make):
    certificate = make.certificate(body_name="", issue_place="")
    issued = steps(make, certificate)[0]
    assert issued.when == "31 Oktober 2025"
    assert "None" not in repr(steps(make, certificate))
