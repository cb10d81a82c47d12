"""The key towards push services: made once, for its owner alone, read back, and refused where it is none."""

from __future__ import annotations

import stat

import pytest

from marketplace.adapters.push.keys import PushKey, PushKeyFile
from marketplace.adapters.signing.keys import KeyUnusable, SigningKey
from tests.adapters.push.service import bytes_of, proved
from tests.conftest import NOON


def test_a_key_is_made_once_and_read_back(tmp_path):
    file = PushKeyFile(tmp_path / "keys" / "push.key")
    assert file.load() is None, "no key, no push"
    assert file.make() is True
    first = file.load()
    assert file.make() is False
    assert file.load().public == first.public
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert len(bytes_of(first.public)) == 65


@pytest.mark.parametrize("content", [b"", b"nonsense", SigningKey.generate().to_pem()])
def test_a_file_that_holds_no_such_key_is_said(tmp_path, content):
    path = tmp_path / "push.key"
    path.write_bytes(content)
    with pytest.raises(KeyUnusable, match=r"push\.key"):
        PushKeyFile(path).load()


def test_a_token_is_for_one_service_and_some_hours():
    key = PushKey.generate()
    claims, public = proved(key.authorization("https://push.contoh.id", "mailto:a@contoh.invalid", NOON))
    assert public == key.public
    assert claims["aud"] == "https://push.contoh.id"
    assert 0 < claims["exp"] - NOON.timestamp() <= 24 * 3600
