"""Pages: the lists of results: all of them, the rows of one, and help for one row or one account."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext, ngettext

from marketplace.access.permissions import Permission
from marketplace.certificates.rules import Status
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.errors import Conflict
from marketplace.rosters import operations, queries
from marketplace.rosters.rules import Result, State, undo_until
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor
from marketplace.web.labels import message
from marketplace.web.links import see_other

LONGEST_SEARCH = 200


@blueprint.get("/rosters")
@requires(Permission.IMPORT_ROSTER)
def rosters() -> str:
    """The lists with how many have claimed their row, newest first; on the first page, who is locked out."""
    before = _after()
    rows, following = queries.lists(before or None)
    return render_template(
        "desk/rosters/list.html",
        rows=rows,
        first=not before,
        following=following,
        locked=[] if before else queries.locked_accounts(),
        State=State,
    )


@blueprint.get("/rosters/<int:roster_id>")
@requires(Permission.IMPORT_ROSTER)
def roster(roster_id: int) -> Response:
    """One list's rows. A draft is shown by its next step."""
    found = queries.get(roster_id)
    if found.state is State.DRAFT:
        return see_other(url_for(".check_roster", roster_id=roster_id))
    box = toolbox()
    words = request.args.get("q", "")[:LONGEST_SEARCH].replace("\0", " ")
    rows, following = queries.rows_of(found, words, after=_after())
    imported_at = found.imported_at or found.created_at
    return make_response(
        render_template(
            "desk/rosters/show.html",
            roster=found,
            rows=rows,
            following=following,
            words=words.strip(),
            counts=queries.counts_of(found),
            undo_until=undo_until(imported_at),
            undoable=found.state is State.IMPORTED and box.clock() <= undo_until(imported_at),
            forgotten_on=box.local(imported_at).date() + timedelta(days=box.settings.roster_not_yet_days),
            State=State,
            Result=Result,
            Status=Status,
        )
    )


@blueprint.post("/rosters/<int:roster_id>/undo")
@requires(Permission.IMPORT_ROSTER)
def undo_roster(roster_id: int) -> Response:
    """Take an import back, as far as nobody has claimed; say what stays."""
    try:
        gone, stay = operations.undo(queries.get(roster_id), actor=current_actor(), at=toolbox().clock())
    except Conflict as refusal:
        return _back(roster_id, refusal)
    flash(ngettext("%(num)d row is deleted.", "%(num)d rows are deleted.", gone), "ok")
    if stay:
        flash(
            ngettext(
                "%(num)d row was claimed already and stays: its record can be suspended or revoked.",
                "%(num)d rows were claimed already and stay: their records can be suspended or revoked.",
                stay,
            ),
            "bad",
        )
    return _back(roster_id)


@blueprint.post("/rosters/<int:roster_id>/rows/<int:row_id>/release")
@requires(Permission.IMPORT_ROSTER)
def release_row(roster_id: int, row_id: int) -> Response:
    """Let a row be claimed again."""
    row = queries.get_row(roster_id, row_id)
    try:
        operations.release(row, actor=current_actor(), at=toolbox().clock())
    except Conflict as refusal:
        return _back(roster_id, refusal)
    flash(gettext("%(name)s can claim this row again.", name=row.holder_name), "ok")
    return _back(roster_id)


@blueprint.post("/rosters/<int:roster_id>/rows/<int:row_id>/remove")
@requires(Permission.IMPORT_ROSTER)
def remove_row(roster_id: int, row_id: int) -> Response:
    """Delete a row nobody has claimed, so that a corrected one can be imported."""
    try:
        row = queries.get_row(roster_id, row_id)
        operations.remove_row(row, actor=current_actor(), at=toolbox().clock())
    except Conflict as refusal:
        return _back(roster_id, refusal)
    flash(gettext("The row is deleted."), "ok")
    return _back(roster_id)


@blueprint.post("/rosters/accounts/<int:account_id>/release")
@requires(Permission.IMPORT_ROSTER)
def release_claims(account_id: int) -> Response:
    """Give an account its tries back."""
    try:
        operations.release_account(account_id, actor=current_actor(), at=toolbox().clock())
    except Conflict as refusal:
        flash(message(refusal.code), "bad")
    else:
        flash(gettext("Five new tries are given."), "ok")
    return see_other(url_for(".rosters"))


def _after() -> int:
    """Return where the page asked for begins; 0 is the first."""
    after = request.args.get("after", "")
    return int(after) if after.isascii() and after.isdigit() and len(after) <= 9 else 0


def _back(roster_id: int, refusal: Conflict | None = None) -> Response:
    if refusal is not None:
        flash(message(refusal.code), "bad")
    return see_other(url_for(".roster", roster_id=roster_id, q=request.form.get("q") or None))
