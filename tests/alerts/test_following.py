"""What bags have become is told to whom it concerns: exactly what came in, once, for few statements."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from marketplace.alerts import following, operations
from marketplace.alerts.models import Alert, Entry, Followed, Sight, Told
from marketplace.alerts.queries import Wish, news_of, search_of
from marketplace.alerts.rules import KEPT, Kind, Why
from marketplace.catalogue import kept
from marketplace.catalogue.kept import Index
from marketplace.listings.labels import search_words
from marketplace.listings.models import Listing, ListingColour, ListingMaterial
from marketplace.listings.operations import rebuild_search_text
from marketplace.listings.rules import Availability, BagType, Colour, Material, State
from tests.alerts.conftest import SECRET
from tests.catalogue.indexed import index as index

SEARCHES = (
    "type=tote",
    "high=200000",
    "low=150000&high=250000&colour=red",
    "colour=red&colour=blue",
    "material=jute",
    "certified=1",
    "certified=1&type=pouch",
    "ready=3",
    "ready=14&colour=blue",
    "place=64.74",
    "fits=laptop_13",
    "band=under_150&type=tote",
    "q=melati",
    "q=melati+biru&high=200000",
    "q=merenda",
    "q=siti&type=tote",
    "q=pel",
)
NOWHERE = Index()


def answering(session, query, today, known=NOWHERE):
    asked = kept.answering(search_of(query), known, today)
    return set(session.scalars(select(Listing.id).join(Listing.artisan).where(*asked)))


def change_something(dice, make, clock, artisans, bags, certificate):
    bag, artisan = dice.choice(bags), dice.choice(artisans)
    match dice.randrange(18):
        case 0 | 1:
            bag.price = dice.choice([90_000, 160_000, 240_000, 500_000])
        case 2:
            some = dice.sample([Colour.RED, Colour.BLUE, Colour.NAVY], dice.randint(1, 2))
            bag.colours = [ListingColour(colour=colour) for colour in some]
        case 3:
            bag.materials = [ListingMaterial(material=dice.choice([Material.JUTE, Material.COTTON]))]
        case 4:
            bag.state = dice.choice([State.PAUSED, State.PUBLISHED, State.SOLD])
        case 5:
            bag.bag_type = dice.choice([BagType.TOTE, BagType.POUCH])
        case 6:
            artisan.visible = not artisan.visible
        case 7:
            today = clock().date()
            artisan.paused_from = today + timedelta(days=dice.randint(0, 3))
            artisan.paused_until = artisan.paused_from + timedelta(days=dice.randint(1, 4))
        case 8:
            artisan.paused_from = artisan.paused_until = None
        case 9:
            bag.length_cm, bag.height_cm = dice.choice([(10, 10), (40, 40)])
        case 10:
            bag.availability = Availability.MADE_TO_ORDER
            bag.lead_days = dice.choice([2, 10, 30])
        case 11 | 12:
            certificate.valid_until = clock().date() + timedelta(days=dice.randint(-3, 3))
        case 13:
            bags.append(make.listing(artisan, published_at=clock(), photos=0))
        case 14 | 15:
            bag.title = dice.choice(["Tote", "Tote melati", "Melati biru", "Tas pelangi"])
        case 16:
            bag.story = dice.choice(["", "Direnda dengan benang biru", "Melati di pelabuhan"])
        case 17:
            artisan.name = dice.choice(["Bu Siti", "Bu Sri"])
            artisan.name_folded = artisan.name.lower()
    for one in bags:
        rebuild_search_text(one, search_words)


@pytest.mark.parametrize(
    ("seed", "indexed", "steps"), [*((seed, False, 25) for seed in range(4)), (5, True, 12)]
)
def test_whatever_changes_each_alert_is_told_of_what_came_in_and_never_twice(
    app, make, session, clock, buyer, follow, index, seed, indexed, steps
):
    """The other way round: who answers is asked anew of every bag, before and after each look."""

    def known():
        if indexed:
            index()
        return kept.index_of(app.extensions["toolbox"]) if indexed else NOWHERE

    dice = random.Random(seed)
    make.place()
    artisans = [make.artisan(place_code="64.74.01.1001"), make.artisan()]
    certificate = make.certificate(artisans[0], valid_until=clock().date() + timedelta(days=9))
    bags = [make.listing(artisans[number % 2], photos=0) for number in range(6)]
    alerts = {
        query: operations.save(Wish(search_of(query)), actor=buyer, today=clock().date(), at=clock())
        for query in SEARCHES
    }
    session.commit()
    follow()
    there = known()
    before = {query: answering(session, query, clock().date(), there) for query in SEARCHES}
    expected = {query: set() for query in SEARCHES}
    for _ in range(steps):
        clock.now += timedelta(hours=dice.choice([1, 23, 30]))
        for _ in range(dice.randint(1, 5)):
            change_something(dice, make, clock, artisans, bags, certificate)
        session.commit()
        follow()
        today, there = clock().date(), known()
        reader_id = next(iter(alerts.values())).reader_id
        operations.write_letter(reader_id, Kind.SEARCH, today, secret=SECRET, at=clock(), index=there)
        session.commit()
        for query, alert in alerts.items():
            now = answering(session, query, today, there)
            expected[query] |= now - before[query]
            before[query] = now
            told = set(session.scalars(select(Told.listing_id).where(Told.alert_id == alert.id)))
            assert told == expected[query], query
    assert sum(map(len, expected.values())) > 12
    assert sum(len(some) for query, some in expected.items() if "q=" in query) > 3


def test_an_edit_of_the_words_brings_a_bag_in_once_and_only_where_it_was_not(
    make, session, clock, waits_by_mail, looking_for, next_day
):
    had, comes = make.listing(title="Tas melati"), make.listing(title="Tas polos")
    for bag in (had, comes):
        rebuild_search_text(bag)
    session.commit()
    waits_by_mail(looking_for("q=melati"))
    waits_by_mail(looking_for("type=tote"), email="sari@contoh.invalid")
    assert next_day() == []

    def say(bag, title):
        bag.title = title
        rebuild_search_text(bag)
        session.commit()

    say(had, "Tas melati biru")
    say(comes, "Tas melati merah")
    (letter,) = next_day()
    assert "Tas melati merah" in letter.text and "Tas melati biru" not in letter.text
    assert "kini masuk dalam pencarian Anda" in letter.text
    say(comes, "Tas polos")
    assert next_day() == []
    say(comes, "Tas melati lagi")
    assert next_day() == [], "an alert is told of a bag once"


def test_words_that_were_not_kept_yet_are_filled_in_and_entered_by_nobody(make, session, clock, follow):
    bag = make.listing(title="Tas ombak", photos=0)
    follow()
    session.query(Sight).one().words = None
    session.query(Followed).one().filled_to = bag.id + 1
    bag.title = "Tas lain"
    session.commit()
    assert follow() == 0
    assert "lain" in session.query(Sight).one().words


def test_words_read_another_way_are_no_edit(make, session, clock, follow):
    make.listing(title="Tas ombak", photos=0)
    follow()
    row = session.query(Sight).one()
    row.words = "|other|" + row.words[row.words.index("\n") :]
    session.query(Followed).one().filled_to = row.listing_id + 1
    session.commit()
    assert follow() == 0
    assert "|ombak|" in session.query(Sight).one().words


def test_a_bag_is_new_once_and_comes_in_for_another_reason_later(make, session, clock, waits_by_mail, follow):
    followed = waits_by_mail(Wish(followed=(siti := make.artisan())))
    clock.now += timedelta(minutes=5)
    draft = make.listing(siti, State.DRAFT)
    hidden = make.listing(siti, State.PAUSED, published_at=clock() - timedelta(days=90))
    assert follow() == 0
    draft.state, draft.published_at, hidden.state = State.PUBLISHED, clock(), State.PUBLISHED
    session.commit()
    assert follow() == 2
    news = news_of(followed, following.reached(), clock().date(), Index())
    assert news == {draft.id: Why.NEW, hidden.id: Why.WITHIN}
    draft.price = 1_000
    session.commit()
    follow()
    assert news_of(followed, following.reached(), clock().date(), Index()) == news, (
        "a price is no news of hers"
    )


@pytest.fixture
def upgraded(session):
    """Forget all that is followed, as where letters were written by day of publication until now."""

    def forget(**told_until):
        session.execute(update(Alert).values(heard=0))
        for alert, moment in told_until.values():
            alert.told_until = moment
        for model in (Told, Entry, Sight, Followed):
            session.execute(delete(model))
        session.commit()

    return forget


def told_to(letters, email):
    return {title for one in letters if one.to == email for title in TITLES if title in one.text}


TITLES = ("Tas Lama", "Tas Pagi", "Tas Siang", "Tas Malam", "Tas Mahal")


@pytest.mark.parametrize("is_begun_by_another", [False, True])
def test_after_the_upgrade_each_alert_is_told_of_what_came_after_its_own_last_letter(
    make, session, clock, waits_by_mail, looking_for, next_day, upgraded, is_begun_by_another
):
    cheap = looking_for("high=200000")
    early, late = waits_by_mail(cheap, "a@contoh.invalid"), waits_by_mail(cheap, "b@contoh.invalid")
    noon, hour, bags = clock(), timedelta(hours=1), {}
    for number, title in enumerate(TITLES):
        price = 900_000 if title == "Tas Mahal" else 150_000
        published = noon + (number - 1) * 10 * hour
        bags[title] = make.listing(title=title, price=price, published_at=min(published, noon + 12 * hour))
    upgraded(early=(early, noon - hour), late=(late, noon + 5 * hour))
    clock.now += 30 * hour
    if is_begun_by_another:
        waits_by_mail(cheap, "c@contoh.invalid")
    letters = next_day()
    assert told_to(letters, "a@contoh.invalid") == {"Tas Pagi", "Tas Siang", "Tas Malam"}
    assert told_to(letters, "b@contoh.invalid") == {"Tas Siang", "Tas Malam"}
    assert told_to(letters, "c@contoh.invalid") == set(), "what was there when it began is no news"
    assert next_day() == []
    bags["Tas Mahal"].price = 120_000
    bags["Tas Pagi"].state = State.PAUSED
    session.commit()
    letters = next_day()
    assert told_to(letters, "a@contoh.invalid") == told_to(letters, "b@contoh.invalid") == {"Tas Mahal"}
    bags["Tas Pagi"].state = State.PUBLISHED
    session.commit()
    assert next_day() == [], "an old letter told of it"


def test_what_came_in_by_a_change_before_the_first_letter_after_the_upgrade_is_told(
    make, session, clock, waits_by_mail, next_day, upgraded
):
    alert = waits_by_mail(Wish(followed=(siti := make.artisan())))
    shown = make.listing(siti, title="Tas Pagi", published_at=clock() + timedelta(minutes=1))
    hidden = make.listing(siti, State.PAUSED, title="Tas Siang", published_at=clock() + timedelta(minutes=2))
    other = waits_by_mail(Wish(followed=siti), "a@contoh.invalid")
    upgraded(one=(other, clock() - timedelta(hours=1)), two=(alert, clock() + timedelta(minutes=5)))
    assert next_day() == [], "letters about artisans come once a week"
    hidden.state = State.PUBLISHED
    session.commit()
    letters = next_day(7)
    assert told_to(letters, "rina@contoh.invalid") == {"Tas Siang"}
    assert shown.state is State.PUBLISHED


def test_a_first_certificate_brings_her_bags_into_searches_for_certified_makers(
    make, session, clock, waits_by_mail, looking_for, next_day
):
    artisan = make.artisan()
    make.listing(artisan, title="Tote Siti")
    waits_by_mail(looking_for("certified=1"))
    assert next_day() == []
    make.certificate(artisan)
    session.commit()
    (letter,) = next_day()
    assert "Tote Siti" in letter.text and "kini masuk dalam pencarian Anda" in letter.text
    assert next_day() == []


def test_a_break_that_is_over_brings_her_bags_back_without_anybody_changing_them(
    make, session, clock, waits_by_mail, looking_for, next_day
):
    artisan = make.artisan(paused_until=clock().date() + timedelta(days=3))
    make.listing(artisan, title="Tote Pulang")
    waits_by_mail(looking_for("ready=0"))
    assert next_day() == next_day() == []
    (letter,) = next_day()
    assert "Tote Pulang" in letter.text


def test_many_alerts_and_many_changes_cost_a_sum_and_not_a_product(
    make, session, clock, buyer, follow, queries
):
    """2 changes or 98: 19 statements for all alerts together, 3 for each alert with news, and 7 for its reader."""
    artisan = make.artisan()
    bags = [make.listing(artisan, photos=0, price=900_000) for _ in range(100)]
    alerts = [
        operations.save(
            Wish(search_of(f"high={200_000 + number}")), actor=buyer, today=clock().date(), at=clock()
        )
        for number in range(10)
    ]
    session.commit()
    follow()

    def cost(some):
        clock.now += timedelta(days=1)
        for bag in some:
            bag.price = 100_000
        session.commit()
        session.expire_all()
        with queries() as following_costs:
            assert follow() == len(some)
        with queries() as letter_costs:
            told = operations.write_letter(
                alerts[0].reader_id, Kind.SEARCH, clock().date(), secret=SECRET, at=clock()
            )
        session.commit()
        assert told == len(some)
        return len(following_costs), len(letter_costs)

    few, many = cost(bags[:2]), cost(bags[2:])
    assert few == many == (19, 3 * len(alerts) + 7)


def test_looking_again_enters_nothing_and_a_stopped_look_goes_on(make, session, clock, follow):
    bags = [make.listing(price=900_000, photos=0) for _ in range(3)]
    follow()
    for bag in bags:
        bag.price = 100_000
    session.commit()
    numbers, _ = following.pending()
    following.take(numbers[:2], clock().date(), clock())
    session.commit()  # killed here: the place in the changes has not moved
    assert follow() == 1
    assert follow() == 0
    assert sorted(session.scalars(select(Entry.listing_id))) == [bag.id for bag in bags]


def test_bags_that_were_there_when_it_began_are_written_down_and_entered_by_nobody(
    make, session, clock, follow
):
    bags = [make.listing(photos=0) for _ in range(3)]
    make.listing(state=State.DRAFT)
    following.begin(clock())
    following.begin(clock() + timedelta(days=1))
    session.commit()
    follow()
    assert session.query(Followed).one().filled_to == 0
    assert sorted(session.scalars(select(Sight.listing_id))) == [bag.id for bag in bags]
    assert session.query(Entry).count() == 0


def test_a_place_of_another_database_has_all_bags_looked_at_again(make, session, clock, follow, monkeypatch):
    bag = make.listing(price=900_000)
    follow()
    bag.price = 100_000
    session.commit()

    def lost(*args):
        raise following.changes.CursorLost

    monkeypatch.setattr(following.changes, "since", lost)
    follow()
    assert [entry.price for entry in session.query(Entry)] == [900_000]


def test_entries_are_forgotten_when_they_are_old_and_everybody_has_heard_of_them(
    make, session, clock, waits_by_mail, looking_for, fresh, follow
):
    waits_by_mail(looking_for("type=tote"))
    fresh()
    follow()
    clock.now += KEPT + timedelta(days=1)
    assert following.forget(clock()) == 0
    session.query(Alert).one().heard = following.reached()
    session.flush()
    assert following.forget(clock()) == 1
