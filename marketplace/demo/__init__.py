"""Invented artisans, records and bags, put in through the same doors as real ones.

Every name, number and certificate here is made up and looks it. Cannot run in production: the sign-ins are printed in
the README. Nothing else in the project may depend on this package.
"""
