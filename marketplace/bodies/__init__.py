"""The register of certifying bodies: who issues which paper, under which licence, with which schemes and units.

It is noted here from public directories by officers, with the day it was looked up; nobody on this site issues
anything. What one certificate says is kept as printed in `certificates`, which may point here; nothing here knows it.
"""
