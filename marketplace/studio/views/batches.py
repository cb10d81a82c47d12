"""Pages: many bags at once: the files, the dry run, the drafts being made, the report, taking it back."""

from __future__ import annotations

from contextlib import closing
from typing import BinaryIO, cast

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext, ngettext

from marketplace.access.permissions import Permission
from marketplace.batches import ending, operations, queries
from marketplace.batches.columns import HEADINGS, heading_of
from marketplace.batches.judging import ONE_OF, SOME_OF, choices
from marketplace.batches.reading import LIMITS
from marketplace.batches.receiving import Parcel, receive
from marketplace.batches.rules import COLOUR, MAX_ROWS, SIZE, State
from marketplace.extensions import limiter
from marketplace.kit.errors import Refusal, Unsupported
from marketplace.listings.queries import maker
from marketplace.studio.batch_page import batch_page, problem_rows
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, Schema, blank_form, read_form, uploaded_files
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale
from marketplace.web.spreadsheets import csv_file

FLOOD = "30 per hour"


class ArchiveForm(Schema):
    """Two files and nothing typed."""


@blueprint.get("/listings/import")
@requires(Permission.EDIT_LISTING)
def new_batch() -> Response:
    """Step 1: the ZIP, the list inside or beside it; her last imports below."""
    return _new_page(blank_form(ArchiveForm))


@blueprint.post("/listings/import")
@requires(Permission.EDIT_LISTING, uploads=True)
@limiter.limit(FLOOD)
def bring_batch() -> Response:
    """Look at the archive in a child process and store its photos, before any query; keep the rows to be looked at."""
    form = read_form(ArchiveForm)
    actor = current_actor()
    if actor.artisan_id is None:
        return see_other(url_for("studio.profile"))
    try:
        parcel = _receive()
    except Refusal as refusal:
        if "." not in refusal.code:
            raise
        beside = refusal.code.startswith(("sheet.", "batch.")) and refusal.code != "batch.no_archive"
        form.fail("list" if beside else "archive", refusal.code, **refusal.details)
        return _new_page(form, 422)
    batch = operations.begin(maker(actor.artisan_id), parcel, actor=actor, at=toolbox().clock())
    return see_other(url_for(".batch", batch_id=batch.id))


def _receive() -> Parcel:
    box = toolbox()
    archives, lists = uploaded_files("archive"), uploaded_files("list")
    if not archives:
        raise Unsupported("batch.no_archive")
    beside = lists[0].stream.read(LIMITS.max_bytes + 1) if lists else None
    with closing(archives[0]) as file:
        return receive(box, box.archives.open(cast(BinaryIO, file.stream)), beside)


def _new_page(form: Form[ArchiveForm], status: int = 200) -> Response:
    box = toolbox()
    enums = [(name, ONE_OF[name]) for name in ONE_OF] + [(name, SOME_OF[name][0]) for name in SOME_OF]
    accepted = {name: choices(members) for name, members in enums}
    accepted[COLOUR] = gettext("one colour as above; your own word for it may follow after a |")
    accepted[SIZE] = gettext("what the size is called, such as S")
    locale = current_locale()
    return make_response(
        render_template(
            "studio/batches/new.html",
            form=form,
            megabytes=box.archives.limits.max_bytes // 1_000_000,
            files=box.archives.limits.max_entries,
            rows=MAX_ROWS,
            columns=[(heading_of(name, locale), accepted.get(name, "")) for name in HEADINGS],
            ways=[heading_of(COLOUR, locale), heading_of(SIZE, locale)],
            batches=queries.recent(current_actor().artisan_id),
        ),
        status,
    )


@blueprint.get("/listings/import/template.csv")
@requires(Permission.EDIT_LISTING)
def batch_template() -> Response:
    """The list to fill in: its headings, in the reader's language."""
    name = "templat-tas.csv" if current_locale() == "id" else "bags-template.csv"
    return csv_file(name, [heading_of(field, current_locale()) for field in HEADINGS], [])


@blueprint.get("/listings/import/<int:batch_id>")
@requires(Permission.EDIT_LISTING)
def batch(batch_id: int) -> str:
    """Steps 2 to 4: what would become of each row, how far it is, what has become of each."""
    found = queries.own(current_actor().artisan_id, batch_id)
    box = toolbox()
    return render_template(
        "studio/batches/show.html",
        batch=found,
        page=batch_page(found, box.today(), current_locale()),
        State=State,
        may_undo=ending.may_undo(found, box.clock()),
    )


@blueprint.get("/listings/import/<int:batch_id>/problems.csv")
@requires(Permission.EDIT_LISTING)
def batch_problems(batch_id: int) -> Response:
    """The rows with problems, as a list that can be mended and chosen again."""
    found = queries.own(current_actor().artisan_id, batch_id)
    locale = current_locale()
    header = [*(heading_of(field, locale) for field in HEADINGS), gettext("Row"), gettext("Problem")]
    return csv_file(f"import-{found.id}.csv", header, problem_rows(found, toolbox().today(), locale))


@blueprint.post("/listings/import/<int:batch_id>/start")
@requires(Permission.EDIT_LISTING)
def start_batch(batch_id: int) -> Response:
    """Step 3: let the drafts be made, or go on after a stop."""
    box, actor = toolbox(), current_actor()
    found = queries.own(actor.artisan_id, batch_id, lock=True)
    operations.start(found, actor=actor, at=box.clock(), today=box.today())
    return see_other(url_for(".batch", batch_id=batch_id))


@blueprint.post("/listings/import/<int:batch_id>/stop")
@requires(Permission.EDIT_LISTING)
def stop_batch(batch_id: int) -> Response:
    """Make no more; what is made stays."""
    actor = current_actor()
    operations.stop(queries.own(actor.artisan_id, batch_id, lock=True), actor=actor)
    return see_other(url_for(".batch", batch_id=batch_id))


@blueprint.post("/listings/import/<int:batch_id>/undo")
@requires(Permission.EDIT_LISTING)
def undo_batch(batch_id: int) -> Response:
    """Delete the drafts nobody has touched since."""
    actor = current_actor()
    found = queries.own(actor.artisan_id, batch_id, lock=True)
    gone, stay = ending.undo(found, actor=actor, at=toolbox().clock())
    words = ngettext("%(num)d draft is deleted.", "%(num)d drafts are deleted.", gone)
    if stay:
        words += " " + ngettext(
            "%(num)d stays, since you have changed it.", "%(num)d stay, since you have changed them.", stay
        )
    flash(words, "ok")
    return see_other(url_for(".batch", batch_id=batch_id))


@blueprint.post("/listings/import/<int:batch_id>/discard")
@requires(Permission.EDIT_LISTING)
def discard_batch(batch_id: int) -> Response:
    """Forget an import before it begins."""
    actor = current_actor()
    ending.discard(queries.own(actor.artisan_id, batch_id, lock=True), actor=actor)
    flash(gettext("The list is forgotten; nothing of it was kept."), "ok")
    return see_other(url_for(".new_batch"))
