"""Which passwords are refused. Length is the one demand; what every attacker tries first is turned away.

Follows NIST SP 800-63B: no rules about classes of characters, no expiry, a list of the common ones instead.
Most lists hold short words that length refuses anyway, so ours keeps the words, and looks at a password after
taking away the digits and signs people hang on them.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise

from marketplace.kit.text import fold, normal_key

MIN_PASSWORD, MAX_PASSWORD = 10, 200
"""Characters after `normal_password`."""


class PasswordProblem(StrEnum):
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    REPEATED = "repeated"
    SEQUENCE = "sequence"
    COMMON = "common"
    PERSONAL = "personal"


_WORDS = """
password passw passwd pass sandi katasandi katakunci kunci rahasia rahasiaku rahasiabanget passwordku admin
administrator root user test tester testing guest demo default changeme letmein welcome login masuk hello
halo secret master superman batman spiderman ironman pokemon naruto sasuke doraemon hellokitty minecraft
freefire mobilelegends mobilelegend pubgmobile roblox valorant dota gamer google facebook instagram whatsapp
tiktok youtube yahoo gmail twitter samsung iphone android xiaomi oppo vivo nokia computer komputer internet
laptop indonesia indonesiaku indonesiaraya merdeka garuda pancasila nusantara jakarta bandung surabaya
semarang medan makassar palembang yogyakarta jogja jogjakarta malang bogor bekasi depok tangerang balikpapan
samarinda bontang kotabontang kutai kalimantan kaltim borneo sulawesi sumatra jawa bali banjarmasin
pontianak manado lombok papua bismillah bismillahirrahmanirrahim bismilah alhamdulillah subhanallah
allahuakbar assalamualaikum asalamualaikum insyaallah masyaallah astagfirullah muhammad muhamad rasulullah
nabimuhammad allah allahswt islam muslim muslimah ramadhan ramadan lebaran yesus yesuskristus tuhanyesus
tuhan haleluya puji syukur amin jesus christ jesuschrist sayang sayangku sayangkamu sayangmama sayangibu
sayangayah sayanganak sayangbunda sayangkeluarga cinta cintaku cintakamu cintasejati kekasih kekasihku rindu
kangen akusayangkamu akucintakamu akucintaindonesia iloveyou iloveu iloveme loveyou lovely loveme lover love
forever foreverlove mylove mylife hidupku bahagia bahagiaselalu keluarga keluargaku keluargabahagia
keluargacemara mama mamaku mamapapa papa papaku papamama ibu ibuku bapak bapakku ayah ayahku bunda bundaku
ayahbunda anak anakku anaksholeh anaksoleh kakak adik nenek kakek suami suamiku istri istriku semangat
sukses suksesselalu sehat sehatselalu rejeki rejekilancar rezeki berkah barokah semogaberkah jualan jualanku
tokoku tokoonline usahaku bisnis bisnisku dagang uang uangku duit duitku kayaraya orangkaya jutawan sultan
rajut rajutan rajutanku perajin pengrajin merajut tasrajut tasku tasbagus terajut kerajinan benang
benangmerah kriya umkm umkmbontang pkk dispora dispoparekraf bnsp sertifikat andi budi agus ahmad adi ade
dewi dian eka fitri putri putra rina rini ratna sari siti sitirahma sitinur nur nurul nurhayati yanti wati
wahyu rizki rizky rahmat rahma ramadhani hidayat kurniawan setiawan gunawan susanto santoso wijaya saputra
saputri pratama permata lestari maharani anggraini handayani wulandari rahayu aisyah fatimah khadijah zahra
maulana ibrahim ismail yusuf abdullah joko jokowi prabowo soekarno sukarno suharto michael jennifer jessica
daniel andrew anthony ashley charlie jordan thomas george robert william nicole amanda persib persija arema
persebaya psm bonek viking manchester manchesterunited liverpool chelsea arsenal barcelona realmadrid
juventus milan acmilan intermilan football soccer baseball basketball hockey bola sepakbola badminton
bulutangkis messi ronaldo cristiano ronaldinho beckham monkey dragon tiger eagle shadow sunshine princess
prinsesa ratu raja rajaku queen king angel flower bunga bungaku mawar melati anggrek matahari bulan bintang
bintangku pelangi rainbow langit awan hujan laut lautan pantai gunung kucing kucingku anjing kelinci
kupukupu macan harimau singa naga elang gajah ikan ayam bebek burung nasi nasigoreng rendang bakso sate
mieayam indomie kopi kopihitam tehmanis coklat cokelat cookie chocolate banana apple orange mangga durian
semangka stroberi purple yellow black white merah putih merahputih hitam biru hijau kuning ungu pink
computer whatever trustno trustme starwars matrix freedom killer hunter ranger buster harley mustang ferrari
yamaha honda toyota suzuki kawasaki avanza vespa beat vario ninja mercedes porsche qwerty qwertyuiop asdfgh
asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc poiuytrewq lkjhgfdsa mnbvcxz abcdef abcd abc aaa
xxx zzz satu dua tiga satuduatiga satuduatigaempat onetwothree qwe qwer qwert asd asdf zxc zxcv kosong lupa
lupalagi lupasandi lupapassword tidaktahu gaktau gatau entahlah terserah bebas apaaja apasaja ganteng
gantengbanget cantik cantikbanget imut manis jelek gila bodoh anjay mantap mantul keren kerenbanget asik
wkwkwk hahaha hihihi jomblo galau mantan sahabat sahabatku teman temanku bestfriend friends friendship
selamat selamatdatang selamatpagi terimakasih makasih tolong maaf permisi lancar amanah aman sejahtera damai
sabar ikhlas doa doaibu doakan hamba hambaallah pejuang pahlawan juara
"""

COMMON_WORDS: frozenset[str] = frozenset(_WORDS.split())

_LEET = str.maketrans("013457@$!", "oieastasi")
_EDGES = "0123456789!@#$%^&*()-_=+.,?~"
_HUNG_ON = 6
"""Digits and signs before or after a common word that do not make it uncommon, taken together."""

_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
)


def normal_password(text: str) -> str:
    """Return the form that is measured and hashed: NFKC, so that one keyboard's accents match another's."""
    return unicodedata.normalize("NFKC", text)


def _is_repeated(password: str) -> bool:
    """One character, or a piece of up to four, again and again: aaaaaaaaaa, 1212121212, abcabcabcabc."""
    return any(password == (password[:size] * len(password))[: len(password)] for size in range(1, 5))


def _is_sequence(password: str) -> bool:
    """Only runs along the alphabet, the digits or the keyboard: 1234567890, qwertyuiop, abcdef123456."""
    text, runs, start = password.casefold(), 1, 0
    steps = {pair for row in _ROWS for pair in pairwise(row)}
    steps |= {(second, first) for first, second in steps}
    for place, pair in enumerate(pairwise(text), start=1):
        if pair not in steps:
            if place - start < 3:
                return False
            runs, start = runs + 1, place
    return len(text) - start >= 3 and runs <= 3


def _is_common(password: str) -> bool:
    plain = fold(password).replace(" ", "")
    cores = {plain.strip(_EDGES), plain.rstrip(_EDGES)}
    for text in {plain, *(plain.replace(core, core.translate(_LEET), 1) for core in cores)}:
        letters = re.sub(r"[\W\d_]+", "", text)
        hung_on = len(text) - len(letters)
        half = letters[: len(letters) // 2]
        if letters not in COMMON_WORDS and not (half + half == letters and half in COMMON_WORDS):
            continue
        digits = re.sub(r"\D", "", text)
        if hung_on <= _HUNG_ON or (len(digits) >= 3 and (_is_repeated(digits) or _is_sequence(digits))):
            return True
    return False


def _is_personal(password: str, known: Iterable[str]) -> bool:
    """Whether little is left once the e-mail address, number or name of its owner is taken out."""
    key = normal_key(password)
    for fact in known:
        for part in {fact, fact.partition("@")[0]}:
            bare = normal_key(part)
            trunkless = re.sub(r"^(?:62|0)(?=8)", "", bare)
            for owned in {bare, trunkless}:
                if len(owned) >= 4 and owned in key and len(key) - len(owned) <= 4:
                    return True
    return False


def password_problem(password: str, known: Iterable[str] = ()) -> PasswordProblem | None:
    """Return why a new password is refused, or None. `known` are the e-mail address, number and name."""
    text = normal_password(password)
    if len(text) > MAX_PASSWORD:
        return PasswordProblem.TOO_LONG
    if len(text) < MIN_PASSWORD:
        return PasswordProblem.TOO_SHORT
    if _is_repeated(text):
        return PasswordProblem.REPEATED
    if _is_sequence(text):
        return PasswordProblem.SEQUENCE
    if _is_personal(text, known):
        return PasswordProblem.PERSONAL
    return PasswordProblem.COMMON if _is_common(text) else None
