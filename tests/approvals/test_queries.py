"""The shape of a draft, and who finds which question."""

from __future__ import annotations

import pytest

from marketplace.approvals import queries
from marketplace.approvals.rules import Standing
from marketplace.kit.errors import NotFound
from marketplace.listings.models import ListingColour, Variant
from marketplace.listings.queries import own
from marketplace.listings.rules import Colour, MadeBy
from tests.approvals.conftest import link_in
from tests.conftest import NOON


def test_the_shape_is_the_same_from_memory_and_from_the_database(draft, session):
    before, artisan_id, code = queries.shape(draft), draft.artisan_id, draft.code
    session.commit()
    session.expunge_all()
    assert queries.shape(own(artisan_id, code)) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda bag: setattr(bag, "title", "Tote Lain"),
        lambda bag: setattr(bag, "price", 1_000),
        lambda bag: setattr(bag, "length_cm", 35),
        lambda bag: setattr(bag, "story", "Lain."),
        lambda bag: bag.care.append("no_heat") or setattr(bag, "care", [*bag.care]),
        lambda bag: bag.colours.append(ListingColour(colour=Colour.RED)),
        lambda bag: bag.variants.append(Variant(code="abc", size="L")),
        lambda bag: setattr(bag.photos[0], "alt", "Tas biru"),
        lambda bag: bag.photos.clear(),
    ],
)
def test_whatever_buyers_would_see_changes_the_shape(draft, change, asked, session):
    change(draft)
    session.flush()
    assert queries.standing_of(asked, NOON) is Standing.CHANGED


def test_her_own_word_does_not(draft, asked, session):
    draft.made_by, draft.outside_certificate, draft.version = MadeBy.SELF, True, draft.version
    session.flush()
    assert queries.standing_of(asked, NOON) is Standing.WAITING


def test_each_finds_their_own(asked, siti, budi, make, helper, session):
    other = make.artisan()
    assert queries.own(siti.id, asked.id) is asked
    for artisan_id in (other.id, None):
        with pytest.raises(NotFound):
            queries.own(artisan_id, asked.id)
    assert list(queries.of_artisan(siti.id)) == [asked] and not queries.of_artisan(other.id)
    assert list(queries.of_account(budi.id)) == [asked] and not queries.of_account(siti.account_id)
    assert queries.tally([helper.id]) == {(helper.id, None): 1}
    assert queries.drafts([siti.id, other.id]) == {siti.id: 1}
    helper.ended_at = NOON
    session.flush()
    assert not queries.of_account(budi.id), "who left sees nothing of the studio any more"


def test_a_link_we_did_not_make_leads_nowhere_and_neither_does_one_of_a_closed_account(
    asked, siti, session, jobs, outbox
):
    jobs.run_all()
    token = link_in(outbox, siti.account.email)
    assert queries.by_link(token) is asked
    with pytest.raises(NotFound):
        queries.by_link(token[:-1])
    siti.account.disabled_at = NOON
    session.flush()
    with pytest.raises(NotFound):
        queries.by_link(token)
