"""What stands beside the fields of the editor: the checklist follows the rules, the badge follows the record."""

from __future__ import annotations

from datetime import date

import pytest
from flask_babel import force_locale

from marketplace.certificates.rules import Status
from marketplace.listings.rules import MAX_PHOTOS, MadeBy, State, missing_for_publication
from marketplace.listings.scope import nameable
from marketplace.pictures.rules import PictureState
from marketplace.studio.bag_page import CHECKLIST, TILE, editor_page, tile_of

TODAY = date(2026, 4, 14)


@pytest.fixture(autouse=True, params=["id", "en"])
def locale(app, make, request):
    with app.test_request_context("/studio"), force_locale(request.param):
        yield request.param


@pytest.fixture
def bare(make):
    return make.listing(
        state=State.DRAFT,
        photos=0,
        title="",
        price=None,
        availability=None,
        stock=None,
        bag_type=None,
        technique=None,
        length_cm=None,
        height_cm=None,
        made_by=None,
        materials=(),
        colours=(),
        search_text="",
    )


def test_the_checklist_asks_for_all_that_publication_asks_and_nothing_else(bare, make):
    asked = {code for _, codes in CHECKLIST for code in codes}
    assert set(missing_for_publication(bare)) | {"lead_days", "stock"} == asked
    assert not any(done for _, done, _ in editor_page(bare, [], [], TODAY).checklist[:2])
    whole = editor_page(make.listing(), [], [], TODAY)
    assert all(done for _, done, _ in whole.checklist)
    assert len({words for words, _, _ in whole.checklist}) == len(CHECKLIST)


def test_half_of_a_line_is_not_done(bare):
    bare.title = "Tas"
    (line,) = [
        done
        for (_, codes), (_, done, _) in zip(
            CHECKLIST, editor_page(bare, [], [], TODAY).checklist, strict=True
        )
        if "price" in codes
    ]
    assert not line


@pytest.mark.parametrize("made_by", [*MadeBy, None])
@pytest.mark.parametrize("status", [None, *Status])
def test_the_badge_she_sees_is_the_one_buyers_see_with_the_reason(make, made_by, status):
    bag = make.listing(state=State.DRAFT, made_by=made_by)
    if status:
        make.certificate(bag.artisan, status=status)
    page = editor_page(bag, [], nameable(bag.artisan_id, TODAY), TODAY)
    public = status in (Status.VERIFIED, Status.SUSPENDED, Status.REVOKED)
    assert (page.badge is not None) == (public and made_by is MadeBy.SELF)
    assert page.badge_note


def test_every_reason_has_words_of_its_own(make):
    bag = make.listing(state=State.DRAFT)
    make.certificate(bag.artisan)
    valid = nameable(bag.artisan_id, TODAY)
    notes = []
    for made_by, hers in ((None, valid), (MadeBy.GROUP, valid), (MadeBy.SELF, []), (MadeBy.SELF, valid)):
        bag.made_by = made_by
        notes.append(editor_page(bag, [], hers, TODAY).badge_note)
    assert len(set(notes)) == 4


@pytest.mark.parametrize(("photos", "left"), [(0, MAX_PHOTOS), (3, MAX_PHOTOS - 3), (MAX_PHOTOS, 0)])
def test_so_many_photos_still_fit(make, photos, left):
    page = editor_page(make.listing(state=State.DRAFT, photos=photos), [], [], TODAY)
    assert page.left == left
    assert [tile.number for tile in page.tiles] == list(range(1, photos + 1))


@pytest.mark.parametrize("state", list(PictureState))
def test_a_tile_tells_how_its_photo_fares_and_why_it_failed(make, state, locale):
    bag = make.listing(photos=1)
    picture = bag.photos[0].picture
    picture.state = state
    picture.failure = "picture.damaged" if state is PictureState.FAILED else None
    bag.photos[0].alt = ""
    tile = tile_of(bag.photos[0], 4)
    assert tile.state == TILE[state]
    assert bool(tile.message) == (state is PictureState.FAILED)
    assert "picture." not in tile.message
    assert tile.alt == ("Foto 4" if locale == "id" else "Photo 4")
    assert (tile.words, bool(tile.default)) == ("", True)


def test_every_choice_has_words_that_are_not_its_code(make):
    page = editor_page(make.listing(), [], [], TODAY)
    for name, options in page.choices.items():
        assert len({words for _, words in options}) == len(options), name
        assert not any("_" in words for _, words in options), name
    assert {value for value, _, _ in page.makers} == {each.value for each in MadeBy}
    assert isinstance(page.colour_dots["navy"], str)


@pytest.mark.parametrize("state", list(State))
def test_only_what_is_on_show_is_said_to_be(make, state):
    page = editor_page(make.listing(state=state), [], [], TODAY)
    assert (page.is_draft, page.is_on_show) == (state is State.DRAFT, state is State.PUBLISHED)


def test_a_bag_without_an_answer_is_not_said_to_be_ready(bare):
    assert editor_page(bare, [], [], TODAY).availability == ""
