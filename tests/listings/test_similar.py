"""What is shown in the place of a bag that cannot be had."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from marketplace.artisans.rules import Technique
from marketplace.certificates.rules import Status
from marketplace.listings.rules import BagType, MadeBy, State
from marketplace.listings.similar import similar
from tests.factories.noise import unseen_bags


def codes(found):
    return [offer.listing.code for offer in found]


def test_only_bags_on_offer_of_the_same_kind_technique_and_size_are_alike(make, clock):
    sold = make.listing(state=State.SOLD)
    alike = make.listing()
    make.listing(bag_type=BagType.POUCH)
    make.listing(technique=Technique.MACRAME)
    make.listing(length_cm=50)
    make.listing(height_cm=None)
    make.listing(state=State.PAUSED)
    make.listing(make.artisan(visible=False))
    unseen_bags(make)
    assert codes(similar(sold, clock().date())) == [alike.code]


def test_the_certified_come_first_and_lose_their_place_with_the_certificate(make, clock, session):
    sold = make.listing(state=State.SOLD)
    siti = make.artisan()
    hers, others = make.listing(siti), make.listing(siti, made_by=MadeBy.OTHERS)
    newer = make.listing()
    certificate = make.certificate(siti)
    assert codes(similar(sold, clock().date())) == [hers.code, newer.code, others.code]
    certificate.status = Status.REVOKED
    session.commit()
    assert codes(similar(sold, clock().date())) == [newer.code, others.code, hers.code]


@given(ours=st.decimals("5", "150", places=1), theirs=st.decimals("5", "190", places=1))
@hypothesis_settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_alike_is_a_fifth_either_way(make, clock, session, ours, theirs):
    sold = make.listing(state=State.SOLD, length_cm=ours, height_cm=None, photos=0)
    other = make.listing(length_cm=theirs, height_cm=None, photos=0)
    within = ours * Decimal("0.8") <= theirs <= ours * Decimal("1.2")
    assert (other.code in codes(similar(sold, clock().date(), most=1000))) == within


@pytest.mark.parametrize("state", [State.SOLD, State.PAUSED])
def test_the_page_shows_them_only_where_the_bag_cannot_be_had(client, make, state):
    gone, here = make.listing(state=state), make.listing(title="Tas Pengganti")
    page = client.get(f"/products/{gone.slug}-{gone.code}").get_data(as_text=True)
    assert "Tas seperti ini" in page and "Tas Pengganti" in page
    page = client.get(f"/products/{here.slug}-{here.code}").get_data(as_text=True)
    assert "Tas seperti ini" not in page


def test_they_cost_four_questions_however_many(make, clock, session, queries):
    sold = make.listing(state=State.SOLD)
    for _ in range(6):
        make.listing()
    session.refresh(sold)
    with queries() as asked:
        assert len(similar(sold, clock().date())) == 4
    assert len(asked) <= 6, asked
