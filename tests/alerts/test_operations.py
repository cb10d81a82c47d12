"""Each bag is told of once: whatever is run again, killed, edited or offered anew."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.alerts import operations, queries
from marketplace.alerts.models import Alert, Reader, Told
from marketplace.alerts.queries import Wish
from marketplace.alerts.rules import MOST_BY_MAIL, MOST_IN_ACCOUNT, Kind, Why
from marketplace.database.session import writing
from marketplace.kit.errors import Conflict, NotFound
from marketplace.listings.rules import BagType, State
from tests.alerts.conftest import SECRET

MAIL = "rina@contoh.invalid"


def ask(wish, clock, email=MAIL):
    operations.ask(wish, email=email, locale="id", secret=SECRET, at=clock())


def test_an_address_that_did_not_confirm_is_never_told(session, clock, looking_for, fresh, next_day):
    ask(looking_for("type=tote"), clock)
    session.commit()
    assert [letter.to for letter in next_day(0)] == [MAIL], "the question itself"
    fresh(bag_type=BagType.TOTE)
    assert next_day() == []
    next_day(2)
    assert session.query(Alert).count() == session.query(Reader).count() == 0, "forgotten after two days"


def test_a_confirmation_counts_for_two_days_and_twice_is_once(session, clock, looking_for):
    ask(looking_for("type=tote"), clock)
    alert = session.query(Alert).one()
    clock.now += timedelta(hours=47)
    operations.confirm(alert, locale="en", today=clock().date(), at=clock())
    first = alert.confirmed_at
    clock.now += timedelta(hours=47)
    operations.confirm(alert, locale="en", today=clock().date(), at=clock())
    assert alert.confirmed_at == first
    ask(looking_for("type=pouch"), clock)
    late = session.query(Alert).filter(Alert.confirmed_at.is_(None)).one()
    clock.now += timedelta(hours=48)
    with pytest.raises(NotFound):
        operations.confirm(late, locale="id", today=clock().date(), at=clock())


def test_only_bags_that_answer_and_came_later_are_told_and_each_once(
    waits_by_mail, looking_for, make, clock, fresh, next_day
):
    make.listing(title="Tote Lama", bag_type=BagType.TOTE)
    waits_by_mail(looking_for("type=tote"))
    clock.now += timedelta(hours=1)
    fresh(title="Tote Baru", bag_type=BagType.TOTE)
    fresh(title="Pouch Baru", bag_type=BagType.POUCH)
    (letter,) = next_day()
    assert "Tote Baru" in letter.text
    assert "Tote Lama" not in letter.text and "Pouch" not in letter.text
    assert next_day() == []


def test_the_same_letter_run_again_tells_nothing_twice(
    session, waits_by_mail, looking_for, clock, fresh, next_day
):
    alert = waits_by_mail(looking_for("type=tote"))
    clock.now += timedelta(hours=1)
    fresh(bag_type=BagType.TOTE)
    assert len(next_day()) == 1
    again = operations.write_letter(
        alert.reader_id, Kind.SEARCH, clock().date(), secret=SECRET, at=clock() + timedelta(hours=1)
    )
    assert again == 0


def test_what_was_undone_with_its_transaction_is_told_when_it_runs_again(
    session, waits_by_mail, looking_for, clock, fresh, follow
):
    alert = waits_by_mail(looking_for("type=tote"))
    fresh(bag_type=BagType.TOTE)
    follow()
    clock.now += timedelta(hours=20)
    reader_id = alert.reader_id
    for _ in range(2):  # killed before its commit: marks and letter go together
        assert operations.write_letter(reader_id, Kind.SEARCH, clock().date(), secret=SECRET, at=clock()) == 1
        session.rollback()
    assert operations.write_letter(reader_id, Kind.SEARCH, clock().date(), secret=SECRET, at=clock()) == 1
    session.commit()
    assert operations.write_letter(reader_id, Kind.SEARCH, clock().date(), secret=SECRET, at=clock()) == 0


def test_a_bag_nobody_has_looked_at_yet_is_not_lost_with_the_letter_before_it(
    session, waits_by_mail, looking_for, clock, fresh, follow, next_day
):
    """The clock has no say in what was heard: a change that is committed late is entered late, and told then."""
    alert = waits_by_mail(looking_for("type=tote"))
    fresh(title="Tote Segar", bag_type=BagType.TOTE)
    clock.now += timedelta(days=1)
    assert (
        operations.write_letter(alert.reader_id, Kind.SEARCH, clock().date(), secret=SECRET, at=clock()) == 0
    )
    session.commit()
    (letter,) = next_day()
    assert "Tote Segar" in letter.text


def test_a_bag_offered_again_is_told_of_once_and_one_told_of_never_again(
    session, waits_by_mail, looking_for, make, clock, fresh, next_day
):
    sold = make.listing(title="Tote Kembali", state=State.SOLD, bag_type=BagType.TOTE)
    waits_by_mail(looking_for("type=tote&high=300000"))
    clock.now += timedelta(hours=1)
    told = fresh(title="Tote Baru", bag_type=BagType.TOTE)
    (letter,) = next_day()
    assert "Tote Baru" in letter.text and "(baru)" in letter.text and "Tote Kembali" not in letter.text
    sold.state, told.price = State.PUBLISHED, 900_000
    session.commit()
    (letter,) = next_day()
    assert "Tote Kembali" in letter.text and "(kini masuk dalam pencarian Anda)" in letter.text
    sold.state, told.price = State.SOLD, 200_000
    session.commit()
    assert next_day() == []
    sold.state = State.PUBLISHED
    session.commit()
    assert next_day() == []


def test_what_was_told_is_forgotten_with_the_alert(session, waits_by_mail, looking_for, fresh, next_day):
    alert = waits_by_mail(looking_for("type=tote"))
    fresh(bag_type=BagType.TOTE)
    assert next_day()
    assert [told.why for told in session.query(Told)] == [Why.NEW]
    operations.remove(alert.reader, alert.id)
    session.commit()
    assert session.query(Told).count() == 0


def test_what_answers_already_is_no_news_though_nobody_has_looked_at_it_yet(
    session, make, clock, buyer, looking_for, follow, next_day
):
    dear = make.listing(title="Tote Turun", price=900_000)
    follow()
    dear.price = 100_000
    session.commit()
    operations.save(looking_for("high=200000"), actor=buyer, today=clock().date(), at=clock())
    session.commit()
    assert next_day() == [], "it was among the bags that were seen when the search was saved"


def test_a_bag_two_searches_find_stands_in_the_letter_once(
    waits_by_mail, looking_for, clock, fresh, next_day
):
    waits_by_mail(looking_for("type=tote"))
    clock.now += timedelta(minutes=1)
    waits_by_mail(looking_for("technique=crochet"))
    clock.now += timedelta(hours=1)
    fresh(title="Tote Ganda", bag_type=BagType.TOTE)
    (letter,) = next_day()
    assert letter.text.count("Tote Ganda") == 1
    assert letter.subject.startswith("1 tas baru")


def test_bags_beyond_those_an_earlier_search_lists_are_told_as_well(
    waits_by_mail, looking_for, clock, fresh, next_day, monkeypatch
):
    monkeypatch.setattr(operations, "MOST_IN_LETTER", 2)
    waits_by_mail(looking_for("type=tote"))
    clock.now += timedelta(minutes=1)
    waits_by_mail(looking_for("technique=crochet"))
    clock.now += timedelta(hours=1)
    for number in range(2):
        fresh(title=f"Pouch {number}", bag_type=BagType.POUCH)
    for number in range(3):
        fresh(title=f"Tote {number}", bag_type=BagType.TOTE)
    (letter,) = next_day()
    assert letter.subject.startswith("5 tas baru"), "each bag counted once"
    assert "Pouch 0" in letter.text and "Pouch 1" in letter.text
    assert letter.text.count("Tote ") == 2 and "… dan 1 lagi" in letter.text


def test_an_address_given_later_is_not_sent_what_is_old(session, make, clock, looking_for, fresh, next_day):
    account = make.account(email=None, phone="+6281200000098")
    operations.save(
        looking_for("type=tote"), actor=Actor(account.id, Role.BUYER, ""), today=clock().date(), at=clock()
    )
    session.commit()
    clock.now += timedelta(hours=1)
    fresh(title="Tote Lama", bag_type=BagType.TOTE)
    assert next_day() == []
    account.email = "ada@contoh.invalid"
    session.commit()
    fresh(title="Tote Baru", bag_type=BagType.TOTE)
    (letter,) = next_day()
    assert "Tote Baru" in letter.text and "Tote Lama" not in letter.text


def test_two_jobs_for_one_reader_take_turns(app, session, waits_by_mail, looking_for, clock, fresh, follow):
    """Yesterday's job, tried again, may meet today's on another worker."""
    reader_id = waits_by_mail(looking_for("type=tote")).reader_id
    fresh(bag_type=BagType.TOTE)
    follow()
    clock.now += timedelta(days=1)
    at, told, start = clock(), [], threading.Barrier(2)

    def write() -> None:
        with app.app_context():
            start.wait()
            with writing():
                told.append(operations.write_letter(reader_id, Kind.SEARCH, at.date(), secret=SECRET, at=at))

    session.rollback()
    both = [threading.Thread(target=write) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    assert sorted(told) == [0, 1]


def test_followed_artisans_come_in_one_letter_a_week(waits_by_mail, make, clock, fresh, next_day):
    siti, ana = make.artisan(name="Siti Contoh"), make.artisan(name="Ana Contoh")
    for artisan in (siti, ana):
        waits_by_mail(Wish(followed=artisan))
    clock.now += timedelta(hours=1)
    fresh(siti, title="Dari Siti")
    fresh(ana, title="Dari Ana")
    fresh(title="Dari Lain")
    assert [next_day() for _ in range(5)] == [[]] * 5
    (letter,) = next_day(2)
    assert "Dari Siti" in letter.text and "Dari Ana" in letter.text and "Dari Lain" not in letter.text
    assert next_day(8) == []


def test_a_hidden_artisan_is_not_told_of(session, waits_by_mail, make, clock, fresh, next_day):
    siti = make.artisan()
    waits_by_mail(Wish(followed=siti))
    clock.now += timedelta(hours=1)
    fresh(siti)
    siti.visible = False
    session.commit()
    assert next_day(8) == []


def test_an_account_waits_without_a_letter_of_confirmation(
    session, clock, buyer, looking_for, fresh, next_day, make
):
    for _ in range(2):
        operations.save(looking_for("type=tote"), actor=buyer, today=clock().date(), at=clock())
    session.commit()
    assert session.query(Alert).count() == 1
    clock.now += timedelta(hours=1)
    fresh(bag_type=BagType.TOTE)
    assert len(next_day()) == 1


def test_a_disabled_account_gets_no_letters(session, clock, buyer, looking_for, fresh, next_day):
    alert = operations.save(looking_for("type=tote"), actor=buyer, today=clock().date(), at=clock())
    alert.reader.account.disabled_at = clock()
    session.commit()
    clock.now += timedelta(hours=1)
    fresh(bag_type=BagType.TOTE)
    assert next_day() == []


def test_letters_turned_on_again_begin_with_what_comes_then(
    session, clock, buyer, looking_for, fresh, next_day
):
    alert = operations.save(looking_for("type=tote"), actor=buyer, today=clock().date(), at=clock())
    operations.set_letters(alert.reader, alert.id, False, today=clock().date(), at=clock())
    session.commit()
    clock.now += timedelta(hours=1)
    fresh(bag_type=BagType.TOTE)
    assert next_day() == []
    operations.set_letters(alert.reader, alert.id, True, today=clock().date(), at=clock())
    session.commit()
    assert next_day() == []
    fresh(bag_type=BagType.TOTE)
    assert len(next_day()) == 1


def test_stopping_forgets_an_address_and_keeps_what_an_account_saved(
    session, clock, buyer, looking_for, waits_by_mail, make
):
    by_mail = waits_by_mail(looking_for("type=tote"))
    followed = waits_by_mail(Wish(followed=make.artisan()))
    saved = operations.save(looking_for("type=tote"), actor=buyer, today=clock().date(), at=clock())
    reader = by_mail.reader
    operations.stop(reader, Kind.SEARCH)
    assert [one.id for one in queries.alerts_of(reader)] == [followed.id]
    operations.stop(reader, Kind.ARTISAN)
    assert session.query(Reader).filter_by(email=MAIL).count() == 0
    operations.stop(saved.reader, Kind.SEARCH)
    session.expire_all()
    assert [one.by_mail for one in queries.alerts_of(saved.reader)] == [False]


def test_one_reader_ends_only_what_is_theirs(session, clock, buyer, looking_for, waits_by_mail):
    mine = operations.save(looking_for("type=tote"), actor=buyer, today=clock().date(), at=clock())
    theirs = waits_by_mail(looking_for("type=tote"))
    operations.remove(mine.reader, theirs.id)
    operations.set_letters(mine.reader, theirs.id, False, today=clock().date(), at=clock())
    session.expire_all()
    assert theirs.by_mail
    operations.remove(None, theirs.id)
    operations.remove(mine.reader, mine.id)
    assert [one.id for one in session.query(Alert)] == [theirs.id]


def test_there_is_an_end_to_what_one_reader_waits_for(
    session, clock, buyer, looking_for, waits_by_mail, outbox, jobs
):
    for number in range(MOST_IN_ACCOUNT):
        operations.save(looking_for(f"high={1000 + number}"), actor=buyer, today=clock().date(), at=clock())
    with pytest.raises(Conflict, match=r"alerts\.full"):
        operations.save(looking_for("type=tote"), actor=buyer, today=clock().date(), at=clock())
    for number in range(MOST_BY_MAIL):
        waits_by_mail(looking_for(f"high={1000 + number}"))
        clock.now += timedelta(seconds=1)
    ask(looking_for("type=tote"), clock)
    session.commit()
    assert session.query(Alert).filter(Alert.confirmed_at.is_(None)).count() == 0
    jobs.run_all()
    assert "sebanyak yang boleh" in outbox.letters[-1].text


def test_what_strangers_ask_in_its_name_takes_no_place_from_an_address(
    session, clock, looking_for, outbox, jobs
):
    for number in range(MOST_BY_MAIL):
        ask(looking_for(f"high={1000 + number}"), clock)
    clock.now += timedelta(seconds=1)
    ask(looking_for("type=tote"), clock)
    session.commit()
    jobs.run_all()
    assert "/alerts/confirm/" in outbox.letters[-1].text


def test_asking_for_what_is_confirmed_already_is_told_by_letter_alone(
    session, clock, looking_for, waits_by_mail, outbox, jobs
):
    waits_by_mail(looking_for("type=tote"))
    clock.now += timedelta(hours=1)
    ask(looking_for("type=tote"), clock)
    session.commit()
    jobs.run_all()
    assert "memang sudah Anda terima" in outbox.letters[-1].text
    assert session.query(Alert).count() == 1
