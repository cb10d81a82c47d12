"""A test client that proof-reads every page it fetches, as a strict sub-editor would."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from marketplace.database.base import db

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
CATALOGUE = Path(__file__).resolve().parent.parent / "marketplace/translations/id/LC_MESSAGES/messages.po"
WIDEST = 1080
"""Pixels; wider renditions are for zooming only."""
FIRST_PICTURES = 2
NAMING = ("aria-label", "placeholder", "alt", "title")
BASE = "http://127.0.0.1:8000"


@dataclass
class Element:
    """One element as the parser met it, with the text below it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    children: list[Element] = field(default_factory=list)
    start: int = 0
    """Where in the text of the page its own begins."""
    ink: int = 0
    """How many characters of its text are neither white space nor where words may break."""


Met = tuple[str, list[tuple[str, str | None]]]
_SPELLED: dict[str, Met] = {}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.complaints: list[str] = []
        self.texts: list[str] = []
        self.inks = [0]
        self.met: Met | None = None

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: no complaint names one."""
        return j

    def parse_starttag(self, i: int) -> int:
        """Read each spelling of a tag once; pages are full of the same ones."""
        end: int = self.check_for_whole_start_tag(i)
        spelled = self.rawdata[i:end] if end > 0 else ""
        if spelled in _SPELLED:
            self.handle_starttag(*_SPELLED[spelled])
            return end
        self.met = None
        end = super().parse_starttag(i)
        if (met := self._last_met()) and self.cdata_elem is None and not spelled.endswith("/>"):
            _SPELLED[spelled] = met
        return end

    def _last_met(self) -> Met | None:
        return self.met

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met = (tag, attrs)
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.complaints.append(f"<{tag}> has an attribute twice: {names}")
        element = Element(tag, dict(attrs), start=len(self.texts))
        if self.open:
            self.open[-1].children.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and self.open:
            self._shut()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1].tag != tag:
            here = self.open[-1].tag if self.open else "nothing"
            self.complaints.append(f"</{tag}> closes <{here}>")
            while self.open and self.open[-1].tag != tag:
                self._shut()
        if self.open:
            self._shut()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        self.inks.append(self.inks[-1] + _ink(data))

    def finish(self) -> list[Element]:
        """Give those still open their text as well, and say which they are."""
        never_closed = list(self.open)
        while self.open:
            self._shut()
        return never_closed

    def _shut(self) -> None:
        element = self.open.pop()
        element.text = "".join(self.texts[element.start :])
        element.ink = self.inks[-1] - self.inks[element.start]


def _ink(text: str) -> int:
    return len("".join(text.replace("\xad", "").split()))


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(_ink, english_sentences()))


@lru_cache(maxsize=1)
def english_sentences() -> frozenset[str]:
    """Every source text whose Indonesian differs from it and is long enough not to occur by chance."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="id")
    return frozenset(
        message.id
        for message in catalogue
        if isinstance(message.id, str)
        and len(message.id) > 3
        and "%" not in message.id
        and message.id != message.string
    )


_CLEAN: set[bytes] = set()
"""Digests of pages nothing was wrong with; tests show the very same ones again and again."""


def proofread(html: str, language: str) -> list[str]:
    """Return what is wrong with a page; an empty list for a clean one."""
    digest = sha256(f"{language} {html}".encode("utf-8", "surrogatepass")).digest()
    if digest in _CLEAN:
        return []
    found = _read(html, language)
    if not found:
        _CLEAN.add(digest)
    return found


