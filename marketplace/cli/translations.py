"""`translations`: every sentence of the interface has its Indonesian words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from marketplace.settings import PROJECT

CATALOGUE = PROJECT / "marketplace/translations/id/LC_MESSAGES/messages.po"
SOURCES = {
    PROJECT / "marketplace": [("**.py", "python")],
    PROJECT / "templates": [("**.html", "jinja2"), ("**.txt", "jinja2"), ("**.svg", "jinja2")],
}
OPTIONS = {"**.html": {"silent": "false"}, "**.txt": {"silent": "false"}, "**.svg": {"silent": "false"}}
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
BLANK = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")

Id = str | tuple[str, ...] | list[str]


@click.group()
def translations() -> None:
    """Check, extend and compile the words of the interface."""


@translations.command()
def check() -> None:
    """Fail when a sentence has no Indonesian words, loses a blank, or the compiled file is old."""
    catalogue = read_catalogue()
    faults = list(find_faults(catalogue, {identity for identity, _ in extracted()}))
    if not is_compiled(catalogue):
        faults.append("the compiled file is older than the words: run `python3 run.py translations compile`")
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.ClickException(f"{len(faults)} faults in the translations")
    click.echo(f"{len(catalogue)} sentences, all translated.")


@translations.command()
def extract() -> None:
    """Bring new sentences into the catalogue, without words yet, and drop those nobody says any more."""
    catalogue = read_catalogue()
    found = dict(extracted())
    gone = [message.id for message in catalogue if message.id and first(message.id) not in map(first, found)]
    for identity in gone:
        catalogue.delete(first(identity))
    known = {first(message.id) for message in catalogue if message.id}
    new = [identity for identity in found if first(identity) not in known]
    for identity in new:
        catalogue.add(identity, "" if isinstance(identity, str) else ("",), flags=found[identity])
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, no_location=True)
    click.echo(f"{len(new)} new, {len(gone)} gone, {len(catalogue)} in all.")


@translations.command()
def compile() -> None:
    """Write the compiled file the site reads."""
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(read_catalogue()))
    click.echo("Compiled.")


def read_catalogue(path: Path = CATALOGUE) -> Catalog:
    """Read the Indonesian catalogue; its one plural form is Indonesian's own rule."""
    with path.open("rb") as file:
        return read_po(file, locale="id")


def extracted() -> Iterator[tuple[str | tuple[str, ...], list[str]]]:
    """Yield every sentence in the sources, with the flags a catalogue gives it."""
    for folder, methods in SOURCES.items():
        for found in extract_from_dir(folder, methods, OPTIONS, keywords=KEYWORDS):
            identity: str | tuple[str, ...] = found[2]
            yield identity, ["python-format"] if "%(" in first(identity) else []


def find_faults(catalogue: Catalog, wanted: set[str | tuple[str, ...]]) -> Iterator[str]:
    """Yield a line for each sentence without words, and for each whose words lack one of its blanks."""
    for identity in sorted(wanted, key=first):
        message = catalogue.get(first(identity))
        words = texts(message)
        if message is None or not words or not all(words):
            yield f"no Indonesian words: {first(identity)!r}"
        elif message.fuzzy:
            yield f"words are a guess (fuzzy): {first(identity)!r}"
        elif not isinstance(identity, str) and isinstance(message.id, str):
            yield f"the catalogue knows no plural of: {first(identity)!r}"
        elif blanks(first(identity)) - {"num"} != blanks(words[0]) - {"num"}:
            yield f"blanks differ: {first(identity)!r} -> {words[0]!r}"


def texts(message: Message | None) -> list[str]:
    """Return the words of a message, one for each plural form."""
    if message is None:
        return []
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def blanks(text: str) -> set[str]:
    """Name what is filled into a sentence: %(name)s, or {name} for scripts."""
    return {a or b for a, b in BLANK.findall(text)}


def first(identity: Id) -> str:
    """Return the singular, by which a catalogue finds a sentence."""
    return identity if isinstance(identity, str) else identity[0]


def compiled(catalogue: Catalog) -> bytes:
    """Return the bytes of the compiled file."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def is_compiled(catalogue: Catalog, path: Path = CATALOGUE) -> bool:
    """Tell whether the compiled file holds exactly these words."""
    target = path.with_suffix(".mo")
    return target.exists() and target.read_bytes() == compiled(catalogue)
