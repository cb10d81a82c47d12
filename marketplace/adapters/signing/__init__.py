"""Ed25519 keys: a private one in a file of its own, outside the database, and checks of what was signed.

What is signed, under which name and since when is said by the feature that signs. Only this package knows the library.
"""
