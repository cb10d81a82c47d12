"""Words asked of the index, and everything else of the database."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.adapters.search.port import EngineNotReady, NoEngine
from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Technique
from marketplace.catalogue import queries, wording
from marketplace.catalogue.answers import Counts
from marketplace.catalogue.marks import read_mark
from marketplace.catalogue.rules import PAGE_SIZE, Group, Search, Sort
from marketplace.catalogue.schemas import read_search
from marketplace.listings.models import Listing
from marketplace.listings.rules import BagType, Colour, Material, State
from tests.adapters.search.test_engine import HOSTILE
from tests.catalogue.indexed import Fill
from tests.catalogue.indexed import index as index
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

TODAY = date(2026, 4, 14)


@pytest.fixture
def ask(app: Flask, session: Session):
    """Answer the query of an address page by page; return all bags and the first page's counts."""

    def answer(address: str, bound: int = 10_000) -> tuple[list[int], Counts]:
        asked = read_search(parse_qsl(address, keep_blank_values=True))
        found: list[int] = []
        counts, mark = None, None
        for _ in range(20):
            search = wording.understood(asked.search, app.extensions["toolbox"].search, mark, TODAY, bound)
            page = queries.find(search, mark, TODAY, bound)
            counts = counts or page.counts
            found += [offer.listing.id for offer in page.offers]
            if page.next_mark is None:
                break
            mark = read_mark(page.next_mark.encode(), search.order)
        assert counts
        return found, counts

    return answer


def test_other_words_for_the_same_find_it_the_best_first(make: Make, index: Fill, ask) -> None:
    wallet = make.listing(
        title="Dompet hitam", bag_type=BagType.WALLET, technique=Technique.KNIT, colours=[Colour.BLACK]
    )
    titled = make.listing(title="Ransel merenda", bag_type=BagType.BACKPACK, colours=[Colour.RED])
    other = make.listing(
        title="Tas", bag_type=BagType.BACKPACK, technique=Technique.MACRAME, materials=[Material.JUTE]
    )
    index()
    assert ask("q=black purse")[0] == [wallet.id]
    assert ask("q=crochet backpack")[0][0] == titled.id
    assert ask("q=rucksack goni")[0] == [other.id]


def test_spelling_is_put_right_said_and_undone(client: ProofreadingClient, make: Make, index: Fill) -> None:
    make.listing(title="Tas selempang biru", bag_type=BagType.CROSSBODY)
    index()
    page = client.get("/en/products?q=selempnag+biru").text
    assert "Tas selempang biru" in page and "“selempang biru”" in page
    (undo,) = re.findall(r'href="([^"]*exact=1[^"]*)"', page)
    exact = client.get(undo.replace("&amp;", "&")).text
    assert "Tas selempang biru" not in exact
    assert "exact=1" not in client.get("/products?q=selempang").text


def test_the_database_has_the_last_word(make: Make, session: Session, index: Fill, ask) -> None:
    bags = [make.listing(title=f"Kelana {number}") for number in range(4)]
    index()
    session.execute(update(Listing).where(Listing.id == bags[0].id).values(state=State.SOLD))
    session.execute(update(Listing).where(Listing.id == bags[1].id).values(bag_type=BagType.CLUTCH))
    session.execute(update(Artisan).where(Artisan.id == bags[2].artisan_id).values(visible=False))
    session.commit()
    found, counts = ask("q=kelana")
    assert sorted(found) == [bags[1].id, bags[3].id] and counts.total.number == 2
    assert ask("q=kelana&type=tote")[0] == [bags[3].id]


def test_without_an_index_the_database_answers(make: Make, ask, caplog: pytest.LogCaptureFixture) -> None:
    bag = make.listing(title="Kelana")
    bag.search_text = "kelana"
    make.session.commit()
    assert ask("q=kelana")[0] == [bag.id]
    assert "the search index is missing" in caplog.text


def test_no_engine_is_never_ready() -> None:
    assert not NoEngine().is_ready()
    with pytest.raises(EngineNotReady):
        NoEngine().suggest("tas", 3)


@pytest.mark.parametrize("sort", ["relevance", "newest", "cheapest", "dearest", "ready", "turns"])
@pytest.mark.parametrize("bound", [10_000, 40])
def test_every_order_shows_every_bag_once(make: Make, index: Fill, ask, sort: str, bound: int) -> None:
    makers = [make.artisan() for _ in range(3)]
    ids = {
        make.listing(makers[number % 3], title="Kelana", price=50_000 + 1_000 * (number % 7), photos=0).id
        for number in range(PAGE_SIZE * 2 + 5)
    }
    make.listing(title="Lain")
    index()
    found, counts = ask(f"q=kelana&sort={sort}", bound)
    assert len(found) == len(ids) and set(found) == ids
    assert counts.total.number == len(ids)


