"""Pages: her sales book by year and month, as a file, and the lines she writes by hand."""

from __future__ import annotations

from datetime import date
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.kit.errors import Conflict, Invalid, NotFound
from marketplace.sales import operations, queries
from marketplace.sales.rules import (
    FIRST_YEAR,
    MAX_PAID,
    MAX_WHAT,
    Span,
    month_at,
    read_span,
)
from marketplace.sales.schemas import SaleForm, SeenForm, initial
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import month_of
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label, message
from marketplace.web.links import see_other
from marketplace.web.spreadsheets import csv_file, xlsx_file

if TYPE_CHECKING:
    from marketplace.sales.queries import Line, Sums

WIDTHS = (12, 36, 8, 16, 22, 20, 14, 20)
"""Columns of the workbook, in characters."""


@blueprint.get("/sales")
@requires(Permission.READ_SALES)
def sales() -> str:
    """A year's months with their sums; this year unless the address says which."""
    today = toolbox().today()
    span = _span(request.args.get("year", str(today.year)))
    if not span.is_year:
        raise NotFound()
    months = [month for month in _sums(span) if not month.is_empty]
    year = span.first.year
    return render_template(
        "studio/sales/year.html",
        year=year,
        months=[(month_of(month.span.first), month) for month in reversed(months)],
        total=sum(months, queries.Sums(span)),
        before=year - 1 if year > FIRST_YEAR else 0,
        later=year + 1 if year < today.year else 0,
    )


@blueprint.get("/sales/<month>")
@requires(Permission.READ_SALES)
def sales_month(month: str) -> str:
    """The lines of one month, last day first."""
    span = _span(month)
    if span.is_year:
        raise NotFound()
    page = queries.page(
        current_actor().artisan_id, span, toolbox().settings.timezone, request.args.get("after", "")
    )
    return render_template(
        "studio/sales/month.html",
        span=span,
        called=month_of(span.first),
        sums=_sums(span)[0],
        lines=page.items,
        more=url_for(".sales_month", month=span.name, after=page.next_cursor) if page.next_cursor else "",
    )


@blueprint.get("/sales/<span>/book.<any(csv, xlsx):kind>")
@requires(Permission.KEEP_SALES)
def sales_file(span: str, kind: str) -> Response:
    """A month or a year as a file. What is only agreed, or in dispute, has a column of its own: sums are true."""
    period = _span(span)
    header = (
        gettext("Day"),
        gettext("What was sold"),
        gettext("Pieces"),
        gettext("Sold, in rupiah"),
        gettext("Agreed or in dispute, in rupiah"),
        gettext("How it was paid"),
        gettext("Order note"),
        gettext("State"),
    )
    called = gettext("sales-book")
    name = f"{called}-{period.name}.{kind}"
    lines = queries.every(current_actor().artisan_id, period, toolbox().settings.timezone)
    rows = (_row(line) for line in lines)
    if kind == "csv":
        return csv_file(name, header, rows)
    return xlsx_file(name, gettext("Sales book"), header, rows, WIDTHS)


@blueprint.get("/sales/new")
@requires(Permission.KEEP_SALES)
def new_sale() -> Response:
    """The form for a sale made elsewhere."""
    known = {"sold_on": toolbox().today(), "pieces": 1, "once": token_urlsafe(16)}
    return _form(blank_form(SaleForm, known), 200)


@blueprint.post("/sales/new")
@requires(Permission.KEEP_SALES)
def keep_sale() -> Response:
    """Write it down."""
    form, box = read_form(SaleForm), toolbox()
    if not form.ok:
        return _form(form, 422)
    try:
        sale = operations.write(
            form.data,
            once=form.data.once or token_urlsafe(16),
            actor=current_actor(),
            at=box.clock(),
            today=box.today(),
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _form(form, 422)
    flash(gettext("Written down."), "ok")
    return see_other(_month(sale.sold_on))


@blueprint.get("/sales/lines/<int:sale_id>")
@requires(Permission.KEEP_SALES)
def sale(sale_id: int) -> Response:
    """One line written by hand, what it said before, and its form."""
    return _one(sale_id, None, 200)


@blueprint.post("/sales/lines/<int:sale_id>")
@requires(Permission.KEEP_SALES)
def correct_sale(sale_id: int) -> Response:
    """Write it anew; what it said before stays in its history."""
    form, actor, box = read_form(SaleForm), current_actor(), toolbox()
    row = queries.own(actor.artisan_id, sale_id, lock=True)
    if not form.ok:
        return _one(sale_id, form, 422)
    try:
        operations.correct(
            row, form.data, seen=form.data.seen, actor=actor, at=box.clock(), today=box.today()
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _one(sale_id, form, 422)
    except Conflict as refusal:
        return _one(sale_id, None, 409, refusal.code)
    flash(gettext("Corrected. What it said before stays in its history."), "ok")
    return see_other(_month(row.sold_on))


@blueprint.post("/sales/lines/<int:sale_id>/strike")
@requires(Permission.KEEP_SALES)
def strike_sale(sale_id: int) -> Response:
    """Take it out of the sums."""
    form, actor = read_form(SeenForm), current_actor()
    row = queries.own(actor.artisan_id, sale_id, lock=True)
    if not form.ok:
        return _one(sale_id, None, 422)
    try:
        operations.strike(row, seen=form.data.seen, actor=actor, at=toolbox().clock())
    except Conflict as refusal:
        return _one(sale_id, None, 409, refusal.code)
    flash(gettext("Struck out. It is in no sum any more."), "ok")
    return see_other(_month(row.sold_on))


def _span(text: str) -> Span:
    try:
        return read_span(text)
    except ValueError:
        raise NotFound() from None


def _sums(span: Span) -> list[Sums]:
    return list(queries.sums(current_actor().artisan_id, span, toolbox().settings.timezone))


def _month(day: date) -> str:
    return url_for(".sales_month", month=month_at(day).name)


def _row(line: Line) -> tuple[str | int | date | None, ...]:
    return (
        line.day,
        line.what,
        line.pieces,
        line.amount if line.counts else None,
        line.amount if line.awaited else None,
        line.paid,
        line.note,
        str(label(line.state)) if line.state else gettext("Written by hand"),
    )


def _form(form: Form[SaleForm], status: int) -> Response:
    page = render_template(
        "studio/sales/new.html",
        form=form,
        bags=queries.bags(current_actor().artisan_id),
        longest=(MAX_WHAT, MAX_PAID),
        back=url_for(".sales"),
    )
    return make_response(page, status)


def _one(sale_id: int, form: Form[SaleForm] | None, status: int, refused: str = "") -> Response:
    artisan_id = current_actor().artisan_id
    row = queries.own(artisan_id, sale_id)
    if form is None:
        bag = row.listing.code if row.listing else None
        form = blank_form(SaleForm, initial(row) | {"seen": row.number, "bag": bag})
    page = render_template(
        "studio/sales/line.html",
        sale=row,
        form=form,
        refused=message(refused) if refused else "",
        bags=queries.bags(artisan_id, row),
        longest=(MAX_WHAT, MAX_PAID),
        back=_month(row.sold_on),
        called=month_of(row.sold_on),
    )
    return make_response(page, status)
