"""Measure the search engine over invented bags: building, asking, one change, typing mistakes, suggestions.

    python bench/search.py --bags 100000        (1000, 100000, 1000000)

One process on one core; the index is kept in --folder and asked again by a later run of the same size. "cpu" is what
the thread spent, "wall" what somebody waited: on a machine with other work they differ. Every question is asked of cold
counts: what comes again within an unchanged index is answered from memory.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from marketplace.adapters.search.analyser import stem, terms, tokens, words
from marketplace.adapters.search.engine import TantivyEngine
from marketplace.adapters.search.folder import IndexFolder, make_of
from marketplace.adapters.search.port import Document, Order, Part, Question
from marketplace.adapters.search.spelling import mistakes
from marketplace.adapters.search.vocabulary import SYNONYMS
from marketplace.adapters.search.writing import TantivyWriter

GROUPS = ("type", "technique", "material", "colour", "band", "availability", "place")
FACETS = ("type", "technique", "material", "colour")
TODAY = 739_900
TYPES = {
    "tote": "Tas tote Tote bag", "crossbody": "Tas selempang Crossbody bag", "shoulder": "Tas bahu Shoulder bag",
    "wallet": "Dompet Wallet", "handbag": "Tas jinjing Handbag", "pouch": "Pouch", "backpack": "Ransel Backpack",
    "clutch": "Clutch", "drawstring": "Tas serut Drawstring bag", "waist": "Tas pinggang Waist bag",
    "shopping": "Tas belanja Shopping bag", "evening": "Tas pesta Evening bag", "kids": "Tas anak Children's bag",
    "laptop": "Tas laptop Laptop bag", "phone": "Tas HP Phone bag", "bottle": "Tempat minum Bottle holder",
}
TECHNIQUES = {
    "crochet": "Rajut hakpen (crochet) Crochet", "knit": "Rajut dua jarum (breien) Knitting",
    "macrame": "Makrame Macramé", "combination": "Kombinasi Combination",
}
MATERIALS = {
    "nylon": "Nilon Nylon", "polyester": "Poliester Polyester", "cotton": "Katun Cotton", "cord": "Tali kur Macramé cord",
    "milk_cotton": "Milk cotton", "tshirt_yarn": "Benang kaus T-shirt yarn", "acrylic": "Akrilik Acrylic",
    "rope": "Tambang Rope", "raffia": "Rafia Raffia", "jute": "Goni Jute", "wool": "Wol Wool", "rayon": "Rayon",
}
COLOURS = {
    "black": "Hitam Black", "cream": "Krem Cream", "brown": "Cokelat Brown", "white": "Putih White", "navy": "Navy",
    "maroon": "Marun Maroon", "blue": "Biru Blue", "red": "Merah Red", "pink": "Merah muda Pink", "green": "Hijau Green",
    "grey": "Abu-abu Grey", "turquoise": "Tosca Turquoise", "yellow": "Kuning Yellow", "purple": "Ungu Purple",
    "orange": "Oranye Orange", "gold": "Emas Gold", "silver": "Perak Silver", "multicolour": "Multiwarna Multicolour",
}
MOTIFS = (
    "bunga melati garis zigzag polos ketupat daun anggrek ombak mega senja laut kerang bakau mangrove pakis bintang hujan"
    " pelangi kotak bulat kepang lipat tumpar dayak batik klasik teratai kamboja seruni mawar lavender kupu kenanga"
    " cempaka flamboyan alang pandan rotan dermaga pesisir nelayan lembayung fajar purnama embun kabut sabut berlian"
    " intan mutiara permata puspa sekar arum kirana candra surya bayu tirta samudra bahari layar jangkar camar"
).split()
PLACES = (
    "Bontang Kuala,Bontang Baru,Api-Api,Gunung Elai,Guntung,Loktuan,Belimbing,Gunung Telihan,Kanaan,Satimpo,"
    "Berbas Pantai,Berbas Tengah,Berebas,Tanjung Laut,Tanjung Laut Indah"
).split(",")
GIVEN = (
    "Sulastri Wahyuni Rahmawati Nurhayati Kartini Sumarni Suryani Yuliana Handayani Fitriani Lestari Ningsih Astuti"
    " Mulyani Rohani Halimah Aminah Khadijah Zainab Maryam Salmah Jumiati Kurniawati Purwanti Setyowati Widyastuti"
    " Anggraini Permatasari Maharani Kusumawati Herlina Marlina Rosdiana Juliana Novita Oktavia Desianti Aprilia"
).split()
SYLLABLES = "ba ti ra su li an ta ri ma ya ku ni do sa wi ne ro la ju pa ge mo ha le tu ke si".split()
STORY = (
    "Saya merajut tas ini di rumah selama {days} hari, dengan benang {material} pilihan dan motif {motif}. Bagian dalam"
    " diberi furing supaya bentuknya tetap, jahitannya rapat. Cocok untuk {use}; cuci dengan tangan, jangan diperas."
)
USES = ("kerja", "pesta", "belanja harian", "hadiah ulang tahun", "kuliah", "jalan sore", "oleh-oleh dari Bontang")


def skewed(chance: random.Random, values: Sequence[str], rate: float) -> str:
    """Pick a value; the first are much more frequent than the last."""
    return values[min(int(chance.expovariate(rate)), len(values) - 1)]


def surnames(number: int) -> list[str]:
    chance = random.Random(5)
    return ["".join(chance.choice(SYLLABLES) for _ in range(4)).capitalize() for _ in range(number)]


class Bags:
    """Invented bags: the same number always gives the same one."""

    def __init__(self, count: int) -> None:
        self.count = count
        makers = max(20, min(40_000, count // 12))
        families = surnames(max(50, min(6_000, count // 20)))
        chance = random.Random(6)
        self.makers = [f"{chance.choice(GIVEN)} {chance.choice(families)}" for _ in range(makers)]

    def __getitem__(self, number: int) -> Document:
        chance = random.Random(number * 2_654_435_761)
        kind = skewed(chance, list(TYPES), 0.35)
        technique = skewed(chance, list(TECHNIQUES), 1.3)
        material = skewed(chance, list(MATERIALS), 0.5)
        colours = list(dict.fromkeys(skewed(chance, list(COLOURS), 0.25) for _ in range(1 + (chance.random() < 0.3))))
        motif = skewed(chance, MOTIFS, 0.06)
        maker = min(int(chance.paretovariate(0.9) * len(self.makers) / 300), len(self.makers) - 1)
        place = skewed(chance, PLACES, 0.25)
        code = f"64.74.0{1 + PLACES.index(place) % 3}.{1001 + PLACES.index(place)}"
        price = int(chance.lognormvariate(12.1, 0.5) / 1_000 + 1) * 1_000
        days = 0 if chance.random() < 0.6 else chance.randrange(2, 30)
        named = " ".join([TYPES[kind].split()[0 if kind == "tote" else -2 if " " in TYPES[kind] else 0], "rajut"])
        first = TODAY - chance.randrange(0, 1_500)
        return Document(
            number=number,
            texts={
                Part.TITLE: f"{named} {motif} {COLOURS[colours[0]].split()[0].lower()}",
                Part.KIND: f"{TYPES[kind]} {TECHNIQUES[technique]}",
                Part.MATERIAL: " ".join([MATERIALS[material], *(COLOURS[colour] for colour in colours)]),
                Part.MAKER: self.makers[maker],
                Part.PLACE: f"{place} Bontang {('Utara', 'Barat', 'Selatan')[PLACES.index(place) % 3]} Kota Bontang",
                Part.STORY: STORY.format(
                    days=days or 3, material=MATERIALS[material].split()[0], motif=motif, use=chance.choice(USES)
                ),
            },
            groups={
                "type": [kind],
                "technique": [technique],
                "material": [material],
                "colour": colours,
                "band": [f"band{min(price // 100_000, 5)}"],
                "availability": ["made_to_order" if days else "ready"],
                "place": ["64", "64.74", code[:8], code],
            },
            price=price,
            ready_days=days,
            published=1_600_000_000 + number * 150,
            valid=[(first, first + 1_095)] if chance.random() < 0.7 else [],
        )

    def down(self) -> Iterator[list[Document]]:
        """Yield all of them, the newest first, in pieces."""
        for last in range(self.count, 0, -5_000):
            yield [self[number] for number in range(last, max(0, last - 5_000), -1)]


def share(found: list[float], part: float) -> float:
    return sorted(found)[min(len(found) - 1, int(len(found) * part))]


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return milliseconds: of this thread, and as waited."""
    cpu, wall = time.thread_time(), time.perf_counter()
    work()
    return (time.thread_time() - cpu) * 1_000, (time.perf_counter() - wall) * 1_000


