"""The feed of an account, how its letters are wanted, and the links in letters that end them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.access.actors import Actor
from marketplace.access.roles import STAFF, TWO_STEPS, Role
from marketplace.accounts import queries as accounts
from marketplace.accounts.rules import session_lifetime
from marketplace.accounts.views.blueprint import layout_of
from marketplace.adapters.push.port import Browser
from marketplace.extensions import limiter
from marketplace.kit.errors import BadRequest, NotFound, SignInRequired
from marketplace.notices import operations, pushes, queries, wishes
from marketplace.notices.hours import Hours, offered
from marketplace.notices.matters import MATTERS
from marketplace.notices.rules import EVERY_DIGEST, FIXED, Group, Subject, Way, choosable, kind_of
from marketplace.notices.schemas import Choices, Listening, ReadAll
from marketplace.notices.wording import sentence
from marketplace.toolbox import toolbox
from marketplace.web.doors import public, signed_in
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor, session_token
from marketplace.web.labels import label
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale
from marketplace.web.row_numbers import row_number

blueprint = Blueprint("notices", __name__)
LINKS = "120 per hour"
BROWSERS = "30 per hour"


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
    newest = max((one.id for one in found.notices), default=0)
    return _page("feed", rows=rows, before=found.before, newest=newest)


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


@blueprint.get("/account/notices/letters")
@signed_in
def letters() -> Response:
    """How letters are wanted, by group of events, and when."""
    chosen, groups = _wishes(current_actor()), _groups(current_actor())
    hours = chosen.hours
    values = {group.value: chosen.way(group).value for group in groups}
    values |= {"zone": hours.zone, "digest": str(hours.digest)}
    if hours.quiet_from is not None and hours.quiet_until is not None:
        values |= {"quiet_from": str(hours.quiet_from), "quiet_until": str(hours.quiet_until)}
    return _letters(blank_form(Choices, values))


@blueprint.post("/account/notices/letters")
@signed_in
def choose_letters() -> Response:
    actor, form = current_actor(), read_form(Choices)
    if form.ok and form.data.zone not in _zones(actor):
        form.fail("zone", "choice")
    if form.ok:
        _look_at_quiet_hours(form)
    if not form.ok:
        return _letters(form, 422)
    data = form.data
    ways = {group: way for group in _groups(actor) if (way := getattr(data, group.value)) is not None}
    wishes.choose(actor.id, ways, Hours(data.zone, data.digest, data.quiet_from, data.quiet_until))
    flash(_("Saved."), "ok")
    return see_other(url_for(".letters"))


@blueprint.post("/account/notices/browser")
@signed_in
@limiter.limit(BROWSERS)
def listen() -> Response:
    """Have this browser told; a script sends where it hears us, once it was allowed to show notices.

    `renewed=1`: a push service gave a browser another address; NotFound unless this sign-in is told still.
    """
    form = read_form(Listening)
    if toolbox().pusher is None:
        raise NotFound()
    try:
        browser = Browser(form.data.endpoint, form.data.p256dh, form.data.auth) if form.ok else None
    except ValueError:
        browser = None
    if browser is None:
        raise BadRequest()
    renewed = request.form.get("renewed") == "1"
    if renewed and not pushes.hears(_sign_in_id()):
        raise NotFound()
    pushes.subscribe(current_actor().id, _sign_in_id(), browser, at=toolbox().clock())
    if renewed:
        return Response(status=204)
    flash(_("Notices come to this device from now on."), "ok")
    return see_other(url_for(".letters"))


@blueprint.post("/account/notices/browser/stop")
@signed_in
def stop_listening() -> Response:
    """Tell this browser no more."""
    pushes.unsubscribe(_sign_in_id())
    flash(_("No more notices come to this device."), "ok")
    return see_other(url_for(".letters"))


@blueprint.get("/account/letters/stop/<what>/<token>")
@public
@limiter.limit(LINKS)
def stop(what: str, token: str) -> Response:
    """Shows a button: programs that look into letters follow links, and must not end anything for anybody."""
    try:
        _behind(what, token)
    except NotFound:
        return _secret_page("gone", 404)
    return _secret_page("stop", about=_about(what), own=what not in MATTERS, what=what, token=token)


@blueprint.post("/account/letters/stop/<what>/<token>")
@public(form=True)
@limiter.limit(LINKS)
def stopped(what: str, token: str) -> Response:
    """End the letters of one group, or about one matter; `again` takes the latter back.

    Mail programs post here by themselves (RFC 8058): no sign-in, no redirect.
    """
    try:
        found = _behind(what, token)
    except NotFound:
        return _secret_page("gone", 404)
    if what not in MATTERS:
        wishes.stop(found.id, what, toolbox().settings.timezone)
        return _secret_page("stopped", about=_about(what), own=True, again=False)
    again = request.form.get("again") == "1"
    MATTERS[Subject(what)].mute(found, not again)
    return _secret_page("stopped", about=_about(what), own=False, again=again, what=what, token=token)


def _sign_in_id() -> int:
    """The sign-in this browser holds; one that has just ended is asked to begin anew."""
    sign_in = accounts.sign_in_of(session_token() or "", toolbox().clock())
    if sign_in is None:
        raise SignInRequired()
    return sign_in.id


def _behind(what: str, token: str) -> Any:
    """The account whose letters a link ends, or the matter it ends them about; NotFound unless we wrote it."""
    secret = toolbox().settings.secret_key
    if what in MATTERS:
        return MATTERS[Subject(what)].behind(token, secret)
    return wishes.account_behind(token, what, secret)


def _about(what: str) -> StrEnum | None:
    """The matter or the group a link is about; None for the digest."""
    return Subject(what) if what in MATTERS else None if what == EVERY_DIGEST else Group(what)


def _wishes(actor: Actor) -> wishes.Wishes:
    return wishes.wishes_of(actor.id, toolbox().settings.timezone)


def _zones(actor: Actor) -> dict[str, str]:
    """The zones this account may choose, its own and that of the installation among them whichever they are."""
    return offered(_wishes(actor).hours.zone, toolbox().settings.timezone)


def _groups(actor: Actor) -> list[Group]:
    makes = actor.role is Role.ARTISAN or actor.own_artisan_id is not None
    return choosable(makes=makes, staff=actor.role in STAFF)


def _look_at_quiet_hours(form: Form[Choices]) -> None:
    begin, end = form.data.quiet_from, form.data.quiet_until
    if (begin is None) != (end is None):
        form.fail("quiet_until" if end is None else "quiet_from", "quiet.both")
    elif begin is not None and begin == end:
        form.fail("quiet_until", "quiet.same")


def _letters(form: Form[Choices], status: int = 200) -> Response:
    actor, pusher, point = current_actor(), toolbox().pusher, "." if current_locale() == "id" else ":"
    hours = [(str(hour), f"{hour:02d}{point}00") for hour in range(24)]
    return _page(
        "letters",
        status,
        form=form,
        groups=_groups(actor),
        fixed=sorted(FIXED),
        choices=[(way.value, label(way)) for way in Way if pusher or way is not Way.DEVICE],
        push_key=pusher.public_key if pusher else None,
        hears=pusher is not None and pushes.hears(_sign_in_id()),
        lasts=session_lifetime(staff=actor.role in TWO_STEPS).absolute,
        hours=hours,
        quiet=[("", _("none")), *hours],
        zones=list(_zones(actor).items()),
        address=accounts.get(actor.id).email,
    )


def _secret_page(template: str, status: int = 200, **context: Any) -> Response:
    """A page whose address is a secret: kept nowhere, listed nowhere."""
    response = make_response(render_template(f"notices/{template}.html", **context), status)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _page(template: str, status: int = 200, **context: Any) -> Response:
    page = render_template(f"notices/{template}.html", layout=layout_of(current_actor()), **context)
    response = make_response(page, status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
