"""People a journey brings along, and what they did before it began: through the operations real people use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import count
from typing import Any

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts import hashing
from marketplace.accounts import operations as accounts
from marketplace.accounts.models import Account
from marketplace.accounts.rules import ConsentPurpose
from marketplace.appeals import operations as appeals
from marketplace.artisans import operations as artisans
from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import FormOfAddress, Technique
from marketplace.certificates import drafts, rekeying, scans, scope
from marketplace.certificates import operations as certificates
from marketplace.certificates.claims import Claim
from marketplace.certificates.models import Certificate
from marketplace.certificates.rekeying_rules import Reading
from marketplace.certificates.rules import Action, Method, ScanSide
from marketplace.database.session import reading
from marketplace.demo import papers
from marketplace.demo.people import OFFICERS
from marketplace.inquiries import operations as inquiries
from marketplace.listings import operations as listings
from marketplace.listings import photos
from marketplace.listings.cards import address
from marketplace.listings.labels import search_words
from marketplace.listings.models import Listing, ListingUnit
from marketplace.listings.rules import Action as ListingAction
from marketplace.listings.rules import Availability, BagType, Colour, MadeBy, Material
from marketplace.pictures import operations as pictures
from marketplace.reports import operations as reports
from marketplace.reports.rules import REPLY_WITHIN, Reason, due_on
from tests.factories.photographs import jpeg
from tests.journeys.site import Site

NUMBERS = count(7000)
"""Beyond the numbers of the demonstration and of `artisans.submit_a_certificate`."""
CONSENTS = (ConsentPurpose.DATA_PROCESSING, ConsentPurpose.SHOW_PROFILE, ConsentPurpose.SCAN_STORAGE)


@dataclass(frozen=True, slots=True)
class Maker:
    """An artisan with a profile everybody may see."""

    account_id: int
    artisan_id: int
    name: str

    @property
    def actor(self) -> Actor:
        return Actor(self.account_id, Role.ARTISAN, self.name, self.artisan_id)


def open_shop(site: Site) -> Maker:
    """Have a new artisan sign up and fill in her profile."""
    number = next(NUMBERS)
    at, name, phone = site.box.clock(), f"Wati Rekaan {number}", f"+628140000{number:04d}"
    with site.change():
        account = accounts.create(
            name=name,
            role=Role.ARTISAN,
            at=at,
            phone=phone,
            password_hash=hashing.UNUSABLE,
            purposes=CONSENTS,
        )
        actor = Actor(account.id, Role.ARTISAN, name)
        artisan = artisans.open_profile(account, name=name, actor=actor, at=at)
        artisans.edit_profile(
            artisan,
            **profile(name, phone),
            actor=Actor(account.id, Role.ARTISAN, name, artisan.id),
            at=at,
        )
        return Maker(account.id, artisan.id, name)


def profile(name: str, phone: str) -> dict[str, Any]:
    return {
        "name": name,
        "form_of_address": FormOfAddress.BU,
        "story": "Saya merajut sejak kecil.",
        "place_code": "64.74.01.1001",
        "techniques": [Technique.CROCHET],
        "affiliations": [],
        "affiliation_note": "",
        "whatsapp": phone,
        "instagram": "",
        "shown": True,
        "whatsapp_shown": True,
    }


def claim(site: Site, maker: Maker) -> Claim:
    issued = min(date(2025, 10, 31), site.box.today() - timedelta(days=30))
    return papers.claim(maker.name, next(NUMBERS), issued)


def submit_certificate(site: Site, maker: Maker) -> int:
    """Have her send a certificate with both sides; returns its number. The viewing pages are made."""
    stored = []
    for side in ScanSide:
        data = jpeg(next(NUMBERS), (600, 850))
        key = site.box.private_files.put_unguessable(data, "jpg")
        stored.append(scans.StoredScan(side, key, sha256(data).hexdigest(), len(data)))
    with site.change() as session:
        artisan, at = session.get_one(Artisan, maker.artisan_id), site.box.clock()
        certificate = drafts.draft(artisan, claim(site, maker), actor=maker.actor, at=at)
        for scan in stored:
            scans.attach(certificate, scan, actor=maker.actor, at=at)
        certificates.submit(certificate, actor=maker.actor, at=at)
        number = certificate.id
    site.work()
    return number


def show_bag(site: Site, maker: Maker, title: str) -> str:
    """Have her put a bag on show; returns the path of its page."""
    stored = pictures.store(site.box, jpeg(next(NUMBERS)))
    at = site.box.clock()
    with site.change() as session:
        listing = listings.begin(session.get_one(Artisan, maker.artisan_id), actor=maker.actor, at=at)
        listings.edit(listing, bag(title), actor=maker.actor, at=at, search_words=search_words)
        photos.add(listing, stored, actor=maker.actor, at=at)
        listings.change_state(listing, ListingAction.PUBLISH, actor=maker.actor, at=at)
        session.flush()
        where = address(listing)
        return f"/products/{where['slug']}-{where['code']}"


def cover(site: Site, case: int, page: str) -> None:
    """Have an officer note what the units of a certificate cover, and its holder name the first one for a bag."""
    with site.change() as session:
        certificate = session.get_one(Certificate, case)
        crochet = {unit.id: frozenset({Technique.CROCHET}) for unit in certificate.units}
        officer = session.query(Account).filter_by(email=OFFICERS[0][1]).one()
        actor = Actor(officer.id, officer.role, officer.name, second_factor=True)
        noted = scope.Link(certificate.paper, None, None, crochet)
        scope.link(certificate, noted, actor=actor, at=site.box.clock())
        listing = session.query(Listing).filter_by(code=page[-10:]).one()
        listing.units.append(ListingUnit(unit_id=certificate.units[0].id))


def bag(title: str) -> dict[str, Any]:
    return {
        "title": title,
        "price": 150_000,
        "availability": Availability.READY,
        "stock": 1,
        "bag_type": BagType.TOTE,
        "technique": Technique.CROCHET,
        "length_cm": Decimal(30),
        "width_cm": Decimal(10),
        "height_cm": Decimal(30),
        "materials": [Material.COTTON],
        "colours": [Colour.NAVY],
        "made_by": MadeBy.SELF,
    }


def ask(site: Site, bag_path: str, name: str, *, email: str) -> tuple[str, int]:
    """Have a buyer ask about a bag; returns the path of the private page, and the thread's number."""
    with site.change() as session:
        listing = session.query(Listing).filter_by(code=bag_path.rpartition("-")[2]).one()
        thread, token = inquiries.ask(
            listing,
            name=name,
            email=email,
            phone=None,
            body="Apakah masih ada?",
            locale="id",
            secret=site.box.settings.secret_key,
            actor=None,
            at=site.box.clock(),
        )
        return f"/inquiries/{token}", thread.id


