"""An address that waits for new bags, the pages its letters lead to, and a collection officers have put together."""

from __future__ import annotations

from marketplace.accounts.models import Account
from marketplace.alerts import operations
from marketplace.alerts.models import Alert, Reader
from marketplace.alerts.queries import Wish, search_of
from marketplace.alerts.rules import sign
from marketplace.collections import operations as collections
from marketplace.collections.models import Collection
from marketplace.database.session import reading
from marketplace.inquiries.mails import TALK
from marketplace.inquiries.models import Thread
from marketplace.notices import wishes
from tests.journeys.askers import own_talk
from tests.journeys.sights import Sights

ADDRESS = "menunggu@contoh.invalid"


def alert(sights: Sights, page: str) -> str:
    """The address of "confirm", "of" (the list) or "stop"."""
    site, secret = sights.site, sights.site.box.settings.secret_key
    with site.app.app_context(), reading() as session:
        known = session.query(Reader).filter_by(email=ADDRESS).count()
    if not known:
        wish = Wish(search_of("type=tote&certified=1"))
        with site.change():
            operations.ask(wish, email=ADDRESS, locale="id", secret=secret, at=site.box.clock())
    with site.change() as session:
        found = session.query(Alert).join(Reader).filter(Reader.email == ADDRESS).one()
        reader = found.reader
        if page == "confirm":
            return "/alerts/confirm/" + sign(secret, "confirm", found.id, reader.bound + found.wish)
        operations.confirm(found, locale="id", at=site.box.clock())
        if page == "stop":
            return "/alerts/stop/search/" + sign(secret, "stop search", reader.id, reader.bound)
        return "/alerts/of/" + sign(secret, "list", reader.id, reader.bound)


def ending_letters(sights: Sights) -> str:
    """The address in a letter that ends letters like it."""
    site = sights.site
    with site.app.app_context(), reading() as session:
        account = session.query(Account).filter(Account.email.is_not(None)).order_by(Account.id).first()
        assert account is not None
        token = wishes.stop_token(account, "questions", site.box.settings.secret_key)
    return f"/account/letters/stop/questions/{token}"


def ending_talk(sights: Sights) -> str:
    """The address in a letter about a talk that ends the letters about it."""
    own_talk(sights)
    site = sights.site
    with site.app.app_context(), reading() as session:
        thread = session.query(Thread).order_by(Thread.id).first()
        assert thread is not None
        return f"/account/letters/stop/talk/{TALK.token(thread, site.box.settings.secret_key)}"


def collection(sights: Sights) -> tuple[str, int]:
    """A published collection: its name in addresses, and its number."""
    site = sights.site
    with site.app.app_context(), reading() as session:
        found = session.query(Collection).first()
        if found is not None:
            return found.slug, found.id
    entry = collections.Entry(
        "Tote untuk ke kantor",
        "Totes for the office",
        "Muat laptop dan bekal.",
        "Room for a laptop and lunch.",
        "type=tote",
        sights.newest(2),
        True,
    )
    with site.change():
        made = collections.add(entry, actor=sights.officer(0), at=site.box.clock())
        return made.slug, made.id
