"""Bytes sent to a bag are kept only where they may stay, and not without end."""

from __future__ import annotations

from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from marketplace.listings.rules import MAX_PHOTOS
from marketplace.studio.views.bag_photos import FLOOD
from tests.factories import photographs


@pytest.fixture
def hers(make, client, sign_in):
    artisan = make.artisan()
    sign_in(client, artisan.account)
    return make.listing(artisan, state="draft", photos=0)


def send(client, path: str, *photos: bytes, **fields: str) -> TestResponse:
    data = {"csrf_token": client.token("/account"), **fields}
    data["photos"] = [(BytesIO(photo), "IMG.jpg", "image/jpeg") for photo in photos]
    answer = client.post(path, data=data, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()
    return answer


def kept(app) -> set[str]:
    return set(app.extensions["toolbox"].private_files.keys())


@pytest.mark.parametrize("end", ["photos", "edit"])
@pytest.mark.parametrize("whose", ["nobody's", "another's"])
def test_what_is_sent_to_a_bag_that_is_not_hers_is_not_kept(app, client, make, hers, end, whose):
    code = make.listing().code if whose == "another's" else "0000000000"
    before = kept(app)
    assert send(client, f"/studio/listings/{code}/{end}", photographs.jpeg(1)).status_code == 404
    assert kept(app) == before


def test_a_full_bag_takes_nothing_more(app, client, make, hers, session):
    bag = make.listing(hers.artisan, state="draft", photos=MAX_PHOTOS - 1)
    before = kept(app)
    path = f"/studio/listings/{bag.code}"
    answer = send(client, f"{path}/edit", photographs.jpeg(61), photographs.jpeg(62), do="save", title="Tote")
    assert answer.status_code == 422 and "Foto 11:" in answer.text
    assert len(kept(app) - before) == 1
    before = kept(app)
    answer = send(client, f"{path}/photos", photographs.jpeg(63))
    assert (answer.status_code, answer.mimetype) == (409, "text/plain")
    assert kept(app) == before
    answer = send(client, f"{path}/photos", photographs.jpeg(61), again="1")
    assert answer.status_code == 200, "an answer that was lost is given again"


def test_an_account_that_floods_is_stopped(app, client, hers, limits):
    path = f"/studio/listings/{hers.code}/photos"
    most = int(FLOOD.split()[0])
    token = client.token("/account")
    sent = (client.post(path, data={"csrf_token": token}) for _ in range(most + 1))
    answers = [answer.status_code for answer in sent]
    assert answers[:most] == [400] * most and answers[-1] == 429
