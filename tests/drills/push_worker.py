"""`worker` of a drill: whatever push service a browser named, it is reached on a port of this machine.

python -m tests.drills.push_worker PORT worker. The installation itself posts to public machines alone, whatever is set.
"""

from __future__ import annotations

import sys
from functools import partial
from http.client import HTTPConnection

from marketplace import tools
from marketplace.__main__ import main
from marketplace.adapters.push.web import WebPusher


def connect(port: int, host: str) -> HTTPConnection:
    """Stand in for a connection over TLS to the host."""
    return HTTPConnection("127.0.0.1", port, timeout=10)


if __name__ == "__main__":
    to = partial(connect, int(sys.argv.pop(1)))
    tools.WebPusher = partial(WebPusher, connect=to)
    main()
