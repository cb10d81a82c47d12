"""Photos in her talks: hers to see, and nobody else's through her door."""

from __future__ import annotations

import logging

import pytest

from marketplace.inquiries import photos
from tests.inquiries.photographs import GOOD


@pytest.fixture
def sent(app, make, session, clock, jobs):
    def to(artisan):
        message = make.thread(make.listing(artisan), token=artisan.slug).messages[0]
        key = app.extensions["toolbox"].private_files.put_unguessable(GOOD, "jpg")
        photos.attach(message, [photos.StoredPhoto(key, "d" * 64, "a.jpg")], at=clock())
        session.commit()
        jobs.run_all()
        session.expire_all()
        return f"/studio/inbox/{message.thread_id}/photos/{message.photos[0].id}"

    return to


def test_she_sees_both_copies_and_no_third(browser, client, artisan, sent):
    place = sent(artisan)
    assert [client.get(f"{place}/{size}").status_code for size in ("view", "thumb", "source")] == [
        200,
        200,
        404,
    ]


def test_another_artisans_photo_is_not_there_and_the_try_is_written_down(browser, client, make, sent, caplog):
    place = sent(make.artisan())
    with caplog.at_level(logging.WARNING, "marketplace.talks"):
        assert client.get(f"{place}/view").status_code == 404
    assert "which is not its own" in caplog.text
