"""The bag editor: nothing typed or sent is lost, and every mistake is said where it was made."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from marketplace.adapters.jobs.runner import Runner
from marketplace.artisans.models import Artisan
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.pictures.rules import PictureState
from tests.factories import photographs
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient
from tests.studio.editing import Editor

Queries = Callable[[], AbstractContextManager[list[str]]]
WHOLE: dict[str, Any] = {
    "title": "Tote Kepang Tambang", "price": "320rb", "availability": "made_to_order", "lead_days": "14",
    "bag_type": "tote", "technique": "crochet", "materials": ["cotton", "rope"], "length_cm": "34", "width_cm": "10,5",
    "height_cm": "30", "colours": ["cream", "brown"], "lining": "lined", "closure": "zip", "care": ["hand_wash"],
    "story": "Dua hari.\nDari kepang rambut.", "made_by": "self",
}  # fmt: skip


@pytest.fixture
def artisan(make: Make, client: ProofreadingClient, sign_in: Callable[..., str]) -> Artisan:
    artisan = make.artisan(name="Siti Rahmawati")
    sign_in(client, artisan.account)
    return artisan


@pytest.fixture
def draft(make: Make, artisan: Artisan) -> Listing:
    empty = {
        "title": "",
        "price": None,
        "availability": None,
        "stock": None,
        "bag_type": None,
        "technique": None,
    }
    sizes = {"length_cm": None, "width_cm": None, "height_cm": None, "made_by": None, "story": "", "slug": ""}
    return make.listing(artisan, state=State.DRAFT, materials=(), colours=(), photos=0, **empty, **sizes)


@pytest.fixture
def editor(client: ProofreadingClient, draft: Listing) -> Editor:
    return Editor(client, draft, client.token(f"/studio/listings/{draft.code}/edit"))


def test_photos_and_text_in_one_post_then_on_show(
    editor: Editor, draft: Listing, session: Session, jobs: Runner
) -> None:
    answer = editor.post(photographs.jpeg(1), photographs.jpeg(2), do="publish", **WHOLE)
    assert (answer.status_code, answer.location) == (303, "/studio/listings")
    session.expire_all()
    assert draft.state is State.PUBLISHED
    assert draft.slug == "tote-kepang-tambang"
    assert (draft.price, draft.lead_days, str(draft.width_cm)) == (320_000, 14, "10.5")
    assert [photo.picture.state for photo in draft.photos] == [PictureState.PENDING] * 2
    jobs.run_all()
    session.expire_all()
    assert [photo.picture.state for photo in draft.photos] == [PictureState.READY] * 2
    assert "Tote Kepang Tambang" in editor.client.get(editor.path).text


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_refused_form_keeps_what_was_typed_and_the_photos(
    editor: Editor, draft: Listing, session: Session, prefix: str
) -> None:
    answer = editor.post(
        photographs.jpeg(1),
        path=prefix + editor.path,
        do="publish",
        **WHOLE | {"price": "mahal", "height_cm": ""},
    )
    assert answer.status_code == 422
    page = answer.text
    assert 'value="mahal"' in page
    assert "Dari kepang rambut." in page
    assert page.count('class="ph"') == 2
    for sentence in (
        ("Isi tinggi tas, dalam cm.", "Tulis harga dalam rupiah bulat")
        if not prefix
        else ("Enter the bag&#39;s height in cm.", "Write the price in whole rupiah")
    ):
        assert sentence in page
    session.expire_all()
    assert (draft.state, draft.title, draft.price) == (State.DRAFT, "Tote Kepang Tambang", None)
    assert len(draft.photos) == 1


def test_what_is_wrong_with_photos_is_said_by_their_place(
    editor: Editor, draft: Listing, session: Session
) -> None:
    answer = editor.post(
        photographs.jpeg(1),
        b"dear diary",
        photographs.jpeg(1),
        photographs.huge_png(),
        do="save",
        title="Tote",
    )
    assert answer.status_code == 422
    assert "Foto 2: Berkas ini bukan foto" in answer.text
    assert "Foto 3: Foto ini sudah ada." in answer.text
    assert "Foto 4: Foto ini terlalu panjang" in answer.text
    session.expire_all()
    assert len(draft.photos) == 1
    assert draft.title == "Tote"


def test_a_photo_of_eleven_megabytes_and_an_eleventh_photo_are_refused(
    editor: Editor, draft: Listing, session: Session
) -> None:
    assert editor.post(photographs.jpeg(1) + b"\0" * 11_000_000, do="save").status_code == 422
    answer = editor.post(*(photographs.jpeg(number) for number in range(11)), do="save")
    assert answer.status_code == 422
    assert "Foto 11: Satu tas paling banyak 10 foto." in answer.text
    session.expire_all()
    assert len(draft.photos) == 10


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", "a\0b"),
        ("title", "x" * 5_000),
        ("price", "-1"),
        ("price", "NaN"),
        ("price", "９" * 60),
        ("lead_days", "61"),
        ("lead_days", "9" * 400),
        ("stock", "-1"),
        ("height_cm", "1e3"),
        ("bag_type", "spaceship"),
        ("colours", "octarine"),
        ("story", "x" * 4_001),
        ("made_by", "\ud7ff"),
    ],
)
def test_bad_input_is_said_beside_its_field(editor: Editor, field: str, typed: str) -> None:
    answer = editor.post(do="save", **WHOLE | {field: typed})
    assert answer.status_code == 422
    assert re.search(rf'id="{field}[^"]*-error"', answer.text)


def test_full_width_digits_are_digits(editor: Editor, draft: Listing, session: Session) -> None:
    assert editor.post(do="save", price="１２５０００").status_code == 303
    session.expire_all()
    assert draft.price == 125_000


def test_buttons_of_the_photos_work_without_script_and_save_the_text(
    editor: Editor, draft: Listing, session: Session
) -> None:
    editor.post(photographs.jpeg(1), photographs.jpeg(2), photographs.jpeg(3), do="save")
    session.expire_all()
    first, second, third = (photo.id for photo in draft.photos)
    answer = editor.post(move=f"{third}:-1", title="Tote")
    assert answer.location.endswith(f"/edit#photo-{third}")
    session.expire_all()
    assert [photo.id for photo in draft.photos] == [first, third, second]
    assert draft.title == "Tote"
    assert editor.post(delete=str(first), title="Tote").status_code == 303
    session.expire_all()
    assert [photo.id for photo in draft.photos] == [third, second]


def test_a_failed_photo_is_said_and_can_be_tried_again(
    editor: Editor, draft: Listing, session: Session, jobs: Runner
) -> None:
    editor.post(photographs.cut_jpeg(), do="save")
    assert "Sedang disiapkan" in editor.client.get(editor.path).text
    jobs.run_all()
    page = editor.client.get(editor.path).text
    assert "Foto ini rusak" in page
    assert 'name="retry"' in page
    session.expire_all()
    assert editor.post(retry=str(draft.photos[0].id)).status_code == 303
    session.expire_all()
    assert draft.photos[0].picture.state is PictureState.PENDING


@pytest.mark.parametrize("button", ["cover", "move", "delete", "retry"])
@pytest.mark.parametrize("value", ["{other}", "{other}:1", "x", "1:7", "", "9" * 30, "²"])
def test_photos_of_another_bag_are_out_of_reach(
    editor: Editor, make: Make, session: Session, button: str, value: str
) -> None:
    other = make.listing(photos=2)
    before = [photo.id for photo in other.photos]
    status = 422 if value.startswith("{other}") else 404
    assert editor.post(**{button: value.format(other=before[0])}).status_code == status
    session.expire_all()
    assert [photo.id for photo in other.photos] == before


def test_the_last_photo_of_a_bag_on_show_cannot_go(
    client: ProofreadingClient, make: Make, artisan: Artisan, session: Session
) -> None:
    bag = make.listing(artisan)
    editor = Editor(client, bag, client.token(f"/studio/listings/{bag.code}/edit"))
    answer = editor.post(delete=str(bag.photos[0].id), **WHOLE)
    assert answer.status_code == 422
    assert "Tambahkan paling sedikit satu foto tas." in answer.text
    session.expire_all()
    assert len(bag.photos) == 1


def test_a_bag_on_show_is_saved_whole_or_not_at_all(
    client: ProofreadingClient, make: Make, artisan: Artisan, session: Session
) -> None:
    bag = make.listing(artisan, title="Tote Ombak")
    editor = Editor(client, bag, client.token(f"/studio/listings/{bag.code}/edit"))
    assert editor.post(do="save", **WHOLE | {"price": ""}).status_code == 422
    session.expire_all()
    assert (bag.title, bag.price) == ("Tote Ombak", 285_000)
    assert editor.post(do="save", **WHOLE).status_code == 303
    session.expire_all()
    assert bag.slug == "tote-kepang-tambang"


def test_the_second_window_keeps_its_text_and_is_told(
    editor: Editor, draft: Listing, session: Session
) -> None:
    page = editor.client.get(editor.path).text
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    assert editor.post(do="save", title="Dari jendela satu", version=found[1]).status_code == 303
    answer = editor.post(do="save", title="Dari jendela dua", version=found[1])
    assert answer.status_code == 409
    assert "diubah di jendela lain" in answer.text
    assert 'value="Dari jendela dua"' in answer.text
    session.expire_all()
    assert draft.title == "Dari jendela satu"
    fresh = re.search(r'name="version" value="(\d+)"', answer.text)
    assert fresh is not None
    assert editor.post(do="save", title="Dari jendela dua", version=fresh[1]).status_code == 303


def test_the_script_sends_one_photo_and_gets_its_tile(
    editor: Editor, draft: Listing, session: Session
) -> None:
    path = f"/studio/listings/{draft.code}/photos"
    answer = editor.post(photographs.jpeg(1), path=path)
    assert answer.status_code == 201
    assert answer.text.lstrip().startswith('<li class="ph"')
    for photo, status, sentence in (
        (b"dear diary", 415, "bukan foto"),
        (photographs.huge_png(), 413, "terlalu panjang"),
        (photographs.jpeg(1), 409, "sudah ada"),
    ):
        answer = editor.post(photo, path=path)
        assert (answer.status_code, answer.mimetype) == (status, "text/plain")
        assert sentence in answer.text
    assert editor.post(path=path).status_code == 400
    session.expire_all()
    assert len(draft.photos) == 1


def test_a_photo_sent_again_is_answered_with_the_tile_it_has(
    editor: Editor, draft: Listing, session: Session
) -> None:
    path = f"/studio/listings/{draft.code}/photos"
    editor.post(photographs.jpeg(1), path=path)
    second = editor.post(photographs.jpeg(2), path=path, after="0", again="1")
    assert second.status_code == 201
    answer = editor.post(photographs.jpeg(1), path=path, after="0", again="1")
    session.expire_all()
    new, old = (photo.id for photo in draft.photos)
    assert answer.status_code == 200
    assert f'id="photo-{old}"' in answer.text and f'value="{new}' not in answer.text
    assert "Foto 2: hapus" in answer.text
    for nonsense in ("-1", "x", "9" * 30, ""):
        assert editor.post(photographs.jpeg(3), path=path, after=nonsense, again="1").status_code in (
            200,
            201,
        )
    session.expire_all()
    assert len(draft.photos) == 3


def test_autosave_keeps_what_can_be_read_and_names_the_new_version(
    editor: Editor, draft: Listing, session: Session
) -> None:
    path = f"/studio/listings/{draft.code}/autosave"
    answer = editor.post(path=path, title="Tote", price="seratus", version=str(draft.version))
    assert (answer.status_code, answer.data) == (204, b"")
    session.expire_all()
    assert (draft.title, draft.price) == ("Tote", None)
    assert answer.headers["X-Draft-Version"] == str(draft.version)
    assert editor.post(path=path, title="Lama", version="1").status_code == 409


def test_a_bag_on_show_is_never_saved_behind_her_back(
    client: ProofreadingClient, make: Make, artisan: Artisan, session: Session
) -> None:
    bag = make.listing(artisan, title="Tote Ombak")
    editor = Editor(client, bag, client.token(f"/studio/listings/{bag.code}/edit"))
    assert "data-autosave-url" not in client.get(editor.path).text
    assert editor.post(path=f"/studio/listings/{bag.code}/autosave", title="Setengah").status_code == 409
    session.expire_all()
    assert bag.title == "Tote Ombak"


def test_the_badge_of_the_preview_follows_the_record_and_who_made_it(
    client: ProofreadingClient, make: Make, artisan: Artisan
) -> None:
    bag = make.listing(artisan)
    path = f"/studio/listings/{bag.code}/edit"
    assert "Belum ada tanda" in client.get(path).text
    certificate = make.certificate(artisan)
    assert "Bersertifikat" in client.get(path).text
    certificate.valid_until = date(2026, 4, 13)
    make.keep(certificate)
    assert "Sertifikat kedaluwarsa" in client.get(path).text


def test_the_editor_asks_little_whatever_the_bag_holds(
    client: ProofreadingClient, make: Make, artisan: Artisan, queries: Queries
) -> None:
    few, many = (make.listing(artisan, photos=photos).code for photos in (1, 10))
    make.certificate(artisan)
    with queries() as one:
        client.get(f"/studio/listings/{few}/edit")
    with queries() as ten:
        client.get(f"/studio/listings/{many}/edit")
    assert len(one) == len(ten) <= 13, "\n".join(ten)
