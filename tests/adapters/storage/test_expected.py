"""Every table that names files is spoken for: what is not would be swept away."""

from __future__ import annotations

from flask import Flask

from marketplace.accounts.models import Attempt
from marketplace.adapters.storage.expected import expected_files, registered
from marketplace.database.base import db
from marketplace.gaps.models import Gap

NAMING = {"original_key", "source_key", "key"}
"""Columns that hold the key of a stored file."""
NOT_OF_FILES = {Attempt, Gap}
"""Their keys tell whose tries are counted, and what was looked for."""


def test_every_table_with_keys_of_files_has_said_so(app: Flask) -> None:
    mappers = db.Model.registry.mappers
    naming = {mapper.class_ for mapper in mappers if NAMING & set(mapper.columns.keys())} - NOT_OF_FILES
    assert naming == set(registered())
    assert len(naming) > 3


def test_registering_again_asks_no_file_twice(app: Flask, make) -> None:
    make.scan(make.certificate())
    keys = [file.key for file in expected_files()]
    assert len(keys) == len(set(keys)) > 0
