"""Pages: programmes and cohorts, as officers keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.artisans.queries import villages
from marketplace.audit import queries as journal
from marketplace.desk.actions import words_for
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.errors import Conflict, Invalid
from marketplace.programmes import operations, queries
from marketplace.programmes.labels import FIELDS, days_words, value_words
from marketplace.programmes.rules import MOST_DAYS, MOST_ORGANISERS, Figure, OrganiserRole, possible
from marketplace.programmes.schemas import (
    CohortForm,
    MoveForm,
    ProgrammeForm,
    cohort_values,
    programme_values,
)
from marketplace.registrations import seats
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.programmes.models import Cohort, Programme

FIRST_ROWS, MORE_ROWS = 4, 4


@blueprint.get("/programmes")
@requires(Permission.EDIT_PROGRAMME)
def programmes() -> str:
    """All of them with their cohorts, the last changed first."""
    return render_template("desk/programmes/list.html", rows=queries.every(), days_words=days_words)


@blueprint.get("/programmes/new")
@requires(Permission.EDIT_PROGRAMME)
def new_programme() -> Response:
    return _programme_page(blank_form(ProgrammeForm), None)


@blueprint.post("/programmes/new")
@requires(Permission.EDIT_PROGRAMME)
def add_programme() -> Response:
    return _keep_programme(None)


@blueprint.get("/programmes/<int:programme_id>")
@requires(Permission.EDIT_PROGRAMME)
def programme(programme_id: int) -> str:
    """One programme: its cohorts, and every change ever made to it or them."""
    found = queries.programme(programme_id)
    entries = [
        (entry, words_for(entry.action), _changes(entry.details))
        for entry in reversed(journal.about("programme", found.id))
    ]
    return render_template(
        "desk/programmes/show.html", programme=found, entries=entries, days_words=days_words
    )


@blueprint.get("/programmes/<int:programme_id>/edit")
@requires(Permission.EDIT_PROGRAMME)
def edit_programme(programme_id: int) -> Response:
    found = queries.programme(programme_id)
    typed = programme_values(operations.entry_of_programme(found), found.version)
    return _programme_page(blank_form(ProgrammeForm, typed), found)


@blueprint.post("/programmes/<int:programme_id>/edit")
@requires(Permission.EDIT_PROGRAMME)
def keep_programme(programme_id: int) -> Response:
    return _keep_programme(queries.programme(programme_id))


@blueprint.get("/programmes/<int:programme_id>/cohorts/new")
@requires(Permission.EDIT_PROGRAMME)
def new_cohort(programme_id: int) -> Response:
    return _cohort_page(blank_form(CohortForm), queries.programme(programme_id), None)


@blueprint.post("/programmes/<int:programme_id>/cohorts/new")
@requires(Permission.EDIT_PROGRAMME)
def add_cohort(programme_id: int) -> Response:
    return _keep_cohort(queries.programme(programme_id), None)


@blueprint.get("/programmes/<int:programme_id>/cohorts/<int:number>")
@requires(Permission.EDIT_PROGRAMME)
def edit_cohort(programme_id: int, number: int) -> Response:
    found = queries.cohort(programme_id, number)
    typed = cohort_values(operations.entry_of_cohort(found), found.version)
    return _cohort_page(blank_form(CohortForm, typed), found.programme, found)


@blueprint.post("/programmes/<int:programme_id>/cohorts/<int:number>")
@requires(Permission.EDIT_PROGRAMME)
def keep_cohort(programme_id: int, number: int) -> Response:
    found = queries.cohort(programme_id, number)
    return _keep_cohort(found.programme, found)


@blueprint.post("/programmes/<int:programme_id>/cohorts/<int:number>/state")
@requires(Permission.EDIT_PROGRAMME)
def move_cohort(programme_id: int, number: int) -> Response:
    """A step along the lifecycle; what misses for it is said on the cohort's page."""
    found = queries.cohort(programme_id, number)
    form, box = read_form(MoveForm), toolbox()
    shown = blank_form(CohortForm, cohort_values(operations.entry_of_cohort(found), found.version))
    if not form.ok:
        shown.fail("form", "choice")
        return _cohort_page(shown, found.programme, found, 422)
    try:
        operations.move_cohort(
            found, form.data.action, version=form.data.version, actor=current_actor(), at=box.clock()
        )
        _give_more(found)
    except Invalid as refusal:
        for code in refusal.fields.values():
            shown.fail("form", code)
        return _cohort_page(shown, found.programme, found, 422)
    except Conflict as refusal:
        shown.fail("form", refusal.code)
        return _cohort_page(shown, found.programme, found, 409)
    flash(gettext("Saved."), "ok")
    return see_other(url_for(".edit_cohort", programme_id=programme_id, number=number))


