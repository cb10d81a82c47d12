"""Photos of where she works stand on her own page."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.artisans import workplace
from marketplace.artisans.models import WorkplacePhoto
from marketplace.kit.errors import Forbidden
from marketplace.pictures.rules import PictureState


def photo(make, artisan, state=PictureState.READY, caption="Meja kerja"):
    return make.keep(
        WorkplacePhoto(
            artisan_id=artisan.id, picture=make.picture(state), caption=caption, received_at=make.clock()
        )
    )


def test_everybody_sees_those_that_are_ready(make, client):
    artisan = make.artisan()
    page = f"/artisans/{artisan.slug}"
    assert "Saat bekerja" not in client.get(page).get_data(as_text=True)
    shown = photo(make, artisan)
    photo(make, artisan, PictureState.FAILED, "Rahasia")
    photo(make, make.artisan(), caption="Rahasia")
    assert [one.id for one in workplace.shown(artisan.id)] == [shown.id]
    read = client.get(page).get_data(as_text=True)
    assert "Meja kerja" in read and "Rahasia" not in read
    assert "diterima 14 April 2026, 09.12 WITA" in read


def test_only_she_works_on_them(make):
    artisan, other = make.artisan(), make.artisan()
    photo(make, artisan)
    assert len(workplace.own(artisan, actor=_actor(artisan))) == 1
    assert workplace.new().id is None
    with pytest.raises(Forbidden):
        workplace.own(artisan, actor=_actor(other))


def _actor(artisan):
    return Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id)
