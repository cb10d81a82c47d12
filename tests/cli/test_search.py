"""`search rebuild` and `search status`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from marketplace.adapters.search.folder import IndexFolder
from marketplace.adapters.search.writing import TantivyWriter
from marketplace.catalogue import documents
from marketplace.catalogue.feeding import folder_of
from marketplace.listings.models import Listing
from tests.cli.conftest import Run
from tests.factories.make import Make


@pytest.fixture
def folder(app: Flask) -> Iterator[IndexFolder]:
    found = folder_of(app.extensions["toolbox"].settings.search_dir)
    shutil.rmtree(found.root, ignore_errors=True)  # a worker of another test may have built one
    yield found
    shutil.rmtree(found.root, ignore_errors=True)


def test_an_index_is_built_with_progress_and_asked(
    app: Flask, run: Run, make: Make, folder: IndexFolder
) -> None:
    make.listing(), make.listing()
    without = run("search", "status")
    assert without.exit_code == 1 and "the site answers from the database" in without.output
    done = run("search", "rebuild")
    assert done.exit_code == 0, done.output
    assert done.stdout == "The index holds 2 bags.\n" and "Bags" in done.stderr
    assert app.extensions["toolbox"].search.is_ready()


def test_the_status_says_how_far_it_is_behind(
    run: Run, make: Make, session: Session, folder: IndexFolder
) -> None:
    make.listing(), make.listing()
    run("search", "rebuild")
    assert "0 of 2 bags have changed since." in run("search", "status").output
    session.execute(update(Listing).values(title="Lain"))
    session.commit()
    assert "2 of 2 bags have changed since." in run("search", "status").output


def test_two_do_not_build_at_once(run: Run, make: Make, folder: IndexFolder) -> None:
    make.listing()
    writer = TantivyWriter(folder.path(folder.begin()), documents.GROUPS, heap_bytes=15_000_000)
    refused = run("search", "rebuild")
    assert refused.exit_code == 1 and "Another process is building the index" in refused.output
    assert "being built, 0 of about 1 bags" in run("search", "status").output
    writer.close()
    assert run("search", "rebuild").exit_code == 0
