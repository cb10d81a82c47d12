"""Where bytes are kept: a port, and local folders behind it.

The public area and the private area are two storages with two roots; one never answers for the other.
Who may read a key, and which row names it, is decided by the features.
"""
