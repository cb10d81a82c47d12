"""What every answer carries, and what is refused before any view runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marketplace.access.roles import Role
from marketplace.web.security import policy

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/", "/nowhere", "/healthz", "/sign-in"])
def test_every_answer_carries_the_safety_headers(client, path):
    response = client.get(path)
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Request-Id"]


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "x/y", "[::1"]
)
def test_a_host_that_is_not_ours_is_refused(client, host):
    response = client.get("/about", headers={"Host": host})
    assert response.status_code == 400
    assert "evil" not in response.get_data(as_text=True)


def test_forwarded_hosts_are_not_believed(client):
    page = client.get(
        "/about", headers={"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    )
    assert "evil.example" not in page.get_data(as_text=True)


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/en/nowhere", 404)])
def test_an_unknown_address_gets_a_page_of_its_own(client, path, status):
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"


def test_a_wrong_method_is_answered_with_the_right_ones(client):
    response = client.post("/about")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_from_another_site_is_refused(client, headers):
    response = client.post("/sign-in", data={"identifier": "a", "password": "b"}, headers=headers)
    assert response.status_code == 400


def test_a_signed_in_form_needs_its_token(client, make, sign_in):
    sign_in(client, make.account(Role.BUYER))
    assert client.post("/sign-out").status_code == 400
    token = client.token("/account")
    assert client.post("/sign-out", data={"csrf_token": token}).status_code == 303


def test_pages_of_a_signed_in_person_are_kept_by_nobody(client, make, sign_in):
    sign_in(client, make.account(Role.BUYER))
    assert client.get("/about").headers["Cache-Control"] == "private, no-store"


def test_a_body_that_is_too_large_is_refused(client):
    response = client.post("/sign-in", data={"identifier": "a" * 2_000_000})
    assert response.status_code == 413


def test_a_door_that_is_closed_leads_to_the_sign_in_page_and_back(client):
    response = client.get("/desk")
    assert response.status_code in (303, 308)
    response = client.get("/desk", follow_redirects=False)
    assert "/sign-in" in response.location or response.location.endswith("/desk/")


def test_the_wrong_role_is_told_so(client, make, sign_in):
    sign_in(client, make.account(Role.BUYER))
    assert client.get("/desk", follow_redirects=True).status_code == 403


def test_a_page_that_hides_its_address_may_still_post_to_its_own_site(client):
    response = client.post("/sign-in", data={"identifier": "a", "password": "b"}, headers={"Origin": "null"})
    assert response.status_code != 400


@pytest.mark.parametrize(
    ("address", "sources"),
    [
        ("/media", "'self' data: blob:"),
        ("https://media.example/media", "'self' data: blob: https://media.example"),
        ("https://media.example:8443", "'self' data: blob: https://media.example:8443"),
    ],
)
def test_pictures_may_come_from_the_host_of_media_and_nothing_else_may(settings, address, sources):
    parts = dict(
        part.strip().split(" ", 1) for part in policy(replace(settings, media_url=address)).split(";")
    )
    assert parts.pop("img-src") == sources
    assert "media.example" not in str(parts)
