"""Rows for tests: only what a test names differs from a plain, valid thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.appeals.models import Appeal, Upholding
from marketplace.artisans.models import Artisan, Place
from marketplace.artisans.rules import Technique
from marketplace.bodies.models import Body
from marketplace.bodies.rules import Stream
from marketplace.certificates.models import Certificate, Decision, Rekeying, Scan, Unit, UnitTechnique
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import LIFECYCLE, Action, Method, ScanSide, Status
from marketplace.checks.models import VerificationEvent
from marketplace.checks.rules import Outcome
from marketplace.inquiries.models import Message, Thread, ThreadLink
from marketplace.inquiries.rules import Side
from marketplace.kit.text import fold
from marketplace.kit.tokens import digest
from marketplace.listings.models import (
    DeletedPhoto,
    Listing,
    ListingColour,
    ListingMaterial,
    ListingUnit,
    Photo,
)
from marketplace.listings.rules import Availability, BagType, Colour, MadeBy, Material, State
from marketplace.pictures.models import Picture, Rendition
from marketplace.pictures.rules import PictureFormat, PictureState
from marketplace.questions.models import Question
from marketplace.questions.rules import State as QuestionState
from marketplace.reports.models import Report
from marketplace.reports.rules import Reason
from marketplace.reports.rules import State as ReportState

Row = TypeVar("Row")
DECIDED = frozenset({Status.VERIFIED, Status.SUSPENDED, Status.REVOKED})


class Make:
    """Makes rows and commits them."""

    def __init__(self, session: Session, clock: Callable[[], datetime]) -> None:
        self.session = session
        self.clock = clock
        self.numbers = count(1)
        self.choosy: set[Listing] = set()  # bags that name the units a test gave them, and no others
        self.waits = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Commit what is made inside at the end, all at once; a bag has no `id` before that."""
        self.waits = True
        yield
        self.waits = False
        self.session.commit()

    def keep(self, row: Row) -> Row:
        self.session.add(row)
        if not self.waits:
            self.session.commit()
        elif not isinstance(row, Listing):
            self.session.flush()
        return row

    def account(self, role: Role = Role.BUYER, **changes: Any) -> Account:
        return self.keep(self._account(role, **changes))

    def _account(self, role: Role, **changes: Any) -> Account:
        number = next(self.numbers)
        values: dict[str, Any] = {
            "name": f"Orang {number}",
            "email": f"orang{number}@contoh.invalid",
            "password_hash": "!",
            "role": role,
            "created_at": self.clock(),
        }
        if role is Role.LSP and changes.get("body_id") is None:
            changes["body_id"] = self.body().id
        return Account(**values | changes)

    def body(self, **changes: Any) -> Body:
        """A certifying body; by default the one factories' certificates name."""
        values: dict[str, Any] = {
            "slug": f"lsp-{next(self.numbers)}",
            "name": "LSP Contoh",
            "name_folded": "lsp contoh",
            "stream": Stream.LSP,
            "licence_no": "BNSP-LSP-0000-ID",
            "licence_key": "BNSPLSP0000ID",
            "created_at": self.clock(),
            "updated_at": self.clock(),
        }
        return self.keep(Body(**values | changes))

    def check(self, certificate: Certificate, outcome: Outcome = Outcome.MATCH, **changes: Any) -> Any:
        """An event as it stands in the table; the certificate does not follow it."""
        values: dict[str, Any] = {
            "certificate_id": certificate.id,
            "method": Method.PORTAL_BNSP,
            "outcome": outcome,
            "checked_on": self.clock().date(),
            "made_at": self.clock(),
            "actor_role": Role.OFFICER,
            "note": "Namanya lain." if outcome is Outcome.MISMATCH else "",
        }
        return self.keep(VerificationEvent(**values | changes))

    def place(self, code: str = "64.74.01.1001", name: str = "Bontang Kuala") -> Place:
        parts = code.split(".")
        names = {"64": "Kalimantan Timur", "64.74": "Kota Bontang", "64.74.01": "Bontang Utara"}
        for level in range(1, len(parts) + 1):
            key = ".".join(parts[:level])
            if self.session.get(Place, key) is None:
                parent = ".".join(parts[: level - 1]) or None
                self.keep(Place(code=key, name=names.get(key, name), level=level, parent_code=parent))
        found = self.session.get(Place, code)
        assert found is not None
        return found

    def _home(self) -> str:
        """The code of the place artisans live in; a test may have emptied all tables since the last one."""
        code = "64.74.01.1001"
        there = self.session.scalar(select(Place.code).where(Place.code == code))
        return there or self.place(code).code

    def artisan(self, account: Account | None = None, **changes: Any) -> Artisan:
        number = next(self.numbers)
        name = changes.pop("name", f"Perajin {number}")
        values: dict[str, Any] = {
            "account": account or self._account(Role.ARTISAN, name=name),
            "slug": f"perajin-{number}",
            "name": name,
            "name_folded": fold(name),
            "place_code": self._home(),
            "visible": True,
            "created_at": self.clock(),
        }
        return self.keep(Artisan(**values | changes))

    def certificate(
        self,
        artisan: Artisan | None = None,
        status: Status = Status.VERIFIED,
        units: Sequence[str] = ("Merajut badan tas",),
        techniques: Sequence[Technique] = tuple(Technique),
        **changes: Any,
    ) -> Certificate:
        number = next(self.numbers)
        artisan = artisan or self.artisan()
        decided = status in DECIDED
        values: dict[str, Any] = {
            "code": f"BTG-{number + 2222:04d}".replace("0", "A").replace("1", "B") if decided else None,
            "artisan": artisan,
            "status": status,
            "paper": Paper.BNSP,
            "holder_name": artisan.name,
            "certificate_no": f"00000 0000 0 {number:07d} 2025",
            "certificate_no_key": f"0000000000{number:07d}2025",
            "body_name": "LSP Contoh",
            "body_licence_no": "BNSP-LSP-0000-ID",
            "body_licence_key": "BNSPLSP0000ID",
            "scheme": "Pembuatan Tas Rajut",
            "scheme_en": "Knitted bag making",
            "issue_date": date(2025, 10, 31),
            "term_months": 36,
            "valid_until": date(2028, 10, 31),
            "checked_on": date(2025, 11, 10) if decided else None,
            "method": Method.CITY_LIST if decided else None,
            "created_at": self.clock(),
            "updated_at": self.clock(),
            "submitted_at": None if status is Status.DRAFT else self.clock(),
        }
        if decided and "decided_by_id" not in changes:
            values["decided_by_id"] = self.account(Role.OFFICER).id
        values |= changes
        values.setdefault("holder_name_folded", fold(values["holder_name"]))
        certificate = Certificate(**values)
        certificate.units = [
            Unit(
                position=position,
                code=f"CONTOH.000.{position:03d}",
                title=title,
                covered=[UnitTechnique(technique=technique) for technique in techniques],
            )
            for position, title in enumerate(units, start=1)
        ]
        self.keep(certificate)
        for listing in self.session.scalars(select(Listing).where(Listing.artisan_id == artisan.id)):
            if listing not in self.choosy:
                self.name_units(listing, certificate.units)
        return certificate

    def name_units(self, listing: Listing, units: Sequence[Unit]) -> None:
        """Let a bag name units, whoever's they are."""
        listing.units.extend(ListingUnit(unit_id=unit.id) for unit in units)
        self.session.commit()

    def scan(self, certificate: Certificate, side: ScanSide = ScanSide.FRONT, **changes: Any) -> Scan:
        number = next(self.numbers)
        values: dict[str, Any] = {
            "certificate": certificate,
            "side": side,
            "original_key": f"ab/cd/{number:064x}.jpg",
            "digest": f"{number:064x}",
            "bytes": 1000,
            "created_at": self.clock(),
        }
        return self.keep(Scan(**values | changes))

    def rekeying(self, certificate: Certificate, **changes: Any) -> Rekeying:
        """A blind reading of the photo that says what the artisan typed."""
        values: dict[str, Any] = {
            "certificate": certificate,
            "submitted_at": certificate.submitted_at,
            "certificate_no": certificate.certificate_no,
            "holder_name": certificate.holder_name,
            "issue_date": certificate.issue_date,
            "last_day": certificate.valid_until,
            "blind": True,
            "actor_name": "Petugas",
            "made_at": self.clock(),
        }
        return self.keep(Rekeying(**values | changes))

    def report(self, certificate: Certificate | None = None, **changes: Any) -> Report:
        number = next(self.numbers)
        values: dict[str, Any] = {
            "receipt": f"{number:010d}",
            "certificate": certificate if certificate or changes.get("listing") else self.certificate(),
            "reason": Reason.NUMBER_WRONG,
            "body": "Nomor di tas berbeda dengan nomor di sini.",
            "state": ReportState.RECEIVED,
            "received_at": self.clock(),
        }
        if changes.get("state") in (ReportState.WITH_ARTISAN, ReportState.REPLIED):
            values |= {"forwarded_at": self.clock(), "reply_until": self.clock() + timedelta(days=7)}
        return self.keep(Report(**values | changes))

    def decision(self, certificate: Certificate, action: Action, **changes: Any) -> Decision:
        sources = next(move.sources for move in LIFECYCLE.moves if move.action is action)
        values: dict[str, Any] = {
            "certificate": certificate,
            "action": action,
            "before": min(sources),
            "after": LIFECYCLE.move(min(sources), action).target,
            "actor_name": "Petugas",
            "made_at": self.clock(),
            "reason": "Alasan petugas.",
        }
        return self.keep(Decision(**values | changes))

    def appeal(self, decision: Decision, **changes: Any) -> Appeal:
        values: dict[str, Any] = {
            "certificate": decision.certificate,
            "decision": decision,
            "body": "LSP sudah menjelaskan nomornya.",
            "made_at": self.clock(),
        }
        return self.keep(Appeal(**values | changes))

    def upholding(self, appeal: Appeal, **changes: Any) -> Upholding:
        values: dict[str, Any] = {
            "appeal": appeal,
            "reason": "Nomor tetap tidak ada.",
            "proposed_by_name": "Petugas Dua",
            "proposed_at": self.clock(),
        }
        return self.keep(Upholding(**values | changes))

    def deleted_photo(self, listing: Listing, **changes: Any) -> DeletedPhoto:
        """A photo of the bag that can still be put back; it stood last."""
        values: dict[str, Any] = {"position": len(listing.photos), "deleted_at": self.clock()}
        gone = DeletedPhoto(listing_id=listing.id, picture=self.picture(), **values | changes)
        return self.keep(gone)

    def picture(self, state: PictureState = PictureState.READY, **changes: Any) -> Picture:
        return self.keep(self._picture(state, **changes))

    def _picture(self, state: PictureState = PictureState.READY, **changes: Any) -> Picture:
        number = next(self.numbers)
        values: dict[str, Any] = {
            "digest": f"{number:064x}",
            "original_key": f"ab/cd/{number:064x}.jpg",
            "state": state,
            "created_at": self.clock(),
        }
        if state is PictureState.READY:
            values |= {"colour": "#14505d", "width": 1080, "height": 1350}
        picture = Picture(**values | changes)
        if state is PictureState.READY:
            picture.renditions = [
                Rendition(
                    width=width,
                    height=width * 5 // 4,
                    format=format_,
                    key=f"00/{width:02x}/{number:060x}{width:04d}.{format_}",
                    bytes=1000,
                )
                for width in (240, 400)
                for format_ in PictureFormat
            ]
        return picture

    def listing(
        self,
        artisan: Artisan | None = None,
        state: State = State.PUBLISHED,
        materials: Sequence[Material] = (Material.COTTON,),
        colours: Sequence[Colour] = (Colour.NAVY,),
        photos: int = 1,
        units: Sequence[Unit] | None = None,
        **changes: Any,
    ) -> Listing:
        number = next(self.numbers)
        title = changes.pop("title", f"Tote Ombak {number}")
        values: dict[str, Any] = {
            "code": f"{number:010d}",
            "artisan": artisan or self.artisan(),
            "state": state,
            "slug": f"tote-ombak-{number}",
            "title": title,
            "price": 285_000,
            "availability": Availability.READY,
            "stock": 2,
            "bag_type": BagType.TOTE,
            "technique": Technique.CROCHET,
            "length_cm": 34,
            "width_cm": 10,
            "height_cm": 36,
            "made_by": MadeBy.SELF,
            "story": "Motifnya dari ombak.",
            "search_text": fold(title),
            "created_at": self.clock(),
            "updated_at": self.clock(),
            "published_at": None if state is State.DRAFT else self.clock() - timedelta(seconds=1000 - number),
        }
        listing = Listing(**values | changes)
        listing.materials = [ListingMaterial(material=material) for material in materials]
        listing.colours = [ListingColour(colour=colour) for colour in colours]
        listing.photos = [
            Photo(picture=self._picture(), position=position, alt=f"Foto {position + 1}")
            for position in range(photos)
        ]
        chosen = units
        if chosen is None:
            hers = Unit.certificate.has(Certificate.artisan_id == (values | changes)["artisan"].id)
            with self.session.no_autoflush:
                chosen = self.session.scalars(select(Unit).where(hers)).all()
        listing.units = [ListingUnit(unit_id=unit.id) for unit in chosen]
        self.keep(listing)
        if units is not None:
            self.choosy.add(listing)
        return listing

    def question(self, listing: Listing | None = None, answer: str = "", **changes: Any) -> Question:
        listing = listing or self.listing()
        values: dict[str, Any] = {
            "listing": listing,
            "artisan_id": listing.artisan_id,
            "state": QuestionState.ANSWERED if answer else QuestionState.WAITING,
            "name": f"Penanya {next(self.numbers)}",
            "body": "Muat laptop 13 inci?",
            "asked_at": self.clock(),
            "answer": answer,
            "answered_at": self.clock() if answer else None,
        }
        return self.keep(Question(**values | changes))

    def thread(self, listing: Listing | None = None, token: str = "a token", **changes: Any) -> Thread:
        listing = listing or self.listing()
        number = next(self.numbers)
        values: dict[str, Any] = {
            "listing": listing,
            "artisan_id": listing.artisan_id,
            "buyer_name": f"Pembeli {number}",
            "buyer_email": f"pembeli{number}@contoh.invalid",
            "sender_key": f"sender-{number}",
            "links_end_at": self.clock() + timedelta(days=90),
            "unread_by_artisan": 1,
            "waiting_since": self.clock(),
            "created_at": self.clock(),
            "last_message_at": self.clock(),
        }
        thread = Thread(**values | changes)
        thread.messages = [Message(side=Side.BUYER, body="Apakah masih ada?", sent_at=self.clock())]
        thread.links = [ThreadLink(digest=digest(token), given_at=self.clock())]
        return self.keep(thread)
