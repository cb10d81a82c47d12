"""The outside world in one object: what a request or a job may reach for besides the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from flask import current_app

from marketplace.adapters.archives.isolation import ArchiveReader
from marketplace.adapters.images.isolation import PicturePool
from marketplace.adapters.mail.port import Mailer
from marketplace.adapters.pages.port import Pages
from marketplace.adapters.pages.values import Values
from marketplace.adapters.paper.isolation import PaperPress
from marketplace.adapters.push.port import Pusher
from marketplace.adapters.search.port import NoEngine, SearchEngine
from marketplace.adapters.shelf import Shelf
from marketplace.adapters.signing.keys import KeyFile
from marketplace.adapters.spreadsheets.isolation import SheetReader
from marketplace.adapters.storage.port import Storage
from marketplace.adapters.storage.sealed import SealedStorage
from marketplace.adapters.tally import Tally
from marketplace.adapters.versions.port import Versions
from marketplace.kit.clock import Clock, local_day, local_time
from marketplace.settings import Settings

MOST_KEYS = 2_000
"""Different searches one process counts between two writings."""


def _nobody_waits() -> None:
    """Stand in for waking a worker where none runs in this process."""


@dataclass(slots=True)
class Toolbox:
    """Ports and their implementations for one application."""

    settings: Settings
    clock: Clock
    public_files: Storage
    private_files: SealedStorage
    mailer: Mailer
    images: PicturePool
    log_key: KeyFile
    sheets: SheetReader
    archives: ArchiveReader
    paper: PaperPress = field(default_factory=PaperPress)
    visits: Tally[int] = field(default_factory=Tally)
    bag_visits: Tally[int] = field(default_factory=Tally)
    whatsapp_clicks: Tally[int] = field(default_factory=Tally)
    searched: Tally[str] = field(default_factory=lambda: Tally(most=MOST_KEYS))
    cards: Shelf = field(default_factory=Shelf)
    search: SearchEngine = field(default_factory=NoEngine)
    pages: Pages | None = None
    pusher: Pusher | None = None
    values: Values = field(default_factory=Values)
    versions: Versions | None = None
    wake_workers: Callable[[], None] = field(default=_nobody_waits)

    def visits_of(self, kind: str) -> Tally[int]:
        """Return where this is counted: readers of a "record" (by certificate), of a "bag", and those who go on from a
        bag's page to "whatsapp" (both by listing)."""
        return {"record": self.visits, "bag": self.bag_visits, "whatsapp": self.whatsapp_clicks}[kind]

    def close(self) -> None:
        """End the child processes, and the connection that watches over the kept pages."""
        if self.versions is not None:
            self.versions.close()
        self.images.close()
        self.sheets.close()
        self.archives.close()
        self.paper.close()

    def today(self) -> date:
        """The calendar day where the installation is; expiry is counted in these days."""
        return local_day(self.clock(), self.settings.timezone)

    def local(self, at: datetime) -> datetime:
        """The same moment on the installation's wall clock."""
        return local_time(at, self.settings.timezone)


def toolbox() -> Toolbox:
    """Return the toolbox of the application that is handling this request or job."""
    box: Toolbox = current_app.extensions["toolbox"]
    return box
