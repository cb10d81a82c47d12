"""Sealing: only the right key, the right name and untouched bytes open a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.signing.keys import KeyUnusable
from marketplace.adapters.signing.sealing import OVERHEAD, Ring, RingFile, SealingKey, Unsealable, key_id

RING = Ring((SealingKey.generate(),))


@given(data=st.binary(max_size=500), name=st.text(max_size=80))
def test_what_was_sealed_comes_back_and_cannot_be_read_without(data: bytes, name: str) -> None:
    sealed = RING.seal(data, name)
    assert RING.unseal(sealed, name) == data and len(sealed) == len(data) + OVERHEAD
    assert len(data) < 8 or data not in sealed
    with pytest.raises(Unsealable):
        RING.unseal(sealed, name + "x")
    with pytest.raises(Unsealable):
        Ring((SealingKey.generate(),)).unseal(sealed, name)


@given(data=st.data())
def test_no_changed_byte_and_no_missing_end_passes(data: st.DataObject) -> None:
    sealed = RING.seal(b"NIK 6474014503900002", "a")
    at = data.draw(st.integers(0, len(sealed) - 1))
    hurt = bytearray(sealed)
    hurt[at] ^= data.draw(st.integers(1, 255))
    for wrong in (bytes(hurt), sealed[:at]):
        with pytest.raises(Unsealable):
            RING.unseal(wrong, "a")


def test_the_same_bytes_never_look_the_same_twice() -> None:
    assert RING.seal(b"x" * 40, "a")[12:] != RING.seal(b"x" * 40, "a")[12:]


def test_a_file_without_the_mark_is_plain() -> None:
    assert key_id(b"%PDF-1.7") is None and key_id(b"") is None
    assert key_id(RING.seal(b"", "a")) == RING.present.id


def test_an_old_key_goes_on_opening_until_it_is_dropped(tmp_path: Path) -> None:
    file = RingFile(tmp_path / "private.key")
    old = file.load_or_make()
    sealed = old.seal(b"paper", "a")
    new = file.add()
    assert new.present != old.present and file.load().unseal(sealed, "a") == b"paper"
    assert file.drop({new.present.id, old.present.id}).keys == (new.present,)
    with pytest.raises(Unsealable):
        file.load().unseal(sealed, "a")


def test_a_key_that_is_there_stays(tmp_path: Path) -> None:
    file = RingFile(tmp_path / "keys" / "private.key")
    assert file.make() and not file.make()
    before = file.path.read_bytes()
    assert file.load_or_make() == file.load() and file.path.read_bytes() == before
    assert "SealingKey" not in repr(file.load()) or before.split()[1].decode() not in repr(file.load())


@pytest.mark.parametrize("content", [None, b"", b"\xff", b"abc\n", b"00 11\n", b"0" * 16 + b" " + b"0" * 63])
def test_a_file_that_holds_no_keys_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "private.key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KeyUnusable, match="private"):
        RingFile(path).load()
