"""Files and the rows that name them, compared."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from marketplace.adapters.jobs.runner import Runner
from marketplace.checks.models import EvidenceFile
from marketplace.cli import check_storage
from marketplace.cli.check_storage import Fault
from marketplace.pictures import operations as pictures
from marketplace.pictures.models import Picture
from marketplace.reports.models import Evidence
from tests.cli.areas import Areas
from tests.cli.conftest import Run
from tests.conftest import NOON
from tests.factories.make import Make


def jpeg() -> bytes:
    file = BytesIO()
    Image.linear_gradient("L").resize((300, 200)).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def box(areas: Areas) -> Any:
    return areas.box


@pytest.fixture
def picture(box: Any, session: Session, jobs: Runner) -> Picture:
    """A photograph that went through the real pipeline."""
    kept = pictures.keep(pictures.store(box, jpeg()), box.clock())
    session.commit()
    jobs.run_all()
    session.refresh(kept)
    assert kept.renditions
    return kept


def test_files_and_rows_that_agree_are_in_order(run: Run, picture: Picture) -> None:
    done = run("check-storage")
    assert done.exit_code == 0, done.output
    assert "0 missing or damaged, 0 orphans" in done.output


def test_missing_damaged_and_nameless_files_are_told_apart(
    run: Run, box: Any, areas: Areas, picture: Picture
) -> None:
    lost, hurt = picture.renditions[0].key, picture.renditions[1].key
    box.public_files.delete(lost)
    areas.flip(hurt)
    nameless = box.private_files.put(b"nobody's", "bin")
    done = run("check-storage")
    assert done.exit_code == 1
    assert f"missing: public {lost}" in done.output
    assert f"damaged: public {hurt}" in done.output
    assert f"orphan: private {nameless}" in done.output
    assert "2 missing or damaged, 1 orphans" in done.output


def test_what_a_running_site_changes_meanwhile_is_no_fault(
    run: Run, box: Any, picture: Picture, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An original whose master takes its place while files are read, and a photo that has just come."""
    original = picture.original_key

    def replaced(storages: Any, rows: Any) -> Any:
        with box.private_files.open(original) as file:
            picture.original_key = box.private_files.put(file.read() + b"\0", "jpg")
        session.commit()
        box.private_files.delete(original)
        yield Fault("missing", original, True)
        yield Fault("orphan", picture.original_key, True)
        yield Fault("orphan", original, True)

    monkeypatch.setattr(check_storage, "find_faults", replaced)
    done = run("check-storage")
    assert done.exit_code == 0, done.output
    assert "missing" in done.output and f"missing: private {original}" not in done.output
    assert "0 missing or damaged, 1 orphans" in done.output


def test_repair_has_light_copies_made_anew(
    run: Run, box: Any, areas: Areas, picture: Picture, jobs: Runner, session: Session
) -> None:
    box.public_files.delete(picture.renditions[0].key)
    areas.flip(picture.renditions[-1].key)
    done = run("check-storage", "--repair")
    assert done.exit_code == 0, done.output
    assert "1 pictures will be made anew" in done.output
    session.rollback()  # what this session read is from before the repair
    assert jobs.run_all() == 2
    after = run("check-storage")
    assert after.exit_code == 0, after.output


def test_a_flipped_original_is_found_and_not_made_light_copies_of(
    run: Run, areas: Areas, picture: Picture, jobs: Runner
) -> None:
    areas.flip(picture.original_key, private=True)
    done = run("check-storage", "--repair")
    assert done.exit_code == 1
    assert f"damaged: private {picture.original_key}" in done.output
    assert "0 pictures will be made anew" in done.output


def test_an_original_cannot_be_repaired(run: Run, box: Any, picture: Picture) -> None:
    box.private_files.delete(picture.original_key)
    done = run("check-storage", "--repair")
    assert done.exit_code == 1
    assert f"missing: private {picture.original_key}" in done.output


def test_the_papers_of_a_certificate_are_looked_at_too(run: Run, box: Any, make: Make) -> None:
    scan = make.scan(make.certificate())
    done = run("check-storage")
    assert done.exit_code == 1
    assert f"missing: private {scan.original_key}" in done.output


def test_a_private_file_whose_seal_does_not_hold_is_damaged(run: Run, areas: Areas, picture: Picture) -> None:
    hands = areas.hands[True]
    hands.overwrite(picture.original_key, hands.read(picture.original_key)[:-1])
    done = run("check-storage")
    assert done.exit_code == 1
    assert f"damaged: private {picture.original_key}" in done.output


def test_the_evidence_of_a_check_is_looked_at_too(run: Run, box: Any, make: Make) -> None:
    event = make.check(make.certificate(), evidence_digest="0" * 64)
    key = box.private_files.put_unguessable(b"a screenshot", "jpg")
    make.keep(
        EvidenceFile(
            event_id=event.id, original_key=key, bytes=1, pages=[{"key": "ab/gone.webp"}], created_at=NOON
        )
    )
    done = run("check-storage")
    assert f"damaged: private {key}" in done.output
    assert "missing: private ab/gone.webp" in done.output


def test_the_evidence_of_a_report_is_looked_at_too(run: Run, box: Any, make: Make) -> None:
    key = box.private_files.put_unguessable(b"RIFF evidence", "webp")
    copy = box.private_files.put_unguessable(b"RIFF copy", "webp")
    pages = [{"number": 1, "key": copy}]
    digest = sha256(b"RIFF evidence").hexdigest()
    evidence = Evidence(original_key=key, digest=digest, bytes=13, pages=pages, created_at=make.clock())
    make.report(evidence=evidence)
    assert run("check-storage").exit_code == 0
    box.private_files.delete(copy)
    assert f"missing: private {copy}" in run("check-storage").output
