"""Who may review: each way in which an artisan could try to praise herself, and the two that lead to a review."""

from __future__ import annotations

import pytest

from marketplace.access.roles import Role
from marketplace.helping.models import Helper
from marketplace.relatives.models import Relation
from marketplace.reviews import rights
from marketplace.reviews.models import ReviewAddress
from marketplace.reviews.rights import NOTHING, Claim, Right
from marketplace.reviews.rules import How, Lack
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET
from tests.reviews.conftest import by_letter

PHONE = {"email": None, "phone": "+6281200000009"}


@pytest.fixture
def hers(bag, session):
    """An artisan who is reached at a house where one mailbox has many spellings."""
    bag.artisan.account.email = "siti.contoh@gmail.com"
    bag.artisan.whatsapp = "+6281200000077"
    session.commit()
    return bag


@pytest.fixture
def order(propose, hers, hand_over):
    """A handed-over order of hers."""
    return lambda **who: hand_over(propose(hers, **who))


def find(note, claim=NOTHING):
    return rights.find(note, claim, SECRET)


def test_the_link_of_a_note_alone_is_no_right(order):
    assert find(order()) is Lack.LETTER
    assert find(order(**PHONE)) is Lack.ACCOUNT  # she proposed it, so she passed the link on


def test_before_the_bag_is_handed_over_nobody_has_it(propose, hers, make):
    account = make.account()
    note = propose(hers, account_id=account.id)
    for claim in (NOTHING, by_letter(note), Claim(account.id)):
        assert find(note, claim) is Lack.NOT_YET


def test_the_letter_proves_whoever_opens_it(order):
    note = order()
    assert find(note, by_letter(note)) == Right(How.LETTER, rights.mailbox("Rina+x@contoh.invalid", SECRET))


def test_the_account_that_agreed_needs_no_letter_and_no_other_account_will_do(order, make):
    buyer, other = make.account(), make.account()
    note = order(account_id=buyer.id)
    assert find(note, Claim(buyer.id)) == Right(How.ACCOUNT, rights.mailbox(buyer.email, SECRET))
    assert find(note, Claim(other.id)) is Lack.LETTER


def test_an_account_with_a_number_alone_was_never_proved(order, make):
    account = make.account(email=None, phone="+6281200000012")
    note = order(account_id=account.id)
    assert find(note, Claim(account.id)) is Lack.LETTER
    numbered = order(account_id=account.id, **PHONE)
    assert find(numbered, Claim(account.id)) is Lack.ADDRESS


@pytest.mark.parametrize("proof", ["", "x", "x" * 43, "\ud800" * 43, "\x00" * 43])
def test_a_forged_proof_is_none(order, proof):
    assert find(order(), Claim(proof=proof)) is Lack.LETTER


def test_the_proof_of_another_note_of_the_same_buyer_is_none(order):
    first, second = order(), order()
    assert find(second, by_letter(first)) is Lack.LETTER


def test_a_proof_is_void_once_another_address_was_given(order, session, make):
    account = make.account(email=None, phone="+6281200000012")
    note = order(account_id=account.id, **PHONE)
    given = make.keep(ReviewAddress(note_id=note.id, email="rina@contoh.invalid", given_at=NOON))
    old = Claim(account.id, by_letter(note, "rina@contoh.invalid").proof)
    assert isinstance(find(note, old), Right)
    given.email = "dewi@contoh.invalid"
    session.commit()
    assert find(note, old) is Lack.LETTER


def test_she_may_not_herself_with_her_own_sign_in(order, hers):
    note = order()
    assert find(note, Claim(hers.artisan.account_id, by_letter(note).proof)) is Lack.OWN


@pytest.mark.parametrize(
    "address",
    ["siti.contoh@gmail.com", "SitiContoh+rina@googlemail.com", "s.i.t.i.contoh@gmail.com"],
)
def test_her_own_mailbox_is_hers_however_it_is_spelt(order, make, address):
    lettered = order(email=address)
    assert find(lettered, by_letter(lettered)) is Lack.OWN


@pytest.mark.parametrize("address", ["siti.contoh+rina@gmail.com", "siticontoh@googlemail.com"])
def test_a_second_account_in_her_own_mailbox_is_hers(order, make, address):
    account = make.account(email=address)
    assert find(order(account_id=account.id), Claim(account.id)) is Lack.OWN


def test_a_second_account_under_her_number_is_hers(order, make):
    account = make.account(phone="+6281200000077")
    assert find(order(account_id=account.id), Claim(account.id)) is Lack.OWN


def test_an_order_that_names_her_own_number_as_the_buyers_is_hers(order, make, session):
    account = make.account()
    note = order(account_id=account.id, email=None, phone="+6281200000077")
    assert find(note, Claim(account.id)) is Lack.OWN


def test_relatives_are_as_she_is_by_account_and_by_mailbox(order, hers, make, session):
    cousin = make.account(Role.OFFICER, email="cousin@contoh.invalid")
    note, lettered = order(account_id=cousin.id), order(email="cousin+tas@contoh.invalid")
    assert isinstance(find(lettered, by_letter(lettered)), Right)
    relation = make.keep(Relation(account_id=cousin.id, artisan_id=hers.artisan_id, declared_at=NOON))
    assert find(note, Claim(cousin.id)) is Lack.OWN
    assert find(note, Claim(cousin.id, by_letter(note).proof)) is Lack.OWN
    assert find(lettered, by_letter(lettered)) is Lack.OWN
    relation.ended_at = NOON
    session.commit()
    assert isinstance(find(lettered, by_letter(lettered)), Right)


@pytest.mark.parametrize("ended_at", [None, NOON])
def test_whoever_helps_her_or_did_is_as_she_is(order, hers, make, ended_at):
    hand = make.account(email="budi@contoh.invalid")
    note, lettered = order(account_id=hand.id), order(email="budi+tas@contoh.invalid")
    make.keep(
        Helper(
            artisan_id=hers.artisan_id,
            account_id=hand.id,
            tasks=["orders"],
            invited_at=NOON,
            expires_at=NOON,
            accepted_at=NOON,
            ended_at=ended_at,
        )
    )
    assert find(note, Claim(hand.id)) is Lack.OWN
    assert find(lettered, by_letter(lettered)) is Lack.OWN


def test_where_she_passed_the_link_on_no_letter_helps_without_the_account(order, make):
    account = make.account()
    note = order(account_id=account.id, **PHONE)
    make.keep(ReviewAddress(note_id=note.id, email="rina@contoh.invalid", given_at=NOON))
    assert note.passed_on
    assert find(note, by_letter(note, "rina@contoh.invalid")) is Lack.ACCOUNT
    assert find(note, Claim(account.id)).how is How.ACCOUNT


def test_mailboxes_cannot_be_told_without_the_secret():
    assert rights.mailbox("a@contoh.invalid", SECRET) != rights.mailbox("a@contoh.invalid", "other")
    assert len(rights.mailbox("a@contoh.invalid", SECRET)) == 64
