"""The macros every page is made of, rendered without the application."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from marketplace.listings.rules import Focus
from marketplace.web.renditions import sources, zoom
from marketplace.web.stories import folded

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
KINDS = ("valid", "expiring", "expired", "suspended", "revoked", "not_yet", "pending", "unverified", "none")
EVIL = '"><script>alert(1)</script>'


@dataclass
class TypedForm:
    """A form as pages see it."""

    typed: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        return (self.typed.get(name) or [""])[-1]

    def values(self, name: str) -> list[str]:
        return self.typed.get(name, [])


@pytest.fixture(scope="module")
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined] # of the i18n extension
    made.filters["rupiah"] = lambda amount: f"Rp{amount:,}".replace(",", ".")
    made.filters["from_price"] = lambda amount, varies: f"Rp{amount:,}".replace(",", ".")
    made.filters["folded"] = folded
    made.filters["moment"] = str
    made.globals.update(
        media_url=lambda key: f"/media/{key}",
        sources=sources,
        spares_data=lambda: False,
        zoom=zoom,
        asset=lambda source: f"/static/dist/{source}",
        csrf_field=lambda: Markup('<input type="hidden" name="csrf_token" value="t">'),
        url_for=lambda endpoint, **values: f"/{endpoint}",
        get_flashed_messages=lambda with_categories=False: [],
    )
    return made


@pytest.fixture
def macros(environment: Environment) -> Any:
    return lambda name: environment.get_template(f"components/{name}.html").module


def picture(*formats: str, widths: tuple[int, ...] = (1080, 240, 640)) -> SimpleNamespace:
    made = [SimpleNamespace(width=w, format=f, key=f"{f}-{w}") for f in formats for w in widths]
    return SimpleNamespace(colour="#aabbcc", width=800, height=1000, renditions=made)


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_no_template_holds_a_style_a_handler_or_a_script_inside(path: Path) -> None:
    text = path.read_text("utf-8")
    code = re.sub(r"\{#.*?#\}", "", text, flags=re.S)
    assert not re.search(
        r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*(?:\ssrc=|application/ld\+json))", code
    )


@pytest.mark.parametrize(
    "path", sorted((TEMPLATES / "components").glob("*.html")), ids=lambda path: path.name
)
def test_every_component_says_its_contract_first_and_can_be_loaded(path: Path, macros: Any) -> None:
    assert path.read_text("utf-8").startswith("{#")
    assert macros(path.stem)


@pytest.mark.parametrize("kind", KINDS)
def test_a_badge_has_a_shape_a_tone_and_its_word(macros: Any, kind: str) -> None:
    html = str(macros("badge").badge({"kind": kind}, "a word"))
    assert html.startswith('<span class="cap is-')
    assert "<svg" in html
    assert html.endswith("a word</span>")


def test_what_decides_over_trust_differs_in_silhouette() -> None:
    source = (TEMPLATES / "components/badge.html").read_text("utf-8")
    drawings = re.findall(r"(?:if|elif) kind (?:==|in) [^%]*-%\}\n(.*?)\n\{%-", source, re.S)
    assert len(drawings) == len(set(drawings)) >= 6


def test_an_unknown_kind_of_standing_is_an_error(macros: Any) -> None:
    with pytest.raises(Exception, match="bogus"):
        macros("badge").badge({"kind": "bogus"}, "x")


@pytest.mark.parametrize(
    ("total", "left", "drawn"), [(36, 30, 30), (36, 40, 36), (36, -2, 0), (1, 1, 1), (72, 50, 50)]
)
def test_a_knit_row_draws_one_stitch_a_month_and_never_more_than_there_are(
    macros: Any, total: int, left: int, drawn: int
) -> None:
    html = str(macros("knit").knit(total, left, "valid", "words"))
    assert f" n{total}" in html
    assert 'role="img" aria-label="words"' in html
    assert f'class="left" fill="currentColor" width="{drawn}"' in html


@pytest.mark.parametrize("months", range(1, 73))
def test_every_length_of_a_knit_row_has_its_class(months: int) -> None:
    css = (TEMPLATES.parent / "static/css/components/knit.css").read_text("utf-8")
    assert months == 36 or f".n{months}{{--n:{months}}}" in css


def test_a_picture_offers_the_formats_that_exist_lightest_first(macros: Any) -> None:
    html = str(macros("picture").picture(picture("jpeg", "webp", "avif"), "a bag"))
    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert 'src="/media/jpeg-640"' in html
    assert 'alt="a bag"' in html
    assert "/media/avif-240 240w, /media/avif-640 640w, /media/avif-1080 1080w" in html


@pytest.mark.parametrize("only", ["avif", "webp", "jpeg"])
def test_a_picture_with_one_format_shows_that_one(macros: Any, only: str) -> None:
    html = str(macros("picture").picture(picture(only), "a bag"))
    assert "<source" not in html
    assert f'src="/media/{only}-640"' in html


@pytest.mark.parametrize(
    "missing", [None, SimpleNamespace(colour=None, width=None, height=None, renditions=[])]
)
def test_without_a_rendition_only_the_colour_stands_there(macros: Any, missing: object) -> None:
    html = str(macros("picture").picture(missing, "a bag"))
    assert "<img" not in html
    assert 'role="img" aria-label="a bag"' in html


def test_the_first_picture_is_fetched_first_and_the_others_wait(macros: Any) -> None:
    draw = macros("picture").picture
    assert 'fetchpriority="high"' in draw(picture("webp"), "x", eager=True)
    assert 'loading="lazy"' in draw(picture("webp"), "x")


def test_what_is_wider_than_a_page_needs_is_left_for_zooming(macros: Any) -> None:
    html = str(macros("picture").picture(picture("jpeg", widths=(400, 1080, 1600)), "a bag"))
    assert "1080w" in html
    assert "1600" not in html
    alone = str(macros("picture").picture(picture("jpeg", widths=(1500, 1600)), "a bag"))
    assert "/media/jpeg-1500 1500w" in alone, "better than none"
    assert "1600" not in alone


def test_who_saves_data_is_offered_small_ones(environment: Environment) -> None:
    saving = environment.overlay()
    saving.globals = {**environment.globals, "spares_data": lambda: True}
    draw = saving.from_string(
        '{% from "components/picture.html" import picture %}{{ picture(p, "a bag") }}'
    ).render
    html = draw(p=picture("avif", "jpeg", widths=(240, 400, 640, 1080)))
    assert "400w" in html
    assert "640" not in html
    assert "1080" not in html.replace("800", "")


@pytest.mark.parametrize("formats", [("jpeg", "webp", "avif"), ("webp",)])
def test_a_gallery_counts_its_photos_and_links_each_to_its_widest(
    macros: Any, formats: tuple[str, ...]
) -> None:
    photos = [(picture(*formats, widths=(400, 1080, 1600)), f"side {n}", None) for n in (1, 2)]
    html = str(macros("gallery").gallery([*photos, (None, EVIL, None)]))
    assert re.findall(r"(\d/\d)</span>", html) == ["1/3", "2/3", "3/3"]
    assert html.count(f'href="/media/{formats[0]}-1600"') == 2
    assert html.count("data-avif") == (2 if "avif" in formats else 0)
    assert html.count('fetchpriority="high"') == 1
    assert html.index('fetchpriority="high"') < html.index('loading="lazy"')
    assert "<dialog" in html and "<script" not in html


def test_a_lighter_file_is_named_only_where_it_is_as_wide(macros: Any) -> None:
    mixed = picture("jpeg", widths=(400, 1600))
    mixed.renditions += picture("avif", widths=(400, 1080)).renditions
    html = str(macros("gallery").gallery([(mixed, "a bag", None)]))
    assert 'href="/media/jpeg-1600"' in html
    assert "data-avif" not in html
    assert "1/1" not in html


def test_a_card_is_one_link_and_escapes_what_people_wrote(macros: Any) -> None:
    badge = SimpleNamespace(kind="valid", text="Certified")
    html = str(macros("card").card("/x", EVIL, 285000, EVIL, "Ready", picture("webp"), EVIL, badge))
    assert html.count("<a ") == 1
    assert "Rp285.000" in html
    assert "Certified" in html
    assert "<script" not in html


def test_a_wrong_field_keeps_what_was_typed_and_is_tied_to_hint_and_error(macros: Any) -> None:
    form = TypedForm({"price": [EVIL]}, {"price": "Write a number."})
    html = str(macros("field").text(form, "price", "Price", hint="In rupiah."))
    assert 'aria-describedby="price-hint price-error" aria-invalid="true"' in html
    assert 'id="price-hint"' in html
    assert 'id="price-error"' in html
    assert '<label for="price">' in html
    assert "&#34;&gt;&lt;script&gt;" in html


def test_a_right_field_makes_no_claim_of_error(macros: Any) -> None:
    html = str(macros("field").text(TypedForm(), "name", "Name"))
    assert "aria-" not in html


def test_the_error_summary_leads_to_each_field_and_not_to_the_whole_form(macros: Any) -> None:
    form = TypedForm(errors={"height": "Enter the height.", "form": "Try again."})
    html = str(macros("field").error_summary(form))
    assert 'role="alert"' in html
    assert '<a href="#height">Enter the height.</a>' in html
    assert 'href="#form"' not in html
    assert "Try again." in html
    assert str(macros("field").error_summary(TypedForm())) == ""


def test_choices_keep_what_was_ticked_and_tick_nothing_by_themselves(macros: Any) -> None:
    draw = macros("field").chips
    offered = [("cotton", "Cotton"), ("nylon", "Nylon")]
    assert "checked" not in draw(TypedForm(), "material", "Material", offered)
    html = str(draw(TypedForm({"material": ["nylon"]}), "material", "Material", offered))
    assert html.count(" checked") == 1
    assert 'value="nylon" checked' in html


def test_the_first_choice_carries_the_name_the_summary_links_to(macros: Any) -> None:
    html = str(macros("field").options(TypedForm(), "ready", "When?", [("a", "A", ""), ("b", "B", "note")]))
    assert 'id="ready" name="ready" value="a"' in html
    assert 'aria-describedby="ready-2-note"' in html


def test_consent_is_off_until_somebody_ticks_it(macros: Any) -> None:
    assert "checked" not in macros("field").consent(TypedForm(), "share", "Show my number")
    assert "checked" in macros("field").consent(TypedForm({"share": ["1"]}), "share", "Show my number")


def test_a_password_is_never_sent_back(macros: Any) -> None:
    html = str(
        macros("field").password(TypedForm({"password": ["secret words"]}), "password", "Password", new=True)
    )
    assert "secret" not in html
    assert 'autocomplete="new-password"' in html


def test_a_selected_option_survives(macros: Any) -> None:
    html = str(
        macros("field").select(TypedForm({"kind": ["2"]}), "kind", "Kind", [("", "Choose"), (2, "Two")])
    )
    assert '<option value="2" selected>' in html


def test_facts_leave_out_what_was_not_recorded(macros: Any) -> None:
    html = str(macros("facts").facts([("Scheme", "Bags"), ("Tested", ""), ("Place", None)]))
    assert html.count("<dt>") == 1


def test_the_outer_photos_cannot_be_moved_outwards(macros: Any) -> None:
    tile = macros("photos").tile
    first, last = str(tile("a", 1, 2, picture("webp"), "x")), str(tile("b", 2, 2, picture("webp"), "x"))
    assert 'value="a:-1" aria-label="Photo 1: move forward" disabled' in first
    assert 'value="b:1" aria-label="Photo 2: move back" disabled' in last


def test_crops_follow_the_focus_and_the_slides_of_a_gallery_do_not(macros: Any) -> None:
    focus = Focus(30, 96)
    badge = None
    card = macros("card").card("/x", "Tote", 1, "Siti", "Ready", picture("webp"), "x", badge, focus=focus)
    assert 'class="pic pic--x3 pic--y10"' in str(card)
    assert "pic--" not in str(
        macros("card").card("/x", "Tote", 1, "Siti", "Ready", picture("webp"), "x", badge)
    )
    slides, thumbs = str(
        macros("gallery").gallery([(picture("webp"), "a", focus), (picture("webp"), "b", None)])
    ).split("gal__thumbs")
    assert "pic--" not in slides and thumbs.count("pic--x3 pic--y10") == 1
    styles = (TEMPLATES.parent / "static/css/components/picture.css").read_text("utf-8")
    for step in range(11):
        assert (
            f".pic--x{step}{{--x:{step * 10}%}}" in styles and f".pic--y{step}{{--y:{step * 10}%}}" in styles
        )


def test_a_photo_offers_nine_parts_once_it_can_be_seen_and_its_advice(macros: Any) -> None:
    tile = macros("photos").tile
    ready = str(tile("7", 2, 2, picture("webp"), "x", advice=["A little dark."]))
    assert len(re.findall(r'type="radio"[^>]*name="focus-7"|name="focus-7"', ready)) == 10
    assert 'value="50,50" checked' in ready and "A little dark." in ready
    assert 'name="cover" value="7"' in ready
    for state in ("waiting", "failed"):
        assert "focus-7" not in str(tile("7", 2, 2, picture(), "x", state, "no"))
    assert 'name="cover"' not in str(tile("7", 2, 2, picture(), "x", "failed", "no"))


def test_a_failed_photo_says_why_and_offers_another_try(macros: Any) -> None:
    html = str(macros("photos").tile("a", 1, 1, picture(), "x", "failed", "It cannot be read."))
    assert "It cannot be read." in html
    assert 'name="retry" value="a"' in html
    assert 'name="delete" value="a"' in html


def test_a_button_that_posts_carries_the_token(macros: Any) -> None:
    html = str(macros("button").post("Delete", "/x", fields={"id": EVIL}, confirm_label="Gone for ever."))
    assert 'method="post"' in html
    assert 'name="csrf_token"' in html
    assert "Gone for ever." in html
    assert "<script" not in html


def test_filters_printed_twice_make_no_id_twice(macros: Any) -> None:
    html = str(macros("sheet").group("Type", "type", [("tote", "Tote", 3, True)]))
    assert " id=" not in html
    assert 'value="tote" checked' in html


@pytest.mark.parametrize(("same", "marks"), [(True, "is-ok"), (False, "is-warn"), (None, "")])
def test_a_comparison_gives_a_verdict_only_when_there_is_something_to_compare(
    macros: Any, same: bool | None, marks: str
) -> None:
    html = str(macros("compare").compare_row("Name", "Siti", "Sitti", same))
    assert (marks in html) if marks else ("match" not in html)


@pytest.mark.parametrize("status", [400, 413, 500, 503])
@pytest.mark.parametrize("locale", ["id", "en"])
def test_errors_of_the_machinery_render_with_nothing_but_the_site_name_and_the_languages(
    environment: Environment, status: int, locale: str
) -> None:
    bare = environment.overlay()
    page = bare.get_template(f"errors/{status}.html").render(
        site=SimpleNamespace(name="Terajut"), locale=locale, homes={"id": "/", "en": "/en/"}, request_id=""
    )
    assert f'<html lang="{locale}">' in page
    assert page.count("<h1>") == 1
    assert 'lang="en"' in page
    assert "<form" not in page


@pytest.mark.parametrize("status", [403, 404, 405, 409, 415, 422, 429])
def test_other_errors_say_what_to_do_next_and_carry_the_reference(
    environment: Environment, status: int
) -> None:
    page = environment.get_template(f"errors/{status}.html").render(
        site=SimpleNamespace(name="Terajut", city="Bontang", demo=False),
        locale="en",
        actor=None,
        alternates={"id": "/", "en": "/en/"},
        canonical_url="http://x/",
        request_id="abc123",
        message="What happened.",
    )
    assert "abc123" in page
    assert 'class="btn' in page
    assert 'content="noindex"' in page


def test_a_list_that_would_be_empty_has_no_title(macros: Any) -> None:
    html = str(macros("means").means("Covered", [], "Not covered", ["The bag."]))
    assert ">Not covered<" in html and ">Covered<" not in html and html.count("<ul") == 1
