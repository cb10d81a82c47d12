"""Bags officers put together: a saved search and, before it, bags pinned by hand.

What the search finds is asked of `catalogue` anew on every view, so a collection never shows what is not on offer.
"""
