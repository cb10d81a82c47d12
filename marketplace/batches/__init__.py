"""Batches: many bags at once, from a list and a ZIP or folder of photos, as drafts in one artisan's shop.

`columns` knows the list's headings, `reading` makes rows of it, `receiving` stores the photos it names, `judging` says
what would become of each row, `operations` does it, a row in one transaction each. Drafts are made through
`listings.operations` and `listings.photos`; nothing here publishes.
"""
