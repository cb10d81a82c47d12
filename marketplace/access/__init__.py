"""Who may do what: roles, actors, permissions, and the table that joins them.

Pure: no database, no request. Who is signed in is the business of accounts and web; what a permission
lets one do is the business of the feature's operations. A new right is a new row in `policy`, nothing else.
"""
