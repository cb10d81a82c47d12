"""The public record and the box that finds it. Nobody needs to sign in, no page needs a script."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request, url_for

from marketplace.certificates.labels import badge_text
from marketplace.certificates.rules import standing
from marketplace.extensions import limiter
from marketplace.kit.codes import read_record_code
from marketplace.kit.errors import NotFound
from marketplace.records import doubts, queries
from marketplace.records.beside import beside
from marketplace.records.extracts import as_data
from marketplace.records.hints import hint
from marketplace.records.labels import belongs
from marketplace.records.paper import paper
from marketplace.records.rules import Kind, read_question
from marketplace.records.schemas import VerifyForm
from marketplace.records.sharing import record_card
from marketplace.records.structured import holder
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import read_query
from marketplace.web.kept_pages import count_reader, hangs_on
from marketplace.web.sharing import CARDS, card_answer

if TYPE_CHECKING:
    from marketplace.certificates.models import Certificate
    from marketplace.certificates.rules import Standing

blueprint = Blueprint("records", __name__)
STRAIGHT = frozenset({Kind.CODE, Kind.NUMBER})
"""What names one record and no person: a single hit is opened at once."""


@blueprint.get("/c/<code>")
@public(kept=True)
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
    aside = beside(certificate.id)
    hangs_on(certificate.artisan_id)
    count_reader(toolbox(), "record", certificate.id)
    return make_response(
        render_template(
            "records/record.html",
            certificate=certificate,
            standing=worth,
            structured=holder(certificate, worth),
            shared=record_card(certificate, worth),
            page=paper(certificate, worth, aside, doubts.of(certificate.id)),
            bags=aside.bags,
            siblings=queries.siblings(certificate, today),
        )
    )


@blueprint.get("/c/<code>/card-<string(length=16):mark>.jpg")
@public
@limiter.limit(CARDS)
def card(code: str, mark: str) -> Response:
    """Send the card that is shown where the record is shared; an address of another day leads to today's."""
    return card_answer(record_card(*_asked_for(code)), mark)


@blueprint.get("/c/<code>.txt")
@public(kept=True)
def record_text(code: str) -> Response:
    """The record in plain words, for the poorest line and the oldest phone."""
    certificate, worth = _asked_for(code)
    hangs_on(certificate.artisan_id)
    page = paper(certificate, worth, beside(certificate.id), doubts.of(certificate.id))
    siblings = queries.siblings(certificate, worth.today)
    response = make_response(
        render_template("records/record.txt", certificate=certificate, page=page, siblings=siblings)
    )
    response.mimetype = "text/plain"
    return response


@blueprint.get("/c/<code>.json")
@public
def record_data(code: str) -> Response:
    """The record for programs; open to pages of other sites, for it holds nothing the page does not show."""
    certificate, worth = _asked_for(code)
    siblings = queries.siblings(certificate, worth.today)
    aside, doubted = beside(certificate.id), doubts.of(certificate.id)
    response = jsonify(as_data(certificate, worth, siblings, aside, doubted))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _asked_for(code: str) -> tuple[Certificate, Standing]:
    """Return the record with exactly this code and what it is worth today. NotFound for anything else."""
    certificate = queries.by_code(code)
    if certificate is None:
        raise NotFound()
    return certificate, standing(certificate, toolbox().today())


@blueprint.get("/withdrawn")
@public(kept=True)
def withdrawn() -> str:
    """Every withdrawal there was, the newest first: record, day and ground, no names."""
    after = request.args.get("after", "")
    before_id = int(after) if after.isascii() and after.isdigit() and len(after) < 16 else None
    rows, next_id = queries.withdrawn(before_id)
    return render_template("records/withdrawn.html", rows=rows, next_id=next_id, later=before_id is not None)


@blueprint.get("/verify")
@public
@limiter.limit("60 per minute")
def verify() -> Response:
    """Find a record by whatever somebody has in hand; a code or a number leads straight to it."""
    form = read_query(VerifyForm)
    asked = form.ok and form.data.q
    found = queries.search(read_question(form.data.q, toolbox().settings.hosts)) if asked else None
    if found and len(found.certificates) == 1 and found.question.kind in STRAIGHT:
        code = found.certificates[0].code
        if code:
            return _to(code, 302)
    today = toolbox().today()
    rows = (
        [(certificate, standing(certificate, today)) for certificate in found.certificates] if found else []
    )
    page = render_template(
        "records/verify.html",
        form=form,
        found=found,
        rows=rows,
        badge_text=badge_text,
        belongs=belongs,
        Kind=Kind,
        hint=hint(form.data.q) if asked else None,
        host=urlsplit(toolbox().settings.base_url).netloc,
    )
    return make_response(page, 422 if form.errors else 200)


def _unknown(typed: str) -> Response:
    form = read_query(VerifyForm)
    page = render_template("records/unknown.html", form=form, typed=typed[:40], hint=hint(typed[:40]))
    return make_response(page, 404)


def _to(code: str, status: int) -> Response:
    return make_response(redirect(url_for(".record", code=code), status))
