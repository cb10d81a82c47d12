"""The words of this trade: what means the same, what is said together, what says nothing, and what a stem is.

Indonesian and English as buyers type them, folded. Sources: the craft vocabulary of the programme (SKKNI for knitting
and crochet), yarn shops and market places; in strict use "merenda" is crochet and "merajut" is knitting, in daily use
"rajut" covers both.
"""

from __future__ import annotations

from collections.abc import Mapping

_STOP_WORDS = """
yang dan di ke dari untuk dengan atau ini itu pada dalam adalah juga karena oleh para bagi sebagai akan bisa
dapat ada tidak saya kami kita anda nya pun per si sang tsb yg dgn utk dr dll the a an and or of for with in
on to by is are from at it this that
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

_SAME = """
rajut: rajutan merajut perajut dirajut
crochet: crocheted crocheting crochets merenda renda merendah hakken haken hakpen hekken hakenan
knit: knitted knitting knits breien brei
macrame: makrame makreme
tas: bag bags tass
ransel: backpack backpacks rucksack rangsel
selempang: slempang crossbody sling selendang
bahu: shoulder
jinjing: handbag handbags tenteng
tote: totebag totebags
serut: drawstring bucket
dompet: wallet wallets purse purses
pinggang: waist waistbag
pesta: evening party
belanja: shopping market
anak: child children childrens kids kid
hp: phone handphone ponsel
minum: bottle botol tumbler
clutch: clutches
pouch: pouches
nilon: nylon
poliester: polyester
katun: cotton
akrilik: acrylic
wol: wool
rafia: raffia raphia
goni: jute yute
tambang: rope
kaus: kaos tshirt
kulit: leather
kayu: wood wooden
rantai: chain
benang: yarn
furing: lining lined lapisan
resleting: ritsleting risleting retsleting zip zipper
tali: cord strap
magnet: magnetic
kancing: button buttons
hitam: black
putih: white
krem: cream
coklat: cokelat brown
abu: grey gray
merah: red
marun: maroon
pink: pingky
oranye: orange jingga oren
kuning: yellow
hijau: green
tosca: toska turquoise
biru: blue
navy: dongker
ungu: purple
emas: gold golden
perak: silver
multiwarna: multicolour multicolor multicoloured
bunga: flower flowers floral kembang
anyam: woven weave anyaman
besar: large big jumbo
kecil: small mini mungil
bulat: round
polos: plain
garis: stripe striped stripes
bordir: embroidery embroidered
buatan: handmade made
hadiah: gift kado
alas: base
"""

SYNONYMS: Mapping[str, str] = {
    word: line.partition(":")[0]
    for line in _SAME.strip().splitlines()
    for word in (line.partition(":")[0], *line.partition(":")[2].split())
}
"""Word -> the one it is kept under; words of one line find the same bags."""

ALSO: Mapping[str, tuple[str, ...]] = {
    "rajut": ("crochet", "knit"),
    "crochet": ("rajut",),
    "knit": ("rajut",),
}
"""What a bag with a kept word is found by besides, behind those that have that word themselves: "rajut" is either of
two techniques, and either is loosely called "rajut"."""

PHRASES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("merah", "muda"): ("pink",),
    ("abu", "abu"): ("abu",),
    ("warna", "warni"): ("multiwarna",),
    ("tali", "kur"): ("talikur", "tali", "kur"),
    ("macrame", "cord"): ("talikur", "tali", "macrame"),
    ("t", "shirt"): ("kaus",),
    ("lap", "top"): ("laptop",),
    ("lok", "tuan"): ("loktuan", "lok", "tuan"),
    ("kotak", "nenek"): ("granny", "kotak", "nenek"),
    ("granny", "square"): ("granny", "square"),
    ("dua", "jarum"): ("knit", "jarum"),
    ("cross", "body"): ("selempang",),
    ("back", "pack"): ("ransel",),
}
"""Two words that mean one thing: what a bag that has them is found by, the meaning itself first."""

_ROOTS = """
rajut renda jahit anyam sulam tenun kepang ikat simpul lipat gantung warna tali furing resleting kancing
motif pola bordir hias lukis cuci pakai bawa buat
"""
ROOTS = frozenset(_ROOTS.split())
"""Roots a verb's prefix is cut from; from no other word, or "keramik" would lose its beginning."""

PREFIXES = ("menge", "meng", "meny", "mem", "men", "me", "ber", "di", "ter", "pe", "per", "se")

_KEPT_WHOLE = """
selatan kanaan
tangan bangku tungku bukan depan belakang tujuan bangunan perempuan keramik ramik bantuan jaman zaman teman
taman papan kanan ikan bulan hujan jalan awan kawan tuan loktuan lokan harian tahunan ruangan kerajinan
hiasan selendang sedan intan rotan durian pandan mainan satuan lautan daratan nelayan kalimantan kerinan
"""
KEPT_WHOLE = frozenset(_KEPT_WHOLE.split())
"""Words that end like a suffix and are none, or mean another thing without it."""
