"""Who may enter where: every endpoint stands in this table, and the running site keeps to it."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.web.doors import Door, door_of

TABLE: dict[str, tuple[str, ...]] = {
    "confirm_holder": (
        "lsp.answer",
        "lsp.holders",
    ),
    "answer_inquiry": (
        "studio.answer",
        "studio.inbox",
    ),
    "answer_inquiry + journal": ("studio.inbox_thread",),
    "edit_register": (
        "desk.add_body",
        "desk.add_scheme",
        "desk.bodies",
        "desk.body",
        "desk.edit_body",
        "desk.edit_scheme",
        "desk.keep_body",
        "desk.keep_scheme",
        "desk.new_body",
        "desk.new_scheme",
    ),
    "edit_listing": (
        "studio.arrange_photos",
        "studio.autosave_listing",
        "studio.batch",
        "studio.batch_problems",
        "studio.batch_template",
        "studio.change_listing",
        "studio.confirm_delete",
        "studio.delete_listing",
        "studio.discard_batch",
        "studio.duplicate_listing",
        "studio.edit_listing",
        "studio.listings",
        "studio.new_batch",
        "studio.new_listing",
        "studio.photo_tiles",
        "studio.start_batch",
        "studio.start_listing",
        "studio.stop_batch",
        "studio.take_back_photo",
        "studio.undo_batch",
    ),
    "edit_listing + uploads": (
        "studio.add_photo",
        "studio.bring_batch",
        "studio.save_listing",
    ),
    "edit_profile": (
        "studio.home",
        "studio.pause",
        "studio.profile",
    ),
    "edit_profile + uploads": ("studio.save_profile",),
    "everybody": (
        "accounts.confirm_sign_up",
        "accounts.invitation",
        "accounts.reset",
        "accounts.reset_by_code",
        "accounts.reset_by_link",
        "accounts.reset_sent",
        "accounts.second_factor",
        "accounts.sign_in",
        "accounts.sign_up",
        "accounts.sign_up_sent",
        "artisans.index",
        "artisans.show",
        "artisans.swatch",
        "bodies.body",
        "bodies.scheme",
        "catalogue.browse",
        "decision_log.checkpoint",
        "decision_log.entries",
        "decision_log.entry",
        "decision_log.index",
        "decision_log.keys",
        "decision_log.old_checkpoint",
        "decision_log.proof",
        "decision_log.tile",
        "inquiries.thread",
        "inquiries.write",
        "listings.by_code",
        "listings.card",
        "listings.show",
        "pages.about",
        "pages.healthz",
        "pages.home",
        "pages.media",
        "pages.privacy",
        "pages.programme",
        "pages.readyz",
        "pages.robots",
        "pages.sitemap",
        "pages.terms",
        "records.record",
        "records.record_data",
        "records.record_text",
        "records.verify",
        "records.withdrawn",
        "reports.receipt",
        "reports.write",
    ),
    "everybody + form": (
        "accounts.accept_invitation",
        "accounts.ask_for_reset",
        "accounts.ask_to_sign_up",
        "accounts.enter",
        "accounts.finish_sign_up",
        "accounts.give_second_factor",
        "accounts.sign_out",
        "accounts.use_reset_code",
        "accounts.use_reset_link",
        "inquiries.ask",
        "inquiries.reply",
    ),
    "import_roster": (
        "desk.check_roster",
        "desk.discard_roster",
        "desk.import_roster",
        "desk.keep_match",
        "desk.match_roster",
        "desk.new_roster",
        "desk.release_claims",
        "desk.release_row",
        "desk.remove_row",
        "desk.roster",
        "desk.rosters",
        "desk.undo_roster",
    ),
    "import_roster + uploads": ("desk.bring_roster",),
    "everybody + form + uploads": ("reports.send",),
    "invite_staff": (
        "desk.invite",
        "desk.withdraw_invitation",
    ),
    "issue_reset_code": (
        "desk.accounts",
        "desk.issue_code",
    ),
    "manage_accounts": (
        "desk.disable_account",
        "desk.drop_second_factor",
        "desk.enable_account",
        "desk.end_relation",
    ),
    "review_certificate": (
        "desk.answer_proposal",
        "desk.answer_upholding",
        "desk.appeal",
        "desk.appeals",
        "desk.certificate_scope",
        "desk.close_report",
        "desk.decide",
        "desk.decide_appeal",
        "desk.decided",
        "desk.declare_relation",
        "desk.forward_report",
        "desk.keep_certificate_scope",
        "desk.keep_reading",
        "desk.link_renewal",
        "desk.note_renewal",
        "desk.open_unread",
        "desk.photo_copies",
        "desk.proposals",
        "desk.queue",
        "desk.read",
        "desk.rechecks_due",
        "desk.relatives",
        "desk.renewals",
        "desk.report",
        "desk.reports",
        "desk.returned",
        "desk.review",
    ),
    "signed in": (
        "accounts.account",
        "accounts.begin_second_factor",
        "accounts.change_consent",
        "accounts.change_details",
        "accounts.change_password",
        "accounts.confirm_second_factor",
        "accounts.end_second_factor",
        "accounts.end_sign_in",
        "accounts.end_sign_ins",
        "accounts.new_recovery_codes",
    ),
    "submit_certificate": (
        "studio.appeal",
        "studio.certificate",
        "studio.certificates",
        "studio.claim_certificate",
        "studio.delete_certificate",
        "studio.delete_scans",
        "studio.edit_certificate",
        "studio.make_appeal",
        "studio.make_claim",
        "studio.new_certificate",
        "studio.reply_report",
        "studio.report",
        "studio.retry_scan",
        "studio.withdraw_certificate",
    ),
    "submit_certificate + uploads": (
        "studio.create_certificate",
        "studio.keep_certificate",
    ),
    "review_certificate + journal": (
        "desk.evidence_page",
        "desk.renewals_list",
        "desk.report_evidence",
    ),
    "review_certificate + uploads": ("desk.record_check",),
    "view_journal": ("desk.journal",),
    "view_scan + journal": (
        "desk.scan_page",
        "studio.certificate_scan",
    ),
}
"""What a door asks, and the endpoints behind it. A new endpoint without a row here fails the test below."""

VALUES = {"slug": "nobody", "code": "0000000000", "token": "x", "key": "x", "piece": "x", "side": "front"}
ROLES = {
    "buyer": Role.BUYER,
    "artisan": Role.ARTISAN,
    "officer": Role.OFFICER,
    "admin": Role.ADMIN,
    "lsp": Role.LSP,
}


def described(door: Door) -> str:
    what = "everybody" if door.public else door.permission.value if door.permission else "signed in"
    marks = (" + form" * door.form, " + journal" * door.writes, " + uploads" * door.uploads)
    return what + "".join(marks)


def test_the_table_is_the_site(app: Flask) -> None:
    found: dict[str, list[str]] = {}
    for endpoint in sorted(app.view_functions):
        door = door_of(app, endpoint)
        assert door is not None
        found.setdefault(described(door), []).append(endpoint)
    assert {what: tuple(endpoints) for what, endpoints in found.items()} == TABLE


def addresses(app: Flask, method: str) -> list[tuple[str, str]]:
    """An address for every rule that takes the method; its values lead to nothing that exists."""
    found = []
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("127.0.0.1:8000")
        for rule in app.url_map.iter_rules():
            if method not in (rule.methods or ()):
                continue
            values = {
                name: 1 if isinstance(rule._converters[name], IntegerConverter) else VALUES.get(name, "x")
                for name in rule.arguments
            }
            found.append((rule.endpoint, adapter.build(rule.endpoint, values, method=method)))
    return found


@pytest.mark.parametrize("role", ["anonymous", *ROLES])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_running_site_keeps_to_its_doors(app, client, make, sign_in, role, method):
    actor, token = None, ""
    if role != "anonymous":
        account = make.account(ROLES[role])
        artisan = make.artisan(account) if role == "artisan" else None
        sign_in(client, account)
        actor = Actor(
            account.id,
            account.role,
            account.name,
            artisan.id if artisan else None,
            second_factor=True,
            body_id=account.body_id,
        )
        token = client.token("/account")
    for endpoint, address in addresses(app, method):
        if endpoint in ("accounts.sign_out", "accounts.end_sign_ins", "accounts.end_sign_in"):
            continue  # these end the very session the others are tried with
        door = door_of(app, endpoint)
        assert door is not None
        response = client.open(
            address, method=method, data={"csrf_token": token} if method == "POST" else None
        )
        closed = response.status_code in (401, 403) or "/sign-in" in response.headers.get("Location", "")
        assert response.status_code < 500, (endpoint, response.status_code)
        if door.admits(actor):
            continue  # what lies behind may still refuse: somebody else's things, a step that is missing
        if method == "GET" or actor is not None:
            assert closed, (endpoint, response.status_code)
        else:
            assert closed or response.status_code == 400, (endpoint, response.status_code)


def test_somebody_of_a_body_enters_their_one_page_and_what_everybody_enters(app: Flask) -> None:
    actor = Actor(1, Role.LSP, "Contoh", second_factor=True, body_id=1)
    entered = {
        name
        for name in app.view_functions
        if (door := door_of(app, name)) is not None and not door.public and door.admits(actor)
    }
    assert entered == {*TABLE["confirm_holder"], *TABLE["signed in"]}


def test_an_artisan_cannot_look_at_scans_through_the_officers_door(client, make, sign_in):
    certificate = make.certificate()
    scan = make.scan(certificate, pages=[{"number": 1, "key": "x", "width": 1, "height": 1}])
    sign_in(client, make.artisan().account)
    assert client.get(f"/desk/certificates/{certificate.id}/scans/{scan.id}/1").status_code in (403, 404)
