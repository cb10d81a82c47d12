"""Pages: who holds a unit today, as a list for a fair: on paper, as a file, or by a link that ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.artisans.queries import villages
from marketplace.certificates.labels import term_words
from marketplace.certificates.unit_keys import known_units
from marketplace.desk.views.blueprint import blueprint
from marketplace.fair_lists import operations, queries
from marketplace.fair_lists.rules import MOST_PHOTOS, Span
from marketplace.fair_lists.schemas import HoldersQuery, LinkForm
from marketplace.kit.errors import Invalid, NotFound
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import date_long, mobile
from marketplace.web.forms import Form, blank_form, read_form, read_query
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import absolute_url, see_other
from marketplace.web.spreadsheets import xlsx_file
from marketplace.web.templating import whole_media

if TYPE_CHECKING:
    from marketplace.adapters.spreadsheets.writing import Value
    from marketplace.fair_lists.models import FairList
    from marketplace.fair_lists.queries import Holder

WIDTHS = (28, 20, 34, 14, 44, 16, 14, 20, 44, 60, 60, 60)
"""Columns of the workbook, in characters."""


@blueprint.get("/fair-lists")
@requires(Permission.LIST_HOLDERS)
def fair_lists() -> Response:
    """Choose a unit and a place; who holds it today, the file, and the links that are out."""
    asked = read_query(HoldersQuery)
    unit, place = (asked.data.unit, asked.data.place) if asked.ok else ("", "")
    return _page(blank_form(LinkForm, {"unit": unit, "place": place, "span": Span.MONTH.value}))


@blueprint.get("/fair-lists/holders.xlsx")
@requires(Permission.LIST_HOLDERS, writes=True)
def holders_file() -> Response:
    """The list as a workbook; taking it leaves a line in the journal."""
    asked, box = read_query(HoldersQuery), toolbox()
    if not asked.ok or not asked.data.unit:
        raise NotFound()
    unit, place, today = asked.data.unit, asked.data.place or None, box.today()
    found = queries.holders(unit, place, today)
    operations.note_file(unit, place, len(found), actor=current_actor(), at=box.clock())
    header = (
        gettext("Name"),
        gettext("Kelurahan"),
        gettext("Unit"),
        gettext("Record"),
        gettext("Look at the record"),
        gettext("Valid until"),
        gettext("Bags a week"),
        gettext("WhatsApp, where allowed"),
        gettext("Her page"),
        *(gettext("Photo %(number)s", number=number) for number in range(1, MOST_PHOTOS + 1)),
    )
    name = f"{gettext('holders')}-{today.isoformat()}.xlsx"
    return xlsx_file(name, gettext("Holders"), header, (_line(one) for one in found), WIDTHS)


@blueprint.post("/fair-lists")
@requires(Permission.LIST_HOLDERS)
def give_fair_list() -> Response:
    """Make a link and show it, this once."""
    form, box = read_form(LinkForm), toolbox()
    if not form.ok:
        return _page(form, 422)
    try:
        row, token = operations.give(
            form.data.given_to,
            form.data.unit,
            form.data.place or None,
            form.data.span,
            actor=current_actor(),
            at=box.clock(),
            today=box.today(),
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _page(form, 422)
    return _page(blank_form(LinkForm, form.raw), given=(row, absolute_url("fair_lists.show", token=token)))


@blueprint.post("/fair-lists/<int:list_id>/revoke")
@requires(Permission.LIST_HOLDERS)
def revoke_fair_list(list_id: int) -> Response:
    """Take a link back."""
    operations.revoke(queries.one(list_id), actor=current_actor(), at=toolbox().clock())
    flash(gettext("The link leads nowhere any more."), "ok")
    return see_other(url_for(".fair_lists"))


def _line(one: Holder) -> tuple[Value, ...]:
    photos = [_address(one, number) for number in range(MOST_PHOTOS)]
    return (
        one.artisan.name,
        one.artisan.place.name if one.artisan.place else None,
        one.unit,
        one.certificate.code,
        absolute_url("records.record", code=one.certificate.code),
        one.standing.valid_until,
        one.artisan.weekly_capacity,
        mobile(one.contact) or None,
        absolute_url("artisans.show", slug=one.artisan.slug),
        *photos,
    )


def _address(one: Holder, number: int) -> str | None:
    """The address of the widest copy of a photo that every program opens."""
    if number >= len(one.photos):
        return None
    copies = [copy for copy in one.photos[number].picture.renditions if copy.format.value == "jpeg"]
    return whole_media(max(copies, key=lambda copy: copy.width).key) if copies else None


def _page(form: Form[LinkForm], status: int = 200, *, given: tuple[FairList, str] | None = None) -> Response:
    box = toolbox()
    today, settings = box.today(), box.settings
    unit, place = form.value("unit"), form.value("place")
    units = known_units(today)
    found = queries.holders(unit, place or None, today) if unit in dict(units) else None
    if form.errors and not found:  # without anybody to lend, the form of the link is not drawn
        form.errors.clear()
        form.fail("unit", "choice")
    city = queries.place_name(settings.regency_code)
    places = [(code, name) for _, rows in villages(settings.regency_code) for code, name in rows]
    page = render_template(
        "desk/fair_lists.html",
        form=form,
        unit=unit,
        place=place,
        units=[("", gettext("Choose")), *units],
        places=[("", gettext("All places")), *([(settings.regency_code, city)] if city else []), *places],
        spans=[(span.value, str(label(span))) for span in Span],
        holders=found,
        today=date_long(today),
        given=given,
        out=queries.out(box.clock()),
        term_words=term_words,
        date_long=date_long,
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
