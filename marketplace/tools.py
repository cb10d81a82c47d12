"""The tools of one installation, made as its settings say."""

from __future__ import annotations

from typing import TypeVar

from marketplace.adapters.archives.entries import ArchiveLimits
from marketplace.adapters.archives.isolation import ArchiveReader
from marketplace.adapters.images.inspection import PictureLimits
from marketplace.adapters.images.isolation import PicturePool
from marketplace.adapters.mail.opening import mailer_from_url
from marketplace.adapters.pages.opening import open_pages
from marketplace.adapters.push.keys import PushKeyFile
from marketplace.adapters.push.port import Pusher
from marketplace.adapters.push.web import WebPusher
from marketplace.adapters.signing.keys import KeyFile, KeyUnusable
from marketplace.adapters.signing.sealing import RingFile
from marketplace.adapters.spreadsheets.isolation import SheetReader
from marketplace.adapters.spreadsheets.tables import SheetLimits
from marketplace.adapters.storage.opening import open_areas
from marketplace.kit.clock import Clock
from marketplace.settings import PREFIX, Settings, SettingsError
from marketplace.toolbox import Toolbox

KeyOrRing = TypeVar("KeyOrRing", KeyFile, RingFile)


def gather(settings: Settings, clock: Clock) -> Toolbox:
    """Make the tools. Raises SettingsError where production lacks a file of keys, or S3 its package."""
    limits = PictureLimits(settings.photo_max_bytes, settings.photo_max_pixels, settings.photo_max_side)
    log_key = _usable(KeyFile(settings.log_key_path), settings, "LOG_KEY_FILE", "log new-key")
    ring = _usable(RingFile(settings.private_key_path), settings, "PRIVATE_KEY_FILE", "private-keys new")
    public, private = open_areas(settings, ring)
    return Toolbox(
        settings=settings,
        clock=clock,
        public_files=public,
        private_files=private,
        mailer=mailer_from_url(settings.mail_url, settings.mail_from),
        images=PicturePool(limits=limits),
        log_key=log_key,
        sheets=SheetReader(SheetLimits(max_bytes=settings.roster_max_bytes)),
        archives=ArchiveReader(ArchiveLimits(max_bytes=settings.batch_max_bytes)),
        pages=open_pages(settings),
        pusher=_pusher(settings, clock),
    )


def _pusher(settings: Settings, clock: Clock) -> Pusher | None:
    """Return what sends notices to browsers; None without a key. SettingsError where the key is none."""
    try:
        key = PushKeyFile(settings.push_key_path).load()
    except KeyUnusable as error:
        raise SettingsError(f"{PREFIX}PUSH_KEY_FILE: {error}") from error
    return WebPusher(key, settings.contact, clock) if key is not None else None


def _usable(file: KeyOrRing, settings: Settings, name: str, command: str) -> KeyOrRing:
    """Return a file of keys; in production it must be there, elsewhere its first use makes it."""
    if settings.production:
        try:
            file.load()
        except KeyUnusable as error:
            raise SettingsError(f"{PREFIX}{name}: {error}; `{command} FILE` makes one") from error
    return file
