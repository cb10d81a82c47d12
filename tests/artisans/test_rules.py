import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.artisans.rules import (
    YARN,
    Pattern,
    PlaceLevel,
    PlaceRow,
    is_away,
    is_planned,
    parent_code,
    place_files,
    place_level,
    read_places,
    ready_on,
    swatch,
)


@pytest.mark.parametrize(
    ("until", "paused"),
    [(None, False), (date(2026, 6, 2), True), (date(2026, 6, 1), False), (date(2026, 5, 31), False)],
)
def test_on_the_day_of_return_the_artisan_is_back(until: date | None, paused: bool) -> None:
    assert is_away(None, until, date(2026, 6, 1)) is paused


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(DAYS, st.integers(1, 60), DAYS)
def test_a_break_begins_and_ends_by_itself(first: date, length: int, today: date) -> None:
    back = first + timedelta(days=length)
    assert is_away(first, back, today) == (first <= today < back)
    assert is_planned(first, back, today) == (today < first)


@given(DAYS, st.integers(1, 60), DAYS, st.integers(1, 60))
def test_the_days_of_a_break_are_no_days_of_work(first: date, length: int, today: date, days: int) -> None:
    back = first + timedelta(days=length)
    ready = ready_on(today, days, first, back)
    span = (today + timedelta(days=number) for number in range((ready - today).days))
    assert sum(not is_away(first, back, day) for day in span) == days
    assert not is_away(first, back, ready)


def test_without_a_break_the_lead_time_counts_from_today() -> None:
    assert ready_on(date(2026, 6, 1), 14, None, None) == date(2026, 6, 15)
    assert ready_on(date(2026, 6, 1), 14, None, date(2026, 5, 30)) == date(2026, 6, 15)
    assert ready_on(date(2026, 6, 1), 14, None, date(2026, 6, 10)) == date(2026, 6, 24)


def shipped() -> list[PlaceRow]:
    rows = []
    for path in place_files():
        with path.open(encoding="utf-8", newline="") as file:
            rows += list(read_places(file))
    return rows


def test_bontang_is_whole() -> None:
    rows = [row for row in shipped() if row.code.startswith("64.74")]
    districts = {row.code: row.name for row in rows if row.level is PlaceLevel.DISTRICT}
    villages = {code: sum(row.parent == code for row in rows) for code in districts}
    assert districts == {
        "64.74.01": "Bontang Utara",
        "64.74.02": "Bontang Selatan",
        "64.74.03": "Bontang Barat",
    }
    assert villages == {"64.74.01": 6, "64.74.02": 6, "64.74.03": 3}
    assert PlaceRow("64.74.02.1001", "Tanjung Laut", PlaceLevel.VILLAGE, "64.74.02") in rows
    assert PlaceRow("64.74.01.1006", "Api-Api", PlaceLevel.VILLAGE, "64.74.01") in rows


def test_every_shipped_place_follows_its_parent() -> None:
    seen: set[str] = set()
    for row in shipped():
        assert row.code not in seen
        assert row.parent is None or row.parent in seen
        seen.add(row.code)


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [("64", 1, None), ("64.74", 2, "64"), ("64.74.01", 3, "64.74"), ("64.74.01.1001", 4, "64.74.01")],
)
def test_a_code_tells_its_level_and_parent(code: str, level: int, parent: str | None) -> None:
    assert place_level(code) == level
    assert parent_code(code) == parent


@pytest.mark.parametrize("code", ["", "6", "64.7", "6474", "64.74.", "64.74.01.101", "64.74.01.1001.1", "٦٤"])
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match="not a place code"):
        place_level(code)


@pytest.mark.parametrize(
    "row",
    [
        "64,,1,",
        "64,Kalimantan Timur,2,",
        "64.74,Kota Bontang,2,63",
        "64.74,Kota Bontang,2,",
        "6474,Kota,2,64",
        "64",
    ],
)
def test_rows_that_do_not_fit_are_refused(row: str) -> None:
    with pytest.raises(ValueError, match=r"does not fit|not a place code"):
        list(read_places(io.StringIO(f"code,name,level,parent\n{row}\n")))


def test_the_broken_line_is_named() -> None:
    with pytest.raises(ValueError, match="line 3"):
        list(read_places(io.StringIO("code,name,level,parent\n64,Kalimantan Timur,1,\n64.74,,2,64\n")))


@given(st.text(st.characters(exclude_categories=()), max_size=20), st.integers(1, 24))
def test_the_same_seed_gives_the_same_swatch(seed: str, size: int) -> None:
    sample = swatch(seed, size)
    assert sample == swatch(seed, size)
    assert len(sample.stitches) == size
    assert all(len(row) == size for row in sample.stitches)
    used = {colour for row in sample.stitches for colour in row}
    assert used <= set(YARN.values())
    assert len(used) <= 3
    assert sample.ground in YARN.values()


def test_neighbours_get_different_swatches() -> None:
    samples = {swatch(f"artisan-{number}") for number in range(26)}
    assert len(samples) >= 24
    assert {swatch(f"artisan-{number}").pattern for number in range(80)} == set(Pattern)


@pytest.mark.parametrize("number", range(80))
def test_every_swatch_shows_a_pattern(number: int) -> None:
    sample = swatch(f"artisan-{number}")
    assert len({colour for row in sample.stitches for colour in row}) >= 2