def decide(site: Site, certificate_id: int, action: Action, officer: Actor) -> None:
    """Have an officer decide about a certificate."""
    with site.change() as session:
        certificates.decide(
            session.get_one(Certificate, certificate_id),
            action,
            actor=officer,
            at=site.box.clock(),
            prefix=site.box.settings.record_prefix,
            reason="Menunggu keterangan LSP.",
        )


def read_photo(site: Site, certificate_id: int, officer: Actor, **misread: Any) -> Reading:
    """Have an officer read a photo without seeing the claim; what is `misread` differs from what was typed."""
    with site.change() as session:
        certificate = session.get_one(Certificate, certificate_id)
        seen = replace(rekeying.claimed(certificate), **misread)
        rekeying.rekey(certificate, seen, actor=officer, at=site.box.clock())
        return seen


def on_paper(site: Site, certificate_id: int) -> Reading:
    """What the photo of a certificate says."""
    with site.app.app_context(), reading() as session:
        return rekeying.claimed(session.get_one(Certificate, certificate_id))


def verify(site: Site, certificate_id: int, officer: Actor) -> None:
    """Have an officer approve a certificate, its photo read."""
    read_photo(site, certificate_id, officer)
    with site.change() as session:
        certificates.decide(
            session.get_one(Certificate, certificate_id),
            Action.VERIFY,
            actor=officer,
            at=site.box.clock(),
            prefix=site.box.settings.record_prefix,
            method=Method.CITY_LIST,
            checked_on=site.box.today(),
        )


def report_doubt(site: Site, code: str, officer: Actor) -> tuple[str, int]:
    """Have somebody report a doubt and an officer pass it on; returns receipt and number."""
    at, due = site.box.clock(), due_on(site.box.today())
    with site.change() as session:
        report = reports.receive(
            session.query(Certificate).filter_by(code=code).one(),
            Reason.NUMBER_WRONG,
            "Nomor di gantungan tas berbeda dengan nomor di catatan ini.",
            sender=f"somebody {next(NUMBERS)}",
            name="Rina Rekaan",
            email=None,
            locale="id",
            due=due,
            at=at,
        )
        reports.forward(
            report,
            "Ada yang menemukan nomor lain di gantungan tas.",
            actor=officer,
            at=at,
            due=due,
            until=(at + REPLY_WITHIN).date(),
        )
        return report.receipt, report.id


def appeal(site: Site, certificate_id: int, maker: Maker) -> int:
    """Have an artisan appeal the last decision about her certificate."""
    with site.change() as session:
        made = appeals.appeal(
            session.get_one(Certificate, certificate_id),
            "LSP sudah menjawab lewat surat tanggal 2 November.",
            actor=maker.actor,
            due=due_on(site.box.today()),
            at=site.box.clock(),
        )
        return made.id
