"""The certification record: what an artisan claims, what an officer found, and what it is worth today.

`rules.standing` is the only answer to that last question; every badge, filter and page reads it. A record
speaks of a person's competence, never of a bag: which bag carries a badge is decided in listings, the
officers' pages live in desk and the artisan's in studio.
"""
