"""Keep requests for bags to be made: what is wished for, who was asked, what was offered, what was taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_1250"
down_revision = "20261127_1231"
branch_labels = None
depends_on = None

COLOURS = (
    *("black", "white", "cream", "brown", "grey", "red", "maroon", "pink", "orange"),
    *("yellow", "green", "turquoise", "blue", "navy", "purple", "gold", "silver", "multicolour"),
)
MATERIALS = (
    *("nylon", "polyester", "cotton", "milk_cotton", "cord", "acrylic", "wool", "rayon", "raffia"),
    *("tshirt_yarn", "jute", "rope", "other"),
)
TYPES = (
    *("tote", "crossbody", "shoulder", "handbag", "backpack", "drawstring", "clutch", "pouch", "wallet"),
    *("waist", "evening", "laptop", "kids", "shopping", "phone", "bottle"),
)


def upgrade() -> None:
    _requests()
    _recipients()
    _offers()
    _parts()
    _photos()


def downgrade() -> None:
    for table in ("request_photo", "request_part", "request_offer", "request_recipient", "custom_request"):
        op.drop_table(table)


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _requests() -> None:
    op.create_table(
        "custom_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("reach", _words("reach", "one", "all"), nullable=False),
        sa.Column(
            "state",
            _words("custom_request_state", "open", "filled", "closed", "cancelled", "lapsed"),
            nullable=False,
        ),
        sa.Column("listing_id", sa.Integer(), nullable=True),
        sa.Column(
            "technique", _words("technique", "crochet", "knit", "macrame", "combination"), nullable=True
        ),
        sa.Column("unit_code", sa.String(length=40), nullable=True),
        sa.Column("buyer_account_id", sa.Integer(), nullable=True),
        sa.Column("buyer_name", sa.String(length=120), nullable=False),
        sa.Column("buyer_email", sa.String(length=254), nullable=True),
        sa.Column("buyer_phone", sa.String(length=16), nullable=True),
        sa.Column("sender_key", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("bag_type", _words("bag_type", *TYPES), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("length_cm", sa.Integer(), nullable=True),
        sa.Column("width_cm", sa.Integer(), nullable=True),
        sa.Column("height_cm", sa.Integer(), nullable=True),
        sa.Column("colour", _words("colour", *COLOURS), nullable=True),
        sa.Column("colour_note", sa.String(length=120), nullable=False),
        sa.Column("material", _words("material", *MATERIALS), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("needed_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("link_seed", sa.String(length=64), nullable=False),
        sa.Column("link_digest", sa.String(length=64), nullable=False),
        sa.Column("link_expires_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'open') = (ended_at IS NULL)", name=op.f("ck_custom_request_ended_some_time")
        ),
        sa.CheckConstraint("budget IS NULL OR budget > 0", name=op.f("ck_custom_request_budget")),
        sa.CheckConstraint(
            "buyer_email IS NOT NULL OR buyer_phone IS NOT NULL",
            name=op.f("ck_custom_request_buyer_reachable"),
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_custom_request_quantity")),
        sa.ForeignKeyConstraint(
            ["buyer_account_id"],
            ["account.id"],
            name=op.f("fk_custom_request_buyer_account_id_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_custom_request_listing_id_listing"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custom_request")),
        sa.UniqueConstraint("code", name=op.f("uq_custom_request_code")),
        sa.UniqueConstraint("link_digest", name=op.f("uq_custom_request_link_digest")),
    )
    op.create_index(
        "ix_custom_request_buyer_account_id", "custom_request", ["buyer_account_id", "id"], unique=False
    )
    op.create_index(op.f("ix_custom_request_listing_id"), "custom_request", ["listing_id"], unique=False)
    op.create_index(
        "ix_custom_request_sender_key", "custom_request", ["sender_key", "created_at"], unique=False
    )
    op.create_index(
        "ix_custom_request_state_closes_on", "custom_request", ["state", "closes_on", "id"], unique=False
    )


def _photos() -> None:
    op.create_table(
        "request_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("original_key", sa.String(length=160), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["custom_request.id"],
            name=op.f("fk_request_photo_request_id_custom_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_photo")),
        sa.UniqueConstraint("request_id", "position", name=op.f("uq_request_photo_request_id_position")),
    )


def _recipients() -> None:
    op.create_table(
        "request_recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("answer", _words("answer", "waiting", "offered", "asked_back", "declined"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(answer = 'waiting') = (answered_at IS NULL)",
            name=op.f("ck_request_recipient_answered_some_time"),
        ),
        sa.ForeignKeyConstraint(
            ["artisan_id"],
            ["artisan.id"],
            name=op.f("fk_request_recipient_artisan_id_artisan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["custom_request.id"],
            name=op.f("fk_request_recipient_request_id_custom_request"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["thread.id"],
            name=op.f("fk_request_recipient_thread_id_thread"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_recipient")),
        sa.UniqueConstraint(
            "request_id", "artisan_id", name=op.f("uq_request_recipient_request_id_artisan_id")
        ),
    )
    op.create_index(
        "ix_request_recipient_artisan_id_asked_at",
        "request_recipient",
        ["artisan_id", "asked_at"],
        unique=False,
    )
    op.create_index(
        "ix_request_recipient_artisan_id_waiting",
        "request_recipient",
        ["artisan_id", "waiting", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_request_recipient_thread_id"), "request_recipient", ["thread_id"], unique=False)


def _offers() -> None:
    op.create_table(
        "request_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price_each", sa.BigInteger(), nullable=False),
        sa.Column("deposit", sa.Integer(), nullable=False),
        sa.Column("ready_on", sa.Date(), nullable=False),
        sa.Column("delivery", _words("delivery", "pick_up", "in_person", "courier"), nullable=False),
        sa.Column("shipping_by", _words("shipping_by", "buyer", "artisan"), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("deposit >= 0 AND deposit <= 100", name=op.f("ck_request_offer_deposit")),
        sa.CheckConstraint("price_each > 0", name=op.f("ck_request_offer_price_each")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_request_offer_quantity")),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_request_offer_listing_id_listing"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["request_recipient.id"],
            name=op.f("fk_request_offer_recipient_id_request_recipient"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_offer")),
    )
    op.create_index(op.f("ix_request_offer_listing_id"), "request_offer", ["listing_id"], unique=False)
    op.create_index(op.f("ix_request_offer_recipient_id"), "request_offer", ["recipient_id"], unique=False)


def _parts() -> None:
    op.create_table(
        "request_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_request_part_quantity")),
        sa.ForeignKeyConstraint(
            ["note_id"],
            ["order_note.id"],
            name=op.f("fk_request_part_note_id_order_note"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["request_offer.id"],
            name=op.f("fk_request_part_offer_id_request_offer"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["custom_request.id"],
            name=op.f("fk_request_part_request_id_custom_request"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_part")),
        sa.UniqueConstraint("note_id", name=op.f("uq_request_part_note_id")),
        sa.UniqueConstraint("offer_id", name=op.f("uq_request_part_offer_id")),
    )
    op.create_index(op.f("ix_request_part_request_id"), "request_part", ["request_id"], unique=False)
