"""Pages: what a certificate reaches: which paper it is, whose in the register, what its units cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.access import policy
from marketplace.access.permissions import Permission
from marketplace.artisans.rules import Technique
from marketplace.bodies import queries as register
from marketplace.certificates import queries, scope
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Status
from marketplace.certificates.schemas import ScopeForm, scope_values
from marketplace.desk.rereading import must_read_first
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.errors import Conflict, Invalid
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.certificates.models import Certificate


@blueprint.get("/certificates/<int:certificate_id>/scope")
@requires(Permission.REVIEW_CERTIFICATE)
def certificate_scope(certificate_id: int) -> Response:
    certificate = queries.for_review(certificate_id)
    policy.require(current_actor(), Permission.REVIEW_CERTIFICATE, certificate)
    if must_read_first(certificate, current_actor()):
        return see_other(url_for(".read", certificate_id=certificate_id))
    typed = scope_values(
        certificate.version,
        certificate.paper,
        certificate.body_id,
        certificate.scheme_id,
        {unit.id: unit.techniques for unit in certificate.units},
    )
    return _page(certificate, blank_form(ScopeForm, typed))


@blueprint.post("/certificates/<int:certificate_id>/scope")
@requires(Permission.REVIEW_CERTIFICATE)
def keep_certificate_scope(certificate_id: int) -> Response:
    form = read_form(ScopeForm)
    certificate = queries.for_review(certificate_id)
    policy.require(current_actor(), Permission.REVIEW_CERTIFICATE, certificate)
    if must_read_first(certificate, current_actor()):
        return see_other(url_for(".read", certificate_id=certificate_id))
    if not form.ok:
        return _page(certificate, form, 422)
    data = form.data
    wanted = scope.Link(
        paper=data.paper or certificate.paper,
        body=register.by_id(data.body) if data.body else None,
        scheme=register.any_scheme(data.scheme) if data.scheme else None,
        techniques=data.techniques_of([unit.id for unit in certificate.units]),
        copy=form.value("do") == "copy",
    )
    try:
        scope.link(certificate, wanted, actor=current_actor(), at=toolbox().clock(), version=data.version)
    except Invalid as refusal:
        form.refused(refusal)
        return _page(certificate, form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _page(certificate, form, 409)
    flash(gettext("Saved."), "ok")
    where = ".certificate_scope" if wanted.copy else ".review"
    return see_other(url_for(where, certificate_id=certificate_id))


def _page(certificate: Certificate, form: Form[ScopeForm], status: int = 200) -> Response:
    bodies = register.every()
    hints = register.suggested(certificate.body_licence_no, certificate.body_name)
    page = render_template(
        "desk/scope.html",
        form=form,
        certificate=certificate,
        hints=hints,
        bodies=[(body.id, body.name) for body in bodies],
        schemes=[(scheme.id, f"{scheme.title} · {body.name}") for body in bodies for scheme in body.schemes],
        papers=[(paper.value, str(label(paper))) for paper in Paper],
        techniques=[(technique.value, str(label(technique))) for technique in Technique],
        undecided=certificate.status is Status.SUBMITTED,
    )
    return make_response(page, status)
