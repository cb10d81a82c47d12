"""What any storage must do, whatever is behind it: subclass this and give a `storage` fixture."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.adapters.storage.port import KEY, Storage, content_key
from marketplace.kit.errors import NotFound

TRICKS = [
    "",
    "/etc/passwd",
    "../secret.jpg",
    "ab/cd/../../secret.jpg",
    "incoming",
    f"ab/cd/{'a' * 64}.jpg",
    f"aa/aa/{'A' * 64}.jpg",
    f"aa/aa/{'a' * 64}.jpg\n",
    f"aa/aa/{'a' * 64}.jpg\0.png",
    f"aa/aa/{'a' * 64}.jpg/..",
    f"aa\\aa\\{'a' * 64}.jpg",
    f"aa/aa/{'a' * 64}.",
]


class StorageContract:
    def test_what_was_put_is_read_back(self, storage: Storage) -> None:
        key = storage.put(b"benang", "txt")
        with storage.open(key) as file:
            assert file.read() == b"benang"
        assert storage.size(key) == 6
        assert storage.exists(key)

    def test_the_key_is_the_hash_of_the_content(self, storage: Storage) -> None:
        key = storage.put(b"benang", "webp")
        digest = sha256(b"benang").hexdigest()
        assert key == f"{digest[:2]}/{digest[2:4]}/{digest}.webp" == content_key(b"benang", "webp")

    def test_the_same_bytes_are_kept_once(self, storage: Storage) -> None:
        assert storage.put(b"benang", "jpg") == storage.put(BytesIO(b"benang"), "jpg")
        assert len(list(storage.keys())) == 1

    def test_an_unguessable_key_says_nothing_of_its_content(self, storage: Storage) -> None:
        first, second = (storage.put_unguessable(b"benang", "jpg") for _ in range(2))
        assert first != second
        assert KEY.fullmatch(first)
        assert sha256(b"benang").hexdigest() not in first
        with storage.open(first) as file:
            assert file.read() == b"benang"

    def test_a_stream_longer_than_one_piece_is_kept_whole(self, storage: Storage) -> None:
        data = bytes(range(256)) * 10_000
        assert storage.size(storage.put(BytesIO(data), "bin")) == len(data)

    @settings(
        max_examples=20,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(data=st.binary(max_size=300))
    def test_any_bytes_come_back_as_they_went(self, storage: Storage, data: bytes) -> None:
        with storage.open(storage.put_unguessable(data, "bin")) as file:
            assert file.read() == data

    def test_what_was_deleted_is_gone_and_deleting_again_is_no_error(self, storage: Storage) -> None:
        key = storage.put(b"benang", "jpg")
        storage.delete(key)
        storage.delete(key)
        assert not storage.exists(key)
        with pytest.raises(NotFound, match=r"storage\.missing"):
            storage.open(key)
        with pytest.raises(NotFound, match=r"storage\.missing"):
            storage.size(key)

    def test_keys_lists_everything_once(self, storage: Storage) -> None:
        made = {storage.put(bytes([number]), "jpg") for number in range(5)}
        assert sorted(storage.keys()) == sorted(made)

    @pytest.mark.parametrize("key", TRICKS)
    def test_a_key_of_another_form_is_simply_not_there(self, storage: Storage, key: str) -> None:
        storage.put(b"benang", "jpg")
        assert not storage.exists(key)
        for act in (storage.open, storage.size, storage.delete):
            with pytest.raises(NotFound):
                act(key)

    @pytest.mark.parametrize("suffix", ["", ".jpg", "../x", "JPG", "toolongsuffix", "a/b", "j\0"])
    def test_a_suffix_is_a_few_letters(self, storage: Storage, suffix: str) -> None:
        with pytest.raises(ValueError, match="suffix"):
            storage.put(b"benang", suffix)
        with pytest.raises(ValueError, match="suffix"):
            storage.put_unguessable(b"benang", suffix)
        assert list(storage.keys()) == []
