"""Finding bags by words: a port, the one analyser of words, and an embedded engine behind it.

Knows documents and questions, never tables: what a document holds is gathered by the catalogue, and the database has
the last word on every row shown.
"""
