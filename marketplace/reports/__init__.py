"""Doubts the public reports about a record: receipt, the artisan's reply, and an outcome that everybody can read.

A report never changes what a certificate is worth: nothing here writes to certificates. Suspending or revoking is a
decision of its own, made at the desk.
"""
