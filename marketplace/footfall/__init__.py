"""How many come to an artisan's shop, and what they do there: five numbers by day, and nothing about whom.

Bag pages handed out, hearts of accounts, private questions, the way from a bag's page to WhatsApp, records opened. What
never reached this site (hearts kept in a browser, copies served by caches in between, what is written on WhatsApp) is
not guessed at.
"""
