"""What a leaf holds, what it hides, and how it is spelled."""

from __future__ import annotations

import hmac
import json
import time
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.roles import Role
from marketplace.decision_log.rules.entries import Deed, canonical, entry_of, moment, seal, seal_key

SALT = bytes(range(32))
AT = datetime(2026, 4, 14, 1, 12, 7, 654321, tzinfo=UTC)
OFFICER = Actor(7, Role.OFFICER, "Rina Petugas", second_factor=True)


def deed(**changes):
    given = {"action": "certificate.verify", "actor": OFFICER, "at": AT}
    return Deed(**(given | changes))


def test_an_entry_letter_by_letter():
    text = entry_of(
        deed(record="BTG-7K4P", before="submitted", after="verified", details={"method": "city_list"}), SALT
    )
    actor = hmac.new(hmac.new(SALT, b"actor", sha256).digest(), b"7", sha256).hexdigest()
    assert text == (
        '{"action":"certificate.verify","actor":"officer","after":"verified","at":"2026-04-14T01:12:07Z",'
        '"before":"submitted","details":{"method":"city_list"},"kind":"decision","record":"BTG-7K4P",'
        f'"sealed":{{"actor":"{actor}"}},"v":1}}'
    )


def test_what_is_private_is_sealed_and_nothing_of_it_is_readable():
    text = entry_of(deed(private={"reason": "Siti Rahasia, 6474010101010001"}), SALT)
    assert "Rahasia" not in text and "6474" not in text and "Rina" not in text
    leaf = json.loads(text)
    assert leaf["sealed"]["reason"] == seal(SALT, "reason", "Siti Rahasia, 6474010101010001")
    assert set(leaf["sealed"]) == {"reason", "actor"}
    assert (leaf["record"], leaf["before"], leaf["after"], leaf["details"]) == (None, None, None, {})


def test_the_same_value_has_another_seal_under_another_name_or_salt():
    seals = {seal(salt, name, "x") for salt in (SALT, SALT[::-1]) for name in ("reason", "note")}
    assert len(seals) == 4


def test_one_value_can_be_shown_without_the_others():
    key = seal_key(SALT, "reason")
    assert hmac.new(key, b"because", sha256).hexdigest() == seal(SALT, "reason", "because")
    assert key != seal_key(SALT, "actor")


def test_the_actor_cannot_be_replaced_by_what_a_feature_seals():
    leaf = json.loads(entry_of(deed(private={"actor": "8"}), SALT))
    assert leaf["sealed"]["actor"] == seal(SALT, "actor", "7")


def test_the_system_is_called_that():
    assert json.loads(entry_of(deed(actor=SYSTEM), SALT))["actor"] == "system"


def test_moments_are_utc_and_whole_seconds():
    east = AT.astimezone(timezone(timedelta(hours=8)))
    assert moment(AT) == moment(east) == "2026-04-14T01:12:07Z"


def test_moments_do_not_depend_on_the_clock_of_the_machine(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Makassar")
    time.tzset()
    try:
        assert moment(AT) == "2026-04-14T01:12:07Z"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_an_entry_fits_the_two_bytes_of_its_length():
    room = 65_535 - len(entry_of(deed(details={"x": ""}), SALT))
    assert len(entry_of(deed(details={"x": "y" * room}), SALT)) == 65_535
    with pytest.raises(ValueError, match=r"^too long for an entry$"):
        entry_of(deed(details={"x": "y" * (room + 1)}), SALT)
    with pytest.raises(ValueError, match=r"^too long for an entry$"):
        entry_of(deed(details={"x": "é" * (room // 2 + 1)}), SALT)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": None, "B": True}, '{"B":true,"a":null,"b":1}'),
        ({"a": "é\u2028\x7f/"}, '{"a":"é\u2028\x7f/"}'),
        ({"a": '\x00\x1f\b\t\n\f\r"\\'}, '{"a":"\\u0000\\u001f\\b\\t\\n\\f\\r\\"\\\\"}'),
        ({"a": {"c": 2**53 - 1, "b": -(2**53) + 1}}, '{"a":{"b":-9007199254740991,"c":9007199254740991}}'),
        ({}, "{}"),
    ],
)
def test_canonical_spelling(value, text):
    assert canonical(value) == text


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({"a": 1.5}, "^no canonical form for float$"),
        ({"a": [1]}, "^no canonical form for list$"),
        ({"a": {"b": b"x"}}, "^no canonical form for bytes$"),
        ({"a": 2**53}, "^too large a number$"),
        ({"a": -(2**53)}, "^too large a number$"),
        ({"é": 1}, "^names are ASCII$"),
        ({1: 1}, "^names are ASCII$"),
        ({"a": "\ud800"}, "surrogates not allowed"),
    ],
)
def test_what_others_might_spell_otherwise_is_refused(value, why):
    with pytest.raises(ValueError, match=why):
        canonical(value)


@given(
    st.dictionaries(
        st.text("abcXYZ_", max_size=5), st.text() | st.none() | st.booleans() | st.integers(-99, 99)
    )
)
def test_canonical_text_says_the_same_and_is_its_own_canonical_form(value):
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text
