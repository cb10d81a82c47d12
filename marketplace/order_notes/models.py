"""How order notes are kept: the note, every version that was proposed, every step, and what was so on agreement."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.artisans.models import Artisan
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Method, StandingKind
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.database.private_links import PrivateLink
from marketplace.decision_log.triggers import guard
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import Side
from marketplace.kit.tokens import new_token
from marketplace.listings.combinations import MAX_COLOUR_WORDS, MAX_SIZE_LABEL, VARIANT_CODE_LENGTH
from marketplace.listings.models import Listing
from marketplace.listings.rules import MAX_PHOTO_WORDS, Colour
from marketplace.order_notes import triggers
from marketplace.order_notes.rules import CODE_LENGTH, MAX_PLACE, Action, Delivery, ShippingBy, State
from marketplace.pictures.models import Picture


class OrderNote(Model):
    """One order. `number` is the version at hand, which `proposed_by` wrote; `ready_on` is that version's.

    `link_seed` is the chance of which the proofs in its letters are made (`proofs`), worth nothing without our secret;
    `link_expires_at`: when the buyer's links stop.
    `passed_on`: the artisan got the link to hand it on herself, so who confirmed by it is not known for sure.
    `agreed_on` is the local day.
    """

    __tablename__ = "order_note"
    __table_args__ = (
        CheckConstraint("buyer_email IS NOT NULL OR buyer_phone IS NOT NULL", name="buyer_reachable"),
        CheckConstraint(
            "state NOT IN ('agreed', 'making', 'ready', 'handed_over', 'disputed') OR agreed_at IS NOT NULL",
            name="agreed_some_time",
        ),
        CheckConstraint("(agreed_at IS NULL) = (agreed_on IS NULL)", name="agreed_on_some_day"),
        CheckConstraint("state <> 'handed_over' OR handed_over_at IS NOT NULL", name="handed_over_some_time"),
        CheckConstraint("state <> 'cancelled' OR cancelled_at IS NOT NULL", name="cancelled_some_time"),
        Index("ix_order_note_artisan_id_state_ready_on", "artisan_id", "state", "ready_on", "id"),
        Index("ix_order_note_buyer_account_id", "buyer_account_id", "id"),
    )

    id: Mapped[PrimaryKey]
    code: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True)
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="RESTRICT"))
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id", ondelete="SET NULL"), index=True)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id", ondelete="SET NULL"), index=True)
    buyer_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    buyer_name: Mapped[str] = mapped_column(String(120))
    buyer_email: Mapped[str | None] = mapped_column(String(254))
    buyer_phone: Mapped[str | None] = mapped_column(String(16))
    locale: Mapped[str] = mapped_column(String(2), default="id")
    passed_on: Mapped[bool] = mapped_column(default=False)
    link_seed: Mapped[str] = mapped_column(String(64), default=new_token)
    link_expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[State] = mapped_column(enum_column(State, "order_note_state"), default=State.PROPOSED)
    number: Mapped[int]
    proposed_by: Mapped[Side] = mapped_column(enum_column(Side, "proposed_by"))
    ready_on: Mapped[date]
    agreed_on: Mapped[date | None]
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    making_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ready_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    handed_over_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    disputed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    letters_ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    artisan: Mapped[Artisan] = relationship()
    listing: Mapped[Listing | None] = relationship()
    thread: Mapped[Thread | None] = relationship()
    versions: Mapped[list[NoteVersion]] = relationship(back_populates="note", order_by="NoteVersion.number")
    events: Mapped[list[NoteEvent]] = relationship(back_populates="note", order_by="NoteEvent.number")
    snapshot: Mapped[NoteSnapshot | None] = relationship(back_populates="note")
    payment: Mapped[NotePayment | None] = relationship(back_populates="note")
    pictures: Mapped[list[NotePicture]] = relationship(order_by="NotePicture.position")
    links: Mapped[list[NoteLink]] = relationship(cascade="all, delete-orphan", order_by="NoteLink.id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def account_id(self) -> int:
        """The artisan's account, as the policy asks for it."""
        return self.artisan.account_id

    @property
    def muted_by_buyer(self) -> bool:
        """Whether the buyer wants no letters about this note."""
        return self.letters_ended_at is not None

    @property
    def current(self) -> NoteVersion:
        """The version at hand."""
        return next(one for one in reversed(self.versions) if one.number == self.number)


class NoteLink(PrivateLink, Model):
    """A private link the buyer was given, as the digest of its token alone."""

    __tablename__ = "order_note_link"

    id: Mapped[PrimaryKey]
    note_id: Mapped[int] = mapped_column(ForeignKey("order_note.id", ondelete="CASCADE"), index=True)


class NoteVersion(Model):
    """What one side proposed. Append-only; price and deposit in whole rupiah for all pieces, without shipping.

    `title` and the words of the variation are as they were then.
    """

    __tablename__ = "order_note_version"
    __table_args__ = (
        UniqueConstraint("note_id", "number"),
        CheckConstraint("price > 0", name="price"),
        CheckConstraint("deposit >= 0 AND deposit <= price", name="deposit"),
        CheckConstraint("quantity > 0", name="quantity"),
    )

    id: Mapped[PrimaryKey]
    note_id: Mapped[int] = mapped_column(ForeignKey("order_note.id", ondelete="RESTRICT"))
    number: Mapped[int]
    side: Mapped[Side] = mapped_column(enum_column(Side))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    title: Mapped[str] = mapped_column(String(80))
    variant_code: Mapped[str | None] = mapped_column(String(VARIANT_CODE_LENGTH))
    colour: Mapped[Colour | None] = mapped_column(enum_column(Colour))
    colour_words: Mapped[str] = mapped_column(String(MAX_COLOUR_WORDS), default="")
    size: Mapped[str] = mapped_column(String(MAX_SIZE_LABEL), default="")
    details: Mapped[str] = mapped_column(Text, default="")
    quantity: Mapped[int]
    price: Mapped[int] = mapped_column(BigInteger)
    deposit: Mapped[int] = mapped_column(BigInteger, default=0)
    ready_on: Mapped[date]
    delivery: Mapped[Delivery] = mapped_column(enum_column(Delivery))
    place: Mapped[str] = mapped_column(String(MAX_PLACE), default="")
    shipping_by: Mapped[ShippingBy | None] = mapped_column(enum_column(ShippingBy))

    note: Mapped[OrderNote] = relationship(back_populates="versions")


