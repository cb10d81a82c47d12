from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.accounts.devices import Device, Machine, note_of, read_note

CASES = {
    "Mozilla/5.0 (Linux; Android 13) SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36": (
        Machine.ANDROID,
        "Samsung Internet",
    ),
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36": (
        Machine.ANDROID,
        "Chrome",
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1": (
        Machine.IPHONE,
        "Safari",
    ),
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) CriOS/130.0 Mobile/15E148 Safari/604.1": (
        Machine.IPAD,
        "Chrome",
    ),
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0": (
        Machine.WINDOWS,
        "Edge",
    ),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0": (
        Machine.MAC,
        "Firefox",
    ),
    "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/130.0 Safari/537.36": (Machine.CHROMEBOOK, "Chrome"),
    "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0": (Machine.LINUX, "Firefox"),
    "curl/8.0": (Machine.UNKNOWN, ""),
    "": (Machine.UNKNOWN, ""),
}


@pytest.mark.parametrize(("agent", "device"), CASES.items())
def test_common_browsers_are_known(agent: str, device: tuple[Machine, str]) -> None:
    assert read_note(note_of(agent)) == Device(*device)


@given(st.text(max_size=600))
def test_whatever_a_browser_says_the_note_is_short_and_readable(agent: str) -> None:
    note = note_of(agent)
    assert len(note) <= 120
    found = read_note(note)
    assert note == f"{found.machine.value}/{found.browser}"


@given(st.text(max_size=150))
def test_a_note_nobody_wrote_is_an_unknown_device_or_a_known_one(note: str) -> None:
    assert read_note(note).machine in Machine
