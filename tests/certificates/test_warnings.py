"""What officers are told to look at twice, and what raises no warning."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.bodies.rules import LicenceStatus
from marketplace.certificates import queries as certificates
from marketplace.certificates.likeness import Likeness
from marketplace.certificates.numbers import NumberWarning
from marketplace.certificates.rules import Field, Status, expiry
from marketplace.certificates.warnings import CONCERNS, Oddity, Warned, term_differs, warnings_of
from tests.factories.make import Make

Asked = Callable[[], AbstractContextManager[list[str]]]
ISSUED = date(2025, 10, 31)
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def kinds(make: Make, **changes: Any) -> list[object]:
    values = {"certificate_no": "00000 0000 0000007 2025", "registration_no": "TIK 0000 00007 2025"}
    certificate = make.certificate(status=Status.SUBMITTED, **values | changes)
    return [kind for warned in warnings_of(certificate) for kind in warned.kinds]


def test_a_certificate_in_order_raises_none(make: Make) -> None:
    assert kinds(make) == []


def test_every_kind_says_what_it_concerns() -> None:
    known = [*Likeness, *NumberWarning, *Oddity]
    assert len(CONCERNS) == len(known) and all(CONCERNS[kind] for kind in known)
    assert Warned((Oddity.LICENCE_NOT_ACTIVE, Likeness.HOLDER_NAME)).concerns == [
        Field.HOLDER_NAME,
        Field.BODY,
        Field.ISSUE_DATE,
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"certificate_no": "x"}, [NumberWarning.UNUSUAL_CERTIFICATE_NO]),
        ({"body_licence_no": "BNSP-LSP-0001-ID"}, [NumberWarning.LICENCE_MISMATCH]),
        ({"issue_date": date(2024, 10, 31)}, [NumberWarning.YEARS_DIFFER, Oddity.TERM_DIFFERS]),
        ({"holder_name": "Orang Lain"}, [Oddity.NAME_DIFFERS]),
        ({"holder_name": ""}, []),
        ({"valid_until": date(2028, 10, 30)}, [Oddity.TERM_DIFFERS]),
        ({"term_months": 60}, [Oddity.TERM_DIFFERS]),
        ({"term_months": None}, []),
        ({"valid_until": None}, []),
    ],
)
def test_what_is_odd_is_named(changes: dict[str, object], expected: list[object], make: Make) -> None:
    assert kinds(make, **changes) == expected


@pytest.mark.parametrize(
    ("status", "until", "checked"),
    [
        (status, until, checked)
        for status, until, checked in product(LicenceStatus, (None, -1, 0, 1), (None, -1, 0, 1))
        if checked is not None or status is LicenceStatus.UNKNOWN  # the database wants a day with a status
    ],
)
def test_a_licence_is_measured_on_the_day_of_issue(
    status: LicenceStatus, until: int | None, checked: int | None, make: Make
) -> None:
    body = make.body(
        licence_status=status,
        licence_valid_until=None if until is None else ISSUED + timedelta(days=until),
        checked_on=None if checked is None else ISSUED + timedelta(days=checked),
    )
    lost = status in (LicenceStatus.EXPIRED, LicenceStatus.SUSPENDED) and checked in (-1, 0)
    assert kinds(make, body_id=body.id) == [Oddity.LICENCE_NOT_ACTIVE] * (until == -1 or lost)


def test_without_a_link_or_a_date_the_register_says_nothing(make: Make) -> None:
    body = make.body(licence_valid_until=ISSUED - timedelta(days=400))
    assert kinds(make) == []
    assert kinds(make, body_id=body.id, issue_date=None) == []
    assert kinds(make, body_id=body.id) == [Oddity.LICENCE_NOT_ACTIVE]


def test_others_come_first_and_each_once(make: Make, queries: Asked) -> None:
    here = make.certificate(status=Status.SUBMITTED, blanko_no_key="B1", certificate_no="x")
    make.scan(here, digest="d" * 64)
    twin = make.certificate(status=Status.SUBMITTED, blanko_no_key="B1")
    make.scan(twin, digest="d" * 64)
    found = certificates.for_review(here.id)
    with queries() as asked:
        warned = warnings_of(found)
    assert len(asked) <= 4
    assert [(one.kinds, one.other and one.other.id) for one in warned] == [
        ((Likeness.SCAN, Likeness.BLANKO_NO), twin.id),
        ((NumberWarning.UNUSUAL_CERTIFICATE_NO,), None),
    ]


@given(DAYS, st.integers(1, 120), st.integers(-400, 400))
def test_only_the_last_day_that_follows_raises_no_warning(issued: date, months: int, shift: int) -> None:
    last = expiry(issued, months)
    assert term_differs(issued, months, last + timedelta(days=shift)) is (shift != 0)
