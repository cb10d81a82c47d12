"""A private talk of the demonstration's first artisan: asked with a photo, answered, and one message not read yet."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.demo.people import BUYER
from marketplace.inquiries import operations
from marketplace.inquiries.models import Thread
from marketplace.inquiries.photos import StoredPhoto
from marketplace.listings.models import Listing
from marketplace.toolbox import Toolbox

PHOTO = Path(__file__).parent / "photos" / "bambu-b.jpg"
QUESTION = "Halo Bu, bisakah dibuat dengan gagang seperti di foto ini?"
ANSWER = "Bisa, Bu. Gagangnya saya pesankan dulu, jadi tambah tiga hari."
FURTHER = "Baik, saya tunggu. Catatan pesanannya sudah saya buat."


def begin(artisan: Artisan, *, actor: Actor, box: Toolbox) -> Thread | None:
    """Have the demonstration's buyer talk with her about her first bag; None while she has none."""
    bag = session.scalars(
        select(Listing).where(Listing.artisan_id == artisan.id).order_by(Listing.id).limit(1)
    ).one_or_none()
    if bag is None:
        return None
    at, data = box.clock() - timedelta(hours=6), PHOTO.read_bytes()
    photo = StoredPhoto(
        box.private_files.put_unguessable(data, "jpg"), sha256(data).hexdigest(), "gagang.jpg"
    )
    account = session.scalars(select(Account).where(Account.email == BUYER[1])).one_or_none()
    thread, _ = operations.ask(
        bag,
        name=BUYER[0],
        email=BUYER[1],
        phone=None,
        body=QUESTION,
        locale="id",
        secret=box.settings.secret_key,
        actor=Actor(account.id, Role.BUYER, BUYER[0]) if account else None,
        at=at - timedelta(hours=3),
        sent=[photo],
    )
    operations.answer(thread, ANSWER, actor=actor, at=at - timedelta(hours=2))
    operations.reply(thread, FURTHER, at=at)
    return thread
