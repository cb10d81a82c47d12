"""Which versions of the public data the database holds: short rows that change with every change of a shown table.

Triggers change them, in the transaction of the change, so that no writer can forget to: neither a statement written by
hand nor another process. What depends on the data and is kept outside the database (finished pages) is kept under the
versions of its scopes: everything, or what belongs to one artisan and what all share.
"""
