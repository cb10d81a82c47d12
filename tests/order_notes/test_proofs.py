"""Proof that somebody reads the mailbox of a note."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketplace.order_notes import operations, proofs
from marketplace.order_notes.models import OrderNote
from tests.order_notes.conftest import SECRET

RINA = "rina@contoh.invalid"


def note(seed="chance"):
    return OrderNote(link_seed=seed)


def test_a_proof_is_of_one_note_one_mailbox_and_one_secret():
    words = proofs.proof(note(), RINA, SECRET)
    assert len(words) == proofs.LENGTH
    assert proofs.proves(words, note(), RINA, SECRET)
    assert proofs.proves(words, note(), "Rina+tas@CONTOH.invalid", SECRET)
    assert not proofs.proves(words, note("other"), RINA, SECRET)
    assert not proofs.proves(words, note(), "rina@lain.invalid", SECRET)
    assert not proofs.proves(words, note(), RINA, "another secret")


def test_the_link_of_the_note_and_its_proof_have_nothing_in_common():
    assert operations.link_token(note(), SECRET) != proofs.proof(note(), RINA, SECRET)
    assert not proofs.proves(operations.link_token(note(), SECRET), note(), RINA, SECRET)


@given(st.text(max_size=60))
def test_nothing_that_is_made_up_proves_anything(words):
    assert not proofs.proves(words, note(), RINA, SECRET)
