"""Our proofs, checkpoints and notes before an independent verifier, and its verdict on spoilt ones.

pip install metamorphic-log     (a verifier of transparency logs written in Rust; not a dependency of the project)
PYTHONPATH=. python bench/log_verifier.py
"""

from __future__ import annotations

from collections.abc import Callable

import metamorphic_log as peer

from marketplace.adapters.signing.keys import SigningKey
from marketplace.decision_log.rules.notes import Checkpoint, Signature, key_id, signed_note, verifier_key
from marketplace.decision_log.rules.tree import (
    consistency_ranges,
    inclusion_ranges,
    leaf_hash,
    root_of,
)

MOST = 40
ORIGIN = "bench.example/decisions"
LEAVES = [leaf_hash(f"entry {number}".encode()) for number in range(MOST)]
ROOTS = [root_of(LEAVES[:size]) for size in range(MOST + 1)]


def accepts(check: Callable[..., object], *words: object) -> bool:
    try:
        check(*words)
    except peer.VerifyError:
        return False
    return True


def main() -> None:
    accepted = spoilt = wrong = 0
    for size in range(1, MOST + 1):
        for index in range(size):
            path = [root_of(LEAVES[part.start : part.end]) for part in inclusion_ranges(index, size)]
            accepted += accepts(peer.verify_inclusion, index, size, LEAVES[index], path, ROOTS[size])
            wrong += accepts(peer.verify_inclusion, index, size, leaf_hash(b"other"), path, ROOTS[size])
            spoilt += 1
    print(f"inclusion: {accepted} of {spoilt} accepted; {wrong} of {spoilt} with another leaf accepted")
    accepted = spoilt = wrong = 0
    for new in range(1, MOST + 1):
        for old in range(1, new + 1):
            path = [root_of(LEAVES[part.start : part.end]) for part in consistency_ranges(old, new)]
            accepted += accepts(peer.verify_consistency, old, new, path, ROOTS[old], ROOTS[new])
            wrong += accepts(peer.verify_consistency, old, new, path, leaf_hash(b"other"), ROOTS[new])
            spoilt += 1
    print(f"consistency: {accepted} of {spoilt} accepted; {wrong} of {spoilt} from another root accepted")
    key = SigningKey.generate()
    body = Checkpoint(ORIGIN, MOST, ROOTS[MOST]).body()
    note = signed_note(body, [Signature(ORIGIN, key_id(ORIGIN, key.public), key.sign(body.encode()))])
    head = peer.checkpoint_verify(note, [verifier_key(ORIGIN, key.public)])
    print(f"checkpoint: read as {head.origin} {head.size}, root equal: {bytes(head.root) == ROOTS[MOST]}")
    other = verifier_key(ORIGIN, SigningKey.generate().public)
    print(f"checkpoint under another key accepted: {accepts(peer.checkpoint_verify, note, [other])}")
    bent = note.replace(f"\n{MOST}\n", f"\n{MOST - 1}\n")
    print(
        f"checkpoint with another size accepted: {accepts(peer.checkpoint_verify, bent, [verifier_key(ORIGIN, key.public)])}"
    )


if __name__ == "__main__":
    main()
