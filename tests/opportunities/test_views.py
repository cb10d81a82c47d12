"""The public pages: what is open and what is over, in both languages, without anybody who applied."""

from __future__ import annotations

from tests.opportunities.conftest import DAY, NOON, TODAY


def test_an_opportunity_is_read_in_both_languages(client, published):
    found = published(places=8, first_on=TODAY + 40 * DAY, last_on=TODAY + 42 * DAY)
    page = client.get(f"/opportunities/{found.slug}").text
    assert "Bazar Contoh" in page and "Tiga hari" in page and "Panitia Contoh" in page
    page = client.get(f"/en/opportunities/{found.slug}").text
    assert "Sample fair" in page and "24 May 2026 to 26 May 2026" in page
    assert f"/en/studio/opportunities/{found.slug}" in page


def test_nobody_who_applied_is_named(client, published, holder, applied):
    found, artisan = published(), holder(whatsapp="+628120000001")
    applied(found, artisan, with_contact=True)
    for path in ("/opportunities", f"/opportunities/{found.slug}"):
        page = client.get(path).text
        assert artisan.name not in page and "0812" not in page


def test_after_the_last_day_the_page_stays_and_the_button_goes(client, published, clock):
    found = published(deadline=TODAY)
    clock.now = NOON + DAY
    page = client.get(f"/en/opportunities/{found.slug}").text
    assert "Applications closed" in page and "Apply in the studio" not in page
    assert "Nothing is open now" in client.get("/en/opportunities").text


def test_a_draft_is_not_there(client, draft):
    assert client.get(f"/opportunities/{draft().slug}").status_code == 404
    assert client.get("/opportunities").status_code == 200


def test_the_programme_and_every_foot_lead_there(client):
    assert client.get("/programme").text.count('href="/opportunities"') == 2


def test_few_questions(client, published, queries):
    for _ in range(3):
        published()
    with queries() as asked:
        client.get("/opportunities")
    assert len(asked) <= 3
