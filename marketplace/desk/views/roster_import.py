"""Pages: bringing a list of results in four steps: the file, its columns, a dry run, the import."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext, ngettext

from marketplace.access.permissions import Permission
from marketplace.certificates.rules import DEFAULT_TERM_MONTHS
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.errors import Conflict, Refusal
from marketplace.rosters import operations, queries
from marketplace.rosters.judging import fingerprint
from marketplace.rosters.labels import FIELDS
from marketplace.rosters.reading import lacks
from marketplace.rosters.rules import Fact, Meaning, Outcome, counted
from marketplace.rosters.schemas import ImportForm, MatchForm, UploadForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form, uploaded_files
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.rosters.models import Roster

SAMPLES = 3
"""So many values are shown of each column."""


@blueprint.get("/rosters/new")
@requires(Permission.IMPORT_ROSTER)
def new_roster() -> Response:
    """Step 1: where the list comes from, and the file."""
    return _upload_page(blank_form(UploadForm, {"term_months": DEFAULT_TERM_MONTHS}))


@blueprint.post("/rosters/new")
@requires(Permission.IMPORT_ROSTER, uploads=True)
def bring_roster() -> Response:
    """Read the file in a child process, before any query; keep its rows without what identifies people."""
    form = read_form(UploadForm)
    box = toolbox()
    files = uploaded_files("file")
    if not files:
        form.fail("file", "roster.file")
    if not form.ok:
        return _upload_page(form, 422)
    data = files[0].read(box.settings.roster_max_bytes + 1)
    try:
        roster = operations.begin(
            form.data.origin(),
            box.sheets.read(data),
            sha256(data).hexdigest(),
            key=box.settings.fact_key,
            actor=current_actor(),
            at=box.clock(),
        )
    except Refusal as refusal:
        if "." not in refusal.code:
            raise
        form.fail("file", refusal.code, **refusal.details)
        return _upload_page(form, 422)
    return see_other(url_for(".match_roster", roster_id=roster.id))


def _upload_page(form: Form[UploadForm], status: int = 200) -> Response:
    return make_response(
        render_template(
            "desk/rosters/upload.html",
            form=form,
            megabytes=toolbox().settings.roster_max_bytes // 1_000_000,
        ),
        status,
    )


@blueprint.get("/rosters/<int:roster_id>/columns")
@requires(Permission.IMPORT_ROSTER)
def match_roster(roster_id: int) -> Response:
    """Step 2: what each column means, guessed from its heading."""
    roster = queries.draft(roster_id)
    plan = operations.plan_of(roster)
    columns = operations.table_of(roster).columns
    given = {
        "column": [plan.columns.get(place, "") for place in range(len(columns))],
        "fact": plan.fact or "",
        "all_competent": "1" if plan.all_competent else None,
    }
    return _match_page(roster, blank_form(MatchForm, given))


@blueprint.post("/rosters/<int:roster_id>/columns")
@requires(Permission.IMPORT_ROSTER)
def keep_match(roster_id: int) -> Response:
    """Keep what the columns mean, or say what is still to be said."""
    roster = queries.draft(roster_id)
    form = read_form(MatchForm)
    if not form.ok:
        return _match_page(roster, form, 422)
    plan = form.data.plan(operations.plan_of(roster))
    missing = lacks(plan)
    for lack in missing:
        name = "all_competent" if lack.meaning is Meaning.RESULT else "column"
        form.fail(name, lack.code, meaning=label(lack.meaning))
    if missing:
        return _match_page(roster, form, 422)
    try:
        operations.match(roster, plan, version=form.data.version, actor=current_actor())
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _match_page(roster, form, 409)
    return see_other(url_for(".check_roster", roster_id=roster_id))


def _match_page(roster: Roster, form: Form[MatchForm], status: int = 200) -> Response:
    table = operations.table_of(roster)
    samples = [
        [text for row in table.rows if (text := row.cells[place].text)][:SAMPLES]
        for place in range(len(table.columns))
    ]
    facts = operations.offered_facts(table)
    return make_response(
        render_template(
            "desk/rosters/columns.html",
            roster=roster,
            table=table,
            columns=list(zip(table.columns, samples, strict=True)),
            form=form,
            meanings=[(meaning.value, label(meaning)) for meaning in Meaning],
            facts=[
                (fact.value, label(fact), operations.rows_with(table, fact)) for fact in Fact if fact in facts
            ],
            earlier=queries.earlier_import(roster.digest),
        ),
        status,
    )


@blueprint.get("/rosters/<int:roster_id>/check")
@requires(Permission.IMPORT_ROSTER)
def check_roster(roster_id: int) -> Response:
    """Step 3: what the import would do with each row. Nothing is changed."""
    return _check_page(queries.draft(roster_id), blank_form(ImportForm))


@blueprint.post("/rosters/<int:roster_id>/import")
@requires(Permission.IMPORT_ROSTER)
def import_roster(roster_id: int) -> Response:
    """Step 4: keep the new rows, in one transaction."""
    roster = queries.draft(roster_id)
    form = read_form(ImportForm)
    box = toolbox()
    if not form.ok:
        return _check_page(roster, form, 422)
    try:
        counts = operations.import_rows(
            roster,
            seen=form.data.seen,
            version=form.data.version,
            actor=current_actor(),
            at=box.clock(),
            today=box.today(),
        )
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _check_page(roster, form, 409)
    new = counts[Outcome.NEW]
    flash(ngettext("%(num)d row is imported.", "%(num)d rows are imported.", new), "ok")
    return see_other(url_for(".roster", roster_id=roster_id))


def _check_page(roster: Roster, form: Form[ImportForm], status: int = 200) -> Response:
    plan = operations.plan_of(roster)
    if lacks(plan):
        return see_other(url_for(".match_roster", roster_id=roster.id))
    judged = operations.dry_run(roster, toolbox().today())
    return make_response(
        render_template(
            "desk/rosters/check.html",
            roster=roster,
            form=form,
            judged=sorted(judged, key=lambda one: (list(Outcome)[::-1].index(one.outcome), one.entry.number)),
            counts=counted([one.outcome for one in judged]),
            without_fact=sum(
                one.outcome is Outcome.NEW and bool(one.entry.certificate_no) and not one.entry.fact_hash
                for one in judged
            ),
            seen=fingerprint(judged),
            Outcome=Outcome,
            FIELDS=FIELDS,
            days=toolbox().settings.roster_not_yet_days,
        ),
        status,
    )


@blueprint.post("/rosters/<int:roster_id>/discard")
@requires(Permission.IMPORT_ROSTER)
def discard_roster(roster_id: int) -> Response:
    """Forget a list before it is imported."""
    operations.discard(queries.draft(roster_id), actor=current_actor())
    flash(gettext("The list is forgotten; nothing of it was kept."), "ok")
    return see_other(url_for(".rosters"))
