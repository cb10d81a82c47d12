"""Pages: whose certificate ends soon, what each of them still needs, and the list for the LSP."""

from __future__ import annotations

from itertools import groupby

from flask import Response, flash, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.certificates import queries as certificates
from marketplace.certificates.labels import badge_text
from marketplace.certificates.rules import standing
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.errors import Invalid
from marketplace.renewals import operations, queries
from marketplace.renewals.rules import REMINDER_DAYS, Step, register_by
from marketplace.renewals.schemas import StepsForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import month_of
from marketplace.web.forms import read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other
from marketplace.web.spreadsheets import csv_file


@blueprint.get("/renewals")
@requires(Permission.REVIEW_CERTIFICATE)
def renewals() -> str:
    """Everybody whose certificate ends within half a year or has ended in the last one, month by month."""
    today = toolbox().today()
    months = [
        (month, list(rows))
        for month, rows in groupby(
            queries.ending(today), key=lambda one: month_of(one.certificate.valid_until)
        )
    ]
    return render_template(
        "desk/renewals.html",
        months=months,
        standing=lambda certificate: standing(certificate, today),
        badge_text=badge_text,
        register_by=register_by,
        steps=list(Step),
        days=REMINDER_DAYS,
        waiting=submissions.waiting_count(),
    )


@blueprint.post("/renewals/<int:certificate_id>")
@requires(Permission.REVIEW_CERTIFICATE)
def note_renewal(certificate_id: int) -> Response:
    """Note what a holder has by now."""
    form = read_form(StepsForm)
    if not form.ok:
        raise Invalid({"done": "choice"})  # only a page of somebody's own making sends another step
    certificate = certificates.for_review(certificate_id)
    operations.note_steps(certificate, form.data.done, actor=current_actor(), at=toolbox().clock())
    flash(gettext("Noted for %(name)s.", name=certificate.holder_name), "ok")
    return see_other(url_for(".renewals") + f"#renewal-{certificate_id}")


@blueprint.get("/renewals.csv")
@requires(Permission.REVIEW_CERTIFICATE, writes=True)
def renewals_list() -> Response:
    """The list an LSP asks for; taking it leaves a line in the journal."""
    box = toolbox()
    rows = queries.ending(box.today())
    operations.note_export(len(rows), actor=current_actor(), at=box.clock())
    header = (
        gettext("Name on the certificate"),
        gettext("Certificate number"),
        gettext("Registration number"),
        gettext("Certification scheme"),
        gettext("Issuing body (LSP)"),
        gettext("Valid until"),
        gettext("Record code"),
        gettext("Still needed"),
    )
    return csv_file(
        f"perpanjangan-{box.today().isoformat()}.csv",
        header,
        (
            (
                row.certificate.holder_name,
                row.certificate.certificate_no,
                row.certificate.registration_no,
                row.certificate.scheme,
                row.certificate.body_name,
                row.certificate.valid_until,
                row.certificate.code,
                "; ".join(str(label(step)) for step in row.needs),
            )
            for row in rows
        ),
    )
