"""Everything that differs from one installation to the next, read from the environment once and nowhere else."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

PREFIX = "MARKETPLACE_"
DEVELOPMENT_KEY = "only-for-development-never-in-production"
PROJECT = Path(__file__).resolve().parent.parent
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?", re.ASCII)
MEDIA_ADDRESS = re.compile(rf"({ORIGIN.pattern})?(/[A-Za-z0-9._~-]+)+|{ORIGIN.pattern}", re.ASCII)
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", re.ASCII)
"""Names of buckets (AWS, "General purpose bucket naming rules"), as far as a mistyped address would break them."""


class SettingsError(Exception):
    """The configuration cannot be used; the message is one line that names the setting."""


@dataclass(frozen=True)
class Settings:
    """One installation's configuration. Sizes in bytes, lengths in pixels, times in seconds."""

    production: bool = False
    debug: bool = False
    testing: bool = False
    secret_key: str = field(default=DEVELOPMENT_KEY, repr=False)
    base_url: str = "http://127.0.0.1:8000"
    extra_hosts: tuple[str, ...] = ()
    data_dir: Path = PROJECT / "instance"
    database_url: str = ""
    media_dir: Path = Path()
    media_url: str = "/media"
    private_dir: Path = Path()
    search_folder: Path | None = None
    s3_bucket: str = ""
    s3_private_bucket: str = ""
    s3_endpoint: str = ""
    s3_region: str = "us-east-1"
    s3_access_key: str = field(default="", repr=False)
    s3_secret_key: str = field(default="", repr=False)
    log_key_file: Path | None = None
    private_key_file: Path | None = None
    push_key_file: Path | None = None
    mail_url: str = ""
    mail_from: str = "Terajut <no-reply@terajut.invalid>"
    redis_url: str = ""
    site_name: str = "Terajut"
    city: str = "Bontang"
    regency_code: str = "64.74"
    record_prefix: str = "BTG"
    content: str = "bontang"
    timezone: str = "Asia/Makassar"
    locale: str = "id"
    proxies: int = 0
    demo: bool = True
    jobs_in_web: bool = True
    staff_second_factor: bool = False
    photo_max_bytes: int = 10_000_000
    photo_max_pixels: int = 40_000_000
    photo_max_side: int = 12_000
    photo_keep_originals: bool = False
    scan_max_bytes: int = 10_000_000
    scan_max_pages: int = 20
    scan_days: int = 90
    talk_photo_days: int = 90
    talk_report_days: int = 90
    dispute_reply_days: int = 3
    dispute_outcome_days: int = 7
    dispute_photo_days: int = 90
    registration_days: int = 365
    roster_max_bytes: int = 5_000_000
    roster_not_yet_days: int = 90
    batch_max_bytes: int = 100_000_000
    facet_bound: int = 10_000
    roster_key: str = field(default="", repr=False)
    """Hashes the facts of rosters; derived from the secret key where it is not set. Changing either makes every fact
    kept so far useless."""
    body_max_bytes: int = 110_000_000
    page_memory_bytes: int = 32_000_000
    form_memory_max_bytes: int = 500_000
    form_max_parts: int = 200

    @property
    def fact_key(self) -> bytes:
        """What the facts of rosters are hashed with; in no table and in no backup of one."""
        return hmac.digest((self.roster_key or self.secret_key).encode(), b"roster facts", "sha256")

    @property
    def secure(self) -> bool:
        """True when people reach the site over TLS, so cookies may insist on it."""
        return self.base_url.startswith("https://")

    @property
    def log_key_path(self) -> Path:
        """Where the private key is that signs the decision log."""
        return self.log_key_file or self.data_dir / "keys" / "log.key"

    @property
    def private_key_path(self) -> Path:
        """Where the keys are that private files are sealed with."""
        return self.private_key_file or self.data_dir / "keys" / "private.key"

    @property
    def push_key_path(self) -> Path:
        """Where the private key is that signs notices to browsers; none are sent while there is none."""
        return self.push_key_file or self.data_dir / "keys" / "push.key"

    @property
    def contact(self) -> str:
        """Where push services reach whoever runs this site, as an address: the site's own, or that of its letters."""
        return self.base_url if self.secure else f"mailto:{parseaddr(self.mail_from)[1]}"

    @property
    def search_dir(self) -> Path:
        """Where the index of the search is; it may be deleted at any time, and is built anew."""
        return self.search_folder or self.data_dir / "search"

    @property
    def hosts(self) -> frozenset[str]:
        """Host names (without port) that a request may carry; anything else is refused with 400."""
        own = urlsplit(self.base_url).hostname or ""
        local = () if self.production else ("127.0.0.1", "localhost", "::1")
        return frozenset({own, *self.extra_hosts, *local})

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Settings:
        """Read `MARKETPLACE_*`; raise SettingsError for a value that cannot be used."""
        reader = _Reader(environ)
        production = reader.flag("PRODUCTION", False)
        data_dir = reader.path("DATA_DIR", PROJECT / "instance")
        settings = cls(
            production=production,
            debug=reader.flag("DEBUG", False),
            secret_key=reader.text("SECRET_KEY", DEVELOPMENT_KEY),
            base_url=reader.text("BASE_URL", "" if production else cls.base_url).rstrip("/"),
            extra_hosts=tuple(reader.text("EXTRA_HOSTS", "").replace(",", " ").split()),
            data_dir=data_dir,
            database_url=_psycopg(reader.text("DATABASE_URL", f"sqlite:///{data_dir / 'terajut.db'}")),
            media_dir=reader.path("MEDIA_DIR", data_dir / "media"),
            media_url=reader.text("MEDIA_URL", "/media").rstrip("/"),
            private_dir=reader.path("PRIVATE_DIR", data_dir / "private"),
            search_folder=reader.path("SEARCH_DIR", data_dir / "search"),
            s3_bucket=reader.text("S3_BUCKET", ""),
            s3_private_bucket=reader.text("S3_PRIVATE_BUCKET", ""),
            s3_endpoint=reader.text("S3_ENDPOINT", "").rstrip("/"),
            s3_region=reader.text("S3_REGION", cls.s3_region),
            s3_access_key=reader.text("S3_ACCESS_KEY", ""),
            s3_secret_key=reader.text("S3_SECRET_KEY", ""),
            log_key_file=reader.path("LOG_KEY_FILE", data_dir / "keys" / "log.key"),
            private_key_file=reader.path("PRIVATE_KEY_FILE", data_dir / "keys" / "private.key"),
            push_key_file=reader.path("PUSH_KEY_FILE", data_dir / "keys" / "push.key"),
            mail_url=reader.text("MAIL_URL", f"file:{data_dir / 'mail'}"),
            mail_from=reader.text("MAIL_FROM", cls.mail_from),
            redis_url=reader.text("REDIS_URL", ""),
            site_name=reader.text("SITE_NAME", cls.site_name),
            city=reader.text("CITY", cls.city),
            regency_code=reader.text("REGENCY_CODE", cls.regency_code),
            record_prefix=reader.text("RECORD_PREFIX", cls.record_prefix),
            content=reader.text("CONTENT", cls.content),
            timezone=reader.text("TIMEZONE", cls.timezone),
            locale=reader.text("LOCALE", cls.locale),
            proxies=reader.whole("PROXIES", 0),
            demo=reader.flag("DEMO", not production),
            jobs_in_web=reader.flag("JOBS_IN_WEB", True),
            staff_second_factor=reader.flag("STAFF_SECOND_FACTOR", production),
            photo_max_bytes=reader.whole("PHOTO_MAX_BYTES", cls.photo_max_bytes),
            photo_max_pixels=reader.whole("PHOTO_MAX_PIXELS", cls.photo_max_pixels),
            photo_max_side=reader.whole("PHOTO_MAX_SIDE", cls.photo_max_side),
            photo_keep_originals=reader.flag("PHOTO_KEEP_ORIGINALS", cls.photo_keep_originals),
            scan_max_bytes=reader.whole("SCAN_MAX_BYTES", cls.scan_max_bytes),
            scan_max_pages=reader.whole("SCAN_MAX_PAGES", cls.scan_max_pages),
            scan_days=reader.whole("SCAN_DAYS", cls.scan_days),
            talk_photo_days=reader.whole("TALK_PHOTO_DAYS", cls.talk_photo_days),
            talk_report_days=reader.whole("TALK_REPORT_DAYS", cls.talk_report_days),
            dispute_reply_days=reader.whole("DISPUTE_REPLY_DAYS", cls.dispute_reply_days),
            dispute_outcome_days=reader.whole("DISPUTE_OUTCOME_DAYS", cls.dispute_outcome_days),
            dispute_photo_days=reader.whole("DISPUTE_PHOTO_DAYS", cls.dispute_photo_days),
            registration_days=reader.whole("REGISTRATION_DAYS", cls.registration_days),
            roster_max_bytes=reader.whole("ROSTER_MAX_BYTES", cls.roster_max_bytes),
            roster_not_yet_days=reader.whole("ROSTER_NOT_YET_DAYS", cls.roster_not_yet_days),
            batch_max_bytes=reader.whole("BATCH_MAX_BYTES", cls.batch_max_bytes),
            facet_bound=max(1, reader.whole("FACET_BOUND", cls.facet_bound)),
            roster_key=reader.text("ROSTER_KEY", ""),
            body_max_bytes=reader.whole("BODY_MAX_BYTES", cls.body_max_bytes),
            page_memory_bytes=reader.whole("PAGE_MEMORY_BYTES", cls.page_memory_bytes),
        )
        settings._refuse_nonsense()
        if production:
            settings._refuse_defaults()
        return settings

    def _refuse_nonsense(self) -> None:
        parts = urlsplit(self.base_url)
        if self.base_url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path):
            raise SettingsError(f"{PREFIX}BASE_URL must look like https://example.org, not {self.base_url!r}")
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise SettingsError(f"{PREFIX}TIMEZONE is not a known time zone: {self.timezone!r}") from error
        if self.locale not in ("id", "en"):
            raise SettingsError(f"{PREFIX}LOCALE must be id or en, not {self.locale!r}")
        if not (
            self.record_prefix.isascii()
            and self.record_prefix.isalpha()
            and self.record_prefix.isupper()
            and 2 <= len(self.record_prefix) <= 5
        ):
            raise SettingsError(f"{PREFIX}RECORD_PREFIX must be 2 to 5 capital letters")
        self._refuse_wrong_places()

    def _refuse_wrong_places(self) -> None:
        """Look at where files are kept and fetched; the address of media stands in the security policy."""
        if not MEDIA_ADDRESS.fullmatch(self.media_url):
            raise SettingsError(
                f"{PREFIX}MEDIA_URL must look like /media or https://media.example.org/media, not {self.media_url!r}"
            )
        if self.secure and self.media_url.startswith("http://"):
            raise SettingsError(f"{PREFIX}MEDIA_URL must be https, as {PREFIX}BASE_URL is")
        if self.s3_endpoint and not ORIGIN.fullmatch(self.s3_endpoint):
            raise SettingsError(
                f"{PREFIX}S3_ENDPOINT must look like https://s3.example.org, not {self.s3_endpoint!r}"
            )
        for name, bucket in (("S3_BUCKET", self.s3_bucket), ("S3_PRIVATE_BUCKET", self.s3_private_bucket)):
            if bucket and not BUCKET.fullmatch(bucket):
                raise SettingsError(f"{PREFIX}{name} is not the name of a bucket: {bucket!r}")
        others = self.s3_private_bucket or self.s3_endpoint or self.s3_access_key or self.s3_secret_key
        if others and not self.s3_bucket:
            raise SettingsError(f"{PREFIX}S3_BUCKET must name a bucket when another {PREFIX}S3_* is set")
        if self.s3_bucket and not (self.s3_access_key and self.s3_secret_key):
            raise SettingsError(
                f"{PREFIX}S3_ACCESS_KEY and {PREFIX}S3_SECRET_KEY must be set with {PREFIX}S3_BUCKET"
            )

    def _refuse_defaults(self) -> None:
        if self.secret_key == DEVELOPMENT_KEY or len(self.secret_key) < 32:
            raise SettingsError(
                f"{PREFIX}SECRET_KEY must be set to 32 or more random characters in production"
            )
        if self.debug:
            raise SettingsError(f"{PREFIX}DEBUG must be off in production")
        if not self.base_url:
            raise SettingsError(
                f"{PREFIX}BASE_URL must be set in production, for example https://terajut.example"
            )
        if self.demo:
            raise SettingsError(f"{PREFIX}DEMO must be off in production: demo sign-ins are public knowledge")
        if not self.staff_second_factor:
            raise SettingsError(f"{PREFIX}STAFF_SECOND_FACTOR cannot be switched off in production")


def _psycopg(url: str) -> str:
    """Name the driver, so that the address a hosting service prints works as it stands."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


@dataclass(frozen=True, slots=True)
class _Reader:
    environ: Mapping[str, str]

    def text(self, name: str, default: str) -> str:
        return self.environ.get(PREFIX + name, "").strip() or default

    def path(self, name: str, default: Path) -> Path:
        return Path(self.text(name, str(default))).expanduser().resolve()

    def flag(self, name: str, default: bool) -> bool:
        word = self.text(name, str(default)).lower()
        if word in ("1", "true", "yes", "on"):
            return True
        if word in ("0", "false", "no", "off"):
            return False
        raise SettingsError(f"{PREFIX}{name} must be on or off, not {word!r}")

    def whole(self, name: str, default: int) -> int:
        word = self.text(name, str(default))
        if not (word.isascii() and word.isdigit()):
            raise SettingsError(f"{PREFIX}{name} must be a whole number, not {word!r}")
        return int(word)
