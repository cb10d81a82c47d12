"""One JSON object per line, one line per request, no personal data: a path without its query, never a body."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from typing import Any

from flask import Flask, Response, g, request

from marketplace.web.doors import door_of

FIELDS = ("request_id", "method", "path", "status", "milliseconds", "endpoint", "job", "kind", "kept")
SHORTEST_SECRET = 12
WORDS = re.compile(r"(?:[a-z]{1,20}|[0-9]{1,4})(?:[-_.](?:[a-z]{1,20}|[0-9]{1,4}))*")
"""A part of an address that is plainly made of words, however long."""


class JsonLines(logging.Formatter):
    """Newlines and control characters are escaped by JSON, so one event stays one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one JSON object."""
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update({name: getattr(record, name) for name in FIELDS if hasattr(record, name)})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True, default=str)


def configure(level: int = logging.INFO) -> None:
    """Send the project's logs to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger("marketplace")
    root.handlers = [handler]
    root.setLevel(level)
    root.propagate = False


def install(app: Flask) -> None:
    """Give every request an id, and write one line when it is answered."""
    log = logging.getLogger("marketplace.requests")

    @app.before_request
    def begin() -> None:
        g.request_id = secrets.token_hex(8)
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        log.info(
            "request",
            extra={
                "request_id": g.get("request_id", ""),
                "method": request.method,
                "path": _path(app),
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
                "endpoint": request.endpoint,
            },
        )
        return response


def _path(app: Flask) -> str:
    """The rule rather than the address where there is one: private links carry their secret in the path."""
    if request.url_rule is not None and door_of(app, request.endpoint) is not None:
        return request.url_rule.rule
    return _without_secrets(request.path[:200])


def _without_secrets(path: str) -> str:
    """Blank what may be a token, a key or a personal number: a private link with a sign too many fits no rule."""
    return "/".join(
        part if len(part) < SHORTEST_SECRET or WORDS.fullmatch(part) else "*" for part in path.split("/")
    )
