"""The artisan's own area: her bags, photos, questions, certificates and profile, made for one thumb.

Joins several features for one person. Rules and changes stay in the features; here are only pages.
"""
