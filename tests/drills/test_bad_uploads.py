"""Forms with files that no browser would make: a page or a sentence each, soon, and little memory."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, func, select

from marketplace.artisans.models import Artisan
from marketplace.listings.models import Listing, Photo
from tests.corpora.measuring import forget_peak, resident
from tests.drills.sites import Site, assert_page, head, raw, serving
from tests.drills.visitors import BOUNDARY, Answer
from tests.factories.photographs import jpeg

GROWTH = 150.0
SECONDS = 20.0
"""By the clock of a machine that does other things too; `bench/poison.py` holds each to two."""
LINE = f"--{BOUNDARY}\r\n".encode()
END = f"--{BOUNDARY}--\r\n".encode()
DISPOSITION = b"Content-Disposition: form-data; "
KIND = f"multipart/form-data; boundary={BOUNDARY}"


def part(name: str = "photos", file: str | None = "a.jpg", data: bytes = b"", *headers: bytes) -> bytes:
    """One part of a form, with a file name or without."""
    words = f'name="{name}"' + (f'; filename="{file}"' if file is not None else "")
    lines = b"".join(line + b"\r\n" for line in headers)
    return LINE + DISPOSITION + words.encode() + b"\r\n" + lines + b"\r\n" + data + b"\r\n"


def heavy(number: int, size: int) -> bytes:
    """A photo of just so many bytes."""
    photo = jpeg(number)
    return photo + bytes(size - len(photo))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, own_database: str) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("served"), own_database, drafts=2) as found:
        yield found


def rows(url: str) -> dict[str, int]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {
            table.__name__: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (Listing, Artisan, Photo)
        }
    engine.dispose()
    return found


def sent(site: Site, path: str, body: bytes, kind: str = KIND) -> Answer:
    """Send a body as it is, with a token that is right; hold time and memory to what they may be."""
    artisan = site.signed_in(site.artisan)
    token = artisan.get(f"/studio/listings/{site.draft}/edit").token
    fields = part("csrf_token", None, token.encode())
    headers = (
        f"Cookie: sid={site.artisan}; flash={artisan.cookies.get('flash', '')}",
        f"X-CSRFToken: {token}",
    )
    forget_peak(site.process)
    held, begun = resident(site.process), time.monotonic()
    body = fields + body if kind == KIND else body
    answer = raw(
        site,
        head("POST", path.encode(), site, *headers, f"Content-Type: {kind}", f"Content-Length: {len(body)}"),
        body,
    )
    assert time.monotonic() - begun < SECONDS
    assert resident(site.process, peak=True) - held < GROWTH
    return answer


NONSENSE = {
    "10,000 fields": part("a", None, b"x") * 10_000 + END,
    "10,000 photos": part(data=b"x") * 10_000 + END,
    "10,000 nameless photos": part(file="", data=b"") * 10_000 + END,
    "10,000 header fields in a part": part("a", "a.jpg", b"x", *[b"X-A: b"] * 10_000) + END,
    "a header field of 60 megabytes": part("a", "a.jpg", b"x", b"X-A: " + b"b" * 60_000_000) + END,
    "a million header fields": part("a", "a.jpg", b"x", *[b"X-A: b"] * 1_000_000) + END,
    "a continued header field": part("a", "a.jpg", b"x", b"X-A: b", *[b" c"] * 100_000) + END,
    "25 megabytes without a boundary": b"x" * 25_000_000,
    "line ends alone": b"\r\n" * 5_000_000,
    "boundaries alone": LINE * 100_000,
    "halves of boundaries": (b"\r\n--" + BOUNDARY[:-1].encode()) * 500_000,
    "a field of 25 megabytes": part("a", None, b"x" * 25_000_000) + END,
    "a photo that is no file": part(file=None, data=jpeg(1)) + END,
    "a photo of 25 megabytes that is no file": part(file=None, data=bytes(25_000_000)) + END,
    "a part without a name": LINE + DISPOSITION + b'filename="a.jpg"\r\n\r\n' + jpeg(1) + b"\r\n" + END,
    "a part that is nothing": LINE + b"\r\n\r\n" + END,
    "a part of bytes nobody reads": LINE + b"\xff\xfe: \xff\r\n\r\nx\r\n" + END,
    "a photo in base64": part("photos", "a.jpg", b"/9j/4AAQ", b"Content-Transfer-Encoding: base64") + END,
    "a form in the form": part("photos", "a.jpg", b"x", b"Content-Type: multipart/mixed; boundary=b") + END,
    "a photo that says it is 2^63 long": part("photos", "a.jpg", b"x", b"Content-Length: 9223372036854775807")
    + END,
    "a photo without end": part(data=jpeg(1))[:-1000],
}
FIELDS = (b'"photos"', b'"photos"', b'"scan_front"')
OTHER_KINDS = {
    "no boundary": "multipart/form-data",
    "an empty boundary": 'multipart/form-data; boundary=""',
    "a boundary of 5,000 letters": "multipart/form-data; boundary=" + "x" * 5_000,
    "a boundary of no letters": "multipart/form-data; boundary=\xff\xfe",
    "a photo alone": "image/jpeg",
}
WAYS = ("/studio/listings/{}/edit", "/studio/listings/{}/photos", "/studio/certificates/new")
"""The form of a bag, what its script sends to, and the form of a certificate."""


@pytest.mark.parametrize("number", range(len(NONSENSE)), ids=[*NONSENSE])
def test_a_form_no_browser_makes(site: Site, own_database: str, number: int) -> None:
    body, prefix, place = [*NONSENSE.values()][number], ("", "/en")[number % 2], number % len(WAYS)
    way = WAYS[place]
    before = rows(own_database)
    answer = sent(site, prefix + way.format(site.draft), body.replace(b'"photos"', FIELDS[place]))
    assert answer.status in (303, 400, 413, 415, 422), answer.text[:2000]
    if answer.status != 303 and answer.headers["Content-Type"].startswith("text/html"):
        assert_page(answer, answer.status, prefix)
    assert answer.status != 303 or not way.endswith("/photos"), (
        "a form without a photo may be kept, a photo not"
    )
    assert rows(own_database) == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", OTHER_KINDS)
def test_a_body_that_is_no_form(site: Site, own_database: str, way: str, name: str) -> None:
    before = rows(own_database)
    answer = sent(site, way.format(site.draft), part(data=jpeg(1)) + END, OTHER_KINDS[name])
    assert answer.status in (303, 400, 422)
    assert rows(own_database) == before


FILE_NAMES = [
    "../../etc/passwd",
    "a\0.jpg",
    "x" * 5_000,
    "\u202egpj.exe",
    "<script>",
    "CON",
    "a;b=c",
    "é\r\n.jpg",
]


@pytest.mark.parametrize("number", range(len(FILE_NAMES)))
def test_a_name_of_a_file_is_only_a_name(site: Site, number: int) -> None:
    body = part("photos", FILE_NAMES[number], b"not a photo") + END
    answer = sent(site, f"/en/studio/listings/{site.draft}/photos", body)
    assert answer.status in (400, 415)
    assert "<script>" not in answer.text


def test_two_photos_of_ten_megabytes_and_no_third(site: Site, own_database: str) -> None:
    before = rows(own_database)
    body = part(data=heavy(1, 10_000_000)) + part(data=heavy(2, 10_000_000)) + part(data=heavy(3, 10_000_001))
    answer = sent(site, f"/en/studio/listings/{site.drafts[0]}/edit", body + part("do", None, b"save") + END)
    assert_page(answer, 422, "/en")
    assert "Photo 3: This photo is too heavy." in answer.text
    assert rows(own_database) == before | {"Photo": before["Photo"] + 2}


def test_a_hundred_megabytes_of_photos_in_one_form(site: Site, own_database: str) -> None:
    before = rows(own_database)
    body = b"".join(part(data=heavy(number, 9_900_000)) for number in range(3, 13))
    answer = sent(site, f"/studio/listings/{site.drafts[1]}/edit", body + part("do", None, b"save") + END)
    assert answer.status == 303
    assert rows(own_database) == before | {"Photo": before["Photo"] + 10}
