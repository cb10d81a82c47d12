"""How custom requests are kept: the request, who was asked, what was offered, what was taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Technique
from marketplace.database.base import Model
from marketplace.database.columns import PrimaryKey, UtcDateTime, enum_column
from marketplace.database.private_links import PrivateLink
from marketplace.inquiries.models import Thread
from marketplace.listings.models import Listing
from marketplace.listings.rules import BagType, Colour, Material
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.rules import Delivery, ShippingBy
from marketplace.order_notes.rules import State as NoteState
from marketplace.requests.rules import CODE_LENGTH, MAX_NOTE, Answer, Reach, State, taken


class CustomRequest(Model):
    """One wish for a bag to be made. `budget` in whole rupiah for all pieces, measures in whole centimetres.

    `words` are the buyer's; `needed_on` is when the bags are wished for, `closes_on` the last day for offers and takes.
    `link_expires_at`: when the buyer's links stop. `sender_key` tells senders apart and not who they are.
    """

    __tablename__ = "custom_request"
    __table_args__ = (
        CheckConstraint("buyer_email IS NOT NULL OR buyer_phone IS NOT NULL", name="buyer_reachable"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("budget IS NULL OR budget > 0", name="budget"),
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ended_some_time"),
        Index("ix_custom_request_state_closes_on", "state", "closes_on", "id"),
        Index("ix_custom_request_buyer_account_id", "buyer_account_id", "id"),
        Index("ix_custom_request_sender_key", "sender_key", "created_at"),
    )

    id: Mapped[PrimaryKey]
    code: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True)
    reach: Mapped[Reach] = mapped_column(enum_column(Reach))
    state: Mapped[State] = mapped_column(enum_column(State, "custom_request_state"), default=State.OPEN)
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id", ondelete="SET NULL"), index=True)
    technique: Mapped[Technique | None] = mapped_column(enum_column(Technique))
    unit_code: Mapped[str | None] = mapped_column(String(40))
    buyer_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    buyer_name: Mapped[str] = mapped_column(String(120))
    buyer_email: Mapped[str | None] = mapped_column(String(254))
    buyer_phone: Mapped[str | None] = mapped_column(String(16))
    sender_key: Mapped[str] = mapped_column(String(64))
    locale: Mapped[str] = mapped_column(String(2), default="id")
    bag_type: Mapped[BagType | None] = mapped_column(enum_column(BagType))
    words: Mapped[str] = mapped_column(Text)
    length_cm: Mapped[int | None]
    width_cm: Mapped[int | None]
    height_cm: Mapped[int | None]
    colour: Mapped[Colour | None] = mapped_column(enum_column(Colour))
    colour_note: Mapped[str] = mapped_column(String(MAX_NOTE), default="")
    material: Mapped[Material | None] = mapped_column(enum_column(Material))
    quantity: Mapped[int]
    budget: Mapped[int | None] = mapped_column(BigInteger)
    needed_on: Mapped[date | None]
    closes_on: Mapped[date]
    link_expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    letters_ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    listing: Mapped[Listing | None] = relationship()
    recipients: Mapped[list[Recipient]] = relationship(back_populates="request", order_by="Recipient.id")
    parts: Mapped[list[Part]] = relationship(back_populates="request", order_by="Part.id")
    links: Mapped[list[RequestLink]] = relationship(cascade="all, delete-orphan", order_by="RequestLink.id")
    photos: Mapped[list[RequestPhoto]] = relationship(
        cascade="all, delete-orphan", order_by="RequestPhoto.position"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def muted_by_buyer(self) -> bool:
        """Whether the buyer wants no letters about this request."""
        return self.letters_ended_at is not None

    @property
    def remaining(self) -> int:
        """How many pieces nobody has taken on yet."""
        return max(0, self.quantity - taken(self.parts))


class RequestLink(PrivateLink, Model):
    """A private link the buyer was given, as the digest of its token alone."""

    __tablename__ = "request_link"

    id: Mapped[PrimaryKey]
    request_id: Mapped[int] = mapped_column(ForeignKey("custom_request.id", ondelete="CASCADE"), index=True)


class Recipient(Model):
    """An artisan the request was put to, and what she said. `waiting`: it is open and she has not answered."""

    __tablename__ = "request_recipient"
    __table_args__ = (
        UniqueConstraint("request_id", "artisan_id"),
        CheckConstraint("(answer = 'waiting') = (answered_at IS NULL)", name="answered_some_time"),
        Index("ix_request_recipient_artisan_id_waiting", "artisan_id", "waiting", "id"),
        Index("ix_request_recipient_artisan_id_asked_at", "artisan_id", "asked_at"),
    )

    id: Mapped[PrimaryKey]
    request_id: Mapped[int] = mapped_column(ForeignKey("custom_request.id", ondelete="CASCADE"))
    artisan_id: Mapped[int] = mapped_column(ForeignKey("artisan.id", ondelete="CASCADE"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    waiting: Mapped[bool] = mapped_column(default=True)
    answer: Mapped[Answer] = mapped_column(enum_column(Answer), default=Answer.WAITING)
    reason: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id", ondelete="SET NULL"), index=True)

    request: Mapped[CustomRequest] = relationship(back_populates="recipients")
    artisan: Mapped[Artisan] = relationship()
    thread: Mapped[Thread | None] = relationship()
    offers: Mapped[list[Offer]] = relationship(back_populates="recipient", order_by="Offer.id")

    @property
    def account_id(self) -> int:
        """The artisan's account, as the policy asks for it."""
        return self.artisan.account_id

    @property
    def offer(self) -> Offer | None:
        """What she offers now."""
        return next((one for one in reversed(self.offers) if one.stands), None)


