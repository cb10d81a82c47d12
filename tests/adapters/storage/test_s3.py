"""Buckets: the contract over HTTP, signatures worked out again, and what a service can do to us."""

from __future__ import annotations

import hashlib
import hmac
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from marketplace.adapters.storage import s3
from marketplace.adapters.storage.gate import AT_ONCE, PATIENCE
from marketplace.adapters.storage.s3 import S3Service, S3Storage
from marketplace.kit.errors import Unavailable
from tests.adapters.storage.contract import ShelfContract
from tests.buckets import ACCESS, REGION, SECRET, Bucket

HOUR = timedelta(hours=1)
KEY = f"ab/cd/abcd{'0' * 60}.webp"


@pytest.fixture
def storage(bucket: Bucket) -> S3Storage:
    return bucket.storage(public=True)


class TestS3Storage(ShelfContract):
    """The contract on a bucket."""


def test_public_objects_carry_what_a_media_host_answers_with(bucket: Bucket) -> None:
    for suffix, kind in {"webp": "image/webp", "avif": "image/avif", "jpg": "image/jpeg"}.items():
        key = bucket.storage(public=True).put(b"benang", suffix)
        kept = bucket.object(f"media/{key}").metadata
        assert kept["Content-Type"] == kind
        assert kept["Cache-Control"] == "public, max-age=31536000, immutable"


def test_private_objects_are_kept_by_nobody_on_the_way(bucket: Bucket) -> None:
    key = bucket.storage("private").put_unguessable(b"scan", "webp")
    kept = bucket.object(f"private/{key}").metadata
    assert kept["Content-Type"] == "application/octet-stream"
    assert kept["Cache-Control"] == "private, no-store"


def test_two_areas_of_one_bucket_do_not_answer_for_each_other(bucket: Bucket) -> None:
    public, private = bucket.storage(public=True), bucket.storage("private")
    key = private.put_unguessable(b"scan", "webp")
    assert not public.exists(key)
    assert list(public.keys()) == []


def test_objects_of_others_are_no_files_of_ours(bucket: Bucket, storage: S3Storage) -> None:
    for name in ("media/readme.txt", f"mediaothers/{KEY}", f"media/x/{KEY}", KEY):
        bucket.overwrite(name, b"x")
    assert list(storage.keys()) == []


def test_more_objects_than_one_page_of_a_listing_are_all_told(bucket: Bucket, storage: S3Storage) -> None:
    keys = sorted(f"ab/cd/abcd{number:060x}.webp" for number in range(1_203))
    for key in keys:
        bucket.overwrite(f"media/{key}", b"x")
    assert list(storage.keys()) == keys


def test_a_file_is_as_old_as_its_last_put(bucket: Bucket, storage: S3Storage) -> None:
    key = storage.put(b"benang", "jpg")
    bucket.age(f"media/{key}", HOUR)
    assert storage.is_older(key, 600) and not storage.is_older(key, 7200)
    assert storage.put(b"benang", "jpg") == key
    assert not storage.is_older(key, 600)


def test_bytes_that_are_there_do_not_travel_into_their_place_again(
    bucket: Bucket, storage: S3Storage
) -> None:
    key = storage.put(b"benang", "jpg")
    bucket.overwrite(f"media/{key}", b"marked")
    storage.put(b"benang", "jpg")
    assert bucket.read(f"media/{key}") == b"marked"


def test_an_object_changed_before_the_swap_stays_as_it_is(bucket: Bucket, storage: S3Storage) -> None:
    key = storage.put(b"benang", "jpg")

    def meanwhile(data: bytes) -> bytes:
        bucket.overwrite(f"media/{key}", b"another's")
        return data.upper()

    assert not storage.swap(key, meanwhile)
    assert bucket.read(f"media/{key}") == b"another's"


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_link_is_signed_for_one_object_one_method_and_its_time(storage: S3Storage, method: str) -> None:
    if method == "GET":
        key, link = KEY, storage.link(KEY, 60)
    else:
        key, link = storage.upload_link("webp", 60) or ("", "")
    parts = urlsplit(link or "")
    given = dict(parse_qsl(parts.query))
    assert parts.path.endswith(f"/media/{key}")
    assert given["X-Amz-Expires"] == "60"
    assert "X-Amz-Security-Token" not in given
    assert given.pop("X-Amz-Signature") == signature(method, parts.netloc, parts.path, given)
    assert SECRET not in (link or "")


