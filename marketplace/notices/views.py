"""The feed of an account."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for

from marketplace.accounts.views.blueprint import layout_of
from marketplace.kit.errors import BadRequest
from marketplace.notices import operations, queries
from marketplace.notices.labels import sentence
from marketplace.notices.rules import kind_of
from marketplace.notices.schemas import ReadAll
from marketplace.toolbox import toolbox
from marketplace.web.doors import signed_in
from marketplace.web.forms import read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other
from marketplace.web.row_numbers import row_number

blueprint = Blueprint("notices", __name__)


@blueprint.get("/account/notices")
@signed_in
def feed() -> Response:
    """Everything the account was told, newest first, in the language of this page."""
    found = queries.page_of(current_actor().id, row_number(request.args.get("before", "")) or 0)
    rows = [
        {
            "notice": one,
            "words": sentence(one.kind, one.blanks),
            "opens": kind_of(one.kind).leads_to(one.blanks) is not None,
        }
        for one in found.notices
    ]
    return _page("feed", rows=rows, before=found.before)


@blueprint.post("/account/notices/read")
@signed_in
def read_all() -> Response:
    form = read_form(ReadAll)
    if not form.ok:
        raise BadRequest()
    operations.read_all(current_actor().id, up_to=form.data.up_to, at=toolbox().clock())
    return see_other(url_for(".feed"))


@blueprint.post("/account/notices/<int:notice_id>/read")
@signed_in
def read_one(notice_id: int) -> Response:
    """Mark one as read and go where it leads: a link alone could not write, a button works without script."""
    notice = operations.read(current_actor().id, notice_id, at=toolbox().clock())
    place = kind_of(notice.kind).leads_to(notice.blanks)
    return see_other(url_for(place[0], **place[1]) if place else url_for(".feed"))


def _page(template: str, status: int = 200, **context: Any) -> Response:
    page = render_template(f"notices/{template}.html", layout=layout_of(current_actor()), **context)
    response = make_response(page, status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
