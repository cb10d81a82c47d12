"""Terajut: a marketplace of certified artisans.

One live certification record that both the shop window and the verification page read. The folder says what a
line is about, the file name what kind of line it is; ARCHITECTURE.md is the map.
"""
