"""What a browser says it is, in a word or two: enough for its owner to know it again, no fingerprint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

BROWSERS = (
    ("Edge", r"\bEdg(?:e|A|iOS)?/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Opera", r"\b(?:OPR|Opera)[/ ]"),
    ("UC Browser", r"\bUCBrowser/"),
    ("Mi Browser", r"\bMiuiBrowser/"),
    ("Firefox", r"\b(?:Firefox|FxiOS)/"),
    ("Chrome", r"\b(?:Chrome|CriOS)/"),
    ("Safari", r"\bSafari/"),
)


class Machine(StrEnum):
    """What kind of thing the browser runs on."""

    ANDROID = "android"
    IPHONE = "iphone"
    IPAD = "ipad"
    WINDOWS = "windows"
    MAC = "mac"
    CHROMEBOOK = "chromebook"
    LINUX = "linux"
    UNKNOWN = "unknown"


MACHINES = (
    (Machine.ANDROID, r"\bAndroid\b"),
    (Machine.IPHONE, r"\biPhone\b"),
    (Machine.IPAD, r"\biPad\b"),
    (Machine.WINDOWS, r"\bWindows\b"),
    (Machine.CHROMEBOOK, r"\bCrOS\b"),
    (Machine.MAC, r"\bMacintosh\b"),
    (Machine.LINUX, r"\bLinux\b"),
)


@dataclass(frozen=True, slots=True)
class Device:
    """`browser` is a product's name, the same in every language; empty where it is not known."""

    machine: Machine
    browser: str = ""


def note_of(user_agent: str) -> str:
    """Return what is kept with a sign-in."""
    text = user_agent[:500]
    machine = next((name for name, pattern in MACHINES if re.search(pattern, text)), Machine.UNKNOWN)
    browser = next((name for name, pattern in BROWSERS if re.search(pattern, text)), "")
    return f"{machine.value}/{browser}"


def read_note(note: str) -> Device:
    """Read what `note_of` wrote; anything else is an unknown device."""
    machine, _, browser = note.partition("/")
    if machine not in set(Machine):
        return Device(Machine.UNKNOWN)
    return Device(Machine(machine), browser if browser in {name for name, _ in BROWSERS} else "")
