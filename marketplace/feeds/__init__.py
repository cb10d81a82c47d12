"""What the site tells other machines in lists: sitemaps, news feeds, catalogues for shopping channels.

Owns no table and no page. Each list is written in the order of its rows' numbers, a batch at a time, so that a million
bags need no more memory than a thousand. What a certificate is worth is asked for today, as everywhere; records
themselves are in no list (nobody may list all holders), the withdrawals are.
"""
