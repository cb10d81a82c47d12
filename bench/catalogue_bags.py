"""Invented bags, as rows: a few artisans, types, colours and words have most of them."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from flask_babel import force_locale

from marketplace.artisans.rules import Technique
from marketplace.kit.codes import CROCKFORD
from marketplace.kit.text import words
from marketplace.listings.models import Listing, ListingColour, ListingMaterial, ListingUnit, Photo
from marketplace.listings.rules import (
    CODE_LENGTH,
    Availability,
    BagType,
    Care,
    Closure,
    Colour,
    Lining,
    MadeBy,
    Material,
    State,
)
from marketplace.web.labels import label
from marketplace.web.locale import LOCALES

from bulk import Table
from catalogue_people import Maker
from skew import Skewed, Weighed, permuted

# Titles are of plain letters: folding them is making them small.
MOTIFS = "Ombak Bakau Senja Layar Jagung Bata Selat Kerang Pasir Anggrek Melati Kenanga Pinang Rotan Elang Enggang Bekantan Pesut Karang Mutiara Nelayan Dermaga Hujan Embun Fajar Purnama Bintang Pelangi Awan Badai Sungai Mahakam Kutai Dayak Sasirangan Pucuk Rebung Tameng Naga Kupu Capung Kumbang Merpati Camar Bangau Jalak Nuri Cendana Ulin Meranti Bambu Pandan Purun Lontar Kelapa Pala Cengkeh Kunyit Jahe Lada Kopi Teh Madu Gula Garam Tambak Rumput Lumut Batu Kapur Timah Perak Kaca Sutra Renda Pita Tali Simpul Kepang Anyam Petak Kotak Bulat Segitiga Wajik Zigzag Garis Titik Spiral Lingkar Sabit Kipas Payung Lentera Obor Pelita Gerimis Angin Gelombang Pantai Muara Teluk Tanjung Pulau Samudra Nusantara Borneo Etam Kuala Beras Basah Segajah Berebas Tihik Sidrap Guntung Loktuan Kanaan Gunung Telihan Satimpo Api Belimbing".split()
WORDS_OF: dict[BagType, tuple[str, ...]] = {
    BagType.TOTE: ("Tote", "Tas Tote", "Tote Bag"), BagType.CROSSBODY: ("Selempang", "Tas Selempang", "Sling Bag"),
    BagType.SHOULDER: ("Tas Bahu", "Shoulder Bag"), BagType.HANDBAG: ("Jinjing", "Tas Tangan", "Handbag"),
    BagType.BACKPACK: ("Ransel", "Tas Punggung"), BagType.DRAWSTRING: ("Tas Serut", "Serut"), BagType.CLUTCH: ("Clutch",),
    BagType.POUCH: ("Pouch", "Dompet Kecil"), BagType.WALLET: ("Dompet",), BagType.WAIST: ("Tas Pinggang",),
    BagType.EVENING: ("Tas Pesta",), BagType.LAPTOP: ("Tas Laptop",), BagType.KIDS: ("Tas Anak",),
    BagType.SHOPPING: ("Tas Belanja", "Tas Pasar"), BagType.PHONE: ("Tas HP", "Tas Handphone"), BagType.BOTTLE: ("Tas Botol",),
}  # fmt: skip
COLOUR_WORDS: dict[Colour, str] = dict(
    zip(Colour, "Hitam Putih Krem Cokelat Abu Merah Marun Pink Oranye Kuning Hijau Toska Biru Navy Ungu Emas Perak Pelangi".split(), strict=True)
)
STORIES = (
    "Dirajut rapat dengan benang pilihan, kuat untuk dipakai setiap hari.",
    "Motifnya saya gambar sendiri, satu tas kira-kira empat hari.",
    "Talinya bisa dipanjangkan, cukup untuk ponsel, dompet, dan botol kecil.",
    "Lapisan dalam dijahit tangan supaya isi tidak menonjol keluar.",
    "Warna bisa sedikit berbeda dari foto karena benang dicelup tidak sekaligus.",
    "Cocok untuk hadiah, bisa ditambah inisial nama.",
    "Benang sisa dari pesanan lain saya pakai untuk hiasan kecil.",
    "Muat laptop kecil, buku catatan, dan payung lipat.",
    "Ringan dibawa ke pasar, kuat menahan lima kilogram.",
    "Dibuat bersama murid kelas rajut hari Sabtu.",
    "Simpul dan tusuknya saya periksa dua kali sebelum dikirim.",
    "Pegangan bambu dari kebun tetangga, dihaluskan dan dipernis.",
)
ALTS = ("", "", "tampak depan", "bagian dalam", "dipakai di bahu", "pegangan dari dekat", "dari samping")
PRICES = tuple(range(45_000, 900_000, 5_000))
DAYS = 3 * 365
CODES = len(CROCKFORD) ** CODE_LENGTH


class Bags:
    """Deals bags out; the rows wait in `tables`, parents before children. Needs a request context, for the words."""

    def __init__(self, chance: random.Random, now: datetime, makers: list[Maker], pictures: int) -> None:
        self._chance, self._now = chance, now
        order = list(makers)
        chance.shuffle(order)
        self._makers = Skewed(order, 0.8)
        self._types, self._colours = Skewed(list(BagType), 0.9), Skewed(list(Colour), 0.8)
        self._materials, self._motifs = Skewed(list(Material), 1.0), Skewed(MOTIFS, 0.9)
        self._pictures = Skewed(range(1, pictures + 1), 0.3)
        self._photos = Weighed({1: 25, 2: 30, 3: 22, 4: 12, 5: 7, 8: 4})
        self._states = Weighed({State.PUBLISHED: 92, State.SOLD: 4, State.PAUSED: 2, State.DRAFT: 2})
        self._made_by = Weighed({MadeBy.SELF: 80, MadeBy.GROUP: 14, MadeBy.OTHERS: 6})
        self._prices = [PRICES[min(int(chance.lognormvariate(3.4, 0.6)), len(PRICES) - 1)] for _ in range(10_000)]
        self._names = {member: _named(member) for kind in (BagType, Technique, Material, Colour, Closure, Lining) for member in kind}
        self._folded = {text: " ".join(words(text)) for text in STORIES}
        self.listings = Table(Listing.__table__, "id", "code", "artisan_id", "state", "slug", "title", "price", "availability", "stock", "lead_days", "bag_type", "technique", "length_cm", "width_cm", "height_cm", "weight_g", "lining", "closure", "care", "story", "made_by", "outside_certificate", "search_text", "created_at", "updated_at", "published_at")
        self.materials = Table(ListingMaterial.__table__, "listing_id", "material")
        self.colours = Table(ListingColour.__table__, "listing_id", "colour")
        self.units = Table(ListingUnit.__table__, "listing_id", "unit_id")
        self.photos = Table(Photo.__table__, "id", "listing_id", "picture_id", "position", "alt", "focus_x", "focus_y")
        self.tables = (self.listings, self.materials, self.colours, self.units, self.photos)
        self._photo = 0

    def deal(self, numbers: range) -> None:
        """Make the bags with these numbers."""
        chance, count = self._chance, len(numbers)
        dealt = zip(
            numbers, self._makers.many(chance, count), self._types.many(chance, count), self._states.many(chance, count),
            self._motifs.many(chance, count), self._motifs.many(chance, count), self._photos.many(chance, count), strict=True,
        )  # fmt: skip
        for number, maker, kind, state, motif, second, photos in dealt:
            self._bag(number, maker, kind, state, motif if motif == second or chance.random() < 0.6 else f"{motif} {second}")
            self._show(number, photos)

    def _bag(self, number: int, maker: Maker, kind: BagType, state: State, motif: str) -> None:
        chance = self._chance
        technique = maker.technique if chance.random() < 0.85 else chance.choice(list(Technique))
        colours = list(dict.fromkeys(self._colours.many(chance, 1 + int(chance.random() * 2.2))))
        materials = list(dict.fromkeys(self._materials.many(chance, 1 + (chance.random() < 0.3))))
        closure, lining = chance.choice(list(Closure)), chance.choice(list(Lining))
        title = f"{chance.choice(WORDS_OF[kind])} {motif}" + (f" {COLOUR_WORDS[colours[0]]}" if chance.random() < 0.5 else "")
        story = chance.sample(STORIES, 1 + int(chance.random() * 3))
        ready = chance.random() < 0.6
        length, height = 12 + int(chance.random() * 34), 10 + int(chance.random() * 32)
        begun = self._now - timedelta(seconds=int(DAYS * 86_400 * chance.random() ** 1.4))
        made_by = self._made_by.one(chance)
        facts: list[StrEnum] = [kind, technique, closure, lining, *materials, *colours]
        search = " ".join([title.lower(), *(self._names[fact] for fact in facts), maker.words, *(self._folded[line] for line in story)])
        self.listings.add(
            number, _code(number), maker.id, state.value, title.lower().replace(" ", "-"), title, chance.choice(self._prices),
            (Availability.READY if ready else Availability.MADE_TO_ORDER).value, int(chance.random() * 5) if ready else None,
            None if ready else 3 + int(chance.random() * 25), kind.value, technique.value, Decimal(length),
            Decimal(4 + int(chance.random() * 12)), Decimal(height), 150 + length * height // 2, lining.value, closure.value,
            [Care.HAND_WASH.value, Care.DRY_FLAT.value], " ".join(story), made_by.value, chance.random() < 0.03, search,
            begun, begun, None if state is State.DRAFT else begun,
        )  # fmt: skip
        for material in materials:
            self.materials.add(number, material.value)
        for colour in colours:
            self.colours.add(number, colour.value)
        if maker.units and made_by is MadeBy.SELF and chance.random() < 0.9:
            for unit, _ in chance.sample(maker.units, 1 + (chance.random() < 0.3)):
                self.units.add(number, unit)

    def _show(self, number: int, photos: int) -> None:
        chance = self._chance
        for position, picture in enumerate(dict.fromkeys(self._pictures.many(chance, photos))):
            self._photo += 1
            x, y = (int(chance.random() * 101), int(chance.random() * 101)) if chance.random() < 0.15 else (None, None)
            self.photos.add(self._photo, number, picture, position, chance.choice(ALTS), x, y)


def _code(number: int) -> str:
    left, letters = permuted(number, CODES, 748_238_671_237_219), ""
    for _ in range(CODE_LENGTH):
        left, place = divmod(left, len(CROCKFORD))
        letters += CROCKFORD[place]
    return letters


def _named(member: StrEnum) -> str:
    names = []
    for locale in LOCALES:
        with force_locale(locale):
            names += words(str(label(member)))
    return " ".join(names)
