"""Doubts the public reports about a record or a bag: receipt, the artisan's reply, an outcome everybody can read.

A report never changes what a certificate is worth, nor takes a bag from the window: nothing here writes to either.
Suspending or revoking is a decision of its own, made at the desk.
"""
