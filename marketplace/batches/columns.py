"""The headings of a list of bags, in Indonesian and English. A list may mix both, in any order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from marketplace.kit.text import words

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "title": ("Nama tas", "Name of the bag", "judul", "title", "nama", "name", "nama produk", "produk"),
    "price": ("Harga", "Price", "harga rp", "harga rupiah", "price rp"),
    "availability": ("Ketersediaan", "Availability", "siap atau pesanan", "ready or made to order", "status"),
    "stock": ("Stok", "Stock", "jumlah"),
    "lead_days": (
        "Lama pengerjaan (hari)",
        "Days to make",
        "hari pengerjaan",
        "lead days",
        "lama pengerjaan",
    ),
    "bag_type": ("Jenis tas", "Kind of bag", "jenis", "tipe", "tipe tas", "type", "bag type", "kind"),
    "technique": ("Teknik", "Technique", "techniques", "teknik rajut"),
    "materials": ("Bahan", "Materials", "material", "benang"),
    "material_note": ("Catatan bahan", "Note on materials", "material note"),
    "length_cm": ("Panjang (cm)", "Length (cm)", "panjang", "length"),
    "width_cm": ("Lebar (cm)", "Width (cm)", "lebar", "width"),
    "height_cm": ("Tinggi (cm)", "Height (cm)", "tinggi", "height"),
    "weight_g": ("Berat (g)", "Weight (g)", "berat", "weight", "berat gram"),
    "colours": ("Warna", "Colours", "colour", "colors", "color"),
    "colour_note": ("Catatan warna", "Note on colours", "colour note", "color note"),
    "strap_cm": ("Panjang tali (cm)", "Strap (cm)", "tali", "panjang tali", "strap", "strap length"),
    "strap_note": ("Catatan tali", "Note on the strap", "strap note"),
    "lining": ("Furing", "Lining", "puring", "lapisan"),
    "closure": ("Penutup", "Closure", "tutup"),
    "care": ("Perawatan", "Care", "cara merawat"),
    "made_by": ("Dibuat oleh", "Made by", "pembuat", "maker"),
    "units": ("Unit kompetensi", "Units of competence", "unit", "units", "kode unit", "unit codes"),
    "story": ("Cerita", "Story", "deskripsi", "description", "keterangan"),
    "variant_colour": (
        "Warna variasi",
        "Colour of the variation",
        "variasi warna",
        "warna varian",
        "varian warna",
        "variant colour",
        "variant color",
    ),
    "variant_size": (
        "Ukuran variasi",
        "Size of the variation",
        "variasi ukuran",
        "ukuran varian",
        "varian ukuran",
        "variant size",
        "ukuran",
        "size",
    ),
    "photos": (
        "Foto",
        "Photos",
        "photo",
        "gambar",
        "file foto",
        "nama file foto",
        "photo files",
        "photo file names",
    ),
}
"""By field of a bag: the heading in Indonesian, in English, and others that are understood."""

REPEATABLE = frozenset({"photos", "materials", "colours", "care", "units"})
"""Fields that several columns may share: Foto 1, Foto 2."""
LOCALES = ("id", "en")


def _key(heading: str) -> str:
    return " ".join(words(heading))


_MEANINGS = {_key(heading): field for field, headings in HEADINGS.items() for heading in headings}


def meaning_of(heading: str) -> str | None:
    """Return the field a heading names, None where it names none. A number at its end is passed over."""
    key = _key(heading)
    return _MEANINGS.get(key) or _MEANINGS.get(re.sub(r" ?[0-9]{1,2}$", "", key))


def heading_of(field: str, locale: str) -> str:
    """Return a field's heading as the template has it."""
    return HEADINGS[field][LOCALES.index(locale)]
