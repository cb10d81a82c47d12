"""The bags of the demonstration: one design a motif, in the colour ways there are photos of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle
from typing import Any

from marketplace.artisans.rules import Technique
from marketplace.demo.people import Person
from marketplace.listings.rules import Availability, BagType, Care, Closure, Colour, Lining, MadeBy, Material


@dataclass(frozen=True, slots=True)
class Design:
    """One motif: `views` are extra photos of its first colour way; sizes P x L x T in centimetres."""

    motif: str
    name: str
    kind: BagType
    price: int
    size: tuple[int, int, int]
    ways: tuple[tuple[str, tuple[Colour, ...]], ...]
    material: Material
    closure: Closure
    views: tuple[str, ...] = ()


DESIGNS = (
    Design(
        "ombak",
        "Tote Ombak",
        BagType.TOTE,
        285_000,
        (34, 10, 36),
        (
            ("a", (Colour.NAVY, Colour.WHITE)),
            ("b", (Colour.MAROON, Colour.GOLD)),
            ("c", (Colour.GREEN, Colour.CREAM)),
        ),
        Material.COTTON,
        Closure.OPEN,
        ("ombak-2", "ombak-3", "ombak-4", "ombak-5"),
    ),
    Design(
        "bulat",
        "Selempang Bulat Bakau",
        BagType.CROSSBODY,
        195_000,
        (24, 7, 24),
        (
            ("a", (Colour.GREEN, Colour.CREAM)),
            ("b", (Colour.BLUE, Colour.WHITE)),
            ("c", (Colour.BROWN, Colour.ORANGE)),
        ),
        Material.COTTON,
        Closure.ZIP,
    ),
    Design(
        "petak",
        "Tas Bahu Petak Nenek",
        BagType.SHOULDER,
        240_000,
        (32, 8, 28),
        (
            ("a", (Colour.MULTICOLOUR,)),
            ("b", (Colour.MULTICOLOUR, Colour.BLACK)),
            ("c", (Colour.MULTICOLOUR, Colour.CREAM)),
        ),
        Material.MILK_COTTON,
        Closure.MAGNET,
    ),
    Design(
        "jala",
        "Tas Jala Pasar",
        BagType.SHOPPING,
        95_000,
        (38, 12, 40),
        (("a", (Colour.YELLOW,)), ("b", (Colour.GREEN,)), ("c", (Colour.RED,))),
        Material.COTTON,
        Closure.OPEN,
    ),
    Design(
        "kerang",
        "Clutch Kerang Senja",
        BagType.CLUTCH,
        165_000,
        (26, 4, 16),
        (("a", (Colour.PINK,)), ("b", (Colour.PURPLE,)), ("c", (Colour.CREAM,))),
        Material.POLYESTER,
        Closure.BUTTON,
    ),
    Design(
        "zigzag",
        "Selempang Zigzag Layar",
        BagType.CROSSBODY,
        215_000,
        (28, 8, 22),
        (
            ("a", (Colour.ORANGE, Colour.NAVY)),
            ("b", (Colour.BLUE, Colour.WHITE)),
            ("c", (Colour.RED, Colour.CREAM)),
        ),
        Material.COTTON,
        Closure.ZIP,
    ),
    Design(
        "popcorn",
        "Tas Serut Jagung",
        BagType.DRAWSTRING,
        210_000,
        (26, 20, 30),
        (("a", (Colour.CREAM, Colour.RED)), ("b", (Colour.BROWN,)), ("c", (Colour.GREY,))),
        Material.MILK_COTTON,
        Closure.DRAWSTRING,
    ),
    Design(
        "bambu",
        "Jinjing Bambu Malam",
        BagType.HANDBAG,
        265_000,
        (30, 12, 24),
        (("a", (Colour.NAVY,)), ("b", (Colour.MAROON,)), ("c", (Colour.GREEN,))),
        Material.NYLON,
        Closure.MAGNET,
    ),
    Design(
        "kepang",
        "Tote Kepang Tambang",
        BagType.TOTE,
        320_000,
        (34, 10, 35),
        (("a", (Colour.CREAM,)), ("b", (Colour.GREY,)), ("c", (Colour.BROWN,))),
        Material.ROPE,
        Closure.OPEN,
        ("kepang-2", "kepang-3", "kepang-4"),
    ),
    Design(
        "kotak",
        "Jinjing Anyam Bata",
        BagType.HANDBAG,
        275_000,
        (32, 12, 26),
        (("a", (Colour.RED, Colour.BROWN)), ("b", (Colour.BLUE,)), ("c", (Colour.GREEN,))),
        Material.CORD,
        Closure.ZIP,
    ),
    Design(
        "pouch",
        "Pouch HP Garis Selat",
        BagType.POUCH,
        75_000,
        (12, 2, 18),
        (("a", (Colour.BLUE, Colour.WHITE)), ("c", (Colour.PINK, Colour.WHITE))),
        Material.POLYESTER,
        Closure.BUTTON,
    ),
    Design(
        "sabit",
        "Tas Bahu Bulan Sabit",
        BagType.SHOULDER,
        225_000,
        (34, 9, 20),
        (("a", (Colour.PURPLE,)),),
        Material.NYLON,
        Closure.ZIP,
    ),
)


@dataclass(frozen=True, slots=True)
class Bag:
    """What one artisan types, and the photos she sends."""

    fields: dict[str, Any]
    photos: tuple[str, ...]


def bags_for(people: tuple[Person, ...]) -> Iterator[tuple[Person, list[Bag]]]:
    """Deal the designs out, so that neighbours in a list look different."""
    deck = cycle(
        [
            (design, way)
            for number in range(3)
            for design in DESIGNS
            for way in design.ways[number : number + 1]
        ]
    )
    number = 0
    for person in people:
        bags = []
        for _ in range(person.bags):
            design, way = next(deck)
            bags.append(_bag(person, design, way, number))
            number += 1
        yield person, bags


def _bag(person: Person, design: Design, way: tuple[str, tuple[Colour, ...]], number: int) -> Bag:
    letter, colours = way
    ready = number % 3 != 1
    round_of = number // 34
    fields: dict[str, Any] = {
        "title": f"{design.name} {('Satu', 'Dua', 'Tiga')['abc'.index(letter)]}"
        + (" Lagi" if round_of else ""),
        "price": design.price + (number % 5) * 5_000,
        "availability": Availability.READY if ready else Availability.MADE_TO_ORDER,
        "stock": 1 + number % 4 if ready else None,
        "lead_days": None if ready else 5 + number % 3 * 4,
        "bag_type": design.kind,
        "technique": person.technique if person.technique is not Technique.KNIT else Technique.KNIT,
        "length_cm": Decimal(design.size[0]),
        "width_cm": Decimal(design.size[1]),
        "height_cm": Decimal(design.size[2]),
        "materials": [design.material],
        "colours": list(colours),
        "care": [Care.HAND_WASH, Care.DRY_FLAT],
        "closure": design.closure,
        "lining": Lining.LINED if number % 2 else Lining.UNLINED,
        "made_by": (MadeBy.SELF, MadeBy.SELF, MadeBy.SELF, MadeBy.SELF, MadeBy.GROUP)[number % 5],
        "story": person.story,
    }
    views = design.views if letter == "a" else ()
    return Bag(fields, (f"{design.motif}-{letter}", *views))
