"""The public record and the box that finds it. Nobody needs to sign in, no page needs a script."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, url_for

from marketplace.certificates.labels import badge_text
from marketplace.certificates.rules import standing
from marketplace.extensions import limiter
from marketplace.kit.codes import read_record_code
from marketplace.records import queries
from marketplace.records.paper import paper
from marketplace.records.schemas import VerifyForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import read_query

blueprint = Blueprint("certificates", __name__)


@blueprint.get("/c/<code>")
@public
def record(code: str) -> Response:
    """Show a record for ever, whatever became of it; any spelling of its code leads to its one address."""
    try:
        exact = read_record_code(code)
    except ValueError:
        return _unknown(code)
    if exact != code:
        return _to(exact, 301)
    certificate = queries.by_code(exact)
    if certificate is None:
        return _unknown(exact)
    today = toolbox().today()
    worth = standing(certificate, today)
    return make_response(
        render_template(
            "records/record.html",
            certificate=certificate,
            standing=worth,
            page=paper(certificate, worth),
            bags=queries.bags_of(certificate.artisan_id),
            newer=queries.newer_valid(certificate, today) if not worth.is_valid else None,
        )
    )


@blueprint.get("/verify")
@public
@limiter.limit("60 per minute")
def verify() -> Response:
    """Find a record by code, by number in any spelling, or by name; one hit leads straight to it."""
    form = read_query(VerifyForm)
    found = queries.search(form.data.q) if form.ok and form.data.q else None
    if found and len(found.certificates) == 1:
        code = found.certificates[0].code
        if code and found.understood in ("code", "number"):
            return _to(code, 302)
    today = toolbox().today()
    rows = (
        [(certificate, standing(certificate, today)) for certificate in found.certificates] if found else []
    )
    status = 422 if form.errors else 200
    return make_response(
        render_template("records/verify.html", form=form, found=found, rows=rows, badge_text=badge_text),
        status,
    )


def _unknown(typed: str) -> Response:
    form = read_query(VerifyForm)
    page = render_template("records/unknown.html", form=form, typed=typed[:40])
    return make_response(page, 404)


def _to(code: str, status: int) -> Response:
    return make_response(redirect(url_for(".record", code=code), status))
