"""How Python values become columns, and when a transaction begins and ends.

Knows SQLAlchemy and nothing of the features. What a table holds is said in the feature's `models.py`.
"""
