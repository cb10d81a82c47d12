"""Letters about alerts. They name no badge: a letter lies for weeks, and a badge holds for the day it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import force_locale

from marketplace.adapters.mail.outbox import post
from marketplace.alerts.models import Alert, Reader
from marketplace.alerts.queries import search_of
from marketplace.alerts.rules import Kind, Why, sign
from marketplace.alerts.wording import why_words, wish_words
from marketplace.catalogue.naming import names_of
from marketplace.database.session import session
from marketplace.listings.cards import address
from marketplace.listings.models import Listing
from marketplace.listings.roles import role_words


@dataclass(frozen=True, slots=True)
class News:
    """What one alert is told: the bags that are listed, each with why, and why of all there are."""

    alert: Alert
    bags: Sequence[tuple[Listing, Why]]
    whys: Sequence[Why]


def ask_to_confirm(alert: Alert, *, secret: str, at: datetime) -> None:
    """To an address nobody has proved: nothing in it that a stranger could have written."""
    _post(
        "alert_confirm",
        alert.reader,
        key=f"alert-confirm-{alert.id}-{int(at.timestamp() * 1000)}",
        at=at,
        artisan=alert.artisan.name if alert.artisan else "",
        token=sign(secret, "confirm", alert.id, alert.reader.bound + alert.wish),
    )


def has_already(reader: Reader, *, full: bool, secret: str, at: datetime) -> None:
    """To an address that waits for this already, or for as much as it may: only its owner is told so."""
    _post(
        "alert_known",
        reader,
        key=f"alert-known-{reader.id}-{int(at.timestamp() * 1000)}",
        at=at,
        full=full,
        token=sign(secret, "list", reader.id, reader.bound),
    )


def tell_news(reader: Reader, kind: Kind, news: Sequence[News], *, secret: str, at: datetime) -> None:
    """One letter about everything of a kind that is new for one reader, with a button to end it."""
    names = names_of([search_of(one.alert.query or "") for one in news])
    with force_locale(reader.language):
        wishes = [_wish(one, names) for one in news]
    stop = sign(secret, f"stop {kind}", reader.id, reader.bound)
    _post(
        f"alert_{kind}",
        reader,
        key=f"alert-{kind}-{reader.id}-{int(at.timestamp() * 1000)}",
        at=at,
        unsubscribe=("alerts.stop", {"kind": kind.value, "token": stop}),
        wishes=wishes,
        all_new=all(why is Why.NEW for one in news for why in one.whys),
        stop=stop,
        token="" if reader.account_id else sign(secret, "list", reader.id, reader.bound),
    )


def _wish(news: News, names: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    alert, total = news.alert, len(news.whys)
    search = search_of(alert.query or "")
    return {
        "words": wish_words(alert.artisan, search, names),
        "slug": alert.artisan.slug if alert.artisan else "",
        "query": {} if alert.artisan else search.query(),
        "total": total,
        "more": total - len(news.bags),
        "bags": [
            {
                "title": bag.title,
                "price": bag.price,
                "varies": bag.price_varies,
                "maker": role_words(bag),
                "why": why_words(alert.kind, why),
                **address(bag),
            }
            for bag, why in news.bags
        ],
    }


def _post(template: str, reader: Reader, *, key: str, at: datetime, **context: Any) -> None:
    if reader.address is not None:
        post(
            session(),
            template,
            reader.address,
            key=key,
            locale=reader.language,
            at=at,
            secret=True,
            **context,
        )
