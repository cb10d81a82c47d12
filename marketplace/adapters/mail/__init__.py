"""Letters on their way out: a port, and a folder, a list or an SMTP server behind it.

A letter is idempotent by its message id: sending it again must not make a second one where that can be known.
What letters say is written in the features' `mails.py` and templates.
"""
