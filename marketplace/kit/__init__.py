"""Plain vocabulary every floor may use: time, refusals, lifecycles, money, text, codes, telephones, paging.

Standard library only, and nothing that knows this is a marketplace: a rule about certificates, bags or
people belongs in that feature's `rules.py`, words for people in `labels.py`, input and output in adapters.
"""
