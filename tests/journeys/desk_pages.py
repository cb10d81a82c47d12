"""The officers' pages, and those of a body's people: rows of the table in `page_types`."""

from __future__ import annotations

from marketplace.certificates.rules import Status
from tests.journeys.acts import (
    MAIN,
    check_refused,
    columns_left_out,
    difference_untold,
    opened,
    sent,
)
from tests.journeys.askers import appealed, asked, doubted_bag, missed, taken_down
from tests.journeys.programmes import programme
from tests.journeys.sights import PageType, at
from tests.journeys.waiters import collection

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
    PageType("programmes", "desk.programmes", at("/desk/programmes"), "officer"),
    PageType("programme, new", "desk.new_programme", at("/desk/programmes/new"), "officer", sent(MAIN)),
    PageType(
        "programme at the desk",
        "desk.programme",
        lambda sights: f"/desk/programmes/{programme(sights)[1]}",
        "officer",
    ),
    PageType(
        "programme, changed",
        "desk.edit_programme",
        lambda sights: f"/desk/programmes/{programme(sights)[1]}/edit",
        "officer",
    ),
    PageType(
        "cohort at the desk",
        "desk.edit_cohort",
        lambda sights: f"/desk/programmes/{programme(sights)[1]}/cohorts/1",
        "officer",
    ),
    PageType(
        "cohort, new",
        "desk.new_cohort",
        lambda sights: f"/desk/programmes/{programme(sights)[1]}/cohorts/new",
        "officer",
        sent(MAIN),
    ),
    PageType("collections", "desk.collections", at("/desk/collections"), "officer"),
    PageType("collection, new", "desk.new_collection", at("/desk/collections/new"), "officer"),
    PageType(
        "collection, refused", "desk.new_collection", at("/desk/collections/new"), "officer", sent(MAIN)
    ),
    PageType(
        "collection, changed",
        "desk.edit_collection",
        lambda sights: f"/desk/collections/{collection(sights)[1]}",
        "officer",
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
    PageType("training needed", "desk.gaps", lambda sights: f"/desk/gaps?{missed(sights)}", "officer"),
    PageType("open requests", "desk.requests", at("/desk/requests"), "officer"),
    PageType("reported questions", "desk.questions", at("/desk/questions"), "officer"),
    PageType(
        "reported question", "desk.question", lambda sights: f"/desk/questions/{asked(sights)}", "officer"
    ),
    PageType(
        "report about a bag", "desk.report", lambda sights: f"/desk/reports/{doubted_bag(sights)}", "officer"
    ),
    PageType(
        "bags taken down",
        "desk.takedowns",
        lambda sights: f"/desk/takedowns?appealed=1&seen={appealed(sights)}",
        "officer",
    ),
    PageType("bag not found", "desk.takedowns", at("/desk/takedowns?bag=zzzz"), "officer"),
    PageType("bag, refused", "desk.bag", lambda sights: f"/desk/bags/{sights.shown}", "officer", sent(MAIN)),
    PageType(
        "bag to give back",
        "desk.bag",
        lambda sights: f"/desk/bags/{taken_down(sights)[1]}",
        "officer",
        sent(MAIN),
    ),
    PageType(
        "bag with an appeal",
        "desk.bag",
        lambda sights: f"/desk/bags/{appealed(sights)}",
        "officer",
        sent(MAIN),
    ),
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
