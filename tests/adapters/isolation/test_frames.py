"""Messages between parent and child arrive whole or not at all."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.isolation.frames import LENGTH, MAX_MESSAGE, Broken, receive, send


def sent(head: dict[str, object], blobs: list[bytes]) -> bytes:
    stream = BytesIO()
    send(stream, head, blobs)
    return stream.getvalue()


@given(
    head=st.dictionaries(st.text(max_size=9).filter(lambda key: key != "blobs"), st.text()),
    blobs=st.lists(st.binary(), max_size=9),
)
def test_what_was_sent_is_received(head: dict[str, object], blobs: list[bytes]) -> None:
    got, parts = receive(BytesIO(sent(head, blobs)))
    assert (got, parts) == ({**head, "blobs": len(blobs)}, blobs)


@given(st.data())
def test_a_message_cut_anywhere_is_broken(data: st.DataObject) -> None:
    whole = sent({"task": "render"}, [b"abc", b""])
    with pytest.raises(Broken):
        receive(BytesIO(whole[: data.draw(st.integers(0, len(whole) - 1))]))


@given(st.binary(max_size=100))
def test_rubbish_is_broken_or_a_message_and_nothing_else(data: bytes) -> None:
    try:
        head, _ = receive(BytesIO(data))
    except Broken:
        return
    assert isinstance(head, dict)


def part(body: bytes) -> bytes:
    return LENGTH.pack(len(body)) + body


@pytest.mark.parametrize(
    "data",
    [
        LENGTH.pack(MAX_MESSAGE + 1),
        part(b'{"blobs": 2}') + part(bytes(MAX_MESSAGE // 2)) + LENGTH.pack(MAX_MESSAGE // 2 + 1),
        part(b"[" * 100_000),
        *map(part, (b"[]", b"{}", b'{"blobs": -1}', b'{"blobs": 1e9}', b'{"blobs": 101}', b"\xff")),
    ],
)
def test_lengths_are_not_believed(data: bytes) -> None:
    with pytest.raises(Broken):
        receive(BytesIO(data + b"x" * 10))
