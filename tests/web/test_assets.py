"""From readable sources to named, compressed files."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web import assets

CSS_BUDGET = 13 * 1024
FONT_BUDGET = 24 * 1024


@pytest.fixture
def static_dir(tmp_path: Path) -> Path:
    """A small site: two stylesheets, a font, two scripts of which one imports the other."""
    for name in ("css", "js", "fonts"):
        (tmp_path / name).mkdir()
    (tmp_path / "css/site.css").write_text(
        '@layer a, b;\n@import "tokens.css";\n@layer b{ p { color: red; } }\n'
    )
    (tmp_path / "css/tokens.css").write_text("/* why */\n@layer a{@font-face{src:url(../fonts/f.woff2)}}")
    (tmp_path / "fonts/f.woff2").write_bytes(b"font")
    (tmp_path / "js/editor.js").write_text('import { a } from "./words.js";\n')
    (tmp_path / "js/words.js").write_text("export const a = 1;\n")
    return tmp_path


def test_layers_are_taken_off_and_their_order_stays() -> None:
    css = "@layer low, high;\n@layer low{a{b:c}@media print{d{e:f}}}\n@layer high{g{h:i}}z{y:x}"
    assert assets.flatten_layers(css) == "a{b:c}@media print{d{e:f}}\ng{h:i}z{y:x}"


def test_a_layer_left_open_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed"):
        assets.flatten_layers("@layer low{a{b:c}")


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("a { b : c ; }", "a{b : c}"),
        ("/* x */ a{b:c}\n\n/* y */", "a{b:c}"),
        ("a{width:calc(1px + 2px)}", "a{width:calc(1px + 2px)}"),
        (
            "@media (min-width:40em) and (hover:hover) {a{b:c}}",
            "@media (min-width:40em) and (hover:hover){a{b:c}}",
        ),
        ('a ::after{content:"; {  }"}', 'a ::after{content:"; {  }"}'),
        (
            'a{b:url("data:image/svg+xml,  /* not a comment */ ;")}',
            'a{b:url("data:image/svg+xml,  /* not a comment */ ;")}',
        ),
        (".a .b , .c > .d{e:f}", ".a .b,.c > .d{e:f}"),
    ],
)
def test_only_blanks_without_meaning_are_removed(written: str, short: str) -> None:
    assert assets.minify_css(written) == short


@given(st.text(alphabet=st.sampled_from("abc {};:,.>\n\t'\"/*()"), max_size=60))
def test_minifying_twice_changes_nothing_more_for_any_text(text: str) -> None:
    once = assets.minify_css(f"a{{content:'{re.sub(chr(39), '', text).replace(chr(10), ' ')}'}}")
    assert assets.minify_css(once) == once


def test_the_stylesheet_names_its_fonts_by_content(static_dir: Path) -> None:
    names, files = assets.outputs(static_dir)
    assert names["fonts/f.woff2"] in files[names["css/site.css"]].decode()


def test_a_script_imports_its_neighbour_by_content(static_dir: Path) -> None:
    names, files = assets.outputs(static_dir)
    assert f'"./{names["js/words.js"]}"' in files[names["js/editor.js"]].decode()


def test_a_changed_neighbour_changes_the_name_of_whoever_imports_it(static_dir: Path) -> None:
    before = assets.outputs(static_dir)[0]
    (static_dir / "js/words.js").write_text("export const a = 2;\n")
    after = assets.outputs(static_dir)[0]
    assert before["js/editor.js"] != after["js/editor.js"]


def test_scripts_that_import_each_other_are_refused(static_dir: Path) -> None:
    (static_dir / "js/words.js").write_text('import "./editor.js";\n')
    with pytest.raises(ValueError, match="imports itself"):
        assets.outputs(static_dir)


def test_a_build_is_current_and_every_address_in_the_manifest_exists(static_dir: Path) -> None:
    names = assets.build(static_dir)
    assert assets.is_current(static_dir) == []
    assert json.loads((static_dir / "dist/manifest.json").read_text()) == names
    assert all((static_dir / "dist" / name).is_file() for name in names.values())


def test_compressed_neighbours_hold_the_same_bytes(static_dir: Path) -> None:
    name = assets.build(static_dir)["css/site.css"]
    content = (static_dir / "dist" / name).read_bytes()
    assert brotli.decompress((static_dir / f"dist/{name}.br").read_bytes()) == content
    assert gzip.decompress((static_dir / f"dist/{name}.gz").read_bytes()) == content


def test_building_twice_writes_the_same_bytes(static_dir: Path) -> None:
    assets.build(static_dir)
    first = {path.name: path.read_bytes() for path in (static_dir / "dist").iterdir()}
    assets.build(static_dir)
    assert {path.name: path.read_bytes() for path in (static_dir / "dist").iterdir()} == first


def test_a_changed_source_is_reported_and_a_build_clears_the_old_files(static_dir: Path) -> None:
    old = assets.build(static_dir)["css/site.css"]
    (static_dir / "css/tokens.css").write_text("@layer a{b{c:d}}")
    assert old in assets.is_current(static_dir)
    assets.build(static_dir)
    assert not (static_dir / "dist" / old).exists()


def test_a_damaged_file_is_reported(static_dir: Path) -> None:
    name = assets.build(static_dir)["css/site.css"]
    (static_dir / f"dist/{name}.br").write_bytes(b"rubbish")
    (static_dir / "dist/manifest.json").write_text("{}")
    assert assets.is_current(static_dir) == ["manifest.json", f"{name}.br"]


def test_an_address_carries_the_content_and_an_unknown_source_is_an_error(static_dir: Path) -> None:
    name = assets.build(static_dir)["css/site.css"]
    asset = assets.load_assets(static_dir)
    assert asset("css/site.css") == f"/static/dist/{name}"
    with pytest.raises(KeyError):
        asset("css/other.css")


def test_the_committed_files_are_up_to_date() -> None:
    assert assets.is_current() == []


def test_styles_and_fonts_stay_within_their_budgets() -> None:
    dist = assets.STATIC_DIR / "dist"
    names = json.loads((dist / "manifest.json").read_text())
    assert (dist / f"{names['css/site.css']}.br").stat().st_size <= CSS_BUDGET
    assert (
        sum((dist / name).stat().st_size for source, name in names.items() if source.startswith("fonts/"))
        <= FONT_BUDGET
    )


def test_every_stylesheet_on_disk_is_part_of_the_site() -> None:
    folder = assets.STATIC_DIR / "css"
    imported = set(re.findall(r'@import "([\w./-]+)"', (folder / "site.css").read_text("utf-8")))
    sheets = {sheet.removeprefix("css/") for sheet in assets.SHEETS}
    assert imported == {path.relative_to(folder).as_posix() for path in folder.rglob("*.css")} - sheets


def test_dark_by_preference_and_dark_by_choice_are_the_same_colours() -> None:
    tokens = (assets.STATIC_DIR / "css/tokens.css").read_text("utf-8")
    by_preference = re.search(r":root:not\(\[data-theme=light\]\)\{(.*?)\}", tokens, re.S)
    by_choice = re.search(r":root\[data-theme=dark\]\{(.*?)\}", tokens, re.S)
    assert by_preference
    assert by_choice
    assert by_preference[1].split() == by_choice[1].split()


def test_the_stylesheet_asks_no_other_site_for_anything() -> None:
    css = assets.outputs(assets.STATIC_DIR)[1]
    sheet = next(content.decode() for name, content in css.items() if name.endswith(".css"))
    assert not re.search(r"url\((?!\"data:)[^)]*:", sheet.replace("http://www.w3.org/2000/svg", ""))


def test_no_two_components_lay_out_the_same_class() -> None:
    found: dict[str, set[str]] = {}
    for file in (assets.STATIC_DIR / "css/components").glob("*.css"):
        css = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.S)
        for rule in re.finditer(r"([^{}]+)\{[^{}]*\}", css):
            for selector in rule[1].split(","):
                if re.fullmatch(r"\.[\w-]+", selector.strip()):
                    found.setdefault(selector.strip(), set()).add(file.name)
    assert not {name: files for name, files in found.items() if len(files) > 1}
