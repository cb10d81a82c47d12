"""Whatever is written to a table that a page reads, the page made anew and the page from what is kept stay the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Boolean, Enum, Table, select
from sqlalchemy.exc import DBAPIError

from marketplace.adapters.versions import triggers
from marketplace.adapters.versions.scopes import of_artisan
from marketplace.artisans.models import Artisan, ReplyHours, WorkplacePhoto
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Action, Status
from marketplace.database.base import db
from marketplace.decision_log.models import LogEntry
from marketplace.inquiries.rules import Side
from marketplace.listings.models import ProcessPhoto, Variant
from marketplace.listings.rules import Colour, State
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.rules import State as OrderState
from marketplace.reports.rules import Outcome
from marketplace.reports.rules import State as ReportState
from marketplace.reviews.models import Review, ReviewVersion, ReviewWay
from marketplace.reviews.rules import Aspect, How
from marketplace.web.quiet_tables import QUIET_TABLES
from marketplace.web.whose_rows import WHOSE
from tests.conftest import SettableClock
from tests.web.keeping import keeping_site


@pytest.fixture(scope="module")
def site(settings) -> Iterator:
    with keeping_site(settings, SettableClock()) as app:
        yield app


@pytest.fixture
def reader(site, session, clock):
    with db.engine.begin() as connection:
        triggers.put_on(connection, db.metadata)
    site.extensions["toolbox"].versions.close()
    site.extensions["toolbox"].versions._not_before = 0.0
    return site.test_client()


def shop(make, clock, number: int) -> dict[str, str]:
    """An artisan with something of everything her pages show; their addresses."""
    artisan = make.artisan(
        portrait_id=make.picture().id, story="Sejak 2011.", weekly_capacity=3, paused_until=date(2026, 4, 16)
    )
    make.keep(ReplyHours(artisan_id=artisan.id, weekday=0, opens=time(8), closes=time(17)))
    body = make.body()
    certificate = make.certificate(artisan, body_id=body.id)
    make.certificate(artisan, renews_id=certificate.id, status=Status.SUBMITTED)
    make.check(certificate)
    decision = make.decision(certificate, Action.SUSPEND)
    make.appeal(decision)
    make.report(
        certificate,
        state=ReportState.CLOSED,
        outcome=Outcome.NOT_PROVEN,
        closed_at=clock(),
        sentence="Sudah.",
    )
    make.keep(LogEntry(seq=number, entry="{}", leaf=bytes(32), record=certificate.code))
    bag, sold = make.listing(artisan, photos=2), make.listing(artisan, state=State.SOLD)
    make.listing(artisan)
    for position, size in enumerate("SM"):
        make.keep(
            Variant(
                listing_id=bag.id, code=f"v{size}", position=position, size=size, colour=Colour.NAVY,
                price=250_000 + position * 1_000, photo_id=bag.photos[0].id,
            )
        )  # fmt: skip
    make.question(bag, answer="Muat.")
    reviewed(make, bag, clock)
    for model, owner in (
        (ProcessPhoto, {"listing_id": bag.id}),
        (WorkplacePhoto, {"artisan_id": artisan.id}),
    ):
        make.keep(model(picture_id=make.picture().id, caption="Di teras.", received_at=clock(), **owner))
    return {
        "bag": f"/products/{bag.slug}-{bag.code}",
        "sold": f"/products/{sold.slug}-{sold.code}",
        "artisan": f"/artisans/{artisan.slug}",
        "reviews": f"/artisans/{artisan.slug}/reviews",
        "record": f"/c/{certificate.code}",
        "text": f"/en/c/{certificate.code}.txt",
        "body": f"/bodies/{body.slug}",
    }


def reviewed(make, bag, clock) -> None:
    """A handed-over order of a bag, with its review in two versions and the reply."""
    note = make.keep(
        OrderNote(
            code=f"NOTE{bag.id}", artisan_id=bag.artisan_id, listing_id=bag.id, buyer_name="Rina",
            buyer_phone="+6281200000009", link_expires_at=clock(),
            state=OrderState.HANDED_OVER, number=1, proposed_by=Side.BUYER, ready_on=date(2026, 4, 10),
            agreed_on=date(2026, 4, 1), proposed_at=clock(), agreed_at=clock(), handed_over_at=clock(),
        )
    )  # fmt: skip
    review = make.keep(
        Review(
            note_id=note.id, artisan_id=bag.artisan_id, listing_id=bag.id, title=bag.title, name="Bu R", number=2,
            written_at=clock(), reply="Terima kasih.", replied_at=clock(),
        )
    )  # fmt: skip
    for number, words in enumerate(("Rapi.", "Masih rapi."), start=1):
        marks = dict.fromkeys((aspect.value for aspect in Aspect), 5 - number)
        row = make.keep(
            ReviewVersion(review_id=review.id, number=number, made_at=clock(), words=words, **marks)
        )
        make.keep(ReviewWay(version_id=row.id, how=How.LETTER, mailbox="m", proved_at=clock()))


def versions() -> dict[str, str]:
    with db.engine.connect() as connection:
        return dict(connection.exec_driver_sql("SELECT scope, version FROM page_version").all())


def read(client, path: str) -> tuple[int, str]:
    answer = client.get(path)
    return answer.status_code, answer.text if answer.status_code == 200 else ""


def tables_of(asked: list[str]) -> list[Table]:
    found = {name for statement in asked for name in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', statement)}
    return [table for table in db.metadata.sorted_tables if table.name in found]


def others(connection, column, value: Any) -> Iterator[Any]:
    """Other values a column may be thought to take; the database has the last word on each."""
    for key in column.foreign_keys:
        there = select(key.column).where(key.column != value).order_by(key.column.desc()).limit(1)
        yield from connection.scalars(there).all()
        return
    if isinstance(column.type, Enum):
        yield next(one for one in column.type.enum_class if one != value)
    elif isinstance(column.type, Boolean):
        yield not value
    elif isinstance(value, int | Decimal):
        yield value + 1
    elif isinstance(value, str):
        yield value[:-1] + "9" if value else "x"
    elif isinstance(value, datetime | date):
        yield value + timedelta(days=2)
    elif isinstance(value, list):
        yield []
    if column.nullable and value is not None:
        yield None


def changes(table: Table) -> Iterator[tuple[str, Any]]:
    """Change each value of some rows, one at a time and committed; what was is put back and told."""
    key = list(table.primary_key)
    with db.engine.connect() as connection:
        rows = [row._mapping for row in connection.execute(select(table).order_by(*key)).all()]
    for row in (*rows[:1], *rows[1:][-1:]):  # the first is hers, the last of somebody else
        here = [column == row[column] for column in key]
        for column in table.columns:
            if column in key:
                continue
            with db.engine.connect() as connection:
                values = list(others(connection, column, row[column]))
            for value in values:
                try:
                    with db.engine.begin() as connection:
                        connection.execute(table.update().where(*here).values({column: value}))
                except DBAPIError:
                    continue  # a rule of the table, or a row nobody may change
                yield f"{table.name}.{column.name}", value
                with db.engine.begin() as connection:
                    connection.execute(table.update().where(*here).values({column: row[column]}))
                yield "", None


PAGES = ("bag", "artisan", "reviews", "record", "text", "body")


def scopes_of(page: str, artisan_id: int) -> list[str]:
    return ["+"] if page == "body" else ["+", of_artisan(artisan_id)]


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("page", PAGES)
def test_what_changes_no_version_of_a_page_changes_nothing_on_it(page, client, make, clock, queries, session):
    """Each value of some rows of every table the page reads, hers and those of somebody else."""
    path, _ = (shop(make, clock, number)[page] for number in range(2))
    scopes = scopes_of(page, session.scalars(select(Artisan.id)).first())
    session.rollback()  # what it has read would keep the triggers from being put on
    with db.engine.begin() as connection:
        triggers.put_on(connection, db.metadata)
    with queries() as asked:
        before = read(client, path)
    tables, told = tables_of(asked), {True: 0, False: 0}
    assert not {table.name for table in tables} & QUIET_TABLES
    was = versions()
    for table in tables:
        for what, value in changes(table):
            now = versions()
            if not what:  # put back as it was
                was = now
                continue
            changed = any(now.get(scope) != was.get(scope) for scope in scopes)
            told[changed] += 1
            if not changed:
                assert read(client, path) == before, (what, value)
    assert all(told.values()) or page == "body", told


@pytest.mark.parametrize("page", [*PAGES, "sold"])
def test_a_row_that_goes_takes_itself_off_the_page(page, client, site, reader, make, clock, queries):
    site.extensions["toolbox"].clock.now = clock()
    path, _ = (shop(make, clock, number)[page] for number in range(2))
    with queries() as asked:
        read(client, path)
    for table in reversed(tables_of(asked)):
        read(reader, path), read(reader, path)
        try:
            with db.engine.begin() as connection:
                connection.execute(table.delete())
        except DBAPIError:
            continue
        assert read(reader, path) == read(client, path), table.name


def test_a_change_of_hers_leaves_the_pages_of_others_as_they_are(
    reader, make, clock, session, monkeypatch, site
):
    hers, others_ = (shop(make, clock, number) for number in range(2))
    site.extensions["toolbox"].clock.now = clock()
    made = []
    inner = type(site).dispatch_request
    monkeypatch.setattr(type(site), "dispatch_request", lambda app: made.append(1) or inner(app))
    pages = ("bag", "artisan", "record", "text", "body")
    for _ in range(2):
        kept = {page: read(reader, others_[page]) for page in pages}
    assert len(made) == len(pages)
    bag = session.scalars(select(Certificate).order_by(Certificate.id)).first()
    assert bag is not None
    bag.artisan.name, bag.scheme = "Nama Baru", "Skema Lain"
    session.commit()
    assert {page: read(reader, others_[page]) for page in pages} == kept
    assert len(made) == len(pages), "nobody made them again"
    assert "Nama Baru" in read(reader, hers["artisan"])[1] and len(made) == len(pages) + 1


def test_a_row_that_moves_from_one_to_another_is_news_of_both(reader, make, session):
    first, second, third = (make.artisan() for _ in range(3))
    bag = make.listing(first)
    before = versions()
    bag.artisan_id = second.id
    session.commit()
    after = versions()
    changed = {scope for scope in after if before.get(scope) != after[scope]}
    assert changed == {"*", of_artisan(first.id), of_artisan(second.id)}
    assert of_artisan(third.id) in before


def test_another_version_of_a_review_is_news_of_its_artisan_alone(reader, make, clock, session):
    """No row of the table may change, so that only a new one tells whose it is."""
    bag = make.listing(make.artisan())
    make.artisan()
    reviewed(make, bag, clock)
    review, before = session.scalars(select(Review)).one(), versions()
    marks = dict.fromkeys((aspect.value for aspect in Aspect), 5)
    make.keep(ReviewVersion(review_id=review.id, number=3, made_at=clock(), words="Bagus.", **marks))
    session.commit()
    after = versions()
    changed = {scope for scope in after if before.get(scope) != after[scope]}
    assert changed == {"*", of_artisan(bag.artisan_id)}


def test_every_table_that_is_named_is_there_and_shown():
    assert set(WHOSE) <= set(db.metadata.tables)
    assert not set(WHOSE) & QUIET_TABLES
    whose = {column.table.name for table in db.metadata.tables.values() for column in table.columns
             if column.name in ("artisan_id", "listing_id", "certificate_id")}  # fmt: skip
    assert not whose - QUIET_TABLES - set(WHOSE), "somebody's rows that are taken for everybody's"
