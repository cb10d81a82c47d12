"""Sealing bytes with AES-256-GCM (NIST SP 800-38D), under keys that can change.

A sealed file is `TJS1`, 8 bytes of key id, 12 bytes of nonce, then the ciphertext with its 16-byte tag. The header and
the name the bytes are kept under are bound in as associated data: a file put in another's place does not open.
"""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from marketplace.adapters.signing.files import write_secret
from marketplace.adapters.signing.keys import KeyUnusable

MAGIC = b"TJS1"
ID_BYTES, KEY_BYTES, NONCE_BYTES, TAG_BYTES = 8, 32, 12, 16
HEADER_BYTES = len(MAGIC) + ID_BYTES + NONCE_BYTES
OVERHEAD = HEADER_BYTES + TAG_BYTES
LINE = re.compile(rf"([0-9a-f]{{{ID_BYTES * 2}}}) ([0-9a-f]{{{KEY_BYTES * 2}}})", re.ASCII)


class Unsealable(Exception):
    """The bytes were changed, are kept under another name, or no key at hand opens them."""


@dataclass(frozen=True, slots=True, repr=False)
class SealingKey:
    """A secret and the id by which a sealed file names it."""

    id: bytes
    secret: bytes

    @classmethod
    def generate(cls) -> SealingKey:
        return cls(secrets.token_bytes(ID_BYTES), AESGCM.generate_key(KEY_BYTES * 8))


@dataclass(frozen=True, slots=True, repr=False)
class Ring:
    """The keys at hand, the present one first; older ones only open."""

    keys: tuple[SealingKey, ...]

    @property
    def present(self) -> SealingKey:
        return self.keys[0]

    def seal(self, data: bytes, name: str) -> bytes:
        """Return the sealed form of bytes that will be kept under this name."""
        key, nonce = self.present, secrets.token_bytes(NONCE_BYTES)
        lead = MAGIC + key.id
        return lead + nonce + AESGCM(key.secret).encrypt(nonce, data, lead + name.encode())

    def unseal(self, sealed: bytes, name: str) -> bytes:
        """Return the bytes; raises Unsealable."""
        used = key_id(sealed)
        key = next((key for key in self.keys if key.id == used), None)
        if key is None or used is None:
            raise Unsealable("no key")
        nonce = sealed[HEADER_BYTES - NONCE_BYTES : HEADER_BYTES]
        try:
            return AESGCM(key.secret).decrypt(nonce, sealed[HEADER_BYTES:], MAGIC + used + name.encode())
        except (InvalidTag, ValueError) as error:
            raise Unsealable("changed") from error


def key_id(head: bytes) -> bytes | None:
    """Return which key sealed a file, from its first bytes; None for a file that is not sealed."""
    return head[len(MAGIC) : len(MAGIC) + ID_BYTES] if head.startswith(MAGIC) else None


class RingFile:
    """Where the keys are kept, one `id secret` in hexadecimal a line. Read anew each time, as processes run on."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Ring:
        """Return the keys; raises KeyUnusable."""
        try:
            lines = self.path.read_text("ascii").splitlines()
        except OSError as error:
            raise KeyUnusable(f"{self.path}: {error.strerror}") from error
        except ValueError:
            lines = []
        found = [LINE.fullmatch(line) for line in lines]
        keys = tuple(SealingKey(*map(bytes.fromhex, line.groups())) for line in found if line)
        if not keys or len(keys) < len(found):
            raise KeyUnusable(f"{self.path} holds no keys for private files")
        return Ring(keys)

    def load_or_make(self) -> Ring:
        """Return the keys, made where there are none; of several makers at once the first one's key is kept."""
        if not self.path.exists():
            self.make()
        return self.load()

    def make(self) -> bool:
        """Write a first key for its owner alone; False when there is a file already, which stays as it is."""
        try:
            write_secret(self.path, _text(Ring((SealingKey.generate(),))), os.link)
        except FileExistsError:
            return False
        return True

    def add(self) -> Ring:
        """Put a new key in front of those there are, which go on opening what they sealed."""
        return self._replace(Ring((SealingKey.generate(), *self.load().keys)))

    def drop(self, ids: set[bytes]) -> Ring:
        """Forget old keys; the present one stays in any case."""
        ring = self.load()
        return self._replace(Ring((ring.present, *(key for key in ring.keys[1:] if key.id not in ids))))

    def _replace(self, ring: Ring) -> Ring:
        write_secret(self.path, _text(ring), os.replace)
        return ring


def _text(ring: Ring) -> bytes:
    return "".join(f"{key.id.hex()} {key.secret.hex()}\n" for key in ring.keys).encode()
