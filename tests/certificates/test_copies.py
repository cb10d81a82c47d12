"""The same paper sent once more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from marketplace.access.actors import SYSTEM
from marketplace.adapters.images.papers import paper_marks
from marketplace.adapters.images.specimens import TextLine, draw_sheet
from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.jobs.runner import Runner
from marketplace.certificates import scans
from marketplace.certificates.copies import MOST_BITS, bits_apart, keep_none, remember, similar_to
from marketplace.certificates.likeness import Likeness
from marketplace.certificates.models import Certificate, Scan, ScanBand, ScanMark
from marketplace.certificates.queries import for_review, lookalikes
from marketplace.certificates.rules import ScanSide, Status
from marketplace.certificates.scans import PREPARE
from tests.factories.make import Make

Asked = Callable[[], AbstractContextManager[list[str]]]
MARK = "5" * 256


def altered(mark: str, bits: int) -> str:
    """Flip bits spread over all rows and columns, as noise does."""
    return f"{int(mark, 16) ^ sum(1 << at * 85 % 1024 for at in range(bits)):0256x}"


def front(make: Make, mark: str = MARK, status: Status = Status.SUBMITTED) -> Scan:
    scan = make.scan(make.certificate(status=status))
    remember(scan.id, {1: (mark, altered(MARK, 400), altered(MARK, 500), altered(MARK, 600))})
    make.session.commit()
    return scan


def found(scan: Scan) -> list[tuple[int, int]]:
    return [(similar.scan_id, similar.bits) for similar in similar_to([scan.id])]


def test_fronts_within_the_bound_are_found_the_nearest_first(make: Make) -> None:
    here = front(make)
    near, nearest = front(make, altered(MARK, 12)), front(make, altered(MARK, 1))
    front(make, altered(MARK, 300))
    front(make, status=Status.DRAFT)
    assert found(here) == [(nearest.id, 1), (near.id, 12)]
    assert {similar.certificate_id for similar in similar_to([here.id])} == {
        near.certificate_id,
        nearest.certificate_id,
    }


def test_a_band_alone_is_not_enough(make: Make) -> None:
    here = front(make)
    spread = int(MARK, 16) ^ sum(1 << bit for bit in range(0, 16 * (MOST_BITS + 1), 16))
    front(make, f"{spread:0256x}")
    assert found(here) == []


@pytest.mark.parametrize(
    ("places", "alike"),
    [(range(7), True), (range(8), False), (range(0, 8 * 32, 32), False), (range(0, 1024, 33), True)],
)
def test_what_differs_in_one_place_is_another_paper(places: range, alike: bool) -> None:
    other = f"{int(MARK, 16) ^ sum(1 << at for at in places):0256x}"
    assert bits_apart(MARK, other) == (len(places) if alike else None)


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_turned_copy_is_found_from_both_sides(turn: int, make: Make) -> None:
    marks = tuple(f"{digit}" * 256 for digit in "1248")
    one, other = make.scan(make.certificate()), make.scan(make.certificate())
    remember(one.id, {1: marks})
    remember(other.id, {1: marks[turn:] + marks[:turn]})
    assert found(one) == [(other.id, 0)] and found(other) == [(one.id, 0)]


def test_backs_further_pages_and_evidence_leave_no_mark(make: Make) -> None:
    back = make.scan(make.certificate(), ScanSide.BACK)
    remember(back.id, {1: (MARK,) * 4})
    twice = make.scan(make.certificate())
    remember(twice.id, {1: (), 2: (MARK,) * 4})
    keep_none(twice.id, {1: (MARK,) * 4})
    assert make.session.scalar(select(func.count()).select_from(ScanMark)) == 0
    assert found(back) == []


def test_marks_are_replaced_and_go_with_their_scan(make: Make) -> None:
    scan = front(make)
    remember(scan.id, {1: (altered(MARK, 5),) * 4})
    assert make.session.scalar(select(func.count()).select_from(ScanBand)) == 16
    make.session.delete(scan)
    make.session.commit()
    for table in (ScanMark, ScanBand):
        assert make.session.scalar(select(func.count()).select_from(table)) == 0


def test_marks_outlast_the_file(make: Make) -> None:
    here, forgotten = front(make), front(make, altered(MARK, 3), Status.REJECTED)
    scans.forget(forgotten.certificate, actor=SYSTEM, at=make.clock())
    make.session.commit()
    assert forgotten.forgotten_at is not None and found(here) == [(forgotten.id, 3)]


def test_the_likeness_says_similar_only_where_the_file_is_another(make: Make) -> None:
    here, similar, same = front(make), front(make, altered(MARK, 3)), front(make)
    same.digest = here.digest
    make.session.commit()
    shared = {other.id: kinds for other, kinds in lookalikes(here.certificate)}
    assert list(shared.items()) == [
        (same.certificate_id, [Likeness.SCAN]),
        (similar.certificate_id, [Likeness.SIMILAR_SCAN]),
    ]


def test_looking_up_takes_two_queries_and_one_without_marks(make: Make, queries: Asked) -> None:
    here, bare = front(make).id, make.scan(make.certificate()).id
    with queries() as asked:
        similar_to([here])
    assert len(asked) == 2
    with queries() as asked:
        assert similar_to([bare]) == []
    assert len(asked) == 1


def sheet(name: str) -> bytes:
    lines = [TextLine("SERTIFIKAT CONTOH", 170, 44), TextLine(name, 408, 44), TextLine("Tas Rajut", 588, 34)]
    return draw_sheet([*lines, TextLine("No. 00000 0000 3 0000007 2025", 290, 24)], "SPECIMEN")


def sent(app: Flask, make: Make, jobs: Runner, data: bytes) -> Certificate:
    key = app.extensions["toolbox"].private_files.put_unguessable(BytesIO(data), "jpg")
    scan = make.scan(make.certificate(status=Status.SUBMITTED), original_key=key)
    enqueue(make.session, PREPARE, {"scan_id": scan.id}, at=make.clock())
    make.session.commit()
    jobs.run_all()
    make.session.expire_all()
    assert scan.pages
    return scan.certificate


def test_a_paper_turned_cropped_and_pressed_is_known_again(app: Flask, make: Make, jobs: Runner) -> None:
    paper = sheet("SITI RAHMAWATI")
    here = sent(app, make, jobs, paper)
    image = Image.open(BytesIO(paper)).transpose(Image.Transpose.ROTATE_90)
    copy = BytesIO()
    image.crop((20, 15, image.width - 12, image.height - 18)).save(copy, "JPEG", quality=40)
    twin = sent(app, make, jobs, copy.getvalue())
    sent(app, make, jobs, sheet("DEWI HANDAYANI"))
    assert len(paper_marks(Image.open(BytesIO(paper)))) == 4
    assert [(other.id, kinds) for other, kinds in lookalikes(for_review(here.id))] == [
        (twin.id, [Likeness.SIMILAR_SCAN])
    ]
