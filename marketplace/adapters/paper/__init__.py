"""Sheets of plain text and photos as PDF, drawn in a child process with limits; only `drawing` knows reportlab.

The face is DejaVu Sans (`LICENSE-DejaVu.txt`): Latin, Greek, Cyrillic, Arabic and more. A sign it lacks is named by its
number.
"""
