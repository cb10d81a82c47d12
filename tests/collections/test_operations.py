"""Making, changing and publishing collections."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.collections import operations, queries
from marketplace.collections.operations import Entry
from marketplace.kit.errors import Conflict, Forbidden, Invalid, NotFound


def test_a_collection_keeps_its_address_and_is_seen_while_it_is_published(make, session, clock, officer):
    bag = make.listing()
    entry = Entry("Kado kecil", "Small gifts", query="type=tote", pins=[bag.code], published=True)
    made = operations.add(entry, actor=officer, at=clock())
    assert operations.entry_of(made) == entry
    assert queries.published("kado-kecil").id == made.id
    assert operations.add(entry, actor=officer, at=clock()).slug == "kado-kecil-2"
    quiet = Entry("Kado besar", "Small gifts", query="type=tote")
    operations.change(made, quiet, version=made.version, actor=officer, at=clock())
    assert operations.entry_of(made) == quiet
    with pytest.raises(NotFound):
        queries.published("kado-kecil")


def test_every_change_is_in_the_journal_with_what_was_there_before(make, session, clock, officer):
    made = operations.add(Entry("Kado"), actor=officer, at=clock())
    operations.change(made, Entry("Hadiah"), version=made.version, actor=officer, at=clock())
    entries = session.query(JournalEntry).order_by(JournalEntry.id).all()
    assert [entry.action for entry in entries] == ["collection.add", "collection.edit"]
    assert entries[1].details == {"changes": {"title": ["Kado", "Hadiah"]}}


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        (Entry("Kado", "", query="type=tote", published=True), {"title_en"}),
        (Entry("Kado", "Gifts", published=True), {"query"}),
        (Entry("Kado", pins=["ZZZZZZZZZZ"]), {"pins"}),
    ],
)
def test_what_cannot_be_shown_is_not_published(session, clock, officer, entry, wrong):
    with pytest.raises(Invalid) as refusal:
        operations.add(entry, actor=officer, at=clock())
    assert set(refusal.value.fields) == wrong


def test_a_change_made_on_an_old_page_is_refused(session, clock, officer):
    made = operations.add(Entry("Kado"), actor=officer, at=clock())
    read = made.version
    operations.change(made, Entry("Hadiah"), version=read, actor=officer, at=clock())
    with pytest.raises(Conflict, match=r"collections\.changed"):
        operations.change(made, Entry("Bingkisan"), version=read, actor=officer, at=clock())


@pytest.mark.parametrize("role", [Role.BUYER, Role.ARTISAN, Role.LSP])
def test_only_staff_make_collections(make, session, clock, role):
    account = make.account(role)
    actor = Actor(account.id, role, account.name, second_factor=True)
    with pytest.raises(Forbidden):
        operations.add(Entry("Kado"), actor=actor, at=clock())
