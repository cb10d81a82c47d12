"""What stands on the paper: the days a note came through, and parts of features above."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

from marketplace.adapters.paper.sheets import Kind
from marketplace.order_notes import operations, papers
from marketplace.order_notes.papers import Section
from marketplace.order_notes.rules import Action
from marketplace.pictures.rules import PictureFormat
from tests.conftest import NOON
from tests.order_notes.conftest import TODAY, actor_of


def test_each_state_has_the_day_it_was_first_reached(app, agreed):
    who = operations.artisan_of(agreed, actor_of(agreed.artisan))
    operations.step(agreed, Action.FINISH, "", who=who, at=NOON + timedelta(days=3))
    with app.test_request_context("/"):
        found = dict(papers.days(agreed))
    assert found["Disepakati"].startswith("14 April 2026")
    assert found["Siap diserahkan"].startswith("17 April 2026")
    assert found["Sedang dibuat"] == found["Sudah diserahkan"] == found["Dibatalkan"] == ""


def test_a_part_said_twice_stands_once(app, agreed, monkeypatch):
    monkeypatch.setattr(papers, "_parts", {})
    for _ in range(2):
        papers.contribute("more", lambda note: [Section(note.code, [("Apa", "Ini")])])
    assert papers.sections(agreed) == [Section(agreed.code, [("Apa", "Ini")])]


def test_a_photo_is_its_widest_copy_that_a_sheet_needs(agreed, monkeypatch):
    def photo(*widths):
        copies = [SimpleNamespace(width=one, format=PictureFormat.JPEG, key=f"k{one}") for one in widths]
        other = SimpleNamespace(width=640, format=PictureFormat.WEBP, key="webp")
        return SimpleNamespace(picture=SimpleNamespace(renditions=[other, *copies]))

    note = SimpleNamespace(pictures=[photo(240, 640, 1080), photo(1080), photo()])
    assert papers.photo_keys(note) == ["k640", "k1080"]


def test_the_blocks_say_what_the_printed_page_says(app, agreed):
    with app.test_request_context("/"):
        found = papers.blocks(agreed, TODAY + timedelta(days=40))
    said = " ".join(f"{one.label} {one.text}" for one in found)
    for part in (
        "Catatan pesanan: Tote Ombak",
        "Rp285.000",
        "lewat waktu sejak",
        agreed.code,
        "Pada hari kesepakatan",
        "Diusulkan",
    ):
        assert part in said
    assert found[-1].kind is not Kind.PICTURES and Kind.PICTURES in {one.kind for one in found}
