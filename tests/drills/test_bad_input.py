"""Nonsense sent to the running server: each kind gets a page of its own, none an accident, and the server lives on."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.drills.sites import Site, assert_page, head, raw, serving
from tests.drills.visitors import BOUNDARY, FORM
from tests.factories.photographs import huge_png

PIECE = b"x" * 1_000_000
PREFIXES = pytest.mark.parametrize("prefix", ["", "/en"])
JOIN = {
    "name": "Siti",
    "identifier": "siti@contoh.invalid",
    "password": "tas rajut biru laut",
    "role": "buyer",
    "data_processing": "1",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, own_database: str) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("served"), own_database) as found:
        yield found


@PREFIXES
def test_a_body_of_200_megabytes(site: Site, prefix: str) -> None:
    path = f"{prefix}/studio/listings/{site.draft}/photos".encode()
    start = head("POST", path, site, f"Cookie: sid={site.artisan}", "Content-Length: 200000000")
    answer = raw(site, start, *[PIECE] * 200)
    assert_page(answer, 413, prefix)
    assert "10 MB" in answer.text


@PREFIXES
def test_a_body_larger_than_its_form_may_be(site: Site, prefix: str) -> None:
    answer = site.stranger().send("POST", f"{prefix}/sign-up", b"name=" + PIECE * 3, {"Content-Type": FORM})
    assert_page(answer, 413, prefix)


@PREFIXES
@pytest.mark.parametrize(
    ("photo", "status", "words"),
    [
        (huge_png(), 413, ("terlalu panjang", "too long")),
        (b"Ini bukan foto, ini surat." * 50, 415, ("bukan foto", "not a photo")),
        (b"", 415, ("kosong", "empty")),
    ],
    ids=["a PNG of 60,000 x 60,000", "a letter", "nothing"],
)
def test_what_is_no_photo(site: Site, prefix: str, photo: bytes, status: int, words: tuple[str, str]) -> None:
    artisan = site.signed_in(site.artisan)
    place = f"{prefix}/studio/listings/{site.draft}"
    token = artisan.get(f"{place}/edit").token
    line = artisan.post(f"{place}/photos", {"csrf_token": token}, {"photo.jpg": photo})
    form = artisan.post(f"{place}/edit", {"csrf_token": token, "title": "Tas"}, {"photo.jpg": photo})
    sentence = words[1] if prefix else words[0]
    assert (line.status, sentence in line.text.lower()) == (status, True), line.text
    assert_page(form, 422, prefix)
    assert sentence in form.text.lower()
    assert 'value="Tas"' in form.text


@PREFIXES
@pytest.mark.parametrize(
    "change",
    [
        {"name": "x" * 5000},
        {"name": "a\0b"},
        {"identifier": "\0"},
        {"identifier": "x" * 100_000},
        {"role": "admin\0"},
        {"password": "\0" * 300},
    ],
    ids=["5,000 letters", "NUL", "NUL alone", "100,000 letters", "no such role", "300 NUL"],
)
def test_fields_nobody_types(site: Site, prefix: str, change: dict[str, str]) -> None:
    body = "&".join(
        f"{name}={quote(value, errors='surrogatepass')}" for name, value in (JOIN | change).items()
    )
    answer = site.stranger().send("POST", f"{prefix}/sign-up", body.encode(), {"Content-Type": FORM})
    assert_page(answer, 422, prefix)


@PREFIXES
@pytest.mark.parametrize(
    "where", ["/products/{}", "/artisans/{}", "/c/{}", "/{}", "/sign-up/{}", "/inquiries/{}"]
)
@pytest.mark.parametrize(
    "what", ["%00", "%ff%fe", "a%00b-0000000001", "%c3%28", "%ed%a0%bd", "..%2f..%2fetc", "%zz", "%"]
)
def test_addresses_that_are_no_text(site: Site, prefix: str, where: str, what: str) -> None:
    assert_page(site.stranger().get(prefix + where.format(what)), 404, prefix)


@PREFIXES
@pytest.mark.parametrize("name", ["q", "low", "sort", "place", "after", "\0"])
@pytest.mark.parametrize(
    "value",
    [
        "%00",
        "%ff%fe",
        "%ed%a0%bd",
        "-1",
        "NaN",
        "Infinity",
        "1e999",
        "%EF%BC%91%EF%BC%92%EF%BC%93",
        "9" * 400,
        "x" * 5000,
        "bnVsbA",
        "W10",
        "WzFlOTk5XQ",
        "WyJcdTAwMDAiXQ",
        "%",
    ],
)
def test_questions_to_the_shop_that_make_no_sense(site: Site, prefix: str, name: str, value: str) -> None:
    visitor = site.stranger()
    for path in ("/products", "/artisans", "/verify"):
        answer = visitor.get(f"{prefix}{path}?{quote(name)}={value}")
        assert_page(answer, answer.status, prefix)
        assert answer.status in (200, 422)


@PREFIXES
@pytest.mark.parametrize(
    "path", ["/studio/inbox", "/desk/queue", "/desk/journal", "/desk/people", "/studio/listings"]
)
@pytest.mark.parametrize(
    "after", ["%00", "%ff", "-1", "9" * 30, "WzFlOTk5XQ", "W10", "WzE4NDQ2NzQ0MDczNzA5NTUxNjE2XQ"]
)
def test_places_in_lists_that_are_none(site: Site, prefix: str, path: str, after: str) -> None:
    visitor = site.signed_in(site.officer if "desk" in path else site.artisan)
    answer = visitor.get(f"{prefix}{path}?after={after}")
    assert_page(answer, answer.status, prefix)
    assert answer.status in (200, 400, 404)


@PREFIXES
@pytest.mark.parametrize(
    "price",
    [
        "-1",
        "NaN",
        "inf",
        "1e9",
        "\uff11\uff12\uff13",
        "\u0661\u0662",
        "9" * 40,
        "0x10",
        "1,2,3",
        "Rp",
        "\0",
        "--5",
    ],
)
def test_prices_nobody_asks(site: Site, prefix: str, price: str) -> None:
    artisan = site.signed_in(site.artisan)
    place = f"{prefix}/studio/listings/{site.draft}/edit"
    answer = artisan.post(place, {"csrf_token": artisan.get(place).token, "title": "Tas", "price": price}, {})
    assert_page(answer, 422, prefix)
    assert 'id="price-error"' in answer.text


@pytest.mark.parametrize("number", ["9" * 10, "9" * 19, "9" * 30, "9" * 4000, "-1", "1.5"])
def test_numbers_no_row_has(site: Site, number: str) -> None:
    officer = site.signed_in(site.officer)
    for path in (f"/desk/certificates/{number}", f"/desk/certificates/{number}/scans/{number}/{number}"):
        assert_page(officer.get(path), 404)
    artisan = site.signed_in(site.artisan)
    for path in (f"/studio/certificates/{number}", f"/studio/inbox/{number}"):
        assert_page(artisan.get(path), 404)


@PREFIXES
def test_a_host_that_is_not_ours(site: Site, prefix: str) -> None:
    answer = site.stranger().send("GET", f"{prefix}/", headers={"Host": "evil.example"})
    assert answer.status == 400
    assert 'lang="en"' in answer.text
    assert 'lang="id"' in answer.text
    assert "evil" not in answer.text


@PREFIXES
@pytest.mark.parametrize("token", ["", "wrong", "\0", "x" * 10_000])
def test_a_form_without_its_token(site: Site, prefix: str, token: str) -> None:
    artisan = site.signed_in(site.artisan)
    fields = {"csrf_token": token} if token else {}
    assert_page(artisan.post(f"{prefix}/studio/listings/new", fields), 400, prefix)


@PREFIXES
def test_3000_fields(site: Site, prefix: str) -> None:
    many = {f"field{number}": "x" for number in range(3000)}
    visitor = site.stranger()
    assert_page(visitor.post(f"{prefix}/sign-up", many), 422, prefix)
    assert_page(visitor.post(f"{prefix}/sign-up", many, {}), 413, prefix)


@PREFIXES
@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "KNIT"])
def test_methods_nobody_needs(site: Site, prefix: str, method: str) -> None:
    answer = raw(site, head(method, f"{prefix}/about".encode(), site, "X-Secret: knitted"))
    assert_page(answer, 405, prefix)
    assert "GET" in answer.headers["Allow"]
    assert "knitted" not in answer.text


def test_a_header_of_300_kilobytes(site: Site) -> None:
    assert_page(raw(site, head("GET", b"/", site, "X-Long: " + "x" * 300_000)), 431)


@PREFIXES
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (f"multipart/form-data; boundary={BOUNDARY}", b""),
        (f"multipart/form-data; boundary={BOUNDARY}", b"no line at all"),
        (f"multipart/form-data; boundary={BOUNDARY}", f"--{BOUNDARY}\r\n".encode() * 3),
        (
            f"multipart/form-data; boundary={BOUNDARY}",
            f"--{BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx".encode(),
        ),
        (
            f"multipart/form-data; boundary={BOUNDARY}",
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="name"\r\n\r\nSi'.encode(),
        ),
        ("multipart/form-data", b"--x\r\n\r\n--x--"),
        ("multipart/form-data; boundary=" + "x" * 5000, b"--x"),
        ('multipart/form-data; boundary=""', b"--\r\n"),
        ("application/json", b'{"name": "Siti"}'),
        ("text/plain; charset=knitted", b"name=Siti"),
        (f"{FORM}; charset=utf-16", b"name=Siti"),
        ("", b"name=Siti"),
        (FORM, b"name=%ff%fe&name=%zz&%=&&=&name"),
        (FORM, b"\xff\xfe\0\0"),
    ],
)
def test_bodies_that_are_no_form(site: Site, prefix: str, kind: str, body: bytes) -> None:
    answer = site.stranger().send("POST", f"{prefix}/sign-up", body, {"Content-Type": kind})
    assert answer.status in (400, 422)
    assert_page(answer, answer.status, prefix)


@pytest.mark.parametrize(
    "line",
    [
        "Cookie: sid=\xff\xfe; flash=\xff; =; ;;",
        "Cookie: sid=" + "x" * 20_000,
        "Cookie: flash=eyJ9.x.y; sid=\0",
        "Range: bytes=9-1,-,x",
        'If-None-Match: "\xff", W/, *',
        "If-Modified-Since: gestern",
        "Accept-Encoding: br;q=NaN, gzip;q=-1, *;q=",
        "Accept-Language: \xff;q=1e9",
        "X-Forwarded-For: \xff, , evil",
        "X-Forwarded-Proto: javascript",
        "Content-Length: 0",
        "Expect: a miracle",
        "Transfer-Encoding: identity",
    ],
)
def test_headers_no_browser_sends(site: Site, line: str) -> None:
    answer = raw(site, head("GET", b"/about", site, line))
    assert answer.status < 500 or answer.status == 501
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        b"/\xff\xfe",
        b"/products?q=\xff\xfe",
        b"//evil.example/",
        b"http://evil.example/",
        b"*",
        b"/%2e%2e/%2e%2e/etc/passwd",
        b"/static/dist/%00",
        b"/static/dist/../../run.py",
        b"/media/\xff",
    ],
)
def test_addresses_no_browser_sends(site: Site, path: bytes) -> None:
    answer = raw(site, head("GET", path, site))
    assert answer.status in (200, 400, 404)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "root:" not in answer.text
