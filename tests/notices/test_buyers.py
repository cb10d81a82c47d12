"""A buyer with an account is told by the feed and as she chose; any other address by letters that can be ended."""

from __future__ import annotations

import ast

import pytest

from marketplace.inquiries import links, mails, operations
from marketplace.inquiries.rules import Side
from marketplace.notices import buyers, wishes
from marketplace.notices.hours import Hours
from marketplace.notices.models import Notice
from marketplace.notices.rules import KINDS, Group, Way
from marketplace.settings import PROJECT
from tests.conftest import NOON

POSTING = {
    "accounts/mails.py",
    "alerts/mails.py",
    "notices/buyers.py",
    "questions/mails.py",
    "registrations/mails.py",
    "reports/mails.py",
    "order_notes/mails.py",
    "reviews/mails.py",
}
"""Who puts letters into the outbox. Accounts: `accounts/mails`, heard by the feed; buyers of either sort: `buyers`.

The others write to addresses without an account: alerts have links of their own to end them; whoever asked in public or
reported something gets one or two letters, and the address is forgotten; who wants to review asks for one letter;
the address an order note had before is told once that its letters go elsewhere; who registers for a cohort is told of
her seat, and ends it by cancelling.
"""


@pytest.fixture
def talk(make):
    """A talk somebody began while signed in, with the address of the account."""
    account = make.account(email="rina@contoh.invalid")
    return make.thread(buyer_account_id=account.id, buyer_email=account.email)


def answer(thread, number=0):
    mails.answer_for_buyer(thread, thread.messages[number], "t0ken", at=NOON)


def test_no_other_module_puts_letters_into_the_outbox():
    found = set()
    for path in (PROJECT / "marketplace").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            outbox = isinstance(node, ast.ImportFrom) and node.module == "marketplace.adapters.mail.outbox"
            if outbox and any(one.name == "post" for one in node.names):
                found.add(path.relative_to(PROJECT / "marketplace").as_posix())
    assert found == POSTING


@pytest.mark.parametrize("kind", [name for name in KINDS if KINDS[name].page.partition(".")[0] != "accounts"])
def test_whatever_kind_is_told_stands_in_the_feed_with_a_letter_or_without(make, told, session, kind):
    for account in (make.account(), make.account(email=None, phone="+6281234567890")):
        told(account, kind=kind)
    assert [one.kind for one in session.query(Notice)] == [kind, kind]


def test_an_account_is_told_by_its_feed_and_by_a_letter_that_leads_to_its_own_page(
    talk, session, jobs, outbox
):
    answer(talk)
    session.commit()
    jobs.run_all()
    notice = session.query(Notice).one()
    assert (notice.account_id, notice.kind) == (talk.buyer_account_id, "talk_answer")
    assert "t0ken" not in str(notice.blanks)
    (letter,) = outbox.letters
    assert letter.to == "rina@contoh.invalid"
    assert f"/account/talks/{talk.id}" in letter.text
    assert "/account/letters/stop/questions/" in (letter.unsubscribe or "")


@pytest.mark.parametrize("way", [Way.DIGEST, Way.HERE])
def test_an_account_that_wants_no_letter_at_once_keeps_its_link(talk, make, session, jobs, outbox, way):
    wishes.choose(talk.buyer_account_id, {Group.QUESTIONS: way}, Hours("Asia/Makassar"))
    actor = talk.artisan.account
    links.give(talk, at=NOON)
    operations._say(talk, Side.ARTISAN, "Ada.", NOON, (), None)
    assert not buyers.is_written_to(talk)
    answer(talk, 1)
    session.commit()
    jobs.run_all()
    assert outbox.letters == []
    assert session.query(Notice).filter(Notice.account_id != actor.id).count() == 1
    assert all(link.replaced_at is None for link in talk.links)


def test_another_address_than_the_accounts_gets_its_letters_whatever_the_account_chose(
    talk, session, jobs, outbox
):
    talk.buyer_email = "teman@contoh.invalid"
    wishes.choose(talk.buyer_account_id, {Group.QUESTIONS: Way.HERE}, Hours("Asia/Makassar"))
    answer(talk)
    session.commit()
    jobs.run_all()
    (letter,) = outbox.letters
    assert letter.to == "teman@contoh.invalid"
    assert "/account/letters/stop/talk/" in (letter.unsubscribe or ""), (
        "a stranger ends nothing of the account's"
    )
    assert session.query(Notice).one().kind == "talk_answer"


def test_who_left_a_number_and_has_an_account_is_told_at_its_address(talk, session, jobs, outbox):
    talk.buyer_email, talk.buyer_phone = None, "+6281234567890"
    answer(talk)
    session.commit()
    jobs.run_all()
    assert [letter.to for letter in outbox.letters] == ["rina@contoh.invalid"]


def test_what_is_muted_stands_in_the_feed_alone(talk, session, jobs, outbox):
    talk.muted_by_buyer = True
    answer(talk)
    session.commit()
    jobs.run_all()
    assert outbox.letters == []
    assert session.query(Notice).count() == 1


def test_a_closed_account_is_an_address_like_any_other(talk, make, session, clock, jobs, outbox):
    talk.buyer.disabled_at = clock()
    answer(talk)
    session.commit()
    jobs.run_all()
    assert session.query(Notice).count() == 0
    assert "/inquiries/t0ken" in outbox.letters[0].text
