"""The press: a child draws, and what it dies of is said."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from marketplace.adapters.paper.isolation import PaperPress
from marketplace.adapters.paper.sheets import Block, Kind
from marketplace.kit.errors import Unavailable
from tests.adapters.images.samples import quarters, saved


@pytest.fixture
def press():
    found = PaperPress()
    yield found
    found.close()


def test_blocks_and_photos_reach_the_child_whole(press):
    photos = [saved(quarters(40, 50), "jpeg"), saved(quarters(80, 50), "jpeg")]
    blocks = [Block(Kind.TITLE, "Catatan «é»"), Block(Kind.FACT, "Rp285.000", "Harga"), Block(Kind.PICTURES)]
    (page,) = PdfReader(BytesIO(press.pdf("Catatan", blocks, photos, "kaki", "id"))).pages
    assert "Catatan «é»" in page.extract_text() and "Rp285.000" in page.extract_text()
    assert len(page.images) == 2


def test_what_the_child_dies_of_is_no_accident_here_and_the_next_one_is_drawn(press):
    with pytest.raises(Unavailable):
        press.pdf("x", [Block(Kind.PICTURES)], [b"no picture"], "x", "id")
    assert press.pdf("x", [Block(Kind.TEXT, "x")], [], "x", "id").startswith(b"%PDF")
