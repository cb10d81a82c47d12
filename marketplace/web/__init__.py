"""The Flask glue every feature's views stand on: doors, errors, headers, language, forms, caching, formatting.

Knows HTTP and nothing of the features: who somebody is comes through `identity`, what a refusal's code is called
comes through `labels`. What one page shows belongs to that page's view.
"""
