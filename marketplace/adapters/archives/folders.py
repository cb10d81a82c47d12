"""A folder on the machine itself, read by the same rules as an archive."""

from __future__ import annotations

import os
from pathlib import Path

from marketplace.adapters.archives.entries import DEFAULT_LIMITS, ArchiveLimits, Entry
from marketplace.adapters.archives.names import is_leftover, require_good, shown
from marketplace.kit.errors import TooLarge, Unsupported


class Folder:
    """The files below a folder; links are refused, not followed. Raises Unsupported or TooLarge "archive....".

    A file that goes, or becomes a link, between the look and the reading is "archive.damaged".
    """

    def __init__(self, root: Path, limits: ArchiveLimits = DEFAULT_LIMITS) -> None:
        self._root = root
        found: list[Entry] = []
        for folder, folders, files in os.walk(root):
            for name in sorted([*folders, *files]):
                path = Path(folder, name)
                relative = path.relative_to(root).as_posix()
                if path.is_symlink():
                    raise Unsupported("archive.link", file=shown(relative))
                if path.is_file() and not is_leftover(relative):
                    found.append(Entry(relative, path.stat().st_size))
                if len(found) > limits.max_entries:
                    raise TooLarge("archive.too_many_entries", limit=limits.max_entries)
        if not found:
            raise Unsupported("archive.empty")
        require_good([entry.name for entry in found], limits.max_name)
        self.entries = tuple(found)

    def read(self, entry: Entry) -> bytes:
        """Return one file's bytes, never more than it had when the folder was looked at."""
        try:
            with open(os.open(self._root / entry.name, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
                return file.read(entry.size)
        except OSError as error:
            raise Unsupported("archive.damaged", file=shown(entry.name)) from error
