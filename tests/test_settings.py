"""The configuration: read once, refused with one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketplace.settings import Settings, SettingsError

GOOD = {
    "MARKETPLACE_PRODUCTION": "on",
    "MARKETPLACE_SECRET_KEY": "k" * 40,
    "MARKETPLACE_BASE_URL": "https://terajut.example",
}
BUCKET = {
    "MARKETPLACE_S3_BUCKET": "terajut",
    "MARKETPLACE_S3_ACCESS_KEY": "an id",
    "MARKETPLACE_S3_SECRET_KEY": "ssss a secret",
}


def test_an_empty_environment_is_a_development_installation():
    settings = Settings.from_environ({})
    assert settings.database_url.startswith("sqlite:///")
    assert settings.demo
    assert not settings.production


def test_production_starts_with_secret_and_address():
    settings = Settings.from_environ(GOOD)
    assert settings.production
    assert settings.secure
    assert not settings.demo
    assert settings.staff_second_factor
    assert settings.hosts == {"terajut.example"}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"MARKETPLACE_SECRET_KEY": ""}, "SECRET_KEY"),
        ({"MARKETPLACE_SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"MARKETPLACE_BASE_URL": ""}, "BASE_URL"),
        ({"MARKETPLACE_DEBUG": "on"}, "DEBUG"),
        ({"MARKETPLACE_DEMO": "on"}, "DEMO"),
        ({"MARKETPLACE_STAFF_SECOND_FACTOR": "off"}, "STAFF_SECOND_FACTOR"),
        ({"MARKETPLACE_BASE_URL": "terajut.example"}, "BASE_URL"),
        ({"MARKETPLACE_BASE_URL": "https://terajut.example/shop"}, "BASE_URL"),
        ({"MARKETPLACE_TIMEZONE": "Asia/Bontang"}, "TIMEZONE"),
        ({"MARKETPLACE_LOCALE": "fr"}, "LOCALE"),
        ({"MARKETPLACE_PHOTO_MAX_BYTES": "ten"}, "PHOTO_MAX_BYTES"),
        ({"MARKETPLACE_DEBUG": "maybe"}, "DEBUG"),
        ({"MARKETPLACE_RECORD_PREFIX": "bontang"}, "RECORD_PREFIX"),
        ({"MARKETPLACE_MEDIA_URL": "media"}, "MEDIA_URL"),
        ({"MARKETPLACE_MEDIA_URL": "/"}, "MEDIA_URL"),
        ({"MARKETPLACE_MEDIA_URL": "//media.example"}, "MEDIA_URL"),
        ({"MARKETPLACE_MEDIA_URL": "https://media.example; script-src *"}, "MEDIA_URL"),
        ({"MARKETPLACE_MEDIA_URL": "https://media.example/a b"}, "MEDIA_URL"),
        ({"MARKETPLACE_MEDIA_URL": "https://user:word@media.example"}, "MEDIA_URL"),
        ({"MARKETPLACE_MEDIA_URL": "http://media.example"}, "MEDIA_URL"),
        ({"MARKETPLACE_S3_BUCKET": "Terajut"}, "S3_BUCKET"),
        ({"MARKETPLACE_S3_BUCKET": "terajut"}, "S3_ACCESS_KEY"),
        ({"MARKETPLACE_S3_BUCKET": "terajut", "MARKETPLACE_S3_ACCESS_KEY": "a"}, "S3_ACCESS_KEY"),
        ({"MARKETPLACE_S3_SECRET_KEY": "s"}, "S3_BUCKET"),
        ({"MARKETPLACE_S3_PRIVATE_BUCKET": "terajut-private"}, "S3_BUCKET"),
        (BUCKET | {"MARKETPLACE_S3_PRIVATE_BUCKET": "../x"}, "S3_PRIVATE_BUCKET"),
        (BUCKET | {"MARKETPLACE_S3_ENDPOINT": "s3.example.org"}, "S3_ENDPOINT"),
        (BUCKET | {"MARKETPLACE_S3_ENDPOINT": "https://s3.example.org/terajut"}, "S3_ENDPOINT"),
    ],
)
def test_a_bad_setting_is_named_in_one_line(change, named):
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environ(GOOD | change)
    assert f"MARKETPLACE_{named}" in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_address_gets_its_driver(scheme):
    settings = Settings.from_environ({"MARKETPLACE_DATABASE_URL": f"{scheme}://u@h/d"})
    assert settings.database_url == "postgresql+psycopg://u@h/d"


def test_the_secret_is_not_shown():
    assert "kkkk" not in repr(Settings.from_environ(GOOD))


def test_the_key_of_the_log_is_beside_the_data_unless_named():
    assert Settings.from_environ({"MARKETPLACE_DATA_DIR": "/srv/terajut"}).log_key_path == Path(
        "/srv/terajut/keys/log.key"
    )
    assert Settings.from_environ({"MARKETPLACE_LOG_KEY_FILE": "/run/secrets/log"}).log_key_path == Path(
        "/run/secrets/log"
    )
    assert Settings.from_environ(
        {"MARKETPLACE_PRIVATE_KEY_FILE": "/run/secrets/private"}
    ).private_key_path == Path("/run/secrets/private")
    assert Settings(data_dir=Path("/srv")).private_key_path == Path("/srv/keys/private.key")
    assert Settings(data_dir=Path("/srv")).log_key_path == Path("/srv/keys/log.key")


def test_buckets_are_named_with_their_keys():
    settings = Settings.from_environ(
        GOOD | BUCKET | {"MARKETPLACE_S3_ENDPOINT": "https://s3.example.org:9000/"}
    )
    assert (settings.s3_bucket, settings.s3_private_bucket, settings.s3_region) == (
        "terajut",
        "",
        "us-east-1",
    )
    assert settings.s3_endpoint == "https://s3.example.org:9000"
    assert "ssss" not in repr(settings) and "an id" not in repr(settings)


@pytest.mark.parametrize(
    "address", ["/media", "https://media.example", "https://media.example:8443/a/media/"]
)
def test_media_may_have_a_host_of_their_own(address):
    settings = Settings.from_environ(GOOD | {"MARKETPLACE_MEDIA_URL": address})
    assert settings.media_url == address.rstrip("/")


def test_push_services_reach_us_at_the_site_or_where_letters_come_from() -> None:
    assert Settings(data_dir=Path("/srv")).push_key_path == Path("/srv/keys/push.key")
    assert Settings(push_key_file=Path("/run/secrets/push")).push_key_path == Path("/run/secrets/push")
    assert Settings(base_url="https://terajut.example").contact == "https://terajut.example"
    assert Settings(mail_from="Terajut <kabar@terajut.example>").contact == "mailto:kabar@terajut.example"
