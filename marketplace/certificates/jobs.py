"""Work on scans that is left for later: viewing pages are made, replaced files go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import expected_files, register
from marketplace.certificates import copies, keeping
from marketplace.certificates.models import Scan
from marketplace.certificates.scans import FORGET, KEPT_SECONDS, PREPARE
from marketplace.kit.errors import NotFound
from marketplace.toolbox import toolbox

EXPIRE, SWEEP = "scans.expire", "scans.sweep"
NAMELESS_SECONDS = KEPT_SECONDS + 3600
"""A file that a form on its way may still name is younger."""

FORGET_TRIES = 72
"""With the queue's pauses these last until shortly before the law's three days are over (`FORGET_WITHIN`).

A disk that is away for a night must not leave a scan behind for good. A job that used them all up stays, as failed.
"""


def install(handlers: Handlers) -> None:
    """Register the handlers, and which files scans name."""
    register(keeping.named_files, Scan)
    handlers.register(PREPARE, prepare, tries=3, lease_seconds=90)
    handlers.register(FORGET, forget, tries=FORGET_TRIES)
    handlers.register(EXPIRE, expire, daily=True, lease_seconds=600)
    handlers.register(SWEEP, sweep, daily=True, lease_seconds=600)


Remember = Callable[[int, copies.Marks], None]


class Paged(Protocol):
    """A row of a private file that is looked at page by page."""

    original_key: Any
    pages: Any
    failure: Any


def prepare(payload: dict[str, Any], context: JobContext) -> None:
    """Make the viewing pages of a scan, or write down why that cannot be done, for the artisan to read."""
    prepare_pages(Scan, int(payload["scan_id"]), context, copies.remember)


def prepare_pages(
    model: type[Paged], number: int, context: JobContext, remember: Remember = copies.keep_none
) -> None:
    """Make the viewing pages of the file a row names, or write down why that cannot be done.

    A row that went, or that names another file by now, keeps nothing of what was made. `remember` is given the marks
    of each page.
    """
    with context.reading() as session:
        row = session.get(model, number)
        if row is None or row.pages or row.original_key is None:
            return
        original = row.original_key
    pages: list[dict[str, Any]] = []
    marks: copies.Marks = {}
    failure: str | None = None
    try:
        pages, marks = viewing_pages(original)
    except PictureFailed as failed:
        if failed.transient and not context.last_try:
            raise
        failure = "scan.failed" if failed.transient else failed.code
    except NotFound:
        failure = "scan.failed"
    with context.finishing() as session:
        row = session.get(model, number)
        gone = row is None or row.original_key != original
        if row is not None and not gone:
            row.pages, row.failure = pages, failure
            remember(number, marks)
    if gone:
        delete_files([page["key"] for page in pages])


def viewing_pages(original: str) -> tuple[list[dict[str, Any]], copies.Marks]:
    """Make pages to look at of a private file, and store them; return them and their marks.

    Raises PictureFailed, or NotFound without the file.
    """
    box = toolbox()
    with box.private_files.open(original) as file:
        data = file.read()
    made = box.images.scan_pages(data, box.settings.scan_max_pages)
    pages = [
        {
            "number": page.number,
            "width": page.width,
            "height": page.height,
            "format": page.format.suffix,
            "key": box.private_files.put_unguessable(page.data, page.format.suffix),
        }
        for page in made
    ]
    return pages, {page.number: page.marks for page in made}


def forget(payload: dict[str, Any], context: JobContext) -> None:
    """Delete files that no row names any more."""
    delete_files(payload["keys"])


def expire(payload: dict[str, Any], context: JobContext) -> None:
    """Delete the scans of decisions that are old enough."""
    with context.finishing():
        keeping.forget_overdue(toolbox().settings.scan_days, context.at)


def sweep(payload: dict[str, Any], context: JobContext) -> None:
    """Delete private files that no row names: those that came with a form which was refused and not sent again."""
    files = toolbox().private_files
    present = list(files.keys())
    with context.reading():
        named = {file.key for file in expected_files() if file.private}
    for key in present:
        if key not in named and files.is_older(key, NAMELESS_SECONDS):
            files.delete(key)


def delete_files(keys: list[str]) -> None:
    """Delete private files."""
    for key in keys:
        toolbox().private_files.delete(key)
