"""Pages shared through Redis, and what happens when it is away, slow or full of something else."""

from __future__ import annotations

import os
import socket
import time
from uuid import uuid4

import pytest
from redis import Redis

from marketplace.adapters.pages import shared
from marketplace.adapters.pages.shared import RedisPages
from tests.adapters.pages.test_memory import of, page

URL = os.environ.get("MARKETPLACE_TEST_REDIS_URL", "")
needs_redis = pytest.mark.skipif(not URL, reason="MARKETPLACE_TEST_REDIS_URL names no server")


@pytest.fixture
def prefix():
    prefix = f"test-{uuid4()}:"
    yield prefix
    client = Redis.from_url(URL)
    for key in client.scan_iter(f"{prefix}*"):
        client.delete(key)
    client.close()


@needs_redis
@pytest.mark.redis
def test_one_process_finds_what_another_kept(prefix):
    RedisPages(URL, prefix).put("a", page(body=b"\x00\n\xff"))
    found = RedisPages(URL, prefix).look("a", of("1"))
    assert found == page(body=b"\x00\n\xff")
    assert RedisPages(URL, prefix).look("a", of("2")) is None
    assert RedisPages(URL, "another release:").look("a", of("1")) is None
    client = Redis.from_url(URL)
    assert all(0 < client.ttl(key) <= shared.KEEP_SECONDS for key in client.scan_iter(f"{prefix}*"))
    RedisPages(URL, prefix).put("a", page(by_minute=True))
    assert all(0 < client.ttl(key) <= 60 for key in client.scan_iter(f"{prefix}*"))
    client.close()


@needs_redis
@pytest.mark.redis
def test_what_is_no_page_is_not_there(prefix):
    pages = RedisPages(URL, prefix)
    pages.put("a", page())
    client = Redis.from_url(URL)
    for key in client.scan_iter(f"{prefix}*"):
        client.set(key, b'{"not": "a page"}')
    client.close()
    assert pages.look("a", of("1")) is None


def test_without_a_server_pages_go_on_and_soon_do_not_even_ask():
    with socket.socket() as taken:  # bound and never listening: connections are refused
        taken.bind(("127.0.0.1", 0))
        pages = RedisPages(f"redis://127.0.0.1:{taken.getsockname()[1]}/0", "x:")
        assert pages.look("a", of("1")) is None
        pages.put("a", page())
        assert pages._rests()


def test_a_server_that_says_nothing_is_not_waited_for():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        pages = RedisPages(f"redis://127.0.0.1:{silent.getsockname()[1]}/0", "x:")
        began = time.monotonic()
        assert pages.look("a", of("1")) is None
        assert pages.look("a", of("1")) is None
        assert time.monotonic() - began < 20 * shared.SECONDS