def row(name: str, figure: str, goal: str = "") -> None:
    print(f"| {name:46} | {figure:44} | {goal:14} |", flush=True)


def build(bags: Bags, folder: IndexFolder) -> None:
    name = folder.begin()
    writer = TantivyWriter(folder.path(name), GROUPS)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cpu = wall = 0.0
    for piece in bags.down():
        begun, waited = time.process_time(), time.perf_counter()
        writer.put(piece, fresh=True)
        cpu, wall = cpu + time.process_time() - begun, wall + time.perf_counter() - waited
    begun, waited = time.process_time(), time.perf_counter()
    writer.commit()
    writer.close()
    cpu, wall = cpu + time.process_time() - begun, wall + time.perf_counter() - waited
    folder.finish(name)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = sum(path.stat().st_size for path in folder.path(name).iterdir())
    row("index built", f"{cpu:.1f} s cpu, {wall:.1f} s wall", "120 s (1M)")
    row("memory while building, index on disk", f"{(peak - before) // 1024} MB more, {size // 1_000_000} MB")


def ask(bags: Bags, engine: TantivyEngine, size: int, chance: random.Random) -> None:
    """Ask for words that stand together on some bag, as somebody who has it in mind would."""
    spent: list[float] = []
    waited: list[float] = []
    sizes: list[int] = []
    for _ in range(200):
        document = bags[chance.randint(1, bags.count)]
        known = [
            word
            for part, times in ((Part.TITLE, 4), (Part.KIND, 2), (Part.MATERIAL, 2), (Part.MAKER, 1), (Part.PLACE, 1))
            for word in words(document.texts[part]) * times
            if terms(word)
        ]
        line: list[str] = []
        while len(line) < size:
            word = chance.choice(known)
            if word not in line:
                line.append(word)
        question = Question(" ".join(line), count=FACETS)
        _forget(engine)
        cpu, wall = timed(lambda: sizes.append(engine.find(question).total))
        spent.append(cpu)
        waited.append(wall)
    row(
        f"{size} word{'s' * (size > 1)}: ranked, 4 facets, total",
        f"cpu {share(spent, 0.5):.1f} / {share(spent, 0.99):.1f} ms, wall {share(waited, 0.5):.1f} / {share(waited, 0.99):.1f} ms",
        "10 / 40 ms",
    )
    row("  answers found: median, most", f"{int(share([float(s) for s in sizes], 0.5))}, {max(sizes)}")


