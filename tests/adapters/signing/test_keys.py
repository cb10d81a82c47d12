"""Private keys: made once, readable by their owner alone, replaced in one step."""

from __future__ import annotations

import stat
import subprocess

import pytest

from marketplace.adapters.signing.keys import KeyFile, KeyUnusable, SigningKey, is_signed


def test_what_was_signed_is_told_from_everything_else():
    key, other = SigningKey.generate(), SigningKey.generate()
    signature = key.sign(b"a decision")
    assert is_signed(b"a decision", signature, key.public)
    assert not is_signed(b"a decision.", signature, key.public)
    assert not is_signed(b"a decision", signature, other.public)
    assert not is_signed(b"a decision", signature[:-1], key.public)
    assert not is_signed(b"a decision", signature, b"short")


def test_the_first_use_makes_a_key_that_only_its_owner_can_read(tmp_path):
    file = KeyFile(tmp_path / "keys" / "log.key")
    key = file.load_or_make()
    assert file.load_or_make().public == key.public == file.load().public
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    assert list(file.path.parent.iterdir()) == [file.path]


def test_a_key_that_is_there_is_never_made_anew(tmp_path):
    file = KeyFile(tmp_path / "log.key")
    assert file.make()
    before = file.path.read_bytes()
    assert not file.make()
    assert file.path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file.path]


def test_a_replaced_key_is_read_at_the_next_use(tmp_path):
    file, fresh = KeyFile(tmp_path / "log.key"), SigningKey.generate()
    file.make()
    file.replace(fresh)
    assert file.load().public == fresh.public
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_a_missing_key_is_told_in_one_line_and_not_made_by_reading(tmp_path):
    file = KeyFile(tmp_path / "log.key")
    with pytest.raises(KeyUnusable, match=r"log\.key: No such file") as told:
        file.load()
    assert "\n" not in str(told.value)
    assert not file.path.exists()


@pytest.mark.parametrize("command", [["rsa", "-pkeyopt", "rsa_keygen_bits:1024"], ["ed448"]])
def test_other_kinds_of_keys_are_refused(tmp_path, command):
    path = tmp_path / "log.key"
    subprocess.run(
        ["openssl", "genpkey", "-algorithm", *command, "-out", str(path)], check=True, capture_output=True
    )
    with pytest.raises(KeyUnusable, match="no plain Ed25519 key"):
        KeyFile(path).load()


def test_a_key_of_openssl_is_read(tmp_path):
    path = tmp_path / "log.key"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(path)], check=True)
    assert len(KeyFile(path).load().public) == 32


@pytest.mark.parametrize(
    "content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_what_is_no_key_is_refused(tmp_path, content):
    path = tmp_path / "log.key"
    path.write_bytes(content)
    with pytest.raises(KeyUnusable):
        KeyFile(path).load()