def test_of_too_many_the_index_gives_order_counts_and_filters(
    make: Make, session: Session, index: Fill, ask
) -> None:
    kinds = [BagType.TOTE, BagType.CLUTCH, BagType.TOTE]
    bags = [
        make.listing(title="Kelana", bag_type=kinds[number % 3], price=90_000 - number * 1_000, photos=0)
        for number in range(24)
    ]
    index()
    cheap = [bag.id for bag in sorted(bags, key=lambda bag: bag.price or 0)]
    found, counts = ask("q=kelana&sort=cheapest", bound=5)
    assert found == cheap
    assert counts.total.number == 5 and counts.total.more
    assert counts.found["type"] == {"tote": 16, "clutch": 8}
    found, counts = ask("q=kelana&sort=cheapest&type=clutch", bound=5)
    assert found == [
        number for number in cheap if session.get_one(Listing, number).bag_type is BagType.CLUTCH
    ]
    assert counts.found["type"] == {"tote": 16, "clutch": 8}, "a group's own choice is left out"


def test_of_too_many_a_certificate_counts_today(make: Make, session: Session, index: Fill, ask) -> None:
    over = make.certificate(valid_until=TODAY - timedelta(1)).artisan
    valid = make.certificate(valid_until=TODAY).artisan
    ids = [make.listing(maker, title="Kelana", photos=0).id for maker in (over, valid) for _ in range(8)]
    index()
    assert sorted(ask("q=kelana&certified=1", bound=3)[0]) == ids[8:]
    assert ask("q=kelana&certified=1&unit=CONTOH.000.001", bound=3)[0] != []


@pytest.mark.parametrize("group", list(Group))
def test_with_and_without_an_index_each_filter_leaves_the_same(
    app: Flask, make: Make, session: Session, index: Fill, ask, group: Group
) -> None:
    from_words = "q=kelana&sort=newest"
    certificate = make.certificate()
    for number in range(9):
        bag = make.listing(
            certificate.artisan if number % 2 else make.artisan(),
            title="Kelana",
            bag_type=list(BagType)[number % 3],
            colours=[list(Colour)[number % 4], Colour.GOLD],
            price=60_000 + number * 40_000,
            length_cm=10 + number * 4,
            photos=0,
        )
        bag.search_text = "kelana"
    session.commit()
    _, counts = ask(from_words)
    values = list(counts.found[group.value])
    assert values or group is Group.UNIT
    before = {value: sorted(ask(f"{from_words}&{group.value}={value}")[0]) for value in values}
    index()
    assert ask(from_words)[1].found == counts.found
    for bound in (10_000, 2):
        after = {value: sorted(ask(f"{from_words}&{group.value}={value}", bound)[0]) for value in values}
        assert after == before


def test_many_numbers_are_one_value(make: Make, session: Session) -> None:
    bag = make.listing()
    numbers = (*range(10_000_000, 10_040_000), bag.id)
    assert session.scalars(select(Listing.id).where(wording.among(numbers))).all() == [bag.id]
    assert session.scalars(select(Listing.id).where(wording.among(()))).all() == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_hostile_words_are_answered(client: ProofreadingClient, make: Make, index: Fill, text: str) -> None:
    make.listing(title="Kelana")
    index()
    found = client.get("/products", query_string={"q": text.encode("utf-8", "surrogatepass")})
    assert found.status_code in (200, 302, 400)


@given(text=st.text(max_size=250))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_are_answered(app: Flask, session: Session, text: str) -> None:
    search = read_search([("q", text)]).search
    understood = wording.understood(search, app.extensions["toolbox"].search, None, TODAY, 100)
    assert queries.find(understood, None, TODAY, 100).total == 0


def test_taking_the_words_back_takes_back_what_was_found_for_them() -> None:
    search = Search(
        "kelana", ("kelana",), matching=(1, 2), counted={}, spelling="kelana", exact=True, sort=Sort.NEWEST
    )
    bare = search.without("q")
    assert (bare.matching, bare.counted, bare.spelling, bare.exact) == (None, None, "", False)
    assert "exact" not in bare.query() and search.query()["exact"] == ["1"]
