"""Proof that somebody reads the mailbox of a note."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketplace.order_notes import proofs
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


@given(st.text(max_size=60))
def test_nothing_that_is_made_up_proves_anything(words):
    assert not proofs.proves(words, note(), RINA, SECRET)
