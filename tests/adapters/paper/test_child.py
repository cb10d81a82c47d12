"""What passes between the press and its child."""

from __future__ import annotations

from marketplace.adapters.paper.child import _answer
from tests.adapters.images.samples import quarters, saved


def test_photos_are_cut_out_of_one_string_by_their_sizes():
    one, two = saved(quarters(40, 50), "jpeg"), saved(quarters(80, 50), "jpeg")
    request = {"title": "x", "foot": "y", "language": "en", "blocks": [["pictures", "", ""]]}
    head, made = _answer(request | {"sizes": [len(one), len(two)]}, one + two)
    assert head == {} and made[0].startswith(b"%PDF")
