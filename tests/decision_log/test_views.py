"""The log's pages and files: for everybody, kept long where nothing can change, and never beyond what is signed."""

from __future__ import annotations

import json

import pytest

from marketplace.decision_log import operations, queries
from marketplace.decision_log.rules.notes import read_checkpoint, read_note, read_proof, verifier_key
from marketplace.decision_log.rules.tree import includes, leaf_hash, root_of

IMMUTABLE = "public, max-age=31536000, immutable"


def test_another_program_can_follow_the_log_by_its_files_alone(client, fill, sign):
    fill(300)
    sign()
    checkpoint = read_checkpoint(read_note(client.get("/log/checkpoint").get_data(as_text=True))[0])
    assert checkpoint.size == 300
    entries = []
    for path in ("000", "001.p/44"):
        data = client.get(f"/log/tile/entries/{path}").data
        while data:
            length = int.from_bytes(data[:2], "big")
            entries.append(data[2 : 2 + length])
            data = data[2 + length :]
    leaves = [leaf_hash(entry) for entry in entries]
    assert root_of(leaves) == checkpoint.root
    assert client.get("/log/tile/0/000").data == b"".join(leaves[:256])
    assert client.get("/log/tile/0/001.p/44").data == b"".join(leaves[256:])
    assert client.get("/log/tile/1/000.p/1").data == root_of(leaves[:256])
    assert json.loads(entries[0])["action"] == "certificate.verify"


@pytest.mark.parametrize("path", ["/log/tile/0/000.p/3", "/log/tile/entries/000.p/3"])
def test_tiles_are_kept_for_ever_by_everybody(client, fill, sign, path):
    fill(3)
    sign()
    response = client.get(path)
    assert response.headers["Cache-Control"] == IMMUTABLE
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.mimetype == "application/octet-stream"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "path",
    [
        "/log/tile/0/000",
        "/log/tile/0/000.p/4",
        "/log/tile/0/000.p/0",
        "/log/tile/0/0",
        "/log/tile/1/000.p/1",
        "/log/tile/64/000.p/1",
        "/log/tile/99999999999999999999/000.p/1",
        "/log/tile/0/x999/x999/x999/x999/x999/x999/999",
        "/log/tile/-1/000.p/1",
        "/log/tile/0/../../checkpoint",
        "/log/tile/entries/000",
        "/log/tile/entries/000.p/4",
        "/log/tile/entries/x",
        "/log/entries/4",
        "/log/entries/99999999999999999999",
        "/log/entries/-1",
        "/log/checkpoint/2",
        "/log/checkpoint/99999999999999999999",
        "/c/BTG-9999/log-proof",
        "/c/btg-7k4p/log-proof",
    ],
)
def test_what_is_not_there_is_not_found(client, fill, sign, path):
    fill(3, record="BTG-7K4P")
    sign()
    fill(1)
    assert client.get(path).status_code == 404


def test_before_the_first_signature_there_are_no_files(client, fill):
    fill(1, record="BTG-7K4P")
    for path in ("/log/checkpoint", "/log/keys", "/log/tile/0/000.p/1"):
        assert client.get(path).status_code == 404
    assert client.get("/c/BTG-7K4P/log-proof").status_code == 503
    assert client.get("/log").status_code == 200


def test_the_proof_of_a_record_is_a_file(client, fill, sign):
    fill(1, record="BTG-7K4P")
    fill(4)
    signed = sign()
    response = client.get("/c/BTG-7K4P/log-proof")
    index, path, note = read_proof(response.get_data(as_text=True))
    assert includes(signed.root, 5, queries.entry(0).leaf, index, path)
    assert note == signed.note
    assert response.mimetype == "text/plain"


def test_old_keys_stay_published_with_their_time(app, client, session, clock, fill, sign):
    fill(1)
    old = sign().key
    clock.now = clock.now.replace(hour=5)
    file = app.extensions["toolbox"].log_key
    new = operations.rotate(operations.check(), file, origin="x", actor=operations.SYSTEM, at=clock())
    session.commit()
    assert client.get("/log/keys").get_data(as_text=True).splitlines() == [
        "# since 2026-04-14T01:12:00Z until 2026-04-14T05:12:00Z",
        verifier_key(old.origin, old.public_key),
        "# since 2026-04-14T05:12:00Z, in use",
        verifier_key(old.origin, new.public_key),
    ]


def test_earlier_signed_states_stay_published(client, fill, sign):
    fill(1)
    first = sign().note
    fill(1)
    sign()
    assert client.get("/log/checkpoint/1").get_data(as_text=True) == first
    assert client.get("/log/checkpoint").get_data(as_text=True) != first


@pytest.mark.parametrize(("prefix", "words"), [("", "Keputusan no. 2"), ("/en", "Decision no. 2")])
def test_the_page_of_the_log_shows_how_it_stands(client, fill, sign, prefix, words):
    fill(3, record="BTG-7K4P")
    signed = sign()
    page = client.get(f"{prefix}/log").get_data(as_text=True)
    assert words in page
    assert verifier_key(signed.key.origin, signed.key.public_key) in page


def test_everybody_is_told_when_the_log_was_changed(client, session, fill, sign, clock):
    fill(1)
    sign()
    operations.refuse(operations.LogChanged(0), at=clock())
    session.commit()
    assert "Log berubah" in client.get("/log").get_data(as_text=True)


@pytest.mark.parametrize(("prefix", "words"), [("", "belum ditandatangani"), ("/en", "not signed yet")])
def test_an_entry_says_when_it_is_not_signed_yet(client, fill, sign, prefix, words):
    fill(1)
    assert words in client.get(f"{prefix}/log/entries/0").get_data(as_text=True)
    sign()
    assert words not in client.get(f"{prefix}/log/entries/0").get_data(as_text=True)


def test_the_page_of_an_entry_shows_text_hash_and_way(client, fill, sign):
    fill(5, record="BTG-7K4P")
    sign()
    page = client.get("/en/log/entries/3").get_data(as_text=True)
    entry = queries.entry(3)
    assert entry.leaf.hex() in page
    assert "3 steps lead to the signed fingerprint" in page
    assert 'href="/en/c/BTG-7K4P"' in page
    assert "Approved" in page and "the system" in page


def test_a_word_for_an_action_is_not_needed(client, fill):
    fill(1, action="report.closed")
    assert "report.closed" in client.get("/log/entries/0").get_data(as_text=True)
