"""Public files, and no way to any other."""

from __future__ import annotations

import io

import pytest

from marketplace.adapters.storage.port import MEDIA_TYPES
from marketplace.adapters.storage.s3 import S3Storage


def test_a_public_file_is_kept_for_ever_and_cannot_run(client, app):
    key = app.extensions["toolbox"].public_files.put(b"RIFF not really", "webp")
    response = client.get(f"/media/{key}")
    assert response.data == b"RIFF not really"
    assert response.mimetype == "image/webp"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "key",
    [
        "../private/x.webp",
        "%2e%2e/private/x.webp",
        "ab/cd/x.html",
        "ab/cd/" + "0" * 64 + ".svg",
        "ab/cd/" + "0" * 64 + ".webp",
    ],
)
def test_nothing_else_is_served_as_a_public_file(client, key):
    assert client.get(f"/media/{key}").status_code == 404


def test_a_private_file_has_no_public_address(client, app):
    key = app.extensions["toolbox"].private_files.put_unguessable(io.BytesIO(b"a scan"), "webp")
    assert client.get(f"/media/{key}").status_code == 404


def test_a_browser_that_has_it_is_sent_nothing(client, app):
    key = app.extensions["toolbox"].public_files.put(b"RIFF not really", "webp")
    first = client.get(f"/media/{key}")
    assert first.headers["ETag"].strip('"') in key
    again = client.get(f"/media/{key}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("suffix", ["svg", "html", "js", "WEBP", "webp.html", ""])
def test_a_file_of_another_kind_is_not_served_even_where_it_lies(client, app, suffix):
    key = app.extensions["toolbox"].public_files.put(b"<script>alert(1)</script>", "webp")
    assert client.get(f"/media/{key.rpartition('.')[0]}.{suffix}").status_code == 404


def test_a_public_file_needs_no_session_and_sets_none(client, app):
    key = app.extensions["toolbox"].public_files.put(b"a picture", "jpg")
    answer = client.get(f"/media/{key}")
    assert answer.mimetype == "image/jpeg"
    assert "Set-Cookie" not in answer.headers
    assert "private" not in answer.headers["Cache-Control"]


@pytest.fixture(params=["folder", "bucket"])
def public_files(request, app):
    """The public area of the application, in a folder or for one test in a bucket."""
    box = app.extensions["toolbox"]
    before = box.public_files
    if request.param == "bucket":
        box.public_files = request.getfixturevalue("bucket").storage(public=True)
    yield box.public_files
    box.public_files = before


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_every_kind_is_served_as_what_it_is_wherever_it_lies(client, public_files, suffix):
    key = public_files.put(b"a picture", suffix)
    answer = client.get(f"/media/{key}")
    assert (answer.status_code, answer.data) == (200, b"a picture")
    assert answer.headers["Content-Type"] == MEDIA_TYPES[suffix]
    assert answer.content_length == len(b"a picture")
    assert set(answer.headers["Cache-Control"].split(", ")) == {"public", "max-age=31536000", "immutable"}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Vary" not in answer.headers, "the same file for everybody"
    again = client.get(f"/media/{key}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(f"/media/ab/cd/abcd{'0' * 60}.{suffix}").status_code == 404


def test_a_bucket_that_does_not_answer_is_no_picture_that_is_not_there(client, app, bucket):
    box = app.extensions["toolbox"]
    before, box.public_files = box.public_files, S3Storage(bucket.service, "no-such", "media")
    try:
        answer = client.get(f"/media/ab/cd/abcd{'0' * 60}.webp")
    finally:
        box.public_files = before
    assert answer.status_code == 503
    assert "immutable" not in answer.headers["Cache-Control"]


def test_in_place_of_a_lost_picture_stands_its_colour_and_nobody_keeps_it(client, make, queries):
    key = make.picture(colour="#14505d").renditions[0].key
    with queries() as asked:
        answer = client.get(f"/media/{key}")
    assert (answer.status_code, answer.mimetype) == (404, "image/svg+xml")
    assert 'fill="#14505d"' in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert len(asked) == 2
