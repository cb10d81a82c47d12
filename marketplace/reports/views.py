"""The public's side: reporting a doubt about a record or a bag, and the page behind the receipt number."""

from __future__ import annotations

from hashlib import sha256
from math import ceil
from typing import TYPE_CHECKING, Any, cast

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from marketplace.adapters.images.inspection import PictureLimits, inspect_scan
from marketplace.extensions import limiter
from marketplace.kit.codes import read_code, read_record_code
from marketplace.kit.errors import NotFound, Refusal, TooMany
from marketplace.listings.beside import contribute
from marketplace.listings.cards import address
from marketplace.listings.public import bag as public_bag
from marketplace.listings.public import has_page
from marketplace.reports import operations, queries
from marketplace.reports.labels import due_words
from marketplace.reports.rules import (
    DECIDE_WORKING_DAYS,
    REASONS,
    REPLY_WITHIN,
    Outcome,
    State,
    Subject,
    due_on,
)
from marketplace.reports.schemas import ReportForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.formatting import day_of
from marketplace.web.forms import Form, blank_form, read_form, uploaded_files
from marketplace.web.labels import label
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from marketplace.certificates.models import Certificate
    from marketplace.listings.models import Listing
    from marketplace.reports.models import Report

blueprint = Blueprint("reports", __name__)
BAG = "/products/<slug>-<string(length=10):code>/report"
FLOOD = "60 per hour"
"""Posts of one address, good or bad; the finer limits keep what was typed and say how long to wait."""
GUESSES = "30 per minute"
"""Receipts asked for by one address: at this pace 50 bits take longer than anybody lives."""


def install() -> None:
    """Put the outcomes of reports on the page of the bag they were about."""
    contribute("reports", queries.is_said_of, _beside)


def _beside(listing: Listing, said: bool) -> Mapping[str, Any]:
    values: dict[str, Any] = dict(address(listing))
    return {
        "reported": queries.said_of(listing.id) if said else (),
        "report_page": url_for("reports.write_about_bag", **values),
    }


@blueprint.get("/c/<code>/report")
@public
def write(code: str) -> Response:
    """The form; any spelling of the record's code leads to its one address."""
    exact = _exact(code)
    if exact != code:
        return make_response(redirect(url_for(".write", code=exact), 301))
    return _form(queries.record(exact), blank_form(ReportForm), 200)


@blueprint.post("/c/<code>/report")
@public(form=True, uploads=True)
@limiter.limit(FLOOD)
def send(code: str) -> Response:
    """Take a report about a record from anybody, without an account."""
    return _take(lambda lock: queries.record(code, lock=lock))


@blueprint.get(BAG)
@public
def write_about_bag(slug: str, code: str) -> Response:
    """The form for a bag."""
    return _form(public_bag(code), blank_form(ReportForm), 200)


@blueprint.post(BAG)
@public(form=True, uploads=True)
@limiter.limit(FLOOD)
def send_about_bag(slug: str, code: str) -> Response:
    """Take a report about a bag from anybody, without an account."""
    return _take(lambda lock: public_bag(code, lock=lock))


def _take(find: Callable[[bool], Certificate | Listing]) -> Response:
    """Keep what was sent about what `find` finds; it is asked again once the tries are counted, then with a lock."""
    form = read_form(ReportForm)
    about = find(False)
    if form.ok and form.data.reason not in REASONS[operations.subject_of(about)]:
        form.fail("reason", "report.reason")
    if not form.ok:
        return _form(about, form, 422)
    said, box, address = form.data, toolbox(), request.remote_addr or ""
    at, sender = box.clock(), operations.sender_key(said.email or address, box.settings.secret_key)
    again = queries.same_again(about, sender, said.reason, said.text)
    if again is not None:
        return _receipt(again)
    try:
        operations.admit(about, sender, address=address, at=at)
    except TooMany as refusal:
        form.fail("text", "report.too_many", minutes=ceil(refusal.retry_after / 60))
        response = _form(find(False), form, 429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    evidence = _evidence(form)
    if form.errors:
        return _form(find(False), form, 422)
    report = operations.receive(
        find(True),
        said.reason,
        said.text,
        sender=sender,
        name=said.name,
        email=said.email,
        locale=current_locale(),
        due=due_on(box.today()),
        at=at,
        evidence=evidence,
    )
    return _receipt(report)


@blueprint.get("/reports/<receipt>")
@public
@limiter.limit(GUESSES)
def receipt(receipt: str) -> Response:
    """How far a report is, for whoever has its number: never its text, nor who wrote it."""
    try:
        exact = read_code(receipt)
    except ValueError:
        raise NotFound("report.receipt") from None
    if exact != receipt:
        return _private(make_response(redirect(url_for(".receipt", receipt=exact), 301)))
    report = queries.by_receipt(exact)
    received_on = day_of(report.received_at) or toolbox().today()
    due, today = due_on(received_on), toolbox().today()
    page = render_template(
        "reports/receipt.html",
        report=report,
        due=due_words(due, today),
        late=report.state is not State.CLOSED and today > due,
        outside=report.outcome is Outcome.OUTSIDE,
        bag=address(report.listing) if report.listing else None,
        bag_has_page=report.listing is not None and has_page(report.listing),
        State=State,
        sent="sent" in request.args,
    )
    return _private(make_response(page))


def _exact(code: str) -> str:
    try:
        return read_record_code(code)
    except ValueError:
        raise NotFound() from None


def _evidence(form: Form[ReportForm]) -> operations.StoredEvidence | None:
    """Store the file that came along, if any; what cannot be kept becomes an error beside its field."""
    settings = toolbox().settings
    limits = PictureLimits(settings.scan_max_bytes, settings.photo_max_pixels, settings.photo_max_side)
    for file in uploaded_files("evidence")[:1]:
        data = file.read(settings.scan_max_bytes + 1)
        try:
            found = inspect_scan(data, limits)
            key = toolbox().private_files.put_unguessable(data, found.format.suffix)
            return operations.StoredEvidence(key, sha256(data).hexdigest(), len(data))
        except Refusal as refusal:
            form.fail("evidence", refusal.code, **refusal.details)
    return None


def _receipt(report: Report) -> Response:
    return see_other(url_for(".receipt", receipt=report.receipt, sent=1))


def _form(about: Certificate | Listing, form: Form[ReportForm], status: int) -> Response:
    subject = operations.subject_of(about)
    page = render_template(
        "reports/write.html",
        about=about,
        bag=address(cast("Listing", about)) if subject is Subject.BAG else None,
        form=form,
        reasons=[("", "–"), *((reason.value, label(reason)) for reason in REASONS[subject])],
        reply_days=REPLY_WITHIN.days,
        decide_days=DECIDE_WORKING_DAYS,
        file_again=bool(uploaded_files("evidence")),
    )
    return make_response(page, status)


def _private(response: Response) -> Response:
    """Its address is a secret: keep the page nowhere, list it nowhere, tell the address to no other site."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
