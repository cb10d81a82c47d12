"""What letters about new bags say, and what they do not."""

from __future__ import annotations

from datetime import timedelta

from marketplace.alerts.queries import Wish
from marketplace.alerts.rules import MOST_IN_LETTER
from marketplace.listings.rules import MadeBy
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
    assert "Tote <b>Ombak</b>, Rp285.000, Buatan Siti Contoh" in letter.text
    assert f"/products/{bag.slug}-{bag.code}" in links(letter)
    assert "Bersertifikat" not in letter.text, "a letter lies for weeks"


def test_a_letter_says_who_made_a_bag_and_that_a_price_is_the_lowest(
    make, clock, waits_by_mail, fresh, next_day
):
    artisan = make.artisan(name="Siti Contoh")
    waits_by_mail(Wish(followed=artisan))
    clock.now += timedelta(hours=1)
    fresh(artisan, title="Tas Titipan", price=100_000, top_price=150_000, made_by=MadeBy.OTHERS)
    (letter,) = next_day(8)
    with_role = "Tas Titipan, mulai Rp100.000, Buatan orang lain, dijual Siti Contoh"
    assert with_role in letter.text


def test_a_letter_calls_a_unit_and_an_artisan_by_their_words(
    make, clock, waits_by_mail, looking_for, fresh, next_day, session
):
    artisan = make.artisan(name="Siti Contoh")
    certificate = make.certificate(artisan)
    certificate.units[0].title_en = "Knitting the body of a bag"
    session.commit()
    query = f"unit={certificate.units[0].code}&artisan={artisan.slug}"
    waits_by_mail(looking_for(query))
    waits_by_mail(looking_for(query), email="en@contoh.invalid", locale="en")
    clock.now += timedelta(hours=1)
    fresh(artisan)
    letters = {letter.to: letter.text for letter in next_day()}
    assert "Merajut badan tas, Siti Contoh: http" in letters["rina@contoh.invalid"]
    assert "Knitting the body of a bag, Siti Contoh: http" in letters["en@contoh.invalid"]


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
