"""Consents taken back on the account page act at once, on every page that showed something by them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts import consents
from marketplace.accounts.rules import ConsentPurpose
from marketplace.artisans.models import Artisan
from marketplace.certificates.models import Certificate
from marketplace.listings.models import Listing
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

NUMBER = "+6281234567890"


@pytest.fixture
def artisan(make: Make) -> Artisan:
    artisan = make.artisan(name="Rosmalina Contoh", whatsapp=NUMBER, whatsapp_public=True)
    artisan.portrait = make.picture()
    make.session.commit()
    given = [ConsentPurpose.SHOW_PROFILE, ConsentPurpose.SHOW_WHATSAPP]
    consents.give(artisan.account_id, given, at=make.clock())
    make.session.commit()
    return artisan


@pytest.fixture
def bag(make: Make, artisan: Artisan) -> Listing:
    return make.listing(artisan, title="Tas Dermaga")


@pytest.fixture
def record(make: Make, artisan: Artisan) -> Certificate:
    return make.certificate(artisan)


@pytest.fixture
def turn(
    client: ProofreadingClient, artisan: Artisan, sign_in: Callable[..., str]
) -> Callable[[str, str], None]:
    """Give a consent or take it back in her own browser."""
    hers = client.application.test_client()
    sign_in(hers, artisan.account)

    def post(purpose: str, given: str) -> None:
        data = {"csrf_token": hers.token("/account"), "given": given}
        assert hers.post(f"/account/consents/{purpose}", data=data).status_code == 303

    return post


def page(client: ProofreadingClient, path: str) -> str:
    answer = client.get(path)
    return answer.get_data(as_text=True) + (answer.location or "")


def test_the_number_is_on_no_page_once_its_consent_is_gone(
    client: ProofreadingClient, artisan: Artisan, bag: Listing, turn: Callable[[str, str], None]
) -> None:
    paths = [f"/products/{bag.slug}-{bag.code}/whatsapp", f"/artisans/{artisan.slug}"]
    for path in paths:
        assert "6281234567890" in page(client, path)
    assert "Rosmalina Contoh" in page(client, "/verify?q=0812-3456-7890")
    turn("show_whatsapp", "no")
    for path in [*paths, f"/products/{bag.slug}-{bag.code}", "/", "/products", "/artisans"]:
        assert "6281234567890" not in page(client, path), path
    assert "Rosmalina Contoh" not in page(client, "/verify?q=0812-3456-7890")
    turn("show_whatsapp", "yes")
    for path in paths:
        assert "6281234567890" in page(client, path)


def test_name_portrait_and_bags_are_on_no_page_once_their_consent_is_gone(
    client: ProofreadingClient,
    artisan: Artisan,
    bag: Listing,
    record: Certificate,
    turn: Callable[[str, str], None],
) -> None:
    own = [f"/products/{bag.slug}-{bag.code}", f"/artisans/{artisan.slug}"]
    lists = ["/", "/products", "/products?q=dermaga", "/artisans", "/sitemaps/artisans-1.xml"]
    portrait = artisan.portrait.renditions[0].key
    assert portrait in page(client, own[1])
    for path in own:
        assert client.get(path).status_code == 200
    for path in lists:
        assert "Tas Dermaga" in page(client, path) or artisan.slug in page(client, path), path
    turn("show_profile", "no")
    for path in own:
        assert client.get(path).status_code == 404
    for path in [*lists, f"/c/{record.code}"]:
        html = page(client, path)
        assert "Tas Dermaga" not in html and artisan.slug not in html and portrait not in html, path
    turn("show_profile", "yes")
    for path in own:
        assert client.get(path).status_code == 200


def test_the_public_record_stays_when_the_profile_goes(
    client: ProofreadingClient, record: Certificate, turn: Callable[[str, str], None]
) -> None:
    turn("show_profile", "no")
    assert client.get(f"/c/{record.code}").status_code == 200


def test_a_number_that_was_never_written_is_not_shown(make: Make) -> None:
    artisan = make.artisan(whatsapp=None)
    actor = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
    consents.change(ConsentPurpose.SHOW_WHATSAPP, True, actor=actor, at=make.clock())
    assert artisan.whatsapp_public is False


@pytest.mark.parametrize("purpose", [ConsentPurpose.SHOW_PROFILE, ConsentPurpose.SHOW_WHATSAPP])
def test_who_has_no_profile_yet_may_change_her_mind(make: Make, purpose: ConsentPurpose) -> None:
    account = make.account(Role.ARTISAN)
    actor = Actor(account.id, Role.ARTISAN, account.name)
    assert [consents.change(purpose, given, actor=actor, at=make.clock()) for given in (True, False)] == [
        True,
        True,
    ]


def test_another_artisan_is_left_alone(make: Make, turn: Callable[[str, str], None]) -> None:
    other = make.artisan(whatsapp="+6281200000001", whatsapp_public=True)
    turn("show_profile", "no")
    turn("show_whatsapp", "no")
    make.session.expire_all()
    assert other.visible and other.whatsapp_public
