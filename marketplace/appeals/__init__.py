"""Appeals by the artisan against a rejection, a suspension or a revocation, decided by another officer.

What follows for the certificate is done through `certificates.operations.decide`; no way back is made here that the
lifecycle does not have.
"""
