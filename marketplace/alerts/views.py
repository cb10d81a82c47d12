"""Saving a search, following an artisan, and ending either. Every link that opens something carries its own proof."""

from __future__ import annotations

from math import ceil
from typing import Any

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.accounts.rules import mask_email
from marketplace.alerts import operations, queries
from marketplace.alerts.queries import Wish
from marketplace.alerts.rules import MAX_QUERY, NEW_WITHIN, Kind
from marketplace.alerts.schemas import Letters, WishByMail
from marketplace.alerts.schemas import Wish as WishForm
from marketplace.alerts.wording import wish_words
from marketplace.catalogue.kept import index_of
from marketplace.catalogue.naming import names_of
from marketplace.catalogue.rules import Search
from marketplace.catalogue.schemas import read_search
from marketplace.extensions import limiter
from marketplace.kit.errors import BadRequest, NotFound, TooMany
from marketplace.toolbox import toolbox
from marketplace.web.doors import public, signed_in
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor, maybe_actor
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale

blueprint = Blueprint("alerts", __name__)
FLOOD = "6 per minute;40 per hour"
LINKS = "120 per hour"


@blueprint.get("/alerts/new")
@public
def new() -> Response:
    """What is to be waited for, and whom to tell."""
    if slug := request.args.get("follow", ""):
        return _ask(Wish(followed=queries.artisan_to_follow(slug)), blank_form(WishByMail), 200)
    search = read_search(request.args.items(multi=True)).search
    return _ask(_kept(search), blank_form(WishByMail), 200)


@blueprint.post("/alerts")
@public(form=True)
@limiter.limit(FLOOD)
def save() -> Response:
    """Keep it in the account of who is signed in; ask the address of who is not."""
    box = toolbox()
    actor, at = maybe_actor(), box.clock()
    if actor is not None:
        own = read_form(WishForm)
        if not own.ok:
            raise BadRequest()
        alert = operations.save(_wish(own.data), actor=actor, today=box.today(), at=at, index=index_of(box))
        told = alert.by_mail and alert.reader.address is not None
        flash(
            _("Saved. You find it here, and in a letter when there is news.")
            if told
            else _("Saved. You find it here."),
            "ok",
        )
        return see_other(url_for(".index"))
    form = read_form(WishByMail)
    if not form.ok:
        return _ask(_wish_of(form), form, 422)
    try:
        operations.admit(form.data.email, at=at)
    except TooMany as refusal:
        form.fail("email", "alerts.too_many", hours=max(1, ceil(refusal.retry_after / 3600)))
        answer = _ask(_wish_of(form), form, 429)
        answer.headers["Retry-After"] = str(refusal.retry_after)
        return answer
    operations.ask(
        _wish(form.data),
        email=form.data.email,
        locale=current_locale(),
        secret=box.settings.secret_key,
        at=at,
    )
    return see_other(url_for(".sent"))


@blueprint.get("/alerts/sent")
@public
def sent() -> Response:
    return _page("sent")


@blueprint.get("/alerts/confirm/<token>")
@public
@limiter.limit(LINKS)
def confirm(token: str) -> Response:
    """Only shows a button: programs that look into letters follow links, and must not say yes for anybody."""
    try:
        alert = queries.unconfirmed_behind(token, toolbox().settings.secret_key)
    except NotFound:
        return _page("gone", 404)
    search = queries.search_of(alert.query) if alert.query is not None else None
    return _page("confirm", words=_words(alert.artisan, search), token=token)


@blueprint.post("/alerts/confirm/<token>")
@public(form=True)
@limiter.limit(LINKS)
def confirmed(token: str) -> Response:
    box = toolbox()
    try:
        alert = queries.unconfirmed_behind(token, box.settings.secret_key)
        operations.confirm(
            alert, locale=current_locale(), today=box.today(), at=box.clock(), index=index_of(box)
        )
    except NotFound:
        return _page("gone", 404)
    return _page("confirmed", kind=alert.kind)


@blueprint.get("/alerts")
@signed_in
def index() -> Response:
    """What the account waits for, and how much of it is new."""
    reader = queries.reader_of_account(current_actor().id)
    return _list(queries.alerts_of(reader), "", reaches=reader is None or reader.address is not None)


@blueprint.post("/alerts/<int:alert_id>/remove")
@signed_in
def remove(alert_id: int) -> Response:
    operations.remove(queries.reader_of_account(current_actor().id), alert_id)
    return see_other(url_for(".index"))


