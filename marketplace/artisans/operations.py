"""What an artisan can do with her own profile."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.accounts import consents
from marketplace.accounts.models import Account
from marketplace.accounts.rules import ConsentPurpose
from marketplace.artisans import markets
from marketplace.artisans.markets import Markets
from marketplace.artisans.models import Artisan, Place
from marketplace.artisans.rules import (
    MAX_AWAY_DAYS,
    Affiliation,
    FormOfAddress,
    PlaceLevel,
    Technique,
    is_away,
    is_planned,
)
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Invalid
from marketplace.kit.text import fold, slugify
from marketplace.pictures.models import Picture

LONGEST_FOLDED, LONGEST_SLUG = 160, 80
TRIES = 30
RESERVED = frozenset({"admin", "new", "edit", "swatch", "all"})


def open_profile(account: Account, *, name: str, actor: Actor, at: datetime) -> Artisan:
    """Return the account's profile, made now if it has none; nobody else sees it until she says so.

    Her address is made of her name once and stays, whatever she calls herself later. Many who open theirs at once
    under one name get one address each.
    """
    policy.require(actor, Permission.EDIT_PROFILE, account)
    for _ in range(TRIES):
        found = session.scalars(select(Artisan).where(Artisan.account_id == account.id)).one_or_none()
        if found is not None:
            return found
        artisan = Artisan(
            account_id=account.id,
            slug=_free_slug(name),
            name=name,
            name_folded=fold(name)[:LONGEST_FOLDED],
            techniques=[],
            affiliations=[],
            created_at=at,
        )
        try:
            with session.begin_nested():
                session.add(artisan)
        except IntegrityError:
            continue  # somebody took the address, or she pressed the button twice: look again
        return artisan
    raise Conflict()


def edit_profile(
    artisan: Artisan,
    *,
    name: str,
    form_of_address: FormOfAddress,
    story: str,
    place_code: str | None,
    techniques: Collection[Technique],
    affiliations: Collection[Affiliation],
    affiliation_note: str,
    whatsapp: str | None,
    instagram: str,
    weekly_capacity: int | None = None,
    served: Markets | None = None,
    shown: bool,
    whatsapp_shown: bool,
    actor: Actor,
    at: datetime,
) -> None:
    """Change what she says of herself, and write down what she consents to have shown.

    Raises Invalid for a place that is not a kelurahan we know, and for a number to be shown that is missing.
    """
    policy.require(actor, Permission.EDIT_PROFILE, artisan)
    problems: dict[str, str] = {}
    if (
        place_code
        and session.scalar(select(Place.level).where(Place.code == place_code)) != PlaceLevel.VILLAGE
    ):
        problems["place_code"] = "choice"
    if whatsapp_shown and not whatsapp:
        problems["whatsapp"] = "artisan.whatsapp_missing"
    if problems:
        raise Invalid(problems)
    artisan.name, artisan.name_folded = name, fold(name)[:LONGEST_FOLDED]
    artisan.form_of_address, artisan.story, artisan.place_code = form_of_address, story, place_code
    artisan.techniques = [technique.value for technique in techniques]
    artisan.affiliations = [affiliation.value for affiliation in affiliations]
    artisan.affiliation_note, artisan.whatsapp = affiliation_note, whatsapp
    artisan.instagram = instagram
    artisan.weekly_capacity = weekly_capacity
    artisan.markets = markets.kept(served or {}) or None
    artisan.visible = _consented(artisan, ConsentPurpose.SHOW_PROFILE, shown, at)
    artisan.whatsapp_public = _consented(artisan, ConsentPurpose.SHOW_WHATSAPP, whatsapp_shown, at)
    session.flush()


def _consented(artisan: Artisan, purpose: ConsentPurpose, given: bool, at: datetime) -> bool:
    if given:
        consents.give(artisan.account_id, [purpose], at=at)
    else:
        consents.withdraw(artisan.account_id, purpose, at=at)
    return given


def set_portrait(artisan: Artisan, picture: Picture | None, *, actor: Actor) -> None:
    """Show a portrait, or her swatch again."""
    policy.require(actor, Permission.EDIT_PROFILE, artisan)
    artisan.portrait = picture
    session.flush()


def pause(
    artisan: Artisan,
    back_on: date,
    *,
    away_from: date | None = None,
    actor: Actor,
    at: datetime,
    today: date,
) -> None:
    """Say that she is away from a day (today) until another; it begins and ends by itself at midnight.

    Raises Invalid for a first day gone by, and for a return that is not to come, not after the first day, or over a
    year off.
    """
    policy.require(actor, Permission.EDIT_PROFILE, artisan)
    first = away_from or today
    problems: dict[str, str] = {}
    if first < today:
        problems["away_from"] = "artisan.away_from"
    if back_on <= max(today, first):
        problems["back_on"] = "artisan.back_on" if back_on <= today else "artisan.back_before"
    elif (back_on - today).days > MAX_AWAY_DAYS:
        problems["back_on"] = "artisan.back_too_late"
    if problems:
        raise Invalid(problems)
    artisan.paused_at, artisan.paused_from, artisan.paused_until = at, first, back_on
    session.flush()


def resume(artisan: Artisan, *, actor: Actor, at: datetime, today: date) -> None:
    """Be back before the day she gave, or take back a break she had planned.

    What lies behind of a break stays one: whoever reckons with it later (`hours.away_of`) finds it, and the moment of
    her return in `paused_at`. One that is over is left as it was.
    """
    policy.require(actor, Permission.EDIT_PROFILE, artisan)
    if is_away(artisan.paused_from, artisan.paused_until, today):
        artisan.paused_at, artisan.paused_until = at, today
    elif is_planned(artisan.paused_from, artisan.paused_until, today):
        artisan.paused_at = artisan.paused_from = artisan.paused_until = None
    session.flush()


def _free_slug(name: str) -> str:
    base = slugify(name)[:LONGEST_SLUG].strip("-") or "perajin"
    taken = set(session.scalars(select(Artisan.slug).where(Artisan.slug.startswith(base, autoescape=True))))
    if base not in taken and base not in RESERVED:
        return base
    return next(f"{base}-{number}" for number in range(2, len(taken) + 3) if f"{base}-{number}" not in taken)
