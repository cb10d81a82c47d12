"""The decision log: an append-only list of what was decided, that nobody can change unnoticed, not even its keeper.

Every entry is a leaf of a Merkle tree (RFC 6962) whose root is signed and published (C2SP checkpoint, tiles, proofs).
An entry holds no personal data: what must stay private is sealed, and the key to the seal can be thrown away. What a
decision is about, and whether it may be taken, is said by the feature that appends it.
"""
