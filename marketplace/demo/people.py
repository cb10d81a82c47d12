"""Who lives in the demonstration. All names are invented; the numbers are visibly nobody's."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.artisans.rules import Affiliation, FormOfAddress, Technique

SIGN_IN_WORD = "rajut-contoh-2026"
OFFICERS = (
    ("Petugas Satu (contoh)", "petugas@contoh.invalid"),
    ("Petugas Dua (contoh)", "petugas2@contoh.invalid"),
)
ADMIN = ("Admin (contoh)", "admin@contoh.invalid")
BUYER = ("Pembeli Contoh", "pembeli@contoh.invalid")


@dataclass(frozen=True, slots=True)
class Person:
    """One invented artisan. `fate` is what becomes of the certificate; `bags` how many bags are in the window.

    "listed" claims hers from the list of results, "none" has not done so yet.
    """

    name: str
    village: str
    address: FormOfAddress
    technique: Technique
    affiliation: Affiliation | None
    fate: str
    bags: int
    story: str = ""


BU, PAK, NONE = FormOfAddress.BU, FormOfAddress.PAK, FormOfAddress.NONE
CROCHET, KNIT, MACRAME, MIXED = Technique.CROCHET, Technique.KNIT, Technique.MACRAME, Technique.COMBINATION
UMKM, PKK, COMMUNITY = Affiliation.UMKM, Affiliation.PKK, Affiliation.COMMUNITY

PEOPLE = (
    Person(
        "Siti Contohwati",
        "64.74.01.1001",
        BU,
        CROCHET,
        PKK,
        "valid",
        6,
        "Motif saya ambil dari ombak kecil di dermaga Bontang Kuala waktu sore.",
    ),
    Person(
        "Nurhayati Peraga",
        "64.74.01.1003",
        BU,
        CROCHET,
        UMKM,
        "valid",
        5,
        "Saya belajar merajut dari ibu, lalu dari pelatihan kota.",
    ),
    Person(
        "Rosdiana Misal",
        "64.74.01.1006",
        BU,
        CROCHET,
        PKK,
        "expiring",
        4,
        "Petak nenek adalah yang pertama saya kuasai.",
    ),
    Person(
        "Aminah Umpama",
        "64.74.02.1001",
        BU,
        KNIT,
        None,
        "valid",
        4,
        "Tas jala ini untuk belanja ke pasar tanpa kantong plastik.",
    ),
    Person(
        "Marlina Andai",
        "64.74.02.1003",
        BU,
        CROCHET,
        COMMUNITY,
        "valid",
        4,
        "Warna senja di Berbas Pantai selalu berbeda.",
    ),
    Person("Sri Conto", "64.74.01.1002", BU, CROCHET, UMKM, "valid", 4),
    Person(
        "Andi Peragawati",
        "64.74.02.1004",
        NONE,
        MIXED,
        UMKM,
        "expiring",
        3,
        "Saya suka tekstur yang terasa di tangan.",
    ),
    Person(
        "Yuliana Misalnya",
        "64.74.01.1004",
        BU,
        CROCHET,
        PKK,
        "valid",
        4,
        "Gagang bambunya dari kebun tetangga.",
    ),
    Person("Fitri Contohan", "64.74.01.1005", BU, CROCHET, None, "valid", 3),
    Person(
        "Masitah Umpamanya",
        "64.74.02.1006",
        BU,
        CROCHET,
        PKK,
        "expired",
        3,
        "Sudah sepuluh tahun saya merajut.",
    ),
    Person(
        "Hadi Peraga",
        "64.74.03.1001",
        PAK,
        MACRAME,
        UMKM,
        "valid",
        3,
        "Simpul makrame saya pelajari di kapal.",
    ),
    Person("Kartini Andaikan", "64.74.03.1002", BU, CROCHET, PKK, "suspended", 2),
    Person("Ratna Contoh", "64.74.02.1002", BU, CROCHET, None, "valid", 3),
    Person("Wulan Misal", "64.74.02.1005", BU, KNIT, COMMUNITY, "valid", 2),
    Person("Dewi Umpama", "64.74.01.1001", BU, CROCHET, UMKM, "revoked", 2),
    Person("Lina Peraga", "64.74.03.1003", BU, CROCHET, PKK, "pending", 3),
    Person("Hasnah Conto", "64.74.01.1003", BU, CROCHET, PKK, "valid", 2),
    Person("Jumriah Andai", "64.74.02.1001", BU, MIXED, None, "needs_changes", 2),
    Person("Maya Contohwati", "64.74.01.1002", NONE, CROCHET, COMMUNITY, "listed", 2),
    Person("Rahma Misalan", "64.74.01.1006", BU, CROCHET, PKK, "pending", 1),
    Person("Suriani Umpama", "64.74.02.1003", BU, KNIT, None, "rejected", 1),
    Person("Tuti Peragaan", "64.74.03.1001", BU, CROCHET, UMKM, "renewed", 3),
    Person("Umi Contoh", "64.74.02.1004", BU, CROCHET, PKK, "draft", 1),
    Person("Vera Misal", "64.74.01.1005", NONE, MACRAME, None, "none", 2),
    Person("Wahyuni Andai", "64.74.01.1004", BU, CROCHET, PKK, "pending", 1),
    Person("Zainab Umpama", "64.74.02.1006", BU, CROCHET, PKK, "training", 2),
)