def _read(html: str, language: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    never_closed = reader.finish()
    found = list(reader.complaints)
    found += [f"<{element.tag}> is never closed" for element in never_closed]
    every = reader.elements
    by_tag: dict[str, list[Element]] = {}
    for element in every:
        by_tag.setdefault(element.tag, []).append(element)
    found += _check_head(by_tag, language)
    found += _check_names(every, by_tag)
    found += _check_policy(every)
    found += _check_pictures(by_tag)
    if language == "id":
        found += _check_language(every)
    return found


def _check_head(by_tag: dict[str, list[Element]], language: str) -> list[str]:
    found = []
    html = by_tag.get("html", [Element("html", {})])[0]
    if html.attributes.get("lang") != language:
        found.append(f"html lang is {html.attributes.get('lang')!r}, not {language!r}")
    headings = by_tag.get("h1", [])
    titles = [element for element in by_tag.get("title", []) if element.text.strip()]
    if len(headings) != 1:
        found.append(f"{len(headings)} h1 instead of one")
    if not titles:
        found.append("no title")
    elif headings and not _same_start(titles[0].text, headings[0].text):
        found.append(
            f"the title {_words(titles[0].text)!r} does not begin with the h1 {_words(headings[0].text)!r}"
        )
    if len(by_tag.get("main", [])) != 1:
        found.append(f"{len(by_tag.get('main', []))} main landmarks instead of one")
    levels = [int(tag.tag[1]) for tag in _headings(by_tag)]
    return found if levels else [*found, "no heading"]


def _headings(by_tag: dict[str, list[Element]]) -> list[Element]:
    return [element for level in range(1, 7) for element in by_tag.get(f"h{level}", [])]


def _words(text: str) -> str:
    return " ".join(text.replace("\xad", "").replace("\u2011", "-").split())


def _same_start(title: str, heading: str) -> bool:
    plain = _words(title)
    for prefix in ("Kesalahan: ", "Error: "):
        plain = plain.removeprefix(prefix)
    return plain.startswith(_words(heading))


def _check_names(every: list[Element], by_tag: dict[str, list[Element]]) -> list[str]:
    found = []
    ids = [name for element in every if (name := element.attributes.get("id"))]
    twice = sorted(name for name, often in Counter(ids).items() if often > 1)
    found += [f"id {name!r} is used twice" for name in twice]
    known = set(ids)
    labelled = {element.attributes.get("for") for element in by_tag.get("label", [])}
    inside = {id(child) for label in by_tag.get("label", []) for child in _below(label)}
    for element in every:
        attributes = element.attributes
        if element.tag in ("input", "select", "textarea"):
            if attributes.get("type") in ("hidden", "submit", "image", "button", "reset"):
                continue
            named = attributes.get("aria-label") or attributes.get("aria-labelledby")
            if not named and attributes.get("id") not in labelled and id(element) not in inside:
                found.append(f"no label for {element.tag} {attributes.get('name')!r}")
        if element.tag == "img" and "alt" not in attributes:
            found.append(f"no alt on {attributes.get('src')!r}")
        hidden = attributes.get("aria-hidden") == "true" and attributes.get("tabindex") == "-1"
        if element.tag in ("a", "button") and not hidden and not _has_name(element):
            found.append(f"a {element.tag} without a name: {attributes}")
        for reference in ("aria-labelledby", "aria-describedby", "aria-controls"):
            for name in (attributes.get(reference) or "").split():
                if name not in known:
                    found.append(f"{reference} points to {name!r}, which is not on the page")
        if element.tag == "label" and attributes.get("for") and attributes["for"] not in known:
            found.append(f"a label for {attributes['for']!r}, which is not on the page")
        href = attributes.get("href") or ""
        if element.tag == "a" and (href in ("", "#") or (href.startswith("#") and href[1:] not in known)):
            found.append(f"a link that leads nowhere: {href!r}")
    return found


def _below(element: Element) -> list[Element]:
    return [inner for child in element.children for inner in (child, *_below(child))]


def _has_name(element: Element) -> bool:
    if (
        element.text.strip()
        or element.attributes.get("aria-label")
        or element.attributes.get("aria-labelledby")
    ):
        return True
    return any(child.tag == "img" and child.attributes.get("alt") for child in _below(element))


def _check_pictures(by_tag: dict[str, list[Element]]) -> list[str]:
    """Every picture keeps its place free and waits until it is near, but for the first ones, which come first."""
    found, first = [], 0
    for image in by_tag.get("img", []):
        attributes, name = image.attributes, image.attributes.get("src")
        if not all(re.fullmatch(r"[1-9]\d*", attributes.get(side) or "") for side in ("width", "height")):
            found.append(f"no width and height on {name!r}")
        if attributes.get("loading") != "lazy":
            first += 1
            if attributes.get("fetchpriority") != "high":
                found.append(f"neither first nor lazy: {name!r}")
        elif "fetchpriority" in attributes:
            found.append(f"first and lazy at once: {name!r}")
    if first > FIRST_PICTURES:
        found.append(f"{first} pictures want to be the first")
    for element in (*by_tag.get("img", []), *by_tag.get("source", [])):
        sizes = re.findall(r"/media/\S+ (\d+)w", element.attributes.get("srcset") or "")
        if any(int(size) > WIDEST for size in sizes):
            found.append(f"wider than {WIDEST}: {element.attributes.get('srcset')!r}")
        if sizes and not element.attributes.get("sizes"):
            found.append("a srcset without sizes")
    return found


def _check_policy(every: list[Element]) -> list[str]:
    found = [
        f"inline {name} on <{element.tag}>"
        for element in every
        for name in element.attributes
        if name == "style" or name.startswith("on")
    ]
    found += ["an inline style sheet" for element in every if element.tag == "style"]
    scripts = [element.attributes for element in every if element.tag == "script"]
    found += [
        "an inline script"
        for script in scripts
        if not script.get("src") and "json" not in (script.get("type") or "")
    ]
    return found


def _check_language(every: list[Element]) -> list[str]:
    sentences, longest = english_sentences(), _longest()
    skip = {
        id(inner)
        for element in every
        if element.attributes.get("lang") == "en"
        for inner in (element, *_below(element))
    }
    found = []
    for element in every:
        if id(element) in skip or element.tag in ("html", "head", "body", "main", "script"):
            continue
        texts = [element.attributes.get(name) or "" for name in NAMING if name in element.attributes]
        if element.ink <= longest:  # most of a page's text stands in boxes that hold more than any sentence
            texts.append(element.text)
        found += [f"untranslated: {_words(text)!r}" for text in texts if _words(text) in sentences]
    return sorted(set(found))


class ProofreadingClient(FlaskClient):
    """Fetches like a browser of the site itself, each request in an application context of its own."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.environ_base.setdefault("HTTP_SEC_FETCH_SITE", "same-origin")

    def open(self, *args: Any, **options: Any) -> TestResponse:
        options.setdefault("base_url", BASE)
        options.setdefault("buffered", True)
        with self.application.app_context():
            response = super().open(*args, **options)
            db.session.remove()
        response.request.environ["wsgi.input"].close()  # large bodies lie in a file of the test client's own
        if db_context():
            db.session.rollback()
        self._proofread(response)
        return response

    def _proofread(self, response: TestResponse) -> None:
        if response.mimetype != "text/html" or not response.data or 300 <= response.status_code < 400:
            return
        html = response.get_data(as_text=True)
        if not re.match(r"\s*<!doctype html>", html, re.IGNORECASE):
            return  # a fragment for a script, not a page
        path = response.request.environ.get("SCRIPT_NAME", "") + response.request.path
        language = "en" if path == "/en" or path.startswith("/en/") else "id"
        complaints = proofread(html, language)
        assert not complaints, (
            f"{response.request.method} {path} ({response.status_code}):\n  " + "\n  ".join(complaints)
        )
        if response.headers.get("Cache-Control", "").startswith("public"):
            assert "Set-Cookie" not in response.headers, f"{path} is public and sets a cookie"

    def token(self, path: str) -> str:
        """The CSRF token of the form on a page; empty for visitors without a session."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get(path).get_data(as_text=True))
        return found.group(1) if found else ""


def db_context() -> bool:
    """Whether the test itself stands in an application context, whose snapshot the request has made stale."""
    try:
        db.session()
    except RuntimeError:
        return False
    return True
