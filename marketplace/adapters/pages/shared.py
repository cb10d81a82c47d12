"""Pages in Redis, shared by the processes of an installation. What it does not answer in time is not there."""

from __future__ import annotations

import logging
import time
from hashlib import sha256

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from marketplace.adapters.pages.port import Holds, KeptPage

SECONDS = 0.1
"""How long a page waits for Redis: about as long as it takes to make it anew."""
REST_SECONDS = 5.0
"""How long a Redis that failed is left in peace; meanwhile pages do not wait for it at all."""
KEEP_SECONDS, KEEP_MINUTE = 3_600, 60
"""How long a page stays without being made anew, one that tells the time less: addresses nobody comes back to would
pile up else."""
log = logging.getLogger(__name__)


class RedisPages:
    """Keeps pages for an hour under `prefix`, which tells releases apart; Redis's own `maxmemory` bounds them all.

    The bytes that come back are read as data (JSON) and never run.
    """

    def __init__(self, url: str, prefix: str) -> None:
        self._redis = Redis.from_url(
            url,
            socket_timeout=SECONDS,
            socket_connect_timeout=SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._prefix = prefix
        self._rests_until = 0.0

    def look(self, name: str, holds: Holds) -> KeptPage | None:
        if self._rests():
            return None
        try:
            data = self._redis.get(self._key(name))
            page = KeptPage.unpacked(data) if isinstance(data, bytes) else None
            return page if page is not None and holds(page) else None
        except RedisError as error:
            self._rest(error)
        except (ValueError, TypeError, KeyError):
            log.warning("what Redis kept is no page")
        return None

    def put(self, name: str, page: KeptPage) -> None:
        if self._rests():
            return
        try:
            self._redis.set(
                self._key(name), page.packed(), ex=KEEP_MINUTE if page.by_minute else KEEP_SECONDS
            )
        except RedisError as error:
            self._rest(error)

    def _key(self, name: str) -> str:
        return f"{self._prefix}{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()}"

    def _rests(self) -> bool:
        return time.monotonic() < self._rests_until

    def _rest(self, error: RedisError) -> None:
        self._rests_until = time.monotonic() + REST_SECONDS
        log.warning("pages go on without Redis for %d s: %s", REST_SECONDS, type(error).__name__)
