"""A payload sealed for one browser: RFC 8291 over RFC 8188 (`aes128gcm`), in one record."""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096
OVERHEAD = 86 + 17
"""Header with salt, size and our key; the mark of the last record, and the tag."""
MAX_PLAIN = RECORD - OVERHEAD
POINT, SECRET, SALT = 65, 16, 16


def encoded(raw: bytes) -> str:
    """Return bytes as browsers write them: base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Return the bytes of base64url, padded or not; ValueError for anything else."""
    if len(text) > 200 or not text.isascii():
        raise ValueError("not base64url")
    raw = urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    if encoded(raw) != text.rstrip("="):
        raise ValueError("not base64url")
    return raw


def point_of(key: EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def keys_of(p256dh: str, auth: str) -> tuple[EllipticCurvePublicKey, bytes]:
    """Return a browser's public key, proved to lie on the curve, and its secret; ValueError for anything else."""
    point, secret = decoded(p256dh), decoded(auth)
    if len(point) != POINT or len(secret) != SECRET:
        raise ValueError("not the keys of a browser")
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point), secret


def seal(
    payload: bytes,
    p256dh: str,
    auth: str,
    *,
    salt: bytes | None = None,
    own: EllipticCurvePrivateKey | None = None,
) -> bytes:
    """Return the body that only this browser opens. Salt and key are made anew each time; a test gives known ones."""
    if len(payload) > MAX_PLAIN:
        raise ValueError("too long for one record")
    key, secret = keys_of(p256dh, auth)
    salt, own = salt or os.urandom(SALT), own or generate_private_key(SECP256R1())
    sender = point_of(own.public_key())
    shared = own.exchange(ECDH(), key)
    material = _derive(shared, secret, b"WebPush: info\x00" + point_of(key) + sender, 32)
    content = _derive(material, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derive(material, salt, b"Content-Encoding: nonce\x00", 12)
    header = salt + RECORD.to_bytes(4, "big") + bytes([POINT]) + sender
    return header + AESGCM(content).encrypt(nonce, payload + b"\x02", None)


def _derive(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(material)
