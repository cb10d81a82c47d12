"""Files nobody should send, sent all the same: with the form, with the script, as a scan. Each gets its word."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.adapters.jobs.models import Job, JobState
from marketplace.adapters.jobs.runner import Runner
from marketplace.artisans.models import Artisan
from marketplace.certificates.labels import MESSAGES as SCAN_WORDS
from marketplace.certificates.models import Certificate, Scan
from marketplace.listings.models import Listing, Photo
from marketplace.listings.rules import State
from marketplace.pictures.labels import MESSAGES as PICTURE_WORDS
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import PictureState
from tests.corpora.cases import Case, Fate
from tests.corpora.measuring import forget_peak, processor_seconds, resident
from tests.corpora.pictures import QUICK
from tests.factories import photographs
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient
from tests.studio.certificate_browser import COMPLETE, Browser
from tests.studio.certificate_browser import photo as scan_file
from tests.studio.test_bag_editor import Editor

DOORS = {case.door: case for case in QUICK}
"""One case for each word at the door; `bench/poison.py` sends all of them everywhere."""
SENT = [*dict.fromkeys([*DOORS.values(), *QUICK[::12]])]
AT_ONCE = 9
BATCHES = [SENT[at : at + AT_ONCE] for at in range(0, len(SENT), AT_ONCE)]
GROWTH = 150.0
SECONDS = 2.0


def words(code: str, languages: ProofreadingClient) -> str:
    """The Indonesian sentence of a code."""
    with languages.application.test_request_context():
        return str((PICTURE_WORDS | SCAN_WORDS)[code])


def counted(session: Session) -> dict[str, int]:
    """How much there is of what nobody here means to change."""
    session.expire_all()
    tables: list[Any] = [Listing, Artisan, Photo, Picture, Certificate, Scan]
    return {table.__name__: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


@pytest.fixture
def bag(make: Make, artisan: Artisan) -> Listing:
    """A draft with one photo, beside another bag with two."""
    make.listing(artisan, photos=2)
    return make.listing(artisan, state=State.DRAFT, photos=0, title="Tote lama")


@pytest.fixture
def editor(browser: Browser, bag: Listing) -> Editor:
    token = browser.client.token(f"/studio/listings/{bag.code}/edit")
    return Editor(browser.client, bag, token)


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: batch[0].name)
def test_with_the_form_each_gets_its_word_and_nothing_else_is_lost(
    editor: Editor, bag: Listing, session: Session, jobs: Runner, batch: list[Case]
) -> None:
    before = counted(session)
    files = [case.make() for case in batch]
    forget_peak()
    held, begun = resident(), processor_seconds()
    answer = editor.post(*files, photographs.jpeg(77), do="save", title="Tote baru")
    assert processor_seconds() - begun < SECONDS
    assert resident(peak=True) - held < GROWTH
    page = unescape(answer.text)
    refused = [(place, case.door) for place, case in enumerate(batch, 1) if case.door]
    for place, door in refused:
        assert f"Foto {place}: {words(str(door), editor.client)}" in page
    assert answer.status_code == (422 if refused or "Foto " in page else 303)
    assert answer.status_code == 303 or 'value="Tote baru"' in page
    after = counted(session)
    unknown = sum(case.door is None for case in batch)
    arrived = after.pop("Photo") - before.pop("Photo")
    assert after.pop("Picture") - before.pop("Picture") == arrived
    assert len(batch) + 1 - len(refused) - unknown <= arrived <= len(batch) + 1 - len(refused)
    assert (after, bag.title) == (before, "Tote baru")
    jobs.run_all()
    assert_settled(session)
    assert bag.photos[-1].picture.state is PictureState.READY, "the good one comes through"
    shown = unescape(editor.client.get(editor.path).text)
    for photo in bag.photos:
        if photo.picture.failure:
            assert words(photo.picture.failure, editor.client) in shown


def assert_settled(session: Session) -> None:
    """Nothing waits, and no job failed."""
    session.expire_all()
    assert set(session.scalars(select(Picture.state))) <= {PictureState.READY, PictureState.FAILED}
    assert set(session.scalars(select(Job.state))) <= {JobState.DONE}


@pytest.mark.parametrize("case", [*DOORS.values()], ids=lambda case: case.name)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_with_the_script_each_gets_one_sentence(
    editor: Editor, bag: Listing, session: Session, case: Case, prefix: str
) -> None:
    before = counted(session)
    answer = editor.post(case.make(), path=f"{prefix}/studio/listings/{bag.code}/photos")
    if answer.status_code == 201:
        assert not case.door
        return
    assert case.door is None or case.door
    assert answer.status_code in (413, 415)
    assert answer.mimetype == "text/plain"
    assert 20 < len(answer.text) < 300 and "<" not in answer.text
    if case.door and not prefix:
        assert answer.text == words(case.door, editor.client)
    assert counted(session) == before


@pytest.mark.parametrize("case", SENT[::4], ids=lambda case: case.name)
def test_as_a_scan_each_gets_its_word(
    browser: Browser, make: Make, session: Session, jobs: Runner, case: Case
) -> None:
    make.listing(photos=1)
    before = counted(session)
    fields = COMPLETE | {"scan_front": scan_file(case.make()), "scan_back": scan_file(photographs.jpeg(5))}
    answer = browser.send("/studio/certificates/new", "save", **fields)
    assert answer.status_code in (303, 422)
    after = counted(session)
    changed = {name for name in after if after[name] != before[name]}
    if answer.status_code == 422:
        assert 'id="scan_front-error"' in answer.text
        assert not changed
        return
    assert changed == {"Certificate", "Scan"}
    jobs.run_all()
    assert_settled(session)
    front, back = sorted(session.scalars(select(Scan)), key=lambda scan: scan.side, reverse=True)
    assert front.pages or front.failure in PICTURE_WORDS | SCAN_WORDS
    assert case.fate is not Fate.DRAWN or front.pages
    assert back.pages
