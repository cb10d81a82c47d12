"""Objects in a bucket of an S3 service. Each is written by one request: it is there whole, or not at all.

The service must know conditional writes (`If-None-Match`, `If-Match` of PutObject), as AWS, MinIO, Ceph and R2 do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, GenericError, PreconditionError
from obstore.store import S3Store

from marketplace.adapters.storage.gate import Gate
from marketplace.adapters.storage.port import (
    FOR_EVER,
    KEY,
    MEDIA_TYPES,
    checked,
    content_key,
    lasting,
    random_key,
    whole,
)
from marketplace.kit.errors import NotFound, Unavailable

if TYPE_CHECKING:  # these names exist for type checkers alone
    from obstore import Attributes, ListStream, ObjectMeta, PutMode
    from obstore.store import S3Credential

CONNECT = timedelta(seconds=3)
ANSWER = timedelta(seconds=10)
"""For one request with its body."""
TRIES, TRY_AGAIN_WITHIN = 3, timedelta(seconds=2)
"""A service that refuses or stumbles is asked again at once; one that hangs is not, or people would wait."""
FRESH = 60.0
"""Seconds within which an object counts as put just now, so that the same bytes need not travel again."""
NO_ROOM = re.compile(r"QuotaExceeded|StorageFull|507 Insufficient Storage")
PROBE = "probe"
PAGE = 1000
"""Objects in one page of a listing; the service gives no more."""


@dataclass(frozen=True, slots=True)
class S3Service:
    """Where the buckets are, and who we are there. `endpoint` is "" for AWS itself."""

    endpoint: str
    region: str
    access_key: str
    secret_key: str = field(repr=False)
    gate: Gate = field(default_factory=Gate, repr=False, compare=False)
    """One for all buckets: it is the service that hangs."""

    def bucket(self, name: str) -> S3Store:
        """Return a bucket; asks nobody. All that matters is said here: nothing is taken from `AWS_*` variables."""
        return S3Store(
            name,
            aws_endpoint_url_s3=self.endpoint or f"https://s3.{self.region}.amazonaws.com",
            region=self.region,
            credential_provider=self._credential,
            skip_signature=False,
            virtual_hosted_style_request=False,
            disable_bulk_delete=True,  # not every service knows it
            client_options={
                "allow_http": self.endpoint.startswith("http://"),
                "connect_timeout": CONNECT,
                "timeout": ANSWER,
            },
            retry_config={
                "max_retries": TRIES - 1,
                "retry_timeout": TRY_AGAIN_WITHIN,
                "backoff": {
                    "init_backoff": timedelta(milliseconds=100),
                    "max_backoff": timedelta(seconds=1),
                    "base": 2,
                },
            },
        )

    def _credential(self) -> S3Credential:
        return {
            "access_key_id": self.access_key,
            "secret_access_key": self.secret_key,
            "token": None,
            "expires_at": None,
        }


class S3Storage:
    """The objects below one prefix of a bucket. `public` ones carry the headers a media host answers with.

    A service that does not answer, refuses us or has no such bucket raises Unavailable("storage.unreachable"), one
    without room "storage.full". Files of at most some ten MB, each held whole.
    """

    def __init__(self, service: S3Service, bucket: str, prefix: str, *, public: bool = False) -> None:
        self._gate = service.gate
        self._bucket = service.bucket(bucket)
        self._prefix = prefix
        self._public = public

    def prepare(self) -> None:
        """Prove that the bucket can be written, by a small object that stays."""
        self._write(f"{self._prefix}/{PROBE}", b"\0", {}, "overwrite")

    def put(self, data: bytes | BinaryIO, suffix: str) -> str:
        content_key(b"", suffix)
        plain = whole(data)
        key = content_key(plain, suffix)
        self.keep(key, plain)
        return key

    def put_unguessable(self, data: bytes | BinaryIO, suffix: str) -> str:
        key = random_key(suffix)
        self.keep(key, whole(data))
        return key

    def open(self, key: str) -> BinaryIO:
        path = self._path(key)
        with self._asking():
            return BytesIO(obstore.get(self._bucket, path).bytes())

    def size(self, key: str) -> int:
        return self._head(key)["size"]

    def exists(self, key: str) -> bool:
        try:
            self._head(key)
        except NotFound:
            return False
        return True

    def delete(self, key: str) -> None:
        path = self._path(key)
        with self._asking():
            obstore.delete(self._bucket, path)

    def keys(self) -> Iterator[str]:
        pages = obstore.list(self._bucket, prefix=self._prefix, chunk_size=PAGE)
        while found := self._next(pages):
            for one in found:
                key = one["path"].removeprefix(f"{self._prefix}/")
                if KEY.fullmatch(key):
                    yield key

    def is_older(self, key: str, seconds: float) -> bool:
        try:
            written = self._head(key)["last_modified"]
        except NotFound:
            return False
        return written < datetime.now(UTC) - timedelta(seconds=seconds)

    def sweep(self, older_than_seconds: float, *, pretend: bool = False) -> int:
        """Nothing: a write that was interrupted leaves nothing behind here."""
        return 0

    def link(self, key: str, seconds: int) -> str | None:
        return obstore.sign(self._bucket, "GET", self._path(key), timedelta(seconds=lasting(seconds)))

    def upload_link(self, suffix: str, seconds: int) -> tuple[str, str] | None:
        key = random_key(suffix)
        until = timedelta(seconds=lasting(seconds))
        return key, obstore.sign(self._bucket, "PUT", self._path(key), until)

    def keep(self, key: str, data: bytes) -> None:
        path = self._path(key)
        try:
            self._write(path, data, self._attributes(key), "create")
        except AlreadyExistsError:
            if not self._is_fresh(key):
                self._write(path, data, self._attributes(key), "overwrite")

    def first(self, key: str, count: int) -> bytes:
        path = self._path(key)
        with self._asking():
            try:
                return bytes(obstore.get_range(self._bucket, path, start=0, end=count))
            except GenericError as error:
                if "416 Range Not Satisfiable" in str(error):  # an empty object has no first byte
                    return b""
                raise

    def swap(self, key: str, change: Callable[[bytes], bytes]) -> bool:
        path = self._path(key)
        with self._asking():
            found = obstore.get(self._bucket, path)
            data = bytes(found.bytes())
        try:
            self._write(path, change(data), self._attributes(key), {"e_tag": found.meta["e_tag"]})
        except PreconditionError:
            return False
        return True

    def _next(self, pages: ListStream[Sequence[ObjectMeta]]) -> Sequence[ObjectMeta]:
        with self._asking():
            return next(pages, [])

    def _is_fresh(self, key: str) -> bool:
        return self.exists(key) and not self.is_older(key, FRESH)

    def _write(self, path: str, data: bytes, attributes: Attributes, mode: PutMode) -> None:
        """Write one object; AlreadyExistsError and PreconditionError are for the caller, all else is told."""
        try:
            with self._asking():
                obstore.put(self._bucket, path, data, attributes=attributes, mode=mode, use_multipart=False)
        except NotFound as error:
            raise Unavailable("storage.unreachable") from error

    def _head(self, key: str) -> ObjectMeta:
        path = self._path(key)
        with self._asking():
            return obstore.head(self._bucket, path)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        with self._gate.passing(), _answered():
            yield

    def _path(self, key: str) -> str:
        return f"{self._prefix}/{checked(key)}"

    def _attributes(self, key: str) -> Attributes:
        if not self._public:
            return {"Content-Type": "application/octet-stream", "Cache-Control": "private, no-store"}
        kind = MEDIA_TYPES.get(key.rpartition(".")[2], "application/octet-stream")
        return {"Content-Type": kind, "Cache-Control": FOR_EVER}


@contextmanager
def _answered() -> Iterator[None]:
    """Turn what the service says into our own refusals."""
    try:
        yield
    except (AlreadyExistsError, PreconditionError):
        raise
    except FileNotFoundError as error:
        if "NoSuchBucket" in str(error):
            raise Unavailable("storage.unreachable") from error
        raise NotFound("storage.missing") from error
    except (BaseError, OSError) as error:
        code = "storage.full" if NO_ROOM.search(str(error)) else "storage.unreachable"
        raise Unavailable(code) from error
