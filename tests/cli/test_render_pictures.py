"""Rendering anew from the command line: with progress, stopped and begun again, a second time for nothing."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from marketplace.adapters.images import formats
from marketplace.adapters.jobs.runner import Runner
from marketplace.kit.errors import Unavailable
from marketplace.pictures import operations, queries
from marketplace.pictures.models import Rendition
from tests.cli.conftest import Run
from tests.factories import photographs

NUMBER = 3


@pytest.fixture
def box(app: Flask, session: Session, jobs: Runner) -> Any:
    """An installation with pictures of an earlier recipe."""
    box = app.extensions["toolbox"]
    for number in range(NUMBER):
        operations.keep(operations.store(box, photographs.jpeg(30 + number)), box.clock())
    session.commit()
    jobs.run_all()
    session.execute(update(Rendition).values(recipe=formats.RECIPE_VERSION - 1))
    session.commit()
    return box


def waiting(session: Session) -> int:
    session.rollback()
    return len(queries.outdated())


def test_all_are_made_anew_and_the_second_run_does_nothing(
    run: Run, box: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run("render-pictures")
    assert done.exit_code == 0, done.output
    assert f"{NUMBER} pictures made anew, 0 could not be." in done.output
    assert waiting(session) == 0
    monkeypatch.setattr(box.images, "render", None)
    again = run("render-pictures")
    assert (again.exit_code, again.stdout) == (0, "0 pictures made anew, 0 could not be.\n")


def test_it_can_be_stopped_and_goes_on_where_it_was(
    run: Run, box: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    render = box.images.render

    def stop_at_the_second(*args: Any, **more: Any) -> Any:
        asked.append(args)
        if len(asked) == 3:  # two passes each
            raise KeyboardInterrupt
        return render(*args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(box.images, "render", stop_at_the_second)
        assert run("render-pictures").exit_code == 1
    assert waiting(session) == NUMBER - 1
    assert f"{NUMBER - 1} pictures made anew" in run("render-pictures").output
    assert waiting(session) == 0


def test_one_that_cannot_be_made_is_named_and_stops_nobody(run: Run, box: Any, session: Session) -> None:
    number, digest = queries.outdated()[0]
    picture = queries.by_digest(digest)
    assert picture is not None
    box.private_files.delete(picture.original_key)
    done = run("render-pictures")
    assert done.exit_code == 1
    assert f"picture {number}: picture.lost" in done.output
    assert f"{NUMBER - 1} pictures made anew, 1 could not be." in done.output
    assert waiting(session) == 1


def test_a_full_disk_ends_it_with_its_reason(
    run: Run, box: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any) -> Any:
        raise Unavailable("storage.full")

    monkeypatch.setattr(box.public_files, "put", full)
    done = run("render-pictures")
    assert done.exit_code == 1
    assert "storage.full" in done.output
    assert waiting(session) == NUMBER
