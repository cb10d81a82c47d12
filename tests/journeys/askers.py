"""People who ask in public and report bags: what the table of pages needs of them, made for each row that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.listings.models import Listing
from marketplace.questions import operations as questions
from marketplace.questions.rules import FlagReason
from marketplace.reports import operations as reports
from marketplace.reports.rules import Reason, due_on
from tests.journeys.townsfolk import NUMBERS

if TYPE_CHECKING:
    from tests.journeys.sights import Sights


def waiting(sights: Sights) -> int:
    """A question about a bag of the signed-in artisan that waits for an answer."""
    with sights.site.change() as session:
        listing = session.query(Listing).filter_by(code=sights.shown).one()
        return _ask(sights, listing).id


def asked(sights: Sights) -> int:
    """A question that was answered and then reported."""
    at = sights.site.box.clock()
    with sights.site.change() as session:
        listing = session.query(Listing).filter_by(code=sights.shown).one()
        account = session.get_one(Account, sights.account("artisan"))
        question = _ask(sights, listing)
        actor = Actor(account.id, Role.ARTISAN, account.name, listing.artisan_id)
        questions.answer(question, "Muat, asal tanpa sarung tebal.", actor=actor, at=at)
        questions.flag(question, FlagReason.RUDE, sender="somebody", at=at)
        return question.id


def doubted_bag(sights: Sights) -> int:
    """A report about a bag."""
    box = sights.site.box
    with sights.site.change() as session:
        return reports.receive(
            session.query(Listing).filter_by(code=sights.shown).one(),
            Reason.STOLEN_PHOTOS,
            "Foto tas ini saya ambil sendiri tahun lalu.",
            sender=f"somebody {next(NUMBERS)}",
            name="Rina Rekaan",
            email=None,
            locale="id",
            due=due_on(box.today()),
            at=box.clock(),
        ).id


def _ask(sights: Sights, listing: Listing) -> questions.Question:
    return questions.ask(
        listing,
        name="Rina",
        body=f"Muat laptop {next(NUMBERS)} inci?",
        email=None,
        sender="somebody",
        locale="id",
        at=sights.site.box.clock(),
    )
