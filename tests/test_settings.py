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
