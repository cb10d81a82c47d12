"""A private picture on its way out."""

from __future__ import annotations

import pytest
from flask import Flask

from marketplace.adapters.storage.sealed import SealedStorage
from marketplace.kit.errors import NotFound
from marketplace.web.private_files import private_picture
from tests.buckets import Bucket, ask


def test_nobody_keeps_it_and_nothing_in_it_runs(app: Flask) -> None:
    with app.test_request_context("/"):
        key = app.extensions["toolbox"].private_files.put_unguessable(b"RIFF", "webp")
        answer = private_picture(key, "sertifikat-7")
        assert b"".join(answer.response) == b"RIFF" and answer.mimetype == "image/webp"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Content-Disposition"] == "inline; filename=sertifikat-7.webp"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        answer.close()


def test_a_sealed_file_in_a_bucket_is_opened_by_us_and_nobody_is_sent_there(
    app: Flask, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = app.extensions["toolbox"]
    monkeypatch.setattr(
        box, "private_files", SealedStorage(bucket.storage("private"), box.private_files.ring)
    )
    with app.test_request_context("/"):
        key = box.private_files.put_unguessable(b"RIFF", "webp")
        answer = private_picture(key, "sertifikat-7")
        assert answer.status_code == 200 and b"".join(answer.response) == b"RIFF"
        assert "Location" not in answer.headers and bucket.address not in str(answer.headers)
    assert b"RIFF" not in bucket.read(f"private/{key}")
    assert ask(f"{bucket.address}/{bucket.name}/private/{key}")[0] == 403


def test_an_original_of_another_kind_is_never_shown(app: Flask) -> None:
    with app.test_request_context("/"):
        key = app.extensions["toolbox"].private_files.put_unguessable(b"%PDF-", "pdf")
        with pytest.raises(NotFound):
            private_picture(key, "sertifikat-7")


def test_a_file_that_is_gone_is_not_there(app: Flask) -> None:
    with app.test_request_context("/"), pytest.raises(NotFound):
        private_picture(f"00/00/{'0' * 64}.webp", "x")
