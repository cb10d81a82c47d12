"""How many come to an artisan's shop, and what they do there: four numbers by day, and nothing about whom.

Bag pages handed out, hearts of accounts, private questions, records opened. What never reached this site (hearts kept
in a browser, copies served by caches in between) is not guessed at.
"""
