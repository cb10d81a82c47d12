"""Styles, scripts, fonts and pictures of the interface: from readable sources to named, compressed files.

`python -m marketplace.web.assets` reads `static/{css,js,fonts,icons,img}` and writes `static/dist`, which is
committed, so a server needs no build. A file's name carries ten digits of its content's SHA-256, so browsers may
keep it for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types

STATIC_DIR = Path(__file__).resolve().parents[2] / "static"
URL = "/static/dist/"
SHEETS = ("css/site.css", "css/prints.css")
"""The one every page has, and those that few pages add to it."""
MANIFEST = "manifest.json"
COPIED = ("fonts/*.woff2", "icons/*.svg", "img/*.avif", "img/*.webp", "img/*.png")
COMPRESSED = frozenset({".css", ".js", ".svg"})

_IMPORT = re.compile(r'@import "([\w./-]+)";\s*')
_LAYER_ORDER = re.compile(r"@layer [\w, ]+;\s*")
_LAYER = re.compile(r"@layer \w+\s*\{")
_RELATIVE_URL = re.compile(r"url\(\.\./([\w./-]+)\)")
_JS_IMPORT = re.compile(r'(\bfrom\s*|\bimport\s*)"\./([\w.-]+\.js)"')
_CSS_TOKEN = re.compile(
    r"""(?P<kept>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\([^"')]*\))|(?P<comment>/\*.*?\*/)|(?P<blank>\s+)""",
    re.S,
)


def inline_imports(path: Path) -> str:
    """Return a stylesheet with every `@import "file";` replaced by that file, in place."""
    return _IMPORT.sub(lambda found: inline_imports(path.parent / found[1]) + "\n", path.read_text("utf-8"))


def flatten_layers(css: str) -> str:
    """Take off the `@layer name { … }` wrappers; the order of the text must already be the order of the layers."""
    css = _LAYER_ORDER.sub("", css)
    parts: list[str] = []
    while found := _LAYER.search(css):
        end = _closing_brace(css, found.end())
        parts += [css[: found.start()], css[found.end() : end]]
        css = css[end + 1 :]
    return "".join([*parts, css])


def minify_css(css: str) -> str:
    """Remove comments and the blanks that mean nothing; strings and urls are left letter by letter."""

    def shorter(token: re.Match[str]) -> str:
        return token["kept"] or " "

    pieces = re.split(r"(\"[^\"]*\"|'[^']*'|url\([^)]*\))", _CSS_TOKEN.sub(shorter, css))
    for index in range(0, len(pieces), 2):
        piece = re.sub(r" +", " ", pieces[index])
        piece = re.sub(r" ?([{};,]) ?", r"\1", piece)
        pieces[index] = piece.replace(";}", "}")
    return "".join(pieces).strip()


def outputs(static_dir: Path) -> tuple[dict[str, str], dict[str, bytes]]:
    """Work out everything `dist` should hold: source name -> hashed name, and hashed name -> bytes.

    Raises ValueError where two sources would get one name, or scripts import each other in a circle.
    """
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}

    def add(source: str, content: bytes) -> str:
        name = hashed_name(source, content)
        if files.get(name, content) != content:
            raise ValueError(f"{source}: another file already has the name {name}")
        names[source], files[name] = name, content
        return name

    for pattern in COPIED:
        for path in sorted(static_dir.glob(pattern)):
            add(path.relative_to(static_dir).as_posix(), path.read_bytes())
    for sheet in SHEETS:
        if (static_dir / sheet).exists():
            css = minify_css(flatten_layers(inline_imports(static_dir / sheet)))
            add(sheet, _RELATIVE_URL.sub(lambda found: f"url({names[found[1]]})", css).encode())
    for path in sorted((static_dir / "js").glob("*.js")):
        _add_script(path, names, add, ())
    return names, files


def hashed_name(source: str, content: bytes) -> str:
    """`css/site.css` -> `site.0123456789.css`."""
    path = Path(source)
    return f"{path.stem}.{hashlib.sha256(content).hexdigest()[:10]}{path.suffix}"


def build(static_dir: Path = STATIC_DIR) -> dict[str, str]:
    """Write `dist` afresh, with `.br` and `.gz` beside every text file, and return the manifest."""
    names, files = outputs(static_dir)
    dist = static_dir / "dist"
    dist.mkdir(exist_ok=True)
    for stale in set(_existing(dist)) - _expected(files):
        (dist / stale).unlink()
    for name, content in files.items():
        (dist / name).write_bytes(content)
        if Path(name).suffix in COMPRESSED:
            (dist / f"{name}.br").write_bytes(brotli.compress(content, quality=11))
            (dist / f"{name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    (dist / MANIFEST).write_text(_manifest_text(names), "utf-8")
    _names.cache_clear()
    return names


def is_current(static_dir: Path = STATIC_DIR) -> list[str]:
    """Name the files in `dist` that are missing, stale or left over; an empty list means up to date."""
    names, files = outputs(static_dir)
    dist = static_dir / "dist"
    there = set(_existing(dist))
    wrong = (there ^ _expected(files)) | {
        n for n, content in files.items() if n in there and _read(dist, n) != content
    }
    for name in files:
        wrong |= {
            sibling
            for sibling in (f"{name}.br", f"{name}.gz")
            if sibling in there and _read(dist, sibling) != files[name]
        }
    if MANIFEST in there and (dist / MANIFEST).read_text("utf-8") != _manifest_text(names):
        wrong.add(MANIFEST)
    return sorted(wrong)


def load_assets(static_dir: Path) -> Callable[[str], str]:
    """Return the `asset` function of one static folder."""
    return lambda source: URL + _names(static_dir)[source]


def asset(source: str) -> str:
    """The address of `css/site.css` and the like; KeyError for a source that was never built."""
    return URL + _names(STATIC_DIR)[source]


@lru_cache(maxsize=4)
def _names(static_dir: Path) -> Mapping[str, str]:
    found: dict[str, str] = json.loads((static_dir / "dist" / MANIFEST).read_text("utf-8"))
    return found


def _add_script(
    path: Path, names: dict[str, str], add: Callable[[str, bytes], str], above: tuple[str, ...]
) -> str:
    """Add a module after the modules it imports, so that its imports can name them by content."""
    source = f"js/{path.name}"
    if source in above:
        raise ValueError(f"{source} imports itself by way of {above[-1]}")
    if source in names:
        return names[source]

    def rewritten(found: re.Match[str]) -> str:
        return f'{found[1]}"./{_add_script(path.parent / found[2], names, add, (*above, source))}"'

    return add(source, _JS_IMPORT.sub(rewritten, path.read_text("utf-8")).encode())


def _closing_brace(css: str, start: int) -> int:
    """Return where the block opened just before `start` ends; braces inside strings do not occur in our sources."""
    depth = 1
    for position in range(start, len(css)):
        depth += {"{": 1, "}": -1}.get(css[position], 0)
        if depth == 0:
            return position
    raise ValueError("a layer is not closed")


def _manifest_text(names: Mapping[str, str]) -> str:
    return json.dumps(names, indent=1, sort_keys=True) + "\n"


def _expected(files: Mapping[str, bytes]) -> set[str]:
    text = [name for name in files if Path(name).suffix in COMPRESSED]
    return {MANIFEST, *files, *(f"{name}.br" for name in text), *(f"{name}.gz" for name in text)}


def _existing(dist: Path) -> list[str]:
    return [path.name for path in dist.glob("*") if path.is_file()]


def _read(dist: Path, name: str) -> bytes:
    """A file's content, unpacked; nothing for one that cannot be unpacked."""
    content = (dist / name).read_bytes()
    try:
        if name.endswith(".br"):
            return bytes(brotli.decompress(content))
        return gzip.decompress(content) if name.endswith(".gz") else content
    except (brotli.error, OSError, EOFError):
        return b""


if __name__ == "__main__":
    for built_source, built_name in build().items():
        sys.stdout.write(f"{built_source} -> {built_name}\n")
