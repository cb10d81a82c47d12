"""The grid in the bag editor, as a browser without script sends it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.listings import operations, variants
from marketplace.listings.grid import values_of
from marketplace.listings.rules import Colour, State
from tests.conftest import NOON
from tests.studio.editing import Editor

KEPT = {
    "title": "Tote", "price": "200.000", "availability": "ready", "bag_type": "tote", "technique": "crochet",
    "materials": ["cotton"], "length_cm": "34", "height_cm": "36", "colours": ["navy"], "made_by": "self",
}  # fmt: skip


@pytest.fixture
def artisan(make, client, sign_in):
    artisan = make.artisan(name="Siti Rahmawati")
    sign_in(client, artisan.account)
    return artisan


@pytest.fixture
def bag(make, artisan):
    bag = make.listing(artisan, photos=2, price=200_000)
    actor = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
    variants.add(bag, [Colour.RED], ["S", "M"], actor=actor)
    operations.finish(bag, actor=actor, at=NOON)
    make.session.commit()
    return bag


@pytest.fixture
def editor(client, bag):
    return Editor(client, bag, client.token(f"/studio/listings/{bag.code}/edit"))


def page(answer) -> str:
    return str(answer.get_data(as_text=True))


def grid(bag, **typed: Any) -> dict[str, Any]:
    """What the form holds, with some fields of the first row typed over."""
    values: dict[str, Any] = dict(KEPT)
    for row in bag.variants:
        values |= {
            name: value for name, value in values_of(row).items() if value or not name.endswith("-off")
        }
    return values | {f"v-{bag.variants[0].id}-{name}": value for name, value in typed.items()}


def test_off_until_wanted_and_made_by_one_button(make, client, artisan):
    plain = make.listing(artisan, photos=1)
    path = f"/studio/listings/{plain.code}/edit"
    opened = page(client.get(path))
    assert "v-" not in re.findall(r'name="([^"]+)"', opened)
    editor = Editor(client, plain, client.token(path))
    answer = editor.post(**KEPT, new_colours=["red", "gold"], new_sizes="S, M", **{"grid-add": "1"})
    assert (answer.status_code, answer.location) == (303, f"{path}#variants")
    make.session.expire_all()
    assert [(row.colour, row.size) for row in plain.variants] == [
        (colour, size) for colour in (Colour.RED, Colour.GOLD) for size in ("S", "M")
    ]
    opened = page(client.get(path))
    assert all(f'name="v-{row.id}-price"' in opened for row in plain.variants)


def test_rows_are_saved_in_place(make, editor, bag):
    row = bag.variants[0]
    number, code = row.id, row.code
    answer = editor.post(**grid(bag, price="150rb", stock="3", photo_id=str(bag.photos[1].id), size="Kecil"))
    assert answer.status_code == 303
    make.session.expire_all()
    assert (row.id, row.code, row.price, row.stock, row.size) == (number, code, 150_000, 3, "Kecil")
    assert row.photo_id == bag.photos[1].id
    assert (bag.price, bag.top_price) == (150_000, 200_000)


def test_a_mistake_is_said_beside_its_field_and_keeps_what_was_typed(make, editor, bag):
    row = bag.variants[0]
    answer = editor.post(**grid(bag, price="murah", size="Kecil"))
    assert answer.status_code == 422
    shown = page(answer)
    assert re.search(rf'id="v-{row.id}-price"[^>]*value="murah"[^>]*aria-invalid="true"', shown)
    assert f'id="v-{row.id}-price-error"' in shown
    make.session.expire_all()
    assert row.size == "S", "a bag on show is saved whole or not at all"


def test_a_row_like_another_is_refused_with_its_details_open(editor, bag):
    row = bag.variants[1]
    answer = editor.post(**grid(bag) | {f"v-{row.id}-size": "s"})
    assert answer.status_code == 422
    assert re.search(r'<details class="var__more" open>', page(answer))


def test_the_last_one_that_can_be_had_stays(make, editor, bag):
    answer = editor.post(**grid(bag, stock="0") | {f"v-{bag.variants[1].id}-off": "1"})
    assert answer.status_code == 422
    assert 'id="variants-error"' in page(answer)
    make.session.expire_all()
    assert not bag.variants[1].off


def test_one_row_is_taken_out_by_its_button_and_others_bags_are_out_of_reach(make, editor, bag):
    kept, gone = bag.variants
    other = make.listing()
    actor = Actor(other.artisan.account_id, Role.ARTISAN, other.artisan.name, other.artisan_id)
    variants.add(other, [Colour.RED], [], actor=actor)
    make.session.commit()
    assert editor.post(**grid(bag), **{"grid-remove": str(other.variants[0].id)}).status_code == 422
    assert editor.post(**grid(bag), **{"grid-remove": "x"}).status_code == 404
    assert editor.post(**grid(bag), **{"grid-remove": str(gone.id)}).status_code == 303
    make.session.expire_all()
    assert list(bag.variants) == [kept]
    assert len(other.variants) == 1


def test_what_was_taken_out_is_offered_again_and_comes_back_by_its_button(make, client, editor, bag):
    row = bag.variants[1]
    number, code = row.id, row.code
    answer = editor.post(**grid(bag, size="Kecil"), **{"grid-remove": str(number)})
    assert answer.location.endswith(f"/edit#removed-{number}")
    opened = page(client.get(editor.path))
    assert f'id="removed-{number}"' in opened
    assert f'name="grid-undo" value="{number}"' in opened
    assert f'name="v-{number}-price"' not in opened
    values = grid(bag)
    for name in [one for one in values if one.startswith(f"v-{number}-")]:
        del values[name]
    answer = editor.post(**values, **{"grid-undo": str(number)})
    assert answer.location.endswith(f"/edit#variant-{number}")
    make.session.expire_all()
    assert [(one.id, one.code) for one in bag.variants][1] == (number, code)
    answer = editor.post(**grid(bag), **{"grid-undo": str(number)})
    assert answer.status_code == 422
    assert 'id="variants-error"' in page(answer)


def test_what_is_wrong_with_a_row_does_not_keep_it_from_being_taken_out_nor_the_rest_from_being_saved(
    make, editor, bag
):
    row = bag.variants[1]
    typed = grid(bag, price="90.000") | {
        f"v-{row.id}-price": "murah",
        f"v-{row.id}-size": "s",
        "title": "Baru",
    }
    assert editor.post(**typed, **{"grid-remove": str(row.id)}).status_code == 303
    make.session.expire_all()
    assert [one.price for one in bag.variants] == [90_000]
    assert bag.title == "Baru"


def test_a_draft_keeps_all_else_where_a_row_is_like_another(make, client, editor, bag):
    bag.state, bag.published_at = State.DRAFT, None
    make.session.commit()
    typed = grid(bag) | {f"v-{bag.variants[1].id}-size": "s", "title": "Baru", "story": "Ombak."}
    assert editor.post(**typed).status_code == 422
    make.session.expire_all()
    assert (bag.title, bag.story) == ("Baru", "Ombak.")
    assert [row.size for row in bag.variants] == ["S", "M"]


def test_rows_are_put_in_order_by_buttons(make, client, editor, bag):
    first, second = (row.id for row in bag.variants)
    opened = page(client.get(editor.path))
    assert re.search(rf'name="grid-move" value="{first}:-1"[^>]*disabled', opened)
    assert re.search(rf'name="grid-move" value="{second}:1"[^>]*disabled', opened)
    answer = editor.post(**grid(bag, price="90.000"), **{"grid-move": f"{second}:-1"})
    assert answer.location.endswith(f"/edit#variant-{second}")
    make.session.expire_all()
    assert [row.id for row in bag.variants] == [second, first]
    assert bag.variants[1].price == 90_000, "what was typed is kept as well"
    assert editor.post(**grid(bag), **{"grid-move": f"{first}:7"}).status_code == 404


def test_adding_nothing_says_what_to_do(editor, bag):
    answer = editor.post(**grid(bag), **{"grid-add": "1"})
    assert answer.status_code == 422
    assert 'id="new_sizes-error"' in page(answer)


def test_a_colour_that_is_not_made_any_more_is_told(make, client, editor, bag):
    actor = Actor(bag.artisan.account_id, Role.ARTISAN, bag.artisan.name, bag.artisan_id)
    variants.add(bag, [Colour.GOLD], ["S"], actor=actor)
    operations.finish(bag, actor=actor, at=NOON)
    make.session.commit()
    gold = bag.variants[2]
    editor.post(**grid(bag) | {"colours": ["navy", "gold"]}, **{"grid-remove": str(gold.id)})
    make.session.expire_all()
    assert Colour.GOLD not in {row.colour for row in bag.colours}
    assert "tidak lagi ditemukan" in page(client.get(editor.path))


def test_fields_of_another_bags_rows_change_nothing(make, editor, bag):
    other = make.listing()
    actor = Actor(other.artisan.account_id, Role.ARTISAN, other.artisan.name, other.artisan_id)
    variants.add(other, [Colour.RED], [], actor=actor)
    make.session.commit()
    row = other.variants[0]
    assert (
        editor.post(**grid(bag), **{f"v-{row.id}-size": "", f"v-{row.id}-price": "1000"}).status_code == 303
    )
    make.session.expire_all()
    assert row.price is None


def test_an_older_page_does_not_undo_a_newer_one(make, editor, bag):
    stale = grid(bag, price="90.000") | {"version": str(bag.version - 1)}
    assert editor.post(**stale).status_code == 409
    make.session.expire_all()
    assert bag.variants[0].price is None


def test_autosave_keeps_rows_of_a_draft_and_adds_none(make, client, artisan):
    from_scratch = make.listing(artisan, photos=1, state="draft")
    actor = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
    variants.add(from_scratch, [Colour.RED], [], actor=actor)
    make.session.commit()
    editor = Editor(client, from_scratch, client.token(f"/studio/listings/{from_scratch.code}/edit"))
    path = f"/studio/listings/{from_scratch.code}/autosave"
    typed = grid(from_scratch, price="90.000", stock="x")
    answer = editor.post(path=path, **typed, new_sizes="S, M")
    assert answer.status_code == 204
    make.session.expire_all()
    assert answer.headers["X-Draft-Version"] == str(from_scratch.version)
    assert [(row.price, row.stock, row.size) for row in from_scratch.variants] == [(90_000, None, "")]
