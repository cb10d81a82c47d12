"""Every state and format of a picture has a word."""

from __future__ import annotations

from marketplace.pictures.labels import LABELS
from marketplace.pictures.rules import Advice, PictureFormat, PictureState


def test_every_member_has_a_word() -> None:
    assert set(LABELS) == {*PictureState, *PictureFormat, *Advice}
