"""The card of a shared link: light, whole, and nothing on it that runs over."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFont, UnidentifiedImageError

from marketplace.adapters.images.cards import (
    ABSENT,
    DISPLAY,
    FONTS,
    HEIGHT,
    PAPER,
    PHOTO,
    TEXT,
    TONES,
    WIDTH,
    draw_card,
    wrapped,
    writable,
)
from marketplace.adapters.images.results import CardWords
from tests.adapters.images.samples import photo, quarters, saved

WORDS = CardWords(
    site="Terajut",
    title="Tote Ombak",
    price="Rp285.000",
    maker="Siti · Siap kirim",
    tone="ok",
    claim="Dibuat perajin bersertifikat",
    state=("Sertifikat berlaku sampai 31 Oktober 2028.",),
    day="Keadaan 14 April 2026",
)
COVER = photo("ombak-a")
PAPER_RGB = tuple(bytes.fromhex(PAPER[1:]))


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_it_is_a_jpeg_messengers_take_with_its_words_beside(tmp_path: object) -> None:
    data = draw_card(COVER, "#14505d", WORDS)
    card = opened(data)
    assert (card.format, card.size) == ("JPEG", (WIDTH, HEIGHT))
    assert len(data) < 300_000
    comment = card.info["comment"].decode()
    assert comment.splitlines() == [
        WORDS.title,
        WORDS.price,
        WORDS.maker,
        WORDS.claim,
        *WORDS.state,
        WORDS.day,
    ]
    assert "exif" not in card.info and "icc_profile" not in card.info


def test_the_cover_is_on_it_and_without_one_its_colour() -> None:
    with_photo, without = opened(draw_card(COVER, "#14505d", WORDS)), opened(draw_card(b"", "#14505d", WORDS))
    assert with_photo.crop((0, 0, PHOTO, HEIGHT)).getcolors(1000) is None
    plain = without.crop((8, 8, PHOTO - 8, HEIGHT - 8)).resize((1, 1)).getpixel((0, 0))
    assert max(abs(a - b) for a, b in zip(plain, (0x14, 0x50, 0x5D), strict=True)) <= 3  # type: ignore[arg-type]


def test_a_claim_is_drawn_only_where_there_is_one() -> None:
    said = opened(draw_card(b"", "#14505d", WORDS))
    silent = opened(draw_card(b"", "#14505d", replace(WORDS, claim="", state=(), tone="")))
    place = (PHOTO + 60, 400, WIDTH - 60, 530)
    assert silent.crop(place).convert("RGB").getcolors() == [
        ((place[2] - place[0]) * (place[3] - place[1]), PAPER_RGB)
    ]
    assert ImageChops.difference(said, silent).crop(place).getbbox() is not None


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_has_its_colours(tone: str) -> None:
    assert draw_card(b"", "#14505d", replace(WORDS, tone=tone)) != draw_card(
        b"", "#14505d", replace(WORDS, tone="ok" if tone != "ok" else "bad")
    )


@settings(max_examples=15)
@given(st.text(max_size=200), st.text(max_size=200), st.lists(st.text(max_size=160), max_size=2).map(tuple))
def test_whatever_people_write_fits(title: str, maker: str, state: tuple[str, ...]) -> None:
    data = draw_card(b"", "#14505d", replace(WORDS, title=title, maker=maker, state=state))
    card = opened(data).convert("RGB")
    edge = card.crop((WIDTH - 40, 0, WIDTH, HEIGHT))
    assert all(min(colour) > 240 for _, colour in edge.getcolors(40 * HEIGHT) or [])  # type: ignore[type-var] # the picture is RGB


def test_what_is_no_jpeg_is_not_drawn() -> None:
    for data in (b"<svg/>", saved(quarters(64, 80), "PNG"), COVER[:200]):
        with pytest.raises((UnidentifiedImageError, OSError)):
            draw_card(data, "#14505d", WORDS)


@pytest.mark.parametrize("name", [DISPLAY, TEXT])
def test_the_fonts_have_every_sign_that_is_let_through(name: str) -> None:
    known = set(TTFont(FONTS / name).getBestCmap())
    let_through = [sign for sign in map(chr, range(0x20, 0x2FFF)) if not ABSENT.match(sign)]
    assert len(let_through) > 100
    assert [sign for sign in let_through if ord(sign) not in known] == []


@pytest.mark.parametrize(
    ("text", "written"),
    [("Çiçek  ğ", "Cicek g"), ("Tas 🌊 ombak", "Tas ombak"), ("“A” · é", "“A” · é"), ("编织", "")],
)
def test_signs_without_a_drawing_lose_their_accents_or_go(text: str, written: str) -> None:
    assert writable(text) == written


@given(st.text(st.sampled_from("abc W")), st.integers(40, 400), st.integers(1, 4))
def test_lines_stay_within_their_room(text: str, width: int, most: int) -> None:
    font = ImageFont.truetype(FONTS / TEXT, 20)
    lines = wrapped(text, font, width, most)
    assert len(lines) <= most
    assert all(font.getlength(line) <= width for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert " ".join(lines).split() == text.split()


@pytest.mark.parametrize(("focus", "seen"), [((0.0, 0.5), (255, 0, 0)), ((1.0, 0.5), (0, 0, 255))])
def test_the_photo_is_cut_around_its_focus(focus: tuple[float, float], seen: tuple[int, int, int]) -> None:
    wide = Image.new("RGB", (1600, 630), "red")
    wide.paste("blue", (800, 0, 1600, 630))
    file = BytesIO()
    wide.save(file, "JPEG", quality=95)
    card = opened(draw_card(file.getvalue(), "#14505d", WORDS, focus))
    colour = card.convert("RGB").getpixel((PHOTO // 2, HEIGHT // 2))
    assert all(abs(one - other) < 12 for one, other in zip(colour, seen, strict=True))
