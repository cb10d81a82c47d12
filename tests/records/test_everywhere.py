"""One standing, read by everything: what is decided is true on every page of the site at the next request.

The whole public site is walked, in both languages, with its data, texts and lists; no live claim may be left on any
of it once the certificate is worth nothing, and all of them are back once it is given back.
"""

from __future__ import annotations

import re
from collections import deque
from datetime import UTC, date, datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.certificates import operations
from marketplace.certificates.rules import Action

BASE = "http://127.0.0.1:8000"
MOST_PAGES = 600
ELSEWHERE = re.compile(r"^/(?:en/)?(?:static|media|sign-in|sign-up|reset|account|healthz|readyz)")
LINK = re.compile(r'(?:href|action|src|content)="([^"#]+)"|<loc>([^<]+)</loc>|"(https?://[^"\\]+)"')
LIVE = (
    # the badge's own drawing of "valid" and "expiring", wherever a shape, a paper, a tag or a band wears it
    re.compile(r'class="(?:cap|paper|paper__status|tag|maker__worth)[^"]*\bis-ok\b'),
    re.compile(r'class="knit is-ok'),
    re.compile(r'"has(?:Credential|Certification)"'),
    re.compile(r'"is_valid":\s*true'),
    re.compile(
        r"Sertifikat berlaku sampai|Certificate valid until|Certificate still valid|Sertifikat masih berlaku"
    ),
)


def pages(client) -> dict[str, str]:
    """Fetch everything a visitor without an account can come to by links, and return it by address."""
    queue = deque(["/", "/en/", "/sitemap.xml", "/verify?q=Siti+Contoh", "/en/verify?q=Siti+Contoh"])
    found: dict[str, str] = {}
    while queue:
        path = queue.popleft()
        if path in found or ELSEWHERE.match(path):
            continue
        assert len(found) < MOST_PAGES, "the site has no end"
        answer = client.get(path, base_url=BASE)
        assert answer.status_code < 500, path
        # a drawn card carries its words in its comment
        found[path] = answer.get_data().decode(errors="replace") + (answer.location or "")
        if "html" in answer.mimetype or "xml" in answer.mimetype:
            queue.extend(_links(path, found[path]))
        if answer.location:
            queue.append(_path(path, answer.location))
    return found


def _links(path: str, html: str) -> list[str]:
    raw = (next(filter(None, match.groups())) for match in LINK.finditer(html))
    return [inner for link in raw if (inner := _path(path, unescape(link)))]


def _path(here: str, link: str) -> str:
    parts = urlsplit(urljoin(BASE + here, link))
    if f"{parts.scheme}://{parts.netloc}" != BASE or "&" in parts.query:
        return ""  # one filter at a time: their combinations have no end, and each reads the same predicate
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def claims(client) -> dict[str, list[str]]:
    """Return the live claims on each address that makes any."""
    marked = {
        path: [rule.pattern[:40] for rule in LIVE if rule.search(body)]
        for path, body in pages(client).items()
    }
    return {path: rules for path, rules in marked.items() if rules}


@pytest.fixture
def client(app):
    """A plain client: every one of these pages is proof-read by tests of its own."""
    return FlaskClient(app, app.response_class)


@pytest.fixture
def certificate(make, session):
    holder = make.artisan(name="Siti Contoh", whatsapp="+6281200000001", whatsapp_public=True)
    certificate = make.certificate(holder, code="BTG-7K4P")
    make.listing(holder)
    make.listing(make.artisan(name="Nur Lain"))
    session.commit()
    return certificate


@pytest.fixture
def officer(make):
    account = make.account(Role.OFFICER)
    return Actor(account.id, account.role, account.name, second_factor=True)


def decide(certificate, action, officer, clock, session):
    operations.decide(
        certificate,
        action,
        actor=officer,
        at=clock(),
        prefix="BTG",
        reason="Keterangan LSP.",
        today=date(2026, 4, 14),
        seconded=True,
    )
    session.commit()


def test_a_valid_certificate_is_claimed_on_every_kind_of_page(client, certificate):
    found = set(claims(client))
    for start in (
        "/products",
        "/products/",
        "/artisans",
        "/artisans/",
        "/c/",
        "/en/c/",
        "/en/products/",
        "/verify?",
        "/cards/",
        "/en/cards/",
    ):
        assert any(path.startswith(start) for path in found), start
    assert {"/c/BTG-7K4P.json", "/c/BTG-7K4P.txt"} <= found


@pytest.mark.parametrize("action", [Action.SUSPEND, Action.REVOKE])
def test_after_its_loss_no_address_claims_it(client, certificate, officer, clock, session, action):
    decide(certificate, action, officer, clock, session)
    assert claims(client) == {}
    assert client.get("/c/BTG-7K4P", base_url=BASE).status_code == 200


@pytest.mark.parametrize("action", [Action.SUSPEND, Action.REVOKE])
def test_no_card_that_was_shared_before_claims_it_still(client, certificate, officer, clock, session, action):
    shared = [path for path in claims(client) if "/cards/" in path]
    assert len(shared) == 2, "one in each language"
    decide(certificate, action, officer, clock, session)
    for path in shared:
        answer = client.get(path, base_url=BASE, follow_redirects=True)
        assert answer.status_code == 200 and answer.history
        assert not [rule for rule in LIVE if rule.search(answer.get_data().decode(errors="replace"))]


def test_what_is_given_back_is_back_everywhere(client, certificate, officer, clock, session):
    before = claims(client)
    decide(certificate, Action.SUSPEND, officer, clock, session)
    decide(certificate, Action.REINSTATE, officer, clock, session)
    assert claims(client) == before


def test_midnight_takes_it_everywhere_without_any_job(client, make, certificate, clock, session):
    certificate.valid_until = date(2026, 4, 14)
    session.commit()
    clock.now = datetime(2026, 4, 14, 15, 59, 59, tzinfo=UTC)
    assert any("is_valid" in rule for rule in claims(client)["/c/BTG-7K4P.json"])
    clock.now = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)
    assert claims(client) == {}


def test_a_unit_that_is_taken_out_takes_the_badge_off_its_bags_and_leaves_the_record(
    client, make, officer, clock, session
):
    holder = make.artisan(name="Siti Contoh")
    certificate = make.certificate(holder, code="BTG-7K4P", units=("Merajut badan tas", "Memasang pegangan"))
    make.listing(holder, units=certificate.units[:1])
    session.commit()

    def change_scope(action):
        operations.decide(
            certificate,
            action,
            actor=officer,
            at=clock(),
            prefix="BTG",
            reason="Keterangan LSP.",
            units=[certificate.units[0].id],
            today=date(2026, 4, 14),
        )
        session.commit()

    before = claims(client)
    assert any("/products/" in path for path in before)
    change_scope(Action.REDUCE_SCOPE)
    after = claims(client)
    assert not [path for path in after if "/products" in path]
    assert "/c/BTG-7K4P" in after
    change_scope(Action.RESTORE_SCOPE)
    assert claims(client).keys() == before.keys(), "given back, everywhere at once"
