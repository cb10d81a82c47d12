"""How either side reports a talk: the buyer behind her link or in her account, the artisan in the studio."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, request
from flask_babel import gettext as _

from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Conflict, TooMany
from marketplace.talk_reports import operations
from marketplace.talk_reports.rules import Category
from marketplace.talk_reports.schemas import ReportForm
from marketplace.toolbox import toolbox
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.labels import label, message
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.inquiries.models import Thread


@dataclass(frozen=True, slots=True)
class Seat:
    """One side of a talk. `find` loads it (True: locked), `place` is its page, `end` finishes each answer."""

    side: Side
    layout: str
    find: Callable[[bool], Thread]
    place: str
    way: str
    end: Callable[[Response], Response]


def write(seat: Seat) -> Response:
    """The form that reports a talk."""
    return _form(seat, seat.find(False), blank_form(ReportForm), 200)


def send(seat: Seat) -> Response:
    """Report it."""
    form, at = read_form(ReportForm), toolbox().clock()
    thread = seat.find(False)
    if not form.ok:
        return _form(seat, thread, form, 422)
    try:
        operations.admit(request.remote_addr or "", at=at)
    except TooMany as refusal:
        form.fail("words", "talk_report.too_many", minutes=ceil(refusal.retry_after / 60))
        response = _form(seat, seat.find(False), form, 429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    thread = seat.find(True)
    try:
        operations.report(thread, seat.side, form.data.category, form.data.words, at=at)
    except Conflict as refusal:
        return _form(seat, thread, form, 409, refusal.code)
    flash(_("Reported. Officers read this talk up to here; both of you are told what comes of it."), "ok")
    return see_other(seat.place)


def _form(seat: Seat, thread: Thread, form: Form[ReportForm], status: int, refused: str = "") -> Response:
    page = render_template(
        "talk_reports/write.html",
        layout=seat.layout,
        thread=thread,
        other=thread.artisan.name if seat.side is Side.BUYER else thread.buyer_name,
        form=form,
        refused=message(refused) if refused else "",
        categories=[("", _("Choose"))] + [(one.value, label(one)) for one in Category],
        way=seat.way,
        back=seat.place,
        days=toolbox().settings.talk_report_days,
    )
    return seat.end(make_response(page, status))
