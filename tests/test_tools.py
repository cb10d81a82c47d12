"""The tools of an installation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marketplace.adapters.push.keys import PushKeyFile
from marketplace.kit.clock import system_clock
from marketplace.settings import Settings, SettingsError
from marketplace.tools import gather


def test_production_makes_no_keys_and_names_the_first_that_is_missing(settings: Settings, tmp_path) -> None:
    production = replace(settings, production=True, data_dir=tmp_path)
    with pytest.raises(SettingsError, match=r"MARKETPLACE_LOG_KEY_FILE: .*makes one"):
        gather(production, system_clock)
    assert not (tmp_path / "keys").exists()


def test_elsewhere_a_key_is_made_when_it_is_first_used(settings: Settings, tmp_path) -> None:
    tools = gather(replace(settings, data_dir=tmp_path, private_dir=tmp_path / "private"), system_clock)
    try:
        assert not (tmp_path / "keys").exists()
        key = tools.private_files.put_unguessable(b"kertas", "txt")
        assert (tmp_path / "keys").exists()
        with tools.private_files.open(key) as file:
            assert file.read() == b"kertas"
    finally:
        tools.images.close()


def test_browsers_are_told_where_there_is_a_key_and_a_broken_one_is_said(
    settings: Settings, tmp_path
) -> None:
    own = replace(settings, data_dir=tmp_path, private_dir=tmp_path / "private")
    key = PushKeyFile(own.push_key_path)
    for made in (False, True):
        if made:
            key.make()
        tools = gather(own, system_clock)
        tools.close()
        assert (tools.pusher is not None) is made
    key.path.write_text("nonsense")
    with pytest.raises(SettingsError, match="MARKETPLACE_PUSH_KEY_FILE"):
        gather(own, system_clock)
