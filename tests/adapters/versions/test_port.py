"""Who watches over the version keeps the promise of the port."""

from __future__ import annotations

import inspect

from marketplace.adapters.versions.port import Versions
from marketplace.adapters.versions.watch import Watch


def test_watch_has_all_that_is_promised():
    for name in ("now", "close"):
        assert inspect.signature(getattr(Watch, name)) == inspect.signature(getattr(Versions, name))
