"""Whatever a file is, it is read or refused by name within five seconds, and the next one is read."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from marketplace.adapters.spreadsheets.isolation import SheetReader
from marketplace.adapters.spreadsheets.tables import SheetLimits
from marketplace.kit.errors import Refusal, Unavailable, Unsupported
from marketplace.web.labels import has_message
from tests.adapters.spreadsheets.broken import BROKEN, CSV, GOOD
from tests.adapters.spreadsheets.workbooks import lying, workbook


@pytest.fixture(scope="module")
def reader() -> Iterator[SheetReader]:
    shared = SheetReader()
    yield shared
    shared.close()


def test_the_corpus_is_large_enough() -> None:
    assert len(BROKEN) >= 35


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_by_name_in_time(reader: SheetReader, name: str) -> None:
    make, code = BROKEN[name]
    data = make()
    began = time.perf_counter()
    with pytest.raises(Refusal) as caught:
        reader.read(data)
    assert time.perf_counter() - began < 5
    assert caught.value.code == code
    assert has_message(code)
    assert reader.read(CSV).rows[1][0].text == "Siti Contohwati"


def test_a_good_workbook_is_read(reader: SheetReader) -> None:
    table = reader.read(GOOD)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Nama", "Nomor Sertifikat"],
        ["Siti Contohwati", "00000 0000 0 0000007 2025"],
    ]
    assert table.sheet == "Hasil"


def test_a_part_that_lies_about_its_size_stays_within_the_child(reader: SheetReader) -> None:
    with pytest.raises(Refusal):
        reader.read(lying("xl/workbook.xml", b"<workbook>" + b" " * 3_000_000, 10))
    assert reader.read(CSV).rows


def test_a_child_that_runs_out_of_memory_is_replaced() -> None:
    anything = SheetLimits(max_rows=10**7, max_cells=10**9, max_unpacked=10**9, max_ratio=10**6)
    own = SheetReader(anything, memory_bytes=130_000_000)
    try:
        with pytest.raises(Unsupported, match=r"sheet\.(too_heavy|not_readable)"):
            own.read(workbook([[number, "x" * 900] for number in range(40_000)]))
        assert own.read(CSV).rows
    finally:
        own.close()


def test_a_child_that_takes_too_long_is_ended() -> None:
    own = SheetReader(wall_seconds=0.01)
    try:
        with pytest.raises(Unavailable):  # the machine may be busy: the file is not to blame
            own.read(CSV)
    finally:
        own.close()
