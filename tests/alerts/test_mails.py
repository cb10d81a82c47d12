"""What letters about new bags say, and what they do not."""

from __future__ import annotations

from datetime import timedelta

from marketplace.alerts.queries import Wish
from marketplace.alerts.rules import MOST_IN_LETTER
from tests.alerts.conftest import links


def test_a_letter_names_bags_and_prices_and_no_badge(
    make, clock, waits_by_mail, looking_for, fresh, next_day
):
    artisan = make.artisan(name="Siti Contoh")
    make.certificate(artisan)
    waits_by_mail(looking_for("certified=1"))
    clock.now += timedelta(hours=1)
    bag = fresh(artisan, title="Tote <b>Ombak</b>", price=285_000)
    (letter,) = next_day()
    assert "Tote <b>Ombak</b>, Rp285.000, Siti Contoh" in letter.text
    assert f"/products/{bag.slug}-{bag.code}" in links(letter)
    assert "Bersertifikat" not in letter.text, "a letter lies for weeks"


def test_many_bags_are_counted_and_not_all_listed(make, clock, waits_by_mail, fresh, next_day):
    artisan = make.artisan()
    waits_by_mail(Wish(followed=artisan))
    clock.now += timedelta(hours=1)
    for number in range(MOST_IN_LETTER + 3):
        fresh(artisan, title=f"Tas nomor {number}", photos=0)
    (letter,) = next_day(8)
    assert letter.subject == f"{MOST_IN_LETTER + 3} tas baru dari perajin yang Anda ikuti"
    assert letter.text.count("Tas nomor") == MOST_IN_LETTER
    assert "… dan 3 lagi:" in letter.text


def test_an_account_reads_in_its_own_language(make, session, sign_in, client, clock, fresh, next_day):
    account = make.account(locale="en")
    sign_in(client, account)
    client.post("/alerts", data={"query": "type=tote", "csrf_token": client.token("/alerts")})
    clock.now += timedelta(hours=1)
    fresh()
    (letter,) = next_day()
    assert letter.to == account.email
    assert "Tote bag" in letter.text
    assert "/en/alerts" in letter.text
