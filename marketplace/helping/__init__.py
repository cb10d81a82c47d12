"""People an artisan lets work in her studio: invited by her, with tasks she ticks, until either of them ends it.

Whose studio somebody works in belongs to one sign-in and is chosen by a button, never by an address. What helpers do is
done in their own name. What a task opens is said by `access/policy`; the studio's pages are the business of `studio`.
"""
