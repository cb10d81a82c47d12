"""To which addresses we post: https on its own port, a public name, and only while it leads to public addresses.

An endpoint is what a browser says: somebody may say the address of a machine behind our walls instead. So names are
looked at when they are given, and what they lead to each time we post; the connection goes to an address looked at.
"""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

MAX_ENDPOINT = 1024
PRINTED = re.compile(r"[\x21-\x7e]+")
NAME = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
INSIDE = (
    "local",
    "localhost",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "arpa",
    "onion",
    "test",
    "example",
)
"""Last parts of names that lead to no public machine, `invalid` apart, which leads nowhere at all."""
NAT64, MAPPED = ip_network("64:ff9b::/96"), ip_network("::ffff:0:0/96")
"""Addresses of IPv6 that stand for ones of IPv4 (RFC 6052, 4291)."""
GLOBAL = ip_network("2000::/3")
"""All of IPv6 that was ever given to machines (RFC 4291, IANA); site-local and whatever comes later is not in it."""
NOBODY = tuple(ip_network(one) for one in ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20"))
"""What older tables take for public: of protocols (RFC 6890), relays of 6to4 (7526), examples (9637)."""
HTTPS = 443


def checked(endpoint: str) -> str:
    """Return the host of an endpoint; ValueError for anything but https to a public name."""
    if len(endpoint) > MAX_ENDPOINT or not PRINTED.fullmatch(endpoint):
        raise ValueError("not an endpoint")
    parts = urlsplit(endpoint)
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or parts.username is not None or parts.password is not None:
        raise ValueError("not https")
    if parts.port not in (None, HTTPS) or parts.fragment:
        raise ValueError("not an endpoint")
    if not NAME.fullmatch(host) or host.rpartition(".")[2] in INSIDE:
        raise ValueError("not a public name")
    return host


def target(endpoint: str) -> str:
    """Return what is asked of the host: path and query."""
    parts = urlsplit(endpoint)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def public_addresses(host: str) -> list[str]:
    """Return the addresses a name leads to now. OSError without any, or where one of them is not public."""
    found = {str(row[4][0]) for row in socket.getaddrinfo(host, HTTPS, type=socket.SOCK_STREAM)}
    if not found or not all(is_public(one) for one in found):
        raise OSError("not a public address")
    return sorted(found, key=lambda one: (":" in one, one))


def is_public(address: str) -> bool:
    """Whether an address is one of the public network, also inside the wrappings of IPv6."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if found.version == 6 and not any(found in one for one in (GLOBAL, NAT64, MAPPED)):
        return False
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    teredo = getattr(found, "teredo", None)
    translated = ip_address(int(found) & 0xFFFFFFFF) if found in NAT64 else None
    return all(_is_reached(one) for one in (found, inner, translated, *(teredo or ())) if one is not None)


def _is_reached(address: IPv4Address | IPv6Address) -> bool:
    if address in MAPPED:
        return True  # what it wraps is looked at; Pythons differ about the wrapping
    return address.is_global and not address.is_multicast and not any(address in one for one in NOBODY)
