"""What is true of the log, from the standard library alone, so that anybody can read how to check it.

`tree` hashes and proves, `tiles` cuts the tree into files, `notes` writes what is signed, `entries` says what a leaf
holds. Where the hashes are kept does not belong here.
"""
