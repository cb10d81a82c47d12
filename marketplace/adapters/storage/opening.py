"""Which storage the settings name: local folders, or buckets of an S3 service."""

from __future__ import annotations

from importlib import import_module

from marketplace.adapters.signing.sealing import RingFile
from marketplace.adapters.storage.local import LocalStorage
from marketplace.adapters.storage.port import Storage
from marketplace.adapters.storage.sealed import SealedStorage
from marketplace.settings import PREFIX, Settings, SettingsError

PUBLIC, PRIVATE = "media", "private"
"""Prefixes of the two areas; the names of the folders a default installation has."""


def open_areas(settings: Settings, ring: RingFile) -> tuple[Storage, SealedStorage]:
    """Return the public and the private area; asks no service yet. Raises SettingsError where S3 is named and its
    package is not installed."""
    if not settings.s3_bucket:
        private = LocalStorage(settings.private_dir, private=True)
        return LocalStorage(settings.media_dir), SealedStorage(private, ring)
    try:
        s3 = import_module("marketplace.adapters.storage.s3")  # its package is an extra
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"{PREFIX}S3_BUCKET needs {error.name}, the extra `s3`: requirements/s3.txt holds it"
        ) from error
    service = s3.S3Service(
        settings.s3_endpoint, settings.s3_region, settings.s3_access_key, settings.s3_secret_key
    )
    public = s3.S3Storage(service, settings.s3_bucket, PUBLIC, public=True)
    hidden = s3.S3Storage(service, settings.s3_private_bucket or settings.s3_bucket, PRIVATE)
    return public, SealedStorage(hidden, ring)
