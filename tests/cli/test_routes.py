"""The table of addresses and doors."""

from __future__ import annotations

import pytest

from marketplace.access.permissions import Permission
from marketplace.cli.routes import describe
from marketplace.web.doors import Door
from tests.cli.conftest import Run


def test_every_address_is_listed_with_its_door(run: Run) -> None:
    lines = run("routes").output.splitlines()
    assert any(line.split() == ["/healthz", "GET", "pages.healthz", "public"] for line in lines)
    assert all(not line.endswith("none") for line in lines)
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("door", "unsafe", "words"),
    [
        (None, False, "none"),
        (Door(), False, "public"),
        (Door(form=True), True, "public (form)"),
        (Door(form=True), False, "public"),
        (Door(signed_in=True), False, "signed in"),
        (
            Door(permission=Permission.VIEW_SCAN, writes=True),
            False,
            f"requires {Permission.VIEW_SCAN} (writes)",
        ),
        (Door(signed_in=True, uploads=True), True, "signed in (uploads)"),
    ],
)
def test_a_door_is_told_in_a_few_words(door: Door | None, unsafe: bool, words: str) -> None:
    assert describe(door, unsafe=unsafe) == words
