"""Which light copies a page offers of a picture."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from marketplace.web.renditions import Sources, sources, zoom


@dataclass(frozen=True)
class Copy:
    width: int
    format: str

    @property
    def key(self) -> str:
        return f"{self.format}-{self.width}"


def copies(*formats: str, widths: tuple[int, ...] = (240, 400, 640, 1080)) -> list[Copy]:
    return [Copy(width, format) for format in formats for width in reversed(widths)]


def offered(made: list[Copy], light: bool = False) -> Sources:
    found = sources(made, "/media/", light)
    assert found is not None
    return found


def test_each_format_with_its_widths_and_a_middle_one_for_who_does_not_choose():
    found = offered(copies("avif", "webp", "jpeg"))
    assert found.avif.startswith("/media/avif-240 240w, /media/avif-400 400w")
    assert found.avif.endswith("1080w") and found.webp.count("w,") == 3
    assert found.src == "/media/jpeg-640"


def test_the_widest_are_for_zooming():
    many = copies("avif", "webp", widths=(640, 1600)) + copies("jpeg", widths=(640, 1080))
    assert "1600" not in f"{offered(many)}"
    large = zoom(many, "/media/")
    assert large.href == "/media/jpeg-1080"
    assert large.lighter == (("avif", "/media/avif-1600"), ("webp", "/media/webp-1600"))
    assert zoom(copies("jpeg") + copies("avif", widths=(400,)), "").lighter == ()


def test_who_saves_data_is_offered_small_ones_or_the_smallest_there_is():
    assert "640" not in offered(copies("jpeg"), light=True).last
    assert offered(copies("jpeg", widths=(900, 1080)), light=True).last == "/media/jpeg-900 900w"


def test_a_format_everybody_reads_is_the_last_one():
    assert offered(copies("avif")).last and not offered(copies("avif")).avif
    assert offered(copies("avif", "webp")).src == "/media/webp-640"
    assert sources([], "", False) is None and zoom([], "") is None


@given(
    st.lists(
        st.builds(Copy, st.integers(1, 2000), st.sampled_from(["avif", "webp", "jpeg"])),
        min_size=1,
        max_size=12,
    ),
    st.booleans(),
)
def test_there_is_always_something_to_show_and_it_is_one_of_them(made, light):
    found = offered(made, light)
    assert found.src.removeprefix("/media/") in {copy.key for copy in made}
    assert found.last
