"""Which storage the settings name."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from marketplace.adapters.signing.sealing import RingFile
from marketplace.adapters.storage.local import LocalStorage
from marketplace.adapters.storage.opening import open_areas
from marketplace.adapters.storage.s3 import S3Storage
from marketplace.settings import Settings, SettingsError
from tests.buckets import ACCESS, REGION, SECRET, Bucket


@pytest.fixture
def ring(tmp_path: Path) -> RingFile:
    return RingFile(tmp_path / "private.key")


def in_bucket(bucket: Bucket) -> Settings:
    return Settings(
        s3_bucket=bucket.name,
        s3_endpoint=bucket.address,
        s3_region=REGION,
        s3_access_key=ACCESS,
        s3_secret_key=SECRET,
    )


def test_without_a_bucket_files_lie_in_two_folders(tmp_path: Path, ring: RingFile) -> None:
    settings = Settings(media_dir=tmp_path / "media", private_dir=tmp_path / "private")
    public, private = open_areas(settings, ring)
    assert isinstance(public, LocalStorage) and public.root == tmp_path / "media"
    key = private.put(b"scan", "jpg")
    assert (tmp_path / "private" / key).is_file()


def test_one_bucket_holds_both_areas_and_the_private_one_sealed(bucket: Bucket, ring: RingFile) -> None:
    public, private = open_areas(in_bucket(bucket), ring)
    assert isinstance(public, S3Storage)
    seen, hidden = public.put(b"a bag", "webp"), private.put(b"scan", "jpg")
    assert bucket.names() == [f"media/{seen}", f"private/{hidden}"]
    assert bucket.object(f"media/{seen}").metadata["Cache-Control"].startswith("public")
    assert b"scan" not in bucket.read(f"private/{hidden}")


def test_the_private_area_may_have_a_bucket_of_its_own(bucket: Bucket, ring: RingFile) -> None:
    other = Bucket(bucket.address, f"{bucket.name}-private")
    public, private = open_areas(replace(in_bucket(bucket), s3_private_bucket=other.name), ring)
    public.put(b"a bag", "webp")
    private.put(b"scan", "jpg")
    assert len(bucket.names()) == len(other.names()) == 1
    assert other.names()[0].startswith("private/")


def test_a_missing_package_is_told_in_one_line(
    bucket: Bucket, ring: RingFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    monkeypatch.delitem(sys.modules, "marketplace.adapters.storage.s3")
    with pytest.raises(SettingsError, match=r"MARKETPLACE_S3_BUCKET needs obstore, .*requirements/s3\.txt"):
        open_areas(in_bucket(bucket), ring)
    public, _ = open_areas(Settings(), ring)
    assert isinstance(public, LocalStorage)
