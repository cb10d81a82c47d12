"""Private keys in memory and in files, and the check of a signature."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from marketplace.adapters.signing.files import write_secret


class KeyUnusable(Exception):
    """There is no key, or what is there is none; the message is one line that names the file."""


class SigningKey:
    """One private key in memory."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    @classmethod
    def generate(cls) -> SigningKey:
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, pem: bytes) -> SigningKey:
        """Read an unencrypted PKCS #8 key, as `openssl genpkey -algorithm ed25519` writes it. ValueError otherwise."""
        try:
            private = load_pem_private_key(pem, password=None)
        except (TypeError, UnsupportedAlgorithm) as error:
            raise ValueError("no plain private key") from error
        if not isinstance(private, Ed25519PrivateKey):
            raise ValueError("no Ed25519 key")
        return cls(private)

    @property
    def public(self) -> bytes:
        """The 32 bytes everybody may know."""
        return self._private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature."""
        return self._private.sign(message)

    def to_pem(self) -> bytes:
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


class KeyFile:
    """Where a private key is kept. It is read anew each time, so that running processes follow a rotation."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> SigningKey:
        """Return the key; raises KeyUnusable."""
        try:
            return SigningKey.from_pem(self.path.read_bytes())
        except OSError as error:
            raise KeyUnusable(f"{self.path}: {error.strerror}") from error
        except ValueError as error:
            raise KeyUnusable(f"{self.path} holds no plain Ed25519 key in PEM form") from error

    def load_or_make(self) -> SigningKey:
        """Return the key, made where there is none; of several makers at once the first one's key is kept."""
        if not self.path.exists():
            self.make()
        return self.load()

    def make(self) -> bool:
        """Write a new key for its owner alone; False when there is a file already, which stays as it is."""
        try:
            self._write(SigningKey.generate(), os.link)
        except FileExistsError:
            return False
        return True

    def replace(self, key: SigningKey) -> None:
        """Put another key in the place of the present one, in one step."""
        self._write(key, os.replace)

    def _write(self, key: SigningKey, put: Callable[[Path, Path], None]) -> None:
        write_secret(self.path, key.to_pem(), put)


def is_signed(message: bytes, signature: bytes, public: bytes) -> bool:
    """Tell whether the holder of the private key signed exactly this message; False for malformed bytes too."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
