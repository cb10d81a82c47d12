"""Keeping certificates from lapsing: who is told when, what each holder still needs, and the list for the LSP.

It reads certificates and writes only its own notes. Whether a certificate is valid is not decided here: expiry is a
fact of the calendar, read by `certificates.rules.standing`, and no job of this package can make or delay it.
"""