@blueprint.post("/alerts/<int:alert_id>/letters")
@signed_in
def letters(alert_id: int) -> Response:
    """Turn the letters about one of them on or off."""
    form = read_form(Letters)
    if not form.ok:
        raise BadRequest()
    box = toolbox()
    reader = queries.reader_of_account(current_actor().id)
    on = form.data.letters == "on"
    operations.set_letters(reader, alert_id, on, today=box.today(), at=box.clock(), index=index_of(box))
    return see_other(url_for(".index"))


@blueprint.get("/alerts/of/<token>")
@public
@limiter.limit(LINKS)
def of_address(token: str) -> Response:
    """The same list for an address without an account, by the link in its letters."""
    try:
        reader = queries.reader_behind(token, toolbox().settings.secret_key, "list")
    except NotFound:
        return _page("gone", 404)
    return _list(queries.alerts_of(reader), token, address=mask_email(reader.email or ""))


@blueprint.post("/alerts/of/<token>/<int:alert_id>/remove")
@public(form=True)
@limiter.limit(LINKS)
def remove_of_address(token: str, alert_id: int) -> Response:
    try:
        operations.remove(queries.reader_behind(token, toolbox().settings.secret_key, "list"), alert_id)
    except NotFound:
        return _page("gone", 404)
    return see_other(url_for(".of_address", token=token))


@blueprint.get("/alerts/stop/<kind>/<token>")
@public
@limiter.limit(LINKS)
def stop(kind: str, token: str) -> Response:
    """Shows a button, for the same reason as `confirm`."""
    try:
        queries.reader_behind(token, toolbox().settings.secret_key, f"stop {kind}")
    except NotFound:
        return _page("gone", 404)
    return _page("stop", kind=Kind(kind), token=token)


@blueprint.post("/alerts/stop/<kind>/<token>")
@public(form=True)
@limiter.limit(LINKS)
def stopped(kind: str, token: str) -> Response:
    """End the letters of one kind. Mail programs post here by themselves (RFC 8058), so it answers with a page."""
    try:
        reader = queries.reader_behind(token, toolbox().settings.secret_key, f"stop {kind}")
    except NotFound:
        return _page("gone", 404)
    operations.stop(reader, Kind(kind))
    return _page("stopped", kind=Kind(kind))


def _wish(form: WishForm) -> Wish:
    if form.follow:
        return Wish(followed=queries.artisan_to_follow(form.follow))
    return _kept(queries.search_of(form.query))


def _wish_of(form: Form[WishByMail]) -> Wish:
    """What a form with errors was about."""
    if form.value("follow"):
        return Wish(followed=queries.artisan_to_follow(form.value("follow")))
    return _kept(queries.search_of(form.value("query")[:MAX_QUERY]))


def _kept(search: Search) -> Wish:
    """Refuse a question that asks nothing, or more than is kept."""
    wish = Wish(search)
    if not wish.query or len(wish.query) > MAX_QUERY:
        raise NotFound()
    return wish


def _words(followed: Any, search: Search | None) -> str:
    """What is waited for, in one line."""
    asked = search or Search()
    return wish_words(followed, asked, names_of([asked]))


def _ask(wish: Wish, form: Form[WishByMail], status: int) -> Response:
    page = render_template(
        "alerts/new.html",
        words=_words(wish.followed, wish.search),
        followed=wish.followed,
        query=wish.query or "",
        form=form,
    )
    return make_response(page, status)


def _list(alerts: Any, token: str, *, address: str = "", reaches: bool = True) -> Response:
    box = toolbox()
    at = box.clock()
    searches = {one.id: queries.search_of(one.query) for one in alerts if one.query is not None}
    names = names_of(list(searches.values()))
    news = queries.numbers_of_news(alerts, at - NEW_WITHIN, at, box.today(), index_of(box))
    rows = [
        {
            "alert": one,
            "words": wish_words(one.artisan, searches.get(one.id, Search()), names),
            "href": _href(one.artisan, searches.get(one.id, Search())),
            "new": news[one.id],
        }
        for one in alerts
    ]
    return _page(
        "list",
        rows=rows,
        kinds=list(Kind),
        token=token,
        address=address,
        reaches=reaches,
        days=NEW_WITHIN.days,
    )


def _href(followed: Any, search: Search) -> str:
    """Where the bags are today; "" for an artisan whose page is not shown."""
    if followed is None:
        return url_for("catalogue.browse", **dict[str, Any](search.query()))
    return url_for("artisans.show", slug=followed.slug) if followed.visible else ""


def _page(template: str, status: int = 200, **context: Any) -> Response:
    """A page whose address may be a secret: kept nowhere, listed nowhere.

    The site's Referrer-Policy, `same-origin`, tells its address to no other site.
    """
    response = make_response(render_template(f"alerts/{template}.html", **context), status)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
