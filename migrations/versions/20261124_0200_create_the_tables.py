"""create the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261124_0200"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "buyer",
                "artisan",
                "officer",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name=op.f("ck_account_reachable")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sa.UniqueConstraint("phone", name=op.f("uq_account_phone")),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=96), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index("ix_attempt_key_at", ["key", "at"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("unique_key", sa.String(length=200), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "running",
                "done",
                "failed",
                name="job_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("losses", sa.Integer(), nullable=False),
        sa.Column("run_after", UtcDateTime(), nullable=False),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("lease_token", sa.String(length=32), nullable=True),
        sa.Column("last_error", sa.String(length=200), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(
            "ix_job_state_priority_run_after", ["state", "priority", "run_after"], unique=False
        )
        batch_op.create_index(
            "uq_job_unfinished_unique_key",
            ["unique_key"],
            unique=True,
            sqlite_where=sa.text("state IN ('queued', 'running')"),
            postgresql_where=sa.text("state IN ('queued', 'running')"),
        )

    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=120), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject_type", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_entry_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index("ix_journal_entry_subject", ["subject_type", "subject_id"], unique=False)

    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("original_key", sa.String(length=160), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "ready",
                "failed",
                name="picture_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("failure", sa.String(length=64), nullable=True),
        sa.Column("colour", sa.String(length=7), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("perceptual_hash", sa.String(length=16), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state <> 'ready' OR colour IS NOT NULL", name=op.f("ck_picture_ready_has_colour")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("digest", name=op.f("uq_picture_digest")),
    )
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_picture_perceptual_hash"), ["perceptual_hash"], unique=False)

    op.create_table(
        "place",
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("parent_code", sa.String(length=13), nullable=True),
        sa.ForeignKeyConstraint(["parent_code"], ["place.code"], name=op.f("fk_place_parent_code_place")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_place")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_parent_code"), ["parent_code"], unique=False)

    op.create_table(
        "sign_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "buyer",
                "artisan",
                "officer",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("consents", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint("digest", name=op.f("uq_sign_up_digest")),
    )
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_up_email"), ["email"], unique=False)

    op.create_table(
        "artisan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_folded", sa.String(length=160), nullable=False),
        sa.Column(
            "form_of_address",
            sa.Enum(
                "bu",
                "pak",
                "none",
                name="form_of_address",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("portrait_id", sa.Integer(), nullable=True),
        sa.Column("place_code", sa.String(length=13), nullable=True),
        sa.Column("techniques", sa.JSON(), nullable=False),
        sa.Column("affiliations", sa.JSON(), nullable=False),
        sa.Column("affiliation_note", sa.String(length=120), nullable=False),
        sa.Column("whatsapp", sa.String(length=16), nullable=True),
        sa.Column("whatsapp_public", sa.Boolean(), nullable=False),
        sa.Column("reply_from", sa.Time(), nullable=True),
        sa.Column("reply_until", sa.Time(), nullable=True),
        sa.Column("paused_at", UtcDateTime(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("visible", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_artisan_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_artisan_place_code_place")),
        sa.ForeignKeyConstraint(
            ["portrait_id"], ["picture.id"], name=op.f("fk_artisan_portrait_id_picture"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artisan")),
        sa.UniqueConstraint("account_id", name=op.f("uq_artisan_account_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_artisan_slug")),
    )
    with op.batch_alter_table("artisan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_artisan_name_folded"), ["name_folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_artisan_place_code"), ["place_code"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "data_processing",
                "show_profile",
                "show_whatsapp",
                "scan_storage",
                name="consent_purpose",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text_version", sa.String(length=20), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_consent_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(
            "uq_consent_standing",
            ["account_id", "purpose"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_recovery_code_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_code_account_id"), ["account_id"], unique=False)

    op.create_table(
        "rendition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column(
            "format",
            sa.Enum(
                "avif",
                "webp",
                "jpeg",
                name="picture_format",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["picture.id"], name=op.f("fk_rendition_picture_id_picture"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rendition")),
        sa.UniqueConstraint(
            "picture_id", "width", "format", name=op.f("uq_rendition_picture_id_width_format")
        ),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("second_factor_at", UtcDateTime(), nullable=True),
        sa.Column("device", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_sign_in_token_digest")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_account_id"), ["account_id"], unique=False)

    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "reset_link",
                "reset_code",
                "invitation",
                name="token_purpose",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "buyer",
                "artisan",
                "officer",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_token_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["account.id"], name=op.f("fk_token_issued_by_id_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_token_digest")),
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_account_id"), ["account_id"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=True),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "needs_changes",
                "rejected",
                "verified",
                "suspended",
                "revoked",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("holder_name", sa.String(length=120), nullable=False),
        sa.Column("holder_name_folded", sa.String(length=160), nullable=False),
        sa.Column("certificate_no", sa.String(length=80), nullable=False),
        sa.Column("certificate_no_key", sa.String(length=80), nullable=False),
        sa.Column("registration_no", sa.String(length=80), nullable=False),
        sa.Column("registration_no_key", sa.String(length=80), nullable=False),
        sa.Column("blanko_no", sa.String(length=40), nullable=False),
        sa.Column("blanko_no_key", sa.String(length=40), nullable=False),
        sa.Column("body_name", sa.String(length=160), nullable=False),
        sa.Column("body_licence_no", sa.String(length=40), nullable=False),
        sa.Column("body_licence_key", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=160), nullable=False),
        sa.Column("scheme", sa.String(length=200), nullable=False),
        sa.Column("scheme_en", sa.String(length=200), nullable=False),
        sa.Column("issue_place", sa.String(length=80), nullable=False),
        sa.Column("issue_date", sa.Date(), nullable=True),
        sa.Column("term_months", sa.Integer(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("signatory", sa.String(length=120), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column(
            "method",
            sa.Enum(
                "portal_bnsp",
                "qr_scan",
                "lsp_confirmation",
                "city_list",
                "physical_document",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status NOT IN ('verified', 'suspended', 'revoked') OR (code IS NOT NULL AND decided_by_id IS NOT NULL AND checked_on IS NOT NULL AND method IS NOT NULL AND issue_date IS NOT NULL AND valid_until IS NOT NULL)",
            name=op.f("ck_certificate_decided_by_somebody"),
        ),
        sa.CheckConstraint(
            "term_months IS NULL OR (term_months BETWEEN 1 AND 120)", name=op.f("ck_certificate_term")
        ),
        sa.CheckConstraint(
            "valid_until IS NULL OR issue_date IS NULL OR valid_until >= issue_date",
            name=op.f("ck_certificate_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(
            ["artisan_id"], ["artisan.id"], name=op.f("fk_certificate_artisan_id_artisan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["account.id"],
            name=op.f("fk_certificate_decided_by_id_account"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_artisan_id"), ["artisan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_blanko_no_key"), ["blanko_no_key"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_certificate_certificate_no_key"), ["certificate_no_key"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_certificate_holder_name_folded"), ["holder_name_folded"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_certificate_registration_no_key"), ["registration_no_key"], unique=False
        )
        batch_op.create_index("ix_certificate_status_submitted_at", ["status", "submitted_at"], unique=False)
        batch_op.create_index(
            "uq_certificate_number_of_body",
            ["body_licence_key", "certificate_no_key"],
            unique=True,
            sqlite_where=sa.text("status IN ('verified', 'suspended', 'revoked')"),
            postgresql_where=sa.text("status IN ('verified', 'suspended', 'revoked')"),
        )

    op.create_table(
        "listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                "paused",
                "sold",
                "removed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("price", sa.Integer(), nullable=True),
        sa.Column(
            "availability",
            sa.Enum(
                "ready",
                "made_to_order",
                name="availability",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("stock", sa.Integer(), nullable=True),
        sa.Column("lead_days", sa.Integer(), nullable=True),
        sa.Column(
            "bag_type",
            sa.Enum(
                "tote",
                "crossbody",
                "shoulder",
                "handbag",
                "backpack",
                "drawstring",
                "clutch",
                "pouch",
                "wallet",
                "waist",
                "evening",
                "laptop",
                "kids",
                "shopping",
                "phone",
                "bottle",
                name="bag_type",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "technique",
            sa.Enum(
                "crochet",
                "knit",
                "macrame",
                "combination",
                name="technique",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("length_cm", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("width_cm", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("height_cm", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("strap_cm", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("colour_note", sa.String(length=120), nullable=False),
        sa.Column("material_note", sa.String(length=120), nullable=False),
        sa.Column("strap_note", sa.String(length=120), nullable=False),
        sa.Column(
            "lining",
            sa.Enum("lined", "unlined", name="lining", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column(
            "closure",
            sa.Enum(
                "zip",
                "magnet",
                "drawstring",
                "button",
                "open",
                name="closure",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("care", sa.JSON(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column(
            "made_by",
            sa.Enum(
                "self",
                "group",
                "others",
                name="made_by",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "availability <> 'made_to_order' OR state <> 'published' OR lead_days > 0",
            name=op.f("ck_listing_lead_days"),
        ),
        sa.CheckConstraint(
            "state <> 'published' OR (title <> '' AND price IS NOT NULL AND availability IS NOT NULL AND bag_type IS NOT NULL AND technique IS NOT NULL AND made_by IS NOT NULL AND published_at IS NOT NULL)",
            name=op.f("ck_listing_published_is_complete"),
        ),
        sa.CheckConstraint("price IS NULL OR price > 0", name=op.f("ck_listing_price")),
        sa.CheckConstraint("stock IS NULL OR stock >= 0", name=op.f("ck_listing_stock")),
        sa.ForeignKeyConstraint(
            ["artisan_id"], ["artisan.id"], name=op.f("fk_listing_artisan_id_artisan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
        sa.UniqueConstraint("code", name=op.f("uq_listing_code")),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_artisan_id"), ["artisan_id"], unique=False)
        batch_op.create_index("ix_listing_state_price_id", ["state", "price", "id"], unique=False)
        batch_op.create_index(
            "ix_listing_state_published_at_id", ["state", "published_at", "id"], unique=False
        )

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "submit",
                "withdraw_submission",
                "verify",
                "ask_changes",
                "reject",
                "suspend",
                "reinstate",
                "revoke",
                name="action",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "before",
            sa.Enum(
                "draft",
                "submitted",
                "needs_changes",
                "rejected",
                "verified",
                "suspended",
                "revoked",
                name="before",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "after",
            sa.Enum(
                "draft",
                "submitted",
                "needs_changes",
                "rejected",
                "verified",
                "suspended",
                "revoked",
                name="after",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=120), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "portal_bnsp",
                "qr_scan",
                "lsp_confirmation",
                "city_list",
                "physical_document",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["account.id"], name=op.f("fk_decision_actor_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_decision_certificate_id_certificate"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_certificate_id"), ["certificate_id"], unique=False)

    op.create_table(
        "listing_colour",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column(
            "colour",
            sa.Enum(
                "black",
                "white",
                "cream",
                "brown",
                "grey",
                "red",
                "maroon",
                "pink",
                "orange",
                "yellow",
                "green",
                "turquoise",
                "blue",
                "navy",
                "purple",
                "gold",
                "silver",
                "multicolour",
                name="colour",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_colour_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("listing_id", "colour", name=op.f("pk_listing_colour")),
    )
    with op.batch_alter_table("listing_colour", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_colour_colour"), ["colour"], unique=False)

    op.create_table(
        "listing_material",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column(
            "material",
            sa.Enum(
                "nylon",
                "polyester",
                "cotton",
                "milk_cotton",
                "cord",
                "acrylic",
                "wool",
                "rayon",
                "raffia",
                "tshirt_yarn",
                "jute",
                "rope",
                "other",
                name="material",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_material_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("listing_id", "material", name=op.f("pk_listing_material")),
    )
    with op.batch_alter_table("listing_material", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_material_material"), ["material"], unique=False)

    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_photo_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["picture.id"], name=op.f("fk_photo_picture_id_picture"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("listing_id", "picture_id", name=op.f("uq_photo_listing_id_picture_id")),
    )
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photo_listing_id"), ["listing_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_photo_picture_id"), ["picture_id"], unique=False)

    op.create_table(
        "scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum("front", "back", name="scan_side", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("original_key", sa.String(length=160), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(length=64), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_scan_certificate_id_certificate"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan")),
    )
    with op.batch_alter_table("scan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scan_certificate_id"), ["certificate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scan_digest"), ["digest"], unique=False)

    op.create_table(
        "thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("buyer_account_id", sa.Integer(), nullable=True),
        sa.Column("buyer_name", sa.String(length=120), nullable=False),
        sa.Column("buyer_email", sa.String(length=254), nullable=True),
        sa.Column("buyer_phone", sa.String(length=16), nullable=True),
        sa.Column("sender_key", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("token_expires_at", UtcDateTime(), nullable=False),
        sa.Column("unread_by_artisan", sa.Integer(), nullable=False),
        sa.Column("waiting_since", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("last_message_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "buyer_email IS NOT NULL OR buyer_phone IS NOT NULL", name=op.f("ck_thread_buyer_reachable")
        ),
        sa.ForeignKeyConstraint(
            ["artisan_id"], ["artisan.id"], name=op.f("fk_thread_artisan_id_artisan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["buyer_account_id"],
            ["account.id"],
            name=op.f("fk_thread_buyer_account_id_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_thread_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_thread_token_digest")),
    )
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.create_index(
            "ix_thread_artisan_id_last_message_at", ["artisan_id", "last_message_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_thread_buyer_account_id"), ["buyer_account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thread_listing_id"), ["listing_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thread_sender_key"), ["sender_key"], unique=False)

    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_unit_certificate_id_certificate"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("certificate_id", "position", name=op.f("uq_unit_certificate_id_position")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum("buyer", "artisan", name="side", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_message_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_thread_id"), ["thread_id"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_thread_id"))

    op.drop_table("message")
    op.drop_table("unit")
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thread_sender_key"))
        batch_op.drop_index(batch_op.f("ix_thread_listing_id"))
        batch_op.drop_index(batch_op.f("ix_thread_buyer_account_id"))
        batch_op.drop_index("ix_thread_artisan_id_last_message_at")

    op.drop_table("thread")
    with op.batch_alter_table("scan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scan_digest"))
        batch_op.drop_index(batch_op.f("ix_scan_certificate_id"))

    op.drop_table("scan")
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photo_picture_id"))
        batch_op.drop_index(batch_op.f("ix_photo_listing_id"))

    op.drop_table("photo")
    with op.batch_alter_table("listing_material", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_material_material"))

    op.drop_table("listing_material")
    with op.batch_alter_table("listing_colour", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_colour_colour"))

    op.drop_table("listing_colour")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_certificate_id"))

    op.drop_table("decision")
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.drop_index("ix_listing_state_published_at_id")
        batch_op.drop_index("ix_listing_state_price_id")
        batch_op.drop_index(batch_op.f("ix_listing_artisan_id"))

    op.drop_table("listing")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_certificate_number_of_body",
            sqlite_where=sa.text("status IN ('verified', 'suspended', 'revoked')"),
            postgresql_where=sa.text("status IN ('verified', 'suspended', 'revoked')"),
        )
        batch_op.drop_index("ix_certificate_status_submitted_at")
        batch_op.drop_index(batch_op.f("ix_certificate_registration_no_key"))
        batch_op.drop_index(batch_op.f("ix_certificate_holder_name_folded"))
        batch_op.drop_index(batch_op.f("ix_certificate_certificate_no_key"))
        batch_op.drop_index(batch_op.f("ix_certificate_blanko_no_key"))
        batch_op.drop_index(batch_op.f("ix_certificate_artisan_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_token_account_id"))

    op.drop_table("token")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_account_id"))

    op.drop_table("sign_in")
    op.drop_table("rendition")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_code_account_id"))

    op.drop_table("recovery_code")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_consent_standing",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.drop_table("consent")
    with op.batch_alter_table("artisan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_artisan_place_code"))
        batch_op.drop_index(batch_op.f("ix_artisan_name_folded"))

    op.drop_table("artisan")
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_up_email"))

    op.drop_table("sign_up")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_parent_code"))

    op.drop_table("place")
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_picture_perceptual_hash"))

    op.drop_table("picture")
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entry_subject")
        batch_op.drop_index(batch_op.f("ix_journal_entry_actor_id"))

    op.drop_table("journal_entry")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_job_unfinished_unique_key",
            sqlite_where=sa.text("state IN ('queued', 'running')"),
            postgresql_where=sa.text("state IN ('queued', 'running')"),
        )
        batch_op.drop_index("ix_job_state_priority_run_after")

    op.drop_table("job")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_attempt_key_at")

    op.drop_table("attempt")
    op.drop_table("account")
