"""Pages: the register of certifying bodies, as officers keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.artisans.rules import Technique
from marketplace.audit import queries as journal
from marketplace.bodies import operations, queries
from marketplace.bodies.labels import FIELDS, licence_words, value_words
from marketplace.bodies.rules import MOST_UNITS, LicenceStatus, LspType, SchemeKind, StandardType, Stream
from marketplace.bodies.schemas import BodyForm, SchemeForm, body_values, scheme_values
from marketplace.desk.actions import words_for
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.errors import Conflict, Invalid
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from enum import StrEnum

    from marketplace.bodies.models import Body, Scheme

FIRST_ROWS, MORE_ROWS = 4, 4


@blueprint.get("/bodies")
@requires(Permission.EDIT_REGISTER)
def bodies() -> str:
    """All of them by name."""
    today = toolbox().today()
    rows = [(body, licence_words(body, today)) for body in queries.every()]
    return render_template("desk/bodies/list.html", rows=rows)


@blueprint.get("/bodies/<int:body_id>")
@requires(Permission.EDIT_REGISTER)
def body(body_id: int) -> str:
    """One body: the entry, its schemes, and every change ever made to either."""
    found = queries.by_id(body_id)
    entries = [
        (entry, words_for(entry.action), _changes(entry.details))
        for entry in reversed(journal.about("body", found.id))
    ]
    return render_template(
        "desk/bodies/show.html",
        body=found,
        licence=licence_words(found, toolbox().today()),
        entries=entries,
        names=FIELDS,
    )


def _changes(details: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (str(FIELDS.get(name, name)), value_words(name, before), value_words(name, after))
        for name, (before, after) in details.get("changes", {}).items()
    ]


@blueprint.get("/bodies/new")
@requires(Permission.EDIT_REGISTER)
def new_body() -> Response:
    return _body_page(blank_form(BodyForm), None)


@blueprint.post("/bodies/new")
@requires(Permission.EDIT_REGISTER)
def add_body() -> Response:
    return _keep_body(None)


@blueprint.get("/bodies/<int:body_id>/edit")
@requires(Permission.EDIT_REGISTER)
def edit_body(body_id: int) -> Response:
    found = queries.by_id(body_id)
    return _body_page(
        blank_form(BodyForm, body_values(operations.entry_of_body(found), found.version)), found
    )


@blueprint.post("/bodies/<int:body_id>/edit")
@requires(Permission.EDIT_REGISTER)
def keep_body(body_id: int) -> Response:
    return _keep_body(queries.by_id(body_id))


def _keep_body(found: Body | None) -> Response:
    form = read_form(BodyForm)
    actor, box = current_actor(), toolbox()
    if not form.ok:
        return _body_page(form, found, 422)
    entry, at, today = form.data.entry(), box.clock(), box.today()
    try:
        if found is None:
            found = operations.add_body(entry, actor=actor, at=at, today=today)
        else:
            operations.edit_body(found, entry, actor=actor, at=at, today=today, version=form.data.version)
    except Invalid as refusal:
        form.refused(refusal)
        return _body_page(form, found, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _body_page(form, found, 409)
    flash(gettext("Saved."), "ok")
    return see_other(url_for(".body", body_id=found.id))


def _body_page(form: Form[BodyForm], found: Body | None, status: int = 200) -> Response:
    page = render_template(
        "desk/bodies/edit.html",
        form=form,
        body=found,
        names=FIELDS,
        streams=_options(Stream),
        lsp_types=_options(LspType),
        statuses=_options(LicenceStatus),
    )
    return make_response(page, status)


@blueprint.get("/bodies/<int:body_id>/schemes/new")
@requires(Permission.EDIT_REGISTER)
def new_scheme(body_id: int) -> Response:
    return _scheme_page(blank_form(SchemeForm), queries.by_id(body_id), None)


@blueprint.post("/bodies/<int:body_id>/schemes/new")
@requires(Permission.EDIT_REGISTER)
def add_scheme(body_id: int) -> Response:
    return _keep_scheme(queries.by_id(body_id), None)


@blueprint.get("/bodies/<int:body_id>/schemes/<int:scheme_id>")
@requires(Permission.EDIT_REGISTER)
def edit_scheme(body_id: int, scheme_id: int) -> Response:
    found = queries.scheme_of(body_id, scheme_id)
    typed = scheme_values(operations.entry_of_scheme(found), found.version)
    return _scheme_page(blank_form(SchemeForm, typed), found.body, found)


@blueprint.post("/bodies/<int:body_id>/schemes/<int:scheme_id>")
@requires(Permission.EDIT_REGISTER)
def keep_scheme(body_id: int, scheme_id: int) -> Response:
    found = queries.scheme_of(body_id, scheme_id)
    return _keep_scheme(found.body, found)


def _keep_scheme(body: Body, found: Scheme | None) -> Response:
    form = read_form(SchemeForm)
    actor, at = current_actor(), toolbox().clock()
    if form.value("do") == "units":
        form.errors.clear()
        return _scheme_page(form, body, found)
    if not form.ok:
        return _scheme_page(form, body, found, 422)
    try:
        if found is None:
            operations.add_scheme(body, form.data.entry(), actor=actor, at=at)
        else:
            operations.edit_scheme(found, form.data.entry(), actor=actor, at=at, version=form.data.version)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _scheme_page(form, body, found, 409)
    flash(gettext("Saved."), "ok")
    return see_other(url_for(".body", body_id=body.id))


def _scheme_page(form: Form[SchemeForm], body: Body, found: Scheme | None, status: int = 200) -> Response:
    typed = len(form.values("unit_title"))
    more = MORE_ROWS if form.value("do") == "units" else 0
    filled = sum(bool(title.strip()) for title in form.values("unit_title"))
    page = render_template(
        "desk/bodies/scheme.html",
        form=form,
        body=body,
        scheme=found,
        action=request.path,
        names=FIELDS,
        rows=min(MOST_UNITS, max(FIRST_ROWS, typed + more, filled + 1)),
        most_units=MOST_UNITS,
        kinds=_options(SchemeKind),
        standards=_options(StandardType),
        techniques=_options(Technique),
    )
    return make_response(page, status)


def _options(members: type[StrEnum]) -> list[tuple[str, str]]:
    return [(member.value, str(label(member))) for member in members]
