"""People who ask in public and report bags: what the table of pages needs of them, made for each row that asks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.appeals.rules import WITHIN
from marketplace.gaps import operations as gaps
from marketplace.inquiries import coming_back, replies
from marketplace.inquiries.models import Thread
from marketplace.listings.models import Listing
from marketplace.questions import operations as questions
from marketplace.questions.rules import FlagReason
from marketplace.reports import operations as reports
from marketplace.reports.rules import Reason, due_on
from marketplace.takedowns import operations as takedowns
from marketplace.takedowns.models import Takedown
from tests.journeys import townsfolk
from tests.journeys.townsfolk import NUMBERS

if TYPE_CHECKING:
    from tests.journeys.sights import Sights
    from tests.journeys.site import Site


def waiting(sights: Sights) -> int:
    """A question about a bag of the signed-in artisan that waits for an answer."""
    code = sights.shown
    with sights.site.change() as session:
        listing = session.query(Listing).filter_by(code=code).one()
        return _ask(sights, listing).id


def kept_reply(sights: Sights) -> int:
    """A quick reply of the signed-in artisan."""
    maker = _signed_in(sights)
    with sights.site.change():
        return replies.add("Stok", "{tas} masih ada.", actor=maker.actor).id


def own_talk(sights: Sights) -> str:
    """The path of a talk that the signed-in buyer began."""
    _, number = sights.talk
    with sights.site.change() as session:
        session.get_one(Thread, number).buyer_account_id = sights.account("buyer")
    return f"/account/talks/{number}"


def way_back(sights: Sights) -> str:
    """The address in a text on WhatsApp that leads back to a talk."""
    _, number = sights.talk
    with sights.site.change() as session:
        mark = coming_back.mark_of(session.get_one(Thread, number), sights.site.box.settings.secret_key)
    return f"/talks/{mark}"


def own_talks(sights: Sights) -> str:
    """The path of a buyer's list of talks, with one in it."""
    return own_talk(sights).rpartition("/")[0]


def asked(sights: Sights) -> int:
    """A question that was answered and then reported."""
    at, code, maker = sights.site.box.clock(), sights.shown, sights.account("artisan")
    with sights.site.change() as session:
        listing = session.query(Listing).filter_by(code=code).one()
        account = session.get_one(Account, maker)
        question = _ask(sights, listing)
        actor = Actor(account.id, Role.ARTISAN, account.name, listing.artisan_id)
        questions.answer(question, "Muat, asal tanpa sarung tebal.", actor=actor, at=at)
        questions.flag(question, FlagReason.RUDE, sender="somebody", at=at)
        return question.id


def asked_and_answered(site: Site, maker: townsfolk.Maker, code: str, body: str) -> None:
    """Have somebody ask about a bag of hers, and her answer."""
    at = site.box.clock()
    with site.change() as session:
        listing = session.query(Listing).filter_by(code=code).one()
        question = questions.ask(
            listing, name="Rina", body=body, email=None, sender="somebody", locale="id", at=at
        )
        questions.answer(question, "Itu tidak benar.", actor=maker.actor, at=at)


def doubted_bag(sights: Sights) -> int:
    """A report about a bag."""
    box, code = sights.site.box, sights.shown
    with sights.site.change() as session:
        return reports.receive(
            session.query(Listing).filter_by(code=code).one(),
            Reason.STOLEN_PHOTOS,
            "Foto tas ini saya ambil sendiri tahun lalu.",
            sender=f"somebody {next(NUMBERS)}",
            name="Rina Rekaan",
            email=None,
            locale="id",
            due=due_on(box.today()),
            at=box.clock(),
        ).id


def taken_down(sights: Sights) -> tuple[int, str]:
    """A bag of the signed-in artisan that an officer took down: which time, and its code."""
    box, maker = sights.site.box, _signed_in(sights)
    code = townsfolk.show_bag(sights.site, maker, f"Tas Dilaporkan {next(NUMBERS)}")[-10:]
    officer = sights.officer(1)
    with sights.site.change() as session:
        taken = takedowns.take_down(
            session.query(Listing).filter_by(code=code).one(),
            Reason.STOLEN_PHOTOS,
            "Fotonya milik orang lain.",
            actor=Actor(officer.id, Role.OFFICER, officer.name, second_factor=True),
            at=box.clock(),
            until=box.today() + WITHIN,
        )
        return taken.id, code


def appealed(sights: Sights) -> str:
    """The code of such a bag whose maker has appealed."""
    (number, code), maker = taken_down(sights), _signed_in(sights)
    with sights.site.change() as session:
        takedowns.appeal(
            session.get_one(Takedown, number),
            "Fotonya sudah saya ganti.",
            actor=maker.actor,
            at=sights.site.box.clock(),
        )
    return code


def _signed_in(sights: Sights) -> townsfolk.Maker:
    code, account = sights.shown, sights.account("artisan")
    with sights.site.change() as session:
        artisan = session.query(Listing).filter_by(code=code).one().artisan
        return townsfolk.Maker(account, artisan.id, artisan.name)


def missed(sights: Sights) -> str:
    """Wishes for what nobody offers, often enough to be shown; a mark that keeps one address from another."""
    with sights.site.change():
        for days in range(3):
            for _ in range(2):
                gaps.wish("technique=macrame type=clutch", day=sights.site.box.today() - timedelta(days=days))
    return f"seen={next(NUMBERS)}"


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
