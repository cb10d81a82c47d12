"""Pages: who did what."""

from __future__ import annotations

from flask import render_template, request, url_for

from marketplace.access.permissions import Permission
from marketplace.accounts import queries as accounts
from marketplace.audit import queries
from marketplace.desk.actions import ACTIONS, words_for
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.errors import BadRequest
from marketplace.kit.paging import decode_cursor, encode_cursor, row_number
from marketplace.web.doors import requires

PAGE = 50


@blueprint.get("/journal")
@requires(Permission.VIEW_JOURNAL)
def journal() -> str:
    """Newest first; the cursor holds the last entry shown, so nothing new can push an entry onto two pages."""
    action = request.args.get("action", "")
    if action not in ACTIONS:
        action = ""
    entries = list(
        queries.latest(PAGE + 1, before_id=_before(request.args.get("after", "")), action=action or None)
    )
    more = len(entries) > PAGE
    entries = entries[:PAGE]
    following = encode_cursor([entries[-1].id]) if more else None
    return render_template(
        "desk/journal.html",
        entries=[(entry, words_for(entry.action)) for entry in entries],
        names=accounts.names({entry.subject_id for entry in entries if entry.subject_type == "account"}),
        action=action,
        actions=sorted(
            ((code, str(words)) for code, words in ACTIONS.items()), key=lambda pair: pair[1].casefold()
        ),
        first=not request.args.get("after"),
        following=url_for(".journal", action=action or None, after=following) if following else "",
    )


def _before(cursor: str) -> int | None:
    if not cursor:
        return None
    try:
        (before,) = decode_cursor(cursor)
        return row_number(before)
    except ValueError as error:
        raise BadRequest() from error
