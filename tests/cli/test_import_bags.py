"""`import-bags`: a facilitator's way in, told row by row, never published."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.artisans.models import Artisan
from marketplace.audit.models import JournalEntry
from marketplace.batches.models import Batch
from marketplace.batches.rules import State
from marketplace.listings.models import Listing
from marketplace.listings.rules import State as ListingState
from tests.batches.lists import WHOLE, listed, packed
from tests.cli.conftest import Run
from tests.factories.make import Make
from tests.factories.photographs import jpeg

ROWS = [WHOLE, {"Nama tas": "Kosong"}, WHOLE | {"Harga": "mahal", "Foto": "c.jpg"}]


@pytest.fixture
def artisan(make: Make) -> Artisan:
    return make.artisan(slug="siti")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "daftar.csv").write_bytes(listed(ROWS))
    (tmp_path / "a.jpg").write_bytes(jpeg(1))
    (tmp_path / "lain.jpg").write_bytes(jpeg(2))
    return tmp_path


@pytest.mark.usefixtures("artisan")
def test_a_folder_becomes_drafts_after_every_row_is_told(run: Run, session: Session, folder: Path) -> None:
    done = run("import-bags", "--artisan", "siti", str(folder), input="y\n")
    assert done.exit_code == 0, done.output
    for words in ("row 4: Needs mending", "B4 (Harga)", "“c.jpg”", "no row names lain.jpg", "Make 2 drafts?"):
        assert words in done.output
    assert set(session.scalars(select(Listing.state))) == {ListingState.DRAFT}
    batch = session.scalars(select(Batch)).one()
    assert (batch.state, batch.created_by_id) == (State.DONE, None)
    entry = session.scalars(select(JournalEntry).where(JournalEntry.action == "batch.start")).one()
    assert entry.actor_name == "system"
    again = run("import-bags", "--artisan", "siti", "--yes", str(folder))
    assert again.exit_code == 1
    assert session.scalar(select(func.count()).select_from(Listing)) == 2


@pytest.mark.usefixtures("artisan")
def test_a_zip_with_its_list_beside(run: Run, session: Session, tmp_path: Path) -> None:
    (tmp_path / "tas.zip").write_bytes(packed([{"Nama tas": "Lain", "Harga": "1"}]))
    (tmp_path / "b.csv").write_bytes(listed([WHOLE]))
    words = ("--list", str(tmp_path / "b.csv"), str(tmp_path / "tas.zip"))
    done = run("import-bags", "--artisan", "siti", "--yes", *words)
    assert done.exit_code == 0, done.output
    assert session.scalars(select(Listing.title)).all() == ["Tote Ombak"]


@pytest.mark.usefixtures("artisan")
def test_a_no_makes_nothing(run: Run, session: Session, folder: Path) -> None:
    assert run("import-bags", "--artisan", "siti", str(folder), input="n\n").exit_code == 0
    assert session.scalar(select(func.count()).select_from(Listing)) == 0


@pytest.mark.parametrize(("slug", "link", "said"), [("nobody", False, "no artisan"), ("siti", True, "link")])
@pytest.mark.usefixtures("artisan")
def test_what_cannot_be_is_told_in_one_line(
    run: Run, session: Session, folder: Path, slug: str, link: bool, said: str
) -> None:
    if link:
        (folder / "x.jpg").symlink_to("/etc/passwd")
    done = run("import-bags", "--artisan", slug, "--yes", str(folder))
    assert done.exit_code != 0
    assert said in done.output
    assert session.scalar(select(func.count()).select_from(Batch)) == 0
