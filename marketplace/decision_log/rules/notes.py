"""What is signed and how it is written: checkpoint, signed note, verifier key, proof file (C2SP)."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

ED25519 = b"\x01"
DASH = "\u2014"
HASH_BYTES = 32
PROOF_TITLE = "c2sp.org/tlog-proof@v1"

_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]+")
_SIGNATURE = re.compile(rf"{DASH} (\S+) ([A-Za-z0-9+/=]+)")
_SIZE = re.compile(r"0|[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log: whose it is, how many leaves it has, and the root over them."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        """Return the text that is signed; it ends with its last line's end."""
        return f"{self.origin}\n{self.size}\n{base64(self.root)}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note. `key_id` tells keys of one name apart; it proves nothing."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        return f"{DASH} {self.name} {base64(self.key_id + self.signature)}\n"


def is_name(text: str) -> bool:
    """Tell whether a key may be called this: no blanks, no plus, no control characters."""
    return _NAME.fullmatch(text) is not None


def key_id(name: str, public: bytes) -> bytes:
    """Return the four bytes that stand before a signature made with this Ed25519 key under this name."""
    return sha256(f"{name}\n".encode() + ED25519 + public).digest()[:4]


def verifier_key(name: str, public: bytes) -> str:
    """Return the one line another program needs to check this log."""
    return f"{name}+{key_id(name, public).hex()}+{base64(ED25519 + public)}"


def signed_note(body: str, signatures: Iterable[Signature]) -> str:
    return body + "\n" + "".join(signature.line() for signature in signatures)


def read_note(note: str) -> tuple[str, list[Signature]]:
    """Return the text and the signatures of a note. ValueError when it is none."""
    body, gap, lines = note.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        raise ValueError("no signed note")
    return body + "\n", [_read_signature(line) for line in lines[:-1].split("\n")]


def _read_signature(line: str) -> Signature:
    match = _SIGNATURE.fullmatch(line)
    if match is None:
        raise ValueError("no signature line")
    data = from_base64(match[2])
    if len(data) <= 4 or not is_name(match[1]):
        raise ValueError("no signature")
    return Signature(match[1], data[:4], data[4:])


def read_checkpoint(body: str) -> Checkpoint:
    """Return what a checkpoint's text says. ValueError when it is none; lines after the third are left alone."""
    origin, size, root, *rest = body.split("\n")
    if not rest or not origin or _SIZE.fullmatch(size) is None:
        raise ValueError("no checkpoint")
    decoded = from_base64(root)
    if len(decoded) != HASH_BYTES:
        raise ValueError("no root")
    return Checkpoint(origin, int(size), decoded)


def proof_text(index: int, path: Sequence[bytes], checkpoint_note: str) -> str:
    """Return a proof that one entry is in the log, whole with the signed checkpoint it leads to."""
    hashes = "".join(f"{base64(step)}\n" for step in path)
    return f"{PROOF_TITLE}\nindex {index}\n{hashes}\n{checkpoint_note}"


def read_proof(text: str) -> tuple[int, list[bytes], str]:
    """Return index, path and signed checkpoint of a proof file. ValueError when it is none."""
    head, gap, note = text.partition("\n\n")
    title, *lines = head.split("\n")
    if title != PROOF_TITLE or not gap or not lines:
        raise ValueError("no proof")
    word, _, number = lines[0].partition(" ")
    if word != "index" or _SIZE.fullmatch(number) is None:
        raise ValueError("no index")
    path = [from_base64(line) for line in lines[1:]]
    if any(len(step) != HASH_BYTES for step in path):
        raise ValueError("no path")
    return int(number), path, note


def base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes:
    """Return the bytes of canonical base 64. ValueError for any other spelling of them."""
    data = b64decode(text)
    if base64(data) != text:  # stray characters too: they are passed over above
        raise ValueError("no canonical base 64")
    return data
