"""Which version of the public data the database holds: one short row that changes with every change of a shown table.

Triggers change it, in the transaction of the change, so that no writer can forget to: neither a statement written by
hand nor another process. What depends on the data and is kept outside the database (finished pages) is kept under a
version.
"""
