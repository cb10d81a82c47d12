"""What the page lays before her: as buyers will see it, with what she said already."""

from __future__ import annotations

import pytest

from marketplace.listings.rules import MadeBy
from marketplace.pictures.rules import PictureState
from tests.approvals.conftest import link_in


@pytest.fixture
def page(ask, jobs, outbox, siti, client):
    def draw():
        ask()
        jobs.run_all()
        return client.get(f"/approvals/{link_in(outbox, siti.account.email)}").get_data(as_text=True)

    return draw


def test_what_she_said_already_is_ticked_and_all_else_is_asked(page, draft, siti, make, session):
    certificate = make.certificate(siti)
    draft.made_by = MadeBy.GROUP
    session.commit()
    text = page()
    assert 'value="group" checked' in text.replace("  ", " ") and 'value="self" checked' not in text
    assert certificate.units[0].title in text


def test_nothing_is_ticked_for_her(page):
    assert " checked" not in page()


def test_a_failed_photo_is_not_among_those_buyers_would_see(page, draft, make, session):
    draft.photos[0].alt = "Tas biru laut"
    bad = make.picture(PictureState.FAILED)
    draft.photos.append(type(draft.photos[0])(picture_id=bad.id, position=5, alt="Foto rusak"))
    session.commit()
    text = page()
    assert "Tas biru laut" in text and "Foto rusak" not in text