class NoteEvent(Model):
    """One step and who took it. Append-only. `number` counts within the note; `about` is the version at that moment.

    `helper` is the name of whoever took it for the artisan; empty where she, or the buyer, took it.
    """

    __tablename__ = "order_note_event"
    __table_args__ = (
        UniqueConstraint("note_id", "number"),
        Index(
            "uq_order_note_event_confirmed",
            "note_id",
            unique=True,
            sqlite_where=text("action = 'confirm'"),
            postgresql_where=text("action = 'confirm'"),
        ),
    )

    id: Mapped[PrimaryKey]
    note_id: Mapped[int] = mapped_column(ForeignKey("order_note.id", ondelete="RESTRICT"))
    number: Mapped[int]
    action: Mapped[Action] = mapped_column(enum_column(Action, "order_note_action"))
    side: Mapped[Side] = mapped_column(enum_column(Side))
    who: Mapped[str] = mapped_column(String(120))
    helper: Mapped[str] = mapped_column(String(120), default="", server_default="")
    by_account: Mapped[bool] = mapped_column(default=False)
    about: Mapped[int]
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    note: Mapped[OrderNote] = relationship(back_populates="events")


class NoteSnapshot(Model):
    """The bag's page and the maker's record as they stood on agreement. Append-only.

    `bag` holds codes, numbers and her own words, no words of ours. `kind` to `paper` are the answer of
    `certificates.rules.standing` on `taken_on` (a local day) about the record `record_code`; all None where there was
    none. `covered`: whether the bag carried the badge of that record.
    """

    __tablename__ = "order_note_snapshot"

    note_id: Mapped[int] = mapped_column(ForeignKey("order_note.id", ondelete="RESTRICT"), primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_on: Mapped[date]
    bag: Mapped[dict[str, Any]] = mapped_column(JSON)
    covered: Mapped[bool] = mapped_column(default=False)
    record_code: Mapped[str | None] = mapped_column(String(16))
    kind: Mapped[StandingKind | None] = mapped_column(enum_column(StandingKind))
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    checked_on: Mapped[date | None]
    method: Mapped[Method | None] = mapped_column(enum_column(Method))
    paper: Mapped[Paper | None] = mapped_column(enum_column(Paper))

    note: Mapped[OrderNote] = relationship(back_populates="snapshot")


class NotePicture(Model):
    """A photo of the bag as it was on agreement; while this row is there the sweep leaves the picture alone."""

    __tablename__ = "order_note_picture"

    note_id: Mapped[int] = mapped_column(ForeignKey("order_note.id", ondelete="RESTRICT"), primary_key=True)
    picture_id: Mapped[int] = mapped_column(
        ForeignKey("picture.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    position: Mapped[int]
    alt: Mapped[str] = mapped_column(String(MAX_PHOTO_WORDS), default="")

    picture: Mapped[Picture] = relationship()


class PaymentPicture(Model):
    """A picture of an artisan's own, a QRIS say. `source_key` is the file as sent, until it was copied."""

    __tablename__ = "payment_picture"

    id: Mapped[PrimaryKey]
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"), index=True)
    source_key: Mapped[str | None] = mapped_column(String(160), unique=True)
    digest: Mapped[str] = mapped_column(String(64))
    view_key: Mapped[str | None] = mapped_column(String(160))
    width: Mapped[int | None]
    height: Mapped[int | None]
    failure: Mapped[str | None] = mapped_column(String(64))

    @property
    def keys(self) -> list[str]:
        """Every file there is of it."""
        return [key for key in (self.source_key, self.view_key) if key]


class PaymentWords(Model):
    """How an artisan wants to be paid; shown inside agreed notes to their two sides alone."""

    __tablename__ = "payment_words"

    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"), primary_key=True)
    words: Mapped[str] = mapped_column(Text, default="")
    picture_id: Mapped[int | None] = mapped_column(
        ForeignKey("payment_picture.id", ondelete="SET NULL"), index=True
    )
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    picture: Mapped[PaymentPicture | None] = relationship()


class NotePayment(Model):
    """How she wanted to be paid when a note was agreed. Written once, and forgotten once nobody needs it."""

    __tablename__ = "order_note_payment"

    note_id: Mapped[int] = mapped_column(ForeignKey("order_note.id", ondelete="CASCADE"), primary_key=True)
    words: Mapped[str] = mapped_column(Text, default="")
    picture_id: Mapped[int | None] = mapped_column(
        ForeignKey("payment_picture.id", ondelete="RESTRICT"), index=True
    )
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    note: Mapped[OrderNote] = relationship(back_populates="payment")
    picture: Mapped[PaymentPicture | None] = relationship()


APPEND_ONLY = (NoteVersion, NoteEvent, NoteSnapshot, NotePicture)
for _model in APPEND_ONLY:
    assert isinstance(_model.__table__, Table)
    event.listen(_model.__table__, "after_create", guard)
for _locked in (OrderNote, NoteVersion):
    event.listen(_locked.__table__, "after_create", triggers.lock)
