"""The artisans' pages: rows of the table in `page_types`."""

from __future__ import annotations

from tests.journeys.acts import (
    MAIN,
    hours_mistyped,
    made_dearer,
    opened,
    sent,
)
from tests.journeys.askers import kept_reply, missed, taken_down, waiting
from tests.journeys.sellers import SALES
from tests.journeys.sights import PageType, at

STUDIO = (
    *SALES,
    PageType("studio", "studio.home", at("/studio/"), "artisan"),
    PageType("studio of a newcomer", "studio.home", at("/studio/"), "newcomer"),
    PageType("notices", "notices.feed", at("/account/notices"), "artisan"),
    PageType("choice of letters", "notices.letters", at("/account/notices/letters"), "artisan"),
    PageType("profile", "studio.profile", at("/studio/profile"), "artisan"),
    PageType(
        "profile, pause refused", "studio.profile", at("/studio/profile"), "artisan", sent("#pause ~ form")
    ),
    PageType("hours", "studio.hours", at("/studio/hours"), "artisan"),
    PageType("sent by itself", "studio.auto_replies", at("/studio/auto-replies"), "artisan"),
    PageType(
        "hours refused",
        "studio.hours",
        at("/studio/hours"),
        "artisan",
        hours_mistyped,
    ),
    PageType("prints", "studio.prints", at("/studio/prints"), "artisan"),
    PageType("stall card", "studio.print_artisan", at("/studio/prints/a6"), "artisan"),
    PageType(
        "card of a bag",
        "studio.print_bag",
        lambda sights: f"/studio/listings/{sights.shown}/print",
        "artisan",
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
    PageType("several bags", "studio.together", at("/studio/listings/together"), "artisan"),
    PageType(
        "several bags, nothing chosen",
        "studio.together",
        at("/studio/listings/together"),
        "artisan",
        sent(MAIN),
    ),
    PageType(
        "several bags, looked at", "studio.together", at("/studio/listings/together"), "artisan", made_dearer
    ),
    PageType("new bag", "studio.new_listing", at("/studio/listings/new"), "artisan"),
    PageType(
        "bag editor", "studio.edit_listing", lambda sights: f"/studio/listings/{sights.shown}/edit", "artisan"
    ),
    PageType(
        "bag editor, variations unfolded",
        "studio.edit_listing",
        lambda sights: f"/studio/listings/{sights.varied_of_hers}/edit",
        "artisan",
        opened("details.var__more"),
    ),
    PageType(
        "bag editor, a variation taken out",
        "studio.edit_listing",
        lambda sights: f"/studio/listings/{sights.thinned}/edit",
        "artisan",
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
    PageType(
        "bag taken down, empty appeal",
        "studio.takedown",
        lambda sights: f"/studio/takedowns/{taken_down(sights)[0]}",
        "artisan",
        sent(MAIN),
    ),
    PageType(
        "bag editor, taken down",
        "studio.edit_listing",
        lambda sights: f"/studio/listings/{taken_down(sights)[1]}/edit",
        "artisan",
    ),
    PageType("what was missed", "studio.gaps", lambda sights: f"/studio/gaps?{missed(sights)}", "artisan"),
    PageType("what was missed, nothing", "studio.gaps", at("/studio/gaps?mine=1"), "newcomer"),
    PageType("public questions", "studio.questions", at("/studio/questions"), "artisan"),
    PageType("public questions, none", "studio.questions", at("/studio/questions"), "newcomer"),
    PageType(
        "public question", "studio.question", lambda sights: f"/studio/questions/{waiting(sights)}", "artisan"
    ),
    PageType(
        "public question, empty answer",
        "studio.question",
        lambda sights: f"/studio/questions/{waiting(sights)}",
        "artisan",
        sent(MAIN),
    ),
    PageType(
        "photos of the making",
        "studio.making_photos",
        lambda sights: f"/studio/listings/{sights.shown}/making",
        "artisan",
    ),
    PageType("photos of a workplace", "studio.workplace_photos", at("/studio/workplace"), "artisan"),
    PageType("inbox", "studio.inbox", at("/studio/inbox"), "artisan"),
    PageType("quick replies", "studio.quick_replies", at("/studio/replies"), "artisan"),
    PageType("quick replies, none", "studio.quick_replies", at("/studio/replies"), "newcomer"),
    PageType(
        "quick replies, refused",
        "studio.quick_replies",
        at("/studio/replies"),
        "artisan",
        sent("form#own"),
    ),
    PageType(
        "quick reply", "studio.quick_reply", lambda sights: f"/studio/replies/{kept_reply(sights)}", "artisan"
    ),
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
