"""Pages: who helps in her studio, what they may do, and what they did."""

from __future__ import annotations

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.access.tasks import Task
from marketplace.artisans import queries as artisans
from marketplace.helping import operations, queries
from marketplace.helping.rules import INVITATION_LIFETIME, MOST_HELPERS, Deed, standing
from marketplace.helping.schemas import InviteForm, TasksForm
from marketplace.kit.errors import Conflict, Invalid, Refusal, TooMany
from marketplace.kit.phones import whatsapp_link
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.errors import status_of
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label, message
from marketplace.web.links import absolute_url, see_other

OF_BAGS = frozenset({Deed.BAG_BEGUN, Deed.BAG_CHANGED, Deed.BAG_PUBLISHED, Deed.BAG_PAUSED, Deed.BAG_SOLD})


@blueprint.get("/helpers")
@requires(Permission.INVITE_HELPER)
def helpers() -> Response:
    """Everybody who helps or was invited, the form for another, and what helpers did lately."""
    if current_actor().artisan_id is None:
        return see_other(url_for(".profile"))
    return _page(blank_form(InviteForm), 200)


@blueprint.post("/helpers")
@requires(Permission.INVITE_HELPER)
def invite_helper() -> Response:
    """Make an invitation; its link is shown this once."""
    form, actor, at = read_form(InviteForm), current_actor(), toolbox().clock()
    if actor.artisan_id is None:
        return see_other(url_for(".profile"))
    if "contact" in form.errors:
        form.errors["contact"] = message("helper.contact")
    if not form.ok:
        return _page(form, 422)
    try:
        operations.admit(actor.artisan_id, at=at)
        artisan = artisans.own(actor.id, lock=True)
        assert artisan is not None
        helper, token = operations.invite(artisan, form.data.contact, form.data.tasks, actor=actor, at=at)
    except Invalid as refusal:
        form.refused(refusal)
        return _page(form, 422)
    except (Conflict, TooMany) as refusal:
        return _page(_told(form, refusal), status_of(refusal))
    return _page(
        blank_form(InviteForm), 200, link=absolute_url("helping.invitation", token=token), new=helper.id
    )


@blueprint.post("/helpers/<int:helper_id>/tasks")
@requires(Permission.INVITE_HELPER)
def allow_helper(helper_id: int) -> Response:
    """Change what a helper may do, from the next request on."""
    form, actor = read_form(TasksForm), current_actor()
    helper = queries.own(actor.artisan_id, helper_id, lock=True)
    try:
        if form.ok:
            operations.allow(helper, form.data.tasks, actor=actor, at=toolbox().clock())
    except Invalid as refusal:
        form.refused(refusal)
    if form.errors:
        return _page(blank_form(InviteForm), 422, tasks={helper_id: form})
    flash(gettext("Saved."), "ok")
    return see_other(url_for(".helpers"))


@blueprint.post("/helpers/<int:helper_id>/end")
@requires(Permission.INVITE_HELPER)
def end_helper(helper_id: int) -> Response:
    """End it at once, or take an invitation back."""
    actor = current_actor()
    helper = queries.own(actor.artisan_id, helper_id, lock=True)
    called = helper.name or helper.contact
    operations.end(helper, actor=actor, at=toolbox().clock())
    flash(gettext("%(name)s can do nothing in your studio any more.", name=called), "ok")
    return see_other(url_for(".helpers"))


def _told(form: Form[InviteForm], refusal: Refusal) -> Form[InviteForm]:
    form.errors = {"contact": message(refusal.code, refusal.details)}
    return form


def _page(
    form: Form[InviteForm],
    status: int,
    *,
    link: str = "",
    new: int = 0,
    tasks: dict[int, Form[TasksForm]] | None = None,
) -> Response:
    actor, at = current_actor(), toolbox().clock()
    assert actor.artisan_id is not None
    rows = queries.of_artisan(actor.artisan_id)
    invited = next((row for row in rows if row.id == new), None)
    page = render_template(
        "studio/helpers.html",
        form=form,
        helpers=[
            (
                row,
                standing(row.accepted_at, row.ended_at, row.expires_at, at),
                (tasks or {}).get(row.id) or blank_form(TasksForm, {"tasks": row.may}),
            )
            for row in rows
        ],
        last=queries.last_deeds(actor.artisan_id),
        deeds=queries.deeds(actor.artisan_id),
        tasks=[(task.value, label(task)) for task in Task],
        most=MOST_HELPERS,
        days=INVITATION_LIFETIME.days,
        of_bags=OF_BAGS,
        Deed=Deed,
        link=link,
        invited=invited,
        pass_on=_pass_on(invited.phone, link) if invited and invited.phone else "",
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _pass_on(phone: str, link: str) -> str:
    """A draft on WhatsApp that carries the link to whoever is invited."""
    return whatsapp_link(
        phone, gettext("Will you help me in my studio? Here is the invitation:") + " " + link
    )
