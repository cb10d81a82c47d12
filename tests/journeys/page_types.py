"""Every type of page the site has, as a table: a new page without a row here fails `test_page_types`."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from marketplace.certificates.rules import Status
from marketplace.demo.people import SIGN_IN_WORD
from marketplace.listings.rules import State
from marketplace.web.errors import PAGES
from tests.journeys.importers import IMPORTS
from tests.journeys.sights import PageType, at

NO_PAGES = {
    "artisans.swatch": "a drawing",
    "decision_log.checkpoint": "a signed note",
    "decision_log.entries": "a tile",
    "decision_log.keys": "plain text",
    "decision_log.old_checkpoint": "a signed note",
    "decision_log.proof": "a proof for programs",
    "decision_log.tile": "a tile",
    "records.record_data": "for programs",
    "records.record_text": "plain text",
    "desk.evidence_page": "a photo",
    "desk.report_evidence": "a photo",
    "desk.scan_page": "a photo",
    "desk.renewals_list": "a spreadsheet",
    "listings.card": "a picture",
    "listings.by_code": "leads on to the bag's page",
    "pages.healthz": "for machines",
    "pages.media": "a photo",
    "pages.readyz": "for machines",
    "pages.robots": "for machines",
    "pages.sitemap": "for machines",
    "studio.batch_problems": "a spreadsheet",
    "studio.batch_template": "a spreadsheet",
    "studio.certificate_scan": "a photo",
    "studio.photo_tiles": "a part of the editor, for its script",
}
"""What answers a GET and is no page, and what it is instead."""


def sent(form: str, button: str = "button:not([tabindex]):not([type=button])") -> Callable[[Page], None]:
    """Send a form as it stands, past the browser's own checks, so that the server says what is wrong."""

    def act(page: Page) -> None:
        page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
        page.locator(form).locator(button).first.click()
        page.locator(".errsum, main .err").first.wait_for()

    return act