def _keep_programme(found: Programme | None) -> Response:
    form, actor, at = read_form(ProgrammeForm), current_actor(), toolbox().clock()
    if not form.ok:
        return _programme_page(form, found, 422)
    try:
        if found is None:
            found = operations.add_programme(form.data.entry(), actor=actor, at=at)
        else:
            operations.edit_programme(found, form.data.entry(), version=form.data.version, actor=actor, at=at)
    except Invalid as refusal:
        form.refused(refusal)
        return _programme_page(form, found, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _programme_page(form, found, 409)
    flash(gettext("Saved."), "ok")
    return see_other(url_for(".programme", programme_id=found.id))


def _keep_cohort(programme: Programme, found: Cohort | None) -> Response:
    form, actor, at = read_form(CohortForm), current_actor(), toolbox().clock()
    if form.value("do") == "rows":
        form.errors.clear()
        return _cohort_page(form, programme, found)
    if not form.ok:
        return _cohort_page(form, programme, found, 422)
    try:
        if found is None:
            found = operations.add_cohort(programme, form.data.entry(), actor=actor, at=at)
        else:
            operations.edit_cohort(found, form.data.entry(), version=form.data.version, actor=actor, at=at)
            _give_more(found)
    except Invalid as refusal:
        form.refused(refusal)
        return _cohort_page(form, programme, found, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _cohort_page(form, programme, found, 409)
    flash(gettext("Saved."), "ok")
    return see_other(url_for(".edit_cohort", programme_id=programme.id, number=found.number))


def _give_more(found: Cohort) -> None:
    """Offer seats to whoever waits, where there are more of them now, or the cohort is on the site again."""
    box = toolbox()
    seats.give_more(found.id, clock=box.clock, timezone=box.settings.timezone)


def _programme_page(form: Form[ProgrammeForm], found: Programme | None, status: int = 200) -> Response:
    crafts = [(craft.code, craft.title) for craft in queries.crafts()]
    page = render_template(
        "desk/programmes/edit.html", form=form, programme=found, names=FIELDS, crafts=crafts
    )
    return make_response(page, status)


def _cohort_page(
    form: Form[CohortForm], programme: Programme, found: Cohort | None, status: int = 200
) -> Response:
    more = MORE_ROWS if form.value("do") == "rows" else 0
    page = render_template(
        "desk/programmes/cohort.html",
        form=form,
        programme=programme,
        cohort=found,
        here=request.path,
        names=FIELDS,
        steps=[(action.value, str(label(action))) for action in possible(found.state)] if found else [],
        roles=[(role.value, str(label(role))) for role in OrganiserRole],
        figures=[(figure.value, str(label(figure))) for figure in Figure],
        places=villages(toolbox().settings.regency_code),
        organiser_rows=_rows(form, "organiser_name", more, MOST_ORGANISERS),
        day_rows=_rows(form, "day_on", more, MOST_DAYS),
    )
    return make_response(page, status)


def _rows(form: Form[CohortForm], column: str, more: int, most: int) -> int:
    """How many rows to draw: those typed, and always one more to type into."""
    typed = form.values(column)
    filled = sum(bool(value.strip()) for value in typed)
    return min(most, max(FIRST_ROWS, len(typed) + more, filled + 1))


def _changes(details: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (str(FIELDS.get(name, name)), value_words(name, before), value_words(name, after))
        for name, (before, after) in details.get("changes", {}).items()
    ]
