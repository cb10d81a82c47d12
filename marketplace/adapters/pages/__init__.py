"""Finished public pages, kept whole: in memory, and in Redis where several processes share them.

Knows nothing of what a page shows. A page is kept under its address and carries the version and the day it was made
for; whoever takes one out compares both (`web/kept_pages`).
"""
