"""Where bytes are kept: a port, with local folders or the buckets of an S3 service behind it.

The public area and the private area are two storages, each with a place of its own; one never answers for the other.
Who may read a key, and which row names it, is decided by the features.
"""
