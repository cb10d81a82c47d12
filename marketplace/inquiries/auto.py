"""Texts an artisan has sent by themselves: outside her hours, and while she is away. At most one a talk and day.

Such a message is part of the transaction of the one it follows. It is marked for whoever reads it (`automatic_on`), is
no answer, and stops no clock: the question waits on. Her words are hers; blanks are filled in the buyer's language.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import force_locale

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.artisans.hour_words import hours_words
from marketplace.artisans.hours import away_of, week_of
from marketplace.artisans.labels import back_on
from marketplace.artisans.models import Artisan
from marketplace.artisans.weeks import is_open
from marketplace.database.session import session
from marketplace.inquiries import blocks
from marketplace.inquiries.models import AutoReply, Message, Thread
from marketplace.inquiries.rules import Occasion, Side
from marketplace.kit.errors import NotFound
from marketplace.toolbox import toolbox
from marketplace.web.formatting import date_long, zone_name

BACK, HOURS = "{kembali}", "{jam}"
_BLANK = re.compile(r"\{(kembali|jam)\}", re.IGNORECASE)


def texts_of(artisan_id: int | None) -> AutoReply | None:
    """Return her texts; None where she keeps none."""
    return session.get(AutoReply, artisan_id) if artisan_id is not None else None


def keep(outside: str, away: str, *, actor: Actor) -> None:
    """Keep both texts; an empty one is not sent, and with both empty nothing is kept. NotFound without a profile."""
    artisan = session.get(Artisan, actor.artisan_id) if actor.artisan_id is not None else None
    if artisan is None:
        raise NotFound()
    policy.require(actor, Permission.EDIT_PROFILE, artisan)
    row = texts_of(artisan.id)
    if not (outside or away):
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(AutoReply(artisan_id=artisan.id, outside=outside, away=away))
    else:
        row.outside, row.away = outside, away
    session.flush()


def occasion(artisan: Artisan, at: datetime) -> Occasion | None:
    """Say whether a moment falls into her break, or outside of the hours she wrote down; None within them."""
    box, week = toolbox(), week_of(artisan)
    if back_on(artisan, box.local(at).date()) is not None:
        return Occasion.AWAY
    zone = ZoneInfo(box.settings.timezone)
    return (
        Occasion.OUTSIDE
        if week and not is_open(at, week, zone, away_of(artisan, box.settings.timezone))
        else None
    )


def fill(words: str, artisan: Artisan, *, back: date | None) -> str:
    """Return the words with the day she is back and her hours filled in, in the language at hand.

    A blank of what was not recorded stays away, and so do the spaces before it.
    """
    week, zone = week_of(artisan), zone_name(toolbox().clock())
    said = {"kembali": date_long(back) if back else "", "jam": f"{hours_words(week)} {zone}" if week else ""}
    return re.sub(
        r"[ \t]+(?=[.,!?\n]|$)", "", _BLANK.sub(lambda blank: said[blank[1].lower()], words)
    ).strip()


def follow(thread: Thread, *, secret: str, at: datetime) -> Message | None:
    """Send the text of the occasion after a buyer's message, if there is one and none was sent in this talk today.

    Load the talk locked, unless it begins now. Nothing is sent to whom she muted or blocked.
    """
    when, artisan = occasion(thread.artisan, at), thread.artisan
    row = texts_of(thread.artisan_id) if when else None
    if when is None or row is None or thread.muted_by_artisan or blocks.holds(thread, secret):
        return None
    words, today = (row.away if when is Occasion.AWAY else row.outside), toolbox().local(at).date()
    if not words or any(message.automatic_on == today for message in thread.messages):
        return None
    with force_locale(thread.locale):
        body = fill(words, artisan, back=back_on(artisan, today))
    if not body:
        return None
    message = Message(side=Side.ARTISAN, body=body, automatic_on=today, sent_at=at)
    thread.messages.append(message)
    thread.unread_by_buyer = (thread.unread_by_buyer or 0) + 1
    session.flush()
    return message
