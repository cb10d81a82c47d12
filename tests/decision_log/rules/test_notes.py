"""Signed notes, checkpoints and proof files, letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.signing.keys import is_signed
from marketplace.decision_log.rules.notes import (
    Checkpoint,
    Signature,
    base64,
    from_base64,
    is_name,
    key_id,
    proof_text,
    read_checkpoint,
    read_note,
    read_proof,
    signed_note,
    verifier_key,
)

EXAMPLE_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
EXAMPLE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
"""The example of the signed-note format, with its key."""
ROOT = bytes(range(32))
CHECKPOINT = Checkpoint("terajut.example/decisions", 300, ROOT)


def test_the_example_of_the_format_is_read_and_its_signature_holds():
    name, number, key = EXAMPLE_KEY.split("+", 2)
    public = from_base64(key)[1:]
    body, signatures = read_note(EXAMPLE)
    assert [(signature.name, signature.key_id.hex()) for signature in signatures] == [(name, number)]
    assert key_id(name, public).hex() == number
    assert verifier_key(name, public) == EXAMPLE_KEY
    assert is_signed(body.encode(), signatures[0].signature, public)
    assert signed_note(body, signatures) == EXAMPLE


def test_a_checkpoint_is_three_lines():
    assert CHECKPOINT.body() == (
        "terajut.example/decisions\n300\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    )
    assert read_checkpoint(CHECKPOINT.body()) == CHECKPOINT
    assert read_checkpoint(CHECKPOINT.body() + "an extension\n") == CHECKPOINT
    assert read_checkpoint(Checkpoint("log", 0, ROOT).body()).size == 0


@pytest.mark.parametrize(
    "body",
    [
        "",
        "log\n300\n",
        f"log\n300\n{base64(ROOT)}",
        f"\n300\n{base64(ROOT)}\n",
        f"log\n0300\n{base64(ROOT)}\n",
        f"log\n-1\n{base64(ROOT)}\n",
        f"log\n+1\n{base64(ROOT)}\n",
        f"log\n1 \n{base64(ROOT)}\n",
        f"log\n\n{base64(ROOT)}\n",
        f"log\n1\n{base64(ROOT[:31])}\n",
        f"log\n1\n{base64(ROOT + b'x')}\n",
        "log\n1\n????\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(body):
    with pytest.raises(ValueError, match=r"^(no (checkpoint|root|canonical base 64)|not enough values .*)$"):
        read_checkpoint(body)


def test_a_note_with_two_signatures():
    signatures = [Signature("one", b"1234", b"x" * 64), Signature("two", b"5678", b"y" * 64)]
    note = signed_note("text\n", signatures)
    assert (
        note
        == f"text\n\n\u2014 one {base64(b'1234' + b'x' * 64)}\n\u2014 two {base64(b'5678' + b'y' * 64)}\n"
    )
    assert read_note(note) == ("text\n", signatures)


def test_the_last_empty_line_divides_text_and_signatures():
    signature = Signature("one", b"1234", b"x")
    assert read_note(signed_note("a\n\nb\n", [signature])) == ("a\n\nb\n", [signature])


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\n\u2014 one MTIzNDU=",
        "text\n\n- one MTIzNDU=\n",
        "text\n\n\u2014 one MTIzNDU= more\n",
        "text\n\n\u2014 one MTIzNA==\n",
        "text\n\n\u2014 one MTIzNDV=\n",
        "text\n\n\u2014 o+e MTIzNDU=\n",
        "text\n\n\u2014  MTIzNDU=\n",
        "text\n\u2014 one MTIzNDU=\n",
        "\u2014 one MTIzNDU=\n",
        "text\n\n\u2014 one MTIzNDU2!",
    ],
)
def test_what_is_no_note_is_refused(note):
    with pytest.raises(ValueError, match=r"^no (signed note|signature line|signature|canonical base 64)$"):
        read_note(note)


@pytest.mark.parametrize(
    ("name", "fine"),
    [
        ("terajut.example/decisions", True),
        ("127.0.0.1:8000/decisions", True),
        ("", False),
        ("a b", False),
        ("a+b", False),
        ("a\tb", False),
        ("a\x00b", False),
        ("a\x7fb", False),
        ("a\u2003b", False),
    ],
)
def test_names_have_no_blanks_and_no_plus(name, fine):
    assert is_name(name) is fine


def test_the_key_id_depends_on_name_and_key():
    ids = {key_id(name, public) for name in ("a", "b") for public in (b"x" * 32, b"y" * 32)}
    assert len(ids) == 4
    assert all(len(found) == 4 for found in ids)


def test_a_proof_file_as_the_specification_shows_it():
    note = signed_note(CHECKPOINT.body(), [Signature("terajut.example/decisions", b"1234", b"x" * 64)])
    text = proof_text(5, [ROOT, ROOT[::-1]], note)
    assert text.splitlines()[:5] == [
        "c2sp.org/tlog-proof@v1",
        "index 5",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=",
        "",
    ]
    assert text.endswith(f"\n\n{note}")
    assert read_proof(text) == (5, [ROOT, ROOT[::-1]], note)


def test_the_proof_of_the_only_entry_has_no_steps():
    assert proof_text(0, [], "note") == "c2sp.org/tlog-proof@v1\nindex 0\n\nnote"
    assert read_proof("c2sp.org/tlog-proof@v1\nindex 0\n\nnote") == (0, [], "note")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v1\nindex 0\n",
        "c2sp.org/tlog-proof@v2\nindex 0\n\nnote",
        "c2sp.org/tlog-proof@v1\n\nnote",
        "c2sp.org/tlog-proof@v1\nplace 0\n\nnote",
        "c2sp.org/tlog-proof@v1\nindex 00\n\nnote",
        "c2sp.org/tlog-proof@v1\nindex\n\nnote",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nnote",
        "c2sp.org/tlog-proof@v1\nindex 0\n!\n\nnote",
    ],
)
def test_what_is_no_proof_is_refused(text):
    with pytest.raises(ValueError, match=r"^no (proof|index|path|canonical base 64)$"):
        read_proof(text)


@given(st.binary(max_size=80))
def test_base_64_has_one_spelling(data):
    assert from_base64(base64(data)) == data
    if len(data) % 3:
        with pytest.raises(ValueError, match="padding"):
            from_base64(base64(data).rstrip("="))


def test_stray_bits_in_base_64_are_refused():
    with pytest.raises(ValueError, match="canonical"):
        from_base64("MTIzNDV=")
