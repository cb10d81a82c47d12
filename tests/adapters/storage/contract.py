"""What any storage must do, whatever is behind it: subclass this and give a `storage` fixture."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.adapters.storage.port import KEY, LONGEST_LINK, Shelf, Storage, content_key
from marketplace.kit.errors import NotFound
from tests.buckets import ask

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

    def test_nothing_at_all_is_kept_like_anything_else(self, storage: Storage) -> None:
        key = storage.put(b"", "bin")
        assert storage.size(key) == 0 and storage.exists(key)
        with storage.open(key) as file:
            assert file.read() == b""

    def test_what_is_put_is_young_and_what_is_not_there_is_not_old(self, storage: Storage) -> None:
        storage.prepare()
        key = storage.put(b"benang", "jpg")
        assert not storage.is_older(key, 600)
        assert not storage.is_older(f"ab/cd/abcd{'0' * 60}.jpg", 600)
        assert not storage.is_older("../x", 600)

    def test_preparing_and_sweeping_touch_no_file(self, storage: Storage) -> None:
        storage.prepare()
        assert list(storage.keys()) == []
        key = storage.put(b"benang", "jpg")
        storage.prepare()
        assert storage.sweep(older_than_seconds=-1) == 0
        assert list(storage.keys()) == [key]

    def test_a_link_gives_the_bytes_or_there_is_none(self, storage: Storage) -> None:
        link = storage.link(storage.put(b"benang", "webp"), LONGEST_LINK)
        if link is not None:
            assert ask(link) == (200, b"benang")

    def test_a_link_to_put_takes_the_bytes_or_there_is_none(self, storage: Storage) -> None:
        found = storage.upload_link("webp", 60)
        if found is not None:
            key, link = found
            assert KEY.fullmatch(key) and not storage.exists(key)
            assert ask(link, "PUT", b"benang")[0] == 200
            with storage.open(key) as file:
                assert file.read() == b"benang"

    @pytest.mark.parametrize("seconds", [0, -1, LONGEST_LINK + 1])
    def test_no_link_works_for_longer_than_a_quarter_of_an_hour(self, storage: Storage, seconds: int) -> None:
        with pytest.raises(ValueError, match="at most 900 seconds"):
            storage.link(storage.put(b"benang", "webp"), seconds)
        with pytest.raises(ValueError, match="at most 900 seconds"):
            storage.upload_link("webp", seconds)

    def test_a_link_is_made_for_keys_alone(self, storage: Storage) -> None:
        with pytest.raises(NotFound):
            storage.link("../secret.jpg", 60)
        with pytest.raises(ValueError, match="suffix"):
            storage.upload_link("../x", 60)


class ShelfContract(StorageContract):
    """What a storage must do besides, that another can be laid over."""

    def test_what_lies_under_a_key_already_stays(self, storage: Shelf) -> None:
        key = content_key(b"benang", "jpg")
        storage.keep(key, b"first")
        storage.keep(key, b"second")
        with storage.open(key) as file:
            assert file.read() == b"first"

    @pytest.mark.parametrize(("data", "first"), [(b"benang", b"ben"), (b"be", b"be"), (b"", b"")])
    def test_the_first_bytes_are_read_alone(self, storage: Shelf, data: bytes, first: bytes) -> None:
        assert storage.first(storage.put(data, "bin"), 3) == first

    def test_bytes_are_swapped_under_their_key(self, storage: Shelf) -> None:
        key = storage.put(b"benang", "jpg")
        assert storage.swap(key, bytes.upper)
        with storage.open(key) as file:
            assert file.read() == b"BENANG"

    def test_what_is_deleted_before_the_swap_does_not_come_back(self, storage: Shelf) -> None:
        key = storage.put(b"benang", "jpg")

        def delete(data: bytes) -> bytes:
            storage.delete(key)
            return data

        assert not storage.swap(key, delete)
        assert not storage.exists(key)
        with pytest.raises(NotFound):
            storage.swap(key, bytes.upper)

    @pytest.mark.parametrize("key", TRICKS)
    def test_a_key_of_another_form_takes_nothing(self, storage: Shelf, key: str) -> None:
        for act in (
            lambda: storage.keep(key, b"x"),
            lambda: storage.first(key, 1),
            lambda: storage.swap(key, bytes),
        ):
            with pytest.raises(NotFound):
                act()