class Offer(Model):
    """Up to `quantity` pieces at `price_each` (whole rupiah, without shipping), ready on a day.

    Another offer takes the place of the one before (`withdrawn_at`); the row stays. `deposit` in percent.
    """

    __tablename__ = "request_offer"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("price_each > 0", name="price_each"),
        CheckConstraint("deposit >= 0 AND deposit <= 100", name="deposit"),
    )

    id: Mapped[PrimaryKey]
    recipient_id: Mapped[int] = mapped_column(
        ForeignKey("request_recipient.id", ondelete="CASCADE"), index=True
    )
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id", ondelete="SET NULL"), index=True)
    quantity: Mapped[int]
    price_each: Mapped[int] = mapped_column(BigInteger)
    deposit: Mapped[int] = mapped_column(default=0)
    ready_on: Mapped[date]
    delivery: Mapped[Delivery] = mapped_column(enum_column(Delivery))
    shipping_by: Mapped[ShippingBy | None] = mapped_column(enum_column(ShippingBy))
    words: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    recipient: Mapped[Recipient] = relationship(back_populates="offers")
    listing: Mapped[Listing | None] = relationship()
    part: Mapped[Part | None] = relationship(back_populates="offer")

    @property
    def stands(self) -> bool:
        """Whether it can be taken: neither withdrawn nor taken already."""
        return self.withdrawn_at is None and self.part is None


class Part(Model):
    """Pieces of a request that one artisan makes: the offer that was taken, and the order note it became."""

    __tablename__ = "request_part"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    id: Mapped[PrimaryKey]
    request_id: Mapped[int] = mapped_column(ForeignKey("custom_request.id", ondelete="RESTRICT"), index=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("request_offer.id", ondelete="RESTRICT"), unique=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("order_note.id", ondelete="RESTRICT"), unique=True)
    quantity: Mapped[int]
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)

    request: Mapped[CustomRequest] = relationship(back_populates="parts")
    offer: Mapped[Offer] = relationship(back_populates="part")
    note: Mapped[OrderNote] = relationship()

    @property
    def counts(self) -> bool:
        """Whether its pieces are taken: an order that was called off gives them back."""
        return self.note.state is not NoteState.CANCELLED


class RequestPhoto(Model):
    """A photo that came with a request, private to its readers. `pages` are the copies made of it, without metadata."""

    __tablename__ = "request_photo"
    __table_args__ = (UniqueConstraint("request_id", "position"),)

    id: Mapped[PrimaryKey]
    request_id: Mapped[int] = mapped_column(ForeignKey("custom_request.id", ondelete="CASCADE"))
    position: Mapped[int]
    original_key: Mapped[str | None] = mapped_column(String(160))
    digest: Mapped[str] = mapped_column(String(64))
    pages: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    failure: Mapped[str | None] = mapped_column(String(64))

    @property
    def keys(self) -> list[str]:
        """Every file there is of it."""
        return [self.original_key, *(str(page["key"]) for page in self.pages)] if self.original_key else []
