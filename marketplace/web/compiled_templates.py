"""Templates as they were compiled at an earlier start: to compile those of one list takes a fifth of a start.

They lie in the data folder, under a name that changes with Jinja and with every file of ours they are compiled by;
Jinja itself holds each against the text it was made of. What lies there is run: a folder others may write to, or that
is somebody else's, is not used. Nothing depends on it: what cannot be read or written is compiled.
"""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from stat import S_ISDIR

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

log = logging.getLogger(__name__)
_HERE = Path(__file__).parent
_FOLDER, _OTHERS_WRITE = "templates", 0o022


class CompiledTemplates(FileSystemBytecodeCache):
    """Jinja's own cache, which a broken file or a full disk does not stop."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was compiled; nothing where it cannot be read."""
        try:
            super().load_bytecode(bucket)
        except Exception as error:  # whatever a torn file has a reader of objects say
            log.warning("a compiled template cannot be read: %s", type(error).__name__)
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write down what was compiled, all of it or nothing."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def opened(data_dir: Path) -> CompiledTemplates | None:
    """Return what today's code compiles, and take away what older code did; None without a folder of our own."""
    folder = data_dir / _FOLDER
    try:
        own = folder / made_by()
        for path in (folder, own):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = path.lstat()
            if not S_ISDIR(found.st_mode) or not _is_ours(found):
                log.warning("compiled templates are not kept: others may write to %s", path)
                return None
        for older in folder.iterdir():
            if older != own:
                shutil.rmtree(older, ignore_errors=True)
    except OSError as error:
        log.warning("compiled templates are not kept: %s", error.strerror)
        return None
    return CompiledTemplates(str(own))


def _is_ours(found: os.stat_result) -> bool:
    """Tell whether a folder is this user's alone to write; a system without such users keeps its own peace."""
    if os.name == "nt":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_WRITE


def made_by() -> str:
    """Return 16 hex digits for all that compiles templates: constants go through our filters while compiling."""
    digest = sha256(version("jinja2").encode())
    for path in sorted(_HERE.glob("*.py")):
        found = path.stat()
        digest.update(f"{path.name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]
