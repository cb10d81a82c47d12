"""The pages anybody may open, and the doors: rows of the table in `page_types`."""

from __future__ import annotations

from marketplace.certificates.rules import Status
from marketplace.listings.rules import State
from tests.journeys.acts import (
    MAIN,
    opened,
    second_step_begun,
    sent,
)
from tests.journeys.askers import asked
from tests.journeys.sights import PageType, at

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
    PageType("questions of a bag", "questions.of_bag", lambda sights: f"{sights.bag()}/questions"),
    PageType("question sent", "questions.of_bag", lambda sights: f"{sights.bag()}/questions?asked=1"),
    PageType(
        "public question refused",
        "questions.of_bag",
        lambda sights: f"{sights.bag()}/questions",
        act=sent(MAIN),
    ),
    PageType(
        "report a question", "questions.write_flag", lambda sights: f"/questions/{asked(sights)}/report"
    ),
    PageType("report a bag", "reports.write_about_bag", lambda sights: f"{sights.bag()}/report"),
    PageType(
        "report a bag, refused",
        "reports.write_about_bag",
        lambda sights: f"{sights.bag()}/report",
        act=sent(MAIN),
    ),
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
