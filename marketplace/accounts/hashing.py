"""How passwords are kept: argon2id with the parameters OWASP asks for, the salt inside the hash."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from marketplace.accounts.passwords import normal_password

UNUSABLE = "!"
"""Stands where an account has no password yet; nothing matches it."""

NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$Wm85E4UCFQWXRj3DE6nQZg$KMpxhR1oOvybYAZzZNSjnkXreZ6FinBNX2MikpJLb4U"
"""The hash of random bytes nobody knows, made once with today's parameters: comparing with it costs as much as any."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hash_password(password: str) -> str:
    """Return what is kept of a password. Takes tens of milliseconds: call it while no transaction is open."""
    return _hasher.hash(_bytes(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether the password is the one that was kept. As slow for an account nobody has as for a real one."""
    known = kept if kept and kept != UNUSABLE else None
    try:
        right = _hasher.verify(known or NOBODY, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(right) and known is not None


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return bool(_hasher.check_needs_rehash(kept))


def _bytes(password: str) -> bytes:
    return normal_password(password).encode("utf-8", "surrogatepass")
