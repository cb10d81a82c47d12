"""How passwords are kept: argon2id with the parameters OWASP asks for, the salt inside the hash."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from marketplace.accounts.passwords import normal_password

UNUSABLE = "!"
"""Stands where an account has no password yet; nothing matches it."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hash_password(password: str) -> str:
    """Return what is kept of a password. Takes tens of milliseconds: call it while no transaction is open."""
    return _hasher.hash(_bytes(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether the password is the one that was kept. As slow for an account nobody has as for a real one."""
    known = kept if kept and kept != UNUSABLE else None
    try:
        right = _hasher.verify(known or _nobody(), _bytes(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(right) and known is not None


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return bool(_hasher.check_needs_rehash(kept))


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash that costs as much to compare with as any other."""
    return _hasher.hash(b"nobody has this password")


def _bytes(password: str) -> bytes:
    return normal_password(password).encode("utf-8", "surrogatepass")
