"""Licences on a day, entries that do not fit together, addresses that may be shown."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.bodies.rules import (
    LicenceStatus,
    LspType,
    Stream,
    changes,
    free_slug,
    host_of,
    lacked_licence,
    lacking,
    licence_on,
    read_address,
    techniques_by_row,
)

LAST = date(2026, 4, 14)


@pytest.mark.parametrize("status", LicenceStatus)
@pytest.mark.parametrize("shift", [-1, 0, 1, None])
def test_only_an_active_licence_ends_with_its_last_day(status: LicenceStatus, shift: int | None) -> None:
    until = None if shift is None else LAST
    today = LAST + timedelta(days=shift or 0)
    ended = status is LicenceStatus.ACTIVE and shift == 1
    assert licence_on(status, until, today) is (LicenceStatus.EXPIRED if ended else status)


@given(
    st.sampled_from(LicenceStatus),
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
def test_a_licence_is_missed_on_a_day_only_by_what_was_recorded_for_it(
    status: LicenceStatus, until: date | None, checked: date | None, day: date
) -> None:
    missed = lacked_licence(status, until, checked, day)
    if until is None and (checked is None or checked > day):
        assert not missed
    if until is not None and until < day:
        assert missed
    if status in (LicenceStatus.ACTIVE, LicenceStatus.UNKNOWN) and (until is None or day <= until):
        assert not missed
    if status in (LicenceStatus.EXPIRED, LicenceStatus.SUSPENDED) and checked is not None and checked <= day:
        assert missed


def test_every_combination_of_an_entry_either_fits_or_names_its_fields() -> None:
    for stream, lsp_type, status, day in product(Stream, LspType, LicenceStatus, (None, LAST)):
        wrong = lacking(stream, lsp_type, status, day)
        assert ("lsp_type" in wrong) is (stream is not Stream.LSP and lsp_type is not LspType.UNKNOWN)
        assert ("checked_on" in wrong) is (status is not LicenceStatus.UNKNOWN and day is None)
        assert set(wrong) <= {"lsp_type", "checked_on"}


@pytest.mark.parametrize(
    "text", ["https://bnsp.go.id/lsp/1565", "https://LSP.Contoh.co.id", "https://a.id?x=1#y"]
)
def test_plain_https_addresses_are_kept_as_typed(text: str) -> None:
    assert read_address(text) == text
    assert host_of(text) == text.split("/")[2].split("?")[0].lower()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bnsp.go.id",
        "http://bnsp.go.id",
        "javascript:alert(1)",
        "data:text/html,x",
        "//bnsp.go.id",
        "https://",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://bnsp.go.id@jahat.contoh.id/",
        "https://user:pass@bnsp.go.id/",
        "https://bnsp.go.id:8443/",
        "https://bnsp.go.id\\@jahat.contoh.id/",
        "https://bnsp .go.id/",
        "https://bnsp.go.id/\n",
        "https://bnsр.go.id/",  # a Cyrillic letter
        "https://-bnsp.go.id/",
        "https://bnsp..id/",
        "https://bnsp.go.id/" + "x" * 300,
    ],
)
def test_addresses_that_could_mislead_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="address"):
        read_address(text)


@given(st.text(max_size=60))
def test_whatever_is_accepted_is_https_with_one_plain_host(tail: str) -> None:
    try:
        address = read_address("https://" + tail)
    except ValueError:
        return
    assert address.isascii() and host_of(address).replace("-", "").replace(".", "").isalnum()


def test_changes_name_what_differs_and_nothing_else() -> None:
    assert changes({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": None}) == {"b": (2, 3)}
    assert changes({}, {"a": 1}) == {"a": (None, 1)}


@given(st.sets(st.integers(1, 6)))
def test_a_free_address_is_the_first_nobody_has(taken: set[int]) -> None:
    used = {"x" if number == 1 else f"x-{number}" for number in taken}
    slug = free_slug("x", used.__contains__)
    assert slug not in used
    first = min(set(range(1, 8)) - taken)
    assert slug == ("x" if first == 1 else f"x-{first}")


def test_boxes_of_rows_that_are_not_there_are_passed_over() -> None:
    boxes = ["1:crochet", "2:knit", "1:knit", "3:knit", "0:knit", "x:knit", "-1:knit", "9999:knit", "²:knit"]
    assert techniques_by_row(boxes, 2) == [{"crochet", "knit"}, {"knit"}]