def _forget(engine: TantivyEngine) -> None:
    if engine._opened:
        engine._opened.counted._kept.clear()


def other_questions(engine: TantivyEngine) -> None:
    for name, question in {
        "“tas”, by relevance": Question("tas", count=FACETS),
        "“tas”, cheapest first": Question("tas", count=FACETS, order=Order.CHEAPEST),
        "“rajut”, certificate valid today": Question("rajut", count=FACETS, valid_on=TODAY),
        "“rajut merah”, two filters": Question(
            "rajut merah", count=FACETS, chosen={"type": ["tote", "clutch"], "material": ["cotton"]}
        ),
        "no words, newest": Question(order=Order.NEWEST, count=FACETS),
    }.items():
        spent = []
        for _ in range(9):
            _forget(engine)
            spent.append(timed(lambda: engine.find(question))[0])
        row(name, f"cpu {share(spent, 0.5):.1f} ms")


def change(bags: Bags, folder: IndexFolder, chance: random.Random) -> None:
    name = folder.current()
    assert name
    writer = TantivyWriter(folder.path(name), GROUPS, heap_bytes=20_000_000)
    spent = []
    for _ in range(30):
        document = bags[chance.randint(1, bags.count)]
        begun = time.process_time()
        writer.put([document])
        writer.commit()
        spent.append((time.process_time() - begun) * 1_000)
    writer.close()
    row("one change taken in and seen", f"cpu {share(spent, 0.5):.1f} median, {max(spent):.1f} most ms", "50 ms")


