"""Light copies as plain values."""

from __future__ import annotations

from marketplace.pictures.shown import renditions_of


def test_each_picture_gets_its_own_copies_narrowest_first(make, queries):
    one, other = make.picture(), make.picture()
    ids = [one.id, other.id]
    with queries() as asked:
        found = renditions_of(ids)
    assert len(asked) == 1
    for picture in (one, other):
        widths = [copy.width for copy in found[picture.id]]
        assert widths == sorted(widths)
        assert {copy.key for copy in found[picture.id]} == {copy.key for copy in picture.renditions}


def test_no_pictures_ask_nothing(make, queries):
    with queries() as asked:
        assert renditions_of([]) == {}
    assert asked == []
