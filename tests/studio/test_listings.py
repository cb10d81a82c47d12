"""Her bags: the list, the steps, copies, deleting; hers alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.artisans.models import Artisan
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from tests.conftest import SettableClock
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

Queries = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def artisan(make: Make, client: ProofreadingClient, sign_in: Callable[..., str]) -> Artisan:
    """The artisan who is signed in on the client."""
    artisan = make.artisan(name="Siti Rahmawati")
    sign_in(client, artisan.account)
    return artisan


@pytest.fixture
def token(client: ProofreadingClient, artisan: Artisan) -> str:
    return client.token("/studio/listings")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_list_shows_hers_by_state_and_nobody_elses(
    client: ProofreadingClient, artisan: Artisan, make: Make, prefix: str
) -> None:
    make.listing(artisan, title="Tote Ombak")
    make.listing(artisan, title="Ransel Jala", state=State.SOLD)
    make.listing(artisan, title="Tas Hilang", state=State.REMOVED)
    make.listing(title="Tas Orang Lain")
    page = client.get(f"{prefix}/studio/listings").text
    assert "Tote Ombak" in page
    assert "Ransel Jala" in page
    assert "Tas Hilang" not in page
    assert "Tas Orang Lain" not in page
    sold = client.get(f"{prefix}/studio/listings?state=sold").text
    assert "Ransel Jala" in sold
    assert "Tote Ombak" not in sold


def test_the_list_asks_as_often_for_many_bags_as_for_one(
    client: ProofreadingClient, artisan: Artisan, make: Make, queries: Queries
) -> None:
    make.listing(artisan, photos=2)
    with queries() as one:
        client.get("/studio/listings")
    for _ in range(6):
        make.listing(artisan, photos=3)
    with queries() as many:
        client.get("/studio/listings")
    assert len(one) == len(many) <= 8, "\n".join(many)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_without_bags_there_is_one_thing_to_do(
    client: ProofreadingClient, artisan: Artisan, prefix: str
) -> None:
    assert f"{prefix}/studio/listings/new" in client.get(f"{prefix}/studio/listings").text
    assert client.get(f"{prefix}/studio/listings/new").status_code == 200


def test_looking_at_the_page_of_a_new_bag_makes_none(
    client: ProofreadingClient, artisan: Artisan, token: str, session: Session
) -> None:
    client.get("/studio/listings/new")
    assert session.scalar(select(func.count()).select_from(Listing)) == 0
    first = client.post("/studio/listings/new", data={"csrf_token": token})
    again = client.post("/studio/listings/new", data={"csrf_token": token})
    assert first.status_code == 303
    assert first.location == again.location
    assert first.location.endswith("/edit")
    assert client.get(first.location).status_code == 200


def test_steps_of_the_lifecycle_are_one_tap(
    client: ProofreadingClient, artisan: Artisan, token: str, make: Make, session: Session
) -> None:
    bag = make.listing(artisan)
    for action, state in (
        ("pause", "paused"),
        ("resume", "published"),
        ("mark_sold", "sold"),
        ("relist", "published"),
    ):
        answer = client.post(
            f"/studio/listings/{bag.code}/state/{action}",
            data={"csrf_token": token, "back": "/studio/listings?state=published"},
        )
        assert (answer.status_code, answer.location) == (303, "/studio/listings?state=published")
        session.expire_all()
        assert bag.state == state
        assert bag.title in client.get("/studio/listings").text
    assert (
        client.post(f"/studio/listings/{bag.code}/state/resume", data={"csrf_token": token}).status_code
        == 409
    )
    assert (
        client.post(f"/studio/listings/{bag.code}/state/remove", data={"csrf_token": token}).status_code
        == 404
    )


def test_an_unfinished_draft_goes_to_its_editor_with_what_is_missing(
    client: ProofreadingClient, artisan: Artisan, token: str, make: Make
) -> None:
    bag = make.listing(artisan, state=State.DRAFT, price=None)
    answer = client.post(f"/studio/listings/{bag.code}/state/publish", data={"csrf_token": token})
    assert "Isi harganya." in client.get(answer.location).text


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_deleting_asks_first_and_offers_the_milder_step(
    client: ProofreadingClient, artisan: Artisan, token: str, make: Make, session: Session, prefix: str
) -> None:
    bag = make.listing(artisan)
    page = client.get(f"{prefix}/studio/listings/{bag.code}/delete")
    assert "/state/pause" in page.text
    answer = client.post(f"{prefix}/studio/listings/{bag.code}/delete", data={"csrf_token": token})
    assert answer.status_code == 303
    session.expire_all()
    assert bag.state is State.REMOVED
    assert bag.photos == []
    assert client.get(f"/studio/listings/{bag.code}/edit").status_code == 404


def test_a_copy_opens_in_the_editor(
    client: ProofreadingClient, artisan: Artisan, token: str, make: Make
) -> None:
    bag = make.listing(artisan, title="Tote Ombak")
    answer = client.post(f"/studio/listings/{bag.code}/duplicate", data={"csrf_token": token})
    page = client.get(answer.location)
    assert "Salinan Tote Ombak" in page.text
    assert bag.code not in answer.location


def test_the_twenty_first_new_bag_of_an_hour_waits(
    client: ProofreadingClient, artisan: Artisan, token: str, make: Make
) -> None:
    for _ in range(20):
        make.listing(artisan, photos=0)
    answer = client.post("/studio/listings/new", data={"csrf_token": token})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 3600


ROUTES = (
    ("GET", "/studio/listings/{code}/edit"),
    ("POST", "/studio/listings/{code}/edit"),
    ("POST", "/studio/listings/{code}/photos"),
    ("POST", "/studio/listings/{code}/autosave"),
    ("POST", "/studio/listings/{code}/state/pause"),
    ("POST", "/studio/listings/{code}/duplicate"),
    ("GET", "/studio/listings/{code}/delete"),
    ("POST", "/studio/listings/{code}/delete"),
)


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_somebody_elses_bag_is_not_there(
    client: ProofreadingClient,
    artisan: Artisan,
    token: str,
    make: Make,
    session: Session,
    method: str,
    path: str,
) -> None:
    other = make.listing(title="Tas Orang Lain")
    before = other.version
    data = {"csrf_token": token, "title": "Diambil"} if method == "POST" else None
    assert client.open(path.format(code=other.code), method=method, data=data).status_code == 404
    session.expire_all()
    assert (other.version, other.title, other.state) == (before, "Tas Orang Lain", State.PUBLISHED)


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_buyers_have_no_bags(
    client: ProofreadingClient, make: Make, sign_in: Callable[..., str], method: str, path: str
) -> None:
    sign_in(client, make.account(Role.BUYER))
    data = {"csrf_token": client.token("/account")} if method == "POST" else None
    assert client.open(path.format(code=make.listing().code), method=method, data=data).status_code == 403


def test_pages_go_on_where_the_last_one_ended(
    client: ProofreadingClient, artisan: Artisan, make: Make, clock: SettableClock
) -> None:
    for number in range(22):
        make.listing(artisan, title=f"Tas nomor {number:02d}", photos=0)
    page = client.get("/studio/listings").text
    assert "Tas nomor 21" in page
    assert "Tas nomor 01" not in page
    after = page.split("after=")[1].split('"')[0]
    assert "Tas nomor 01" in client.get(f"/studio/listings?after={after}").text
    assert client.get("/studio/listings?after=rubbish").status_code == 404