def typing_mistakes(bags: Bags, engine: TantivyEngine, chance: random.Random) -> None:
    """One mistake in one word of 4 letters or more that some bag has: do the first answers have the word meant?"""
    known: set[str] = set()
    for _ in range(3_000):
        document = bags[chance.randint(1, bags.count)]
        for part in (Part.TITLE, Part.KIND, Part.MATERIAL, Part.MAKER, Part.PLACE):
            known.update(words(document.texts[part]))
    pool = sorted(word for word in known if len(word) >= 4 and word.isascii() and word.isalpha())
    right, spent, missed = 0, [], []
    for _ in range(500):
        word = chance.choice(pool)
        wrong = chance.choice(sorted({other for other, _ in mistakes(word)} - {word}))
        found: list[int] = []
        spent.append(timed(lambda: found.extend(engine.find(Question(wrong, limit=1)).numbers))[0])
        texts = bags[found[0]].texts.values() if found else ()
        if found and stem(word) in {token for text in texts for token in tokens(text)}:
            right += 1
        else:
            missed.append(f"{wrong} ({word})")
    row("500 typing mistakes: the word meant leads", f"{right / 5:.1f} %, cpu {share(spent, 0.5):.1f} ms", "98 %")
    print("missed:", ", ".join(missed[:30]), file=sys.stderr)


def suggestions(bags: Bags, engine: TantivyEngine, chance: random.Random) -> None:
    spent = []
    for _ in range(300):
        found = words(bags[chance.randint(1, bags.count)].texts[Part.TITLE])
        count = chance.randint(1, len(found))
        line = " ".join(found[:count])
        typed = line[: len(line) - chance.randint(0, max(0, len(found[count - 1]) - 2))]
        spent.append(timed(lambda: engine.suggest(typed, 7))[0])
    row("suggestions: p50 / p95", f"cpu {share(spent, 0.5):.1f} / {share(spent, 0.95):.1f} ms", "p95 30 ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bags", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "terajut-bench-search")
    parser.add_argument("--anew", action="store_true", help="build the index though there is one")
    chosen = parser.parse_args()
    bags, chance = Bags(chosen.bags), random.Random(11)
    root = chosen.folder / str(chosen.bags)
    if chosen.anew:
        shutil.rmtree(root, ignore_errors=True)
    folder = IndexFolder(root, make_of(GROUPS, Path(__file__)))
    row(f"{chosen.bags} bags", "measured", "goal")
    row("-" * 46, "-" * 44, "-" * 14)
    if folder.current() is None:
        build(bags, folder)
    engine = TantivyEngine(folder)
    for size in (1, 2, 3):
        ask(bags, engine, size, chance)
    other_questions(engine)
    typing_mistakes(bags, engine, chance)
    suggestions(bags, engine, chance)
    change(bags, folder, chance)


if __name__ == "__main__":
    main()