def signature(method: str, host: str, path: str, given: dict[str, str]) -> str:
    """AWS Signature Version 4 of a request whose signature stands in its query."""
    day = given["X-Amz-Date"][:8]
    query = "&".join(f"{quote(name, safe='')}={quote(given[name], safe='')}" for name in sorted(given))
    asked = "\n".join([method, path, query, f"host:{host}", "", "host", "UNSIGNED-PAYLOAD"])
    scope = f"{day}/{REGION}/s3/aws4_request"
    digest = hashlib.sha256(asked.encode()).hexdigest()
    key = f"AWS4{SECRET}".encode()
    for word in (day, REGION, "s3", "aws4_request"):
        key = hmac.digest(key, word.encode(), "sha256")
    text = "\n".join(["AWS4-HMAC-SHA256", given["X-Amz-Date"], scope, digest])
    return hmac.new(key, text.encode(), "sha256").hexdigest()


def test_nothing_is_taken_from_the_variables_of_other_programs(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "AWS_SESSION_TOKEN": "another's",
        "AWS_SKIP_SIGNATURE": "true",
        "AWS_ENDPOINT": "http://192.0.2.1",
        "AWS_ENDPOINT_URL_S3": "http://192.0.2.1",
        "AWS_ACCESS_KEY_ID": "another",
        "AWS_VIRTUAL_HOSTED_STYLE_REQUEST": "true",
    }.items():
        monkeypatch.setenv(name, value)
    storage = bucket.storage()
    link = storage.link(storage.put(b"benang", "jpg"), 60) or ""
    assert link.startswith(f"{bucket.address}/{bucket.name}/media/")
    assert ACCESS in link and "Token" not in link


def test_secrets_are_not_shown(bucket: Bucket) -> None:
    shown = f"{bucket.service!r} {bucket.service.bucket('b')!r} {bucket.storage()!r}"
    assert SECRET not in shown


def test_without_its_bucket_nothing_is_lost_but_nothing_works(bucket: Bucket) -> None:
    storage = S3Storage(bucket.service, "no-such-bucket", "media")
    for act in (storage.prepare, lambda: storage.put(b"x", "jpg"), lambda: storage.open(KEY)):
        with pytest.raises(Unavailable, match=r"storage\.unreachable"):
            act()
    with pytest.raises(Unavailable, match=r"storage\.unreachable"):
        list(storage.keys())


def test_a_service_that_hangs_does_not_take_every_thread(
    bucket: Bucket, storage: S3Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = storage.put(b"benang", "jpg")
    gate = storage._gate
    with ExitStack() as waiting:
        for _ in range(AT_ONCE):
            waiting.enter_context(gate.passing())
        monkeypatch.setattr(gate, "_clock", lambda: time.monotonic() + PATIENCE)
        for act in (storage.prepare, lambda: storage.open(key), lambda: next(storage.keys())):
            with pytest.raises(Unavailable, match=r"storage\.unreachable"):
                act()
    assert storage.exists(key)


class Answer:
    """What the server of one test says, and how often it was asked."""

    def __init__(self, status: int, code: str) -> None:
        self.status = status
        self.body = f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode()
        self.asked = 0


@contextmanager
def serving(answer: Answer) -> Iterator[S3Storage]:
    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            answer.asked += 1
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            self.send_response(answer.status)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def do_GET(self) -> None:
            self.do_PUT()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield storage_at(server.server_address[1])
        server.shutdown()
        thread.join()


def storage_at(port: int) -> S3Storage:
    return S3Storage(S3Service(f"http://127.0.0.1:{port}", REGION, ACCESS, SECRET), "b", "media")


@pytest.mark.parametrize(
    ("status", "code", "told", "tries"),
    [
        (403, "AccessDenied", "unreachable", 1),
        (400, "QuotaExceeded", "full", 1),
        (507, "XMinioStorageFull", "full", 3),
        (503, "SlowDown", "unreachable", 3),
        (500, "InternalError", "unreachable", 3),
    ],
)
def test_what_the_service_refuses_is_said_and_what_may_pass_is_tried_again(
    status: int, code: str, told: str, tries: int
) -> None:
    answer = Answer(status, code)
    with serving(answer) as storage, pytest.raises(Unavailable, match=rf"storage\.{told}"):
        storage.put(b"benang", "jpg")
    assert answer.asked == tries


def test_a_service_that_is_not_there_is_said_so_soon() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        storage = storage_at(free.getsockname()[1])
    begun = time.monotonic()
    for act in (storage.prepare, lambda: storage.open(KEY), lambda: storage.exists(KEY)):
        with pytest.raises(Unavailable, match=r"storage\.unreachable"):
            act()
    assert time.monotonic() - begun < 10


def test_a_service_that_hangs_is_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(s3, "ANSWER", timedelta(seconds=0.2))
    monkeypatch.setattr(s3, "TRY_AGAIN_WITHIN", timedelta(seconds=0.1))
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        begun = time.monotonic()
        with pytest.raises(Unavailable, match=r"storage\.unreachable"):
            storage_at(silent.getsockname()[1]).put(b"benang", "jpg")
        assert time.monotonic() - begun < 2
    assert timedelta(seconds=12) >= s3.ANSWER + s3.CONNECT - timedelta(seconds=1)
