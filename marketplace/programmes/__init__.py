"""Programmes of training and testing, and their cohorts: who organised them, when, where, for whom, what came of it.

Knows nobody who registered: `registrations` stands above.
"""
