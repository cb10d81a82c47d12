"""Search, facets and order over what others own. Holds no table of its own.

Reads listings, artisans and certificates through one predicate per filter, the same that the card shows. What a bag
is belongs to `listings`; what a certificate is worth belongs to `certificates`.
"""
