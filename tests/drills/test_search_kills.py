"""Whoever writes the index of the search is killed in the middle of it, again and again: the index loses nothing."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, update

from marketplace.adapters.search.engine import TantivyEngine
from marketplace.adapters.search.port import Question
from marketplace.catalogue import documents
from marketplace.catalogue.documents import Documents
from marketplace.catalogue.feeding import folder_of
from marketplace.database.base import db
from marketplace.database.session import reading, writing
from marketplace.kit.clock import system_clock
from marketplace.listings import changes
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from tests.drills.kills import OWN, same_site
from tests.drills.serving import JobWorker, Server
from tests.factories.make import Make

KILLS, BAGS, LONGEST_WAIT = 4, 40, 600
"""Bags are few, since each is followed one by one; the wait is in tenths of a second."""


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_an_index_whose_writer_is_killed_loses_nothing(tmp_path: Path, fresh_database: str) -> None:
    settings = OWN | {"DATABASE_URL": fresh_database}
    server = Server(tmp_path, "--no-worker", **settings)
    server.address()
    server.end()
    app = same_site(tmp_path, settings)
    chance = random.Random(5)
    with app.app_context():
        make = Make(db.session(), system_clock)
        artisan = make.artisan()
        ids = [make.listing(artisan, title=f"Kelana nomor{number}x0", photos=0).id for number in range(BAGS)]
        for turn in range(1, KILLS + 1):
            worker = JobWorker(tmp_path, **settings)
            worker.ready()
            for _ in range(chance.randint(20, 60)):
                number = chance.choice(ids)
                state = State.PAUSED if chance.random() < 0.1 else State.PUBLISHED
                with writing() as session:
                    wanted = update(Listing).where(Listing.id == number)
                    session.execute(wanted.values(title=f"Kelana nomor{number}x{turn}", state=state))
            worker.kill()
        worker = JobWorker(tmp_path, **settings)
        worker.ready()
        folder = folder_of(tmp_path / "search")
        pause = threading.Event()
        for _ in range(LONGEST_WAIT):
            name = folder.current()
            with reading() as session:
                if name and not changes.since(session, folder.state(name).cursor)[0]:
                    break
            pause.wait(0.1)
        worker.end()
        engine = TantivyEngine(folder)
        with reading() as session:
            wanted_documents = Documents().of(session, ids)
            titles = {row.id: row.title for row in session.execute(select(Listing.id, Listing.title))}
            assert documents.how_many(session) == len(wanted_documents)
        db.session.remove()
        db.engine.dispose()
    found = engine.find(Question(limit=BAGS * 2))
    assert sorted(found.numbers) == sorted(document.number for document in wanted_documents)
    for document in wanted_documents:
        last_word = titles[document.number].split()[-1]
        assert engine.find(Question(last_word, exact=True)).numbers == [document.number]
