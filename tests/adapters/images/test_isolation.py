"""Whatever a file does, it does it to one child: the process that asked goes on."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from marketplace.adapters.images import isolation
from marketplace.adapters.images.formats import Pass
from marketplace.adapters.images.inspection import PictureLimits
from marketplace.adapters.images.isolation import PicturePool
from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.isolation import children as isolated_children
from tests.adapters.images.samples import RED, pdf, photo, png_claiming, quarters, saved

SMALL = saved(quarters(64, 80), "JPEG")
WIDE = PictureLimits(max_pixels=200_000_000, max_side=20_000, max_growth=2_000)


@pytest.fixture(scope="module")
def pool() -> Iterator[PicturePool]:
    shared = PicturePool()
    yield shared
    shared.close()


@pytest.fixture
def made() -> Iterator[list[PicturePool]]:
    """Pools of a test's own: append them, they are closed afterwards."""
    pools: list[PicturePool] = []
    yield pools
    for one in pools:
        one.close()


def children() -> list[int]:
    """Return the decoding processes of this one."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == os.getpid() and isolation.MODULE.encode() in command:
            found.append(int(folder.name))
    return found


def failure(
    pool: PicturePool, data: bytes, part: Pass = Pass.FIRST, *, master: bool = False
) -> PictureFailed:
    with pytest.raises(PictureFailed) as caught:
        pool.render(data, part, master=master)
    return caught.value


def test_a_picture_goes_in_and_its_renditions_come_out(pool: PicturePool) -> None:
    data = saved(Image.new("RGB", (500, 300), RED), "PNG")
    result = pool.render(data)
    assert (result.width, result.height) == (500, 300)
    assert [(r.format.value, r.width) for r in result.renditions] == [
        (name, width) for name in ("avif", "webp", "jpeg") for width in (240, 400, 500)
    ]
    for rendition in result.renditions:
        assert Image.open(BytesIO(rendition.data)).size == (rendition.width, rendition.height)
    assert result.master == b""
    fine = pool.render(data, Pass.FINE, master=True)
    assert [(r.format.value, r.width) for r in fine.renditions] == [
        ("avif", width) for width in (240, 400, 500)
    ]
    assert Image.open(BytesIO(fine.master)).size == (500, 300)


def test_one_child_serves_many_pictures(made: list[PicturePool]) -> None:
    own = PicturePool()
    made.append(own)
    before = set(children())
    own.render(SMALL)
    child = set(children()) - before
    for _ in range(5):
        own.render(SMALL)
    assert len(child) == 1
    assert set(children()) - before == child


def test_a_worn_child_is_replaced(made: list[PicturePool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated_children, "JOBS_PER_CHILD", 2)
    own = PicturePool()
    made.append(own)
    before = set(children())
    seen = []
    for _ in range(4):
        own.render(SMALL)
        seen.append(set(children()) - before)
    assert seen[0] == seen[1] != seen[2] == seen[3]


def test_the_child_is_given_no_secret(made: list[PicturePool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARKETPLACE_SECRET_KEY", "not for children")
    own = PicturePool()
    made.append(own)
    before = set(children())
    own.render(SMALL)
    (child,) = set(children()) - before
    assert b"not for children" not in Path(f"/proc/{child}/environ").read_bytes()


def test_the_child_lives_within_its_limits(made: list[PicturePool]) -> None:
    own = PicturePool(cpu_seconds=7, memory_bytes=900_000_000)
    made.append(own)
    before = set(children())
    own.render(SMALL)
    (child,) = set(children()) - before
    limits = dict(line.split("  ", 1) for line in Path(f"/proc/{child}/limits").read_text().splitlines()[1:])
    assert limits["Max address space"].split()[:2] == ["900000000", "900000000"]
    assert 7 <= int(limits["Max cpu time"].split()[0]) <= 9
    assert limits["Max core file size"].split()[0] == "0"
    assert limits["Max file size"].split()[0] == "0"


def test_a_child_killed_while_idle_is_not_even_noticed(made: list[PicturePool]) -> None:
    own = PicturePool()
    made.append(own)
    before = set(children())
    own.render(SMALL)
    (child,) = set(children()) - before
    os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert own.render(SMALL).width == 64


def test_a_child_killed_at_work_is_a_reason_to_try_again(made: list[PicturePool]) -> None:
    own = PicturePool()
    made.append(own)
    before = set(children())
    own.render(SMALL)
    (child,) = set(children()) - before
    os.kill(child, signal.SIGSTOP)  # it will not answer before it is killed
    killer = threading.Timer(0.2, os.kill, (child, signal.SIGKILL))
    killer.start()
    failed = failure(own, photo("ombak-2"))
    killer.join()
    assert (failed.code, failed.transient) == ("picture.child_lost", True)
    assert own.render(SMALL).width == 64


def test_too_much_processor_time_ends_the_child_and_is_final(made: list[PicturePool]) -> None:
    own = PicturePool(cpu_seconds=1, limits=WIDE)
    made.append(own)
    heavy = png_claiming(
        14_000, 14_000, rows=14_000
    )  # with all that can be asked of it: twice the limit and more
    failed = failure(own, heavy, Pass.FINE, master=True)
    assert (failed.code, failed.transient) == ("picture.too_heavy", False)
    assert own.render(SMALL).width == 64


def test_too_much_memory_ends_the_child_and_is_final(made: list[PicturePool]) -> None:
    own = PicturePool(memory_bytes=500_000_000, limits=WIDE)
    made.append(own)
    failed = failure(own, png_claiming(13_000, 13_000, rows=13_000))
    assert (failed.code, failed.transient) == ("picture.too_heavy", False)
    assert own.render(SMALL).width == 64


def test_too_long_by_the_clock_may_be_the_machine_so_it_is_tried_again(made: list[PicturePool]) -> None:
    own = PicturePool(wall_seconds=0.01)  # starting the child alone takes longer
    made.append(own)
    before = set(children())
    begin = time.perf_counter()
    failed = failure(own, photo("ombak-2"))
    assert (failed.code, failed.transient) == ("picture.too_heavy", True)
    assert time.perf_counter() - begin < 5
    assert set(children()) == before


BAD = {
    "not a picture": b"hello",
    "jpeg cut in half": photo("bambu-a")[:60_000],
    "png cut in half": saved(quarters(), "PNG")[:-400],
    "webp cut in half": saved(quarters(), "WEBP")[:300],
    "heic cut in half": saved(quarters(), "HEIF")[:-200],
    "jpeg header only": saved(quarters(), "JPEG")[:640],
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_final_and_the_pool_goes_on(pool: PicturePool, name: str) -> None:
    begin = time.perf_counter()
    failed = failure(pool, BAD[name])
    assert failed.code in {"picture.not_readable", "picture.not_a_picture"}
    assert not failed.transient
    assert time.perf_counter() - begin < 2
    assert pool.render(SMALL).width == 64


def test_a_forty_megapixel_bomb_is_not_even_opened_and_padded_it_is_drawn_within_the_limits(
    pool: PicturePool,
) -> None:
    bomb = png_claiming(8_000, 5_000, rows=5_000)
    assert len(bomb) < 200_000
    assert failure(pool, bomb).code == "picture.hollow"
    assert pool.render(bomb + bytes(200_000)).colour == "#000000"


MUTABLE = [saved(quarters(64, 80), name) for name in ("JPEG", "PNG", "WEBP", "HEIF")]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.sampled_from(MUTABLE),
    places=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=6),
)
def test_a_mutated_file_is_drawn_or_refused_for_good(
    pool: PicturePool, data: bytes, places: list[tuple[int, int]]
) -> None:
    broken = bytearray(data)
    for at, byte in places:
        broken[at % len(broken)] = byte
    try:
        pool.render(bytes(broken))
    except PictureFailed as failed:
        if failed.transient:
            raise


def test_threads_share_the_children_and_get_their_own_answers(made: list[PicturePool]) -> None:
    own = PicturePool(children=2)
    made.append(own)
    before = set(children())
    colours = [(250, 10 * n, 5) for n in range(12)]
    pictures = [saved(Image.new("RGB", (60 + n, 60), colour), "PNG") for n, colour in enumerate(colours)]
    with ThreadPoolExecutor(6) as threads:
        results = list(threads.map(own.render, pictures))
    assert [result.width for result in results] == [60 + n for n in range(12)]
    assert [result.colour for result in results] == [f"#fa{green:02x}05" for _, green, _ in colours]
    assert len(set(children()) - before) <= 2


def test_closing_ends_the_children(made: list[PicturePool]) -> None:
    before = set(children())
    own = PicturePool(children=2)
    own.render(SMALL)
    own.close()
    assert set(children()) == before
    assert own.render(SMALL).width == 64
    made.append(own)


def test_scans_and_pictures_share_the_pool(pool: PicturePool) -> None:
    (page,) = pool.scan_pages(pdf())
    assert (page.number, page.height) == (1, 1600)
    assert pool.render(SMALL).width == 64
