"""The page behind a link: for its time, kept and listed nowhere, as things stand today."""

from __future__ import annotations

from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Status
from marketplace.fair_lists import operations
from tests.conftest import NOON
from tests.opportunities.conftest import DAY


def test_a_lent_list_is_read_in_both_languages_and_kept_nowhere(client, holder, lent, make):
    artisan = holder(weekly_capacity=6, whatsapp="+6281200000007", whatsapp_public=True)
    shy = holder(whatsapp="+6281200000008")
    make.listing(artisan)
    _, token = lent()
    answer = client.get(f"/en/fair-lists/{token}")
    page = answer.text
    assert artisan.name in page and shy.name in page and "Panitia Bazar" in page and "14 April 2026" in page
    assert "0812-0000-0007" in page and "0812-0000-0008" not in page and "/c/" in page and "<img" in page
    assert "no-store" in answer.headers["Cache-Control"] and answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert client.get(f"/fair-lists/{token}").status_code == 200


def test_whoever_lost_standing_is_not_on_it(client, holder, lent, session):
    artisan = holder()
    _, token = lent()
    session.query(Certificate).filter_by(artisan_id=artisan.id).update({"status": Status.SUSPENDED})
    session.commit()
    page = client.get(f"/en/fair-lists/{token}").text
    assert artisan.name not in page and "Nobody on the list today" in page


def test_after_its_time_or_taken_back_it_is_gone(client, holder, lent, officer, session, clock):
    holder()
    row, token = lent()
    clock.now = NOON + 7 * DAY
    answer = client.get(f"/en/fair-lists/{token}")
    assert answer.status_code == 410 and "time that is over" in answer.text
    clock.now = NOON
    operations.revoke(row, actor=officer, at=NOON)
    session.commit()
    assert client.get(f"/fair-lists/{token}").status_code == 410
    assert client.get("/fair-lists/x").status_code == 404
