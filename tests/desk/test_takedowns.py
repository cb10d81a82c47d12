"""Officers take a bag down at the desk; it is gone everywhere at once, and given back."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.reports.rules import Outcome, Reason
from marketplace.reports.rules import State as ReportState
from marketplace.takedowns import operations
from marketplace.takedowns.models import Takedown

REASON = "Fotonya milik orang lain."


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"), title="Tote Ombak")


def text(response):
    return response.get_data(as_text=True)


def post(desk, where, **sent):
    return desk.post(where, data={"csrf_token": desk.token("/desk/journal"), **sent})


def take_down(desk, bag, **changes):
    sent = {"ground": "stolen_photos", "reason": REASON} | changes
    return post(desk, f"/desk/bags/{bag.code}/take-down", **sent)


def again(session, bag):
    session.expire_all()
    return session.get_one(Listing, bag.id)


@pytest.mark.parametrize(
    "typed", ["{code}", " {lower} ", "http://127.0.0.1/products/tas-{code}?v=1", "/en/products/tas-{code}/"]
)
def test_a_bag_is_found_by_its_code_or_its_address(desk, make, typed):
    bag = make.listing(code="AB23CD45EF")
    answer = desk.get(
        "/desk/takedowns", query_string={"bag": typed.format(code=bag.code, lower=bag.code.lower())}
    )
    assert answer.location == f"/desk/bags/{bag.code}"


@pytest.mark.parametrize("typed", ["zzzz", "0000000000", "\u202e", "a" * 5000, "%00"])
def test_what_is_no_bag_is_said_and_stays_in_the_field(desk, typed):
    answer = desk.get("/desk/takedowns", query_string={"bag": typed})
    assert answer.status_code == 404 and 'id="bag-error"' in text(answer)


def test_the_reason_is_needed_and_what_was_typed_stays(desk, bag, session):
    answer = take_down(desk, bag, reason="")
    assert answer.status_code == 422 and 'id="reason-error"' in text(answer)
    assert 'value="stolen_photos" selected' in text(answer)
    assert take_down(desk, bag, ground="").status_code == 422
    assert take_down(desk, bag, ground="number_wrong").status_code == 422
    assert again(session, bag).state is State.PUBLISHED


def test_it_follows_from_a_report_about_this_bag_alone(desk, make, bag, session):
    report = make.report(
        certificate=None,
        listing=bag,
        reason=Reason.STOLEN_PHOTOS,
        state=ReportState.CLOSED,
        outcome=Outcome.PROVEN,
        sentence="Bukan fotonya.",
        closed_at=make.clock(),
    )
    page = text(desk.get(f"/desk/reports/{report.id}"))
    assert f"/desk/bags/{bag.code}?report={report.id}" in page
    assert f'name="report" value="{report.id}"' in text(desk.get(f"/desk/bags/{bag.code}?report={report.id}"))
    assert take_down(desk, make.listing(), report=str(report.id)).status_code == 404
    assert take_down(desk, bag, report=str(report.id)).status_code == 303
    assert session.query(Takedown).one().report_id == report.id
    assert "setelah laporan" in text(desk.get(f"/desk/bags/{bag.code}"))


PLACES = ("", "/questions", "/report", "/inquiry")


def test_its_address_says_that_it_is_gone_and_nothing_else(desk, bag, client, session, app):
    path = f"/products/{bag.slug}-{bag.code}"
    assert client.get(path).status_code == 200
    assert take_down(desk, bag).status_code == 303
    stranger = app.test_client()
    for place in PLACES:
        answer = stranger.get(path + place)
        assert answer.status_code == 410
        assert "no-store" in answer.headers["Cache-Control"]
        for said in (bag.title, "Siti Contoh", REASON, "Rp", "bersertifikat oleh", "/media/"):
            assert said not in text(answer).partition("</head>")[2].partition("<footer")[0], said
    assert stranger.get(f"/products/{bag.code}").status_code == 410
    assert stranger.get(f"/products/apa-saja-{bag.code}").status_code == 410
    assert stranger.get(f"/en{path}").status_code == 410


def test_lists_searches_feeds_and_favourites_drop_it(desk, make, bag, client, sign_in, app):
    stays = make.listing(bag.artisan, title="Tote Tetap")
    assert take_down(desk, bag).status_code == 303
    stranger = app.test_client()
    for place in (
        "/", "/products", "/products?q=tote", f"/artisans/{bag.artisan.slug}", "/feeds/new.json",
        f"/favourites?codes={bag.code}.{stays.code}", f"/products/{stays.slug}-{stays.code}", "/feeds/google.xml",
    ):  # fmt: skip
        read = stranger.get(place)
        assert "Tote Ombak" not in text(read) and bag.code not in text(read).replace(
            f"codes={bag.code}", ""
        ), place
    assert "Tote Tetap" in text(stranger.get("/products"))


def test_a_hidden_artisans_bag_is_not_even_said_to_be_gone(desk, make, client):
    bag = make.listing(make.artisan(visible=False))
    assert take_down(desk, bag).status_code == 303
    assert client.get(f"/products/{bag.slug}-{bag.code}").status_code == 404


def test_a_drafts_code_is_no_bag_for_officers(desk, make):
    draft = make.listing(state=State.DRAFT)
    assert desk.get(f"/desk/bags/{draft.code}").status_code == 404
    assert take_down(desk, draft).status_code == 404


def test_it_is_given_back_with_a_reason_once(desk, bag, session, client):
    take_down(desk, bag)
    (taken,) = session.query(Takedown).all()
    where = f"/desk/takedowns/{taken.id}/give-back"
    assert post(desk, where, back_reason="", version=taken.version).status_code == 422
    late = post(desk, where, back_reason="Sudah diganti.", version=taken.version + 7)
    assert late.status_code == 409 and "Sudah diganti." in text(late)
    assert post(desk, where, back_reason="Sudah diganti.", version=taken.version).status_code == 303
    assert again(session, bag).state is State.PAUSED
    assert client.get(f"/products/{bag.slug}-{bag.code}").status_code == 200
    assert "Sudah diganti." in text(desk.get(f"/desk/bags/{bag.code}"))
    assert post(desk, where, back_reason="Lagi.", version="").status_code == 409


def test_the_appeal_is_decided_by_somebody_else(desk, client, make, bag, session, sign_in):
    take_down(desk, bag)
    (taken,) = session.query(Takedown).all()
    account = bag.artisan.account
    maker = Actor(account.id, account.role, account.name, bag.artisan_id)
    operations.appeal(taken, "Itu foto saya sendiri.", actor=maker, at=make.clock())
    session.commit()
    assert "1 banding tentang tas" in text(desk.get("/desk/reports"))
    assert "Tote Ombak" in text(desk.get("/desk/takedowns?appealed=1"))
    page = text(desk.get(f"/desk/bags/{bag.code}"))
    assert "Itu foto saya sendiri." in page and "Petugas lain yang harus memutuskan" in page
    assert 'name="answer"' not in page
    where = f"/desk/takedowns/{taken.id}/appeal"
    assert post(desk, where, outcome="granted", answer="Benar.", version=taken.version).status_code == 403
    sign_in(client, make.account(Role.OFFICER, name="Petugas Dua"))
    assert post(client, where, outcome="", answer="", version=taken.version).status_code == 422
    assert post(client, where, outcome="granted", answer="Benar.", version=taken.version).status_code == 303
    assert again(session, bag).state is State.PAUSED
    assert "Antrean kosong" in text(client.get("/desk/takedowns?appealed=1"))


def test_nobody_decides_about_her_own_bag(client, make, sign_in):
    account = make.account(Role.OFFICER)
    bag = make.listing(make.artisan(account))
    sign_in(client, account)
    assert client.get(f"/desk/bags/{bag.code}").status_code == 403
    assert take_down(client, bag).status_code == 403
