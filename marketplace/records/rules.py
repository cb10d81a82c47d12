"""What somebody has in hand when they want to check: read from one box, without asking which kind it is."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, parse_qs, urlsplit

from marketplace.artisans.profiles import INSTAGRAM_HOSTS, read_instagram
from marketplace.certificates.numbers import normal_no
from marketplace.kit.codes import read_code, read_record_code
from marketplace.kit.phones import normal_mobile
from marketplace.kit.text import squeeze, words
from marketplace.listings.rules import CODE_LENGTH

SHORTEST_NUMBER = 5
SHORTEST_NAME = 3
MOST_WORDS = 8

WHATSAPP_HOSTS = frozenset({"wa.me", "api.whatsapp.com", "web.whatsapp.com", "whatsapp.com"})

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_HOST_AND_PATH = re.compile(
    r"(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d{1,5})?|[\d.]{7,15}:\d{1,5})/\S*", re.IGNORECASE
)


class Kind(StrEnum):
    """How a question was understood."""

    CODE = "code"
    NUMBER = "number"
    NAME = "name"
    PHONE = "phone"
    INSTAGRAM = "instagram"
    BAG = "bag"
    ARTISAN = "artisan"
    ELSEWHERE = "elsewhere"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to look for, normalised. `host` is set when a link to another site was pasted."""

    kind: Kind
    key: str = ""
    host: str = ""


def read_question(text: str, own_hosts: Collection[str]) -> Question:
    """Find out what was typed, pasted or scanned. `own_hosts` are this site's names; a port is not compared.

    A link to another site is never taken for one of ours, even where it ends in a code of ours: a forged label
    would lead to a forged page.
    """
    typed = squeeze(text)
    parts = _link(typed)
    if parts is not None:
        return _of_link(parts, own_hosts)
    if typed.startswith("@"):
        return _try_instagram(typed)
    try:
        return Question(Kind.CODE, read_record_code(typed))
    except ValueError:
        return _of_words(typed)


def _link(typed: str) -> SplitResult | None:
    """Return the parts of an address, with or without its scheme; None for what is no address."""
    scheme = _SCHEME.match(typed)
    if scheme is None and not _HOST_AND_PATH.fullmatch(typed):
        return None  # a code, a name, or a number with dots
    try:
        parts = urlsplit("//" + typed[scheme.end() if scheme else 0 :])
        _ = parts.port  # raises ValueError when it is out of range
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def _bare(host: str | None) -> str:
    return (host or "").casefold().rstrip(".").removeprefix("www.")


def _of_link(parts: SplitResult, own_hosts: Collection[str]) -> Question:
    host = _bare(parts.hostname)
    if host in WHATSAPP_HOSTS:
        typed = parse_qs(parts.query).get("phone", [""])[0] or parts.path.strip("/")
        return _try_phone(typed if typed.startswith("+") else f"+{typed}") or Question(Kind.PHONE)
    if host in INSTAGRAM_HOSTS:
        return _try_instagram(f"instagram.com{parts.path}")
    if host not in {_bare(own) for own in own_hosts}:
        return Question(Kind.ELSEWHERE, host=host[:100])
    return _of_page(parts.path)


def _of_page(path: str) -> Question:
    """Read an address of our own: a record's, a bag's or an artisan's, in either language."""
    steps = [step for step in path.split("/") if step]
    if steps[:1] in (["en"], ["id"]):  # whichever of the two an installation does not speak first
        steps = steps[1:]
    match steps:
        case ["c" | "C", code, *_]:
            try:
                return Question(Kind.CODE, read_record_code(code.rpartition(".")[0] or code))
            except ValueError:
                return Question(Kind.CODE)
        case ["products", name]:
            try:
                code = read_code(name.rpartition("-")[2])
            except ValueError:
                return Question(Kind.BAG)
            return Question(Kind.BAG, code if len(code) == CODE_LENGTH else "")
        case ["artisans", slug]:
            return Question(Kind.ARTISAN, slug[:90])
    return Question(Kind.CODE)


def _try_instagram(typed: str) -> Question:
    try:
        return Question(Kind.INSTAGRAM, read_instagram(typed))
    except ValueError:
        return Question(Kind.INSTAGRAM)


def _try_phone(typed: str) -> Question | None:
    try:
        return Question(Kind.PHONE, normal_mobile(typed))
    except ValueError:
        return None


def _of_words(typed: str) -> Question:
    key = normal_no(typed)
    if any(letter.isdigit() for letter in key):
        if len(key) < SHORTEST_NUMBER:
            return Question(Kind.SHORT)
        return _try_phone(typed) or Question(Kind.NUMBER, key)
    name = words(typed)[:MOST_WORDS]
    if sum(map(len, name)) < SHORTEST_NAME:
        return Question(Kind.SHORT)
    return Question(Kind.NAME, " ".join(name))
