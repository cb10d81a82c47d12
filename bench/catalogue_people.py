"""Invented artisans with certificates in every state, as rows. Names are dealt at random, numbers begin with zeros."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from marketplace.access.roles import Role
from marketplace.accounts.models import Account, Consent
from marketplace.accounts.rules import CONSENT_VERSION, ConsentPurpose
from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Affiliation, FormOfAddress, Technique
from marketplace.bodies.models import Body, Scheme
from marketplace.certificates.models import Certificate, Decision, Unit, UnitTechnique
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Action, Method, Status
from marketplace.checks.models import VerificationEvent
from marketplace.checks.rules import Outcome
from marketplace.kit.codes import RECORD_ALPHABET, RECORD_LENGTH
from marketplace.kit.dates import add_months
from marketplace.kit.text import fold, normal_key, slugify, words

from bulk import Table
from skew import Skewed, Weighed, permuted

FIRST = "Siti Nur Dewi Rina Wati Ayu Sri Fitri Lestari Yuliana Mariam Hasnah Rahma Indah Mega Putri Dian Ratna Aminah Marlina Rosdiana Jumriah Kartini Masitah Lina Maya Suriani Tuti Umi Vera Wulan Zainab Hadi Andi Budi Agus Rudi Hendra Yusuf Ismail".split()
MIDDLE = "Nur Sri Dwi Tri Eka Puji Endang Ika Nila Ani".split()
LAST = "Rahmawati Hidayah Handayani Wulandari Safitri Anggraini Puspita Maharani Susanti Marlina Astuti Utami Contohwati Peraga Misal Umpama Andai Permata Kusuma Saputra Setiawan Hakim Daeng Basri Syahrani".split()
STORIES = (
    "Saya belajar merajut dari ibu, lalu dari pelatihan kota.",
    "Sudah sepuluh tahun saya merajut di rumah, di sela mengurus anak.",
    "Motif saya ambil dari laut dan perahu di depan rumah.",
    "Pesanan saya kerjakan malam hari, kalau rumah sudah tenang.",
    "Kami berlima di satu gang, dan saling memeriksa hasil.",
    "",
)
UNITS = (
    ("Menyiapkan alat dan bahan rajut", "Preparing tools and yarn"),
    ("Membaca pola dan menghitung tusuk", "Reading patterns and counting stitches"),
    ("Merajut badan tas", "Making the body of the bag"),
    ("Memasang pegangan dan lapisan", "Fitting handles and lining"),
    ("Memeriksa mutu dan menyelesaikan tas", "Checking and finishing the bag"),
)
TECHNIQUES = Skewed([Technique.CROCHET, Technique.KNIT, Technique.MACRAME, Technique.COMBINATION], 1.3)
FATES = Weighed(
    {
        "valid": 50, "none": 12, "expired": 9, "expiring": 7, "pending": 6, "training": 4, "suspended": 3,
        "revoked": 3, "needs_changes": 2, "draft": 2, "rejected": 2,
    }
)  # fmt: skip
STATUS = {
    "valid": Status.VERIFIED, "expiring": Status.VERIFIED, "expired": Status.VERIFIED, "training": Status.VERIFIED,
    "suspended": Status.SUSPENDED, "revoked": Status.REVOKED, "pending": Status.SUBMITTED,
    "needs_changes": Status.NEEDS_CHANGES, "draft": Status.DRAFT, "rejected": Status.REJECTED,
}  # fmt: skip
AFTER = {
    Status.SUSPENDED: (Action.SUSPEND, "Menunggu penjelasan LSP."),
    Status.REVOKED: (Action.REVOKE, "LSP membatalkan sertifikat ini."),
}
METHODS = Skewed([Method.PORTAL_BNSP, Method.QR_SCAN, Method.LSP_CONFIRMATION], 0.7)
TERM = 36
RECORDS = len(RECORD_ALPHABET) ** RECORD_LENGTH


@dataclass(slots=True)
class Maker:
    """What the bags of one artisan have to know of her. `words` name her and her place; `units`: those of her decided
    BNSP certificate, by id."""

    id: int
    name: str
    words: str
    technique: Technique
    units: list[tuple[int, frozenset[Technique]]] = field(default_factory=list)


class People:
    """Deals artisans out; the rows wait in `tables`, parents before children."""

    def __init__(self, chance: random.Random, now: datetime, today: date, places: list[tuple[str, str]]) -> None:
        self._chance, self._now, self._today = chance, now, today
        self._places = Skewed(places)
        self.accounts = Table(Account.__table__, "id", "name", "email", "password_hash", "role", "created_at")
        self.consents = Table(Consent.__table__, "account_id", "purpose", "text_version", "given_at")
        self.bodies = Table(Body.__table__, "id", "slug", "name", "name_folded", "stream", "lsp_type", "licence_no", "licence_key", "licence_status", "checked_on", "created_at", "updated_at")
        self.schemes = Table(Scheme.__table__, "id", "body_id", "slug", "title", "title_en", "created_at", "updated_at")
        self.artisans = Table(Artisan.__table__, "id", "account_id", "slug", "name", "name_folded", "form_of_address", "story", "place_code", "techniques", "affiliations", "whatsapp", "whatsapp_public", "paused_at", "paused_until", "visible", "created_at")
        self.certificates = Table(Certificate.__table__, "id", "code", "artisan_id", "status", "paper", "body_id", "scheme_id", "holder_name", "holder_name_folded", "certificate_no", "certificate_no_key", "registration_no", "registration_no_key", "body_name", "body_licence_no", "body_licence_key", "field", "scheme", "scheme_en", "issue_place", "issue_date", "term_months", "valid_until", "signatory", "checked_on", "method", "decided_by_id", "created_at", "submitted_at", "updated_at")
        self.units = Table(Unit.__table__, "id", "certificate_id", "position", "code", "title", "title_en", "withdrawn_on")
        self.covered = Table(UnitTechnique.__table__, "unit_id", "technique")
        self.decisions = Table(Decision.__table__, "certificate_id", "action", "before", "after", "actor_id", "actor_name", "made_at", "method", "reason")
        self.events = Table(VerificationEvent.__table__, "certificate_id", "method", "outcome", "checked_on", "made_at", "actor_id", "actor_role")
        self.tables = (self.bodies, self.accounts, self.consents, self.schemes, self.artisans, self.certificates, self.units, self.covered, self.decisions, self.events)
        self._certificate = self._unit = 0
        self._register()

    def _register(self) -> None:
        day, at = self._today, self._now - timedelta(days=1200)
        self.bodies.add(1, "lsp-contoh", "LSP Contoh", "lsp contoh", "lsp", "p3", "BNSP-LSP-000-ID", "BNSPLSP000ID", "active", day, at, at)
        self.schemes.add(1, 1, "pembuatan-tas-rajut", "Pembuatan Tas Rajut (contoh)", "Knitted bag making (sample)", at, at)
        self.accounts.add(1, "Petugas Satu (contoh)", "petugas@contoh.invalid", "!", Role.OFFICER.value, at)

    def artisan(self, number: int) -> Maker:
        """Make the `number`-th artisan, from 1."""
        chance, key = self._chance, number + 1
        name = " ".join(filter(None, (chance.choice(FIRST), chance.choice(MIDDLE) if chance.random() < 0.4 else "", chance.choice(LAST))))
        code, place = self._places.one(chance)
        technique = TECHNIQUES.one(chance)
        joined = self._now - timedelta(days=chance.randrange(30, 1200), seconds=chance.randrange(86_400))
        self.accounts.add(key, name, f"perajin{number}@contoh.invalid", "!", Role.ARTISAN.value, joined)
        for purpose in (ConsentPurpose.DATA_PROCESSING, ConsentPurpose.SHOW_PROFILE):
            self.consents.add(key, purpose.value, CONSENT_VERSION, joined)
        away = chance.random() < 0.03
        group = chance.choice(list(Affiliation)).value if chance.random() < 0.6 else None
        self.artisans.add(
            number, key, f"{slugify(name)}-{number}", name, fold(name), chance.choice(list(FormOfAddress)).value,
            chance.choice(STORIES), code, [technique.value], [group] if group else [], f"+62812{number:08d}", chance.random() < 0.7,
            self._now if away else None, self._today + timedelta(days=chance.randrange(2, 30)) if away else None,
            chance.random() < 0.98, joined,
        )  # fmt: skip
        maker = Maker(number, name, " ".join(words(f"{name} {place}")), technique)
        fate = FATES.one(chance)
        if fate != "none":
            self._certify(maker, fate)
        return maker

    def _certify(self, maker: Maker, fate: str) -> None:
        chance, today, status = self._chance, self._today, STATUS[fate]
        self._certificate += 1
        number, training = self._certificate, fate == "training"
        age = {"expired": (37, 60), "expiring": (34, 35)}.get(fate, (1, 33))
        issued = add_months(today, -chance.randint(*age)) - timedelta(days=chance.randrange(15))
        sent = datetime.combine(issued, self._now.timetz()) + timedelta(days=chance.randrange(1, 25))
        decided = status in (Status.VERIFIED, Status.SUSPENDED, Status.REVOKED)
        method, checked = (METHODS.one(chance), (sent + timedelta(days=2)).date()) if decided else (None, None)
        printed = f"CONTOH/LPK/{number:06d}/{issued.year}" if training else f"00000 0000 0 {number:07d} {issued.year}"
        registered = "" if training else f"CTH 000 {number:06d} {issued.year}"
        body = "LPK Contoh" if training else "LSP Contoh"
        linked = 1 if decided and not training else None
        self.certificates.add(
            number, record_code(number) if decided else None, maker.id, status.value,
            (Paper.LPK if training else Paper.BNSP).value, linked, linked, maker.name, fold(maker.name), printed, normal_key(printed),
            registered, normal_key(registered), body, "" if training else "BNSP-LSP-000-ID",
            "" if training else "BNSPLSP000ID", "Kerajinan (contoh)", "Pembuatan Tas Rajut (contoh)",
            "Knitted bag making (sample)", "Bontang", issued, None if training else TERM,
            None if training else add_months(issued, TERM), f"Ketua {body}", checked, method.value if method else None,
            1 if decided else None, sent, None if fate == "draft" else sent, sent,
        )  # fmt: skip
        if not training:
            self._units(maker, number, decided)
        if decided and method and checked:
            self._decide(number, status, method, checked, sent)

    def _units(self, maker: Maker, certificate: int, decided: bool) -> None:
        reach = frozenset({maker.technique, *([Technique.KNIT, Technique.CROCHET] if self._chance.random() < 0.5 else [])})
        for position, (title, title_en) in enumerate(UNITS, 1):
            self._unit += 1
            gone = decided and position == len(UNITS) and self._chance.random() < 0.03
            self.units.add(self._unit, certificate, position, f"CONTOH.000.00{position}", title, title_en, self._today - timedelta(days=20) if gone else None)
            if decided:
                for technique in reach:
                    self.covered.add(self._unit, technique.value)
                maker.units.append((self._unit, reach))

    def _decide(self, number: int, status: Status, method: Method, checked: date, at: datetime) -> None:
        self.decisions.add(number, Action.VERIFY.value, Status.SUBMITTED.value, Status.VERIFIED.value, 1, "Petugas Satu (contoh)", at, method.value, "")
        if status in AFTER:
            action, reason = AFTER[status]
            self.decisions.add(number, action.value, Status.VERIFIED.value, status.value, 1, "Petugas Satu (contoh)", at + timedelta(days=3), None, reason)
        self.events.add(number, method.value, Outcome.MATCH.value, checked, at, 1, Role.OFFICER.value)


def record_code(number: int) -> str:
    """The code of the `number`-th record: four characters that look like chance, never the same twice."""
    left, letters = permuted(number, RECORDS, 610_877), ""
    for _ in range(RECORD_LENGTH):
        left, place = divmod(left, len(RECORD_ALPHABET))
        letters += RECORD_ALPHABET[place]
    return f"BTG-{letters}"
