"""Pages: opportunities, as officers write them down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.artisans.queries import villages
from marketplace.certificates.unit_keys import known_units
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.errors import Conflict, Invalid
from marketplace.opportunities import operations, queries, wording
from marketplace.opportunities.labels import FIELDS
from marketplace.opportunities.rules import Action, Kind, may_move
from marketplace.opportunities.schemas import MoveForm, OpportunityForm, values_of
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.opportunities.models import Opportunity


@blueprint.get("/opportunities")
@requires(Permission.EDIT_OPPORTUNITY)
def opportunities() -> str:
    """All of them with how many applied, the last changed first."""
    return render_template(
        "desk/opportunities/list.html", rows=queries.every(), today=toolbox().today(), wording=wording
    )


@blueprint.get("/opportunities/new")
@requires(Permission.EDIT_OPPORTUNITY)
def new_opportunity() -> Response:
    return _page(blank_form(OpportunityForm), None)


@blueprint.post("/opportunities/new")
@requires(Permission.EDIT_OPPORTUNITY)
def add_opportunity() -> Response:
    return _keep(None)


@blueprint.get("/opportunities/<int:opportunity_id>/edit")
@requires(Permission.EDIT_OPPORTUNITY)
def edit_opportunity(opportunity_id: int) -> Response:
    found = queries.one(opportunity_id)
    return _page(_filled(found), found)


@blueprint.post("/opportunities/<int:opportunity_id>/edit")
@requires(Permission.EDIT_OPPORTUNITY)
def keep_opportunity(opportunity_id: int) -> Response:
    return _keep(queries.one(opportunity_id, lock=True))


@blueprint.post("/opportunities/<int:opportunity_id>/state")
@requires(Permission.EDIT_OPPORTUNITY)
def move_opportunity(opportunity_id: int) -> Response:
    """A step along the lifecycle; what misses for it is said beside the fields."""
    found, form, box = queries.one(opportunity_id, lock=True), read_form(MoveForm), toolbox()
    shown = _filled(found)
    if not form.ok:
        shown.fail("form", "choice")
        return _page(shown, found, 422)
    try:
        operations.move(
            found,
            form.data.action,
            version=form.data.version,
            actor=current_actor(),
            at=box.clock(),
            today=box.today(),
        )
    except Invalid as refusal:
        shown.refused(refusal)
        return _page(shown, found, 422)
    except Conflict as refusal:
        shown.fail("form", refusal.code)
        return _page(shown, found, 409)
    flash(gettext("Saved."), "ok")
    return see_other(url_for(".opportunity", opportunity_id=found.id))


def _filled(found: Opportunity) -> Form[OpportunityForm]:
    return blank_form(OpportunityForm, values_of(operations.entry_of(found), found.version))


def _keep(found: Opportunity | None) -> Response:
    form, actor, box = read_form(OpportunityForm), current_actor(), toolbox()
    later: dict[str, Any] = {"actor": actor, "at": box.clock(), "today": box.today()}
    if not form.ok:
        return _page(form, found, 422)
    try:
        if found is None:
            found = operations.add(form.data.entry(), **later)
        else:
            operations.edit(found, form.data.entry(), version=form.data.version, **later)
    except Invalid as refusal:
        form.refused(refusal)
        return _page(form, found, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _page(form, found, 409)
    flash(gettext("Saved."), "ok")
    return see_other(url_for(".opportunity", opportunity_id=found.id))


def _page(form: Form[OpportunityForm], found: Opportunity | None, status: int = 200) -> Response:
    settings, today = toolbox().settings, toolbox().today()
    kept = {unit["key"]: unit["title"] for unit in found.rule_units} if found else {}
    city = list(queries.place_names([settings.regency_code]).items())
    places = villages(settings.regency_code)
    page = render_template(
        "desk/opportunities/edit.html",
        form=form,
        one=found,
        names=FIELDS,
        kinds=[("", gettext("Choose")), *((kind.value, str(label(kind))) for kind in Kind)],
        units=list((kept | dict(known_units(today))).items()),
        city=city,
        places=places,
        areas=[*city, *((code, name) for _, rows in places for code, name in rows)],
    )
    return make_response(page, status)


def steps_of(found: Opportunity) -> list[tuple[str, str]]:
    """Return the steps an officer can take now, as (value, words) of buttons."""
    decided = found.decided_at is not None
    return [
        (action.value, str(label(action)))
        for action in Action
        if may_move(found.state, action, decided=decided)
    ]
