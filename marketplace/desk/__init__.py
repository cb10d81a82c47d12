"""The officers' area: the queue, the review of a certificate, the journal, accounts.

Joins several features for staff. What may be decided is said by the lifecycle in `certificates`; here are only pages.
"""
