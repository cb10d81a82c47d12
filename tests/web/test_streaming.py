"""Long answers piece by piece."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest

from marketplace.web.streaming import streamed


def counted(made: list[int], most: int = 1000) -> Iterator[str]:
    for number in range(most):
        made.append(number)
        yield f"<{number}>" * 50


@pytest.mark.parametrize("encoding", ["gzip", ""])
def test_a_piece_is_made_when_it_is_read(app, encoding):
    made: list[int] = []
    with app.test_request_context("/", headers={"Accept-Encoding": encoding}):
        answer = streamed(counted(made), "text/xml; charset=utf-8", seconds=60)
        assert answer.is_streamed and made == []
        reading = answer.iter_encoded()
        first = next(iter(reading))
        assert 0 < len(made) < 900
        whole = first + b"".join(reading)
    text = gzip.decompress(whole) if encoding else whole
    assert text.decode() == "".join(counted([]))


def test_of_what_the_reader_has_no_piece_is_made(app):
    made: list[int] = []
    with app.test_request_context("/", headers={"If-None-Match": 'W/"abc"'}):
        answer = streamed(counted(made), "text/xml", seconds=60, etag="abc")
        assert answer.status_code == 304
        assert b"".join(answer.get_app_iter(answer_environ())) == b""
    assert made == []


def answer_environ():
    return {"REQUEST_METHOD": "GET"}


def test_another_tag_is_another_text(app):
    with app.test_request_context("/", headers={"If-None-Match": 'W/"old"'}):
        answer = streamed(iter(["x"]), "text/xml", seconds=60, etag="new")
    assert (answer.status_code, answer.headers["ETag"]) == (200, 'W/"new"')
