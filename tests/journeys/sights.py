"""What the town has to show: an address for every type of page, and who is signed in to see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from playwright.sync_api import Page

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts import hashing, resets, staff
from marketplace.accounts import operations as accounts
from marketplace.accounts.models import Account
from marketplace.appeals import queries as appeals
from marketplace.appeals import upholding
from marketplace.artisans.models import Artisan
from marketplace.bodies import operations as bodies
from marketplace.bodies.operations import BodyEntry, SchemeEntry, UnitLine
from marketplace.bodies.rules import LspType, Stream
from marketplace.certificates import operations as certificates
from marketplace.certificates.grounds import Ground
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Action as CertificateAction
from marketplace.certificates.rules import Method, Status
from marketplace.database.session import reading, writing
from marketplace.demo.people import ADMIN, BUYER, OFFICERS
from marketplace.listings import operations as listings
from marketplace.listings.models import Listing, Variant
from marketplace.listings.rules import Action, State
from marketplace.proposals import operations as proposals
from tests.journeys import listfolk, townsfolk
from tests.journeys.site import Site

SITI = "+6281200000001"
PASSWORD = "ombak rajut sore hari"

BODY = BodyEntry(name="LSP Contoh", stream=Stream.LSP, lsp_type=LspType.P3, licence_no="BNSP-LSP-0000-ID")
SCHEME = SchemeEntry("Pembuatan Tas Rajut (contoh)", units=(UnitLine("Merajut badan tas", "CONTOH.000.003"),))


class Register(NamedTuple):
    """Where a body is: for everybody and for officers, with its one scheme."""

    page: str
    scheme: str
    desk: str
    scheme_id: int


class Sights:
    """Addresses of the town's pages. What has to be made for one is made when it is first asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def account(self, who: str) -> int:
        """The account that stands for a kind of visitor."""
        if who == "newcomer":
            return self.newcomer.account_id
        if who == "lsp":
            return self.issuer
        if " " in who:
            return self.own(who)[0]
        contacts = {
            "buyer": BUYER[1],
            "artisan": SITI,
            "officer": OFFICERS[0][1],
            "admin": ADMIN[1],
        }
        return self._account(contacts[who])

    def _account(self, contact: str) -> int:
        with self.site.app.app_context(), reading() as session:
            found = session.query(Account).filter((Account.email == contact) | (Account.phone == contact))
            return int(found.one().id)

    @cached_property
    def issuer(self) -> int:
        """Somebody of the body the town's certificates name."""
        email = f"lsp{next(townsfolk.NUMBERS)}@contoh.invalid"
        with self.site.app.app_context(), reading() as session:
            licence = session.query(Certificate).order_by(Certificate.id).first().body_licence_no
        box = self.site.box
        actor = Actor(self.account("admin"), Role.ADMIN, "Admin", second_factor=True)
        with self.site.change():
            entry = BodyEntry(name="LSP Penerbit (contoh)", stream=Stream.LSP, licence_no=licence)
            body = bodies.add_body(entry, actor=actor, at=box.clock(), today=box.today())
            person = accounts.create(
                name="Petugas LSP",
                role=Role.LSP,
                at=box.clock(),
                email=email,
                password_hash=hashing.hash_password(PASSWORD),
                body_id=body.id,
            )
            return int(person.id)

    @cached_property
    def newcomer(self) -> townsfolk.Maker:
        """An artisan with a profile and nothing else."""
        return townsfolk.open_shop(self.site)

    @cached_property
    def maker(self) -> townsfolk.Maker:
        return townsfolk.open_shop(self.site)

    def bag(self, state: State = State.PUBLISHED, holder: Status | None = Status.VERIFIED) -> str:
        """The page of a bag in a state, by an artisan whose certificate has a status."""
        if state is not State.PUBLISHED:
            return self._taken_out[state]
        with self.site.app.app_context(), reading() as session:
            query = session.query(Listing).filter_by(state=state, made_by="self").order_by(Listing.id)
            found = (one for one in query if holder in self._statuses(one.artisan_id))
            listing = next(found)
            return f"/products/{listing.slug}-{listing.code}"

    @property
    def gallery(self) -> str:
        """The page of the bag with the most photos, of makers whose bags no journey changes."""
        with self.site.app.app_context(), reading() as session:
            others = session.query(Listing).filter(
                Listing.state == State.PUBLISHED, Listing.artisan.has(Artisan.slug != "siti-contohwati")
            )
            listing = max(others.order_by(Listing.id), key=lambda one: len(one.photos))
            return f"/products/{listing.slug}-{listing.code}"

    @cached_property
    def varied(self) -> tuple[str, str]:
        """The page of a bag that comes in colours and sizes, and the same with one chosen that cannot be had."""
        with self.site.app.app_context(), reading() as session:
            gone = session.query(Variant).filter(Variant.stock == 0, Variant.size != "").first()
            listing = session.get_one(Listing, gone.listing_id)
            page = f"/products/{listing.slug}-{listing.code}"
            return page, f"{page}?v={gone.code}"

    def newest(self, number: int) -> list[str]:
        """The codes of the bags that came last."""
        with self.site.app.app_context(), reading() as session:
            query = session.query(Listing).filter_by(state=State.PUBLISHED)
            return [one.code for one in query.order_by(Listing.published_at.desc()).limit(number)]

    def _statuses(self, artisan_id: int) -> list[Status | None]:
        return self._standing.get(artisan_id, [None])

    @cached_property
    def _standing(self) -> Mapping[int, list[Status | None]]:
        found: dict[int, list[Status | None]] = {}
        with self.site.app.app_context(), reading() as session:
            for certificate in session.query(Certificate).all():
                found.setdefault(certificate.artisan_id, []).append(certificate.status)
        return found

    @cached_property
    def _taken_out(self) -> Mapping[State, str]:
        pages = {}
        for state, action in ((State.PAUSED, Action.PAUSE), (State.SOLD, Action.MARK_SOLD)):
            pages[state] = townsfolk.show_bag(self.site, self.maker, f"Tas {state.value}")
            with self.site.change() as session:
                listing = session.query(Listing).filter_by(code=pages[state][-10:]).one()
                listings.change_state(listing, action, actor=self.maker.actor, at=self.site.box.clock())
        return pages

    def record(self, name: str) -> str:
        """The newest public record of a named artisan."""
        with self.site.app.app_context(), reading() as session:
            query = session.query(Certificate).filter(
                Certificate.holder_name == name, Certificate.code.is_not(None)
            )
            return f"/c/{query.order_by(Certificate.id).first().code}"

    def certificate(self, status: Status) -> int:
        """The number of a certificate with a status."""
        with self.site.app.app_context(), reading() as session:
            found = session.query(Certificate).filter_by(status=status).order_by(Certificate.id).first()
            return int(found.id)

    def own(self, name: str) -> tuple[int, int]:
        """(account, certificate) of a named artisan."""
        with self.site.app.app_context(), reading() as session:
            found = session.query(Certificate).filter_by(holder_name=name).order_by(Certificate.id).first()
            return found.artisan.account_id, found.id

    @cached_property
    def scanned(self) -> int:
        """A submitted certificate whose photos wait to be read."""
        return townsfolk.submit_certificate(self.site, self.maker)

    @cached_property
    def compared(self) -> int:
        """A submitted certificate whose photo says something else than what was typed."""
        case = townsfolk.submit_certificate(self.site, self.maker)
        townsfolk.read_photo(self.site, case, self.officer(1), holder_name="Watty Rekaan", last_day=None)
        return case

    @cached_property
    def draft(self) -> str:
        """The code of an empty bag of the signed-in artisan."""
        with self.site.change() as session:
            account = session.get_one(Account, self.account("artisan"))
            listing = session.query(Listing).join(Listing.artisan).filter_by(account_id=account.id).first()
            actor = Actor(account.id, Role.ARTISAN, account.name, listing.artisan_id)
            return listings.begin(listing.artisan, actor=actor, at=self.site.box.clock()).code

    @cached_property
    def varied_of_hers(self) -> str:
        """The code of a bag of the signed-in artisan's that comes in variations."""
        with self.site.app.app_context(), reading() as session:
            query = session.query(Listing).join(Listing.artisan).filter_by(account_id=self.account("artisan"))
            return query.filter(Listing.variants.any()).order_by(Listing.id).first().code

    @cached_property
    def thinned(self) -> str:
        """The code of another one, of which one variation was taken out a moment ago."""
        with self.site.app.app_context(), writing() as session:
            query = session.query(Listing).join(Listing.artisan).filter_by(account_id=self.account("artisan"))
            bag = query.filter(Listing.variants.any()).order_by(Listing.id.desc()).first()
            bag.variants[-1].removed_at = self.site.app.extensions["toolbox"].clock()
            return bag.code

    @cached_property
    def shown(self) -> str:
        """The code of a bag the signed-in artisan has on show."""
        with self.site.app.app_context(), reading() as session:
            query = session.query(Listing).join(Listing.artisan).filter_by(account_id=self.account("artisan"))
            return query.filter(Listing.state == State.PUBLISHED).order_by(Listing.id).first().code

    @cached_property
    def talk(self) -> tuple[str, int]:
        """(private page, thread) of a question to the signed-in artisan."""
        with self.site.app.app_context(), reading() as session:
            listing = session.query(Listing).filter_by(code=self.shown).one()
            page = f"/products/{listing.slug}-{listing.code}"
        return townsfolk.ask(self.site, page, "Dina", email=f"dina{next(townsfolk.NUMBERS)}@contoh.invalid")

    def officer(self, number: int) -> Actor:
        """One of the town's officers."""
        name, contact = OFFICERS[number]
        return Actor(self._account(contact), Role.OFFICER, name, second_factor=True)

    @cached_property
    def doubt(self) -> tuple[str, int]:
        """(receipt, report) of a doubt about the signed-in artisan's record, passed on to her."""
        code = self.record("Siti Contohwati").rpartition("/")[2]
        return townsfolk.report_doubt(self.site, code, self.officer(1))

    @cached_property
    def suspended(self) -> int:
        """The certificate of Kartini Andaikan, suspended a moment ago."""
        certificate_id = self.own("Kartini Andaikan")[1]
        townsfolk.decide(self.site, certificate_id, CertificateAction.REINSTATE, self.officer(1))
        townsfolk.decide(self.site, certificate_id, CertificateAction.SUSPEND, self.officer(1))
        return certificate_id

    @cached_property
    def appeal(self) -> int:
        """An open appeal against another officer's decision."""
        maker = townsfolk.open_shop(self.site)
        certificate_id = townsfolk.submit_certificate(self.site, maker)
        townsfolk.decide(self.site, certificate_id, CertificateAction.REJECT, self.officer(1))
        return townsfolk.appeal(self.site, certificate_id, maker)

    @cached_property
    def upholding(self) -> int:
        """An appeal against a rejection that another officer wants to stand."""
        maker = townsfolk.open_shop(self.site)
        certificate_id = townsfolk.submit_certificate(self.site, maker)
        townsfolk.decide(self.site, certificate_id, CertificateAction.REJECT, self.officer(1))
        appeal_id = townsfolk.appeal(self.site, certificate_id, maker)
        officer = self.officer(0)
        actor = Actor(officer.id, officer.role, officer.name, second_factor=True)
        with self.site.change():
            upholding.propose(
                appeals.for_officer(appeal_id), "Nomor tidak ada.", actor=actor, at=self.site.box.clock()
            )
        return appeal_id

    @cached_property
    def proposed(self) -> tuple[str, str]:
        """(list, page of the certificate): an officer wants a certificate revoked."""
        at = self.site.box.clock()
        maker = townsfolk.open_shop(self.site)
        case = townsfolk.submit_certificate(self.site, maker)
        actor = Actor(self.account("officer"), Role.OFFICER, "Petugas", second_factor=True)
        townsfolk.read_photo(self.site, case, actor)
        with self.site.change() as session:
            certificate = session.get_one(Certificate, case)
            certificates.decide(
                certificate,
                CertificateAction.VERIFY,
                actor=actor,
                at=at,
                prefix="BTG",
                method=Method.CITY_LIST,
                checked_on=self.site.box.today(),
                note="Nama akun adalah nama panggilan.",
            )
            proposals.propose(
                certificate,
                CertificateAction.REVOKE,
                ground=Ground.ISSUER,
                reason="Kata LSP.",
                actor=actor,
                at=at,
            )
        return "/desk/proposals", f"/desk/certificates/{case}"

    @cached_property
    def register(self) -> Register:
        """A body with one scheme in the register."""
        box = self.site.box
        actor = Actor(self.account("admin"), Role.ADMIN, "Admin", second_factor=True)
        with self.site.change():
            body = bodies.add_body(BODY, actor=actor, at=box.clock(), today=box.today())
            scheme = bodies.add_scheme(body, SCHEME, actor=actor, at=box.clock())
            return Register(f"/bodies/{body.slug}", scheme.slug, f"/desk/bodies/{body.id}", scheme.id)

    @cached_property
    def draft_list(self) -> str:
        """A list of results whose columns are matched, with a row of every outcome."""
        return f"/desk/rosters/{listfolk.draft_of_every_outcome(self.site, self.account('officer'))}"

    def mailed(self, send: Callable[[str], None], pattern: str) -> str:
        """Send a letter to a new address and return the path of the link in it."""
        email = f"orang{next(townsfolk.NUMBERS)}@contoh.invalid"
        with self.site.change():
            send(email)
        texts = self.site.letters(email)
        return re.findall(rf"http://[^/\s]+({pattern}/\S+)", texts[-1])[0]

    @cached_property
    def sign_up(self) -> str:
        def send(email: str) -> None:
            accounts.ask_to_sign_up(
                name="Ani",
                email=email,
                password_hash=hashing.hash_password(PASSWORD),
                role=Role.BUYER,
                locale="id",
                purposes=[],
                at=self.site.box.clock(),
            )

        return self.mailed(send, "/sign-up")

    @cached_property
    def invitation(self) -> str:
        actor = Actor(self.account("admin"), Role.ADMIN, "Admin", second_factor=True)

        def send(email: str) -> None:
            staff.invite(email, Role.OFFICER, actor=actor, locale="id", at=self.site.box.clock())

        return self.mailed(send, "/invitation")

    @cached_property
    def reset(self) -> str:
        def send(email: str) -> None:
            at = self.site.box.clock()
            accounts.create(name="Ani", role=Role.BUYER, at=at, email=email, password_hash="!")
            resets.ask_for_link(email, at=at)

        return self.mailed(send, "/reset")


@dataclass(frozen=True, slots=True)
class PageType:
    """One row: what it is called, its endpoint, where it is, who sees it, and what is done there before looking."""

    name: str
    endpoint: str
    where: Callable[[Sights], str]
    who: str = ""
    act: Callable[[Page], None] | None = None

    def __str__(self) -> str:
        return self.name


def at(path: str) -> Callable[[Sights], str]:
    """Where a page is whose address is always the same."""
    return lambda sights: path