def opened(what: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator(what).first.evaluate(
            "node => node.tagName === 'DETAILS' ? node.open = true : node.click()"
        )

    return act


def columns_left_out(page: Page) -> None:
    for choice in page.locator("select[name=column]").all():
        choice.select_option("")
    sent(MAIN)(page)


def second_step_begun(page: Page) -> None:
    page.locator("#current").fill(SIGN_IN_WORD)
    page.locator("main form button").first.click()
    page.locator("#code").wait_for()


def check_refused(page: Page) -> None:
    page.locator("details:has(form[data-check])").evaluate("node => { node.open = true }")
    sent("form[data-check]")(page)


def difference_untold(page: Page) -> None:
    page.locator("details.sure").first.evaluate("node => { node.open = true }")
    sent("details.sure form")(page)


MAIN = "main form[method=post]"
PUBLIC = (
    PageType("home", "pages.home", at("/")),
    PageType("decision log", "decision_log.index", at("/log")),
    PageType("decision log, one entry", "decision_log.entry", at("/log/entries/1")),
    PageType("home in English", "pages.home", at("/en/")),
    PageType("home with the menu open", "pages.home", at("/"), act=opened("details.menu")),
    PageType("bags", "catalogue.browse", at("/products")),
    PageType("bags, filters open", "catalogue.browse", at("/products#saring")),
    PageType("bags, orders open", "catalogue.browse", at("/products"), act=opened("details.sorter")),
    PageType("bags, filtered", "catalogue.browse", at("/products?certified=1&type=tote&q=ombak")),
    PageType("bags, none found", "catalogue.browse", at("/products?q=zzzz&type=tote")),
    PageType("bags, a price nobody can read", "catalogue.browse", at("/products?low=murah")),
    PageType("bag", "listings.show", lambda sights: sights.bag()),
    PageType("bag, suspended maker", "listings.show", lambda sights: sights.bag(holder=Status.SUSPENDED)),
    PageType("bag, maker without record", "listings.show", lambda sights: sights.bag(holder=None)),
    PageType("bag, paused", "listings.show", lambda sights: sights.bag(State.PAUSED)),
    PageType("bag, sold", "listings.show", lambda sights: sights.bag(State.SOLD)),
    PageType("question", "inquiries.write", lambda sights: f"{sights.bag()}/inquiry"),
    PageType(
        "question refused",
        "inquiries.write",
        lambda sights: f"{sights.bag()}/inquiry",
        act=sent(MAIN),
    ),
    PageType("talk", "inquiries.thread", lambda sights: f"{sights.talk[0]}?sent=1"),
    PageType("talk, empty message", "inquiries.thread", lambda sights: sights.talk[0], act=sent(MAIN)),
    PageType("talk, link gone", "inquiries.thread", at("/inquiries/nothing")),
    PageType("artisans", "artisans.index", at("/artisans")),
    PageType("artisan", "artisans.show", at("/artisans/siti-contohwati")),
    PageType("check", "records.verify", at("/verify")),
    PageType("check, found", "records.verify", at("/verify?q=contohwati")),
    PageType("check, not found", "records.verify", at("/verify?q=99999")),
    PageType("record, valid", "records.record", lambda sights: sights.record("Siti Contohwati")),
    PageType("record, expiring", "records.record", lambda sights: sights.record("Rosdiana Misal")),
    PageType("record, expired", "records.record", lambda sights: sights.record("Masitah Umpamanya")),
    PageType("record, suspended", "records.record", lambda sights: sights.record("Kartini Andaikan")),
    PageType("withdrawals", "records.withdrawn", at("/withdrawn")),
    PageType("record, revoked", "records.record", lambda sights: sights.record("Dewi Umpama")),
    PageType("record, renewed", "records.record", lambda sights: sights.record("Tuti Peragaan")),
    PageType("report a doubt", "reports.write", lambda sights: f"{sights.record('Siti Contohwati')}/report"),
    PageType(
        "report a doubt, refused",
        "reports.write",
        lambda sights: f"{sights.record('Siti Contohwati')}/report",
        act=sent(MAIN),
    ),
    PageType("receipt of a report", "reports.receipt", lambda sights: f"/reports/{sights.doubt[0]}?sent=1"),
    PageType("record, none", "records.record", at("/c/BTG-ZZZZ")),
    PageType("body", "bodies.body", lambda sights: sights.register.page),
    PageType("scheme", "bodies.scheme", lambda sights: f"{sights.register.page}/{sights.register.scheme}"),
    PageType("about", "pages.about", at("/about")),
    PageType("privacy", "pages.privacy", at("/privacy")),
    PageType("terms", "pages.terms", at("/terms")),
    PageType("programme", "pages.programme", at("/programme")),
)
DOORS = (
    PageType("sign in", "accounts.sign_in", at("/sign-in")),
    PageType("sign in refused", "accounts.sign_in", at("/sign-in"), act=sent(MAIN)),
    PageType("sign up", "accounts.sign_up", at("/sign-up")),
    PageType("sign up refused", "accounts.sign_up", at("/sign-up"), act=sent(MAIN)),
    PageType("sign up, letter sent", "accounts.sign_up_sent", at("/sign-up/sent")),
    PageType("sign up, last step", "accounts.confirm_sign_up", lambda sights: sights.sign_up),
    PageType(
        "sign up, last step refused",
        "accounts.confirm_sign_up",
        lambda sights: sights.sign_up,
        act=sent(MAIN),
    ),
    PageType("sign up, link gone", "accounts.confirm_sign_up", at("/sign-up/nothing")),
    PageType("reset", "accounts.reset", at("/reset")),
    PageType("reset refused", "accounts.reset", at("/reset"), act=sent(MAIN)),
    PageType("reset, letter sent", "accounts.reset_sent", at("/reset/sent")),
    PageType("reset by code", "accounts.reset_by_code", at("/reset/code")),
    PageType("reset by code refused", "accounts.reset_by_code", at("/reset/code"), act=sent(MAIN)),
    PageType("reset by link", "accounts.reset_by_link", lambda sights: sights.reset),
    PageType("reset by link refused", "accounts.reset_by_link", lambda sights: sights.reset, act=sent(MAIN)),
    PageType("invitation", "accounts.invitation", lambda sights: sights.invitation),
    PageType("invitation refused", "accounts.invitation", lambda sights: sights.invitation, act=sent(MAIN)),
    PageType("account of a buyer", "accounts.account", at("/account"), "buyer"),
    PageType(
        "account, password refused",
        "accounts.account",
        at("/account"),
        "buyer",
        sent("form[action$='/password']"),
    ),
    PageType("account of an artisan", "accounts.account", at("/account"), "artisan"),
    PageType("account of an officer", "accounts.account", at("/account"), "officer"),
    PageType("second step", "accounts.second_factor", at("/account/second-factor"), "officer"),
    PageType(
        "second step refused", "accounts.second_factor", at("/account/second-factor"), "officer", sent(MAIN)
    ),
    PageType(
        "second step begun",
        "accounts.second_factor",
        at("/account/second-factor"),
        "admin",
        second_step_begun,
    ),
)
STUDIO = (
    PageType("studio", "studio.home", at("/studio/"), "artisan"),
    PageType("studio of a newcomer", "studio.home", at("/studio/"), "newcomer"),
    PageType("profile", "studio.profile", at("/studio/profile"), "artisan"),
    PageType(
        "profile, pause refused", "studio.profile", at("/studio/profile"), "artisan", sent("#pause ~ form")
    ),
    PageType("own certificates", "studio.certificates", at("/studio/certificates"), "artisan"),
    PageType("own certificates, none", "studio.certificates", at("/studio/certificates"), "newcomer"),
    PageType("certificate form", "studio.new_certificate", at("/studio/certificates/new"), "newcomer"),
    PageType(
        "certificate form refused",
        "studio.new_certificate",
        at("/studio/certificates/new"),
        "newcomer",
        sent(MAIN, "button[value=send]"),
    ),
    PageType(
        "certificate to mend",
        "studio.edit_certificate",
        lambda sights: f"/studio/certificates/{sights.own('Jumriah Andai')[1]}/edit",
        "Jumriah Andai",
    ),
    PageType(
        "own certificate",
        "studio.certificate",
        lambda sights: f"/studio/certificates/{sights.own('Jumriah Andai')[1]}",
        "Jumriah Andai",
    ),
    PageType(
        "own certificate, draft",
        "studio.certificate",
        lambda sights: f"/studio/certificates/{sights.own('Umi Contoh')[1]}",
        "Umi Contoh",
    ),
    PageType("claim", "studio.claim_certificate", at("/studio/certificates/claim"), "newcomer"),
    PageType(
        "claim refused", "studio.claim_certificate", at("/studio/certificates/claim"), "newcomer", sent(MAIN)
    ),
    PageType(
        "report about an own record",
        "studio.report",
        lambda sights: f"/studio/reports/{sights.doubt[1]}",
        "artisan",
        sent(MAIN),
    ),
    PageType(
        "appeal",
        "studio.appeal",
        lambda sights: f"/studio/certificates/{sights.suspended}/appeal",
        "Kartini Andaikan",
        sent(MAIN),
    ),
    PageType("own bags", "studio.listings", at("/studio/listings"), "artisan"),
    PageType(
        "own bags, one unfolded", "studio.listings", at("/studio/listings"), "artisan", opened("details.sure")
    ),
    PageType("own bags, none", "studio.listings", at("/studio/listings"), "newcomer"),
    PageType("new bag", "studio.new_listing", at("/studio/listings/new"), "artisan"),
    PageType(
        "bag editor", "studio.edit_listing", lambda sights: f"/studio/listings/{sights.shown}/edit", "artisan"
    ),
    PageType(
        "bag editor, everything missing",
        "studio.edit_listing",
        lambda sights: f"/studio/listings/{sights.draft}/edit",
        "artisan",
        sent("main form[data-editor]", "button[value=publish]"),
    ),
    PageType(
        "delete a bag",
        "studio.confirm_delete",
        lambda sights: f"/studio/listings/{sights.shown}/delete",
        "artisan",
    ),
    PageType("inbox", "studio.inbox", at("/studio/inbox"), "artisan"),
    PageType("inbox, empty", "studio.inbox", at("/studio/inbox"), "newcomer"),
    PageType(
        "talk of an artisan",
        "studio.inbox_thread",
        lambda sights: f"/studio/inbox/{sights.talk[1]}",
        "artisan",
    ),
    PageType(
        "talk of an artisan, empty answer",
        "studio.inbox_thread",
        lambda sights: f"/studio/inbox/{sights.talk[1]}",
        "artisan",
        sent(MAIN),
    ),
)
DESK = (
    PageType("queue", "desk.queue", at("/desk"), "officer"),
    PageType("queue with the menu open", "desk.queue", at("/desk"), "officer", opened("details.menu")),
    PageType("sent back", "desk.returned", at("/desk/returned"), "officer"),
    PageType("decided", "desk.decided", at("/desk/decided"), "officer"),
    PageType("decided, none found", "desk.decided", at("/desk/decided?q=zzzz"), "officer"),
    PageType(
        "photo unread", "desk.read", lambda sights: f"/desk/certificates/{sights.scanned}/read", "officer"
    ),
    PageType(
        "photo unread, refused",
        "desk.read",
        lambda sights: f"/desk/certificates/{sights.scanned}/read",
        "officer",
        sent("main form"),
    ),
    PageType("review", "desk.review", lambda sights: f"/desk/certificates/{sights.compared}", "officer"),
    PageType(
        "review, decision refused",
        "desk.review",
        lambda sights: f"/desk/certificates/{sights.compared}",
        "officer",
        sent("form.rev__act", "button[value=verify]"),
    ),
    PageType(
        "review of what was decided",
        "desk.review",
        lambda sights: f"/desk/certificates/{sights.certificate(Status.VERIFIED)}",
        "officer",
    ),
    PageType(
        "what a certificate covers",
        "desk.certificate_scope",
        lambda sights: f"/desk/certificates/{sights.compared}/scope",
        "officer",
    ),
    PageType(
        "review, check refused",
        "desk.review",
        lambda sights: f"/desk/certificates/{sights.certificate(Status.VERIFIED)}",
        "officer",
        check_refused,
    ),
    PageType("rechecks", "desk.rechecks_due", at("/desk/rechecks"), "officer"),
    PageType("copies of photos", "desk.photo_copies", at("/desk/copies"), "officer"),
    PageType("accounts", "desk.accounts", at("/desk/accounts"), "officer"),
    PageType("accounts, found", "desk.accounts", at("/desk/accounts?q=contohwati"), "officer"),
    PageType("accounts, none found", "desk.accounts", at("/desk/accounts?q=zzzz"), "officer"),
    PageType(
        "accounts, invitation refused",
        "desk.accounts",
        at("/desk/accounts"),
        "admin",
        sent("form[action$='/invitations']"),
    ),
    PageType("register", "desk.bodies", at("/desk/bodies"), "officer"),
    PageType("register, one body", "desk.body", lambda sights: sights.register.desk, "officer"),
    PageType("register, new body", "desk.new_body", at("/desk/bodies/new"), "officer"),
    PageType("register, new body refused", "desk.new_body", at("/desk/bodies/new"), "officer", sent(MAIN)),
    PageType("register, body", "desk.edit_body", lambda sights: f"{sights.register.desk}/edit", "officer"),
    PageType(
        "register, new scheme",
        "desk.new_scheme",
        lambda sights: f"{sights.register.desk}/schemes/new",
        "officer",
        sent(MAIN),
    ),
    PageType(
        "register, scheme",
        "desk.edit_scheme",
        lambda sights: f"{sights.register.desk}/schemes/{sights.register.scheme_id}",
        "officer",
    ),
    PageType("second officer", "desk.proposals", lambda sights: sights.proposed[0], "officer"),
    PageType("proposal of a colleague", "desk.review", lambda sights: sights.proposed[1], "admin"),
    PageType("relatives", "desk.relatives", at("/desk/relatives"), "admin"),
    PageType("lists of results", "desk.rosters", at("/desk/rosters"), "officer"),
    PageType("list of results", "desk.roster", at("/desk/rosters/1"), "officer"),
    PageType("list of results, none found", "desk.roster", at("/desk/rosters/1?q=zzzz"), "officer"),
    PageType("list, file", "desk.new_roster", at("/desk/rosters/new"), "officer"),
    PageType("list, file refused", "desk.new_roster", at("/desk/rosters/new"), "officer", sent(MAIN)),
    PageType("list, columns", "desk.match_roster", lambda sights: f"{sights.draft_list}/columns", "officer"),
    PageType(
        "list, columns refused",
        "desk.match_roster",
        lambda sights: f"{sights.draft_list}/columns",
        "officer",
        columns_left_out,
    ),
    PageType("list, dry run", "desk.check_roster", lambda sights: f"{sights.draft_list}/check", "officer"),
    PageType("reports", "desk.reports", lambda sights: f"/desk/reports?{sights.doubt[0]}", "officer"),
    PageType("reports, closed", "desk.reports", at("/desk/reports?closed=1"), "officer"),
    PageType("report", "desk.report", lambda sights: f"/desk/reports/{sights.doubt[1]}", "officer"),
    PageType(
        "report, outcome refused",
        "desk.report",
        lambda sights: f"/desk/reports/{sights.doubt[1]}",
        "officer",
        sent("form[action$='/close']"),
    ),
    PageType("appeals", "desk.appeals", lambda sights: f"/desk/appeals?{sights.appeal}", "officer"),
    PageType("appeals, decided", "desk.appeals", at("/desk/appeals?closed=1"), "officer"),
    PageType("appeal at the desk", "desk.appeal", lambda sights: f"/desk/appeals/{sights.appeal}", "officer"),
    PageType("upheld by two", "desk.appeal", lambda sights: f"/desk/appeals/{sights.upholding}", "admin"),
    PageType(
        "appeal, decision refused",
        "desk.appeal",
        lambda sights: f"/desk/appeals/{sights.appeal}",
        "officer",
        sent(MAIN),
    ),
    PageType("renewals", "desk.renewals", at("/desk/renewals"), "officer"),
    PageType("journal", "desk.journal", at("/desk/journal"), "officer"),
)
LSP = (
    PageType("holders to confirm", "lsp.holders", at("/lsp"), "lsp"),
    PageType("holders, difference untold", "lsp.holders", at("/lsp"), "lsp", difference_untold),
)
TROUBLES = tuple(PageType(f"error {status}", "broken", at(f"/broken/{status}")) for status in sorted(PAGES))
TABLE = (*PUBLIC, *DOORS, *STUDIO, *IMPORTS, *DESK, *LSP, *TROUBLES)
