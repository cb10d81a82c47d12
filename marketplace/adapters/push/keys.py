"""Our key towards push services (VAPID, RFC 8292): in a file of its own, never in the database."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from marketplace.adapters.push.sealing import encoded, point_of
from marketplace.adapters.signing.files import write_secret
from marketplace.adapters.signing.keys import KeyUnusable

LIFETIME = timedelta(hours=12)
"""How long a token is good for; push services refuse more than a day."""


class PushKey:
    """The private key in memory."""

    def __init__(self, private: EllipticCurvePrivateKey) -> None:
        self._private = private

    @classmethod
    def generate(cls) -> PushKey:
        return cls(generate_private_key(SECP256R1()))

    @classmethod
    def from_pem(cls, pem: bytes) -> PushKey:
        """Read an unencrypted PKCS #8 key on P-256; ValueError otherwise."""
        try:
            private = load_pem_private_key(pem, password=None)
        except (TypeError, UnsupportedAlgorithm) as error:
            raise ValueError("no plain private key") from error
        if not isinstance(private, EllipticCurvePrivateKey) or not isinstance(private.curve, SECP256R1):
            raise ValueError("no key on P-256")
        return cls(private)

    @property
    def public(self) -> str:
        """What browsers are told, as they take it."""
        return encoded(point_of(self._private.public_key()))

    def to_pem(self) -> bytes:
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def authorization(self, origin: str, contact: str, at: datetime) -> str:
        """Return the header that says whose push it is, to this push service (`origin`) alone, for some hours."""
        claims = {"aud": origin, "exp": int((at + LIFETIME).timestamp()), "sub": contact}
        head = {"typ": "JWT", "alg": "ES256"}
        signed = ".".join(
            encoded(json.dumps(part, separators=(",", ":")).encode()) for part in (head, claims)
        )
        r, s = decode_dss_signature(self._private.sign(signed.encode(), ECDSA(SHA256())))
        signature = encoded(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        return f"vapid t={signed}.{signature}, k={self.public}"


class PushKeyFile:
    """Where the key is kept. Without it nothing is pushed, and no page offers it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> PushKey | None:
        """Return the key, None where there is no file; raises KeyUnusable for a file that holds none."""
        try:
            return PushKey.from_pem(self.path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise KeyUnusable(f"{self.path}: {error.strerror}") from error
        except ValueError as error:
            raise KeyUnusable(f"{self.path} holds no plain key on P-256 in PEM form") from error

    def make(self) -> bool:
        """Write a new key for its owner alone; False when there is a file already, which stays as it is."""
        try:
            write_secret(self.path, PushKey.generate().to_pem(), os.link)
        except FileExistsError:
            return False
        return True
