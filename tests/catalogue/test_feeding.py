"""The index follows the database, whatever happens to either."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from marketplace.adapters.search.engine import TantivyEngine
from marketplace.adapters.search.folder import IndexFolder
from marketplace.adapters.search.port import Question
from marketplace.adapters.search.writing import Busy, TantivyWriter
from marketplace.artisans.models import Artisan
from marketplace.catalogue import documents, feeding
from marketplace.catalogue.feeding import Feeder, folder_of
from marketplace.database.session import reading, writing
from marketplace.listings.models import Listing, Variant
from marketplace.listings.rules import Colour, State
from tests.conftest import on_postgresql
from tests.factories.make import Make


@pytest.fixture
def folder(tmp_path: Path) -> IndexFolder:
    return folder_of(tmp_path / "search")


@pytest.fixture
def feeder(session: Session, folder: IndexFolder) -> Iterator[Feeder]:
    made = Feeder(folder, reading, writing, poll_seconds=0.05)
    yield made
    made._let_go()


@pytest.fixture
def engine(folder: IndexFolder) -> TantivyEngine:
    return TantivyEngine(folder)


def found(engine: TantivyEngine, words: str = "") -> list[int]:
    return sorted(engine.find(Question(words, limit=500)).numbers)


def change(session: Session, listing: Listing, **values: object) -> None:
    with writing() as inside:
        inside.execute(update(Listing).where(Listing.id == listing.id).values(**values))


def test_the_first_step_builds_and_the_next_ones_follow(
    make: Make, session: Session, feeder: Feeder, engine: TantivyEngine
) -> None:
    one, two = make.listing(title="Tas Kelana"), make.listing(title="Tas Laut")
    assert feeder.step()
    assert found(engine) == [one.id, two.id]
    assert not feeder.step()
    change(session, one, title="Dompet Melati")
    assert feeder.step()
    assert found(engine, "melati") == [one.id] and found(engine, "kelana") == []
    change(session, two, state=State.PAUSED)
    three = make.listing(title="Tas Baru")
    assert feeder.step()
    assert found(engine) == [one.id, three.id]
    assert not feeder.step()


def test_words_of_variations_are_found_and_followed(
    make: Make, session: Session, feeder: Feeder, engine: TantivyEngine
) -> None:
    bag, other = make.listing(title="Tas Kelana"), make.listing(title="Tas Laut")
    with writing() as inside:
        inside.add(Variant(listing_id=bag.id, code="AAAAAA", colour=Colour.GREEN, colour_words="botol"))
        inside.add(Variant(listing_id=bag.id, code="BBBBBB", size="Jumbo"))
    feeder.step()
    assert found(engine, "jumbo") == found(engine, "hijau botol") == [bag.id]
    with writing() as inside:
        inside.execute(update(Variant).where(Variant.code == "BBBBBB").values(size="Mungil"))
        inside.add(Variant(listing_id=other.id, code="CCCCCC", size="Raksasa"))
    assert feeder.step()
    assert (found(engine, "jumbo"), found(engine, "mungil")) == ([], [bag.id])
    assert found(engine, "raksasa") == [other.id]
    with writing() as inside:
        inside.execute(delete(Variant).where(Variant.code == "CCCCCC"))
    assert feeder.step()
    assert found(engine, "raksasa") == []


def test_an_artisans_name_is_followed_on_all_her_bags(
    make: Make, session: Session, feeder: Feeder, engine: TantivyEngine
) -> None:
    artisan = make.artisan(name="Sulastri")
    ids = [make.listing(artisan).id for _ in range(3)]
    feeder.step()
    with writing() as inside:
        inside.execute(update(Artisan).values(name="Wahyuningsih"))
    feeder.step()
    assert found(engine, "wahyuningsih") == ids and found(engine, "sulastri") == []


def test_a_building_that_was_cut_short_goes_on_where_it_was(
    make: Make, session: Session, folder: IndexFolder, engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [make.listing().id for _ in range(7)]
    monkeypatch.setattr(feeding, "BATCH", 2)
    monkeypatch.setattr(feeding, "COMMIT_SECONDS", 0.0)
    stop = threading.Event()
    seen: list[tuple[int, int]] = []

    def look(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 4:
            stop.set()

    assert not Feeder(folder, reading, writing).rebuild(look, stop)
    assert folder.current() is None and not engine.is_ready()
    later = make.listing()
    assert Feeder(folder, reading, writing).rebuild(lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == [2, 4, 6, 7]
    assert found(engine) == ids
    following = Feeder(folder, reading, writing)
    assert following.step()
    assert found(engine) == [*ids, later.id]
    following._let_go()


def test_what_was_taken_in_and_not_written_down_is_taken_in_once(
    make: Make, session: Session, folder: IndexFolder, engine: TantivyEngine
) -> None:
    ids = [make.listing().id for _ in range(4)]
    feeder = Feeder(folder, reading, writing)
    name = folder.begin()
    feeder._begun(name)
    writer = TantivyWriter(folder.path(name), documents.GROUPS, heap_bytes=15_000_000)
    writer.put(documents.Documents().of(session, ids[2:]), fresh=True)
    writer.commit()
    writer.close()
    feeder.rebuild()
    assert engine.find(Question()).total == 4


def test_while_one_is_built_the_old_one_is_asked(
    make: Make, session: Session, folder: IndexFolder, feeder: Feeder, engine: TantivyEngine
) -> None:
    bag = make.listing(title="Tas Kelana")
    feeder.step()
    old = folder.current()
    make.listing(title="Tas Laut")
    other = Feeder(folder, reading, writing)
    other.rebuild(lambda done, total: found(engine) == [bag.id] or pytest.fail("the old one went"))
    assert folder.current() != old
    assert len(found(engine)) == 2
    make.listing(title="Tas Senja")
    assert feeder.step(), "who followed the old one follows the new one"
    assert len(found(engine)) == 3


def test_one_writer_at_a_time(make: Make, session: Session, feeder: Feeder, folder: IndexFolder) -> None:
    feeder.step()
    feeder.step()
    with pytest.raises(Busy):
        Feeder(folder, reading, writing).step()


@pytest.mark.parametrize("how", ["deleted", "broken", "other make"])
def test_a_lost_index_is_built_anew(
    make: Make, session: Session, folder: IndexFolder, feeder: Feeder, engine: TantivyEngine, how: str
) -> None:
    bag = make.listing()
    feeder.step()
    feeder.step()
    name = folder.current()
    assert name
    if how == "deleted":
        shutil.rmtree(folder.root)
    elif how == "broken":
        folder.tell_broken(name)
    else:
        folder.make = "ffffffffffff"
        engine.folder.make = "ffffffffffff"
    assert not engine.is_ready()
    assert feeder.step()
    assert found(engine) == [bag.id]


@pytest.mark.parametrize("how", [b"", b'{"segments": [', None], ids=["empty", "torn", "gone"])
def test_an_index_whose_list_of_parts_is_lost_is_built_anew_and_none_is_empty_instead(
    make: Make, session: Session, folder: IndexFolder, engine: TantivyEngine, how: bytes | None
) -> None:
    bag = make.listing()
    Feeder(folder, reading, writing).rebuild()
    path = folder.path(folder.current() or "") / "meta.json"
    path.unlink() if how is None else path.write_bytes(how)
    fresh = Feeder(folder, reading, writing)
    assert fresh.step() and fresh.step()
    assert found(engine) == [bag.id]
    fresh._let_go()


def test_an_index_that_does_not_know_how_far_it_has_come_is_built_anew(
    make: Make, session: Session, folder: IndexFolder, feeder: Feeder, engine: TantivyEngine
) -> None:
    bag = make.listing(title="Tas Kelana")
    feeder.step()
    feeder.step()
    (folder.path(folder.current() or "") / "state.json").write_text("")
    change(session, bag, title="Tas Senja")
    assert feeder.step() and feeder.step()
    assert found(engine, "senja") == [bag.id]


def test_a_building_that_was_torn_is_begun_anew(
    make: Make, session: Session, folder: IndexFolder, engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = make.listing()
    monkeypatch.setattr(feeding, "COMMIT_SECONDS", 0.0)
    stop = threading.Event()
    stop.set()
    make.listing()
    monkeypatch.setattr(feeding, "BATCH", 1)
    calls: list[int] = []

    def once(done: int, total: int) -> None:
        calls.append(done)
        stop.set()

    stop.clear()
    assert not Feeder(folder, reading, writing).rebuild(once, stop)
    name = folder.building()
    assert name and folder.state(name).count == 1
    (folder.path(name) / "meta.json").write_bytes(b"")
    assert Feeder(folder, reading, writing).rebuild()
    assert folder.current() != name and len(found(engine)) == 2
    assert bag.id in found(engine)


def test_a_database_that_lost_its_triggers_gets_them_back_and_a_new_index(
    make: Make, session: Session, folder: IndexFolder, engine: TantivyEngine
) -> None:
    bag = make.listing(title="Tas Kelana")
    Feeder(folder, reading, writing).rebuild()
    with writing() as inside:
        on = " ON listing" if on_postgresql() else ""
        inside.execute(text(f"DROP TRIGGER change_of_listing_update{on}"))
    change(session, bag, title="Tas Senja")
    fresh = Feeder(folder, reading, writing)
    assert fresh.step() and fresh.step()
    assert found(engine, "senja") == [bag.id]
    change(session, bag, title="Tas Fajar")
    assert fresh.step()
    assert found(engine, "fajar") == [bag.id]
    fresh._let_go()


def test_an_index_of_another_database_is_not_followed(
    make: Make, session: Session, folder: IndexFolder, engine: TantivyEngine
) -> None:
    bag = make.listing()
    Feeder(folder, reading, writing).rebuild()
    name = folder.current()
    assert name
    folder.moved(name, source="elsewhere")
    fresh = Feeder(folder, reading, writing)
    assert fresh.step() and fresh.step()
    assert folder.current() != name and found(engine) == [bag.id]
    fresh._let_go()


def test_a_database_older_than_the_index_has_a_new_one_built(
    make: Make, session: Session, folder: IndexFolder, feeder: Feeder
) -> None:
    feeder.step()
    feeder.step()
    name = folder.current()
    assert name
    folder.moved(name, cursor="1000000000000:1000000000000:" if on_postgresql() else str(10**12))
    assert feeder.step()
    assert folder.current() is None


def test_a_commit_wakes_the_feeder_and_it_ends_when_told(
    app: Flask, make: Make, session: Session, folder: IndexFolder, engine: TantivyEngine
) -> None:
    feeder = Feeder(folder, reading, writing, poll_seconds=60.0)
    number = make.listing(title="Tas Lama").id
    session.rollback()
    stop = threading.Event()

    def feed() -> None:
        with app.app_context():
            feeder.run_forever(stop)

    thread = threading.Thread(target=feed)
    thread.start()
    try:
        with writing() as own:
            own.execute(update(Listing).where(Listing.id == number).values(title="Tas Kelana"))
        for _ in range(400):
            feeder.wake()
            if engine.is_ready() and found(engine, "kelana") == [number]:
                break
            stop.wait(0.02)
        assert found(engine, "kelana") == [number]
    finally:
        stop.set()
        feeder.wake()
        thread.join(10)
    assert not thread.is_alive()


def test_what_goes_wrong_is_tried_again(
    make: Make, session: Session, folder: IndexFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.listing()
    feeder = Feeder(folder, reading, writing)
    stop = threading.Event()
    tries: list[Exception] = []

    def step(stop_: threading.Event | None = None) -> bool:
        tries.append(Busy("x") if len(tries) == 0 else OSError("full"))
        if len(tries) == 3:
            stop.set()
        raise tries[-1]

    monkeypatch.setattr(feeding, "BUSY_SECONDS", 0.0)
    monkeypatch.setattr(feeder, "step", step)
    feeder.run_forever(stop)
    assert len(tries) == 3
