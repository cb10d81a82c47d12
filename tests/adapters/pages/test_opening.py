"""Where pages are kept, by the settings."""

from __future__ import annotations

from dataclasses import replace

from marketplace.adapters.pages.memory import MemoryPages
from marketplace.adapters.pages.opening import LayeredPages, open_pages, release_of
from marketplace.settings import Settings
from tests.adapters.pages.test_memory import of, page


def test_in_memory_unless_redis_is_named_or_there_is_no_room():
    assert isinstance(open_pages(Settings()), MemoryPages)
    assert isinstance(open_pages(Settings(redis_url="redis://127.0.0.1:1/0")), LayeredPages)
    assert open_pages(Settings(page_memory_bytes=0)) is None
    assert open_pages(Settings(debug=True)) is None, "templates change under one's hands"


def test_what_others_made_is_taken_near_and_a_newer_one_far_away_is_found():
    near, far = MemoryPages(100_000), MemoryPages(100_000)
    pages = LayeredPages(near, far)
    far.put("a", page("1"))
    assert pages.look("a", of("1")) is not None and near.look("a", of("1")) is not None
    far.put("a", page("2"))
    assert pages.look("a", of("2")) is not None
    pages.put("b", page("2"))
    assert near.look("b", of("2")) and far.look("b", of("2"))


def test_a_release_is_named_after_all_that_pages_are_made_of(tmp_path):
    settings = Settings()
    (tmp_path / "templates").mkdir()
    before = release_of(settings, tmp_path)
    assert release_of(settings, tmp_path) == before
    assert release_of(replace(settings, site_name="Lain"), tmp_path) != before
    assert release_of(replace(settings, secret_key="x" * 40), tmp_path) == before
    (tmp_path / "templates" / "home.html").write_text("<h1>")
    assert release_of(settings, tmp_path) != before
