"""For machines that watch over the site: does the process live, and can it work?"""

from __future__ import annotations

from flask import Response, jsonify

from marketplace.kit.errors import Refusal
from marketplace.pages import queries
from marketplace.pages.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import public

LATE_SECONDS = 600


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    """The process answers. Touches nothing else, so that a broken database does not get it restarted."""
    return _told({"status": "ok"}, 200)


@blueprint.get("/readyz")
@public
def readyz() -> Response:
    """Database, storage, search and the oldest waiting job, told apart; 503 while one keeps people from working.

    Without an index the search answers from the database: slower, and forgiving no spelling.
    """
    checks = {"database": queries.database_answers(), "storage": _storage_answers()}
    waiting = queries.oldest_job_seconds(toolbox().clock()) if checks["database"] else None
    ready = all(checks.values())
    report = {name: "ok" if good else "failed" for name, good in checks.items()}
    report["jobs"] = "late" if waiting is not None and waiting > LATE_SECONDS else "ok"
    report["search"] = "ok" if toolbox().search.is_ready() else "without an index"
    return _told(
        {"status": "ok" if ready else "failed", **report, "oldest_job_seconds": waiting},
        200 if ready else 503,
    )


def _storage_answers() -> bool:
    try:
        for storage in (toolbox().public_files, toolbox().private_files):
            storage.prepare()
    except (Refusal, OSError):
        return False
    return True


def _told(report: dict[str, object], status: int) -> Response:
    response = jsonify(report)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
